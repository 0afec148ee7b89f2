import type { Column } from './columns.js';
import type { RowView } from './row-view.js';

/** Whether a column does something, as against those that say something. */
export const isButton = ({ id }: Pick<Column, 'id'>): boolean => id === 'copy' || id === 'play';

export const textColumns = (visible: readonly Column[]): readonly Column[] =>
  visible.filter((column) => !isButton(column));

/** Marks that turn the direction of a text; in a cell of its own they would only garble a paste. */
const DIRECTION_MARKS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

const inOneLine = (text: string): string =>
  text
    .replace(DIRECTION_MARKS, '')
    .trim()
    .replace(/[\s\x85]+/g, ' ');

/** The heads of the columns, as a row for the clipboard. */
export const headText = (visible: readonly Column[], headOf: (column: Column) => string): string =>
  textColumns(visible)
    .map((column) => inOneLine(headOf(column)))
    .join('\t');

/** A row for the clipboard: the visible columns, tab separated. */
export function rowText(view: RowView, visible: readonly Column[]): string {
  return textColumns(visible)
    .map((column) => inOneLine(column.text(view)))
    .join('\t');
}

/** Characters of one cell that can be found; megabytes would be laid out when they are. */
const MOST_FOUND = 10_000;

/**
 * What can be found of a row beside what is rendered of it: everything while the row is not rendered,
 * then only what its cells cut off.
 *
 * @param shown What a cell shows of its text.
 */
export function findableText(
  view: RowView,
  visible: readonly Column[],
  rendered: boolean,
  shown: (text: string) => string,
): string {
  const texts = textColumns(visible).map((column) => inOneLine(column.text(view)));
  // The cell says "Guest", the clipboard gets the guest's id, and both can be found.
  const guest = view.guestId ? [view.guestId] : [];
  if (rendered)
    return [...guest, ...texts.map((text) => cutOff(text, shown(text)))].join(' ').trim();
  return [...texts, ...(view.guestId ? [view.caller] : [])]
    .map((text) => text.slice(0, MOST_FOUND))
    .join('\t');
}

/** The rest of a text, from the start of the word in which the cell ends. */
function cutOff(text: string, shown: string): string {
  if (!shown.endsWith('…') || shown.length > text.length) return '';
  return text.slice(text.lastIndexOf(' ', shown.length - 1) + 1, MOST_FOUND);
}
