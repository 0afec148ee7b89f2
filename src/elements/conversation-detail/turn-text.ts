/** What is written in a turn: its text in pieces, and the place of a passage of it on the page. */
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

/**
 * Where a passage of a part's text is on the page; nothing where it is redacted, cut off or not
 * rendered. `from` and `to` count within the part.
 */
export function rangeIn(
  part: Element | null | undefined,
  segments: readonly Segment[],
  from: number,
  to: number,
): Range | undefined {
  if (!part || to <= from) return undefined;
  const shown = part.childElementCount > 0 ? [...part.children] : [part];
  let at = 0;
  for (const [index, { text, redaction }] of segments.entries()) {
    const end = at + text.length;
    if (from < end) {
      const node = redaction || to > end ? undefined : textNodeOf(shown[index]);
      if (!node || to - at > node.data.length) return undefined;
      const range = part.ownerDocument.createRange();
      range.setStart(node, from - at);
      range.setEnd(node, to - at);
      return range;
    }
    at = end;
  }
  return undefined;
}

const textNodeOf = (element: Element | undefined): Text | undefined =>
  [...(element?.childNodes ?? [])].find(
    (node): node is Text => node.nodeType === Node.TEXT_NODE && (node as Text).data !== '',
  );
