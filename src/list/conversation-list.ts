import { EMPTY_QUERY } from '../model/index.js';
import type { Conversation, ListChange } from '../model/index.js';
import type { Held } from './held.js';
import { Loader } from './loader.js';
import type {
  ConversationListOptions,
  ListError,
  ListSource,
  ListState,
  ListUpdate,
  LoadKind,
  Restored,
} from './types.js';

export type * from './types.js';

/** Pages loaded in a row while the end stays in view; then the reader is asked. */
const MOST_FILLS = 3;

/**
 * The rows of one query and how they come: paging, errors, refresh and live changes. Knows no DOM
 * and no clock of its own. At most one call to the provider is in flight.
 */
export class ConversationList {
  readonly #options: ConversationListOptions;
  readonly #loader: Loader;
  #atTop = true;
  #fills = 0;
  #paused = false;
  #suspended = false;
  #disposed = false;
  #cancelFrame: (() => void) | undefined;

  constructor(options: ConversationListOptions) {
    this.#options = options;
    this.#loader = new Loader({
      after: options.after,
      random: options.random ?? Math.random,
      now: options.now ?? Date.now,
      merged: (update, report) => {
        this.#awaitFrame();
        this.#changed(update);
        if (!this.#disposed) options.loaded?.(report);
      },
      failed: (_call, error, willRetryIn) => {
        this.#changed('status');
        if (!this.#disposed) options.failed?.(error, willRetryIn);
      },
      // Loading on by itself could go round for ever here, so the next page waits for the reader.
      givenUp: ({ kind }) => {
        this.#paused ||= kind !== 'refresh';
        this.#changed('status');
      },
    });
  }

  /** Visible rows held. */
  get count(): number {
    return this.#held.pages.count;
  }

  get pageCount(): number {
    return this.#held.pages.pageCount;
  }

  /** What is in flight, or waits for `resume()`. */
  get loading(): LoadKind | undefined {
    return this.#loader.requests.loading;
  }

  /** What failed last and was not repeated since. */
  get error(): ListError | undefined {
    return this.#loader.requests.error;
  }

  /** Everything the query matches is held. */
  get ended(): boolean {
    return this.#held.walk.ended;
  }

  /** The next page waits for `loadMore()`. */
  get paused(): boolean {
    return this.#paused;
  }

  /** Fields this credential may not see; settled by the first page that has rows. */
  get withheld(): readonly (keyof Conversation)[] {
    return this.#held.withheld ?? [];
  }

  /** Instants whose rows may be missing. */
  get gaps(): readonly string[] {
    return this.#held.gaps;
  }

  /** As the server said, hidden rows included; `undefined` when it did not. */
  get total(): number | undefined {
    return this.#held.total;
  }

  /** New and moved rows that wait to be shown. */
  get arrivals(): number {
    return this.#held.arrivals.count;
  }

  /** The list may have changed in a way nobody can tell; `refresh()` finds out. */
  get uncertain(): boolean {
    return this.#held.uncertain;
  }

  rowAt(index: number): Conversation | undefined {
    return this.#held.pages.rowAt(index);
  }

  /** −1 when the id is not held. */
  indexOf(id: string): number {
    return this.#held.pages.indexOf(id);
  }

  /** The rows of one loaded page. The array is replaced when the page changes, and only then. */
  pageAt(page: number): readonly Conversation[] {
    return this.#held.pages.pageAt(page);
  }

  /** Index of a page's first row. */
  pageStart(page: number): number {
    return this.#held.pages.pageStart(page);
  }

