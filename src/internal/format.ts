/** What the reader sees of values that need no locale. */

/** Shown for a value that is null, absent or blank. */
export const NONE = '-';

/** The text, or `-` when there is none. What is no text, though its type says so, is written as one. */
export function orNone(text: string | null | undefined): string {
  return text != null && String(text).trim() !== '' ? String(text) : NONE;
}

/** What a table of ours says of a word from outside; words like `constructor` are in no table. */
export function lookUp<T>(
  table: Readonly<Record<string, T>>,
  word: string | null | undefined,
): T | undefined {
  return Object.hasOwn(table, String(word)) ? table[String(word)] : undefined;
}

const two = (value: number) => String(value).padStart(2, '0');

/** Seconds as `0s`, `42s`, `6m 04s`, `1h 02m 05s`; `-` when there is no duration. */
export function formatDuration(seconds: number | null | undefined): string {
  if (seconds == null || !Number.isFinite(seconds) || seconds < 0) return NONE;
  const whole = Math.round(seconds);
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  if (h > 0) return `${h}h ${two(m)}m ${two(s)}s`;
  return m > 0 ? `${m}m ${two(s)}s` : `${s}s`;
}

/** A vendor's enum value in title case, split at `_` and `-`: `in_progress` → `In Progress`. */
export function titleCase(value: string | null | undefined): string {
  const words = (value ?? '').split(/[_\-\s]+/).filter(Boolean);
  const cased = words.map((word) => {
    const [first = '', ...rest] = word;
    return first.toUpperCase() + rest.join('').toLowerCase();
  });
  return orNone(cased.join(' '));
}

/**
 * The part of a text that can ever be seen in one line. Laying out 100 kB of it costs the browser
 * tens of milliseconds a row; the whole text is in the tooltip and in what is copied.
 */
export function oneLine(text: string, limit = 240): string {
  const start = text
    .trimStart()
    .slice(0, limit * 2)
    .replace(/\s+/g, ' ');
  if (start.length <= limit && text.length <= limit * 2) return start;
  const cut = start.slice(0, limit);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
