import { providerError } from '../model/index.js';
import type { Conversation, ListChange } from '../model/index.js';
import { Held } from './held.js';
import type { Later } from './later.js';
import { isRow } from './read-page.js';
import type { ReadPage } from './read-page.js';
import { Requests } from './requests.js';
import type { Call, Outcome } from './requests.js';
import type {
  ConversationListOptions,
  ListError,
  ListSource,
  ListState,
  ListUpdate,
  LoadKind,
  LoadReason,
  Restored,
} from './types.js';
import { Walk } from './walk.js';

export type * from './types.js';

/** Pages loaded in a row while the end stays in view; then the reader is asked. */
const MOST_FILLS = 3;

const NOWHERE: Restored = { index: 0, found: 'top', complete: false };

/**
 * The rows of one query and how they come: paging, errors, refresh and live changes. Knows no DOM
 * and no clock of its own. At most one call to the provider is in flight.
 *
 * It loads pages by itself. For live changes, reading again and restoring it loads `Later`, when one
 * of them is first needed: readers who only page never download it.
 */
export class ConversationList {
  readonly #options: ConversationListOptions;
  readonly #requests: Requests;
  #held = new Held(undefined);
  /** For what is held now; present once its code has arrived. */
  #later: Later | undefined;
  #createLater: (() => Later) | undefined;
  #arriving: Promise<void> | undefined;
  #restoring: { readonly call: Call; readonly done: (place: Restored) => void } | undefined;
  /** Callers of `refresh()` that wait for its end. */
  #refreshed: (() => void)[] = [];
  #disposed = false;

  constructor(options: ConversationListOptions) {
    const { after, random = Math.random, now = Date.now } = options;
    this.#options = options;
    this.#requests = new Requests({ after, random, now, ended: this.#ended });
  }

  /** Visible rows held. */
  get count(): number {
    return this.#held.pages.count;
  }

  get pageCount(): number {
    return this.#held.pages.pages.length;
  }

  /** What is in flight, or waits for `resume()`. */
  get loading(): LoadKind | undefined {
    return this.#requests.calls[0]?.kind;
  }

  /** What failed last and was not repeated since. */
  get error(): ListError | undefined {
    return this.#requests.failure?.shown;
  }

  /** Everything the query matches is held. */
  get ended(): boolean {
    return this.#held.walk.ended;
  }

  /** The next page waits for `loadMore()`. */
  get paused(): boolean {
    return this.#held.paused;
  }

  /** Fields this credential may not see; settled by the first page that has rows. */
  get withheld(): readonly (keyof Conversation)[] {
    return this.#held.withheld ?? [];
  }

  /** Instants whose rows may be missing. */
  get gaps(): readonly string[] {
    return this.#held.gaps;
  }

  /**
   * As the server said, hidden rows included; `undefined` when it did not, or when what is held and
   * still to come is more than that.
   */
  get total(): number | undefined {
    const { total = -1 } = this.#held;
    return total > this.count - Number(this.ended) ? total : undefined;
  }

  /** New and moved rows that wait to be shown. */
  get arrivals(): number {
    return this.#held.arrivals;
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
    return this.#held.pages.pages[page]?.rows ?? [];
  }

  /** Index of a page's first row; `count` beyond the last page. */
  pageStart(page: number): number {
    return this.#held.pages.pages[page]?.start ?? this.count;
  }

