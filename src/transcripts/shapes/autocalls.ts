/**
 * Autocalls: the history of a conversation, whose messages carry the functions that were called with
 * their results, and the transcript of a phone call, either as a list or as one text.
 */
import type { ToolCall, Transcript } from '../../model/transcript.js';
import { assemble, type Draft, type ReadEntry } from '../assemble.js';
import { contentOf } from '../content.js';
import type { ParseContext } from '../context.js';
import { entriesOf, isEntry, listOf, numberOf, textOf } from '../entries.js';
import { dataOf } from '../plain-data.js';
import { speakerOf } from '../speakers.js';
import { parse as parsePlain } from './plain.js';
import { readItem } from './session-items.js';

const shape = 'autocalls';

export function parse(raw: unknown, context: ParseContext): Transcript {
  const text = isEntry(raw) ? raw['transcript'] : raw;
  if (typeof text === 'string') return { ...parsePlain(text, context), shape };
  const entries = entriesOf(raw, ['history', 'transcript', 'messages']);
  return assemble({ shape, raw, entries, read: readMessage, context, redacted: 'spoken' });
}

/**
 * The functions come before the words: a message has one text, and it is what the assistant answered
 * once it had the results. Nothing says when anything was.
 */
const readMessage: ReadEntry = (entry, position, notify) => {
  const sender = textOf(entry, 'role', 'sender');
  if (sender === undefined) return readItem(entry, position, notify);
  const calls = listOf(entry, 'function_calls').map(toolOf);
  const start = numberOf(entry, 'timestamp');
  const said: Draft = {
    kind: 'message',
    speaker: speakerOf(sender),
    ...contentOf(entry['content'] ?? entry['text'], `message ${position}`),
    ...(start !== undefined && { start }),
  };
  return calls.length > 0 && said.parts.length === 0 ? calls : [...calls, said];
};

function toolOf(call: unknown): Draft {
  if (!isEntry(call)) {
    return {
      kind: 'tool',
      parts: [],
      tool: { name: 'tool', state: 'requested', input: dataOf(call) },
    };
  }
  const input = dataOf(call['arguments']);
  const output = dataOf(call['result']);
  const tool: ToolCall = {
    name: (textOf(call, 'name') ?? 'tool').slice(0, 200),
    state: output === undefined ? 'requested' : 'done',
    ...(input !== undefined && { input }),
    ...(output !== undefined && { output }),
  };
  return { kind: 'tool', parts: [], tool };
}
