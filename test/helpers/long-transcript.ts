/** Transcripts of any length, with turns of many heights. */
import type { ConversationProvider, Turn } from '../../src/model/index.js';
import { details, phone, transcriptOf, turn } from '../../stories/detail.js';

const SENTENCE = 'Your plan pays half of a crown once the deductible is met. ';

/** `t0`, `t1` …, ten seconds apart: short and long answers, and a tool call now and then. */
export const longTurns = (count: number): Turn[] =>
  Array.from({ length: count }, (_, index) => {
    const speaker = index % 2 === 0 ? 'agent' : 'caller';
    const times = { start: index * 10, end: index * 10 + 8 };
    const parts: Partial<Turn> = { ...times, ...(index % 10 === 7 && lookUp(index)) };
    const text = index % 10 === 7 ? '' : `Turn ${index}. ${SENTENCE.repeat(1 + (index % 7) * 2)}`;
    return turn(`t${index}`, speaker, text, parts);
  });

const lookUp = (index: number): Partial<Turn> => ({
  kind: 'tool',
  parts: [],
  tool: { name: 'lookup_plan', state: 'done', input: { index }, output: { plan: 'Silver PPO' } },
});

export const longTalk = (count: number): ConversationProvider => talkOf(longTurns(count));

export const talkOf = (turns: readonly Turn[]): ConversationProvider =>
  details([{ conversation: phone, transcript: transcriptOf(turns) }]);
