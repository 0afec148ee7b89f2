/** A transcript that comes in pages, in both directions, as far as somebody reads. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { providerError, toProviderError, type ProviderError } from '../../model/error.js';
import type { ConversationProvider, TurnsPage } from '../../model/provider.js';
import type { Turn } from '../../model/transcript.js';
import { checkedTurns } from '../../transcripts/checked.js';

const PAGE_SIZE = 100;

export type Side = 'before' | 'after';

export interface PagedTurnsOptions {
  readonly failed: (error: ProviderError) => void;
  /** Turns are about to be put above the others. */
  readonly growsAbove: () => void;
}

interface Asking {
  readonly side: Side | 'first';
  readonly aborts: AbortController;
  /** Turns, on the way to the end. */
  read?: number;
}

export class PagedTurns implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: PagedTurnsOptions;
  #source: { readonly provider: ConversationProvider; readonly id: string } | undefined;
  #from: 'start' | 'end' = 'start';
  #asking: Asking | undefined;
  #cursors: Partial<Record<Side, string | undefined>> = {};
  #seen = new Set<string>();
  /** What was being loaded when the element was taken away. */
  #left: Side | 'first' | undefined;
  #error: { readonly side: Side | 'first'; readonly error: ProviderError } | undefined;
  turns: readonly Turn[] = [];

  constructor(host: ReactiveControllerHost, options: PagedTurnsOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    const side = this.#left;
    this.#left = undefined;
    if (side) void this.#load(side);
  }

  hostDisconnected(): void {
    // A move within the document disconnects and connects in one task.
    queueMicrotask(() => {
      if ((this.#host as unknown as Element).isConnected) return;
      this.#left = this.#asking?.side;
      this.#abort();
    });
  }

  get active(): boolean {
    return this.#source !== undefined;
  }

  /** What was written last is shown first. */
  get fromEnd(): boolean {
    return this.#from === 'end' && !this.endIsFar;
  }

  /** The source gave up on its way to what was written last: the reader begins at what came first. */
  get endIsFar(): boolean {
    return this.#from === 'end' && this.has('after') && !this.has('before');
  }

  /** Which side is being loaded. */
  get loading(): Side | 'first' | undefined {
    return this.#asking?.side;
  }

  get error(): ProviderError | undefined {
    return this.#error?.error;
  }

  /** Turns read so far on the way to the end, where that takes several requests. */
  get progress(): number | undefined {
    return this.#asking?.read;
  }

  /** Where the error belongs. */
  get failedSide(): Side | 'first' | undefined {
    return this.#error?.side;
  }

  has(side: Side): boolean {
    return this.#cursors[side] !== undefined;
  }

  /** Begins anew. `from: 'end'` shows what was written last, first. */
  start(provider: ConversationProvider, id: string, from: 'start' | 'end'): void {
    this.clear();
    this.#source = { provider, id };
    this.#from = from;
    void this.#load('first');
  }

  clear(): void {
    this.#abort();
    this.#left = undefined;
    this.#source = undefined;
    this.#error = undefined;
    this.#cursors = {};
    this.#seen.clear();
    this.turns = [];
  }

  /** The reader comes near an end of what is loaded. What failed waits for `retry()`. */
  async more(side: Side): Promise<void> {
    if (this.#asking || this.#error || !this.has(side)) return;
    await this.#load(side);
  }

  /** Loads on in the direction of reading; false: there is nothing more, or it failed. */
  goOn(): boolean {
    const side: Side = this.fromEnd ? 'before' : 'after';
    if (this.#asking) return this.active;
    if (this.#error || !this.has(side)) return false;
    void this.#load(side);
    return true;
  }

  async retry(): Promise<void> {
    const side = this.#error?.side;
    this.#error = undefined;
    if (side) await this.#load(side);
  }

  #abort(): void {
    this.#asking?.aborts.abort();
    this.#asking = undefined;
  }

  async #load(side: Side | 'first'): Promise<void> {
    const source = this.#source;
    if (!source?.provider.turns) return;
    const aborts = new AbortController();
    const asking: Asking = { side, aborts };
    this.#asking = asking;
    this.#host.requestUpdate();
    const cursor = side === 'first' ? undefined : this.#cursors[side];
    try {
      const page = await source.provider.turns(
        {
          id: source.id,
          pageSize: PAGE_SIZE,
          from: this.#from,
          ...(cursor && { cursor }),
          onProgress: (read) => {
            asking.read = read;
            if (this.#asking === asking) this.#host.requestUpdate();
          },
        },
        { signal: aborts.signal },
      );
      if (this.#asking === asking) this.#take(side, page);
    } catch (thrown) {
      if (this.#asking !== asking) return;
      this.#error = { side, error: toProviderError(thrown) };
      this.#options.failed(this.#error.error);
    }
    if (this.#asking === asking) this.#asking = undefined;
    this.#host.requestUpdate();
  }

  #take(side: Side | 'first', page: TurnsPage): void {
    const held = new Set(this.turns.map(({ id }) => id));
    const fresh = checkedTurns(page.turns).filter(({ id }) => !held.has(id));
    if (side === 'before') this.#options.growsAbove();
    this.turns = side === 'before' ? [...fresh, ...this.turns] : [...this.turns, ...fresh];
    const sides: readonly Side[] = side === 'first' ? ['before', 'after'] : [side];
    for (const each of sides) this.#cursors[each] = this.#next(each, page[each]);
  }

  /** A cursor that comes again would go on for ever. */
  #next(side: Side, cursor: string | undefined): string | undefined {
    if (cursor === undefined) return undefined;
    const key = `${side} ${cursor}`;
    if (this.#seen.has(key))
      throw providerError('invalid-response', 'The same page of turns was offered twice.');
    this.#seen.add(key);
    return cursor;
  }
}
