/**
 * Times without a zone, `2026-03-01 09:30:00`, read by hand: engines disagree about what `Date` makes
 * of them.
 */
export interface AccountClock {
  /** Milliseconds since 1970; `undefined` when it is not a time. One with a zone keeps its own. */
  instantOf(text: string): number | undefined;
  /** An ISO 8601 time as the account's clock shows it; `undefined` when it is not a time. */
  print(iso: string, rounding: 'up' | 'down'): string | undefined;
}

const TIME =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|([+-])([01]\d|2[0-3]):?([0-5]\d))?$/;
const DAY = 86_400_000;

/** @param timeZone IANA name. Throws a RangeError for one that the platform does not know. */
export function accountClock(timeZone: string): AccountClock {
  const offsetAt = offsetsOf(timeZone);
  // A time that comes twice (clocks go back) is the first of the two; one that never comes (clocks
  // go forward) is later by what was skipped.
  const fromWall = (wall: number): number => {
    const [before, after] = [offsetAt(wall - DAY), offsetAt(wall + DAY)];
    const found = [before, after].find((offset) => offsetAt(wall - offset) === offset);
    return wall - (found ?? before);
  };
  const instantOf = (text: string): number | undefined => {
    const [, date, clock, fraction = '', zone, sign, hours, minutes] = TIME.exec(text) ?? [];
    const start = `${date}T${clock}`;
    const read = new Date(`${start}.${fraction.slice(0, 3).padEnd(3, '0')}Z`);
    // Engines roll some impossible dates over (30 February); only what reads back the same is one.
    if (!read.toJSON()?.startsWith(start)) return undefined;
    if (!zone) return fromWall(read.getTime());
    const offset = sign ? Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) : 0;
    return read.getTime() - offset * 60_000;
  };
  return {
    instantOf,
    print(iso, rounding) {
      const instant = Date.parse(iso);
      if (Number.isNaN(instant)) return undefined;
      const whole = (rounding === 'up' ? Math.ceil : Math.floor)(instant / 1000) * 1000;
      return new Date(whole + offsetAt(whole)).toISOString().slice(0, 19).replace('T', ' ');
    },
  };
}

/** Milliseconds by which the zone's clock is ahead of UTC at an instant. */
function offsetsOf(timeZone: string): (instant: number) => number {
  if (timeZone === 'UTC') return () => 0;
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  return (instant) => {
    const part = format.formatToParts(instant).find(({ type }) => type === 'timeZoneName');
    const [, sign, ...units] = /([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(part?.value ?? '') ?? [];
    const [hours = 0, minutes = 0, seconds = 0] = units.map((unit) => Number(unit ?? 0));
    return (sign === '-' ? -1 : 1) * ((hours * 60 + minutes) * 60 + seconds) * 1000;
  };
}
