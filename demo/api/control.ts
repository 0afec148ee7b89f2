/** The switches of the reference API, in process and over HTTP at `/__control`. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod/mini';
import type { Exchanges } from './exchange.js';
import { FAULTS, type Endpoint, type Fault, type FaultQueue, type PlannedFault } from './faults.js';
import type { Media } from './media.js';
import { MEDIA_MODES, type MediaPlan } from './media-modes.js';
import type { Behaviour } from './vendors/anyreach.js';

export interface Settings extends Behaviour {
  /** Milliseconds every answer waits, drawn between the two. */
  readonly latency: { readonly min: number; readonly max: number };
  /** Seconds a recording URL works from the moment it is given out. */
  readonly recordingLifetime: number;
  /**
   * Recording URLs start with `http://127.0.0.1:<port>`, another origin than the `localhost` that
   * the demo's pages are opened at. Pages opened while it is on may play from there.
   */
  readonly mediaElsewhere: boolean;
}

export interface ControlState extends Settings {
  /** Conversations in the database. */
  readonly rows: number;
  readonly faults: readonly PlannedFault[];
  /** How recordings are sent. */
  readonly media: MediaPlan;
  /** Requests since the start or the last reset, preflights and control not counted. */
  readonly requests: number;
  /** The same, by endpoint: `get` counts every look at one conversation, so every fresh URL. */
  readonly counts: Readonly<Record<Endpoint, number>>;
}

export interface RequestRecord {
  readonly method: string;
  /** Path and query; the signature of a recording URL is left out, headers are never kept. */
  readonly path: string;
  readonly endpoint: Endpoint;
  /** The `Range` header of a media request. */
  readonly range?: string;
  /** 0 until it is answered, and for good when it never is. */
  readonly status: number;
}

/** A request for a recording, without its URL. */
export type MediaRequest = Pick<RequestRecord, 'method' | 'range' | 'status'> & {
  /** Id of the conversation. */
  readonly conversation: string;
};

export interface Control {
  state(): ControlState;
  /** Changes standing settings; the others stay. */
  set(change: Partial<Settings>): void;
  /** Makes the next requests fail; plans are played in the order they were made. */
  failNext(fault: Fault, times?: number, more?: Pick<PlannedFault, 'retryAfter' | 'on'>): void;
  /** Forgets all planned faults. */
  clearFaults(): void;
  /** Lets all answers go that the fault `late` holds back or, being planned, would hold back. */
  release(): void;
  /** Refuses every recording URL given out so far; `cut` also ends the answers under way. */
  expireUrls(options?: { readonly cut?: boolean }): void;
  /** Sends recordings in this way until the next call or the end of its `times`. */
  setMedia(plan: MediaPlan): void;
  /** Adds conversations newer than all others; answers their ids, newest first. */
  insertAtTop(count: number): string[];
  /** Deletes conversations anywhere in the list, never the newest; answers their ids. */
  remove(count: number): string[];
  /**
   * Lets text messages arrive: in `moved` threads anywhere in the list, which so move to its top, and
   * in `begun` new ones. Answers their ids.
   */
  textMessages(plan: TextMessages): Promise<string[]>;
  /** The latest requests, oldest first, at most 1,000. */
  requests(): readonly RequestRecord[];
  /** Those of them that were for a recording. */
  mediaRequests(): readonly MediaRequest[];
  /** The next request, as soon as it arrives; before it is answered. */
  nextRequest(): Promise<RequestRecord>;
  resetRequests(): void;
}

export interface TextMessages {
  readonly moved?: number;
  readonly begun?: number;
}

/** What the switches act on. */
export interface ControlTargets {
  readonly settings: { current: Settings };
  readonly faults: FaultQueue;
  readonly log: RequestLog;
  readonly exchanges: Pick<Exchanges, 'release'>;
  readonly rows: () => number;
  readonly media: Pick<Media, 'expireUrls' | 'modes'>;
  readonly insertAtTop: (count: number) => string[];
  readonly remove: (count: number) => string[];
  readonly textMessages: Control['textMessages'];
}

export function createControl(targets: ControlTargets): Control {
  const { settings, faults, log, media } = targets;
  return {
    state: () => ({
      ...settings.current,
      rows: targets.rows(),
      faults: faults.pending(),
      media: media.modes.current(),
      requests: log.total(),
      counts: log.counts(),
    }),
    set(change) {
      settings.current = { ...settings.current, ...change };
    },
    failNext: (fault, times = 1, more = {}) => faults.plan({ ...more, fault, times }),
    clearFaults: () => faults.clear(),
    release() {
      faults.clear('late');
      targets.exchanges.release();
    },
    expireUrls: (options) => media.expireUrls(options),
    setMedia: (plan) => media.modes.plan(plan),
    insertAtTop: targets.insertAtTop,
    remove: targets.remove,
    textMessages: targets.textMessages,
    requests: () => log.records(),
    mediaRequests: () => log.records().filter(isMedia).map(withoutUrl),
    nextRequest: () => log.next(),
    resetRequests: () => log.reset(),
  };
}

const isMedia = ({ endpoint }: RequestRecord): boolean => endpoint === 'media';

function withoutUrl({ method, path, range, status }: RequestRecord): MediaRequest {
  const conversation = /([^/]+)\.wav(?:\?|$)/.exec(path)?.[1] ?? '';
  return { method, conversation, ...(range === undefined ? {} : { range }), status };
}

export interface RequestLog {
  /** Notes a request and answers a function that notes its status. */
  note(record: Omit<RequestRecord, 'status'>): (status: number) => void;
  total(): number;
  counts(): Readonly<Record<Endpoint, number>>;
  records(): readonly RequestRecord[];
  next(): Promise<RequestRecord>;
  reset(): void;
}

