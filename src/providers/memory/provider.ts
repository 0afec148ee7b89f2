/**
 * A provider over conversations in memory, for stories, tests and prototypes. It behaves like one
 * over a network: pages, filters, latency, failures, changes while somebody watches.
 */
import { providerError } from '../../model/index.js';
import type {
  CallOptions,
  Capabilities,
  Conversation,
  ConversationDetail,
  ConversationField,
  ConversationPage,
  ConversationProvider,
  ErrorKind,
  ListChange,
  ListRequest,
  ProviderError,
  Query,
  Recording,
  RefreshReason,
} from '../../model/index.js';
import { asObject, parseJson } from '../json.js';
import { aborted, sleep, untilAborted } from '../wait.js';
import type { Sleep } from '../wait.js';
import { FILTERS, unknownKeys } from './match.js';
import { createStore } from './store.js';
import type { Place } from './store.js';
import { withhold, withholdDetail } from './withhold.js';

type Lookup<T, A extends unknown[]> =
  | Readonly<Record<string, T>>
  | ((id: string, ...more: A) => T | undefined | Promise<T | undefined>);

export interface MemoryOptions {
  /** In any order; the list shows the newest `at` first. */
  readonly conversations?: readonly Conversation[];
  /** By id. Default: the conversation without a transcript. */
  readonly details?: Lookup<ConversationDetail, []>;
  /** By id. Without it the provider has no recordings to ask for. */
  readonly recordings?: Lookup<Recording, [RefreshReason]>;
  readonly key?: string;
  /** What differs from everything the model can do. Where there is no `campaign`, it is `metadata.campaign`. */
  readonly capabilities?: Partial<Capabilities>;
  /** Fields left out of every answer and stated as withheld. */
  readonly withheld?: readonly ConversationField[];
  /** Seconds before each answer, or a function that gives them. Default 0: at once, but later. */
  readonly latency?: Latency;
  /** For tests: waits without a clock. */
  readonly delay?: Sleep;
  readonly links?: ConversationProvider['links'];
}

export type Latency = number | (() => number);

export interface MemoryProvider extends ConversationProvider {
  /** Calls so far, failed and aborted ones included. */
  readonly calls: { readonly list: number; readonly get: number; readonly recording: number };
  /** The next `times` calls, of any kind, reject with this. Default once. */
  failNext(error: ErrorKind | ProviderError, times?: number): void;
  /** Adds conversations, or replaces those with the same id, and tells the watchers. */
  push(conversations: Conversation | readonly Conversation[]): void;
  /** Takes conversations out and tells the watchers. */
  remove(ids: string | readonly string[]): void;
  setLatency(latency: Latency): void;
}

const FIELDS: readonly ConversationField[] = [
  ...(['id', 'at', 'createdAt', 'updatedAt', 'channel', 'typeLabel', 'direction'] as const),
  ...(['status', 'active', 'agent', 'agent.name', 'caller', 'caller.name', 'others'] as const),
  ...(['summary', 'summaryRedactedAt', 'initialContext', 'duration', 'userTurns'] as const),
  ...(['messageCount', 'cost', 'consent', 'externalId', 'organizationId', 'metadata'] as const),
  ...(['campaign', 'webWidgetId'] as const),
  ...(['recording', 'transcript', 'source', 'hidden', 'unreadable'] as const),
];

