/**
 * AG Grid Community with the infinite row model, its way of loading rows page by page. Its plain text
 * columns have value getters and no cell renderers, as its page on performance advises.
 */
import {
  createGrid,
  InfiniteRowModelModule,
  ModuleRegistry,
  RowApiModule,
  themeQuartz,
  type ColDef,
  type ICellRendererComp,
  type ICellRendererParams,
} from 'ag-grid-community';
import type { Conversation } from '../../../src/model/index.js';
import { columns, ROW_HEIGHT, type ColumnId } from '../../shared/columns.js';
import { PAGE_SIZE } from '../../shared/data.js';
import { cellClasses, createContent } from '../../shared/dom-cells.js';
import { publish } from '../../shared/publish.js';
import { allLoaded, cellsFor, loadUpTo, rows, texts } from '../../shared/rows.js';

/** The other columns. A row that is not loaded yet has no data. */
function rendererOf(id: ColumnId): new () => ICellRendererComp<Conversation> {
  return class {
    readonly #gui = document.createElement('div');
    readonly #content = createContent[id]();

    init(params: ICellRendererParams<Conversation>): void {
      this.#gui.className = `content ${cellClasses[id] ?? ''}`;
      this.refresh(params);
    }

    getGui(): HTMLElement {
      return this.#gui;
    }

    refresh({ data }: ICellRendererParams<Conversation>): boolean {
      if (!data) return true;
      this.#content.bind(cellsFor(data));
      if (!this.#gui.firstChild) this.#gui.append(...this.#content.nodes);
      return true;
    }
  };
}

const columnDefs = columns.map(({ id, label, width }): ColDef<Conversation> => {
  const text = texts[id];
  return {
    colId: id,
    headerName: label,
    width,
    ...(id === 'summary' && { flex: 1 }),
    ...(text
      ? { valueGetter: ({ data }) => data && text(cellsFor(data)) }
      : { valueGetter: ({ data }) => data, cellRenderer: rendererOf(id) }),
  };
});

// The grid.

ModuleRegistry.registerModules([InfiniteRowModelModule, RowApiModule]);

const container = document.getElementById('app')!;
const grid = createGrid<Conversation>(container, {
  theme: themeQuartz.withParams({
    cellHorizontalPadding: 8,
    fontFamily: 'inherit',
    fontSize: 13,
    headerHeight: 36,
  }),
  columnDefs,
  defaultColDef: { sortable: false },
  rowHeight: ROW_HEIGHT,
  rowModelType: 'infinite',
  cacheBlockSize: PAGE_SIZE,
  animateRows: false,
  getRowId: ({ data }) => data.id,
  datasource: {
    async getRows({ startRow, endRow, successCallback }) {
      await loadUpTo(endRow);
      successCallback(rows.slice(startRow, endRow), allLoaded() ? rows.length : undefined);
    },
  },
});

/** Rows that arrived since the last frame, newest first: they are shown together. */
let arrived: Conversation[] = [];

function showArrived(): void {
  rows.unshift(...arrived);
  arrived = [];
  grid.refreshInfiniteCache();
}

publish({
  scroller: container.querySelector<HTMLElement>('.ag-grid-viewport')!,
  rowHeight: ROW_HEIGHT,
  root: container,
  count: () => rows.length,
  indexAt(element) {
    const index = Number(element.closest('.ag-row')?.getAttribute('row-index') ?? NaN);
    return grid.getDisplayedRowAtIndex(index)?.data && index;
  },
  update(conversation) {
    const index = rows.findIndex(({ id }) => id === conversation.id);
    if (index < 0) return;
    rows[index] = conversation;
    grid.getDisplayedRowAtIndex(index)?.updateData(conversation);
  },
  prepend(conversation) {
    if (arrived.length === 0) requestAnimationFrame(showArrived);
    arrived.unshift(conversation);
  },
});
