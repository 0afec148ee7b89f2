/** The AgentMessage contract over the demo's database: text messages, in the vendor's envelope. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Failures, Reply } from '../faults.js';
import { numberIdOf } from '../people.js';
import { hash } from '../random.js';
import type { Message, Thread, ThreadFilters, Threads } from '../threads.js';
import { parseInstant, printInstant } from '../time.js';
import type { Answer } from './anyreach.js';

export interface AgentMessageContext {
  readonly threads: Threads;
  /** The instant at which retention is judged, in microseconds. */
  readonly now: number;
  readonly revokeTokens: boolean;
}

export interface AgentMessageCall {
  readonly path: string;
  readonly params: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
}

const PATH = '/v1/conversations';
const MESSAGES = /^\/v1\/conversations\/([^/]+)\/messages$/;

/** How long bodies are kept, in microseconds. */
const RETENTION = 90 * 86_400 * 1_000_000;

/** Which endpoint a path belongs to, if any. */
export function agentMessageEndpoint(path: string): 'list' | 'get' | undefined {
  if (path === PATH) return 'list';
  return MESSAGES.test(path) ? 'get' : undefined;
}

/**
 * Answers a GET on one of the endpoints. Demo credentials only, known to everybody who reads this:
 * `am_live_demo`, and `am_live_noscope`, which lacks `conversations:read`.
 */
export function answerAgentMessage(context: AgentMessageContext, call: AgentMessageCall): Answer {
  const match = /^Bearer am_live_(demo|noscope)(~2)?$/i.exec(call.headers.authorization ?? '');
  if (!match || (context.revokeTokens && !match[2])) {
    return refuse(401, 'UNAUTHORIZED', 'Invalid API key.');
  }
  if (match[1] !== 'demo') return refuse(403, 'FORBIDDEN', 'Missing scope: conversations:read');
  return call.path === PATH ? list(context, call.params) : messages(context, call);
}

type Problems = Record<string, string>;

function list({ threads, now }: AgentMessageContext, params: URLSearchParams): Answer {
  const problems: Problems = {};
  const filters = readFilters(params, threads, problems);
  const limit = readLimit(params, problems);
  const below = readCursor(params, 2, problems) as [number, number] | undefined;
  if (Object.keys(problems).length > 0) return invalid(problems);
  // One more, to know whether there is a page after this one.
  const found = filters ? threads.list(filters, limit + 1, below) : [];
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const next = found.length > limit && last ? writeCursor([last.last_at, last.key]) : null;
  return page(
    rows.map((thread) => printThread(thread, threads.last(thread), now)),
    limit,
    next,
  );
}

function messages({ threads, now }: AgentMessageContext, call: AgentMessageCall): Answer {
  const problems: Problems = {};
  const pair = readId(MESSAGES.exec(call.path)?.[1] ?? '');
  if (!pair) return refuse(400, 'INVALID_INPUT', 'Malformed conversation id.');
  const limit = readLimit(call.params, problems);
  const [from = 0] = readCursor(call.params, 1, problems) ?? [];
  if (Object.keys(problems).length > 0) return invalid(problems);
  const thread = threads.find(...pair);
  if (!thread) return refuse(404, 'NOT_FOUND', 'Conversation not found.');
  const found = threads.messages(thread.key, from, limit + 1);
  const next = found.length > limit ? writeCursor([from + limit]) : null;
  return page(
    found.slice(0, limit).map((message) => printMessage(thread, message, now)),
    limit,
    next,
  );
}

/** `total` and `offset` are as useless as the vendor's own. */
function page(data: readonly unknown[], limit: number, next: string | null): Answer {
  const meta = { total: 0, limit, offset: 0, next_cursor: next };
  return { status: 200, body: { success: true, data, meta } };
}

function refuse(status: number, code: string, message: string, details?: Problems): Answer {
  return { status, body: { code, message, ...(details ? { details } : {}) } };
}

const INVALID = ['VALIDATION_FAILED', 'Some parameters are invalid.'] as const;

const invalid = (details: Problems): Answer => refuse(400, ...INVALID, details);

/** `undefined`: no thread can match. */
function readFilters(
  params: URLSearchParams,
  threads: Threads,
  problems: Problems,
): ThreadFilters | undefined {
  const text = (name: string): string | undefined => params.get(name) ?? undefined;
  const [numberId, optedIn, since] = [text('phone_number_id'), text('opted_in'), text('since')];
  if (numberId !== undefined && !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(numberId)) {
    problems['phone_number_id'] = 'Must be a UUID.';
  }
  if (optedIn !== undefined && !/^(true|false)$/.test(optedIn)) {
    problems['opted_in'] = 'Must be true or false.';
  }
  const instant = since === undefined ? undefined : parseInstant(since);
  if (since !== undefined && instant === undefined) problems['since'] = 'Must be ISO 8601.';
  const number = threads.numbers().find((one) => numberIdOf(one) === numberId?.toLowerCase());
  if (numberId !== undefined && number === undefined) return undefined;
  return {
    number,
    contact: text('contact_number'),
    since: instant,
    optedIn: optedIn === undefined ? undefined : optedIn === 'true',
  };
}

