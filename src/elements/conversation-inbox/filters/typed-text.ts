/**
 * Values of the metadata as texts. A value is text unless it is marked as something else, because
 * `123` and `'123'` are found in different conversations, and only whoever asks knows which is meant.
 * In a form the mark stands beside the value, in a URL before it: `123` is text, `number:123` is not.
 */
export type MetadataValue = string | number | boolean;

/** What a value can be marked as. */
export type Mark = 'text' | 'number' | 'boolean';

export const markOf = (value: unknown): Mark =>
  typeof value === 'number' || typeof value === 'boolean' ? (typeof value as Mark) : 'text';

/** A value of a query as text. Hosts set anything that is JSON, whatever the types say. */
export const textOf = (value: unknown): string =>
  typeof value === 'object' ? String(JSON.stringify(value)) : String(value);

/** `undefined` for blank text, and for what is not what it is marked as. */
export function scanMarked(mark: string, text: string): MetadataValue | undefined {
  const written = text.trim();
  if (mark === 'number') return scanNumber(written);
  if (mark === 'boolean') return written === 'true' || (written === 'false' ? false : undefined);
  return written === '' ? undefined : written;
}

const MARKED = /^(text|number|boolean):(.*)$/s;

/** As `scanMarked`; but what follows `text:` is taken to the letter, blank or not. */
export function scanTyped(text: string): MetadataValue | undefined {
  const [, mark = 'text', value = text] = MARKED.exec(text) ?? [];
  return value !== text && mark === 'text' ? value : scanMarked(mark, value);
}

/** The shortest text that reads back as this value. */
export function printTyped(value: MetadataValue): string {
  return scanTyped(String(value)) === value ? String(value) : `${markOf(value)}:${value}`;
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** An id of twenty digits is no number: it would become another one, and be sent so. */
function scanNumber(written: string): number | undefined {
  const number = NUMBER.test(written) ? Number(written) : NaN;
  const exact =
    Number.isSafeInteger(number) || !Number.isInteger(number) || String(number) === written;
  // Minus zero is written as zero, so it is zero.
  return Number.isFinite(number) && exact ? number + 0 : undefined;
}
