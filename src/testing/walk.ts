/** Reading a list to its end, as the elements do. */
import type {
  Conversation,
  ConversationPage,
  ConversationProvider,
  ListRequest,
  Query,
} from '../model/index.js';
import { broken, some } from './clause.js';
import type { Subject } from './clause.js';
import { settled, told } from './settle.js';

/** Pages in a row with nothing new that a list may need to get past a crowded instant. */
const MOST_IDLE_PAGES = 50;
const LEAST_ROWS = 8;

export interface Walk {
  readonly pages: readonly ConversationPage[];
  /** Each conversation once, where it came first, hidden ones left out. */
  readonly rows: readonly Conversation[];
}

export interface WalkOptions {
  readonly query?: Query;
  /** Default: the largest. */
  readonly pageSize?: number;
  readonly afterPage?: (pages: number) => unknown;
}

/** One page; nothing of request or answer can be changed by anybody afterwards. */
export async function listPage(
  provider: ConversationProvider,
  request: ListRequest,
): Promise<ConversationPage> {
  const { signal } = new AbortController();
  const answer = await settled(() => provider.list(frozen(request), { signal }));
  const asked = `list(${JSON.stringify(request)})`;
  if (answer.failed) {
    throw Object.assign(
      broken(`${asked} rejected with ${told(answer.thrown)}.`, 'It should answer with a page.'),
      { cause: answer.thrown },
    );
  }
  const { items, nextCursor } = (answer.value ?? {}) as Partial<ConversationPage>;
  if (!Array.isArray(items) || !['undefined', 'string'].includes(typeof nextCursor)) {
    const advice = 'Answer with { items, nextCursor }, without nextCursor at the end of the list.';
    throw broken(`${asked} did not answer with a page.`, advice);
  }
  if (nextCursor === '') {
    throw broken(`${asked} answered with an empty cursor.`, 'Leave nextCursor out at the end.');
  }
  return frozen(answer.value);
}

export async function walk(
  provider: ConversationProvider,
  { options: { most } }: Subject,
  { query = {}, pageSize = provider.capabilities.maxPageSize, afterPage }: WalkOptions = {},
): Promise<Walk> {
  const pages: ConversationPage[] = [];
  const rows = new Map<string, Conversation>();
  const used = new Set<string>();
  let cursor: string | undefined;
  let idle = 0;
  do {
    const request = { query, pageSize, ...(cursor !== undefined && { cursor }) };
    const page = await listPage(provider, request);
    const before = rows.size;
    for (const row of page.items) if (!rows.has(row.id)) rows.set(row.id, row);
    pages.push(page);
    idle = rows.size > before ? 0 : idle + 1;
    cursor = page.nextCursor;
    refuseEndless({ cursor, used, idle, count: rows.size, most, pages: pages.length, pageSize });
    if (cursor !== undefined) used.add(cursor);
    await afterPage?.(pages.length);
  } while (cursor !== undefined);
  return { pages, rows: [...rows.values()].filter(({ hidden }) => !hidden) };
}

function refuseEndless(state: {
  readonly cursor: string | undefined;
  readonly used: ReadonlySet<string>;
  readonly idle: number;
  readonly count: number;
  readonly most: number;
  readonly pages: number;
  readonly pageSize: number;
}): void {
  const { cursor, used, idle, count, most, pages, pageSize } = state;
  if (cursor === undefined) return;
  const where = `Page ${pages} of a list with page size ${pageSize}`;
  if (used.has(cursor)) {
    const advice = 'A cursor must differ from every one before it; leave it out at the end.';
    throw broken(`${where} gave a cursor that was used before: ${cursor}.`, advice);
  }
  if (idle > MOST_IDLE_PAGES) {
    const advice = 'Leave nextCursor out where the source has no more.';
    throw broken(`${where} was one of ${idle} in a row with nothing new.`, advice);
  }
  if (count > most) {
    const advice = 'Test with a smaller source, or raise `most`.';
    throw broken(`${where} did not end the list after ${count} conversations.`, advice);
  }
}

/** All conversations, in the largest pages; enough of them to tell anything by. */
export async function allRows(subject: Subject): Promise<readonly Conversation[]> {
  const { rows } = await walk(subject.provider, subject);
  if (rows.length < LEAST_ROWS) {
    const advice = `Test with a source of at least ${LEAST_ROWS}, better fifty.`;
    throw broken(`The list has only ${rows.length} conversations: too few to tell by.`, advice);
  }
  return rows;
}

/** What is in the first list and not in the second. */
export function without(ids: readonly string[], others: readonly string[]): readonly string[] {
  const held = new Set(others);
  return ids.filter((id) => !held.has(id));
}

/** Nothing when both have the same ids; else which are missing and which should not be there. */
export function difference(actual: readonly string[], expected: readonly string[]) {
  const missing = without(expected, actual);
  const strange = without(actual, expected);
  const words = [
    missing.length > 0 && `${missing.length} are missing: ${some(missing)}`,
    strange.length > 0 && `${strange.length} should not be there: ${some(strange)}`,
  ].filter(Boolean);
  return words.length > 0 ? words.join('; ') : undefined;
}

/** Nobody may change what was handed over, on either side. Blobs and the like are left alone. */
export function frozen<T>(value: T): T {
  const isPlain =
    Array.isArray(value) || Object.prototype.toString.call(value) === '[object Object]';
  if (!isPlain || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value as object)) frozen(part);
  return value;
}
