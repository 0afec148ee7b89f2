/**
 * The items of a voice agent's session, as LiveKit writes them and Anyreach passes them on: messages,
 * tool calls and their results in one list. It also reads every list of `{ role, content }`.
 */
import type { Latency, ToolCall, Transcript, Turn } from '../../model/transcript.js';
import { assemble, otherOf, type Draft, type ReadEntry } from '../assemble.js';
import { contentOf } from '../content.js';
import type { ParseContext } from '../context.js';
import {
  entriesOf,
  entryOf,
  instantOf,
  isEntry,
  numberOf,
  textOf,
  type Entry,
} from '../entries.js';
import { dataOf, jsonOf } from '../plain-data.js';
import { speakerOf } from '../speakers.js';

/** Where the list may be. */
const LISTS = ['items', 'history', 'messages', 'turns', 'transcript', 'data'] as const;

export function parse(raw: unknown, context: ParseContext): Transcript {
  const shape = 'session-items';
  const report = isEntry(raw) ? entryOf(raw, 'chat_history', 'chatHistory') : undefined;
  const entries = entriesOf(report ?? raw, LISTS);
  return assemble({ shape, raw, entries, read: readItem, context, redacted: 'spoken' });
}

/** One item; for lists in which it is mixed with others, too. */
export const readItem: ReadEntry = (entry, position, notify) => {
  const type = textOf(entry, 'type') ?? (textOf(entry, 'role') ? 'message' : 'unknown');
  const base = baseOf(entry);
  if (type === 'message')
    return [{ ...base, ...messageOf(entry, base.id ?? `message ${position}`) }];
  if (type === 'function_call' || type === 'function_call_output') {
    const isResult = type === 'function_call_output';
    return [{ ...base, isResult, kind: 'tool', parts: [], tool: toolOf(entry, isResult) }];
  }
  return [{ ...base, ...otherOf(entry, position, notify, type) }];
};

type Base = Omit<Draft, 'kind' | 'parts'>;

function baseOf(entry: Entry): Base {
  const metrics = entryOf(entry, 'metrics') ?? {};
  const id = textOf(entry, 'id');
  const start =
    numberOf(entry, 'start_time', 'startTime', 'start') ??
    numberOf(metrics, 'started_speaking_at', 'startedSpeakingAt');
  const end =
    numberOf(entry, 'end_time', 'endTime', 'end') ??
    numberOf(metrics, 'stopped_speaking_at', 'stoppedSpeakingAt');
  const instant = instantOf(entry['created_at'] ?? entry['createdAt'] ?? entry['timestamp']);
  const redactedAt = textOf(entry, 'redacted_at', 'redactedAt');
  return {
    ...(id !== undefined && { id }),
    ...(start !== undefined && { start }),
    ...(end !== undefined && { end }),
    ...(instant !== undefined && { instant }),
    ...(redactedAt !== undefined && { redactedAt }),
    status: statusOf(entry),
  };
}

function statusOf(entry: Entry): Turn['status'] {
  if (entry['interrupted'] === true) return 'interrupted';
  const isInterim = entry['is_final'] === false || entry['status'] === 'in_progress';
  return isInterim ? 'interim' : 'final';
}

function messageOf(entry: Entry, id: string): Omit<Draft, 'id'> {
  const metrics = entryOf(entry, 'metrics');
  const latency = metrics && latencyOf(metrics);
  const language = textOf(entry, 'language');
  const name = textOf(entry, 'speaker_name', 'name');
  return {
    kind: 'message',
    speaker: speakerOf(textOf(entry, 'role', 'speaker', 'sender'), name),
    ...contentOf(entry['content'] ?? entry['text'] ?? entry['message'], id),
    ...(latency && { latency }),
    ...(language !== undefined && { language: language.slice(0, 40) }),
  };
}

function latencyOf(metrics: Entry): Latency | undefined {
  const measured = {
    total: numberOf(metrics, 'e2e_latency', 'e2eLatency'),
    llm: numberOf(metrics, 'llm_node_ttft', 'llmNodeTtft'),
    tts: numberOf(metrics, 'tts_node_ttfb', 'ttsNodeTtfb'),
    tools: numberOf(metrics, 'tool_time', 'tools_time', 'toolTime'),
  };
  const known = Object.entries(measured).filter(([, value]) => value !== undefined && value >= 0);
  return known.length > 0 ? (Object.fromEntries(known) as Latency) : undefined;
}

function toolOf(entry: Entry, isResult: boolean): ToolCall {
  const callId = textOf(entry, 'call_id', 'callId');
  const name = textOf(entry, 'name') ?? 'tool';
  const input = dataOf(entry['arguments'] ?? entry['args']);
  const output = dataOf(entry['output']);
  const failed = entry['is_error'] === true || entry['isError'] === true;
  const state = isResult ? (failed ? 'error' : 'done') : 'requested';
  return {
    ...(callId !== undefined && { callId }),
    name: name.slice(0, 200),
    state,
    ...(input !== undefined && { input }),
    ...(output !== undefined && { output }),
    ...(failed && { error: typeof output === 'string' ? output : jsonOf(output) }),
  };
}
