/** A transcript as Markdown, in which what people said is text and nothing else. Pure. */
import type { Turn } from '../../model/transcript.js';
import { exchangeOf, nameOf, saidIn, statusIn, timeOf, type TranscriptSource } from './source.js';

export const transcriptAsMarkdown = (source: TranscriptSource): string =>
  source.turns.map((turn) => `${turnAsMarkdown(turn, source)}\n`).join('\n');

/** One turn, without a line break at its end. */
export function turnAsMarkdown(turn: Turn, source: TranscriptSource): string {
  const { words } = source;
  const { tool, email } = turn;
  const who = tool ? words.tool(tool.name) : nameOf(source, turn);
  const time = timeOf(source, turn);
  const state = tool ? words.toolStates[tool.state] : statusIn(turn, words);
  const head = [
    who && `**${escaped(oneLine(who))}**`,
    time && `[${time}]`,
    state && `*(${escaped(state)})*`,
  ];
  const subject = email?.subject && `*${escaped(`${words.subject}: ${oneLine(email.subject)}`)}*`;
  const said = lines(saidIn(turn, words));
  const exchange = exchangeOf(turn, words).map(([word, text]) => fenced(word, text));
  return [`${head.filter(Boolean).join(' ')}:`, subject, said, ...exchange]
    .filter(Boolean)
    .join('\n\n');
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Signs that could make markup, links or HTML of what somebody said. */
const escaped = (text: string): string => text.replace(/[\\`*_[\]<>|~&$]/g, '\\$&');

/** Every line as it was written, none of them a heading, a list, a rule or a block of code. */
const lines = (text: string): string =>
  escaped(text)
    .split('\n')
    .map((line) =>
      line
        .replace(/^[ \t]+/, '')
        .replace(/^([#+=-])/, '\\$1')
        .replace(/^(\d{1,9})([.)])/, '$1\\$2'),
    )
    .join('  \n')
    .replace(/(?: {2}\n){2,}/g, '\n\n')
    .trim();

/** Behind a fence longer than any in the text. */
function fenced(word: string, text: string): string {
  const longest = [...text.matchAll(/`+/g)].reduce(
    (most, [ticks]) => Math.max(most, ticks.length),
    2,
  );
  const fence = '`'.repeat(longest + 1);
  return `${escaped(word)}:\n\n${fence}\n${text}\n${fence}`;
}