  /** Drops everything and loads the first page of a query. */
  load(source: ListSource): void {
    if (this.#disposed) return;
    this.#begin(source);
    this.#more();
    this.#changed('reset');
  }

  /** Drops everything: there is no provider any more. */
  clear(): void {
    this.#begin(undefined);
    this.#changed('reset');
  }

  /**
   * Whether the end of the rows is in view, measured after layout. `true` loads the next page, a
   * few times in a row at most; `false` starts that count anew.
   */
  setEndInView(inView: boolean): void {
    const held = this.#held;
    if (inView) {
      if (!this.#canLoad || held.paused || this.#requests.stuck) return;
      held.paused = held.fills === MOST_FILLS;
      held.fills += 1;
      if (!held.paused) this.#more();
    } else {
      held.fills = 0;
      if (!held.paused) return;
      held.paused = false;
    }
    this.#changed('status');
  }

  /** Loads one page because the reader asked; after an error it repeats what failed. */
  loadMore(): void {
    this.#held.fills = 0;
    this.#held.paused = false;
    if (this.#requests.stuck) this.#requests.retry();
    // Behind a refresh the page waits its turn; behind a page it would be one too many.
    else if (this.#canLoad || (this.loading === 'refresh' && !this.ended)) this.#more();
    this.#changed('status');
  }

  /** Repeats the request whose error is shown, and nothing else. */
  retry(): void {
    if (!this.error) return;
    this.#requests.retry();
    this.#changed('status');
  }

  /**
   * Reads the held rows again from the top and merges once. Settles when that is done, has failed
   * (see `error`) or was overtaken by a new query; it never rejects.
   */
  refresh(): Promise<void> {
    if (!this.#held.source) return Promise.resolve();
    return new Promise((resolve) => {
      const alone = this.#refreshed.push(resolve) === 1;
      const kind = this.loading ?? this.#requests.stuck;
      // A first load and a restore read from the top themselves: their end is the end of this refresh.
      const suffices = kind === 'first' || kind === 'restore';
      if (alone && !suffices) return this.#reread();
      if (!this.loading) this.#requests.retry();
      this.#changed('status');
    });
  }

  /** Whether the reader is at the top: there, arrivals are shown as they come. */
  setAtTop(atTop: boolean): void {
    this.#held.atTop = atTop;
    if (atTop) this.#later?.reachTop();
  }

  /** Merges what waits, because the reader asked for it. */
  showArrivals(): void {
    this.#later?.showArrivals();
  }

  /** Takes a change from a live source; it is worked in before the next frame. */
  apply(change: ListChange): void {
    // How a live source is doing changes no rows.
    if (!this.#held.source || change.type === 'state') return;
    if (this.#later) this.#later.hear(change);
    else this.#keep(change, this.#held.asked);
  }

  /** Where the reader is, for `restore()` in a later visit. */
  state({ anchorIndex, offset }: { anchorIndex: number; offset: number }): ListState {
    const row = this.rowAt(anchorIndex);
    return {
      version: 1,
      query: this.#held.query,
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
    if (this.#disposed) return Promise.resolve(NOWHERE);
    this.#begin(source);
    return new Promise((resolve) => {
      const done = (place: Restored) => {
        this.#restoring = undefined;
        resolve(place);
      };
      const call = this.#callOfLater('restore', (later) => later.restore(state, done));
      this.#restoring = { call, done };
      this.#more();
      this.#changed('reset');
    });
  }

  /** The element left the document: nothing runs until `resume()`, nothing is forgotten. */
  suspend(): void {
    this.#requests.suspend();
    this.#later?.pause();
  }

  /** Sends again exactly what `suspend()` cut off. */
  resume(): void {
    this.#requests.resume();
    this.#later?.resume();
  }

  /** Ends everything for good; nothing is called back any more. */
  dispose(): void {
    this.#disposed = true;
    this.#begin(undefined);
  }

  /**
   * Loads the code for live changes, refresh and restore, as the first of them does. Rejects with
   * kind `network`; asked again, it tries again.
   */
  ready(): Promise<void> {
    const { later = () => import('./later.js') } = this.#options;
    this.#arriving ??= later().then(
      ({ Later }) => {
        this.#createLater = () =>
          new Later({
            ...this.#options,
            held: this.#held,
            requests: this.#requests,
            isRow,
            Walk,
          });
        this.#later = this.#createLater();
      },
      (cause: unknown) => {
        this.#arriving = undefined;
        throw providerError('network', 'Code could not be loaded.', { cause });
      },
    );
    return this.#arriving;
  }

  get #canLoad(): boolean {
    return Boolean(this.#held.source) && !this.loading && !this.ended && !this.#requests.suspended;
  }

  /** Drops everything: rows, calls, and whoever waits for them. */
  #begin(source: ListSource | undefined): void {
    this.#requests.begin(source?.provider);
    this.#restoring?.done(NOWHERE);
    this.#later?.pause();
    this.#held = new Held(source);
    this.#later = this.#createLater?.();
    this.#release();
  }

  /** Asks for the next page: the first when none was taken yet, a large one while restoring. */
  #more(): void {
    this.#requests.ask(
      this.#restoring?.call ?? {
        kind: this.#held.walk.pages > 0 ? 'more' : 'first',
        request: () => this.#held.next(),
        took: this.#tookPage,
      },
    );
  }

  #reread(): void {
    this.#requests.ask(this.#callOfLater('refresh', (later) => later.reread(false)));
    this.#changed('status');
  }

  /** A call that `Later` makes when its turn comes, and that waits for `Later` if need be. */
  #callOfLater(kind: LoadKind, make: (later: Later) => Call): Call {
    let call: Call | undefined;
    const made = () => (call ??= make(this.#later!));
    return {
      kind,
      ready: () => (this.#later ? undefined : this.ready()),
      request: () => made().request(),
      took: (page, reason) => made().took(page, reason),
    };
  }

  /**
   * Loads `Later` without being asked by the reader. When that fails, a refresh asks once more: it
   * shows the error, and its retry makes up for what could not be worked in.
   */
  #needLater(): void {
    const held = this.#held;
    this.ready().catch(() => this.#held === held && this.#reread());
  }

  /** Only the first change asks for `Later`: if that fails, the error that shows asks again. */
  #keep(change: ListChange, asked: number): void {
    if (this.#held.waiting.push({ change, asked }) === 1) this.#needLater();
  }

  readonly #tookPage = (page: ReadPage, reason: LoadReason): Outcome => {
    const held = this.#held;
    if (this.#later) return this.#later.takePage(page, reason);
    // Rows that come again change what is held, as live ones do. They are older than what was heard
    // while they were on their way, and newer than what was heard before.
    const items = page.items.filter(({ id }) => held.pages.pageOf.has(id));
    if (items.length > 0) this.#keep({ type: 'upsert', items }, held.asked - 0.5);
    // What moves up while a list by activity is read has to be looked for.
    if (held.activity) this.#needLater();
    return held.takePage(page, reason);
  };

  readonly #ended = ({ kind }: Call, { merged, error }: Outcome, willRetryIn?: number): void => {
    const { loaded, failed } = this.#options;
    const givenUp = error?.kind === 'aborted';
    // Loading on by itself could go round for ever here, so the next page waits for the reader.
    if (givenUp) this.#held.paused ||= kind !== 'refresh';
    if (merged || error) this.#changed(merged?.update ?? 'status');
    if (this.#disposed) return;
    if (merged) loaded?.(merged.report);
    if (error && !givenUp) failed?.(error, willRetryIn);
  };

  #changed(update: ListUpdate): void {
    const reads = this.#requests.calls.some(({ kind }) => kind !== 'more');
    if (!reads) this.#release();
    if (!this.#disposed) this.#options.changed(update);
  }

  /** Callers of `refresh()` wait for whatever reads from the top; a further page does not. */
  #release(): void {
    for (const resolve of this.#refreshed.splice(0)) resolve();
  }
}
