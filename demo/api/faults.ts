/** Failures on demand: what real servers, proxies and networks do at the worst moment. */
import type { Answer } from './vendors/anyreach.js';

export const FAULTS = [
  401,
  403,
  404,
  422,
  429,
  500,
  503,
  /** The connection breaks in the middle of the body. */
  'cut',
  /** No answer until the client or the server goes away. */
  'hang',
  /** A login page with status 200. */
  'html',
  /** The rows wrapped in an object (or one conversation wrapped in an array). */
  'object',
  /** One row whose fields have the wrong types; its id and the time it is ordered by stay right. */
  'wrong-types',
  /** An empty page. */
  'empty',
  /** The cursor is ignored: the first page comes again. */
  'same-cursor',
  /** The right answer, but only after `release()`. */
  'late',
] as const;

export type Fault = (typeof FAULTS)[number];
export type Endpoint = 'list' | 'get' | 'media';

export interface PlannedFault {
  readonly fault: Fault;
  /** How many requests it hits, one after the other; default 1. */
  readonly times?: number;
  /** Seconds, sent as `Retry-After` with 429 (default 1) and, when given, with 503. */
  readonly retryAfter?: number;
  /** The endpoint it waits for; default: the next list or single conversation, never media. */
  readonly on?: Endpoint;
}

export interface FaultQueue {
  plan(fault: PlannedFault): void;
  /** The fault that hits this request, counted as used. */
  take(endpoint: Endpoint): PlannedFault | undefined;
  pending(): readonly PlannedFault[];
  /** Forgets the plans for one fault, or all. */
  clear(fault?: Fault): void;
}

export function createFaultQueue(): FaultQueue {
  let queue: PlannedFault[] = [];
  const hits = (planned: PlannedFault, endpoint: Endpoint): boolean =>
    planned.on ? planned.on === endpoint : endpoint !== 'media';
  return {
    plan(fault) {
      if ((fault.times ?? 1) >= 1) queue.push(fault);
    },
    take(endpoint) {
      const index = queue.findIndex((planned) => hits(planned, endpoint));
      const found = queue[index];
      if (!found) return undefined;
      const times = (found.times ?? 1) - 1;
      queue = times > 0 ? queue.with(index, { ...found, times }) : queue.toSpliced(index, 1);
      return found;
    },
    pending: () => queue,
    clear(fault) {
      queue = fault === undefined ? [] : queue.filter((planned) => planned.fault !== fault);
    },
  };
}

/** What goes over the wire. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Half of the body is sent, then the connection is destroyed. */
  readonly cut?: boolean;
}

/** The reply for an answer that nothing happens to. An Anyreach error's body gets the request id. */
export function replyOf({ status, body }: Answer, requestId: string): Reply {
  const own = status >= 400 && Object.hasOwn(body as object, 'detail');
  const content = own ? { ...(body as object), request_id: requestId } : body;
  return { status, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(content) };
}

/** What failures look like with one vendor. */
export interface Failures {
  /** An error in its words and its shape. */
  failed(status: number): Answer;
  /** Fields of its rows, and for each a value of a type that it never has. */
  readonly spoilt: Readonly<Record<string, unknown>>;
}

/**
 * The reply that a fault makes of an answer; `undefined` for no reply at all.
 *
 * @param answer makes the right answer, or the one to a request without its cursor.
 */
export function playFault(
  planned: PlannedFault,
  answer: (withoutCursor: boolean) => Answer,
  requestId: string,
  { failed, spoilt }: Failures = ANYREACH,
): Reply | undefined {
  const { fault } = planned;
  if (typeof fault === 'number') return failure(planned, failed(fault), requestId);
  const right = (): Reply => replyOf(answer(false), requestId);
  const changed = (change: (body: unknown) => unknown): Reply => {
    const { status, body } = answer(false);
    return replyOf({ status, body: status === 200 ? change(body) : body }, requestId);
  };
  switch (fault) {
    case 'hang':
      return undefined;
    case 'late':
      return right();
    case 'cut':
      return { ...right(), cut: true };
    case 'html':
      return {
        status: 200,
        headers: { 'Content-Type': 'text/html; charset=utf-8' },
        body: '<!doctype html><title>Sign in</title><form><input name="password"></form>',
      };
    case 'object':
      return changed((body) => withRows(body, (items) => ({ items })) ?? [body]);
    case 'empty':
      return changed((body) => withRows(body, () => []) ?? {});
    case 'wrong-types':
      return changed((body) => withRows(body, spoilOneWith(spoilt)) ?? spoil(body, spoilt));
    case 'same-cursor':
      return replyOf(answer(true), requestId);
  }
}

const MESSAGES: Readonly<Record<number, string>> = {
  401: 'Missing or invalid credential',
  403: 'The credential lacks the scope for this action',
  404: 'Not found',
  429: 'Too many requests',
  500: 'Internal server error',
  503: 'Service unavailable',
};

function anyreachFailure(status: number): Answer {
  const detail =
    status === 422
      ? [{ loc: ['query', 'created_after'], msg: 'Must be an ISO 8601 date-time' }]
      : MESSAGES[status];
  return { status, body: { detail } };
}

function failure({ retryAfter }: PlannedFault, answer: Answer, requestId: string): Reply {
  const seconds = retryAfter ?? (answer.status === 429 ? 1 : undefined);
  const reply = replyOf(answer, requestId);
  if (seconds === undefined) return reply;
  return { ...reply, headers: { ...reply.headers, 'Retry-After': String(seconds) } };
}

/** A page with other rows, whether it is a list or has one; `undefined` for what is no page. */
function withRows(body: unknown, change: (rows: readonly unknown[]) => unknown): unknown {
  if (Array.isArray(body)) return change(body);
  const { data } = body as { readonly data?: unknown };
  return Array.isArray(data) ? { ...(body as object), data: change(data) } : undefined;
}

const spoilOneWith =
  (spoilt: Failures['spoilt']) =>
  (rows: readonly unknown[]): unknown[] => {
    const victim = Math.min(2, rows.length - 1);
    return rows.map((row, index) => (index === victim ? spoil(row, spoilt) : row));
  };

/** Only what is there: a row has no fields that nobody asked for. */
function spoil(row: unknown, spoilt: Failures['spoilt']): unknown {
  const wrong = Object.entries(spoilt).filter(([name]) => Object.hasOwn(row as object, name));
  return { ...(row as object), ...Object.fromEntries(wrong) };
}

const ANYREACH: Failures = {
  failed: anyreachFailure,
  spoilt: {
    direction: { way: 'in' },
    channel: 7,
    status: ['completed'],
    user_id: { number: 42 },
    agent: 'nobody',
    duration: 'long',
    user_turn_count: true,
    summary: { text: 'not text' },
    custom_metadata: 'not an object',
    recording_details: [1, 2, 3],
    updated_at: 12,
  },
};
