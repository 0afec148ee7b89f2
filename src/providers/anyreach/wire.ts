/** What the API sends, read field by field, and its mapping to the model. Pure. */
import * as z from 'zod/mini';
import type {
  Availability,
  Conversation,
  ConversationField,
  Participant,
} from '../../model/index.js';
import { isObject } from '../json.js';
import { readFields } from '../read-fields.js';
import { callerNameOf, othersOf, participantsOf } from './people.js';
import { parseTime } from './time.js';

const text = z.string();
const number = z.number();
const object = z.custom<Readonly<Record<string, unknown>>>(isObject);
const time = z.custom<string>((value) => typeof value === 'string' && !!parseTime(value));

/**
 * Every field the reference names and a type for it; any may be `null` or absent. Each is read
 * alone, so that a wrong one costs nothing but itself. The transcript is not read here.
 */
const FIELDS = {
  id: text,
  organization_id: text,
  direction: text,
  channel: text,
  status: text,
  user_id: text,
  agent_id: text,
  agent_version_id: text,
  agent_number: text,
  web_widget_id: text,
  duration: number,
  user_turn_count: number,
  created_at: time,
  updated_at: time,
  agent: object,
  summary: text,
  initial_context: text,
  custom_metadata: object,
  recording_details: object,
};

/** These are texts; a server that sends numbers is understood. */
const IDS = /(^|_)(id|number)$/;

type Known = { readonly [K in keyof typeof FIELDS]?: z.infer<(typeof FIELDS)[K]> | null };

/**
 * One conversation as the API sent it: fields of the reference have the type it promises (those that
 * had not are left out), keys the reference does not name are there as they came.
 */
export type AnyreachRow = Omit<Known, 'agent'> & {
  readonly agent?: { readonly id?: string | null; readonly name?: string | null } | null;
  readonly [key: string]: unknown;
};

/** Keys a credential without `conversations:read_sensitive` does not get. */
export const SENSITIVE: readonly string[] = [
  'agent',
  'summary',
  'initial_context',
  'custom_metadata',
  'conversation',
  'recording_details',
];

/** What the list asks for: all but the long texts. */
export const LIST_FIELDS: readonly string[] = Object.keys(FIELDS).filter(
  (name) => name !== 'initial_context',
);

/** The model's fields behind the sensitive keys. The caller's name comes from the metadata. */
export const SENSITIVE_FIELDS: readonly ConversationField[] = [
  'agent.name',
  'caller.name',
  'summary',
  'initialContext',
  'metadata',
  'recording',
  'transcript',
];

/** The API's channel → ours. Others pass as they are. */
export const CHANNELS: Readonly<Record<string, string>> = {
  telephone: 'phone',
  webrtc: 'web',
  email: 'email',
  text: 'text',
};

/** The metadata key that holds the name of a campaign. */
export const CAMPAIGN = 'anyreach_campaign';

const ACTIVE = ['triggered', 'ringing', 'in_progress'];
const PLAYABLE = ['completed', 'transferred'];

export interface ReadRow {
  /** Absent when the row is not an object or has no id. */
  readonly row?: AnyreachRow;
  /** Paths that are not what the reference promises. */
  readonly unreadable: readonly string[];
  /** The text of `created_at`, which the paging goes by. */
  readonly time?: string;
}

export function readRow(value: unknown): ReadRow {
  if (!isObject(value)) return { unreadable: [''] };
  const { created_at: created } = value;
  // Longer ones are no times, and too long for a URL.
  const time = typeof created === 'string' && created.length <= 64 ? created : undefined;
  const { row, unreadable } = readFields(value, FIELDS, IDS);
  if (created == null && !unreadable.includes('created_at')) unreadable.push('created_at');
  if (!row['id']) return { unreadable: ['id'], time };
  if (!isObject(row['agent'])) return { row: row as AnyreachRow, unreadable, time };
  const agent = readFields(row['agent'], { id: text, name: text }, IDS);
  return {
    row: { ...(row as AnyreachRow), agent: agent.row },
    unreadable: [...unreadable, ...agent.unreadable.map((name) => `agent.${name}`)],
    time,
  };
}

