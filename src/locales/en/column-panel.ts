/** The words of the panel of columns; loaded with the code that shows them. */
export const columnPanel = {
  title: 'Columns',
  up: (column: string) => `Move ${column} up`,
  down: (column: string) => `Move ${column} down`,
  /** Said when a column was moved; `place` counts from 1. */
  moved: (column: string, place: number, count: number) => `${column}: ${place} of ${count}`,
  /** Seen when a pointer rests on it. */
  drag: 'Drag to move',
  rows: 'Rows',
  densities: { comfortable: 'Comfortable', compact: 'Compact' },
  reset: 'Reset',
  wasReset: 'Columns and rows are as they were at first',
};
