/** Conversations as CSV, safe to open in a spreadsheet: see `src/text/csv.ts`. */
import { CSV_MARK, csvRecord } from '../../../text/csv.js';
import { exportedColumns, exportedRows, exportedText, type ExportSource } from './export-source.js';

/** Pieces of the file; the first one is its head. */
export function* csv(source: ExportSource): Generator<string, void, undefined> {
  const columns = exportedColumns(source);
  yield CSV_MARK + csvRecord(columns.map(({ label }) => label));
  for (const rows of exportedRows(source))
    yield rows.map((row) => csvRecord(columns.map((column) => exportedText(column, row)))).join('');
}
