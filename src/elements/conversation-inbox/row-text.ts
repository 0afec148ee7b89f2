import type { Column } from './columns.js';
import type { RowView } from './row-view.js';

/** A row for the clipboard: the visible columns, tab separated. */
export function rowText(view: RowView, visible: readonly Column[]): string {
  return visible
    .filter(({ id }) => id !== 'copy' && id !== 'play')
    .map((column) => column.text(view).replace(/[\t\r\n]+/g, ' '))
    .join('\t');
}
