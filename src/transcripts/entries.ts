/** Reading what may be anything: each function gives `undefined` for what is not there. Pure. */

export type Entry = Readonly<Record<string, unknown>>;

export const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

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

/** A date cannot be later; what counts micro- or nanoseconds is no time we know. */
const LAST_INSTANT = 8.64e15;

/** Milliseconds since 1970, from seconds or milliseconds since then, or from ISO 8601. */
export function instantOf(value: unknown): number | undefined {
  if (typeof value === 'string') {
    const parsed = Date.parse(value);
    return Number.isNaN(parsed) ? undefined : parsed;
  }
  if (typeof value !== 'number' || !(value > 1e9)) return undefined;
  const instant = value > 1e11 ? value : value * 1000;
  return instant <= LAST_INSTANT ? instant : undefined;
}

/** JSON where the text is JSON, else the text as it stands. */
export function parsedJson(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
