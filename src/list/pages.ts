import type { Conversation } from '../model/index.js';

export interface Page {
  /** Never changed in place: a page that changes gets a new array, all others keep theirs. */
  rows: readonly Conversation[];
  /** Index of the first row in the list. */
  start: number;
}

/**
 * The rows held, newest first, each once. Loaded pages stay pages, so that appending costs the page.
 * Changes anywhere else than at the end are made by `Placing`.
 */
export class PageStore {
  /** Rows per page to aim for when rows come in larger lots. */
  readonly size: number;
  readonly pages: Page[] = [];
  /** The page of each row, by the row's id. */
  readonly pageOf = new Map<string, Page>();

  constructor(size: number) {
    this.size = size;
  }

  get count(): number {
    return this.pageOf.size;
  }

  rowAt(index: number): Conversation | undefined {
    let low = 0;
    let high = this.pages.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.pages[middle]!.start <= index) low = middle;
      else high = middle - 1;
    }
    const page = this.pages[low];
    return page?.rows[index - page.start];
  }

  /** −1 when the id is not held. */
  indexOf(id: string): number {
    const page = this.pageOf.get(id);
    return page ? page.start + page.rows.findIndex((row) => row.id === id) : -1;
  }

  /** Adds rows that are not held yet at the end, in pages of about the store's size. */
  append(rows: readonly Conversation[]): void {
    const parts = Math.max(1, Math.round(rows.length / this.size));
    const length = Math.ceil(rows.length / parts);
    const last = this.pages.at(-1);
    const start = last ? last.start + last.rows.length : 0;
    for (let from = 0; from < rows.length; from += length) {
      const page = { rows: rows.slice(from, from + length), start: start + from };
      this.pages.push(page);
      for (const row of page.rows) this.pageOf.set(row.id, page);
    }
  }
}