function readLimit(params: URLSearchParams, problems: Problems): number {
  const text = params.get('limit') ?? '50';
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > 200) problems['limit'] = 'Must be a whole number from 1 to 200.';
  return limit;
}

const writeCursor = (place: readonly number[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

function readCursor(
  params: URLSearchParams,
  length: number,
  problems: Problems,
): readonly number[] | undefined {
  const text = params.get('cursor');
  if (text === null) return undefined;
  const place = parsed(text);
  if (Array.isArray(place) && place.length === length && place.every(Number.isFinite)) {
    return place as number[];
  }
  problems['cursor'] = 'Not a cursor of this list.';
  return undefined;
}

/** The conversation id: number and contact, which no conversation shares with another. */
export const threadId = ({ number, contact }: Pick<Thread, 'number' | 'contact'>): string =>
  Buffer.from(JSON.stringify([number, contact])).toString('base64url');

function readId(text: string): [string, string] | undefined {
  const pair = parsed(text);
  const isPair = Array.isArray(pair) && pair.length === 2;
  return isPair && pair.every((one) => typeof one === 'string')
    ? (pair as [string, string])
    : undefined;
}

/** What base64url of JSON says; `undefined` for anything else. */
function parsed(text: string): unknown {
  if (!/^[\w-]+$/.test(text)) return undefined;
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown;
  } catch {
    return undefined;
  }
}

const time = (instant: number): string => printInstant(instant, 'milliseconds', 'Z');

/** When retention took the body of a message of this instant; `null` while it is there. */
const redactedAt = (at: number, now: number): string | null =>
  at + RETENTION <= now ? time(at + RETENTION) : null;

function printThread(thread: Thread, last: Message, now: number): Record<string, unknown> {
  const redacted = redactedAt(last.at, now);
  return {
    id: threadId(thread),
    phone_number_id: numberIdOf(thread.number),
    phone_number: thread.number,
    contact_number: thread.contact,
    last_message_at: time(thread.last_at),
    last_message_direction: last.direction,
    last_message_preview: redacted ? '[redacted]' : last.body.slice(0, 160),
    last_message_body_redacted_at: redacted,
    message_count: thread.message_count,
    consent:
      thread.opted_in === null
        ? null
        : {
            opted_in: thread.opted_in === 1,
            opted_in_at: thread.opted_in_at === null ? null : time(thread.opted_in_at),
          },
  };
}

function printMessage(thread: Thread, message: Message, now: number): Record<string, unknown> {
  const { number, contact } = thread;
  const inbound = message.direction === 'inbound';
  const redacted = redactedAt(message.at, now);
  const tail = `${message.thread}`.padStart(6, '0') + `${message.place}`.padStart(6, '0');
  return {
    id: `${hash(message.thread, message.place).toString(16).padStart(8, '0')}-0000-4000-8000-${tail}`,
    direction: message.direction,
    phone_number_id: numberIdOf(number),
    from_number: inbound ? contact : number,
    to_number: inbound ? number : contact,
    body: redacted ? null : message.body,
    media_urls: redacted || message.media === null ? [] : [message.media],
    channel: 'sms',
    segment_count: Math.max(1, Math.ceil(message.body.length / 153)),
    created_at: time(message.at),
    redacted_at: redacted,
  };
}

const WORDS: Readonly<Record<number, readonly [code: string, message: string]>> = {
  401: ['UNAUTHORIZED', 'Invalid API key.'],
  403: ['FORBIDDEN', 'Missing scope: conversations:read'],
  404: ['NOT_FOUND', 'Conversation not found.'],
  429: ['RATE_LIMITED', 'Too many requests.'],
  503: ['SERVICE_UNAVAILABLE', 'Try again later.'],
};

/** What failures look like with this vendor; the envelope comes with all errors. */
export const agentMessageFailures: Failures = {
  failed: (status) =>
    status === 422
      ? refuse(422, ...INVALID, { since: 'Must be ISO 8601.' })
      : refuse(status, ...(WORDS[status] ?? ['INTERNAL_ERROR', 'Something went wrong.'])),
  spoilt: {
    phone_number_id: 7,
    phone_number: ['+12025550100'],
    contact_number: { number: 42 },
    last_message_direction: 'sideways',
    last_message_preview: { text: 'not text' },
    message_count: '12',
    consent: 'yes',
    direction: 7,
    body: ['not text'],
    media_urls: 'not a list',
    segment_count: 'one',
  },
};

/** Every error has the vendor's envelope, also one that was asked for. */
export function enveloped(reply: Reply, requestId: string): Reply {
  if (reply.status < 400) return reply;
  const error = { ...(JSON.parse(reply.body) as object), request_id: requestId };
  return { ...reply, body: JSON.stringify({ success: false, error }) };
}
