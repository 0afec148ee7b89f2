/**
 * Vaadin Grid with a lazy data provider and imperative renderers, as its documentation has it for
 * plain JavaScript. The grid's `size` is one row more than is loaded until the end is known, so that
 * scrolling to the end asks for the next page.
 */
import {
  GridColumn,
  type GridBodyRenderer,
  type GridHeaderFooterRenderer,
} from '@vaadin/grid/vaadin-grid-column.js';
import { Grid } from '@vaadin/grid/vaadin-grid.js';
import type { Conversation } from '../../../src/model/index.js';
import { columns, ROW_HEIGHT, type ColumnId } from '../../shared/columns.js';
import { PAGE_SIZE } from '../../shared/data.js';
import { cellClasses, createContent, type CellContent } from '../../shared/dom-cells.js';
import { publish } from '../../shared/publish.js';
import { allLoaded, cellsFor, forgetCells, loadUpTo, rows, texts } from '../../shared/rows.js';

const size = (): number => rows.length + (allLoaded() ? 0 : 1);

/** A cell is made for its first row, and bound to others later. */
function rendererOf(id: ColumnId): GridBodyRenderer<Conversation> {
  const text = texts[id];
  const contents = new WeakMap<HTMLElement, CellContent>();
  return (root, _column, { item }) => {
    if (!root.firstChild) root.className = `${id} ${cellClasses[id] ?? ''}`;
    const cells = cellsFor(item);
    if (text) {
      if (root.textContent !== text(cells)) root.textContent = text(cells);
      return;
    }
    let content = contents.get(root);
    if (!content) {
      contents.set(root, (content = createContent[id]()));
      root.append(...content.nodes);
    }
    content.bind(cells);
  };
}

function headerRendererOf(id: ColumnId, label: string): GridHeaderFooterRenderer<Conversation> {
  return (root) => {
    if (root.firstChild) return;
    const text = document.createElement('span');
    text.textContent = label;
    if (id === 'copy' || id === 'play') text.className = 'visually-hidden';
    root.append(text);
  };
}

// The grid.

const grid = new Grid<Conversation>();
grid.pageSize = PAGE_SIZE;
grid.append(
  ...columns.map(({ id, label, width }) =>
    Object.assign(new GridColumn<Conversation>(), {
      headerRenderer: headerRendererOf(id, label),
      width: `${width}px`,
      flexGrow: id === 'summary' ? 1 : 0,
      renderer: rendererOf(id),
    }),
  ),
);

grid.dataProvider = ({ page, pageSize }, callback) => {
  const [start, end] = [page * pageSize, (page + 1) * pageSize];
  const answer = () => callback(rows.slice(start, end), size());
  if (end <= rows.length) answer();
  else void loadUpTo(end).then(answer);
};

document.getElementById('app')!.append(grid);

/** Rows that arrived since the last frame, newest first: they are shown together. */
let arrived: Conversation[] = [];

function showArrived(): void {
  rows.unshift(...arrived);
  arrived = [];
  grid.size = size();
  grid.clearCache();
}

publish({
  scroller: grid.shadowRoot!.querySelector<HTMLElement>('#table')!,
  rowHeight: ROW_HEIGHT,
  root: grid,
  count: () => rows.length,
  indexAt(element) {
    // The content of cells is slotted into the rows of the shadow tree.
    const content = element.closest('vaadin-grid-cell-content');
    const row = (content?.assignedSlot ?? element).closest('#items > tr:not([loading])');
    const index = row && Number(row.getAttribute('aria-rowindex'));
    // Counted from one, and the header is the first.
    return index ? index - 2 : undefined;
  },
  update(conversation) {
    const row = rows.find(({ id }) => id === conversation.id);
    if (!row) return;
    Object.assign(row, conversation);
    forgetCells();
    grid.requestContentUpdate();
  },
  prepend(conversation) {
    if (arrived.length === 0) requestAnimationFrame(showArrived);
    arrived.unshift(conversation);
  },
});