export function createMemoryProvider(options: MemoryOptions = {}): MemoryProvider {
  const { key, details, recordings, withheld = [], delay = sleep, links } = options;
  const capabilities: Capabilities = {
    filters: FILTERS,
    fields: FIELDS,
    order: 'created',
    maxPageSize: 1000,
    ...options.capabilities,
  };
  const calls = { list: 0, get: 0, recording: 0 };
  const failures: ProviderError[] = [];
  const store = createStore(options.conversations ?? [], capabilities.filters);
  let { latency = 0 } = options;

  const visible = (one: Conversation) => withhold(one, withheld);

  /** What every call over a network goes through: it is counted, takes its time and may fail. */
  async function call(kind: keyof typeof calls, signal: AbortSignal): Promise<void> {
    calls[kind] += 1;
    if (signal.aborted) throw aborted();
    const failure = failures.shift();
    const seconds = typeof latency === 'function' ? latency() : latency;
    await untilAborted(() => (seconds > 0 ? delay(seconds, signal) : Promise.resolve()), signal);
    if (failure) throw failure;
  }

  async function list(request: ListRequest, { signal }: CallOptions): Promise<ConversationPage> {
    const { query, cursor, pageSize } = request;
    await call('list', signal);
    const [unknown] = unknownKeys(query, capabilities.filters);
    if (unknown) {
      const reason = 'These conversations cannot be filtered by this.';
      throw providerError('invalid-request', reason, { details: { [unknown]: reason } });
    }
    const place = cursor === undefined ? undefined : readCursor(cursor);
    const size = Math.max(1, Math.min(pageSize, capabilities.maxPageSize));
    const found = store.after(place, size + 1, query);
    const items = found.slice(0, size);
    const last = items.at(-1);
    return {
      items: items.map(visible),
      ...(found.length > size && last ? { nextCursor: writeCursor(last) } : {}),
      ...(withheld.length ? { withheld } : {}),
    };
  }

  async function get(id: string, { signal }: CallOptions): Promise<ConversationDetail> {
    await call('get', signal);
    const conversation = store.get(id);
    const detail = (await lookUp(details, id)) ?? (conversation && { conversation });
    if (detail) return withholdDetail(detail, withheld);
    throw providerError('not-found', 'There is no conversation with this id.');
  }

  async function recording(
    id: string,
    { signal, reason }: CallOptions & { readonly reason: RefreshReason },
  ): Promise<Recording> {
    await call('recording', signal);
    if (withheld.includes('recording')) return { availability: 'withheld' };
    return (await lookUp(recordings, id, reason)) ?? { availability: 'none' };
  }

  function watch(
    { query, since }: { readonly query: Query; readonly since?: string },
    { signal }: CallOptions,
  ): AsyncIterable<ListChange> {
    // Begins now, not when the first change is read: nothing in between may be missed.
    const changes = store.watch(query, since, signal);
    return mapped(changes, (change) =>
      change.type === 'upsert' ? { ...change, items: change.items.map(visible) } : change,
    );
  }

  return {
    key,
    capabilities,
    calls,
    list,
    get,
    ...(recordings ? { recording } : {}),
    watch,
    ...(links ? { links } : {}),
    failNext(error, times = 1) {
      const failure = typeof error === 'string' ? providerError(error, `Failed: ${error}`) : error;
      failures.push(...Array<ProviderError>(times).fill(failure));
    },
    push: (conversations) => store.put([conversations].flat() as readonly Conversation[]),
    remove: (ids) => store.remove([ids].flat() as readonly string[]),
    setLatency(value) {
      latency = value;
    },
  };
}

/** Where a page ended, not how far: rows that arrive at the top move nothing. */
function writeCursor({ at, id }: Place): string {
  return JSON.stringify({ at, id });
}

function readCursor(cursor: string): Place {
  const { at, id } = asObject(parseJson(cursor));
  if (typeof id === 'string') return { id, at: typeof at === 'string' ? at : null };
  throw providerError('invalid-request', 'This cursor was not made by this provider.');
}

async function lookUp<T, A extends unknown[]>(
  lookup: Lookup<T, A> | undefined,
  id: string,
  ...more: A
): Promise<T | undefined> {
  if (typeof lookup === 'function') return lookup(id, ...more);
  return lookup && Object.hasOwn(lookup, id) ? lookup[id] : undefined;
}

async function* mapped<T>(values: AsyncIterable<T>, change: (value: T) => T): AsyncGenerator<T> {
  for await (const value of values) yield change(value);
}
