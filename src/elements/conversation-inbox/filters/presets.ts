/**
 * Spans of days by name, in the viewer's zone.
 *
 * The bounds of a query are inclusive, while days are half-open: a day ends where the next begins,
 * also when it has 23 or 25 hours. The finest time that any of the wires carries is a microsecond, so
 * the end of a span is the last microsecond before the next day: nothing falls between yesterday and
 * today, and nothing is in both.
 */
import { instant } from '../../../list/instant.js';
import { zonedTime, type ZonedTime } from './zoned-time.js';

export type PresetId = 'today' | 'yesterday' | 'last-7-days' | 'last-30-days' | 'this-month';

/** In the order in which they are shown. */
export const PRESETS: readonly PresetId[] = [
  'today',
  'yesterday',
  'last-7-days',
  'last-30-days',
  'this-month',
];

/** Two inclusive bounds, ISO 8601 with the offset that the zone has then. */
export interface Span {
  readonly after: string;
  readonly before: string;
}

/** The last microsecond of a second that is whole otherwise. */
const LAST_MICROSECOND = '.999999';

/** First day of a span and the first day after it, counted from today; a month from its first. */
const DAYS: Readonly<Record<Exclude<PresetId, 'this-month'>, readonly [number, number]>> = {
  today: [0, 1],
  yesterday: [-1, 0],
  'last-7-days': [-6, 1],
  'last-30-days': [-29, 1],
};

/**
 * @param now milliseconds since 1970
 * @param timeZone IANA name the platform knows; the viewer's zone when absent
 */
export function presetSpan(id: PresetId, now: number, timeZone?: string): Span {
  const zone = zonedTime(timeZone);
  const today = new Date(zone.wallAt(now));
  const [year, month, day] = [today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate()];
  const midnight = (monthsOn: number, date: number) =>
    zone.instantAt(Date.UTC(year, month + monthsOn, date));
  if (id === 'this-month') return span(zone, midnight(0, 1), midnight(1, 1));
  const [first, next] = DAYS[id];
  return span(zone, midnight(0, day + first), midnight(0, day + next));
}

/** The preset whose bounds these are, whatever offset they are written with. */
export function presetOf(
  after: string | undefined,
  before: string | undefined,
  now: number,
  timeZone?: string,
): PresetId | undefined {
  return PRESETS.find((id) => {
    const own = presetSpan(id, now, timeZone);
    return instant(after) === instant(own.after) && instant(before) === instant(own.before);
  });
}

/** Whether an instant is the first one of a day. */
export function startsDay(text: string, timeZone?: string): boolean {
  return isMidnight(instant(text), timeZone);
}

/** Whether an instant is the last microsecond of a day. */
export function endsDay(text: string, timeZone?: string): boolean {
  return isMidnight(instant(text) + 1, timeZone);
}

const DAY = 86_400_000;

function isMidnight(microseconds: number, timeZone: string | undefined): boolean {
  if (Number.isNaN(microseconds)) return false;
  const zone = zonedTime(timeZone);
  const day = Math.floor(zone.wallAt(Math.floor(microseconds / 1000)) / DAY);
  return zone.instantAt(day * DAY) * 1000 === microseconds;
}

/** From `start` to right before `end`; both are whole seconds. */
function span(zone: ZonedTime, start: number, end: number): Span {
  return { after: zone.print(start), before: zone.print(end - 1000, LAST_MICROSECOND) };
}
