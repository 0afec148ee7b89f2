import type { Conversation, ListRequest, PageNotice, ProviderError } from '../model/index.js';
import type { Arrivals } from './arrivals.js';
import { newest } from './copies.js';
import type { Heard } from './copies.js';
import type { Held } from './held.js';
import { instant } from './instant.js';
import type { PageStore } from './pages.js';
import { oldestOf } from './placing.js';
import type { Placing } from './placing.js';
import type { ReadPage } from './read-page.js';
import type { Walk } from './walk.js';

export const MOST_REQUESTS = 10;
/** Rows per request when many are read at once. */
const LARGE_PAGE = 1000;
/** In lists ordered by activity, requests kept back for looking at the head again. */
const HEAD_REQUESTS = 2;

export interface RereadOptions {
  readonly Walk: typeof Walk;
  /** Read, not changed, before `commit()`. */
  readonly held: Held;
  readonly placing: Placing;
  /** Looks only for rows that moved to the head unseen; the rows below are taken as read. */
  readonly headOnly: boolean;
}

/** A page size for reading many rows in few requests. */
export function largePage(rows: number, { pageSize, largest }: Held): number {
  return Math.min(largest, Math.max(pageSize, Math.min(rows, LARGE_PAGE)));
}

/**
 * Reads the list again from the top, down to the oldest row held, in large pages; nothing is merged
 * before `commit()`. In a list ordered by activity a row can move up past the reading unseen: then
 * the head is read again until it no longer changes.
 */
export class Reread {
  /** What a live source said meanwhile; `commit()` has it merged over what was read. */
  readonly heard: Heard = new Map();
  readonly notices: PageNotice[] = [];
  /** A live source said 'uncertain' meanwhile: what was read may already be old. */
  doubted = false;
  readonly #options: RereadOptions;
  readonly #rows = new Map<string, Conversation>();
  readonly #changed = new Map<string, Conversation>();
  /** The walk over the held range; the list can read on from its end. */
  readonly range: Walk;
  #head: Walk | undefined;
  #requests = 0;
  #done = false;
  #settled = true;
  withheld: readonly (keyof Conversation)[] | undefined;
  total: number | undefined;

  constructor(options: RereadOptions) {
    this.#options = options;
    this.range = new options.Walk();
    if (options.headOnly) this.#head = new options.Walk();
  }

  get done(): boolean {
    return this.#done;
  }

  request(): ListRequest {
    const { held } = this.#options;
    const { cursor } = this.#head ?? this.range;
    // Where a whole page of the head is news there may be many more, and the requests are counted.
    const left = !this.#head
      ? held.pages.count - this.#rows.size
      : this.#head.pages > 0
        ? LARGE_PAGE
        : 0;
    const pageSize = largePage(left, held);
    return { query: held.query, pageSize, ...(cursor !== undefined && { cursor }) };
  }

  /** Takes the answer to the last request. */
  take(page: ReadPage): ProviderError | undefined {
    this.#requests += 1;
    this.notices.push(...page.notices);
    if (page.items.length > 0) this.withheld ??= page.withheld;
    this.total = page.total ?? this.total;
    const rows = page.items.filter((row) => !row.hidden);
    return this.#head ? this.#takeHead(rows, page, this.#head) : this.#takeRange(rows, page);
  }

  #takeRange(rows: readonly Conversation[], page: ReadPage): ProviderError | undefined {
    const { held, placing, Walk } = this.#options;
    for (const row of rows) {
      const before = this.#rows.get(row.id);
      this.#rows.set(row.id, before ? newest(before, row) : row);
    }
    const error = this.range.step(page.nextCursor);
    if (error) return error;
    const horizon = instant(this.#horizon);
    const covered = Number.isNaN(horizon)
      ? this.#rows.size >= held.pages.count
      : horizon <= instant(placing.oldest);
    const budget = MOST_REQUESTS - (held.activity ? HEAD_REQUESTS : 0);
    if (!this.range.ended && !covered && this.#requests < budget) return undefined;
    if (held.activity && this.#requests > 1) this.#head = new Walk();
    else this.#done = true;
    return undefined;
  }

  #takeHead(rows: readonly Conversation[], page: ReadPage, head: Walk): ProviderError | undefined {
    const news = rows.filter((row) => this.#known(row.id)?.at !== row.at);
    for (const row of news) this.#changed.set(row.id, row);
    const first = head.pages === 0;
    const error = head.step(page.nextCursor);
    if (error) return error;
    const quiet = first && news.length === 0 && (rows.length > 0 || head.ended);
    this.#done = quiet || this.#requests >= MOST_REQUESTS;
    this.#settled = quiet;
    // Below a row that has not changed nothing has; a page of nothing but news may hide more below.
    if (news.length < rows.length || head.ended) this.#head = new this.#options.Walk();
    return undefined;
  }

  #known(id: string): Conversation | undefined {
    const { headOnly, placing } = this.#options;
    return this.#changed.get(id) ?? (headOnly ? placing.get(id) : this.#rows.get(id));
  }

  /** Time of the oldest row read. */
  get #horizon(): string | undefined {
    return oldestOf([...this.#rows.values()]);
  }

  /**
   * Merges what was read: rows of the range that are gone leave, rows beyond it stay. Rows that are
   * to be placed by time are left to `arrivals`, which the caller settles. Says whether the list
   * now ends where the reading did, and how many rows are new.
   */
  commit(arrivals: Arrivals): { whole: boolean; added: number } {
    const { headOnly, placing, held } = this.#options;
    const { pages } = held;
    const read = new Set([...this.#rows.keys(), ...this.#changed.keys()]);
    const added = [...read].filter((id) => !pages.pageOf.has(id)).length;
    let whole = false;
    if (!headOnly) {
      const length = this.range.ended ? pages.count : this.#rangeLength(pages);
      this.#noteGap(pages, length);
      const unseen = this.#settled ? [] : unread(pages, length, read);
      placing.replaceHead(length, [...this.#rows.values()]);
      whole = pages.count === this.#rows.size;
      for (const row of unseen) arrivals.hear(row.id, row);
    }
    for (const row of this.#changed.values()) arrivals.hear(row.id, row);
    for (const [id, row] of this.heard) arrivals.hear(id, row);
    return { whole, added };
  }

  /** How many of the held rows, from the top, lie in what was read. */
  #rangeLength(pages: PageStore): number {
    if (this.#horizon !== undefined) return this.#options.placing.indexAt(this.#horizon);
    return [...this.#rows.keys()].reduce((end, id) => Math.max(end, pages.indexOf(id) + 1), 0);
  }

  /** When the budget ran out above the first held row, what lies between is missing: say so. */
  #noteGap(pages: PageStore, length: number): void {
    const at = this.#horizon;
    if (length > 0 || at === undefined || pages.count === 0) return;
    if (![...this.#rows.keys()].some((id) => pages.pageOf.has(id)))
      this.notices.push({ kind: 'gap', at });
  }
}

/** Rows among the first `length` that were not read. */
function unread(pages: PageStore, length: number, read: ReadonlySet<string>): Conversation[] {
  const found: Conversation[] = [];
  for (let index = 0; index < length; index += 1) {
    const row = pages.rowAt(index);
    if (row && !read.has(row.id)) found.push(row);
  }
  return found;
}
