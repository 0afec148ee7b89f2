/**
 * The reference API: the vendor's wire contract over real HTTP from a database of generated
 * conversations, with real audio, and with failures on demand.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import {
  CONTROL_PATHS,
  createControl,
  createRequestLog,
  serveControl,
  type Control,
  type RequestLog,
  type Settings,
} from './control.js';
import { openStore } from './db.js';
import {
  answerMethod,
  createExchanges,
  describe,
  fail,
  originOf,
  send,
  urlOf,
  type Exchange,
  type Exchanges,
} from './exchange.js';
import {
  createFaultQueue,
  playFault,
  replyOf,
  type Endpoint,
  type Failures,
  type FaultQueue,
} from './faults.js';
import { conversationId } from './ids.js';
import { createMedia } from './media.js';
import { randomFrom } from './random.js';
import { parseInstant, UNIT, type Precision } from './time.js';
import type { DataSet } from './timeline.js';
import {
  agentMessageEndpoint,
  agentMessageFailures,
  answerAgentMessage,
  enveloped,
  threadId,
} from './vendors/agentmessage.js';
import {
  answerAnyreach,
  anyreachEndpoint,
  type Answer,
  type AnyreachContext,
} from './vendors/anyreach.js';
import {
  answerAutocalls,
  autocallsEndpoint,
  autocallsFailures,
  autocallsIds,
} from './vendors/autocalls.js';

export type { Control, ControlState, MediaRequest, RequestRecord, Settings } from './control.js';
export type { Endpoint, Fault, PlannedFault } from './faults.js';
export type { MediaMode, MediaPlan } from './media-modes.js';

export interface ApiOptions {
  /** Conversations to generate, up to 1,000,000; default 25,000. */
  readonly rows?: number;
  /** Default 1. The same seed, rows and now give the same data. */
  readonly seed?: number;
  /** ISO instant the newest row is near; default: the start of the process. */
  readonly now?: string;
  /** Whether rows of the cursor's own instant come again; default `exclusive`: they do not. */
  readonly cursorBound?: 'exclusive' | 'inclusive';
  /**
   * How many digits of a second are printed; default `microseconds`. What is not printed is not
   * compared either: with `seconds` many rows share an instant.
   */
  readonly timestamps?: Precision;
  /** How a printed time names UTC; default `+00:00`. */
  readonly zoneSuffix?: '+00:00' | 'Z';
  /** Whether `conversations:manage` alone also shows the sensitive fields; default true. */
  readonly manageLiftsSensitive?: boolean;
  /** Status for naming a sensitive field without the scope; default `null`: it is just absent. */
  readonly sensitiveFieldsError?: 400 | 403 | null;
  /** Seconds a recording URL works; default 300. */
  readonly recordingLifetime?: number;
  /** What recording URLs start with, an absolute URL or a path; default: the API's own origin. */
  readonly recordingPath?: string;
  /** Called while the database fills. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Milliseconds since 1970, for the expiry of recording URLs; default `Date.now`. */
  readonly clock?: () => number;
}

export interface Api {
  /** Handles a Node request if the path is one of the API's; answers false when it is not. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
  /** The same switches as `/__control`. */
  readonly control: Control;
  /** Where recordings come from if not from the API's own origin: for the policy of a page. */
  mediaOrigin(request: IncomingMessage): string | undefined;
  /** For tests: the ids the vendor's inbox would show (not `token_created`), newest first. */
  visibleIds(): string[];
  /** For tests: the ids and last times of all threads of text messages, newest first. */
  textThreads(): Promise<readonly { readonly id: string; readonly at: number }[]>;
  /** For tests: the ids that both lists of Autocalls hold, newest first. */
  autocallsIds(): string[];
  /** Ends open requests and drops the database with its file. */
  close(): Promise<void>;
}

/** Fills a database of its own, in batches that let the event loop breathe. */
export async function createApi(options: ApiOptions = {}): Promise<Api> {
  const { seed = 1, timestamps = 'microseconds', clock = Date.now } = options;
  const store = await openStore(dataSet(options, clock), options.onProgress);
  const settings = { current: initialSettings(options) };
  const media = createMedia({ seed, lifetime: () => settings.current.recordingLifetime, clock });
  const mediaOrigin = ({ socket }: IncomingMessage): string | undefined =>
    settings.current.mediaElsewhere ? `http://127.0.0.1:${socket.localPort}` : undefined;
  const parts: Parts = {
    anyreach: {
      store,
      media,
      precision: timestamps,
      zoneSuffix: options.zoneSuffix ?? '+00:00',
      behaviour: () => settings.current,
    },
    faults: createFaultQueue(),
    log: createRequestLog(),
    exchanges: createExchanges(),
    latency: latencyOf(settings, seed),
    mediaBase: (request) =>
      mediaOrigin(request) ?? options.recordingPath?.replace(/\/$/, '') ?? originOf(request),
  };
  const control = createControl({
    ...parts,
    settings,
    rows: () => store.count(),
    media,
    insertAtTop: (count) => store.insertAtTop(count).map((seq) => conversationId(seed, seq)),
    remove: (count) => store.remove(count).map((seq) => conversationId(seed, seq)),
    textMessages: async ({ moved = 0, begun = 0 }) => {
      const threads = await store.threads();
      return [...threads.move(moved), ...threads.begin(begun)].map(threadId);
    },
  });
  return {
    control,
    mediaOrigin,
    visibleIds: () => store.visible().map((seq) => conversationId(seed, seq)),
    textThreads: async () =>
      (await store.threads()).all().map((thread) => ({ id: threadId(thread), at: thread.last_at })),
    autocallsIds: () => autocallsIds(store),
    handle: (request, response) => handle(parts, control, request, response),
    async close() {
      parts.exchanges.close();
      store.close();
    },
  };
}

