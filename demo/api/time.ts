/** Instants are whole microseconds since 1970 as plain numbers, exact until the year 2255. */

export type Precision = 'seconds' | 'milliseconds' | 'microseconds';

/** Microseconds in the smallest step that a precision can print. */
export const UNIT: Readonly<Record<Precision, number>> = {
  seconds: 1_000_000,
  milliseconds: 1_000,
  microseconds: 1,
};

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|z|[+-]\d\d:?\d\d)?)?$/;

/**
 * Reads an ISO 8601 date or date-time; without a zone it counts as UTC. Digits finer than a
 * microsecond are cut off. `undefined` when it is not a time.
 */
export function parseInstant(text: string): number | undefined {
  const match = ISO.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0)) as [number, number, number, number, number, number];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  const wall = [date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCHours()];
  if (wall[0] !== month || wall[1] !== day || wall[2] !== hour || minute > 59 || second > 59) {
    return undefined;
  }
  const micros = Number((match[7] ?? '').padEnd(6, '0').slice(0, 6));
  return date.getTime() * 1000 + micros - offsetMinutes(match[8]) * 60_000_000;
}

function offsetMinutes(zone: string | undefined): number {
  if (!zone || zone.length === 1) return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith('-') ? -minutes : minutes;
}

/**
 * Prints an instant with a fixed number of digits. With microseconds, an instant on a whole second
 * prints no fraction at all, as Python's `isoformat()` does: clients must not rely on the length.
 */
export function printInstant(instant: number, precision: Precision, suffix = '+00:00'): string {
  const text = new Date(Math.floor(instant / 1000)).toISOString();
  if (precision === 'seconds') return text.slice(0, 19) + suffix;
  if (precision === 'milliseconds') return text.slice(0, 23) + suffix;
  const micros = instant - Math.floor(instant / 1_000_000) * 1_000_000;
  return text.slice(0, 19) + (micros ? `.${String(micros).padStart(6, '0')}` : '') + suffix;
}
