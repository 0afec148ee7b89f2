/** A query from storage, a URL or a host, made into one that this provider can answer. */
import type { Query, QueryKey } from '../../../model/query.js';
import { FILTERS, type Filter } from './filters.js';
import { amount, fit, type Filters, type QueryValue } from './values.js';

export interface FittingQuery {
  readonly query: Query;
  /** Names of what was left out, or not taken as a whole. */
  readonly refused: readonly string[];
}

/**
 * Total: anything goes in. What the provider cannot filter by is left out, as are values that are
 * none, and both bounds where the lower one is above the upper one.
 * @param filters what the provider can do; when absent, only the types are looked at
 */
export function fittingQuery(given: unknown, filters?: Filters): FittingQuery {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return { query: {}, refused: [] };
  const fitted = Object.entries(given).map(
    ([key, value]) => [key, fit(key as QueryKey, value, filters)] as const,
  );
  const query = queryOf(
    fitted.flatMap(([key, { value }]) => (value === undefined ? [] : [[key, value]])),
  );
  const crossed = crossedBounds(query);
  return {
    query: withoutKeys(query, crossed),
    refused: [...fitted.flatMap(([key, { whole }]) => (whole ? [] : [key])), ...crossed],
  };
}

export const queryOf = (entries: readonly (readonly [string, QueryValue])[]): Query =>
  Object.fromEntries(entries);

export const withoutKeys = (query: Query, keys: readonly string[]): Query =>
  Object.fromEntries(Object.entries(query).filter(([key]) => !keys.includes(key)));

/** Both keys of every filter whose lower bound is above its upper one: nothing lies between them. */
export function crossedBounds(query: Query): QueryKey[] {
  return FILTERS.flatMap(({ keys }: Filter) => {
    const [low, high] = keys;
    return high && amount(query[low] ?? NaN) > amount(query[high] ?? NaN) ? [...keys] : [];
  });
}
