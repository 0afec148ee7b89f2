/**
 * A value of the metadata as one text, in fields and in the URL: `123` is a number, `true` and `false`
 * are booleans, everything else is text; quotes make text of what would be something else.
 */
export type MetadataValue = string | number | boolean;

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** `undefined` for blank text, which is no value: empty text is `""`. */
export function scanTyped(text: string): MetadataValue | undefined {
  const written = text.trim();
  if (written === '') return undefined;
  if (written === 'true' || written === 'false') return written === 'true';
  return scanNumber(written) ?? scanQuoted(written) ?? written;
}

/** The shortest text that reads back as this value. */
export function printTyped(value: MetadataValue): string {
  const plain = String(value);
  return typeof value !== 'string' || scanTyped(plain) === value ? plain : JSON.stringify(value);
}

/** An id of twenty digits is text: as a number it would become another one, and be printed so. */
function scanNumber(written: string): number | undefined {
  const number = NUMBER.test(written) ? Number(written) : NaN;
  const exact =
    Number.isSafeInteger(number) || !Number.isInteger(number) || String(number) === written;
  // Minus zero is written as zero, so it is zero.
  return Number.isFinite(number) && exact ? number + 0 : undefined;
}

function scanQuoted(written: string): string | undefined {
  if (!/^".*"$/s.test(written)) return undefined;
  try {
    const read: unknown = JSON.parse(written);
    return typeof read === 'string' ? read : undefined;
  } catch {
    return undefined;
  }
}
