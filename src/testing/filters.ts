/** What a query brings, compared with the list that nobody asked anything of. */
import type { Conversation, QueryKey } from '../model/index.js';
import { broken, some } from './clause.js';
import type { Clause, Subject } from './clause.js';
import { KEYS, MEANINGS } from './query-meaning.js';
import { kindOf, settled } from './settle.js';
import { allRows, walk } from './walk.js';

/** Values taken from the rows for each filter. */
const MOST_FOUND = 3;

/** A check for each filter that is offered, one for several at once, and one for all others. */
export function filterClauses(offered: readonly QueryKey[]): readonly Clause[] {
  return [
    ...offered.map((key) => ({
      name: `filters by ${key} as it says`,
      holds: (subject: Subject) => filters(subject, key),
    })),
    ...(offered.length > 1
      ? [{ name: 'applies several filters at once', holds: appliesSeveral }]
      : []),
    { name: 'refuses a filter that it does not offer', holds: refusesOthers },
  ];
}

type Tells = (row: Conversation, wanted: unknown) => boolean | undefined;

function readerOf({ provider, options }: Subject, key: QueryKey) {
  const { filters: offered, order } = provider.capabilities;
  const filter = offered[key];
  const how = { match: (typeof filter === 'object' && filter.match) || 'exact', order } as const;
  const own = options.matches?.[key] as Tells | undefined;
  const tells: Tells = own ?? ((row, wanted) => MEANINGS[key].tells(row, wanted, how));
  return { filter, how, tells };
}

async function filters(subject: Subject, key: QueryKey): Promise<void> {
  const all = await allRows(subject);
  const { tells } = readerOf(subject, key);
  const values = valuesOf(subject, key, all);
  const advice = `Give \`filterValues.${key}\` a value that some conversations have.`;
  if (values.length === 0) throw broken(`No value is known to filter by ${key} with.`, advice);
  let matched = 0;
  for (const value of values) {
    const rows = await answerTo(subject, { [key]: value }, all);
    if (!rows)
      throw broken(`It refuses ${said({ [key]: value })} though it offers the filter.`, advice);
    compare(all, rows, (row) => tells(row, value), said({ [key]: value }));
    matched += rows.length;
  }
  if (matched === 0) throw broken(`No conversation matched ${key} = ${some(values)}.`, advice);
  const { nobody } = MEANINGS[key];
  if (nobody !== undefined) await bringsNobody(subject, key, nobody, all);
  await takesSeveral(subject, key, all, values);
}

/** Two values at once are two values, or are refused; never one of them in silence. */
async function takesSeveral(
  subject: Subject,
  key: QueryKey,
  all: readonly Conversation[],
  values: readonly unknown[],
): Promise<void> {
  const lists = values.filter((value) => Array.isArray(value));
  const [a, b] = lists;
  if (!a || !b) return;
  const { filter, tells } = readerOf(subject, key);
  const both = [...a, ...b];
  const rows = await answerTo(subject, { [key]: both }, all);
  const advice = 'Answer with the rows of all values, or reject several with kind invalid-request.';
  if (rows) compare(all, rows, (row) => tells(row, both), said({ [key]: both }), advice);
  else if (filter === 'many' || (typeof filter === 'object' && filter.values === 'many')) {
    throw broken(
      `It refuses ${said({ [key]: both })} though it offers several values.`,
      'Offer one value only, or answer with the rows of both.',
    );
  }
}

function compare(
  all: readonly Conversation[],
  rows: readonly Conversation[],
  tells: (row: Conversation) => boolean | undefined,
  asked: string,
  advice = 'The source has to filter, all of it; else do not offer the filter.',
): void {
  const ids = (list: readonly Conversation[]) => some(list.map(({ id }) => id));
  const wrong = rows.filter((row) => tells(row) === false);
  if (wrong.length > 0) throw broken(`${asked} brought ${ids(wrong)}, which do not match.`, advice);
  const held = new Set(rows.map(({ id }) => id));
  const missing = all.filter((row) => tells(row) === true && !held.has(row.id));
  if (missing.length > 0)
    throw broken(`${asked} did not bring ${ids(missing)}, which match.`, advice);
  const known = new Set(all.map(({ id }) => id));
  const strange = rows.filter(({ id }) => !known.has(id));
  if (strange.length === 0) return;
  throw broken(`${asked} brought ${ids(strange)}, which the whole list does not have.`, advice);
}

