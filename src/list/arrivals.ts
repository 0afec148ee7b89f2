import type { Conversation } from '../model/index.js';
import { newest } from './copies.js';
import type { Heard } from './copies.js';
import type { Held } from './held.js';
import { instant } from './instant.js';
import type { Placing } from './placing.js';

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
  readonly #held: Held;
  readonly #placing: Placing;
  readonly #heard: Heard = new Map();
  readonly #arriving = new Map<string, Conversation>();
  readonly #leaving = new Set<string>();

  constructor(held: Held, placing: Placing) {
    this.#held = held;
    this.#placing = placing;
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

  /** A page brings this row: unless it is held and waits to move, it no longer waits. Returns the newer copy. */
  meet(row: Conversation): Conversation {
    const waiting = this.#arriving.get(row.id);
    if (!waiting || row.hidden || this.#held.pages.pageOf.has(row.id)) return row;
    this.#arriving.delete(row.id);
    this.#count();
    return newest(waiting, row);
  }

  /** Works off what was heard; with `merge` also everything that waits. */
  settle(merge: boolean): Settled {
    let replaced = false;
    for (const [id, row] of this.#heard) {
      if (row) replaced = this.#comes(row) || replaced;
      else this.#goes(id);
    }
    this.#heard.clear();
    const moved = merge && this.#merge();
    this.#count();
    return { moved, replaced };
  }

  #comes(row: Conversation): boolean {
    const { walk, activity } = this.#held;
    const held = this.#placing.get(row.id);
    const known = this.#arriving.get(row.id) ?? held;
    const copy = known ? newest(known, row) : row;
    this.#leaving.delete(row.id);
    if (held) {
      // Compared with the held copy before it is replaced: afterwards the move could not be told.
      const moves = activity && instant(copy.at) !== instant(held.at);
      if (moves || this.#arriving.has(row.id)) this.#arriving.set(row.id, copy);
      return this.#placing.replace(copy);
    }
    // Below the last row held, with more pages to come, paging brings it.
    if (known || walk.ended || this.#placing.reaches(copy.at)) this.#arriving.set(row.id, copy);
    return false;
  }

  #goes(id: string): void {
    this.#arriving.delete(id);
    if (this.#held.pages.pageOf.has(id)) this.#leaving.add(id);
  }

  #merge(): boolean {
    const rows = [...this.#arriving.values()];
    let moved = rows.length > 0;
    for (const id of this.#leaving) moved = this.#placing.remove(id) || moved;
    // Moved rows leave first: a row at its old place with its new time would misplace the others.
    for (const row of rows) this.#placing.remove(row.id);
    for (const row of rows) this.#placing.insert(row);
    this.#arriving.clear();
    this.#leaving.clear();
    return moved;
  }

  #count(): void {
    this.#held.arrivals = this.#arriving.size;
  }
}
