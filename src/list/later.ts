import type { Conversation, ListChange } from '../model/index.js';
import { Arrivals } from './arrivals.js';
import { newest, withHeard } from './copies.js';
import type { Heard } from './copies.js';
import type { Held } from './held.js';
import { Placing } from './placing.js';
import type { ReadPage, isRow } from './read-page.js';
import type { Call, Outcome, Requests } from './requests.js';
import { Reread } from './reread.js';
import { restoreCall } from './restore.js';
import type {
  ConversationListOptions,
  ListState,
  ListUpdate,
  LoadReason,
  Restored,
} from './types.js';
import type { Walk } from './walk.js';

/**
 * What the list hands over: its parts, and code that the first load has already. If this part
 * imported that, a bundler would cut the first load in two.
 */
export interface Core extends Pick<ConversationListOptions, 'changed' | 'frame'> {
  readonly held: Held;
  readonly requests: Requests;
  readonly isRow: typeof isRow;
  readonly Walk: typeof Walk;
}

/**
 * What the rows of a query need after their first load: live changes, reading again, restoring. None
 * of it is needed to show the first pages, so it is loaded apart from them.
 */
export class Later {
  readonly #core: Core;
  readonly #held: Held;
  readonly #placing: Placing;
  readonly #arrivals: Arrivals;
  /** Heard since the page in flight was asked for. */
  readonly #overtaking: Heard = new Map();
  /** Which page that is. */
  #asked = 0;
  /** Rereads that are not committed yet; a failed one waits here for its retry. */
  readonly #rereads = new Map<boolean, Reread>();
  #doubt = false;
  #cancelFrame: (() => void) | undefined;

  constructor(core: Core) {
    const { held, requests } = core;
    this.#core = core;
    this.#held = held;
    this.#placing = new Placing(held.pages);
    this.#arrivals = new Arrivals(held, this.#placing);
    const waiting = held.waiting.splice(0).sort((a, b) => a.asked - b.asked);
    for (const { change, asked } of waiting) this.#note(change, asked);
    this.resume();
    // The end was reached while the code for this was on its way; a refresh looks at the head anyway.
    if (this.#unsure && requests.calls.every(({ kind }) => kind !== 'refresh')) {
      requests.ask(this.reread(true));
      core.changed('status');
    }
  }

  /** Takes a change; it is worked in before the next frame. */
  hear(change: ListChange): void {
    this.#note(change, this.#held.asked);
    this.resume();
  }

  /** Stops waiting for the next frame, until `resume()`. */
  pause(): void {
    this.#cancelFrame?.();
    this.#cancelFrame = undefined;
  }

