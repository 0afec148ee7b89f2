import { Held } from './held.js';
import type { ReadPage } from './read-page.js';
import { Requests } from './requests.js';
import type { Call, Outcome, RequestsOptions } from './requests.js';
import { MOST_REQUESTS, largePage } from './reread.js';
import type { Reread } from './reread.js';
import { placeOf, reached, readState } from './restore.js';
import type {
  ListSource,
  ListState,
  ListUpdate,
  LoadKind,
  LoadReason,
  LoadReport,
  Restored,
} from './types.js';

export interface LoaderOptions extends RequestsOptions {
  /** An answer was merged. */
  readonly merged: (update: ListUpdate, report: LoadReport) => void;
}

type PageKind = Exclude<LoadKind, 'refresh'>;

interface Restoring extends Pick<ListState, 'anchor' | 'depth'> {
  readonly resolve: (restored: Restored) => void;
}

const NOWHERE: Restored = { index: 0, found: 'top', complete: false };

/** Turns what the reader wants into calls, and answers into rows held. */
export class Loader {
  readonly requests: Requests;
  readonly #merged: LoaderOptions['merged'];
  #held = new Held(undefined);
  #restoring: Restoring | undefined;
  /** Callers of `refresh()` that wait for its end. */
  #refreshed: (() => void)[] = [];

  constructor({ merged, failed, givenUp, ...clock }: LoaderOptions) {
    this.#merged = merged;
    this.requests = new Requests({
      ...clock,
      failed: (call, error, willRetryIn) => {
        this.#release(call.kind);
        failed(call, error, willRetryIn);
      },
      givenUp: (call) => {
        this.#release(call.kind);
        givenUp(call);
      },
    });
  }

  get held(): Held {
    return this.#held;
  }

  /** Drops everything: rows, calls, and whoever waits for them. */
  begin(source: ListSource | undefined): void {
    this.requests.stop();
    this.#restoring?.resolve(NOWHERE);
    this.#restoring = undefined;
    this.#release('first');
    this.#held = new Held(source);
  }

  /** Asks for the next page: the first when none was taken yet, a large one while restoring. */
  more(): void {
    const kind = this.#held.walk.pages > 0 ? 'more' : 'first';
    this.requests.ask(this.#page(this.#restoring ? 'restore' : kind));
  }

  restore(state: ListState): Promise<Restored> {
    const place = new Promise<Restored>((resolve) => {
      this.#restoring = { ...readState(state), resolve };
    });
    this.requests.ask(this.#page('restore'));
    return place;
  }

  refresh(): Promise<void> {
    const joins = this.#refreshed.length > 0;
    const done = new Promise<void>((resolve) => this.#refreshed.push(resolve));
    if (joins) return done;
    const kind = this.requests.loading ?? this.requests.stuck;
    // A first load and a restore read from the top themselves: their end is the end of this refresh.
    if (kind !== 'first' && kind !== 'restore') this.requests.ask(this.#again(false));
    else if (!this.requests.loading) this.requests.retry();
    return done;
  }

  #page(kind: PageKind): Call {
    return {
      kind,
      reason: kind,
      provider: this.#held.provider,
      request: () => {
        const { pageSize, largest, pages } = this.#held;
        const rows = (this.#restoring?.depth ?? 0) - pages.count;
        return this.#held.next(kind === 'restore' ? largePage(rows, pageSize, largest) : pageSize);
      },
      took: (page, reason) => this.#tookPage(kind, page, reason),
    };
  }

  #tookPage(kind: PageKind, page: ReadPage, reason: LoadReason): Outcome {
    const held = this.#held;
    const { added, moved, replaced, error } = held.takePage(page);
    const report = held.report(reason, added, page.notices);
    const update = moved ? 'merge' : added > 0 || replaced ? 'rows' : 'status';
    const tell = () => this.#merged(update, report);
    if (error) return { error, tell };
    if (kind === 'restore' && !this.#arrived()) return { next: this.#page('restore'), tell };
    this.#release(kind);
    // A list that took several pages to read may have changed above: rows moved up unseen.
    const unsure = held.activity && held.walk.ended && held.walk.pages > 1;
    return { tell, next: unsure ? this.#again(true) : undefined };
  }

  /** Whether a restore need not read on; if so, it ends. */
  #arrived(): boolean {
    if (!this.#restoring) return true;
    const { pages, walk } = this.#held;
    const { anchor, resolve } = this.#restoring;
    if (!walk.ended && walk.pages < MOST_REQUESTS && !reached(pages, anchor)) return false;
    this.#restoring = undefined;
    resolve(placeOf(pages, anchor, walk.ended));
    return true;
  }

  /** A refresh, or with `headOnly` a second look at the head. */
  #again(headOnly: boolean): Call {
    const reread = this.#held.reread(headOnly);
    const call: Call = {
      kind: 'refresh',
      reason: 'refresh',
      provider: this.#held.provider,
      request: () => reread.request(),
      took: (page, reason) => {
        const error = reread.take(page);
        if (error) return { error };
        return reread.done ? this.#tookReread(reread, headOnly, reason) : { next: call };
      },
    };
    return call;
  }

  #tookReread(reread: Reread, headOnly: boolean, reason: LoadReason): Outcome {
    const { whole, added, moved } = this.#held.takeReread(reread, headOnly);
    // Paging starts anew from where the reading ended, so what failed there is history.
    if (whole) this.requests.forget('walk');
    if (this.#held.walk.ended) this.requests.unqueue('walk');
    if (!headOnly) this.#release('refresh');
    const report = this.#held.report(reason, added, reread.notices);
    return { tell: () => this.#merged(headOnly && !moved ? 'status' : 'merge', report) };
  }

  /** Callers of `refresh()` wait for whatever reads from the top; a further page does not. */
  #release(kind: LoadKind): void {
    if (kind === 'more') return;
    for (const resolve of this.#refreshed.splice(0)) resolve();
  }
}
