/** What pages need whose grid asks for rows by their index, and renders them cell by cell. */
import type { Conversation } from '../../src/model/index.js';
import { cellsOf, type Cells } from './cells.js';
import type { ColumnId } from './columns.js';
import { fetchPage } from './data.js';

/** The rows loaded so far: pages are chained by their cursors, and kept. */
export const rows: Conversation[] = [];
let cursor: string | undefined;
let ended = false;
let loading: Promise<void> | undefined;

/** Whether there is no further row. */
export const allLoaded = (): boolean => ended;

async function loadNextPage(): Promise<void> {
  const { items, nextCursor } = await fetchPage(cursor);
  rows.push(...items);
  cursor = nextCursor;
  ended = nextCursor === undefined;
  loading = undefined;
}

/** Loads as many rows, or as many as there are. */
export async function loadUpTo(end: number): Promise<void> {
  while (rows.length < end && !ended) await (loading ??= loadNextPage());
}

let lastRow: Conversation | undefined;
let lastCells: Cells;

/** The texts of one row are made once for all of its cells. */
export function cellsFor(row: Conversation): Cells {
  if (row !== lastRow) lastCells = cellsOf((lastRow = row));
  return lastCells;
}

/** Has to be called where a row was changed in place. */
export function forgetCells(): void {
  lastRow = undefined;
}

/** Columns that are plain texts. */
export const texts: Readonly<Partial<Record<ColumnId, (cells: Cells) => string>>> = {
  agent: (cells) => cells.agent,
  'caller-name': (cells) => cells.callerName,
  'agent-number': (cells) => cells.agentNumber,
  summary: (cells) => cells.summary,
  duration: (cells) => cells.duration,
  date: (cells) => cells.date,
  time: (cells) => cells.time,
};
