/** What changes from one query to the next. Every change makes a new query. */
import type { Query } from '../../../model/query.js';
import type { Filter } from './filters.js';
import { withoutKeys } from './fitting-query.js';
import { asksNothing } from './values.js';

/** The query with this filter asking for `part`, and for nothing else than that. */
export const withFilter = (query: Query, filter: Filter, part: Query): Query => ({
  ...withoutFilter(query, filter),
  ...part,
});

/** The query without what this filter asks for. */
export const withoutFilter = (query: Query, { keys }: Filter): Query => withoutKeys(query, keys);

/** Whether the query asks for anything by this filter; blank text or an empty list does not. */
export const isActive = (query: Query, { keys }: Filter): boolean =>
  keys.some((key) => !asksNothing(query[key]));
