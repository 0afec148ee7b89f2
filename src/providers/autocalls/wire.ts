/** What the API sends, read field by field, and its mapping to the model. Pure. */
import * as z from 'zod/mini';
import { providerError } from '../../model/index.js';
import type { Availability, Conversation } from '../../model/index.js';
import { isObject } from '../json.js';
import { readFields } from '../read-fields.js';
import type { AccountClock } from './time.js';

const text = z.string();
const number = z.number();
const object = z.custom<Readonly<Record<string, unknown>>>(isObject);
const flag = z.custom<boolean>((value) => typeof value === 'boolean');
/** PHP prints an object without keys as a list. */
const variables = z.custom<Readonly<Record<string, unknown>> | readonly []>(
  (value) => isObject(value) || (Array.isArray(value) && value.length === 0),
);
const spoken = z.custom<string | readonly unknown[]>(
  (value) => typeof value === 'string' || Array.isArray(value),
);

const COMMON = {
  id: text,
  assistant_name: text,
  type: text,
  variables,
  total_cost: number,
  created_at: text,
  updated_at: text,
};

const CONVERSATION = {
  ...COMMON,
  assistant_id: text,
  message_count: number,
  ai_enabled: flag,
  whatsapp_sender: object,
  customer: object,
  external_identifier: text,
};

const CALL = {
  ...COMMON,
  campaign_name: text,
  duration: number,
  assistant_phone_number: text,
  client_phone_number: text,
  status: text,
  transcript: spoken,
  answered_by: text,
  recording_url: text,
};

const PERSON = { name: text, phone: text };

/** These are texts; a server that sends numbers is understood. */
const IDS = /(^|_)(id|identifier|phone|number)$/;

type Read<T> = {
  readonly [K in keyof T]?: (T[K] extends z.ZodMiniType ? z.infer<T[K]> : never) | null;
};

/** One row with the fields the reference promises; those that are of another type are left out. */
export type ConversationRow = Read<typeof CONVERSATION>;
export type CallRow = Read<typeof CALL> & { readonly evaluation?: unknown };

/** The API's type of a conversation → our channel. Others pass as they are. */
export const CHANNELS: Readonly<Record<string, string>> = {
  test: 'test',
  widget: 'web',
  whatsapp: 'whatsapp',
  api: 'api',
};

/** In the order in which a call goes through them. `in_progress` is theirs with a hyphen. */
export const CALL_STATUSES: readonly string[] = [
  'initiated',
  'ringing',
  'in_progress',
  'completed',
  'ended',
  'ended_by_customer',
  'ended_by_assistant',
  'busy',
  'no-answer',
  'failed',
];

const ACTIVE = ['initiated', 'ringing', 'in_progress'];

export interface MappingOptions {
  readonly clock: AccountClock;
  /** ISO 4217. */
  readonly currency?: string | undefined;
}

/** A row as the list takes it: what is shown, and what paging goes by. */
export interface ReadRow {
  /** Absent when the row is not an object or has no id. */
  readonly conversation?: Conversation;
  /** Milliseconds since 1970. */
  readonly time?: number | undefined;
}

/** Ids of calls are numbers of their own, so that they are kept apart. */
const CALL_PREFIX = 'call:';

/** The number of a call; `undefined` for the id of a conversation. */
export function callNumber(id: string): string | undefined {
  return id.startsWith(CALL_PREFIX) ? id.slice(CALL_PREFIX.length) : undefined;
}

export function readConversation(value: unknown, options: MappingOptions): ReadRow {
  if (!isObject(value)) return {};
  const { row, unreadable } = readFields(value, CONVERSATION, IDS);
  for (const name of ['whatsapp_sender', 'customer']) {
    if (!isObject(row[name])) continue;
    const person = readFields(row[name], PERSON, IDS);
    row[name] = person.row;
    unreadable.push(...person.unreadable.map((key) => `${name}.${key}`));
  }
  return rowOf(row, unreadable, options, toConversation);
}

export function readCall(value: unknown, options: MappingOptions): ReadRow {
  if (!isObject(value)) return {};
  const { row, unreadable } = readFields(value, CALL, IDS);
  return rowOf(row, unreadable, options, toCall);
}

function rowOf(
  row: Record<string, unknown>,
  unreadable: string[],
  options: MappingOptions,
  map: (row: Record<string, unknown>, options: MappingOptions) => Conversation,
): ReadRow {
  const { clock } = options;
  const times = ['created_at', 'updated_at'].map((name) => {
    const value = row[name];
    const instant = typeof value === 'string' ? clock.instantOf(value) : undefined;
    const missing = value == null && name === 'updated_at';
    if (instant === undefined && !missing && !unreadable.includes(name)) unreadable.push(name);
    return instant;
  });
  if (!row['id']) return { time: times[0] };
  const conversation = {
    ...map(row, options),
    at: iso(times[0]) ?? null,
    createdAt: iso(times[0]),
    updatedAt: row['updated_at'] === null ? null : iso(times[1]),
    ...(unreadable.length ? { unreadable } : {}),
  };
  return { conversation, time: times[0] };
}

