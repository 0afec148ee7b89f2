/** What is copied when a selection goes from one turn to another: a line for each, with who and when. */
import type { Turn } from '../../model/transcript.js';
import type { TranscriptSource } from '../../transcripts/export/source.js';
import { turnAsText } from '../../transcripts/export/text.js';
import type { SelectionEnds } from '../conversation-inbox/composed-selection.js';

type Boundary = NonNullable<SelectionEnds['anchor']>;

/**
 * The lines, or undefined where the selection is within one turn, or not in any: the browser copies that.
 * Turns between the two ends need not be on the page.
 */
export function copiedTurns(
  { anchor, focus }: SelectionEnds,
  source: TranscriptSource,
): string | undefined {
  if (!anchor || !focus) return undefined;
  const [first, last] = inOrder(anchor, focus);
  const [start, end] = [turnAt(first), turnAt(last)];
  if (!start || !end || start === end) return undefined;
  const { turns } = source;
  const place = (element: HTMLElement) => turns.findIndex(({ id }) => id === element.dataset['id']);
  const [from, to] = [place(start), place(end)];
  if (from < 0 || to < from) return undefined;
  const line = (turn: Turn | undefined) => (turn ? turnAsText(turn, source) : '');
  const lines = [
    line(partOf(turns[from]!, textFrom(start, first))),
    ...turns.slice(from + 1, to).map(line),
    line(partOf(turns[to]!, textTo(end, last))),
  ];
  return lines.filter(Boolean).join('\n');
}

function inOrder(one: Boundary, other: Boundary): readonly [Boundary, Boundary] {
  const range = document.createRange();
  range.setStart(...one);
  range.setEnd(...one);
  return range.comparePoint(...other) < 0 ? [other, one] : [one, other];
}

const turnAt = ([node]: Boundary): HTMLElement | null | undefined =>
  (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('.turn');

const textFrom = (turn: HTMLElement, [node, offset]: Boundary): string =>
  textWithin(turn, (range) => {
    if (range.comparePoint(node, offset) > 0) return range.collapse(false);
    if (range.comparePoint(node, offset) === 0) range.setStart(node, offset);
  });

const textTo = (turn: HTMLElement, [node, offset]: Boundary): string =>
  textWithin(turn, (range) => {
    if (range.comparePoint(node, offset) < 0) return range.collapse(true);
    if (range.comparePoint(node, offset) === 0) range.setEnd(node, offset);
  });

function textWithin(turn: HTMLElement, cut: (range: Range) => void): string {
  const selected = (element: Element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    cut(range);
    return range.toString();
  };
  // White space between the pieces is the template's.
  const texts = [...turn.querySelectorAll('.text')].map((text) =>
    [...text.children].map(selected).join(''),
  );
  return texts.filter(Boolean).join('\n');
}

/** The turn with what is selected of it; nothing where only its name is. What has no text is whole. */
function partOf(turn: Turn, text: string): Turn | undefined {
  if (turn.kind === 'tool' || turn.kind === 'event' || turn.redactedAt !== undefined) return turn;
  if (!text) return undefined;
  const { redactions: _, attachments: __, email: ___, ...rest } = turn;
  return { ...rest, parts: [{ type: 'text', text }] };
}
