import { EMPTY_QUERY } from '../model/index.js';
import type {
  Conversation,
  ConversationProvider,
  ListChange,
  ListRequest,
  PageNotice,
  ProviderError,
} from '../model/index.js';
import { Arrivals } from './arrivals.js';
import type { Settled } from './arrivals.js';
import { newest, withHeard } from './copies.js';
import type { Heard } from './copies.js';
import { PageStore } from './pages.js';
import { isRow } from './read-page.js';
import type { ReadPage } from './read-page.js';
import { Reread } from './reread.js';
import type { ListSource, LoadReason, LoadReport } from './types.js';
import { Walk } from './walk.js';

/** Used when the provider's own limit cannot be read. */
const DEFAULT_PAGE = 50;

/** Everything held of one query; a new query starts with a new one. */
export class Held {
  readonly source: ListSource | undefined;
  readonly pageSize: number;
  /** The provider's largest page. */
  readonly largest: number;
  /** Rows move up when something happens in them. */
  readonly activity: boolean;
  readonly pages: PageStore;
  readonly arrivals = new Arrivals();
  walk = new Walk();
  withheld: readonly (keyof Conversation)[] | undefined;
  gaps: readonly string[] = [];
  total: number | undefined;
  uncertain = false;
  /** Heard since the page in flight was asked for. */
  readonly #meanwhile: Heard = new Map();
  /** Rereads that are not committed yet; a failed one waits here for its retry. */
  readonly #rereads = new Map<boolean, Reread>();
  #doubt = false;

  constructor(source: ListSource | undefined) {
    this.source = source;
    const { maxPageSize, order } = source?.provider.capabilities ?? {};
    this.largest = wholeFrom1(maxPageSize) ?? Infinity;
    this.pageSize = Math.min(wholeFrom1(source?.pageSize) ?? DEFAULT_PAGE, this.largest);
    this.activity = order === 'activity';
    this.pages = new PageStore(this.pageSize);
  }

  get provider(): ConversationProvider {
    if (!this.source) throw new Error('There is no provider to ask.');
    return this.source.provider;
  }

  /** Something was heard that `settle()` would work in now. */
  get unsettled(): boolean {
    return this.#placeable && (this.arrivals.unsettled || this.#doubt);
  }

  /** While nothing is held yet, nobody can say where a row belongs: what is heard has to wait. */
  get #placeable(): boolean {
    return this.pages.count > 0 || this.walk.ended;
  }

  /** The request for the next page. */
  next(pageSize: number): ListRequest {
    this.#meanwhile.clear();
    const { cursor } = this.walk;
    const query = this.source?.query ?? EMPTY_QUERY;
    return { query, pageSize, ...(cursor !== undefined && { cursor }) };
  }

  /** Appends a page. A repeated row is replaced in place; one that became hidden leaves. */
  takePage(page: ReadPage): Settled & { added: number; error: ProviderError | undefined } {
    const fresh = new Map<string, Conversation>();
    let moved = false;
    let replaced = false;
    for (const row of withHeard(page.items, this.#meanwhile, this.activity)) {
      const before = this.pages.get(row.id) ?? fresh.get(row.id);
      if (row.hidden) {
        fresh.delete(row.id);
        moved = this.pages.remove(row.id) || moved;
      } else if (before && !fresh.has(row.id)) {
        replaced = this.pages.replace(newest(before, row)) || replaced;
      } else {
        fresh.set(row.id, before ? newest(before, row) : this.arrivals.meet(row));
      }
    }
    this.pages.append([...fresh.values()]);
    // Heard too early to be placed, or left out above: the page may have made a place for it.
    for (const [id, row] of this.#meanwhile) if (!this.pages.has(id)) this.arrivals.hear(id, row);
    if (page.items.length > 0) this.withheld ??= page.withheld;
    this.total = page.total ?? this.total;
    this.#addGaps(page.notices);
    return { moved, replaced, added: fresh.size, error: this.walk.step(page.nextCursor) };
  }

  /** Begins to read again; `headOnly` as for `Reread`. */
  reread(headOnly: boolean): Reread {
    this.uncertain ||= this.#doubt;
    this.#doubt = false;
    const { pageSize, largest, activity, pages } = this;
    const query = this.source?.query ?? EMPTY_QUERY;
    const reread = new Reread({ query, pageSize, largest, activity, pages, headOnly });
    this.#rereads.set(headOnly, reread);
    return reread;
  }

  /** Merges what was read again, and all that waits. `whole`: paging goes on where the reading ended. */
  takeReread(reread: Reread, headOnly: boolean): { whole: boolean; added: number; moved: boolean } {
    // What was heard before the reading began is older than what was read, so it goes in first.
    const before = this.settle(true);
    const { whole, added } = reread.commit(this.pages, this.arrivals);
    if (this.#rereads.get(headOnly) === reread) this.#rereads.delete(headOnly);
    if (whole) {
      this.walk = reread.range;
      this.gaps = [];
    }
    if (!headOnly) {
      this.withheld = reread.withheld ?? this.withheld;
      this.total = reread.total ?? this.total;
      this.uncertain = reread.doubted;
    }
    this.#addGaps(reread.notices);
    const { moved } = this.settle(true);
    return { whole, added, moved: moved || before.moved };
  }

  /** Notes a live change; `settle()` works it in. */
  hear(change: ListChange): void {
    if (change.type === 'upsert') {
      for (const row of listOf(change.items).filter(isRow)) {
        this.#hear(row.id, row.hidden ? undefined : row);
      }
    } else if (change.type === 'remove') {
      for (const id of listOf(change.ids)) this.#hear(id, undefined);
    } else if (change.type === 'uncertain') {
      this.#doubt = true;
      for (const reread of this.#rereads.values()) reread.doubted = true;
    }
  }

  /** Works in what was heard; with `merge` also rows that move others. */
  settle(merge: boolean): Settled & { status: boolean } {
    if (!this.#placeable) return { moved: false, replaced: false, status: false };
    const { arrivals, uncertain } = this;
    const waited = arrivals.count;
    this.uncertain ||= this.#doubt;
    this.#doubt = false;
    const placing = { ended: this.walk.ended, activity: this.activity };
    const settled = arrivals.settle(this.pages, placing, merge);
    return { ...settled, status: arrivals.count !== waited || this.uncertain !== uncertain };
  }

  report(reason: LoadReason, added: number, notices: readonly PageNotice[]): LoadReport {
    const { total } = this;
    const ended = this.walk.ended;
    const count = this.pages.count;
    return { reason, added, count, ended, notices, ...(total !== undefined && { total }) };
  }

  #hear(id: string, row: Conversation | undefined): void {
    this.arrivals.hear(id, row);
    for (const heard of [this.#meanwhile, ...[...this.#rereads.values()].map((one) => one.heard)]) {
      heard.set(id, row);
    }
  }

  #addGaps(notices: readonly PageNotice[]): void {
    const found = notices.flatMap((notice) => (notice?.kind === 'gap' ? [notice.at] : []));
    if (found.length > 0) this.gaps = [...new Set([...this.gaps, ...found])];
  }
}

/** Live changes come from the host's code, unchecked. */
function listOf<T>(value: readonly T[]): readonly T[] {
  return Array.isArray(value) ? value : [];
}

function wholeFrom1(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 1 ? Math.floor(value) : undefined;
}
