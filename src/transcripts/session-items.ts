/**
 * The items of a voice agent's session, as LiveKit writes them and Anyreach passes them on: messages,
 * tool calls and their results in one list. Total: whatever the input, every entry becomes a turn or
 * a notice, and nothing is thrown.
 */
import type {
  Latency,
  Speaker,
  SpeakerRole,
  ToolCall,
  Transcript,
  TranscriptNotice,
  Turn,
  TurnPart,
} from '../model/transcript.js';
import { instantOf, isEntry, numberOf, parsedJson, textOf, type Entry } from './entries.js';
import type { ParseContext } from './parse.js';

export const SHAPE = 'session-items';

/** Where the list may be. */
const LISTS = ['items', 'history', 'messages', 'turns', 'transcript'] as const;

/** More turns than anybody reads; the rest is said to be missing. */
const MOST = 20_000;

const ROLES: Readonly<Record<string, SpeakerRole>> = {
  user: 'caller',
  caller: 'caller',
  customer: 'caller',
  human: 'caller',
  assistant: 'agent',
  agent: 'agent',
  bot: 'agent',
  ai: 'agent',
  system: 'system',
  developer: 'system',
};

/** The entries, when there is a list of them anywhere. */
export function itemsOf(raw: unknown): readonly unknown[] | undefined {
  if (Array.isArray(raw)) return raw;
  if (!isEntry(raw)) return undefined;
  return LISTS.map((key) => raw[key]).find((value) => Array.isArray(value));
}

export function parseSessionItems(raw: unknown, { startedAt, duration }: ParseContext): Transcript {
  const items = itemsOf(raw) ?? [];
  const notices: TranscriptNotice[] = [];
  const read = items.slice(0, MOST).map((item, index) => turnOf(item, index, notices));
  if (items.length > MOST) {
    const message = `${items.length - MOST} further entries are left out.`;
    notices.push({ kind: 'truncated', message });
  }
  const turns = withTimes(pairTools(read, notices));
  const timed = turns.some(({ start }) => start !== undefined);
  return {
    version: 1,
    shape: SHAPE,
    availability: turns.length > 0 ? 'available' : 'none',
    ...(startedAt !== undefined && { startedAt }),
    ...(duration !== undefined && { duration }),
    timing: timed ? (turns.some(({ end }) => end !== undefined) ? 'turn' : 'start-only') : 'none',
    offset: 0,
    speakers: speakersOf(turns),
    turns: turns.map(
      ({ position: _position, instant: _instant, result: _result, ...turn }) => turn,
    ),
    notices,
  };
}

/** A turn while its list is read. */
type Reading = Turn & {
  readonly position: number;
  /** Milliseconds since 1970. */
  readonly instant: number | undefined;
  /** It is a result that belongs to an earlier call. */
  readonly result: boolean;
};

function turnOf(item: unknown, position: number, notices: TranscriptNotice[]): Reading {
  const entry = isEntry(item) ? item : {};
  const type = textOf(entry, 'type') ?? (textOf(entry, 'role') ? 'message' : 'unknown');
  const [start, end] = [numberOf(entry, 'start_time', 'start'), numberOf(entry, 'end_time', 'end')];
  const at = instantOf(entry['created_at'] ?? entry['createdAt']);
  const base = {
    id: textOf(entry, 'id') ?? `${type} ${position}`,
    position,
    instant: at,
    result: type === 'function_call_output',
    status: entry['interrupted'] === true ? 'interrupted' : 'final',
    ...(start !== undefined && start >= 0 && { start }),
    ...(end !== undefined && end >= (start ?? 0) && { end }),
    ...(at !== undefined && { at: new Date(at).toISOString() }),
  } as const;
  if (type === 'message') return { ...base, ...messageOf(entry) };
  if (type === 'function_call' || type === 'function_call_output')
    return { ...base, kind: 'tool', parts: [], tool: toolOf(entry, base.result) };
  notices.push({ kind: 'unknown-entry', path: String(position), message: `Entry of type ${type}` });
  return { ...base, kind: 'other', parts: [{ type: 'json', text: jsonOf(item) }] };
}

