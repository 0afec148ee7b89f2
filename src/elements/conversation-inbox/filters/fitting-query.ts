/** A query from storage, a URL or a host, made into one that this provider can answer. */
import type { Query, QueryKey } from '../../../model/query.js';
import { FILTERS, type Filter } from './filters.js';
import { amount, fit, type Filters, type QueryValue } from './values.js';

/**
 * Total: anything goes in. What the provider cannot filter by is left out, as are values that are
 * none, and both bounds where the lower one is above the upper one.
 * @param filters what the provider can do; when absent, only the types are looked at
 */
export function fittingQuery(given: unknown, filters?: Filters): Query {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return {};
  const query = queryOf(
    Object.entries(given).flatMap(([key, all]) => {
      const { value } = fit(key as QueryKey, all, filters);
      return value === undefined ? [] : [[key, value]];
    }),
  );
  return withoutKeys(query, crossedBounds(query));
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