  /** Has what was heard worked in before the next frame. */
  resume(): void {
    const { frame, requests } = this.#core;
    if (requests.suspended || this.#cancelFrame || !this.#unsettled) return;
    this.#cancelFrame = frame(() => {
      this.#cancelFrame = undefined;
      const { moved, replaced, status } = this.#settle(this.#held.atTop);
      if (moved) this.#core.changed('top');
      else if (replaced) this.#core.changed('rows');
      else if (status) this.#core.changed('status');
    });
  }

  /** The reader has come to the top, where nothing waits. */
  reachTop(): void {
    if (this.#arrivals.waiting) this.showArrivals();
  }

  showArrivals(): void {
    const { moved, replaced, status } = this.#settle(true);
    if (moved || replaced || status) this.#core.changed('merge');
  }

  /**
   * Takes a page brought up to what was heard. A repeated row is replaced in place; one that became
   * hidden leaves.
   */
  takePage(page: ReadPage, reason: LoadReason): Outcome {
    const held = this.#held;
    const { pageOf } = held.pages;
    const overtaking: Heard = this.#asked === held.asked ? this.#overtaking : new Map();
    let update: ListUpdate | undefined;
    const items = withHeard(page.items, overtaking, held.activity).map((row) => {
      const before = this.#placing.get(row.id);
      if (!before) return this.#arrivals.meet(row);
      if (row.hidden && this.#placing.remove(row.id)) update = 'merge';
      else if (this.#placing.replace(newest(before, row))) update ??= 'rows';
      return row;
    });
    const outcome = held.takePage({ ...page, items }, reason);
    // Heard too early to be placed, or left out above: the page may have made a place for it.
    for (const [id, row] of overtaking) if (!pageOf.has(id)) this.#arrivals.hear(id, row);
    this.resume();
    const { merged } = outcome;
    return {
      ...outcome,
      ...(merged && update && { merged: { ...merged, update } }),
      ...(!outcome.error && this.#unsure && { next: this.reread(true) }),
    };
  }

  /** Reads the held rows again; with `headOnly` just looks at the head once more. */
  reread(headOnly: boolean): Call {
    this.#held.uncertain ||= this.#doubt;
    this.#doubt = false;
    const reread = new Reread({
      held: this.#held,
      placing: this.#placing,
      headOnly,
      Walk: this.#core.Walk,
    });
    this.#rereads.set(headOnly, reread);
    const call: Call = {
      kind: 'refresh',
      request: () => reread.request(),
      took: (page, reason) => {
        const error = reread.take(page);
        if (error) return { error };
        return reread.done ? this.#tookReread(reread, headOnly, reason) : { next: call };
      },
    };
    return call;
  }

  /** Reads down to an earlier place. */
  restore(state: ListState, done: (place: Restored) => void): Call {
    return restoreCall({ held: this.#held, placing: this.#placing, later: this, state, done });
  }

  /** Merges what was read again, and all that waits. */
  #tookReread(reread: Reread, headOnly: boolean, reason: LoadReason): Outcome {
    const { requests } = this.#core;
    const held = this.#held;
    // What was heard before the reading began is older than what was read, so it goes in first.
    const before = this.#settle(true);
    const { whole, added } = reread.commit(this.#arrivals);
    if (this.#rereads.get(headOnly) === reread) this.#rereads.delete(headOnly);
    if (whole) {
      held.walk = reread.range;
      held.gaps = [];
      // Paging starts anew from where the reading ended, so what failed there is history.
      requests.forget('walk');
    }
    if (held.walk.ended) requests.unqueue('walk');
    if (!headOnly) {
      held.withheld = reread.withheld ?? held.withheld;
      held.total = reread.total ?? held.total;
      held.uncertain = reread.doubted;
    }
    const moved = this.#settle(true).moved || before.moved;
    const report = held.report(reason, added, reread.notices);
    return { merged: { update: headOnly && !moved ? 'status' : 'merge', report } };
  }

  /** A list that took several pages to read may have changed above: rows moved up unseen. */
  get #unsure(): boolean {
    const { activity, walk } = this.#held;
    return activity && walk.ended && walk.pages > 1;
  }

  /** While nothing is held yet, nobody can say where a row belongs: what is heard has to wait. */
  get #placeable(): boolean {
    return this.#held.pages.count > 0 || this.#held.walk.ended;
  }

  get #unsettled(): boolean {
    return this.#placeable && (this.#arrivals.unsettled || this.#doubt);
  }

  /** Works in what was heard; with `merge` also rows that move others. */
  #settle(merge: boolean): { moved: boolean; replaced: boolean; status: boolean } {
    if (!this.#placeable) return { moved: false, replaced: false, status: false };
    const held = this.#held;
    const { arrivals, uncertain } = held;
    held.uncertain ||= this.#doubt;
    this.#doubt = false;
    const settled = this.#arrivals.settle(merge);
    return { ...settled, status: held.arrivals !== arrivals || held.uncertain !== uncertain };
  }

  /** Keeps a change for `#settle()`. `asked`: how many pages were asked for when it came. */
  #note(change: ListChange, asked: number): void {
    if (asked > this.#asked) this.#overtaking.clear();
    this.#asked = asked;
    if (change.type === 'upsert') {
      for (const row of listOf(change.items).filter(this.#core.isRow)) {
        this.#hear(row.id, row.hidden ? undefined : row);
      }
    } else if (change.type === 'remove') {
      for (const id of listOf(change.ids)) this.#hear(id, undefined);
    } else if (change.type === 'uncertain') {
      this.#doubt = true;
      for (const reread of this.#rereads.values()) reread.doubted = true;
    }
  }

  #hear(id: string, row: Conversation | undefined): void {
    this.#arrivals.hear(id, row);
    this.#overtaking.set(id, row);
    for (const { heard } of this.#rereads.values()) heard.set(id, row);
  }
}

/** Live changes come from the host's code, unchecked. */
function listOf<T>(value: readonly T[]): readonly T[] {
  return Array.isArray(value) ? value : [];
}
