/** A transcript as a table, a line for each turn, safe to open in a spreadsheet. Pure. */
import type { Turn } from '../../model/transcript.js';
import { CSV_MARK, csvRecord } from '../../text/csv.js';
import {
  exchangeOf,
  nameOf,
  saidIn,
  startIn,
  statusIn,
  timeOf,
  type TranscriptSource,
} from './source.js';

/** Pieces of the file; the first one is its head. */
export function* transcriptAsCsv(source: TranscriptSource): Generator<string, void, undefined> {
  const { columns } = source.words;
  const { time, seconds, at, speaker, kind, text, tool, state } = columns;
  yield CSV_MARK + csvRecord([time, seconds, at, speaker, kind, text, tool, state]);
  for (const turn of source.turns) yield csvRecord(cellsOf(turn, source));
}

function cellsOf(turn: Turn, source: TranscriptSource): readonly string[] {
  const { words } = source;
  const { tool, email } = turn;
  const start = startIn(source, turn);
  const exchange = exchangeOf(turn, words).map(([word, text]) => `${word}: ${text}`);
  const said = [email?.subject, saidIn(turn, words), ...exchange].filter(Boolean).join('\n');
  return [
    timeOf(source, turn),
    start === undefined ? '' : String(Math.round(start * 1000) / 1000),
    turn.at ?? '',
    nameOf(source, turn),
    turn.kind,
    said,
    tool?.name ?? '',
    tool ? words.toolStates[tool.state] : statusIn(turn, words),
  ];
}
