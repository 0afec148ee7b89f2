/**
 * ISO 8601 times as the API prints them, down to the microsecond. `Date` keeps only milliseconds,
 * which is too coarse to tell rows at a page boundary apart.
 */
export interface Time {
  /** Microseconds since 1970 in UTC. A time without an offset is read as UTC. */
  readonly instant: bigint;
  /** Fraction digits that count, 0 to 6. */
  readonly digits: number;
  /** The time in the form that every `Date.parse` reads: `T`, and `Z` or an offset with a colon. */
  readonly iso: string;
  /** Microseconds since 1970 of the wall clock, before the offset is taken into account. */
  readonly wall: bigint;
  /** What stands between date and clock. */
  readonly separator: string;
  /** The offset exactly as printed: `Z`, `+02:00`, `+0200`, `+02` or nothing. */
  readonly suffix: string;
}

const TIME =
  /^(\d{4}-\d\d-\d\d)([Tt ])(\d\d:\d\d:\d\d)(?:\.(\d{1,12}))?(Z|z|([+-])([01]\d|2[0-3])(?::?([0-5]\d))?|)$/;

/** Reads a time; `undefined` when it is not one. Digits beyond microseconds are cut. */
export function parseTime(text: string): Time | undefined {
  const match = TIME.exec(text);
  if (!match) return undefined;
  const [, date, separator = 'T', clock, fraction = '', suffix = '', sign, hours, minutes] = match;
  const start = `${date}T${clock}`;
  const read = new Date(`${start}Z`);
  // Engines roll some impossible dates over (30 February); only what reads back the same is a time.
  if (!read.toJSON()?.startsWith(start)) return undefined;
  const wall = BigInt(read.getTime()) * 1000n + BigInt(fraction.slice(0, 6).padEnd(6, '0'));
  const offset = Number(`${sign ?? ''}1`) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
  const zone = sign ? `${sign}${hours}:${minutes ?? '00'}` : 'Z';
  return {
    instant: wall - BigInt(offset) * 60_000_000n,
    digits: Math.min(6, fraction.length),
    iso: `${start}${fraction && `.${fraction}`}${zone}`,
    wall,
    separator,
    suffix,
  };
}

/** Prints the time `microseconds` later, with `digits` fraction digits and the same offset. */
export function shiftTime(time: Time, microseconds: bigint, digits: number): string | undefined {
  const wall = time.wall + microseconds;
  const fraction = ((wall % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const start = new Date(Number((wall - fraction) / 1000n)).toJSON();
  // A year outside 0000 to 9999 is printed in another form.
  if (!/^\d{4}-/.test(start)) return undefined;
  const tail = digits > 0 ? `.${String(fraction).padStart(6, '0').slice(0, digits)}` : '';
  return start.slice(0, 19).replace('T', time.separator) + tail + time.suffix;
}

/** Microseconds in one step of the last of `digits` fraction digits. */
export function unitOf(digits: number): bigint {
  return 10n ** BigInt(6 - digits);
}
