/**
 * Instants and the wall clock of a zone. A wall time is a number, too: milliseconds since 1970 as if
 * the clock on the wall were in UTC.
 */
export interface ZonedTime {
  /** What the clock on the wall shows at an instant. Both in milliseconds. */
  wallAt(instant: number): number;
  /**
   * When the clock on the wall shows this. A time that comes twice (clocks go back) is the first of
   * the two; one that never comes (clocks go forward) is later by what was skipped.
   */
  instantAt(wall: number): number;
  /**
   * ISO 8601 with the zone's offset, in `Z` where the offset is no whole minute.
   * @param fraction of the second, with its dot; that of the instant when absent.
   */
  print(instant: number, fraction?: string): string;
}

const DAY = 86_400_000;
const MINUTE = 60_000;

/** @param timeZone IANA name the platform knows; the viewer's zone when absent. */
export function zonedTime(timeZone?: string): ZonedTime {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const offsetAt = (instant: number): number => {
    const part = format.formatToParts(instant).find(({ type }) => type === 'timeZoneName');
    const [, sign, ...units] = /([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(part?.value ?? '') ?? [];
    const [hours = 0, minutes = 0, seconds = 0] = units.map((unit) => Number(unit ?? 0));
    return (sign === '-' ? -1 : 1) * ((hours * 60 + minutes) * 60 + seconds) * 1000;
  };
  return {
    wallAt: (instant) => instant + offsetAt(instant),
    instantAt(wall) {
      const [before, after] = [offsetAt(wall - DAY), offsetAt(wall + DAY)];
      const found = [before, after].find((offset) => offsetAt(wall - offset) === offset);
      return wall - (found ?? before);
    },
    print(instant, fraction) {
      const exact = offsetAt(instant);
      const offset = exact % MINUTE === 0 ? exact : 0;
      const wall = new Date(instant + offset).toISOString();
      const milliseconds = wall.slice(19, 23).replace(/\.?0+$/, '');
      return wall.slice(0, 19) + (fraction ?? milliseconds) + printOffset(offset / MINUTE);
    },
  };
}

function printOffset(minutes: number): string {
  if (minutes === 0) return 'Z';
  const two = (value: number) => String(value).padStart(2, '0');
  const [sign, size] = minutes < 0 ? ['-', -minutes] : ['+', minutes];
  return `${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

const WALL = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,3})0*)?)?$/;

/**
 * Reads what a `datetime-local` field holds, `2025-11-20T14:32` with or without seconds;
 * `undefined` for what no calendar has.
 */
export function parseWall(text: string): number | undefined {
  const match = WALL.exec(text.trim());
  if (!match) return undefined;
  const [, date, minutes, seconds = '00', fraction = ''] = match;
  const start = `${date}T${minutes}:${seconds}`;
  const read = new Date(`${start}.${fraction.padEnd(3, '0')}Z`);
  // Engines roll some impossible dates over (30 February); only what reads back the same is a time.
  return read.toJSON()?.startsWith(start) ? read.getTime() : undefined;
}

/** A wall time as a `datetime-local` field takes it, as short as it can be. */
export function printWall(wall: number): string {
  return new Date(wall)
    .toISOString()
    .slice(0, 23)
    .replace(/(?::00)?\.000$/, '')
    .replace(/(\.\d+?)0+$/, '$1');
}
