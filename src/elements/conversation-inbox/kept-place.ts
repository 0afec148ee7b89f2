/**
 * What is kept under one `storage-key`: for every tab and visit the query that was asked for last, and
 * for this tab where the reader was.
 */
import type { ConversationList } from '../../list/conversation-list.js';
import type { ListState } from '../../list/types.js';
import type { sameQuery, Query } from '../../model/query.js';
import { fittingQuery } from './filters/fitting-query.js';
import type { Filters } from './filters/values.js';
import { keptSettings, type KeptSettings } from './kept-settings.js';

export interface KeptPlaceOptions {
  readonly element: { getState(): ListState };
  readonly list: ConversationList;
  /** Handed over: what three chunks import is cut out of the first one by bundlers. */
  readonly sameQuery: typeof sameQuery;
}

export class KeptPlace {
  readonly #options: KeptPlaceOptions;
  readonly #lasting: KeptSettings;
  readonly #tab: KeptSettings;

  constructor(key: string, options: KeptPlaceOptions) {
    this.#options = options;
    this.#lasting = keptSettings(key);
    this.#tab = keptSettings(key, () => sessionStorage);
  }

  /** What was asked for last, as far as a provider can answer it. */
  query(filters: Filters): Query | undefined {
    return fitting(this.#lasting.read('query'), filters);
  }

  /** Where this tab was. Its parts are checked by whoever restores it. */
  place(filters: Filters): ListState | undefined {
    const place = this.#tab.read('place') as Partial<ListState> | null | undefined;
    const query = fitting(place?.query, filters);
    return query && { version: 1, offset: 0, depth: 0, ...place, query };
  }

  /** A place belongs to its query. That of another one is at the top until the reader leaves it. */
  writeQuery(query: Query, filters: Filters): void {
    this.#lasting.write('query', query);
    const place = this.place(filters);
    if (!place || !this.#options.sameQuery(place.query, query))
      this.#tab.write('place', { version: 1, query, offset: 0, depth: 0 });
  }

  writePlace(): void {
    const { element, list } = this.#options;
    const { loading, error, count } = list;
    // On the way to the last place there is none yet.
    if (count === 0 || loading === 'restore' || error?.during === 'restore') return;
    const { anchor, ...state } = element.getState();
    // Whoever is at the top wants to be there again, and not where the first row has moved to.
    const below = anchor && (state.offset >= 1 || list.indexOf(anchor.id) > 0);
    this.#tab.write('place', below ? { ...state, anchor } : state);
  }
}

function fitting(stored: unknown, filters: Filters): Query | undefined {
  const readable = typeof stored === 'object' && stored !== null && !Array.isArray(stored);
  return readable ? fittingQuery(stored, filters) : undefined;
}
