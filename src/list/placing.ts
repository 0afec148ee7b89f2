import type { Conversation } from '../model/index.js';
import { instant } from './instant.js';
import type { PageStore } from './pages.js';

/**
 * Changes the rows held anywhere, by id or at the place of their time. A row that comes or goes costs
 * its page and one number per page below it.
 */
export class Placing {
  readonly #store: PageStore;

  constructor(store: PageStore) {
    this.#store = store;
  }

  get(id: string): Conversation | undefined {
    return this.#store.pageOf.get(id)?.rows.find((row) => row.id === id);
  }

  /** Time of the oldest row whose time can be read. */
  get oldest(): string | undefined {
    const { pages } = this.#store;
    for (let p = pages.length - 1; p >= 0; p -= 1) {
      const at = oldestOf(pages[p]!.rows);
      if (at !== undefined) return at;
    }
    return undefined;
  }

  /** Index of the first row that is not newer than an instant; `count` when all are newer. */
  indexAt(at: string | null | undefined): number {
    const [p, offset] = this.#place(at);
    return (this.#store.pages[p]?.start ?? this.#store.count) + offset;
  }

  /** Whether a row of this instant has its place above the last row held. */
  reaches(at: string | null | undefined): boolean {
    return this.indexAt(at) < this.#store.count;
  }

  /** Puts a new copy in the place of the held one. False when it is the very same object. */
  replace(row: Conversation): boolean {
    const page = this.#store.pageOf.get(row.id);
    const offset = page?.rows.findIndex((one) => one.id === row.id) ?? -1;
    if (!page || page.rows[offset] === row) return false;
    page.rows = page.rows.with(offset, row);
    return true;
  }

  remove(id: string): boolean {
    const page = this.#store.pageOf.get(id);
    if (!page) return false;
    const rest = page.rows.filter((row) => row.id !== id);
    this.#splice(this.#store.pages.indexOf(page), 1, rest);
    return true;
  }

  /** Takes a row that is not held to its place by time; one whose time cannot be read to the top. */
  insert(row: Conversation): void {
    const { pages, size } = this.#store;
    const [p, offset] = this.#place(row.at);
    const [rows = [], above = []] = [pages[p]?.rows, pages[p - 1]?.rows];
    const hasRoom = ({ length }: readonly Conversation[]) => length > 0 && length < size;
    if (offset > 0 || hasRoom(rows)) this.#splice(p, 1, rows.toSpliced(offset, 0, row));
    else if (hasRoom(above)) this.#splice(p - 1, 1, [...above, row]);
    else this.#splice(p, 0, [row]);
  }

  /** Puts rows in the place of the first `length` rows; one that is held further down moves up. */
  replaceHead(length: number, rows: readonly Conversation[]): void {
    const { pages } = this.#store;
    for (const row of rows) if (this.#store.indexOf(row.id) >= length) this.remove(row.id);
    const below = pages.findIndex((page) => page.start >= length);
    const p = below < 0 ? pages.length : below;
    // The last page of the head may reach beyond it.
    const last = pages[p - 1];
    const rest = last ? last.rows.slice(length - last.start) : [];
    this.#splice(0, p, [...rows, ...rest]);
  }

  /** Page and offset of the first row that is not newer than an instant. */
  #place(at: string | null | undefined): readonly [page: number, offset: number] {
    const { pages } = this.#store;
    const time = instant(at);
    if (Number.isNaN(time)) return [0, 0];
    for (const [p, { rows }] of pages.entries()) {
      if (instant(rows.at(-1)?.at) > time) continue;
      const offset = rows.findIndex((row) => instant(row.at) <= time);
      if (offset >= 0) return [p, offset];
    }
    return [pages.length, 0];
  }

  /** Puts rows in the place of `removed` pages from page `p` on. */
  #splice(p: number, removed: number, rows: readonly Conversation[]): void {
    const { pages, pageOf } = this.#store;
    const below = pages.splice(p);
    for (const page of below.splice(0, removed)) {
      for (const row of page.rows) pageOf.delete(row.id);
    }
    this.#store.append(rows);
    for (const page of below) {
      const above = pages.at(-1);
      page.start = above ? above.start + above.rows.length : 0;
      pages.push(page);
    }
  }
}

/** Time of the last of these rows whose time can be read. */
export function oldestOf(rows: readonly Conversation[]): string | undefined {
  return rows.findLast((row) => !Number.isNaN(instant(row.at)))?.at ?? undefined;
}