const LOG_SIZE = 1_000;
const NONE: Readonly<Record<Endpoint, number>> = { list: 0, get: 0, media: 0 };

export function createRequestLog(): RequestLog {
  let records: { -readonly [K in keyof RequestRecord]: RequestRecord[K] }[] = [];
  let counts = NONE;
  let waiting: ((record: RequestRecord) => void)[] = [];
  return {
    note(record) {
      const kept = { ...record, status: 0 };
      for (const tell of waiting) tell({ ...kept });
      waiting = [];
      counts = { ...counts, [record.endpoint]: counts[record.endpoint] + 1 };
      records.push(kept);
      if (records.length > LOG_SIZE) records.shift();
      return (status) => {
        kept.status = status;
      };
    },
    total: () => counts.list + counts.get + counts.media,
    counts: () => counts,
    records: () => records.map((record) => ({ ...record })),
    next: () => new Promise((resolve) => waiting.push(resolve)),
    reset() {
      records = [];
      counts = NONE;
    },
  };
}

const wholeNumber = (low: number, high: number) => z.int().check(z.minimum(low), z.maximum(high));
const faultName = z.enum(FAULTS.map(String));

const CHANGE = z.strictObject({
  latency: z.optional(z.strictObject({ min: wholeNumber(0, 60_000), max: wholeNumber(0, 60_000) })),
  cursorBound: z.optional(z.enum(['exclusive', 'inclusive'])),
  manageLiftsSensitive: z.optional(z.boolean()),
  sensitiveFieldsError: z.optional(z.nullable(z.literal([400, 403]))),
  revokeTokens: z.optional(z.boolean()),
  recordingLifetime: z.optional(z.number().check(z.positive())),
  mediaElsewhere: z.optional(z.boolean()),
  media: z.optional(
    z.strictObject({
      mode: z.enum(MEDIA_MODES),
      conversation: z.optional(z.string()),
      times: z.optional(wholeNumber(1, 1_000_000)),
      seconds: z.optional(z.number().check(z.minimum(0))),
      bytesPerSecond: z.optional(wholeNumber(1, 1e9)),
    }),
  ),
  failNext: z.optional(
    z.strictObject({
      fault: z.pipe(z.pipe(z.union([z.string(), z.number()]), z.transform(String)), faultName),
      times: z.optional(wholeNumber(1, 1_000_000)),
      retryAfter: z.optional(z.number().check(z.minimum(0))),
      on: z.optional(z.enum(['list', 'get', 'media'])),
    }),
  ),
  clearFaults: z.optional(z.literal(true)),
  release: z.optional(z.literal(true)),
  expireUrls: z.optional(z.union([z.literal(true), z.strictObject({ cut: z.boolean() })])),
  insertAtTop: z.optional(wholeNumber(1, 10_000)),
  remove: z.optional(wholeNumber(1, 10_000)),
  textMessages: z.optional(
    z.strictObject({
      moved: z.optional(wholeNumber(0, 1000)),
      begun: z.optional(wholeNumber(0, 1000)),
    }),
  ),
  resetRequests: z.optional(z.literal(true)),
});

/** What can be read, by its path. */
export const CONTROL_PATHS: Readonly<Record<string, (control: Control) => unknown>> = {
  '/__control': (control) => control.state(),
  '/__control/requests': (control) => control.requests(),
  '/__control/media': (control) => control.mediaRequests(),
};

/**
 * `GET /__control`: the state; `GET /__control/requests`: the log; `GET /__control/media`: what of
 * it was for recordings, without URLs; `POST /__control`: changes, any of the keys of `CHANGE`,
 * answered with the new state and, after `insertAtTop`, `inserted`.
 * Only for this machine; a POST must be JSON, which a foreign web page cannot send unasked.
 */
export async function serveControl(
  control: Control,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const send = (status: number, body: unknown): void => {
    response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
    response.end(JSON.stringify(body));
  };
  if (!isLoopback(request.socket.remoteAddress))
    return send(403, { detail: 'Only on this machine' });
  if (request.method === 'GET') {
    return send(200, CONTROL_PATHS[path]?.(control));
  }
  if (request.method !== 'POST' || path !== '/__control') {
    return send(405, { detail: 'Method not allowed' });
  }
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
    return send(415, { detail: 'Must be application/json' });
  }
  const parsed = CHANGE.safeParse(await readJson(request));
  if (!parsed.success) return send(422, { detail: parsed.error.issues });
  const { textMessages, ...change } = parsed.data;
  const inserted = applyChange(control, change);
  if (textMessages) await control.textMessages(textMessages);
  send(200, { ...control.state(), ...(inserted ? { inserted } : {}) });
}

function applyChange(
  control: Control,
  change: Omit<z.infer<typeof CHANGE>, 'textMessages'>,
): string[] | undefined {
  const { failNext, clearFaults, release, expireUrls, media, resetRequests, ...others } = change;
  const { insertAtTop, remove, ...rest } = others;
  control.set(Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)));
  if (clearFaults) control.clearFaults();
  if (failNext) {
    const fault = FAULTS.find((known) => String(known) === failNext.fault) as Fault;
    control.failNext(fault, failNext.times, { retryAfter: failNext.retryAfter, on: failNext.on });
  }
  if (release) control.release();
  if (expireUrls) control.expireUrls(expireUrls === true ? {} : expireUrls);
  if (media) control.setMedia(media);
  if (resetRequests) control.resetRequests();
  if (remove) control.remove(remove);
  return insertAtTop === undefined ? undefined : control.insertAtTop(insertAtTop);
}

function isLoopback(address: string | undefined): boolean {
  return /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(address ?? '');
}

/** `undefined` for anything that is not JSON or longer than a settings change can be. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > 100_000) return undefined;
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
