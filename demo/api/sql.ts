/** From filters to one SQL statement that reads its rows in order and stops at the limit. */
import type { JSValue } from 'node-sqlite3-wasm';

type ExactColumn =
  | 'direction'
  | 'channel'
  | 'status'
  | 'agent_id'
  | 'agent_version_id'
  | 'web_widget_id';

/** What a list is narrowed to. Times in microseconds, all bounds inclusive. */
export interface Filters {
  readonly exact?: Readonly<Partial<Record<ExactColumn, string>>>;
  /** Substrings; case does not matter for the letters A to Z. */
  readonly partial?: Readonly<Partial<Record<'user_id' | 'agent_number', string>>>;
  readonly above?: Readonly<Partial<Record<'duration' | 'user_turn_count', number>>>;
  readonly below?: Readonly<Partial<Record<'duration' | 'user_turn_count', number>>>;
  readonly createdAfter?: number;
  readonly createdBefore?: number;
  readonly updatedAfter?: number;
  readonly updatedBefore?: number;
  /** JSON containment: every key given here is there with this value, at any depth. */
  readonly metadata?: Readonly<Record<string, unknown>>;
}

export interface ListWindow {
  readonly limit: number;
  /** Only rows of this instant or older, in microseconds. */
  readonly upTo?: number;
}

/** Row numbers by time, and how late an update can come; asked from the database. */
export interface TimeBounds {
  atOrAfter(instant: number): number | undefined;
  atOrBefore(instant: number): number | undefined;
  longestLag(): number;
}

/**
 * All conditions on `created_at` become one range of row numbers, because rows are numbered in the
 * order of their creation. So any filter with an index is read from that index in list order, and
 * the rest walk the table from the newest row down.
 */
export function listSql(
  filters: Filters,
  window: ListWindow,
  bounds: TimeBounds,
): { sql: string; values: JSValue[] } {
  const range = rowRange(filters, window, bounds);
  const entry = leadingEntry(filters.metadata);
  const lead = entry === undefined ? 'conversation' : 'metadata_entry';
  const conditions = [`${lead}.seq BETWEEN ? AND ?`];
  const values: JSValue[] = [range.low, range.high];
  const add = (condition: string, value: JSValue): void => {
    conditions.push(condition);
    values.push(value);
  };
  if (entry !== undefined) add('metadata_entry.entry = ?', entry);
  if (filters.metadata) add('contains(custom_metadata, ?)', JSON.stringify(filters.metadata));
  for (const [column, value] of Object.entries(filters.exact ?? {})) add(`${column} = ?`, value);
  for (const [column, value] of Object.entries(filters.partial ?? {})) {
    add(`${column} LIKE ? ESCAPE '\\'`, `%${value.replace(/[\\%_]/g, '\\$&')}%`);
  }
  for (const [column, value] of Object.entries(filters.above ?? {})) add(`${column} >= ?`, value);
  for (const [column, value] of Object.entries(filters.below ?? {})) add(`${column} <= ?`, value);
  if (filters.updatedAfter !== undefined) add('updated_at >= ?', filters.updatedAfter);
  if (filters.updatedBefore !== undefined) add('updated_at <= ?', filters.updatedBefore);
  // CROSS JOIN fixes the order of the loops: from the index entry to its rows.
  const from = entry === undefined ? lead : 'metadata_entry CROSS JOIN conversation USING (seq)';
  const sql =
    `SELECT conversation.* FROM ${from} WHERE ${conditions.join(' AND ')} ` +
    `ORDER BY ${lead}.seq DESC LIMIT ?`;
  return { sql, values: [...values, window.limit] };
}

function rowRange(
  { createdAfter, createdBefore, updatedAfter, updatedBefore }: Filters,
  { upTo }: ListWindow,
  bounds: TimeBounds,
): { low: number; high: number } {
  // Nothing is updated before it was created, nor later than the longest lag after it.
  const from = Math.max(
    createdAfter ?? -Infinity,
    (updatedAfter ?? -Infinity) - bounds.longestLag(),
  );
  const to = Math.min(createdBefore ?? Infinity, updatedBefore ?? Infinity, upTo ?? Infinity);
  return {
    low: from === -Infinity ? 0 : (bounds.atOrAfter(from) ?? Number.MAX_SAFE_INTEGER),
    high: to === Infinity ? Number.MAX_SAFE_INTEGER : (bounds.atOrBefore(to) ?? -1),
  };
}

/** The entry to search by. A campaign only when there is no other: many rows share it. */
function leadingEntry(metadata: Filters['metadata']): string | undefined {
  const entries = metadata ? entriesOf(JSON.stringify(metadata)) : [];
  return entries.find((entry) => !entry.startsWith('["anyreach_campaign"]:')) ?? entries[0];
}

/**
 * The plain values in a JSON object, each with its path, as index entries. Whatever contains an
 * object has all of its entries, so looking up any one of them loses nothing.
 */
export function entriesOf(json: string | null): string[] {
  return json === null ? [] : [...new Set(leaves(JSON.parse(json), []))];
}

function leaves(value: unknown, path: readonly string[]): string[] {
  if (typeof value !== 'object' || value === null) {
    return [`${JSON.stringify(path)}:${JSON.stringify(value)}`];
  }
  // Containment does not care about the position in an array.
  if (Array.isArray(value)) return value.flatMap((item) => leaves(item, [...path, '*']));
  return Object.entries(value).flatMap(([key, item]) => leaves(item, [...path, key]));
}

/** JSON containment as PostgreSQL's `@>`: objects by key, arrays as sets, scalars by type and value. */
export function contains(json: string, wanted: string): boolean {
  return holds(JSON.parse(json), JSON.parse(wanted));
}

function holds(value: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return value === wanted;
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(wanted)) {
    return Array.isArray(value) && wanted.every((one) => value.some((item) => holds(item, one)));
  }
  return (
    !Array.isArray(value) &&
    Object.entries(wanted).every(
      ([key, one]) =>
        Object.hasOwn(value, key) && holds((value as Record<string, unknown>)[key], one),
    )
  );
}
