/** Conversations as JSON for other programs, with what the file holds and what it does not. */
import type { Conversation } from '../../../model/conversation.js';
import type { Query } from '../../../model/query.js';
import {
  exportedColumns,
  exportedRows,
  exportedText,
  type ExportColumn,
  type ExportSource,
} from './export-source.js';

export interface JsonSource extends ExportSource {
  readonly query: Query;
  /** Whether the loaded conversations are all there are. */
  readonly ended: boolean;
  /** How many there are, if the server said so. */
  readonly total?: number;
  /** When it was exported; ISO 8601 with a zone. */
  readonly at: string;
}

/** `about` of the file. */
export interface ExportFacts {
  readonly exportedAt: string;
  readonly query: Query;
  /** Conversations in this file. */
  readonly count: number;
  /** `false`: the query has more conversations, which were not loaded. */
  readonly complete: boolean;
  readonly total?: number;
  /** Fields the credential may not see. */
  readonly withheld: readonly string[];
  readonly columns: readonly { readonly id: string; readonly label: string }[];
}

/**
 * Pieces of `{ "about": ExportFacts, "conversations": [ … ] }`, one conversation a line: an object by
 * column id, in which what is not there is `null`. The first piece is everything before the first
 * conversation.
 */
export function* json(source: JsonSource): Generator<string, void, undefined> {
  const columns = exportedColumns(source);
  const about: ExportFacts = {
    exportedAt: source.at,
    query: source.query,
    count: source.conversations.length,
    complete: source.ended,
    total: source.total,
    withheld: source.withheld,
    columns: columns.map(({ id, label }) => ({ id, label })),
  };
  yield `{"about":${JSON.stringify(about)},\n"conversations":[`;
  let before = '\n';
  for (const rows of exportedRows(source)) {
    yield before + rows.map((row) => line(columns, row)).join(',\n');
    before = ',\n';
  }
  yield '\n]}\n';
}

const line = (columns: readonly ExportColumn[], row: Conversation): string =>
  `{${columns.map((column) => `${JSON.stringify(column.id)}:${valueOf(column, row)}`).join(',')}}`;

/** A value that is no JSON, or throws, leaves its text. */
function valueOf(column: ExportColumn, row: Conversation): string {
  const text = () => JSON.stringify(exportedText(column, row) || null);
  if (!column.value) return text();
  try {
    return JSON.stringify(column.value(row) ?? null) ?? text();
  } catch {
    return text();
  }
}
