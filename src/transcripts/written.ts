/** A transcript that is one text, alone or in an object, as turns. */
import type { Transcript, TranscriptNotice } from '../model/transcript.js';
import { assemble, type Draft } from './assemble.js';
import type { ParseContext } from './context.js';
import { isEntry, textOf } from './entries.js';

/** Letters that are read: twenty thousand turns of a hundred. */
const LONGEST_WRITTEN = 2_000_000;
/** Lines that are read, for as many turns. */
const MOST_LINES = 100_000;

export type ReadLines = (lines: readonly string[], notices: TranscriptNotice[]) => readonly Draft[];

export function assembleText(
  shape: string,
  raw: unknown,
  context: ParseContext,
  read: ReadLines,
): Transcript {
  const text = textIn(raw);
  const notices: TranscriptNotice[] = [];
  const lines = text === undefined ? undefined : linesOf(text, notices);
  return assemble({
    shape,
    raw,
    entries: lines && read(lines, notices),
    // What is read from a text are turns already.
    read: (draft: unknown) => [draft as Draft],
    context,
    notices,
    redacted: 'spoken',
  });
}

function linesOf(text: string, notices: TranscriptNotice[]): readonly string[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .slice(0, LONGEST_WRITTEN)
    .split(/\r\n?|\n/, MOST_LINES + 1);
  if (text.length > LONGEST_WRITTEN || lines.length > MOST_LINES) {
    notices.push({ kind: 'truncated', message: `Of ${text.length} letters not all are read.` });
  }
  return lines.slice(0, MOST_LINES);
}

function textIn(raw: unknown): string | undefined {
  if (typeof raw === 'string') return raw;
  return isEntry(raw)
    ? textOf(raw, 'transcript', 'concatenated_transcript', 'text', 'content', 'body')
    : undefined;
}
