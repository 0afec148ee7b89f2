/**
 * CSV that a spreadsheet opens and runs nothing of: RFC 4180, in UTF-8 with the mark by which Excel knows it.
 *
 * What callers say and write ends up in these cells, and a spreadsheet runs a cell that looks like a
 * formula. Such a cell gets an apostrophe in front, which makes it a text everywhere.
 *
 * - Plain numbers and phone numbers (`-0.5`, `+15550100`, `+1 555 0100`) get none. A sign and digits
 *   can compute nothing, phone numbers are the most common cell here, and programs that read the file
 *   need them as they are. The price: a spreadsheet may read such a cell as a number and drop the
 *   plus, unless the column is imported as text. A phone number written with hyphens after its plus
 *   does get the apostrophe: a spreadsheet would subtract.
 * - A spreadsheet whose list separator is `;`, as in much of Europe, ignores our quotes and begins
 *   cells within a text, after a `;` or a line break. There all that looks like a formula gets the
 *   apostrophe but items of a list, "- like this one". Every cell has quotes, so that no formula can
 *   be put together from two cells there.
 */

/** What starts a formula, also typed in full width. */
const SIGN = '[=+\\-@＝＋－＠﹦﹢﹣﹫]';
const FORMULA = new RegExp(String.raw`^(?:[\s\p{C}]*${SIGN}|[\t\r\n])`, 'u');

/** A sign and digits with the points and blanks that group them. */
const PLAIN = /^[+-][\d., \u00A0\u202F]*$/;

/**
 * An item of a list within a text: words that call nothing (`(`), reach nowhere (`|!#`), and leave
 * nothing open that a neighbour could complete, no quote and, where the text ends, no operator.
 */
const ITEM = String.raw` *[+-](?:[^;\t\r\n"'(|!#（｜！＃]|(?<=\p{L})'(?=\p{L}))*(?:[;\t\r\n]|(?<=[\p{L}\p{N}.?)])$)`;
const INNER_FORMULA = new RegExp(
  String.raw`([;\t\r\n])(?=(?:(?![\t\r\n])[\s\p{C}])*${SIGN})(?!${ITEM})`,
  'gu',
);

/** The mark of UTF-8, the first thing in a file. */
export const CSV_MARK = '\uFEFF';

/** One line, with its end. */
export const csvRecord = (texts: readonly string[]): string => `${texts.map(cell).join(',')}\r\n`;

const cell = (text: string): string => `"${withoutFormulas(text).replaceAll('"', '""')}"`;

function withoutFormulas(text: string): string {
  const inner = text.replace(INNER_FORMULA, "$1'");
  return FORMULA.test(text) && !PLAIN.test(text) ? `'${inner}` : inner;
}
