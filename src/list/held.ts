import { EMPTY_QUERY } from '../model/index.js';
import type { Conversation, ListChange, ListRequest, PageNotice, Query } from '../model/index.js';
import { PageStore } from './pages.js';
import type { ReadPage } from './read-page.js';
import type { Outcome } from './requests.js';
import type { ListSource, LoadReason, LoadReport } from './types.js';
import { Walk } from './walk.js';

/** Used when the provider's own limit cannot be read. */
const DEFAULT_PAGE = 50;

/** Everything held of one query; a new query starts with a new one. */
export class Held {
  readonly source: ListSource | undefined;
  readonly query: Query;
  readonly pageSize: number;
  /** The provider's largest page. */
  readonly largest: number;
  /** Rows move up when something happens in them. */
  readonly activity: boolean;
  readonly pages: PageStore;
  walk = new Walk();
  withheld: readonly (keyof Conversation)[] | undefined;
  gaps: readonly string[] = [];
  total: number | undefined;
  /** Whether the reader is at the top. */
  atTop = true;
  /** Pages loaded in a row while the end stayed in view. */
  fills = 0;
  /** The next page waits for the reader. */
  paused = false;
  /** New and moved rows that wait to be shown. */
  arrivals = 0;
  uncertain = false;
  /** Pages asked for: tells changes that overtook an answer from those that it knows of. */
  asked = 0;
  /**
   * Changes that wait for `Later`. `asked`: how many pages had been asked for when a change was true;
   * a half puts what a page said before what was heard while that page was on its way.
   */
  readonly waiting: { readonly change: ListChange; readonly asked: number }[] = [];

  constructor(source: ListSource | undefined) {
    const { maxPageSize, order } = source?.provider.capabilities ?? {};
    this.source = source;
    this.query = source?.query ?? EMPTY_QUERY;
    this.largest = wholeFrom1(maxPageSize) ?? Infinity;
    this.pageSize = Math.min(wholeFrom1(source?.pageSize) ?? DEFAULT_PAGE, this.largest);
    this.activity = order === 'activity';
    this.pages = new PageStore(this.pageSize);
  }

  /** The request for the next page. */
  next(pageSize = this.pageSize): ListRequest {
    this.asked += 1;
    const { cursor } = this.walk;
    return { query: this.query, pageSize, ...(cursor !== undefined && { cursor }) };
  }

  /** Appends the rows of a page that are neither hidden nor held yet. */
  takePage(page: ReadPage, reason: LoadReason): Outcome {
    const { pages, walk } = this;
    const fresh = new Map<string, Conversation>();
    for (const row of page.items) {
      if (row.hidden) fresh.delete(row.id);
      else if (!pages.pageOf.has(row.id)) fresh.set(row.id, row);
    }
    pages.append([...fresh.values()]);
    if (page.items.length > 0) this.withheld ??= page.withheld;
    this.total = page.total ?? this.total;
    const error = walk.step(page.nextCursor);
    const report = this.report(reason, fresh.size, page.notices);
    return { error, merged: { update: fresh.size > 0 ? 'rows' : 'status', report } };
  }

  /** Notes gaps, too. */
  report(reason: LoadReason, added: number, notices: readonly PageNotice[]): LoadReport {
    const found = notices.flatMap((notice) => (notice?.kind === 'gap' ? [notice.at] : []));
    this.gaps = [...new Set([...this.gaps, ...found])];
    const { total, pages, walk } = this;
    return { reason, added, count: pages.count, ended: walk.ended, notices, total };
  }
}

function wholeFrom1(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 1 ? Math.floor(value) : undefined;
}
