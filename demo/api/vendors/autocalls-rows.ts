/** The demo's conversations as the Autocalls contract prints them. */
import { callerOf, type Row } from '../generate.js';
import { recordingStateOf } from '../generate-details.js';
import { tapeOf, transcriptOf } from '../generate-transcript.js';
import { conversationId, sequenceOf } from '../ids.js';
import { AGENTS } from '../people.js';
import { hash } from '../random.js';
import { printInstant } from '../time.js';
import type { DataSet } from '../timeline.js';

/** `2026-03-01 09:30:00`: seconds, and no zone. */
export function printWall(instant: number): string {
  return printInstant(instant, 'seconds', '').replace('T', ' ');
}

/** The uuid of a row's conversation. */
export function uuidOf(seed: number, seq: number): string {
  const digits = conversationId(seed, seq).slice('conv_'.length);
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(12, 15)}`];
  return [...parts, `8${digits.slice(15)}00`, hex(hash(seed, seq, 0xac), 12)].join('-');
}

/** The row number a uuid stands for; `undefined` for text that is none of this seed. */
export function sequenceOfUuid(seed: number, uuid: string): number | undefined {
  const digits = uuid.replaceAll('-', '');
  const seq = sequenceOf(
    seed,
    `conv_${digits.slice(0, 12)}${digits.slice(13, 16)}${digits.slice(17, 18)}`,
  );
  return seq !== undefined && uuidOf(seed, seq) === uuid ? seq : undefined;
}

function hex(value: number, length: number): string {
  return value.toString(16).padStart(length, '0');
}

const EXTERNAL = 'order-';

export function externalIdOf(seq: number): string {
  return `${EXTERNAL}${10_000 + seq}`;
}

export function sequenceOfExternalId(text: string): number | undefined {
  const seq = Number(text.slice(EXTERNAL.length)) - 10_000;
  return seq >= 0 && externalIdOf(seq) === text ? seq : undefined;
}

/** Calls carry numbers, conversations uuids. */
export const callIdOf = (seq: number): number => seq + 1;

/** The widget on which visitors speak instead of writing. */
export const SPOKEN_WIDGET = 'wgt-4';

type ConversationType = 'test' | 'widget' | 'whatsapp' | 'api';

function conversationType({ channel, status }: Row): ConversationType {
  if (channel === 'text') return 'whatsapp';
  if (channel === 'email') return 'api';
  return status === 'token_created' ? 'test' : 'widget';
}

/** Status of a row → that of a call. */
export const CALL_STATUS: Readonly<Record<string, string>> = {
  triggered: 'initiated',
  ringing: 'ringing',
  in_progress: 'in-progress',
  completed: 'completed',
  failed: 'failed',
  unanswered: 'no-answer',
  transferred: 'ended_by_assistant',
  cancelled: 'ended_by_customer',
};

export function printConversation(set: DataSet, row: Row): Record<string, unknown> {
  const type = conversationType(row);
  const agent = AGENTS.findIndex(({ id }) => id === row.agent_id);
  return {
    id: uuidOf(set.seed, row.seq),
    assistant_id: uuidOf(set.seed, 4_000_000_000 + agent),
    assistant_name: AGENTS[agent]?.name ?? 'Assistant',
    type,
    variables: variablesOf(row),
    message_count: messagesOf(set, row).length,
    total_cost: costOf(row),
    ai_enabled: hash(set.seed, row.seq, 0xa1) % 8 !== 0,
    created_at: printWall(row.created_at),
    updated_at: printWall(row.updated_at),
    ...people(set, row, type),
  };
}

export function printHistory(set: DataSet, row: Row): Record<string, unknown> {
  return {
    status: true,
    history: messagesOf(set, row),
    variables: variablesOf(row),
    ...people(set, row, conversationType(row)),
  };
}

function people(set: DataSet, row: Row, type: ConversationType): Record<string, unknown> {
  if (type === 'api') return { external_identifier: externalIdOf(row.seq) };
  if (type !== 'whatsapp') return {};
  const agent = AGENTS.find(({ id }) => id === row.agent_id);
  return {
    whatsapp_sender: { name: agent?.name ?? 'Sender', phone: row.agent_number },
    customer: { name: callerOf(set, row.seq).name, phone: row.user_id },
  };
}

/** @param recordingUrl of its recording, where it has one. */
export function printCall(
  set: DataSet,
  row: Row,
  alone: boolean,
  recordingUrl: () => string,
): Record<string, unknown> {
  const recorded = recordingStateOf(set, row) === 'available';
  return {
    id: callIdOf(row.seq),
    assistant_name: AGENTS.find(({ id }) => id === row.agent_id)?.name ?? 'Assistant',
    campaign_name: metadataOf(row)[CAMPAIGN] ?? null,
    type: row.channel === 'webrtc' ? 'web' : row.direction,
    duration: row.duration ?? 0,
    assistant_phone_number: row.agent_number,
    client_phone_number: row.channel === 'webrtc' ? null : row.user_id,
    status: CALL_STATUS[row.status],
    transcript: alone ? spokenText(set, row) : spokenLines(set, row),
    variables: variablesOf(row),
    evaluation: hash(set.seed, row.seq, 0xa2) % 3 === 0 ? { goal_reached: true } : null,
    total_cost: costOf(row),
    answered_by: row.duration ? 'human' : null,
    recording_url: recorded ? recordingUrl() : null,
    created_at: printWall(row.created_at),
    updated_at: printWall(row.updated_at),
  };
}

/** Where the database has the campaign; here it is a field of calls and no variable. */
const CAMPAIGN = 'anyreach_campaign';

function metadataOf(row: Row): Readonly<Record<string, unknown>> {
  return (JSON.parse(row.custom_metadata ?? 'null') ?? {}) as Record<string, unknown>;
}

function variablesOf(row: Row): Record<string, unknown> | null {
  const { [CAMPAIGN]: _campaign, ...variables } = metadataOf(row);
  return Object.keys(variables).length > 0 ? variables : null;
}

function costOf(row: Row): number {
  const units = (row.duration ?? 0) / 60 + (row.user_turn_count ?? 0) / 10;
  return Math.round(units * 1200) / 10_000;
}

interface Message {
  readonly role: string;
  readonly content: string;
  readonly function_calls?: readonly unknown[];
}

type Item = Readonly<Record<string, unknown>>;

/** The functions stand in the message that follows them, with arguments and results as objects. */
function messagesOf(set: DataSet, row: Row): readonly Message[] {
  const items: readonly Item[] = transcriptOf(set, row)?.items ?? [];
  const results = new Map(
    items
      .filter(({ type }) => type === 'function_call_output')
      .map((item) => [item['call_id'], plain(item['output'])]),
  );
  let called: unknown[] = [];
  return items.flatMap((item): Message[] => {
    if (item['type'] === 'function_call') {
      const result = results.get(item['call_id']);
      called.push({ name: item['name'], arguments: plain(item['arguments']), result });
    }
    if (item['type'] !== 'message') return [];
    const functions = called;
    called = item['role'] === 'assistant' ? [] : called;
    return [
      {
        role: String(item['role']),
        content: wordsOf(item),
        ...(item['role'] === 'assistant' && functions.length ? { function_calls: functions } : {}),
      },
    ];
  });
}

function spokenLines(set: DataSet, row: Row): readonly Item[] {
  return messageItems(set, row).map((item) => ({
    text: wordsOf(item),
    type: 'transcript',
    sender: item['role'] === 'assistant' ? 'bot' : 'human',
    timestamp: Math.floor(Number(item['created_at'])),
  }));
}

function spokenText(set: DataSet, row: Row): string {
  return messageItems(set, row)
    .map((item) => `${item['role'] === 'assistant' ? 'Bot' : 'Human'}: ${wordsOf(item)}`)
    .join('\n');
}

function messageItems(set: DataSet, row: Row): readonly Item[] {
  if (tapeOf(row).seconds === 0) return [];
  return (transcriptOf(set, row)?.items ?? []).filter(({ type }) => type === 'message');
}

function wordsOf({ content }: Item): string {
  return (content as readonly unknown[]).map(String).join('\n');
}

function plain(value: unknown): unknown {
  return typeof value === 'string' ? (JSON.parse(value) as unknown) : value;
}