const iso = (instant: number | undefined): string | undefined =>
  instant === undefined ? undefined : new Date(instant).toISOString();

/** Without its times. There is neither status nor direction, duration or recording. */
function toConversation(row: ConversationRow, { currency }: MappingOptions): Conversation {
  const { whatsapp_sender: sender, customer, type, ai_enabled: enabled } = row;
  const channel = type != null && Object.hasOwn(CHANNELS, type) ? CHANNELS[type] : type;
  return {
    id: String(row.id),
    at: null,
    channel: channel ?? null,
    direction: null,
    status: null,
    agent: {
      id: row.assistant_id ?? '',
      name: row.assistant_name,
      address: textIn(sender, 'phone'),
      addressName: textIn(sender, 'name'),
    },
    caller: callerOf(customer),
    duration: null,
    messageCount: row.message_count,
    cost: costOf(row.total_cost, currency),
    externalId: row.external_identifier ?? null,
    metadata: metadataOf(row.variables, enabled == null ? {} : { ai_enabled: enabled }),
    recording: 'none',
    transcript: row.message_count === 0 ? 'none' : 'available',
  };
}

function callerOf(customer: ConversationRow['customer']): Conversation['caller'] {
  const [address, name] = [textIn(customer, 'phone'), textIn(customer, 'name')];
  return address || name ? { role: 'caller', address, name } : null;
}

/** Without its times. */
function toCall(row: CallRow, { currency }: MappingOptions): Conversation {
  const { type, evaluation, answered_by: answeredBy } = row;
  const status = row.status === 'in-progress' ? 'in_progress' : row.status;
  return {
    id: CALL_PREFIX + String(row.id),
    at: null,
    channel: type === 'web' ? 'web-call' : 'phone',
    direction: type === 'inbound' || type === 'outbound' ? type : null,
    status,
    active: ACTIVE.includes(status ?? ''),
    agent: { id: '', name: row.assistant_name, address: row.assistant_phone_number },
    caller: { role: 'caller', address: row.client_phone_number },
    duration: row.duration,
    cost: costOf(row.total_cost, currency),
    campaign: row.campaign_name ?? null,
    metadata: metadataOf(row.variables, {
      ...(evaluation == null ? {} : { evaluation }),
      ...(answeredBy == null ? {} : { answered_by: answeredBy }),
    }),
    recording: recordingIn(row),
    transcript: transcriptIn(row),
  };
}

/** Whatever the status is called: what has an address can be played. */
function recordingIn({ recording_url: url }: CallRow): Availability {
  if (url === undefined) return 'unknown';
  return url?.trim() ? 'available' : 'none';
}

function transcriptIn({ transcript }: CallRow): Availability {
  if (transcript === undefined) return 'unknown';
  return transcript?.length ? 'available' : 'none';
}

/** The variables of the conversation, and beside them what else the API says that has no field. */
function metadataOf(
  values: ConversationRow['variables'],
  more: Readonly<Record<string, unknown>>,
): Conversation['metadata'] {
  const own = isObject(values) ? values : {};
  const all = { ...more, ...own };
  return Object.keys(all).length > 0 ? all : values === undefined ? undefined : null;
}

function costOf(amount: number | null | undefined, currency: string | undefined) {
  return amount == null ? amount : { amount, ...(currency ? { currency } : {}) };
}

function textIn(person: unknown, key: 'name' | 'phone'): string | null | undefined {
  return isObject(person) ? (person[key] as string | null | undefined) : null;
}

/** What one answer of a list says, beside its rows. */
export interface ReadPage {
  readonly data: readonly unknown[];
  /** What to ask next; absent at the end. */
  readonly next?: string | number;
  /** Rows in all, where pages are numbered. */
  readonly total?: number;
}

/** Throws `invalid-response` for what is no page. */
export function readCursorPage(body: unknown): ReadPage {
  const { data, next_cursor: next } = pageOf(body);
  if (next != null && typeof next !== 'string') throw notTheContract('a cursor');
  return next ? { data, next } : { data };
}

/**
 * The same for numbered pages.
 *
 * @param page The number that was asked for.
 * @param size Rows of a full page.
 */
export function readNumberedPage(body: unknown, page: number, size: number): ReadPage {
  const { data, current_page: current, last_page: last, total } = pageOf(body);
  if (current !== undefined && current !== page) throw notTheContract(`page ${page}`);
  const more = data.length > 0 && (typeof last === 'number' ? page < last : data.length >= size);
  return {
    data,
    ...(more ? { next: page + 1 } : {}),
    ...(typeof total === 'number' ? { total } : {}),
  };
}

function pageOf(body: unknown): Record<string, unknown> & { readonly data: readonly unknown[] } {
  if (isObject(body) && Array.isArray(body['data'])) return { ...body, data: body['data'] };
  throw notTheContract('a page');
}

export function notTheContract(expected: string) {
  return providerError('invalid-response', `The server did not answer with ${expected}.`);
}
