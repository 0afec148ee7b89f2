/**
 * The physical limit: the same table as a recycling window that is written by hand, with direct DOM
 * writes and no framework. What it leaves out is said in `page.json`.
 */
import type { Conversation } from '../../../src/model/index.js';
import { cellsOf } from '../../shared/cells.js';
import { ROW_HEIGHT, columns, gridTemplate } from '../../shared/columns.js';
import { fetchPage } from '../../shared/data.js';
import { cellClasses, createContent, createHeaderCells } from '../../shared/dom-cells.js';
import { publish } from '../../shared/publish.js';

/** Rows beyond what fits: one that is cut at each end, and six above and below. */
const SPARE = 13;

interface Slot {
  readonly element: HTMLElement;
  readonly bind: (row: Conversation) => void;
  row: Conversation | undefined;
  index: number;
}

const rows: Conversation[] = [];
const slots: Slot[] = [];
let cursor: string | undefined;
let loading = false;
let ended = false;
let height = 0;

const create = (className: string, role?: string): HTMLElement => {
  const element = document.createElement('div');
  element.className = className;
  if (role) element.setAttribute('role', role);
  return element;
};

const frame = create('frame');
const scroller = create('scroller');
const grid = create('grid', 'grid');
const header = create('header', 'rowgroup');
const headerRow = create('header-row', 'row');
const body = create('body', 'rowgroup');
scroller.style.setProperty('--columns', gridTemplate);
grid.setAttribute('aria-rowcount', '-1');
grid.setAttribute('aria-colcount', String(columns.length));
headerRow.setAttribute('aria-rowindex', '1');
headerRow.append(...createHeaderCells());
header.append(headerRow);
grid.append(header, body);
scroller.append(grid);
frame.append(scroller);
document.querySelector('#app')?.append(frame);

function createSlot(): Slot {
  const element = create('row', 'row');
  const contents = columns.map(({ id }) => {
    const content = createContent[id]();
    const role = id === 'caller' ? 'rowheader' : 'gridcell';
    const cell = create(`cell ${cellClasses[id] ?? ''}`, role);
    cell.dataset['column'] = id;
    cell.append(...content.nodes);
    element.append(cell);
    return content;
  });
  const bind = (row: Conversation) => {
    const cells = cellsOf(row);
    for (const content of contents) content.bind(cells);
  };
  return { element, bind, row: undefined, index: -1 };
}

function resize(): void {
  height = scroller.clientHeight - header.offsetHeight;
  const wanted = Math.ceil(height / ROW_HEIGHT) + SPARE;
  if (slots.length === wanted) return;
  while (slots.length < wanted) slots.push(createSlot());
  for (const slot of slots.splice(wanted)) slot.element.remove();
  // Another number of slots: every row has another one now.
  for (const slot of slots) slot.index = -1;
}

function render(): void {
  const first = Math.max(
    0,
    Math.min(Math.floor(scroller.scrollTop / ROW_HEIGHT) - 6, rows.length - slots.length),
  );
  const end = Math.min(rows.length, first + slots.length);
  for (let index = first; index < end; index++) {
    const slot = slots[index % slots.length];
    const row = rows[index];
    if (!slot || !row) continue;
    if (slot.index !== index) {
      slot.index = index;
      slot.element.setAttribute('aria-rowindex', String(index + 2));
      slot.element.style.transform = `translateY(${index * ROW_HEIGHT}px)`;
      if (!slot.element.parentNode) body.append(slot.element);
    }
    if (slot.row !== row) {
      slot.row = row;
      slot.bind(row);
    }
  }
}

function grow(): void {
  body.style.blockSize = `${rows.length * ROW_HEIGHT}px`;
  render();
  loadMore();
}

/** Loads on while less than a viewport is left below. */
function loadMore(): void {
  const left = rows.length * ROW_HEIGHT - scroller.scrollTop - height;
  if (loading || ended || left > height) return;
  loading = true;
  void fetchPage(cursor).then((page) => {
    loading = false;
    cursor = page.nextCursor;
    ended = cursor === undefined;
    for (const row of page.items) rows.push(row);
    grow();
  });
}

scroller.addEventListener(
  'scroll',
  () => {
    render();
    loadMore();
  },
  { passive: true },
);
new ResizeObserver(() => {
  resize();
  render();
}).observe(scroller);
resize();
loadMore();

publish({
  scroller,
  rowHeight: ROW_HEIGHT,
  root: frame,
  count: () => rows.length,
  indexAt(element) {
    const row = element.closest('.row');
    return slots.find((slot) => slot.element === row)?.index;
  },
  update(conversation) {
    const index = rows.findIndex(({ id }) => id === conversation.id);
    if (index < 0) return;
    rows[index] = conversation;
    render();
  },
  prepend(conversation) {
    rows.unshift(conversation);
    grow();
  },
});