interface Parts {
  readonly anyreach: AnyreachContext;
  readonly faults: FaultQueue;
  readonly log: RequestLog;
  readonly exchanges: Exchanges;
  /** Milliseconds the next answer waits. */
  readonly latency: () => number;
  /** What recording URLs start with. */
  readonly mediaBase: (request: IncomingMessage) => string;
}

function handle(
  parts: Parts,
  control: Control,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const url = urlOf(request);
  if (!url) return false;
  if (Object.hasOwn(CONTROL_PATHS, url.pathname)) {
    serveControl(control, request, response, url.pathname).catch(() => response.destroy());
    return true;
  }
  const endpoint =
    anyreachEndpoint(url.pathname) ??
    agentMessageEndpoint(url.pathname) ??
    autocallsEndpoint(url.pathname) ??
    (url.pathname.startsWith('/media/') ? 'media' : undefined);
  if (!endpoint) return false;
  const exchange = parts.exchanges.open(request, response, url);
  if (answerMethod(endpoint, exchange)) return true;
  serve(parts, endpoint, exchange).catch((error: unknown) => fail(exchange, error));
  return true;
}

async function serve(parts: Parts, endpoint: Endpoint, exchange: Exchange): Promise<void> {
  const answered = parts.log.note(describe(endpoint, exchange));
  const fault = parts.faults.take(endpoint);
  // Before the latency, so that no release can come between a request and its being held.
  if (fault?.fault === 'late') await parts.exchanges.held(exchange.signal);
  const wait = parts.latency();
  if (wait > 0) await delay(wait, undefined, { signal: exchange.signal });
  if (endpoint === 'media' && (!fault || fault.fault === 'late')) {
    answered(parts.anyreach.media.serve(exchange.request, exchange.response, exchange.url));
    return;
  }
  const isTexts = agentMessageEndpoint(exchange.url.pathname) !== undefined;
  const answer = isTexts
    ? await answeringTexts(parts, exchange)
    : answering(parts, endpoint, exchange);
  const reply = fault
    ? playFault(fault, answer, exchange.id, failuresOf(exchange))
    : replyOf(answer(false), exchange.id);
  if (!reply) return;
  answered(reply.status);
  send(exchange.response, isTexts ? enveloped(reply, exchange.id) : reply);
}

/** Makes the right answer, on request as if no cursor had been sent. */
function answering(
  parts: Parts,
  endpoint: Endpoint,
  { request, url }: Exchange,
): (withoutCursor: boolean) => Answer {
  if (endpoint === 'media') return () => ({ status: 200, body: {} });
  const mediaBase = parts.mediaBase(request);
  return (withoutCursor) => {
    const params = new URLSearchParams(url.searchParams);
    if (withoutCursor) ['cursor', 'page'].forEach((name) => params.delete(name));
    const call = { path: url.pathname, params, headers: request.headers, mediaBase };
    return autocallsEndpoint(call.path)
      ? answerAutocalls(parts.anyreach, call)
      : answerAnyreach(parts.anyreach, call);
  };
}

async function answeringTexts(
  { anyreach: { store, behaviour } }: Parts,
  { request: { headers }, url }: Exchange,
): Promise<(withoutCursor: boolean) => Answer> {
  const context = { threads: await store.threads(), now: store.set.now };
  return (withoutCursor) => {
    const params = new URLSearchParams(url.searchParams);
    if (withoutCursor) params.delete('cursor');
    const { revokeTokens } = behaviour();
    const call = { path: url.pathname, params, headers };
    return answerAgentMessage({ ...context, revokeTokens }, call);
  };
}

/** How the vendor of a path fails; absent: as Anyreach does. */
function failuresOf({ url: { pathname } }: Exchange): Failures | undefined {
  if (agentMessageEndpoint(pathname)) return agentMessageFailures;
  return autocallsEndpoint(pathname) ? autocallsFailures(pathname) : undefined;
}

function dataSet(options: ApiOptions, clock: () => number): DataSet {
  const { rows = 25_000, seed = 1, timestamps = 'microseconds' } = options;
  const now = parseInstant(options.now ?? new Date(clock()).toISOString());
  if (now === undefined) throw new TypeError('now must be an ISO 8601 date-time');
  if (!Number.isInteger(rows) || rows < 0 || rows > 1_000_000) {
    throw new RangeError('rows must be a whole number from 0 to 1,000,000');
  }
  return { seed, rows, now, unit: UNIT[timestamps] };
}

function latencyOf(settings: { readonly current: Settings }, seed: number): () => number {
  const random = randomFrom(seed, 0x6a);
  return () => {
    const { min, max } = settings.current.latency;
    return min + random() * Math.max(0, max - min);
  };
}

/** `createApi` behind an HTTP server of its own on 127.0.0.1; port 0, the default, is any free one. */
export async function startApi(
  options: ApiOptions & { readonly port?: number } = {},
): Promise<Api & { readonly url: string }> {
  const api = await createApi(options);
  const server = createServer((request, response) => {
    if (!api.handle(request, response)) {
      response.writeHead(404, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ detail: 'Not found' }));
    }
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  return {
    ...api,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      await api.close();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function initialSettings(options: ApiOptions): Settings {
  return {
    latency: { min: 0, max: 0 },
    cursorBound: options.cursorBound ?? 'exclusive',
    manageLiftsSensitive: options.manageLiftsSensitive ?? true,
    sensitiveFieldsError: options.sensitiveFieldsError ?? null,
    recordingLifetime: options.recordingLifetime ?? 300,
    mediaElsewhere: false,
    revokeTokens: false,
  };
}
