/**
 * The query in the search part of a URL, in names that people can read. Every value is absolute, so
 * that whoever opens the link sees the same conversations: times have their zone, agents are ids.
 */
import type { Query, QueryKey } from '../../../model/query.js';
import { filterOf } from './filters.js';
import { crossedBounds, fittingQuery, queryOf, withoutKeys } from './fitting-query.js';
import { parseDuration } from './parse-duration.js';
import { printTyped, scanTyped } from './typed-text.js';
import { capabilityOf, fit, type Filters, type QueryValue } from './values.js';

/** Key of the query → parameter; the order is that of the URL. */
export const PARAMETERS: Readonly<Record<QueryKey, string>> = {
  caller: 'caller',
  agentId: 'agent',
  agentVersionId: 'agent-version',
  agentAddress: 'agent-number',
  direction: 'direction',
  status: 'status',
  channel: 'channel',
  campaign: 'campaign',
  durationMin: 'duration-min',
  durationMax: 'duration-max',
  userTurnsMin: 'user-turns-min',
  userTurnsMax: 'user-turns-max',
  createdAfter: 'created-after',
  createdBefore: 'created-before',
  updatedAfter: 'updated-after',
  updatedBefore: 'updated-before',
  webWidgetId: 'web-widget',
  numberId: 'your-number',
  optedIn: 'consent',
  externalId: 'external-id',
  /** One parameter a pair: `metadata.order=17`. */
  metadata: 'metadata',
};

const BY_NAME: ReadonlyMap<string, QueryKey> = new Map(
  Object.entries(PARAMETERS).map(([key, name]) => [name, key as QueryKey]),
);
const PAIR = `${PARAMETERS.metadata}.`;

/** A parameter that was ignored, as it stands in the URL. */
export interface UrlNotice {
  readonly name: string;
  readonly value: string;
}

/**
 * Reads the query. Total: what is no value, or nothing that this provider can filter by, is ignored
 * and named; a blank parameter asks for nothing. Where one value is possible, the first counts.
 *
 * @param search of the URL, with or without its question mark
 * @param prefix before every name, so that several inboxes share a page: `sales-` reads `sales-caller`
 */
export function readQueryUrl(
  search: string,
  filters: Filters,
  prefix = '',
): { readonly query: Query; readonly notices: readonly UrlNotice[] } {
  const taken = new Map<string, Taken>();
  const notices: UrlNotice[] = [];
  for (const notice of [...new Set(segments(search))].map(decoded)) {
    const own = ownParameter(notice.name, prefix);
    if (!own || notice.value.trim() === '') continue;
    const piece = pieceOf(own, notice.value);
    const place = placeOf(own, notice, filters);
    if (piece === undefined || taken.has(place) || !fit(own.key, piece, filters).whole)
      notices.push(notice);
    else taken.set(place, { key: own.key, piece, notice });
  }
  const all = [...taken.values()];
  const query = joined(all);
  const crossed = crossedBounds(query);
  return {
    query: withoutKeys(query, crossed),
    notices: [...notices, ...all.flatMap((one) => (crossed.includes(one.key) ? one.notice : []))],
  };
}

/**
 * The search part with this query in place of the one it had, and a question mark unless it is empty.
 * Other parameters keep their order and spelling; ours come after them, always in the same order.
 * What could not be read back is not written.
 */
export function writeQueryUrl(search: string, query: Query, prefix = ''): string {
  const others = segments(search).filter((part) => !ownParameter(decoded(part).name, prefix));
  const asked = fittingQuery(query);
  const own = Object.entries(PARAMETERS)
    .flatMap(([key, name]) => printed(name, asked[key as QueryKey]))
    .map(([name, value]) => `${encoded(prefix + name)}=${encoded(value)}`);
  const parts = [...others, ...own].join('&');
  return parts && `?${parts}`;
}

interface Own {
  readonly key: QueryKey;
  /** The key of a pair. */
  readonly pair?: string;
}

/** One parameter that counts, as the part of the key's value that it stands for. */
interface Taken {
  readonly key: QueryKey;
  readonly piece: QueryValue;
  readonly notice: UrlNotice;
}

function ownParameter(name: string, prefix: string): Own | undefined {
  if (!name.startsWith(prefix)) return undefined;
  const own = name.slice(prefix.length);
  if (own.startsWith(PAIR)) return { key: 'metadata', pair: own.slice(PAIR.length) };
  const key = BY_NAME.get(own);
  return key && key !== 'metadata' ? { key } : undefined;
}

/** Only one parameter can be in a place: there is one a key, or one a pair, or one a listed value. */
function placeOf({ key, pair }: Own, { name, value }: UrlNotice, filters: Filters): string {
  if (capabilityOf(filters, key)?.values !== 'many') return key;
  return pair === undefined && filterOf(key)?.control === 'choices' ? `${name}=${value}` : name;
}

function pieceOf({ key, pair }: Own, text: string): QueryValue | undefined {
  switch (filterOf(key)?.control) {
    case 'choices':
      return [text];
    case 'pairs': {
      const value = scanTyped(text);
      return value === undefined ? undefined : { [pair ?? '']: value };
    }
    case 'number':
      return /^\d+$/.test(text) ? Number(text) : undefined;
    case 'duration':
      return parseDuration(text) ?? scanDecimal(text);
    case 'yes-no':
      return text === 'yes' || (text === 'no' ? false : undefined);
    case 'date-time':
      // The plus of an offset that was written by hand, or decoded on its way, arrives as a blank.
      return text.replace(/ (\d\d:\d\d)$/, '+$1');
    default:
      return text;
  }
}

const scanDecimal = (text: string): number | undefined =>
  /^\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined;

function joined(all: readonly Taken[]): Query {
  const keys = [...new Set(all.map(({ key }) => key))];
  return queryOf(
    keys.map((key) => {
      const pieces = all.filter((one) => one.key === key).map(({ piece }) => piece);
      const [first] = pieces;
      if (Array.isArray(first)) return [key, pieces.flat() as string[]];
      if (typeof first !== 'object') return [key, first!];
      return [key, Object.fromEntries(pieces.flatMap((piece) => Object.entries(piece)))];
    }),
  );
}

/** Parameters and their values. */
function printed(name: string, value: QueryValue | undefined): readonly [string, string][] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.map((one: string) => [name, one]);
  if (typeof value === 'boolean') return [[name, value ? 'yes' : 'no']];
  if (typeof value !== 'object') return [[name, String(value)]];
  return Object.entries(value as NonNullable<Query['metadata']>).map(([key, one]) => [
    PAIR + key,
    printTyped(one),
  ]);
}

function segments(search: string): string[] {
  const text = search.replace(/^\?/, '');
  return text === '' ? [] : text.split('&');
}

/** Never throws, whatever the percent signs. The `&` keeps a question mark that is part of a name. */
function decoded(segment: string): UrlNotice {
  const [name = '', value = ''] = [...new URLSearchParams(`&${segment}`)][0] ?? [];
  return { name, value };
}

/** As browsers print it, so that URLs can be compared; what need not be escaped stays readable. */
const encoded = (text: string): string =>
  encodeURIComponent(text)
    .replace(/%(?:3A|2C|2F|40)/g, decodeURIComponent)
    .replace(/'/g, '%27');
