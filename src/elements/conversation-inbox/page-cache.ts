/**
 * A page that is left may come back as it was, from the browser's back/forward cache. The inbox keeps
 * everything by itself; only its connections end with the page, because open ones keep it out of that
 * cache or break unseen, and are made anew when it comes back.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ConversationList } from '../../list/conversation-list.js';
import type { LiveWatch } from './live-watch.js';

export class PageCache implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #list: ConversationList;
  readonly #watch: LiveWatch;

  constructor(host: ReactiveControllerHost, list: ConversationList, watch: LiveWatch) {
    this.#host = host;
    this.#list = list;
    this.#watch = watch;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('pagehide', this.#onHide);
    window.addEventListener('pageshow', this.#onShow);
  }

  hostDisconnected(): void {
    window.removeEventListener('pagehide', this.#onHide);
    window.removeEventListener('pageshow', this.#onShow);
    this.#watch.away = false;
  }

  readonly #onHide = (): void => {
    this.#list.suspend();
    this.#watch.away = true;
    this.#watch.stop();
  };

  readonly #onShow = (): void => {
    this.#list.resume();
    this.#watch.away = false;
    this.#host.requestUpdate();
  };
}
