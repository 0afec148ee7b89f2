/** A list read page by page: it ends, and everything is there once, in its order. */
import { instant } from '../list/instant.js';
import type { Conversation, ConversationPage, ConversationProvider } from '../model/index.js';
import { broken, some } from './clause.js';
import type { Clause, Subject } from './clause.js';
import { settled, within } from './settle.js';
import { allRows, difference, listPage, walk, without } from './walk.js';
import type { Walk } from './walk.js';

/** How far from where two pages meet a row may come again: one second, in microseconds. */
const MEETING = 1_000_000;
/** Pages after which the source changes. Else a list that grows faster than it is read never ends. */
const MOST_CHANGES = 25;

export const PAGING: readonly Clause[] = [
  { name: 'ends its list, and uses no cursor twice', holds: endsItsList },
  { name: 'sends every conversation once; pages overlap only where they meet', holds: noRepeats },
  { name: 'loses no conversation, whatever the size of a page', holds: losesNone },
  { name: 'keeps the order that it claims', holds: keepsOrder },
  {
    name: 'keeps nothing between two calls: all that paging needs is in the cursor',
    holds: stateless,
  },
  {
    name: 'is not disturbed by another reader, nor by a call that was given up',
    holds: undisturbed,
  },
];

export const CHANGING: Clause = {
  name: 'misses no conversation while others arrive or move',
  holds: missesNone,
};

const idsOf = (rows: readonly Conversation[]) => rows.map(({ id }) => id);

async function walks(subject: Subject): Promise<readonly (Walk & { readonly pageSize: number })[]> {
  await allRows(subject);
  const { maxPageSize } = subject.provider.capabilities;
  const { pageSizes = [1, 2, 7, 50, maxPageSize] } = subject.options;
  const read = [];
  for (const pageSize of new Set(pageSizes.map((size) => Math.min(size, maxPageSize)))) {
    read.push({ ...(await walk(subject.provider, subject, { pageSize })), pageSize });
  }
  return read;
}

/** Reading to the end is the check: see `refuseEndless`. */
async function endsItsList(subject: Subject): Promise<void> {
  await walks(subject);
}

async function noRepeats(subject: Subject): Promise<void> {
  for (const { pages, pageSize } of await walks(subject)) {
    const seen = new Set<string>();
    for (const [index, { items }] of pages.entries()) {
      const ids = idsOf(items);
      const where = `Page ${index + 1} of a list with page size ${pageSize}`;
      const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
      if (twice.length > 0) {
        throw broken(`${where} has ${some(twice)} twice.`, 'Send each conversation once per page.');
      }
      const again = items.filter(({ id }) => seen.has(id));
      const odd = again.filter((row) => !isWherePagesMeet(row, pages[index - 1]));
      if (odd.length > 0) {
        const advice =
          'Only rows of the page before, or of the instant it ended at, may come again.';
        throw broken(`${where} repeats ${some(idsOf(odd))}.`, advice);
      }
      for (const id of ids) seen.add(id);
    }
  }
}

function isWherePagesMeet({ id, at }: Conversation, before: ConversationPage | undefined): boolean {
  if (!before) return false;
  if (before.items.some((row) => row.id === id)) return true;
  return Math.abs(instant(at) - instant(before.items.at(-1)?.at)) <= MEETING;
}

async function losesNone(subject: Subject): Promise<void> {
  const { expectedIds } = subject.options;
  const read = await walks(subject);
  const expected =
    typeof expectedIds === 'function'
      ? await expectedIds()
      : (expectedIds ?? [...new Set(read.flatMap(({ rows }) => idsOf(rows)))]);
  for (const { rows, pageSize } of read) {
    const wrong = difference(idsOf(rows), expected);
    if (!wrong) continue;
    const advice = 'A page must go on right after the last row of the page before.';
    throw broken(`Of a list with page size ${pageSize}, ${wrong}.`, advice);
  }
}