function messageOf(entry: Entry): Pick<Turn, 'kind' | 'speakerId' | 'parts' | 'latency'> {
  const role = textOf(entry, 'role')?.toLowerCase() ?? '';
  const latency = isEntry(entry['metrics']) ? latencyOf(entry['metrics']) : undefined;
  return {
    kind: 'message',
    speakerId: Object.hasOwn(ROLES, role) ? ROLES[role] : 'other',
    parts: partsOf(entry['content'] ?? entry['text']),
    ...(latency && { latency }),
  };
}

function partsOf(content: unknown): TurnPart[] {
  const pieces: readonly unknown[] = Array.isArray(content) ? content : [content];
  return pieces.flatMap((piece): TurnPart[] => {
    if (piece === null || piece === undefined) return [];
    const text =
      typeof piece === 'string'
        ? piece
        : isEntry(piece)
          ? textOf(piece, 'text', 'transcript')
          : undefined;
    if (text !== undefined) return text.trim() ? [{ type: 'text', text }] : [];
    return [{ type: 'json', text: jsonOf(piece) }];
  });
}

function latencyOf(metrics: Entry): Latency | undefined {
  const measured = {
    total: numberOf(metrics, 'e2e_latency'),
    llm: numberOf(metrics, 'llm_node_ttft'),
    tts: numberOf(metrics, 'tts_node_ttfb'),
    tools: numberOf(metrics, 'tool_time', 'tools_time'),
  };
  const known = Object.entries(measured).filter(([, value]) => value !== undefined && value >= 0);
  return known.length > 0 ? (Object.fromEntries(known) as Latency) : undefined;
}

function toolOf(entry: Entry, isResult: boolean): ToolCall {
  const callId = textOf(entry, 'call_id', 'callId');
  const name = textOf(entry, 'name') ?? 'tool';
  const input = parsedJson(entry['arguments'] ?? entry['args']);
  const output = parsedJson(entry['output']);
  const failed = entry['is_error'] === true || entry['isError'] === true;
  const state = isResult ? (failed ? 'error' : 'done') : 'requested';
  return {
    ...(callId !== undefined && { callId }),
    name,
    state,
    ...(input !== undefined && { input }),
    ...(output !== undefined && { output }),
    ...(failed && { error: typeof output === 'string' ? output : jsonOf(output) }),
  };
}

/** Results join the call they answer; one without a call stays a turn of its own. */
function pairTools(turns: readonly Reading[], notices: TranscriptNotice[]): Reading[] {
  const calls = new Map<string, number>();
  const paired: Reading[] = [];
  for (const turn of turns) {
    const callId = turn.tool?.callId;
    const at = turn.result && callId !== undefined ? calls.get(callId) : undefined;
    const call = at === undefined ? undefined : paired[at];
    if (call?.tool && turn.tool && at !== undefined) {
      const { instant } = call;
      const took =
        instant !== undefined && turn.instant !== undefined ? turn.instant - instant : -1;
      const { name: _name, input: _input, ...result } = turn.tool;
      const latency = took >= 0 ? { latency: took / 1000 } : {};
      paired[at] = { ...call, tool: { ...call.tool, ...result, ...latency } };
      calls.delete(callId as string);
      continue;
    }
    if (turn.result) {
      const message = 'A result without its call';
      notices.push({ kind: 'unpaired-tool', path: String(turn.position), message });
    } else if (callId !== undefined) calls.set(callId, paired.length);
    paired.push(turn);
  }
  return paired;
}

/**
 * Tool calls bring only a time of day. Another turn that has both times tells how the two go together;
 * without one a time of day is no position in a recording.
 */
function withTimes(turns: readonly Reading[]): Reading[] {
  const both = turns.find(({ start, instant }) => start !== undefined && instant !== undefined);
  if (!both) return [...turns];
  const zero = (both.instant as number) - (both.start as number) * 1000;
  return turns.map((turn) => {
    if (turn.start !== undefined || turn.instant === undefined) return turn;
    const start = (turn.instant - zero) / 1000;
    return start >= 0 ? { ...turn, start, timeIsEstimated: true } : turn;
  });
}

function speakersOf(turns: readonly Turn[]): Speaker[] {
  const roles = new Set(turns.flatMap(({ speakerId }) => speakerId ?? []));
  return [...roles].map((role) => ({ id: role, role: role as SpeakerRole }));
}

function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value, null, 2) ?? String(value);
  } catch {
    // It goes round in circles or is nested too deeply, and as text it would be no better.
    return Object.prototype.toString.call(value);
  }
}
