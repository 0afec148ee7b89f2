/** A transcript as plain text, as one copies it: "Agent [2:05]: text". Pure. */
import type { Turn } from '../../model/transcript.js';
import { exchangeOf, nameOf, saidIn, statusIn, timeOf, type TranscriptSource } from './source.js';

/** One turn, without a line break at its end. */
export function turnAsText(turn: Turn, source: TranscriptSource): string {
  const { words } = source;
  const { tool, email } = turn;
  const time = timeOf(source, turn);
  const who = tool ? words.tool(tool.name) : nameOf(source, turn);
  const state = tool ? `(${words.toolStates[tool.state]})` : bracketed(statusIn(turn, words));
  const head = [who, time && `[${time}]`].filter(Boolean).join(' ');
  const subject = email?.subject && `${words.subject}: ${email.subject}`;
  const exchange = exchangeOf(turn, words);
  const body = [
    ...[subject, saidIn(turn, words)],
    ...exchange.map(([word, text]) => `${word}: ${text}`),
  ].filter(Boolean);
  const said = body.join('\n');
  return [head ? `${head}:` : '', state, said].filter(Boolean).join(' ');
}

const bracketed = (word: string): string => (word ? `(${word})` : '');

/** Every turn, one after the other. */
export const transcriptAsText = (source: TranscriptSource): string =>
  source.turns.map((turn) => `${turnAsText(turn, source)}\n`).join('');
