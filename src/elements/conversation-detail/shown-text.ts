/** What of a turn's texts is shown: long ends and quoted mails are folded until the reader opens them. Pure. */
import type { Turn } from '../../model/transcript.js';
import type { TurnContext } from './turn-context.js';
import { cut } from './cut-text.js';
import { textsOf, type TextOfTurn } from './turn-text.js';

/** Characters of a text that are shown at first. */
const MOST_SHOWN = 20_000;
const MOST_OF_ENTRY = 4000;

export interface ShownText {
  readonly text: string;
  /** Characters beyond it that can be opened. */
  readonly left: number;
  /** By which its end is opened. */
  readonly more: string;
  /** By which what it quotes is opened; absent where it quotes nothing. */
  readonly quote?: string;
}

export function shownText(
  turn: Turn,
  { text, index }: TextOfTurn,
  { opened, written }: Pick<TurnContext, 'opened' | 'written'>,
): ShownText {
  const more = `text ${turn.id} ${index}`;
  const quote = `quote ${turn.id} ${index}`;
  const quoted = written?.quotedFrom(turn, text);
  const own = quoted === undefined || opened.has(quote) ? text : text.slice(0, quoted);
  const shown = opened.has(more) ? own : cut(own, MOST_SHOWN);
  const left = own.length - shown.length;
  return { text: shown, left, more, ...(quoted !== undefined && { quote }) };
}

/** Of an entry nobody knows: all of its texts, as one. */
export function entryText(turn: Turn, opened: ReadonlySet<string>): Omit<ShownText, 'quote'> {
  const more = `entry ${turn.id}`;
  const whole = textsOf(turn)
    .map((part) => part.text)
    .join('\n');
  const text = opened.has(more) ? whole : cut(whole, MOST_OF_ENTRY);
  return { text, left: whole.length - text.length, more };
}