  /** Drops everything and loads the first page of a query. */
  load(source: ListSource): void {
    if (this.#disposed) return;
    this.#begin(source);
    this.#loader.more();
    this.#changed('reset');
  }

  /** Drops everything: there is no provider any more. */
  clear(): void {
    if (this.#disposed) return;
    this.#begin(undefined);
    this.#changed('reset');
  }

  /**
   * Whether the end of the rows is in view, measured after layout. `true` loads the next page, a
   * few times in a row at most; `false` starts that count anew.
   */
  setEndInView(inView: boolean): void {
    if (inView) {
      if (!this.#canLoad || this.#paused || this.#loader.requests.stuck) return;
      if (this.#fills < MOST_FILLS) {
        this.#fills += 1;
        this.#loader.more();
      } else {
        this.#paused = true;
      }
      this.#changed('status');
      return;
    }
    this.#fills = 0;
    if (!this.#paused) return;
    this.#paused = false;
    this.#changed('status');
  }

  /** Loads one page because the reader asked; after an error it repeats what failed. */
  loadMore(): void {
    this.#fills = 0;
    this.#paused = false;
    if (this.#loader.requests.stuck) this.#loader.requests.retry();
    // Behind a refresh the page waits its turn; behind a page it would be one too many.
    else if (this.#canLoad || (this.loading === 'refresh' && !this.ended)) this.#loader.more();
    this.#changed('status');
  }

  /** Repeats the request whose error is shown, and nothing else. */
  retry(): void {
    if (!this.error) return;
    this.#loader.requests.retry();
    this.#changed('status');
  }

  /**
   * Reads the held rows again from the top and merges once. Settles when that is done, has failed
   * (see `error`) or was overtaken by a new query; it never rejects.
   */
  refresh(): Promise<void> {
    if (!this.#held.source) return Promise.resolve();
    const done = this.#loader.refresh();
    this.#changed('status');
    return done;
  }

  /** Whether the reader is at the top: there, arrivals are shown as they come. */
  setAtTop(atTop: boolean): void {
    this.#atTop = atTop;
    if (atTop && this.#held.arrivals.waiting) this.showArrivals();
  }

  /** Merges what waits, because the reader asked for it. */
  showArrivals(): void {
    const { moved, replaced, status } = this.#held.settle(true);
    if (moved || replaced || status) this.#changed('merge');
  }

  /** Takes a change from a live source; it is worked in before the next frame. */
  apply(change: ListChange): void {
    if (!this.#held.source) return;
    this.#held.hear(change);
    this.#awaitFrame();
  }

  /** Where the reader is, for `restore()` in a later visit. */
  state({ anchorIndex, offset }: { anchorIndex: number; offset: number }): ListState {
    const row = this.rowAt(anchorIndex);
    return {
      version: 1,
      query: this.#held.source?.query ?? EMPTY_QUERY,
      ...(row && { anchor: { id: row.id, at: row.at } }),
      offset,
      depth: this.count,
    };
  }

  /**
   * Drops everything and reads down to an earlier place in large pages, ten requests at most. The
   * query is the source's. An error leaves the promise open: a retry goes on from there. A new query
   * settles it as incomplete.
   */
  restore(source: ListSource, state: ListState): Promise<Restored> {
    if (this.#disposed) {
      return Promise.resolve({ index: 0, found: 'top', complete: false });
    }
    this.#begin(source);
    const place = this.#loader.restore(state);
    this.#changed('reset');
    return place;
  }

  /** The element left the document: nothing runs until `resume()`, nothing is forgotten. */
  suspend(): void {
    this.#suspended = true;
    this.#cancelFrame?.();
    this.#cancelFrame = undefined;
    this.#loader.requests.suspend();
  }

  /** Sends again exactly what `suspend()` cut off. */
  resume(): void {
    if (this.#disposed) return;
    this.#suspended = false;
    this.#loader.requests.resume();
    this.#awaitFrame();
  }

  /** Ends everything for good; nothing is called back any more. */
  dispose(): void {
    this.#disposed = true;
    this.#begin(undefined);
  }

  get #held(): Held {
    return this.#loader.held;
  }

  get #canLoad(): boolean {
    return Boolean(this.#held.source) && !this.loading && !this.ended && !this.#suspended;
  }

  #begin(source: ListSource | undefined): void {
    this.#cancelFrame?.();
    this.#cancelFrame = undefined;
    this.#atTop = true;
    this.#fills = 0;
    this.#paused = false;
    this.#loader.begin(source);
  }

  #awaitFrame(): void {
    if (this.#suspended || this.#cancelFrame || !this.#held.unsettled) return;
    this.#cancelFrame = this.#options.frame(() => {
      this.#cancelFrame = undefined;
      const { moved, replaced, status } = this.#held.settle(this.#atTop);
      if (moved) this.#changed('top');
      else if (replaced) this.#changed('rows');
      else if (status) this.#changed('status');
    });
  }

  #changed(update: ListUpdate): void {
    if (!this.#disposed) this.#options.changed(update);
  }
}