/** Each filter together with the next one; a source may refuse some of these pairs. */
async function appliesSeveral(subject: Subject): Promise<void> {
  const all = await allRows(subject);
  const keys = KEYS.filter((key) => subject.provider.capabilities.filters[key]);
  for (const [index, key] of keys.entries()) {
    const other = keys[(index + 1) % keys.length]!;
    for (const query of spread(pairs(subject, key, other, all))) {
      const rows = await answerTo(subject, query, all);
      const tells = (row: Conversation) => {
        const both = [key, other].map((name) => readerOf(subject, name).tells(row, query[name]));
        return both.includes(false) ? false : both.includes(undefined) ? undefined : true;
      };
      if (rows) compare(all, rows, tells, said(query));
    }
  }
}

/** Values of two filters that some row matches both of. */
function pairs(subject: Subject, a: QueryKey, b: QueryKey, all: readonly Conversation[]) {
  const valueFor = (key: QueryKey, row: Conversation) =>
    valuesOf(subject, key, [row]).find((value) => readerOf(subject, key).tells(row, value));
  return all.flatMap((row) => {
    const query = { [a]: valueFor(a, row), [b]: valueFor(b, row) };
    return Object.values(query).includes(undefined) ? [] : [query];
  });
}

async function refusesOthers(subject: Subject): Promise<void> {
  const all = await allRows(subject);
  const { filters: offered } = subject.provider.capabilities;
  for (const key of KEYS.filter((name) => !offered[name])) {
    const { nobody = true } = MEANINGS[key];
    await bringsNobody(subject, key, nobody, all);
  }
}

async function bringsNobody(
  subject: Subject,
  key: QueryKey,
  nobody: unknown,
  all: readonly Conversation[],
): Promise<void> {
  const { tells } = readerOf(subject, key);
  const rows = (await answerTo(subject, { [key]: nobody }, all)) ?? [];
  const stray = rows.filter((row) => tells(row, nobody) !== true);
  if (stray.length === 0) return;
  throw broken(
    `${said({ [key]: nobody })} brought ${some(stray.map(({ id }) => id))}, which do not have that.`,
    'Reject with kind invalid-request where the source cannot filter: nothing may be ignored.',
  );
}

/**
 * The rows that a query brings, read in several pages; `undefined` when it is refused.
 *
 * @param query by name of the filter; the values need not be what its type says.
 */
async function answerTo(
  subject: Subject,
  query: Readonly<Record<string, unknown>>,
  all: readonly Conversation[],
): Promise<readonly Conversation[] | undefined> {
  const { maxPageSize } = subject.provider.capabilities;
  const pageSize = Math.min(maxPageSize, Math.max(7, Math.ceil(all.length / 4)));
  const answer = await settled(() => walk(subject.provider, subject, { query, pageSize }));
  if (!answer.failed) return answer.value.rows;
  const cause = (answer.thrown as Error).cause;
  if (cause !== undefined && kindOf(cause) === 'invalid-request') return undefined;
  throw answer.thrown;
}

/** What the team gives, what a reader can choose, and what some rows have. */
function valuesOf(
  subject: Subject,
  key: QueryKey,
  all: readonly Conversation[],
): readonly unknown[] {
  const { filter, how } = readerOf(subject, key);
  const given: readonly unknown[] = subject.options.filterValues?.[key] ?? [];
  const isList = Array.isArray(MEANINGS[key].nobody);
  const choices = (typeof filter === 'object' && filter.options) || [];
  const chosen = choices.map(({ value }) => (isList ? [value] : value));
  const inRows = all
    .map((row) => MEANINGS[key].found(row, how))
    .filter((value) => value !== undefined);
  return distinct([...given, ...chosen, ...(choices.length > 0 ? [] : spread(distinct(inRows)))]);
}

/** The first, the last and what is in the middle. */
function spread<T>(values: readonly T[]): readonly T[] {
  if (values.length <= MOST_FOUND) return values;
  return [values[0]!, values[values.length >> 1]!, values.at(-1)!];
}

function distinct(values: readonly unknown[]): readonly unknown[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

const said = (query: object) => `The query ${JSON.stringify(query)}`;
