/** The one way in which somebody who is not the host changes the query of an inbox. */
import { InboxQueryChangeEvent, type InboxQueryChangeDetail } from '../../events/query.js';
import type { Query } from '../../model/query.js';

export type QuerySource = InboxQueryChangeDetail['source'];

/**
 * The newest query: two acts may come before the inbox has rendered the first. What the host sets may be
 * no query; as for the rows, it asks for nothing then.
 */
export function currentQuery({ query }: { readonly query: Query }): Query {
  try {
    return JSON.stringify(query).startsWith('{') ? query : {};
  } catch {
    return {};
  }
}

/** @returns whether the inbox asks for it now; not so when the host prevents it */
export function changeQuery(
  element: HTMLElement & { query: Query },
  query: Query,
  source: QuerySource,
): boolean {
  const previous = currentQuery(element);
  const event = new InboxQueryChangeEvent({ query, previous, source });
  if (!element.dispatchEvent(event)) return false;
  element.query = query;
  return true;
}
