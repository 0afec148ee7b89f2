/**
 * Keeps what is asked for in the page's URL (`sync-url`) and, with the reader's place, in the browser's
 * storage (`storage-key`). A chunk of its own, for inboxes that have one of the two: their first load
 * waits for it, so that nothing is asked for that is not wanted.
 *
 * What decides the first query: the URL, else where this tab was, else what was asked for last, else
 * what the host set. From then on the query decides, and URL and storage follow it.
 */
import type { LitElement, ReactiveController } from 'lit';
import { InboxErrorEvent } from '../../events/inbox.js';
import type { InboxQueryChangeEvent } from '../../events/query.js';
import type { ListState, Restored } from '../../list/types.js';
import { keeper as words } from '../../locales/en/keeper.js';
import { providerError } from '../../model/error.js';
import type { ConversationProvider } from '../../model/provider.js';
import type { Query } from '../../model/query.js';
import type { UrlNotice } from './filters/query-url.js';
import type { Filters } from './filters/values.js';
import { KeptPlace, type KeptPlaceOptions } from './kept-place.js';
import { changeQuery, currentQuery, type QuerySource } from './query-intent.js';
import { QueryLocation, type LocatedQuery } from './query-location.js';

/** Characters of a refused value that are reported. */
const LONGEST = 300;

/** What the host sets of it, and what every host can ask of it. */
export interface KeptInbox extends LitElement {
  query: Query;
  readonly syncUrl: string | undefined;
  readonly storageKey: string | undefined;
  getState(): ListState;
  restoreState(state: ListState): Promise<Restored>;
}

export interface KeeperOptions extends KeptPlaceOptions {
  readonly element: KeptInbox;
  /** Fires a report event. */
  readonly report: (event: Event) => void;
  readonly announce: (text: string) => void;
}

/** Of what `follow()` decides. */
export interface Asked {
  /** Whether the query is kept in the URL. */
  readonly synced: boolean;
  /** The host wants a place back, and says with it what is asked for. */
  readonly placed: boolean;
}

export class Keeper implements ReactiveController {
  readonly #options: KeeperOptions;
  #syncUrl: string | undefined;
  #storageKey: string | undefined;
  #location: QueryLocation | undefined;
  #kept: KeptPlace | undefined;
  #filters: Filters = {};
  /** The query that is written down; absent before the first one. */
  #known: Query | undefined;
  /** What the reader asked for and is not written down yet. */
  #act: { readonly query: Query; readonly source: QuerySource } | undefined;
  /** With what the known query was asked for; absent: by the host, or it was kept. */
  #source: QuerySource | undefined;
  /** The element was out of the document, and the URL may be another one now. */
  #returned = false;
  /** What was left out of the URL, in words, until the reader has read it. */
  notice: string | undefined;

  constructor(options: KeeperOptions) {
    this.#options = options;
    options.element.addController(this);
  }

