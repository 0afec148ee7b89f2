/**
 * What an inbox asks for: of which provider, with which query, from which place, and since when. While
 * it is out of the document it asks for nothing.
 */
import type { ReactiveController } from 'lit';
import { messages } from '../../internal/localize.js';
import { ProviderConsumer } from '../../internal/provider-consumer.js';
import { checkedProvider, type Warn } from '../../internal/settings.js';
import type { ConversationList } from '../../list/conversation-list.js';
import type { ListSource, ListState, Restored } from '../../list/types.js';
import { providerError } from '../../model/error.js';
import type { ConversationProvider } from '../../model/provider.js';
import { EMPTY_QUERY, sameQuery } from '../../model/query.js';
import type { InboxRows } from './inbox-rows.js';
import type { Keeper, KeptInbox } from './keeper.js';
import { checkedPageSize, checkedQuery } from './settings.js';

/** What the host sets of it. */
interface Inbox extends KeptInbox {
  readonly provider: ConversationProvider | undefined;
  readonly pageSize: number;
  readonly live: boolean;
}

export interface InboxLoadingOptions {
  readonly list: ConversationList;
  readonly rows: InboxRows;
  readonly warn: Warn;
  readonly announce: (text: string) => void;
  /** Fires a report event once what it reports is on the page. */
  readonly report: (event: Event) => void;
}

/** A place the reader wants back, kept until there is a provider to load it from. */
interface Restoring {
  readonly state: ListState;
  readonly done: (restored: Restored) => void;
}

export class InboxLoading implements ReactiveController {
  readonly #element: Inbox;
  readonly #options: InboxLoadingOptions;
  readonly #context: ProviderConsumer;
  #restoring: Restoring | undefined;
  /** The provider that nothing is asked of before it is known what is kept. */
  #waiting: ConversationProvider | undefined;
  /** Present once its code has arrived, where anything is to be kept. */
  keeper: Keeper | undefined;
  /** What was last asked for; absent while there is no provider. */
  source: ListSource | undefined;

  constructor(element: Inbox, options: InboxLoadingOptions) {
    this.#element = element;
    this.#options = options;
    this.#context = new ProviderConsumer(element);
    element.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('online', this.#onOnline);
    this.#options.list.resume();
    this.#element.requestUpdate();
  }

  hostDisconnected(): void {
    window.removeEventListener('online', this.#onOnline);
    // A move within the document disconnects and connects in one task, and loads on undisturbed.
    queueMicrotask(() => {
      if (!this.#element.isConnected) this.#options.list.suspend();
    });
  }

  /** Whether there is a provider, or one on its way. */
  get connected(): boolean {
    return this.source !== undefined || this.#context.value === null;
  }

  /** Loads when provider, query or page size differ from what was last asked for. */
  follow(): void {
    const element = this.#element;
    const { list, rows, warn } = this.#options;
    const provider = checkedProvider(element.provider ?? this.#context.value, warn);
    if (!provider) {
      if (this.source) this.#leaveProvider();
      return;
    }
    const { syncUrl, storageKey } = element;
    const synced = Boolean(syncUrl) || syncUrl === '';
    if (this.keeper)
      this.keeper.follow(provider, { synced, placed: this.#restoring !== undefined });
    else if (synced || storageKey) return this.#wait(provider);
    const query = checkedQuery(element.query, warn);
    const pageSize = checkedPageSize(element.pageSize, provider, warn);
    const last = this.#waiting ? undefined : this.source;
    this.#waiting = undefined;
    const same =
      last?.provider === provider && last.pageSize === pageSize && sameQuery(last.query, query);
    if (same && !this.#restoring) return;
    if (last && last.provider !== provider) this.#leaveProvider();
    this.source = { provider, query, pageSize };
    rows.extras?.watch.stop();
    if (this.#restoring) this.#restore(this.source, this.#restoring);
    else list.load(this.source);
  }

  /** Live changes start once there are rows to say since when. */
  followLive(): void {
    const { list, rows } = this.#options;
    const { source } = this;
    const watch = rows.extras?.watch;
    if (!watch) return;
    const { isConnected, live } = this.#element;
    const known = list.count > 0 || list.ended;
    // An element that left the document is updated all the same.
    if (!isConnected || !live || !source || !known) watch.stop();
    else if (!watch.running) watch.start(source.provider, source.query);
  }

  /** As `restoreState()` of the inbox. */
  restore(state: ListState): Promise<Restored> {
    const element = this.#element;
    element.query = (state as ListState | null)?.query ?? element.query;
    element.requestUpdate();
    this.#restoring?.done({ index: 0, found: 'top', complete: false });
    return new Promise((done) => (this.#restoring = { state, done }));
  }

  readonly #onOnline = (): void => {
    const { list } = this.#options;
    const kind = list.error?.error.kind;
    if (kind === 'offline' || kind === 'network') list.retry();
  };

  /** The keeper's code is awaited like a first page: shown, reported and tried again like one. */
  #wait(provider: ConversationProvider): void {
    if (this.#waiting === provider) return;
    const { capabilities, get } = provider;
    this.#waiting = provider;
    this.source = { provider, query: EMPTY_QUERY, pageSize: 1 };
    const list = () => this.#loadKeeper();
    this.#options.list.load({ ...this.source, provider: { capabilities, get, list } });
  }

  async #loadKeeper(): Promise<never> {
    const element = this.#element;
    const { Keeper } = await import('./keeper.js').catch((cause: unknown) => {
      throw providerError('network', 'Code could not be loaded.', { cause });
    });
    this.keeper ??= new Keeper({ element, sameQuery, ...this.#options });
    element.requestUpdate();
    // What is asked for now takes its place.
    return new Promise(() => {});
  }

  #leaveProvider(): void {
    const { list, rows } = this.#options;
    this.#waiting = undefined;
    this.source = undefined;
    rows.playback?.stop();
    rows.extras?.watch.stop();
    list.clear();
  }

  #restore(source: ListSource, { state, done }: Restoring): void {
    const { list, rows, announce } = this.#options;
    this.#restoring = undefined;
    void list.restore(source, state).then(async (restored) => {
      await this.#element.updateComplete;
      // Overtaken by another query, it has no say any more.
      if (this.source === source) {
        rows.viewport.scrollToRow(restored.index, restored.found === 'id' ? state.offset : 0);
        if (!restored.complete) announce(messages.restoredPartly);
      }
      done(restored);
    });
  }
}
