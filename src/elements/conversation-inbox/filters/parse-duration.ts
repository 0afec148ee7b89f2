/**
 * Seconds as a reader writes them. A file without imports: the URL needs it and not the words of the
 * table, which a bundler would cut out of the first load for it.
 */
const PLAIN = /^\d{1,15}(?:\.\d{1,6})?$/;
const CLOCK = /^(?:(\d{1,9}):)?(\d{1,9}):([0-5]\d)$/;
const UNITS = /^(?:(\d{1,9}) ?h)? ?(?:(\d{1,9}) ?m(?:in)?)? ?(?:(\d{1,9}) ?s(?:ec)?)?$/i;

/**
 * `90`, `1:30`, `1m 30s`, `1:02:05` and `1h 2m 5s` in seconds; `undefined` for anything else. Only
 * the first part may be more than 59 between colons, any part may between units.
 */
export function parseDuration(text: string): number | undefined {
  const written = text.trim().replace(/\s+/g, ' ');
  if (PLAIN.test(written)) return Number(written);
  const match = written ? (CLOCK.exec(written) ?? UNITS.exec(written)) : null;
  if (!match) return undefined;
  const [hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  const tooManyMinutes = written.includes(':') && match[1] !== undefined && minutes! > 59;
  return tooManyMinutes ? undefined : hours! * 3600 + minutes! * 60 + seconds!;
}
