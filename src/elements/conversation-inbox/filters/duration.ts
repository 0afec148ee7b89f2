/** Seconds as a reader writes and sees them. */
import { formatDuration } from '../../../internal/format.js';

/** `1m 30s`, as the table shows it; a fraction of a second, which no unit is for, as plain seconds. */
export function printDuration(seconds: number): string {
  return Number.isInteger(seconds) ? formatDuration(seconds) : String(seconds);
}
