/**
 * Date and time formatters. Constructing an `Intl` formatter costs as much as formatting a hundred
 * dates with it, so there is one per kind, made when it is first needed.
 */
import { NONE } from './format.js';

export interface DateFormat {
  /** BCP 47. */
  readonly locale: string;
  /** `Nov 20`; with the year when it is not this year. */
  date(iso: string | null | undefined): string;
  /** `2:32 PM` or `14:32`, as the locale has it. */
  time(iso: string | null | undefined): string;
  /** Time with seconds; for what happens within minutes. */
  clock(iso: string | null | undefined): string;
  /** Date, time with seconds and zone; for tooltips. */
  full(iso: string | null | undefined): string;
}

/** `timeZone` as given when the platform knows it, else `undefined`: the viewer's own. */
export function validTimeZone(timeZone: string | undefined): string | undefined {
  if (!timeZone) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** @param timeZone IANA name; the viewer's zone when absent. Must be one the platform knows. */
export function createDateFormat(locale: string, timeZone?: string): DateFormat {
  const formatter = (options: Intl.DateTimeFormatOptions) => {
    let made: Intl.DateTimeFormat | undefined;
    return (date: Date) =>
      (made ??= new Intl.DateTimeFormat(locale, { ...options, timeZone })).format(date);
  };
  const day = formatter({ month: 'short', day: 'numeric' });
  const dayAndYear = formatter({ year: 'numeric', month: 'short', day: 'numeric' });
  const year = formatter({ year: 'numeric' });
  const time = formatter({ hour: 'numeric', minute: '2-digit' });
  const clock = formatter({ timeStyle: 'medium' });
  const full = formatter({ dateStyle: 'full', timeStyle: 'long' });
  const parsed = (format: (date: Date) => string) => (iso: string | null | undefined) => {
    const date = iso ? new Date(iso) : undefined;
    return date && !Number.isNaN(date.getTime()) ? format(date) : NONE;
  };
  return {
    locale,
    date: parsed((date) => (year(date) === year(new Date()) ? day(date) : dayAndYear(date))),
    time: parsed(time),
    clock: parsed(clock),
    full: parsed(full),
  };
}
