/**
 * The cells of a row as one template. Lit keeps a marker in the DOM and a part in memory for every
 * template inside another one; thirteen of them in each row were a third of all nodes.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { Messages } from '../../internal/localize.js';
import type { Column, RowStatus } from './columns.js';
import type { RowView } from './row-view.js';

/** By the set of columns: the strings of its cells, joined. */
const joined = new WeakMap<readonly Column[], TemplateStringsArray>();

export function rowTemplate(
  columns: readonly Column[],
  view: RowView,
  messages: Messages,
  status: RowStatus,
): TemplateResult {
  const cells = columns.map((column) => column.content(view, messages, status));
  const values = cells.flatMap((cell, index) => {
    const { label } = columns[index]!;
    return label ? [label(view) ?? nothing, ...cell.values] : cell.values;
  });
  let strings = joined.get(columns);
  if (!strings) joined.set(columns, (strings = join(columns, cells)));
  return html(strings, ...values);
}

/** Only ids, classes and templates of our own get in here, never anything from outside. */
function join(columns: readonly Column[], cells: readonly TemplateResult[]): TemplateStringsArray {
  const strings: string[] = [];
  let open = '';
  for (const [index, { id, className = '', label }] of columns.entries()) {
    const role = id === 'caller' ? 'rowheader' : 'gridcell';
    open += `<div role="${role}" tabindex="-1" class="cell ${className}" part="cell cell-${id}" data-column="${id}"`;
    if (label) {
      strings.push(`${open} aria-label=`);
      open = '';
    }
    const [first, ...rest] = cells[index]!.strings;
    const pieces = [`${open}>${first}`, ...rest];
    open = `${pieces.pop()}</div>`;
    strings.push(...pieces);
  }
  strings.push(open);
  return Object.assign(strings, { raw: strings });
}
