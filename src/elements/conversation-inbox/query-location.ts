/** The query in the address of the page, and in the tab's history. */
import type { Query } from '../../model/query.js';
import { readQueryUrl, writeQueryUrl, type UrlNotice } from './filters/query-url.js';
import type { Filters } from './filters/values.js';

export interface LocatedQuery {
  readonly query: Query;
  readonly notices: readonly UrlNotice[];
  /** Whether the address says anything of this inbox; without that it asks for nothing in particular. */
  readonly stated: boolean;
}

export class QueryLocation {
  readonly #prefix: string;
  #path = location.pathname;

  /** @param prefix of the parameters, by which inboxes of one page are told apart */
  constructor(prefix: string) {
    // Half a character cannot be written into a URL.
    this.#prefix = prefix.toWellFormed();
  }

  /** Whether this still is the page that the query was written for, and not one the host went on to. */
  get here(): boolean {
    return location.pathname === this.#path;
  }

  read(filters: Filters): LocatedQuery {
    const { query, notices } = readQueryUrl(location.search, filters, this.#prefix);
    return { query, notices, stated: notices.length > 0 || Object.keys(query).length > 0 };
  }

  /**
   * Leaves alone what is not the query's: other parameters, the hash, the state that a router keeps
   * with an entry.
   *
   * @param push makes a new entry in the tab's history, else changes the present one
   */
  write(query: Query, push: boolean): void {
    this.#path = location.pathname;
    const search = writeQueryUrl(location.search, query, this.#prefix);
    if (search === location.search) return;
    const url = new URL(location.href);
    url.search = search;
    try {
      if (push) history.pushState(history.state, '', url);
      else history.replaceState(history.state, '', url);
    } catch {
      // A page without an address of its own, or more changes in a while than the browser allows.
    }
  }
}