  hostConnected(): void {
    this.#options.element.addEventListener('inbox-query-change', this.#onAct);
    window.addEventListener('popstate', this.#onHistory);
    window.addEventListener('pageshow', this.#onPageShow);
    window.addEventListener('pagehide', this.#keepPlace);
    document.addEventListener('visibilitychange', this.#keepPlace);
    this.#returned = true;
  }

  hostDisconnected(): void {
    this.#options.element.removeEventListener('inbox-query-change', this.#onAct);
    window.removeEventListener('popstate', this.#onHistory);
    window.removeEventListener('pageshow', this.#onPageShow);
    window.removeEventListener('pagehide', this.#keepPlace);
    document.removeEventListener('visibilitychange', this.#keepPlace);
    this.#keepPlace();
  }

  /**
   * Before the inbox loads: decides on the query where it has to be decided, and writes down what it
   * has become.
   */
  follow({ capabilities }: ConversationProvider, { synced, placed }: Asked): void {
    const { element } = this.#options;
    // The page is another one's now; what the host asks for meanwhile is written down afterwards.
    if (!element.isConnected) return;
    const first = this.#known === undefined;
    this.#filters = capabilities.filters ?? {};
    // What the host has asked for since is newer than anything that was kept.
    const open = !placed && (first || element.query === this.#known);
    const moved = this.#followSettings(synced, open);
    if (!moved && open && this.#returned) this.#take(this.#located());
    if (moved || this.#returned || element.query !== this.#known) this.#write();
    this.#returned = false;
  }

  readonly dismiss = (): void => {
    const { element } = this.#options;
    this.notice = undefined;
    element.requestUpdate();
    // The button that had focus is gone.
    void element.updateComplete.then(() => element.focus());
  };

  /** @returns whether URL or storage are others now */
  #followSettings(synced: boolean, open: boolean): boolean {
    const { syncUrl, storageKey } = this.#options.element;
    if (syncUrl === this.#syncUrl && storageKey === this.#storageKey) return false;
    // The rows of the old key are still held.
    this.#keepPlace();
    const other = Boolean(this.#storageKey) && storageKey !== this.#storageKey;
    this.#syncUrl = syncUrl;
    this.#storageKey = storageKey;
    // `true` is what frameworks make of an attribute without a value.
    const prefix = String(syncUrl).replace(/^true$/, '');
    this.#location = synced ? new QueryLocation(prefix) : undefined;
    this.#kept = storageKey ? new KeptPlace(storageKey, this.#options) : undefined;
    if (open) this.#decide(other);
    return true;
  }

  /** @param other the reader is in another organization, of which the URL says nothing yet */
  #decide(other: boolean): void {
    const { element } = this.#options;
    const located = other ? undefined : this.#located();
    const place = this.#kept?.place(this.#filters);
    const kept = place?.query ?? this.#kept?.query(this.#filters);
    const query = kept ?? (other && this.#kept ? {} : currentQuery(element));
    this.#take(located ?? { query, notices: [] });
    if (place?.anchor && this.#isCurrent(place.query)) void element.restoreState(place);
  }

  /** What the URL asks for; absent when it asks for nothing in particular. */
  #located(): LocatedQuery | undefined {
    const located = this.#location?.read(this.#filters);
    return located?.stated ? located : undefined;
  }

  #take(asked: Pick<LocatedQuery, 'query' | 'notices'> | undefined): void {
    const { element } = this.#options;
    if (!asked) return;
    if (!this.#isCurrent(asked.query)) element.query = asked.query;
    this.#tell(asked.notices);
  }

  #isCurrent(query: Query): boolean {
    const { element, sameQuery } = this.#options;
    return sameQuery(query, currentQuery(element));
  }

  #write(): void {
    const { element } = this.#options;
    const query = currentQuery(element);
    const source = this.#act?.query === query ? this.#act.source : undefined;
    // To go back is to go back before the search, not before its last letter.
    const typing =
      source === 'search' && this.#source === 'search' && this.#known?.caller && query.caller;
    const push = source !== undefined && source !== 'history' && !typing;
    if (source && source !== 'history') this.notice = undefined;
    this.#known = element.query;
    this.#source = source;
    this.#act = undefined;
    this.#location?.write(query, push);
    this.#kept?.writeQuery(query, this.#filters);
  }

  readonly #keepPlace = (): void => this.#kept?.writePlace();

  readonly #onAct = (event: InboxQueryChangeEvent): void => {
    this.#act = event.detail;
  };

  readonly #onHistory = (): void => {
    const { element } = this.#options;
    if (!this.#location?.here) return;
    const { query, notices } = this.#location.read(this.#filters);
    this.#tell(notices);
    if (!this.#isCurrent(query)) changeQuery(element, query, 'history');
    // Also where the host has prevented it: the URL says what is asked for.
    this.#location.write(currentQuery(element), false);
  };

  readonly #onPageShow = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) this.#onHistory();
  };

  /** Says and reports what of the URL was ignored. */
  #tell(notices: readonly UrlNotice[]): void {
    const { element, report, announce } = this.#options;
    this.notice = notices.length > 0 ? words.ignored(notices) : undefined;
    element.requestUpdate();
    if (!this.notice) return;
    announce(this.notice);
    const details = Object.fromEntries(
      notices.map(({ name, value }) => [name, value.slice(0, LONGEST)]),
    );
    const error = providerError('invalid-request', this.notice, { details });
    report(new InboxErrorEvent({ kind: error.kind, error }));
  }
}
