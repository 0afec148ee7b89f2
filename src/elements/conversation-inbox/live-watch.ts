/** Keeps a list fed by `provider.watch` while the element is connected and live. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ConversationList } from '../../list/conversation-list.js';
import type { ConversationProvider } from '../../model/provider.js';
import type { Query } from '../../model/query.js';

/** Rows looked at for the time of the last change. */
const LOOKED_AT = 200;

export class LiveWatch implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #list: ConversationList;
  readonly #failed: (thrown: unknown) => void;
  #controller: AbortController | undefined;
  #broken = false;
  /** Whether changes arrive right now. */
  live = false;
  /** The page was left; nothing is watched until it comes back. */
  away = false;

  constructor(
    host: ReactiveControllerHost,
    list: ConversationList,
    failed: (thrown: unknown) => void,
  ) {
    this.#host = host;
    this.#list = list;
    this.#failed = failed;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.stop();
  }

  get running(): boolean {
    return this.#controller !== undefined;
  }

  start(provider: ConversationProvider, query: Query): void {
    this.stop();
    if (!provider.watch || this.away) return;
    const { signal } = (this.#controller = new AbortController());
    void this.#follow(provider, query, signal);
  }

  stop(): void {
    this.#controller?.abort();
    this.#controller = undefined;
    this.#broken = false;
    this.#set(false);
  }

  /** After it broke: the next start begins anew. */
  resume(): void {
    if (this.#broken) this.stop();
  }

  async #follow(provider: ConversationProvider, query: Query, signal: AbortSignal): Promise<void> {
    this.#set(true);
    try {
      const changes = provider.watch?.({ query, since: this.#since() }, { signal }) ?? [];
      for await (const change of changes) {
        if (signal.aborted) return;
        if (change.type === 'state') this.#set(change.state === 'live');
        this.#list.apply(change);
      }
    } catch (thrown) {
      if (signal.aborted) return;
      this.#broken = true;
      this.#failed(thrown);
      // Nobody tells of changes any more, so the reader is offered Refresh, which also starts anew.
      this.#list.apply({ type: 'uncertain' });
    }
    if (!signal.aborted) this.#set(false);
  }

  /**
   * The newest change among the first rows. Looking at all of them is not worth it: a provider sends
   * what changed since, and what it sends twice is merged by id.
   */
  #since(): string | undefined {
    let since: string | undefined;
    for (let index = 0; index < Math.min(this.#list.count, LOOKED_AT); index++) {
      const row = this.#list.rowAt(index);
      const time = row?.updatedAt ?? row?.at;
      if (time && (!since || Date.parse(time) > Date.parse(since))) since = time;
    }
    return since;
  }

  #set(live: boolean): void {
    if (this.live === live) return;
    this.live = live;
    this.#host.requestUpdate();
  }
}
