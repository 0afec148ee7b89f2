/** Reading what may be anything: each function gives `undefined` for what is not there. Pure. */

export type Entry = Readonly<Record<string, unknown>>;

export const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The longest text that one turn keeps, in UTF-16 units; what is longer is cut, with a notice. Twenty
 * hours of talk, or a mail with pictures in its markup.
 */
export const LONGEST = 1_000_000;

/** More turns than anybody reads; the rest is said to be missing. */
export const MOST = 20_000;

/** The first of the keys that holds a text with something in it. */
export function textOf(entry: Entry, ...keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = entry[key];
    if (typeof value === 'string' && value.trim()) return value;
  }
  return undefined;
}

/** The first of the keys that holds a finite number, or one as text. */
export function numberOf(entry: Entry, ...keys: readonly string[]): number | undefined {
  for (const key of keys) {
    const value = entry[key];
    const number = typeof value === 'string' && value.trim() ? Number(value) : value;
    if (typeof number === 'number' && Number.isFinite(number)) return number;
  }
  return undefined;
}

/** The first of the keys that holds an entry. */
export function entryOf(entry: Entry, ...keys: readonly string[]): Entry | undefined {
  return keys.map((key) => entry[key]).find(isEntry);
}

/** What the keys hold, the first that is a list; a single thing is a list of one. */
export function listOf(entry: Entry, ...keys: readonly string[]): readonly unknown[] {
  const held = keys.map((key) => entry[key]).filter((value) => value != null && value !== '');
  return (held.find((value) => Array.isArray(value)) as unknown[] | undefined) ?? held.slice(0, 1);
}

/** The first list under one of the keys; a bare list is one. */
export function entriesOf(raw: unknown, keys: readonly string[]): readonly unknown[] | undefined {
  if (Array.isArray(raw)) return raw;
  if (!isEntry(raw)) return undefined;
  return keys.map((key) => raw[key]).find((value) => Array.isArray(value)) as unknown[] | undefined;
}

/** Whether a text begins like JSON of turns. What does and cannot be read was cut off. */
export const looksLikeJson = (text: string): boolean =>
  /^\s*(?:\{\s*"|\[\s*[{"[])/.test(text.slice(0, 1000));

/** A date cannot be later; what counts micro- or nanoseconds is no time we know. */
const LAST_INSTANT = 8.64e15;

/** Milliseconds since 1970, from seconds or milliseconds since then, or from a date as text. */
export function instantOf(value: unknown): number | undefined {
  if (typeof value === 'string') {
    const parsed = Date.parse(value.slice(0, 100));
    return Number.isNaN(parsed) ? undefined : parsed;
  }
  if (typeof value !== 'number' || !(value > 1e9)) return undefined;
  const instant = value > 1e11 ? value : value * 1000;
  return instant <= LAST_INSTANT ? instant : undefined;
}
