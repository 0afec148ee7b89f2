import type { Conversation } from '../model/index.js';
import { newest } from './copies.js';
import type { Heard } from './copies.js';
import { instant } from './instant.js';
import type { PageStore } from './pages.js';

export interface Placing {
  /** Every row of the query is held, so a row older than all of them is missing, not still to come. */
  readonly ended: boolean;
  /** A changed row moves to the place of its new time. */
  readonly activity: boolean;
}

export interface Settled {
  /** Rows came, went or moved. */
  readonly moved: boolean;
  /** Rows changed in place. */
  readonly replaced: boolean;
}

/**
 * Live changes on their way into the list. What is heard is kept per row until the next frame;
 * then contents change in place, and rows that would move others wait until they may.
 */
export class Arrivals {
  readonly #heard: Heard = new Map();
  readonly #arriving = new Map<string, Conversation>();
  readonly #leaving = new Set<string>();

  /** New and moved rows that wait. */
  get count(): number {
    return this.#arriving.size;
  }

  /** Something was heard since the last `settle()`. */
  get unsettled(): boolean {
    return this.#heard.size > 0;
  }

  /** Anything waits, rows that leave included. */
  get waiting(): boolean {
    return this.#arriving.size > 0 || this.#leaving.size > 0;
  }

  /** `row` absent: it is gone, or no longer to be shown. */
  hear(id: string, row: Conversation | undefined): void {
    const before = this.#heard.get(id);
    this.#heard.set(id, before && row ? newest(before, row) : row);
  }

  /** A page brought this row: it no longer waits. Returns the newer copy. */
  meet(row: Conversation): Conversation {
    const waiting = this.#arriving.get(row.id);
    this.#arriving.delete(row.id);
    return waiting ? newest(waiting, row) : row;
  }

  /** Works off what was heard; with `merge` also everything that waits. */
  settle(pages: PageStore, placing: Placing, merge: boolean): Settled {
    let replaced = false;
    for (const [id, row] of this.#heard) {
      if (row) replaced = this.#comes(row, pages, placing) || replaced;
      else this.#goes(id, pages);
    }
    this.#heard.clear();
    const moved = merge && this.#merge(pages);
    return { moved, replaced };
  }

  #comes(row: Conversation, pages: PageStore, { ended, activity }: Placing): boolean {
    const held = pages.get(row.id);
    const known = this.#arriving.get(row.id) ?? held;
    const copy = known ? newest(known, row) : row;
    this.#leaving.delete(row.id);
    if (held) {
      // Compared with the held copy before it is replaced: afterwards the move could not be told.
      if (activity && !(instant(copy.at) === instant(held.at))) this.#arriving.set(row.id, copy);
      else if (this.#arriving.has(row.id)) this.#arriving.set(row.id, copy);
      return pages.replace(copy);
    }
    // Below the last row held, with more pages to come, paging brings it.
    if (known || ended || pages.reaches(copy.at)) this.#arriving.set(row.id, copy);
    return false;
  }

  #goes(id: string, pages: PageStore): void {
    this.#arriving.delete(id);
    if (pages.has(id)) this.#leaving.add(id);
  }

  #merge(pages: PageStore): boolean {
    const rows = [...this.#arriving.values()];
    let moved = rows.length > 0;
    for (const id of this.#leaving) moved = pages.remove(id) || moved;
    // Moved rows leave first: a row at its old place with its new time would misplace the others.
    for (const row of rows) pages.remove(row.id);
    for (const row of rows) pages.insert(row);
    this.#arriving.clear();
    this.#leaving.clear();
    return moved;
  }
}
