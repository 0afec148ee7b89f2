/** What the API sends, read field by field, and its mapping to the model. Pure. */
import * as z from 'zod/mini';
import type { Conversation, Turn } from '../../model/index.js';
import { isObject } from '../json.js';
import { wholeUrl } from '../playable-url.js';

const text = z.string();
const count = z.number().check(z.nonnegative());
const direction = z.enum(['inbound', 'outbound']);
const time = z.custom<string>((value) => typeof value === 'string' && isTime(value));

/**
 * Every field the reference names and a type for it; any may be `null` or absent. Each is read
 * alone, so that a wrong one costs nothing but itself.
 */
const CONVERSATION = {
  id: text,
  phone_number_id: text,
  phone_number: text,
  contact_number: text,
  last_message_at: time,
  last_message_direction: direction,
  last_message_preview: text,
  last_message_body_redacted_at: time,
  message_count: count,
  consent: z.custom<Readonly<Record<string, unknown>>>(isObject),
};

const CONSENT = { opted_in: z.boolean(), opted_in_at: time };

const MESSAGE = {
  id: text,
  direction,
  phone_number_id: text,
  from_number: text,
  to_number: text,
  body: text,
  media_urls: z.array(z.unknown()),
  channel: text,
  segment_count: count,
  created_at: time,
  redacted_at: time,
};

type Fields = Readonly<Record<string, z.ZodMiniType>>;
type Known<T extends Fields> = { readonly [K in keyof T]?: z.infer<T[K]> | null };

export type Message = Known<typeof MESSAGE>;

export interface Read<T extends Fields> {
  /** What is as the reference promises. */
  readonly fields: Known<T>;
  /** The names of the others. */
  readonly unreadable: readonly string[];
}

/** Wrong fields are left out. Anything that is no object has no fields. */
function readFields<T extends Fields>(value: unknown, schemas: T): Read<T> {
  const source = isObject(value) ? value : {};
  const fields: Record<string, unknown> = {};
  const unreadable: string[] = [];
  for (const [name, schema] of Object.entries(schemas)) {
    const given = source[name];
    if (given == null || z.safeParse(schema, given).success) fields[name] = given;
    else unreadable.push(name);
  }
  return { fields: fields as Known<T>, unreadable };
}

/** The row as a conversation; `undefined` when it has no id, so that nothing could be asked of it. */
export function toConversation(row: unknown): Conversation | undefined {
  const { fields, unreadable } = readFields(row, CONVERSATION);
  const { id, consent, last_message_body_redacted_at: redactedAt } = fields;
  if (!id) return undefined;
  const read = readFields(consent, CONSENT);
  const wrong = [...unreadable, ...read.unreadable.map((name) => `consent.${name}`)];
  // The list is ordered by it, so none at all is as wrong as one that cannot be read.
  if (fields.last_message_at == null && !wrong.includes('last_message_at')) {
    wrong.push('last_message_at');
  }
  // A date that cannot be read is still one: the preview is the vendor's word for a text that is gone.
  const isRedacted = redactedAt != null || wrong.includes('last_message_body_redacted_at');
  return {
    ...ofNumbers(id, fields.phone_number, fields.contact_number, fields.phone_number_id),
    at: fields.last_message_at ?? null,
    direction: fields.last_message_direction,
    summary: isRedacted ? null : fields.last_message_preview,
    summaryRedactedAt: redactedAt,
    messageCount: fields.message_count,
    consent: consent && consentOf(read.fields),
    transcript: fields.message_count === 0 ? 'none' : 'available',
    ...(wrong.length ? { unreadable: wrong } : {}),
  };
}

/** Whether somebody consented is all there is to it; when, is not known of everybody. */
function consentOf({ opted_in: optedIn, opted_in_at: at }: Known<typeof CONSENT>) {
  return typeof optedIn === 'boolean' ? { optedIn, at: at ?? null } : undefined;
}

/**
 * What is known of a conversation without its row: from one of its messages, when there is one. What is
 * not known is absent.
 */
export function conversationFrom(id: string, message: Message | undefined): Conversation {
  const inbound = message?.direction === 'inbound';
  const [own, contact] = inbound
    ? [message.to_number, message.from_number]
    : [message?.from_number, message?.to_number];
  return {
    ...ofNumbers(id, own, contact, message?.phone_number_id),
    ...(message ? {} : { transcript: 'none' }),
  };
}

function ofNumbers(
  id: string,
  own: string | null | undefined,
  contact: string | null | undefined,
  numberId: string | null | undefined,
): Conversation {
  return {
    id,
    at: null,
    channel: 'text',
    typeLabel: 'Text',
    // Texts have neither; the number's own id is all that tells one number from another.
    status: null,
    duration: null,
    agent: own == null ? own : { id: '', address: own },
    caller: contact == null ? contact : { role: 'caller', address: contact },
    ...(numberId ? { metadata: { phone_number_id: numberId } } : {}),
    recording: 'none',
    transcript: 'available',
  };
}

export function readMessage(value: unknown): Read<typeof MESSAGE> {
  return readFields(value, MESSAGE);
}

/**
 * @param place Where it stands in the answers, for one that has no id of its own. The same in every
 *   reading of the same page.
 * @param baseUrl Where relative links to files start from.
 */
export function toTurn(value: unknown, place: string, baseUrl: string): Turn {
  const { fields, unreadable } = readMessage(value);
  const id = fields.id || place;
  const { body, direction: side, redacted_at: redactedAt } = fields;
  if (!isObject(value) || (!side && body == null && !fields.created_at)) return strange(value, id);
  const isRedacted = redactedAt != null || unreadable.includes('redacted_at');
  const media = isRedacted ? [] : mediaOf(fields.media_urls ?? [], id, baseUrl);
  const isSaid = !isRedacted && body;
  return {
    id,
    kind: 'sms',
    status: 'final',
    ...(side ? { speakerId: side === 'inbound' ? 'caller' : 'agent' } : {}),
    ...(fields.created_at ? { at: fields.created_at } : {}),
    ...(isRedacted ? { redactedAt: redactedAt ?? '' } : {}),
    parts: [
      ...(isSaid ? [{ type: 'text', text: body } as const] : []),
      ...media.map((file) => ({ type: 'file', attachmentId: file.id }) as const),
    ],
    sms: {
      direction: side ?? 'unknown',
      ...(fields.from_number ? { from: fields.from_number } : {}),
      ...(fields.to_number ? { to: fields.to_number } : {}),
      ...(fields.segment_count ? { segments: fields.segment_count } : {}),
    },
    ...(media.length > 0 ? { attachments: media } : {}),
  };
}

/** Nobody knows what it is: shown as it came, so that nothing is left out of the thread. */
function strange(value: unknown, id: string): Turn {
  const part = { type: 'json', text: JSON.stringify(value, null, 2) } as const;
  return { id, kind: 'other', status: 'final', parts: [part] };
}

const MOST_MEDIA = 100;

/** What cannot be linked to stays as a file without a link. */
function mediaOf(urls: readonly unknown[], id: string, baseUrl: string) {
  return urls.slice(0, MOST_MEDIA).map((given, index) => {
    const url = typeof given === 'string' ? wholeUrl(given, baseUrl) : undefined;
    const name = url && new URL(url).pathname.split('/').pop();
    return {
      id: `${id} ${index}`,
      inline: false,
      ...(url ? { url } : {}),
      ...(name ? { name: decoded(name) } : {}),
    };
  });
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** With a zone: without one it would be another instant for every reader. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/i;

function isTime(value: string): boolean {
  return TIME.test(value) && !Number.isNaN(Date.parse(value));
}
