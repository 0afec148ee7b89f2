/** A time in full: date, clock and zone, the name of the zone, and how long ago it was. Pure. */
import { validTimeZone } from '../../internal/intl.js';

export interface TimeFormat {
  /** `Nov 20, 2026, 2:32:11 PM GMT+1`; `undefined` for what is no time. */
  full(iso: unknown): string | undefined;
  /** `Central European Standard Time`, as it is called at that time. */
  zone(iso: unknown): string | undefined;
  /** `2 hours ago`, measured from `now` in milliseconds since 1970. */
  relative(iso: unknown, now: number): string | undefined;
}

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_556_952],
  ['month', 2_629_746],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

/** One per locale and zone: to make one costs as much as to format hundreds of times. */
const made = new Map<string, TimeFormat>();

/** @param timeZone IANA name; the reader's zone when absent or not known to the platform. */
export function timeFormat(locale: string, timeZone: string | undefined): TimeFormat {
  const key = `${locale} ${timeZone}`;
  const format = made.get(key) ?? makeFormat(locale, validTimeZone(timeZone));
  made.set(key, format);
  return format;
}

function makeFormat(locale: string, timeZone: string | undefined): TimeFormat {
  const full = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'long',
    timeZone,
  });
  const zone = new Intl.DateTimeFormat(locale, { timeZoneName: 'long', timeZone });
  // "Yesterday" would be a matter of midnight, and not of hours.
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  const nameIn = (parts: readonly Intl.DateTimeFormatPart[]) =>
    parts.find(({ type }) => type === 'timeZoneName')?.value;
  return {
    full: (iso) => at(iso, (time) => full.format(time)),
    zone: (iso) => at(iso, (time) => nameIn(zone.formatToParts(time))),
    relative: (iso, now) =>
      at(iso, (time) => {
        const seconds = (time - now) / 1000;
        const [unit, size] = UNITS.find(([, most]) => Math.abs(seconds) >= most) ?? ['second', 1];
        return relative.format(Math.trunc(seconds / size), unit);
      }),
  };
}

/** A time without a date that can be read is none. */
export function instantOf(iso: unknown): number | undefined {
  const time = typeof iso === 'string' ? Date.parse(iso) : NaN;
  return Number.isNaN(time) ? undefined : time;
}

function at<T>(iso: unknown, format: (time: number) => T): T | undefined {
  const time = instantOf(iso);
  return time === undefined ? undefined : format(time);
}
