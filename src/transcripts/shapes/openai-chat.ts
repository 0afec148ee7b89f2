/**
 * The messages of OpenAI's chat completions: tool calls are inside the assistant's message, results are
 * messages of the role `tool`. There are no times.
 */
import type { ToolCall, Transcript } from '../../model/transcript.js';
import { assemble, type Draft, type ReadEntry } from '../assemble.js';
import { contentOf } from '../content.js';
import type { ParseContext } from '../context.js';
import { entriesOf, entryOf, instantOf, isEntry, listOf, textOf, type Entry } from '../entries.js';
import { dataOf } from '../plain-data.js';
import { speakerOf } from '../speakers.js';
import { readItem } from './session-items.js';

export function parse(raw: unknown, context: ParseContext): Transcript {
  const shape = 'openai-chat';
  const entries = entriesOf(raw, ['messages', 'history', 'items', 'data', 'choices']);
  return assemble({ shape, raw, entries, read: readMessage, context, redacted: 'written' });
}

const readMessage: ReadEntry = (entry, position, notify) => {
  // An answer of the API itself wraps its one message.
  const message = entryOf(entry, 'message') ?? entry;
  const role = textOf(message, 'role')?.toLowerCase();
  if (role === undefined) return readItem(entry, position, notify);
  const instant = instantOf(message['created_at'] ?? message['created']);
  const time = instant === undefined ? {} : { instant };
  if (role === 'tool' || role === 'function') return [{ ...time, ...resultOf(message) }];
  const calls = callsOf(message).map((tool): Draft => {
    const { callId } = tool;
    return { ...time, ...(callId && { id: callId }), kind: 'tool', parts: [], tool };
  });
  const said = messageOf(message, position);
  const isOnlyCalls = calls.length > 0 && said.parts.length === 0;
  return isOnlyCalls ? calls : [{ ...time, ...said }, ...calls];
};

function messageOf(message: Entry, position: number): Draft {
  const id = textOf(message, 'id');
  const refusal = textOf(message, 'refusal');
  const audio = entryOf(message, 'audio');
  const { parts, attachments } = contentOf(message['content'], id ?? `message ${position}`);
  const spoken = parts.length === 0 && audio ? contentOf(audio['transcript'], '').parts : parts;
  return {
    ...(id !== undefined && { id }),
    kind: 'message',
    speaker: speakerOf(textOf(message, 'role'), textOf(message, 'name')),
    parts: refusal === undefined ? spoken : [...spoken, { type: 'refusal', text: refusal }],
    ...(attachments && { attachments }),
  };
}

function callsOf(message: Entry): ToolCall[] {
  const single = entryOf(message, 'function_call');
  const calls = [...listOf(message, 'tool_calls'), ...(single ? [single] : [])];
  return calls.map((call): ToolCall => {
    if (!isEntry(call)) return { name: 'tool', state: 'requested', input: dataOf(call) };
    const asked = entryOf(call, 'function', 'custom') ?? call;
    const callId = textOf(call, 'id', 'call_id') ?? (call === single ? legacyId(call) : undefined);
    const input = dataOf(asked['arguments'] ?? asked['input']);
    return {
      ...(callId !== undefined && { callId }),
      name: (textOf(asked, 'name') ?? 'tool').slice(0, 200),
      state: 'requested',
      ...(input !== undefined && { input }),
    };
  });
}

/** Before calls had ids, a result named the function it is of. */
const legacyId = (message: Entry): string | undefined => {
  const name = textOf(message, 'name');
  return name === undefined ? undefined : `function ${name}`;
};

function resultOf(message: Entry): Draft {
  const callId = textOf(message, 'tool_call_id') ?? legacyId(message);
  const { content } = message;
  const pieces = Array.isArray(content) ? contentOf(content, '').parts : [];
  const isText = pieces.length > 0 && pieces.every(({ type }) => type === 'text');
  const text = pieces.map((piece) => ('text' in piece ? piece.text : '')).join('\n');
  const output = dataOf(isText ? text : content);
  const tool: ToolCall = {
    ...(callId !== undefined && { callId }),
    name: (textOf(message, 'name') ?? 'tool').slice(0, 200),
    state: 'done',
    ...(output !== undefined && { output }),
  };
  return { kind: 'tool', isResult: true, parts: [], tool };
}
