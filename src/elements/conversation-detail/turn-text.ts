/** What is written in a turn, in pieces. Pure. */
import type { Redaction, Turn, TurnPart } from '../../model/transcript.js';
import { partStarts } from '../../transcripts/turn-text.js';

export interface Segment {
  readonly text: string;
  /** The text lies in what was redacted and is not shown. */
  readonly redaction?: Redaction;
}

/** A part of a turn that is shown as text. */
export interface TextOfTurn {
  readonly type: Extract<TurnPart, { readonly text: string }>['type'];
  readonly text: string;
  /** Index of the part in the turn. */
  readonly index: number;
  /** Where it begins in the text of the turn, to which words and redactions belong; if it is part of it. */
  readonly from: number | undefined;
}

export function textsOf({ parts }: Pick<Turn, 'parts'>): TextOfTurn[] {
  const starts = partStarts(parts);
  return parts.flatMap((part, index) =>
    'text' in part ? [{ type: part.type, text: part.text, index, from: starts[index] }] : [],
  );
}

/** A text cut where redactions begin and end. Spans that overlap or lie outside do no harm. */
export function segmentsOf(
  { text, from }: Pick<TextOfTurn, 'text' | 'from'>,
  redactions: readonly Redaction[] = [],
): Segment[] {
  const segments: Segment[] = [];
  let at = 0;
  const spans = (from === undefined ? [] : redactions)
    .map((redaction) => ({ redaction, start: redaction.from - from!, end: redaction.to - from! }))
    .filter(({ start, end }) => end > Math.max(0, start) && start < text.length)
    .sort((one, other) => one.start - other.start);
  for (const { redaction, start, end } of spans) {
    if (end <= at) continue;
    if (start > at) segments.push({ text: text.slice(at, start) });
    const until = Math.min(end, text.length);
    segments.push({ text: text.slice(Math.max(at, start), until), redaction });
    at = until;
  }
  if (at < text.length || segments.length === 0) segments.push({ text: text.slice(at) });
  return segments;
}
