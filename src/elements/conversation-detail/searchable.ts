/** Turns as they are searched: what is shown of them now, and nothing that is folded. Pure. */
import type { Turn } from '../../model/transcript.js';
import type { TurnContext } from './turn-context.js';
import { entryText, shownText } from './shown-text.js';
import { exchangeOf } from './tool-exchange.js';
import { segmentsOf, textsOf, type TextOfTurn } from './turn-text.js';

/** Stands for each letter that is not there to be found; nobody types it. */
const GONE = '\u0000';

/**
 * The turn with its texts as they are on the page, in the same parts. A tool call has its request and its
 * response as parts while it is open; until then it is found by its name. What is shown by a frame of its
 * own (formatted emails) cannot be searched.
 */
export function searchable(turn: Turn, context: TurnContext): Turn {
  if (turn.redactedAt !== undefined) return turn;
  const { email, redactions: _, ...rest } = turn;
  return {
    ...rest,
    ...(email && { email: withoutQuote(email) }),
    parts: texts(turn, context).map((text) => ({ type: 'text', text })),
  };
}

const withoutQuote = ({ quotedFrom: _, ...email }: NonNullable<Turn['email']>) => email;

function texts(turn: Turn, context: TurnContext): readonly string[] {
  const { opened, exchange } = context;
  const key = `tool ${turn.id}`;
  if (turn.kind === 'event') return [];
  if (turn.kind === 'tool')
    return exchange && turn.tool && opened.has(key)
      ? exchangeOf(turn.tool, key, opened).map(({ shown }) => shown)
      : [];
  if (turn.kind === 'other') return [entryText(turn, opened).text];
  return messageTexts(turn, context);
}

function messageTexts(turn: Turn, context: TurnContext): readonly string[] {
  const shown = turn.parts.map(() => '');
  if (isFormatted(turn, context)) return shown;
  for (const part of textsOf(turn))
    if (part.type !== 'html') shown[part.index] = visible(turn, part, context);
  return shown;
}

function isFormatted(turn: Turn, { opened, written }: TurnContext): boolean {
  const hasMarkup =
    turn.email?.html !== undefined || turn.parts.some(({ type }) => type === 'html');
  if (!written || !hasMarkup) return false;
  const hasText = turn.parts.some((part) => part.type !== 'html' && 'text' in part);
  return hasText === opened.has(`formatted ${turn.id}`);
}

const visible = (turn: Turn, part: TextOfTurn, context: TurnContext): string =>
  segmentsOf({ ...part, text: shownText(turn, part, context).text }, turn.redactions)
    .map(({ text, redaction }) => (redaction ? GONE.repeat(text.length) : text))
    .join('');