async function keepsOrder(subject: Subject): Promise<void> {
  const { order } = subject.provider.capabilities;
  for (const { pages, pageSize } of await walks(subject)) {
    const excused = new Set(
      pages.flatMap(({ notices = [] }) =>
        notices.flatMap((notice) => (notice.kind === 'out-of-order' ? [notice.id] : [])),
      ),
    );
    const seen = new Set<string>();
    const first = ({ id }: Conversation) => !seen.has(id) && seen.add(id);
    const lists = [
      ...pages.map(({ items }) => items),
      pages.flatMap(({ items }) => items.filter(first)),
    ];
    for (const rows of lists) {
      const timed = rows.filter(({ id, at }) => !excused.has(id) && !Number.isNaN(instant(at)));
      const wrong = timed.findIndex(({ at }, index) => instant(at) > instant(timed[index - 1]?.at));
      if (wrong < 0) continue;
      const [newer, older] = [timed[wrong], timed[wrong - 1]];
      throw broken(
        `With page size ${pageSize}, ${some([newer?.id])} (${newer?.at}) came after ${some([older?.id])} (${older?.at}).`,
        `A list with order "${order}" is sorted by \`at\`, newest first.`,
      );
    }
  }
}

async function stateless(subject: Subject): Promise<void> {
  await allRows(subject);
  const query = {};
  const { nextCursor: cursor } = await listPage(subject.provider, { query, pageSize: 2 });
  if (cursor === undefined) {
    const advice = 'Ask the source for no more than the page size.';
    throw broken('A page of two conversations was the whole list.', advice);
  }
  const second = { query, cursor, pageSize: 2 };
  const expected = idsOf((await listPage(subject.provider, second)).items);
  await walk(subject.provider, subject);
  const asked: readonly [string, ConversationProvider][] = [
    ['the same provider', subject.provider],
    ['another provider of the same source', subject.fresh()],
  ];
  for (const [who, provider] of asked) {
    const found = idsOf((await listPage(provider, second)).items);
    if (found.join('\n') === expected.join('\n')) continue;
    throw broken(
      `Asked again for the page at ${cursor}, ${who} answered ${some(found)} and not ${some(expected)}.`,
      'Put everything that the next page needs into the cursor, and nothing into variables.',
    );
  }
}

async function undisturbed(subject: Subject): Promise<void> {
  const { provider } = subject;
  const expected = idsOf(await allRows(subject));
  const givenUp = new AbortController();
  const late = settled(() => provider.list({ query: {}, pageSize: 3 }, { signal: givenUp.signal }));
  givenUp.abort();
  const sizes = [2, 2, 7];
  const read = await Promise.all(sizes.map((pageSize) => walk(provider, subject, { pageSize })));
  await within(late, subject.options.patience);
  for (const { rows } of read) {
    const wrong = difference(idsOf(rows), expected);
    if (!wrong) continue;
    const advice = 'Calls must not share variables: each has its own request and its own answer.';
    throw broken(`Of a list that others read at the same time, ${wrong}.`, advice);
  }
}

async function missesNone(subject: Subject): Promise<void> {
  const { provider } = subject;
  const { change } = subject.options;
  const before = await allRows(subject);
  const read = await walk(provider, subject, {
    pageSize: 3,
    afterPage: (pages) => (pages <= MOST_CHANGES ? change?.(provider) : undefined),
  });
  const after = await allRows(subject);
  const places = (rows: readonly Conversation[]) => rows.map(({ id, at }) => `${id} ${at}`);
  if (!difference(places(after), places(before))) {
    const advice = 'Let conversations arrive, or move.';
    throw broken('Nothing had changed in the list after `change` was called.', advice);
  }
  // New ones above the first page are what a refresh is for; a row that moved up is not.
  const isActivity = provider.capabilities.order === 'activity';
  const left = new Set(idsOf(after));
  const expected = isActivity ? [...left] : idsOf(before).filter((id) => left.has(id));
  const head = isActivity ? await readHead(subject, read.rows) : [];
  const missing = without(expected, [...idsOf(read.rows), ...head]);
  if (missing.length === 0) return;
  throw broken(
    `While the list changed, a reader missed ${some(missing)}.`,
    'A cursor should name the place where a page ended, and not how many rows were above it.',
  );
}

/** Rows at the top that are new or have moved, as far down as there are any. */
async function readHead(
  { provider }: Subject,
  rows: readonly Conversation[],
): Promise<readonly string[]> {
  const held = new Map(rows.map(({ id, at }) => [id, at]));
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listPage(provider, { query: {}, pageSize: 7, ...(cursor && { cursor }) });
    const news = page.items.filter(({ id, at }) => held.get(id) !== at);
    found.push(...idsOf(news));
    cursor = news.length === page.items.length ? page.nextCursor : undefined;
  } while (cursor !== undefined);
  return found;
}
