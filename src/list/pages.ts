import type { Conversation } from '../model/index.js';
import { instant } from './instant.js';

interface Page {
  /** Never changed in place: a page that changes gets a new array, all others keep theirs. */
  rows: readonly Conversation[];
  /** Index of the first row in the list; only right for pages that are counted. */
  start: number;
}

/**
 * The rows held, newest first, each once. Loaded pages stay pages: appending costs the page, a row
 * that comes or goes costs its page and one number per page below it.
 */
export class PageStore {
  readonly #size: number;
  readonly #pageOf = new Map<string, Page>();
  #pages: Page[] = [];
  /** How many pages have a right `start`; the rest are counted when somebody reads. */
  #counted = 0;

  /** `size`: rows per page to aim for when rows come in larger lots. */
  constructor(size: number) {
    this.#size = size;
  }

  get count(): number {
    return this.#pageOf.size;
  }

  get pageCount(): number {
    return this.#pages.length;
  }

  pageAt(page: number): readonly Conversation[] {
    return this.#pages[page]?.rows ?? [];
  }

  /** Index of the page's first row; `count` beyond the last page. */
  pageStart(page: number): number {
    this.#recount();
    return this.#pages[page]?.start ?? this.count;
  }

  has(id: string): boolean {
    return this.#pageOf.has(id);
  }

  get(id: string): Conversation | undefined {
    return this.#pageOf.get(id)?.rows.find((row) => row.id === id);
  }

  rowAt(index: number): Conversation | undefined {
    if (!(index >= 0 && index < this.count)) return undefined;
    this.#recount();
    let low = 0;
    let high = this.#pages.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#pages[middle]!.start <= index) low = middle;
      else high = middle - 1;
    }
    const page = this.#pages[low]!;
    return page.rows[index - page.start];
  }

  /** −1 when the id is not held. */
  indexOf(id: string): number {
    const page = this.#pageOf.get(id);
    if (!page) return -1;
    this.#recount();
    return page.start + page.rows.findIndex((row) => row.id === id);
  }

  /** Index of the first row that is not newer than an instant; `count` when all are newer. */
  indexAt(at: string | null | undefined): number {
    const [page, offset] = this.#place(at);
    return Math.min(this.count, this.pageStart(page) + offset);
  }

  /** Whether a row of this instant has its place above the last row held. */
  reaches(at: string | null | undefined): boolean {
    return this.#place(at)[0] < this.#pages.length;
  }

  /** Time of the oldest row whose time can be read. */
  get oldest(): string | undefined {
    for (let p = this.#pages.length - 1; p >= 0; p -= 1) {
      const row = this.#pages[p]!.rows.findLast((one) => !Number.isNaN(instant(one.at)));
      if (row) return row.at as string;
    }
    return undefined;
  }

  /** Adds rows that are not held yet at the end, in pages of about the store's size. */
  append(rows: readonly Conversation[]): void {
    if (rows.length === 0) return;
    const parts = Math.max(1, Math.round(rows.length / this.#size));
    const length = Math.ceil(rows.length / parts);
    for (let from = 0; from < rows.length; from += length) {
      this.#addPage(this.#pages.length, rows.slice(from, from + length));
    }
  }

  /** Puts a new copy in the place of the held one. False when it is the very same object. */
  replace(row: Conversation): boolean {
    const page = this.#pageOf.get(row.id);
    const offset = page?.rows.findIndex((one) => one.id === row.id) ?? -1;
    if (!page || page.rows[offset] === row) return false;
    page.rows = page.rows.with(offset, row);
    return true;
  }

  /** Takes a row that is not held to its place by time; one whose time cannot be read to the top. */
  insert(row: Conversation): void {
    const [p, offset] = this.#place(row.at);
    const page = this.#pages[p];
    const above = this.#pages[p - 1];
    if (offset > 0 || (page && page.rows.length < this.#size)) {
      this.#setRows(p, page!.rows.toSpliced(offset, 0, row));
    } else if (above && above.rows.length < this.#size) {
      this.#setRows(p - 1, [...above.rows, row]);
    } else {
      this.#addPage(p, [row]);
    }
  }

  remove(id: string): boolean {
    const page = this.#pageOf.get(id);
    if (!page) return false;
    this.#pageOf.delete(id);
    const p = this.#pages.indexOf(page);
    page.rows = page.rows.filter((row) => row.id !== id);
    if (page.rows.length === 0) this.#pages.splice(p, 1);
    this.#counted = Math.min(this.#counted, p);
    return true;
  }

  /** Puts rows in the place of the first `length` rows; one that is held further down moves up. */
  replaceHead(length: number, rows: readonly Conversation[]): void {
    for (const row of rows) if (this.indexOf(row.id) >= length) this.remove(row.id);
    this.#recount();
    const kept = this.#pages.filter((page) => {
      const cut = Math.min(Math.max(0, length - page.start), page.rows.length);
      for (const row of page.rows.slice(0, cut)) this.#pageOf.delete(row.id);
      if (cut > 0) page.rows = page.rows.slice(cut);
      return page.rows.length > 0;
    });
    this.#pages = [];
    this.#counted = 0;
    this.append(rows);
    this.#pages = this.#pages.concat(kept);
  }

  /** Page and offset of the first row that is not newer than an instant. */
  #place(at: string | null | undefined): readonly [page: number, offset: number] {
    const time = instant(at);
    if (Number.isNaN(time)) return [0, 0];
    for (const [p, { rows }] of this.#pages.entries()) {
      if (instant(rows.at(-1)?.at) > time) continue;
      const offset = rows.findIndex((row) => instant(row.at) <= time);
      if (offset >= 0) return [p, offset];
    }
    return [this.#pages.length, 0];
  }

  #addPage(p: number, rows: readonly Conversation[]): void {
    const page = { rows, start: 0 };
    for (const row of rows) this.#pageOf.set(row.id, page);
    this.#pages.splice(p, 0, page);
    this.#counted = Math.min(this.#counted, p);
  }

  #setRows(p: number, rows: readonly Conversation[]): void {
    const page = this.#pages[p]!;
    const half = rows.length > 2 * this.#size ? this.#size : rows.length;
    page.rows = rows.slice(0, half);
    for (const row of page.rows) this.#pageOf.set(row.id, page);
    this.#counted = Math.min(this.#counted, p);
    if (half < rows.length) this.#addPage(p + 1, rows.slice(half));
  }

  #recount(): void {
    for (; this.#counted < this.#pages.length; this.#counted += 1) {
      const above = this.#pages[this.#counted - 1];
      this.#pages[this.#counted]!.start = above ? above.start + above.rows.length : 0;
    }
  }
}
