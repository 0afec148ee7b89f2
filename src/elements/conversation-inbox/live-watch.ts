/** Keeps a list fed by `provider.watch` while the element is connected and live. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ConversationList } from '../../list/conversation-list.js';
import type { ConversationProvider } from '../../model/provider.js';
import type { Query } from '../../model/query.js';

export class LiveWatch implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #list: ConversationList;
  readonly #failed: (thrown: unknown) => void;
  #controller: AbortController | undefined;
  /** Whether changes arrive right now. */
  live = false;

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
    if (!provider.watch) return;
    const controller = (this.#controller = new AbortController());
    const { signal } = controller;
    void this.#follow(provider.watch({ query, since: this.#since() }, { signal }), signal);
  }

  stop(): void {
    this.#controller?.abort();
    this.#controller = undefined;
    this.#set(false);
  }

  async #follow(
    changes: ReturnType<NonNullable<ConversationProvider['watch']>>,
    signal: AbortSignal,
  ): Promise<void> {
    this.#set(true);
    try {
      for await (const change of changes) {
        if (signal.aborted) return;
        if (change.type === 'state') this.#set(change.state === 'live');
        this.#list.apply(change);
      }
    } catch (thrown) {
      if (!signal.aborted) this.#failed(thrown);
    }
    if (!signal.aborted) this.#set(false);
  }

  /** The newest change the list knows of. */
  #since(): string | undefined {
    let since: string | undefined;
    for (let index = 0; index < Math.min(this.#list.count, 200); index++) {
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
