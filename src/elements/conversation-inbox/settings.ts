/** What the host set, made safe: a bad value is named once in the console and falls back. */
import type { Warn } from '../../internal/settings.js';
import type { ConversationProvider } from '../../model/provider.js';
import { EMPTY_QUERY, type Query } from '../../model/query.js';

export const DEFAULT_PAGE_SIZE = 50;

/** A whole number of rows, at most what the provider gives. */
export function checkedPageSize(
  pageSize: unknown,
  { capabilities }: ConversationProvider,
  warn: Warn,
): number {
  const { maxPageSize } = capabilities;
  const most = maxPageSize >= 1 ? maxPageSize : Infinity;
  pageSize ??= DEFAULT_PAGE_SIZE;
  const valid = Number.isInteger(pageSize) && (pageSize as number) > 0;
  if (!valid) warn(`page-size must be a whole number; using ${DEFAULT_PAGE_SIZE}.`);
  const wanted = valid ? (pageSize as number) : DEFAULT_PAGE_SIZE;
  // The default is nobody's mistake.
  if (wanted > most && wanted !== DEFAULT_PAGE_SIZE)
    warn(`page-size ${wanted} is too much; using ${most}.`);
  return Math.min(wanted, most);
}

export function checkedQuery(query: unknown, warn: Warn): Query {
  if (query === undefined || query === null) return EMPTY_QUERY;
  try {
    if (JSON.stringify(query).startsWith('{')) return query;
  } catch {
    // Not JSON: a cycle, a BigInt.
  }
  warn('query must be a plain object; showing everything.');
  return EMPTY_QUERY;
}