/** The parts of the mapping that a host may know better. */
export interface MappingOptions {
  /** Default: `user_name`, `caller_name`, or a name in `custom_metadata`. */
  readonly callerName?: (row: AnyreachRow) => string | null | undefined;
  /**
   * Everybody in the thread; caller and agent are taken out afterwards. Default: for email, from
   * `custom_metadata.participants`, `to` and `cc`, or the mail headers inside `conversation`.
   */
  readonly participants?: (row: AnyreachRow) => readonly Participant[] | null | undefined;
  /** Rows that are counted but never shown. Default: those with the status `token_created`. */
  readonly hidden?: (row: AnyreachRow) => boolean;
}

export interface RowFacts {
  readonly unreadable: readonly string[];
  /** The credential may not see the sensitive keys. */
  readonly withheld: boolean;
}

export function toConversation(
  row: AnyreachRow,
  { unreadable, withheld }: RowFacts,
  options: MappingOptions = {},
): Conversation {
  const created = isoOf(row.created_at);
  const { callerName = callerNameOf, participants = participantsOf } = options;
  const { hidden = (one) => one.status === 'token_created' } = options;
  return {
    id: String(row.id),
    at: created ?? null,
    createdAt: created,
    updatedAt: isoOf(row.updated_at),
    channel: channelOf(row.channel ?? null),
    // A direction the reference does not name is shown like any other word.
    direction: row.direction as Conversation['direction'],
    status: row.status,
    active: ACTIVE.includes(row.status ?? ''),
    agent: agentOf(row),
    caller: {
      role: 'caller',
      address: row.user_id,
      name: callerName(row),
      anonymous: row.user_id?.startsWith('guest_'),
    },
    others: othersOf(row, participants(row)),
    summary: row.summary,
    initialContext: row.initial_context,
    duration: row.duration,
    userTurns: row.user_turn_count,
    organizationId: row.organization_id,
    metadata: row.custom_metadata,
    ...filled({ campaign: row.custom_metadata?.[CAMPAIGN], webWidgetId: row.web_widget_id }),
    recording: withheld ? 'withheld' : recordingIn(row),
    transcript: withheld ? 'withheld' : transcriptIn(row),
    ...(hidden(row) ? { hidden: true } : {}),
    ...(unreadable.length ? { unreadable } : {}),
  };
}

/** What the details of a recording say, whoever may play it. */
function recordingState(details: AnyreachRow['recording_details']): Availability {
  if (details === null) return 'none';
  if (details === undefined) return 'unknown';
  const status = String(details['status'] ?? '').toLowerCase();
  if (['deleted', 'removed', 'expired'].includes(status)) return 'removed';
  if (details['deleted_at'] || details['deleted'] === true) return 'removed';
  if (typeof details['recording_url'] === 'string' && details['recording_url']) return 'available';
  return ['processing', 'pending', 'queued', 'in_progress'].includes(status)
    ? 'processing'
    : 'none';
}

/** Only conversations that ended in talk can be played, whatever the details say. */
export function recordingIn(row: AnyreachRow): Availability {
  const state = recordingState(row.recording_details);
  if (state !== 'available' || PLAYABLE.includes(row.status ?? '')) return state;
  return ACTIVE.includes(row.status ?? '') ? 'processing' : 'none';
}

function transcriptIn({ conversation }: AnyreachRow): Availability {
  if (conversation === undefined) return 'unknown';
  return conversation === null ? 'none' : 'available';
}

function channelOf(channel: string | null): string | null {
  return channel !== null && Object.hasOwn(CHANNELS, channel)
    ? (CHANNELS[channel] ?? null)
    : channel;
}

function agentOf(row: AnyreachRow): Conversation['agent'] {
  const agentId = row.agent_id ?? row.agent?.id;
  if (!agentId && !row.agent_number && !row.agent?.name) return null;
  return {
    // The number is a column of its own, so an unreadable id must not take it away.
    id: agentId ?? '',
    name: row.agent === null ? null : row.agent?.name,
    versionId: row.agent_version_id,
    address: row.agent_number,
  };
}

/** What not every conversation has, and what would be an empty line in the details of the others. */
function filled<T extends object>(fields: T): { readonly [K in keyof T]?: string } {
  const entries = Object.entries(fields).filter(([, value]) => typeof value === 'string' && value);
  return Object.fromEntries(entries) as { readonly [K in keyof T]?: string };
}

function isoOf(value: string | null | undefined): string | null | undefined {
  return value == null ? value : parseTime(value)?.iso;
}
