/** The Autocalls conversations and calls, as one provider. */
import { isProviderError, providerError } from '../../model/index.js';
import type {
  CallOptions,
  Capabilities,
  Conversation,
  ConversationDetail,
  ConversationField,
  ConversationPage,
  ConversationProvider,
  ListRequest,
  PageNotice,
  Recording,
} from '../../model/index.js';
import { createHttp } from '../http.js';
import type { HttpOptions } from '../http.js';
import { isObject } from '../json.js';
import { pathSegment } from '../path-segment.js';
import { playableUrl } from '../playable-url.js';
import { advance, MAX_PAGE_SIZE, readPosition, writePosition } from './paging.js';
import { filtersOf, sourcesOf, withQueryKeys } from './query.js';
import type { Named, Resource, Source } from './query.js';
import { accountClock } from './time.js';
import {
  callNumber,
  notTheContract,
  readCall,
  readConversation,
  readCursorPage,
  readNumberedPage,
} from './wire.js';
import type { ReadRow } from './wire.js';

export interface AutocallsOptions extends Omit<HttpOptions, 'baseUrl'> {
  /**
   * Default `https://app.autocalls.ai/api`; that of a white-label host for an account there. May be
   * relative, for a proxy on the page's own origin.
   */
  readonly baseUrl?: string;
  /** What is listed. Default: conversations and phone calls, merged newest first. */
  readonly resources?: readonly ('conversations' | 'calls')[];
  /** IANA zone of the times, which the API prints without one. Default `UTC`. */
  readonly timeZone?: string;
  /** ISO 4217 code of the account's currency. Default: costs are plain numbers. */
  readonly currency?: string;
  /**
   * Assistants to filter by, with the ids that the parameter `assistant_id` takes, which need not be
   * those in the rows. Default: the filter is not offered; a query of the host's own may still use it.
   */
  readonly assistants?: readonly { readonly id: string | number; readonly name: string }[];
  /** Campaigns to filter by, with the ids that `campaign_id` takes. Default: as for `assistants`. */
  readonly campaigns?: readonly { readonly id: string | number; readonly name: string }[];
  readonly links?: ConversationProvider['links'];
  /** Stable identity of this source on the page. Default `autocalls`. */
  readonly key?: string;
}

const LISTS = { conversations: '/user/conversations', calls: '/user/calls' } as const;

/**
 * Conversations and phone calls of one Autocalls account, newest first.
 *
 * A query with more than one status or channel, or with a filter that a resource does not have,
 * rejects with `invalid-request`. Throws a RangeError for a time zone that nobody knows.
 */
export function createAutocallsProvider(options: AutocallsOptions = {}): ConversationProvider {
  const { baseUrl = 'https://app.autocalls.ai/api', key = 'autocalls', links } = options;
  const { resources = ['conversations', 'calls'], timeZone = 'UTC', currency } = options;
  const http = createHttp({ ...options, baseUrl });
  const clock = accountClock(timeZone);
  const mapping = { clock, currency };

  /** One page of one list. */
  async function page(
    { resource, params, except }: Omit<Source, 'name'>,
    next: string | number,
    size: number,
    signal: AbortSignal,
  ) {
    const at = resource === 'calls' ? { page: next } : { cursor: next || undefined };
    const asked = { ...params, per_page: size, ...at };
    const body = await http.getJson(LISTS[resource], { params: asked, signal });
    const { data, ...rest } =
      resource === 'calls' ? readNumberedPage(body, Number(next), size) : readCursorPage(body);
    const read = resource === 'calls' ? readCall : readConversation;
    const rows = data.map((value) => read(value, mapping));
    const fits = ({ conversation }: ReadRow) => !except || conversation?.channel !== except;
    return { rows: rows.filter(fits), ...rest };
  }

  async function list(request: ListRequest, { signal }: CallOptions): Promise<ConversationPage> {
    const { query, cursor, pageSize } = request;
    const sources = sourcesOf(query, { resources, clock });
    if (sources.length === 0) return { items: [] };
    const starts = Object.fromEntries(
      sources.map(({ name, resource }) => [name, resource === 'calls' ? 1 : '']),
    );
    const position = readPosition(cursor, starts, sizeOf(pageSize));
    // When one list fails, the others need not be waited for.
    const stop = new AbortController();
    const { rows, next, misplaced } = await advance<ReadRow>(position, (name, at, size) => {
      const source = sources.find((one) => one.name === name) as Source;
      return page(source, at, size, AbortSignal.any([signal, stop.signal]));
    }).catch((thrown: unknown) => {
      stop.abort();
      throw isProviderError(thrown) ? withQueryKeys(thrown, query) : thrown;
    });
    return {
      items: rows.flatMap(({ conversation }) => conversation ?? []),
      ...(next ? { nextCursor: writePosition(next) } : {}),
      notices: [
        ...rows.flatMap(unreadableNotices),
        ...misplaced.flatMap(({ conversation }): PageNotice[] =>
          conversation ? [{ kind: 'out-of-order', id: conversation.id }] : [],
        ),
      ],
    };
  }

  async function call(number: string, signal: AbortSignal) {
    const body = await http.getJson(`${LISTS.calls}/${pathSegment(number)}`, { signal });
    const row = isObject(body) && isObject(body['data']) ? body['data'] : body;
    const { conversation } = readCall(row, mapping);
    if (!isObject(row) || !conversation) throw notTheContract('a call');
    return { row, conversation };
  }

  async function get(
    id: string,
    { signal, known }: CallOptions & { readonly known?: Conversation },
  ): Promise<ConversationDetail> {
    const number = callNumber(id);
    if (number !== undefined) {
      const { row, conversation } = await call(number, signal);
      const raw = row['transcript'];
      return { conversation, ...(raw == null ? {} : { transcript: { raw, shape: 'autocalls' } }) };
    }
    const body = await http.getJson(`/conversations/${pathSegment(id)}`, { signal });
    if (!isObject(body)) throw notTheContract('a conversation');
    if (body['status'] === false) throw refusal(body['error']);
    if (!Array.isArray(body['history'])) throw notTheContract('a history');
    const said = readConversation({ ...body, id, type: typeIn(body) }, mapping).conversation;
    const row = known ?? (await found(id, body, signal)) ?? withoutTimes(said as Conversation);
    return { conversation: row, transcript: { raw: body['history'], shape: 'autocalls' } };
  }

  /**
   * The row of a conversation whose link was opened cold: its history says neither when it was nor
   * with which assistant. One look at the list, narrowed as far as the history allows; a row that is
   * not there, or a look that fails, costs only the header.
   */
  async function found(id: string, body: Record<string, unknown>, signal: AbortSignal) {
    const { customer, external_identifier: external } = body;
    const params = {
      ...(isObject(customer) && { customer_phone: String(customer['phone'] ?? '') || undefined }),
      ...(typeof external === 'string' && external && { external_identifier: external }),
    };
    const source = { resource: 'conversations', params } as const;
    const { rows } = await page(source, '', MAX_PAGE_SIZE, signal).catch((thrown: unknown) => {
      if (signal.aborted) throw thrown;
      return { rows: [] as ReadRow[] };
    });
    return rows.find(({ conversation }) => conversation?.id === id)?.conversation;
  }

  async function recording(id: string, { signal }: CallOptions): Promise<Recording> {
    const number = callNumber(id);
    if (number === undefined) return { availability: 'none' };
    const { row, conversation } = await call(number, signal);
    const { recording: availability, duration } = conversation;
    if (availability !== 'available') return { availability };
    return {
      availability,
      source: playableUrl(String(row['recording_url']), baseUrl),
      ...(duration ? { duration } : {}),
    };
  }

  const capabilities = capabilitiesOf(resources, options);
  return { key, capabilities, list, get, recording, ...(links ? { links } : {}) };
}

const COMMON: readonly ConversationField[] = [
  ...(['id', 'at', 'createdAt', 'updatedAt', 'channel', 'agent', 'agent.name', 'caller'] as const),
  ...(['cost', 'metadata', 'transcript'] as const),
];

const FIELDS: Readonly<Record<Resource, readonly ConversationField[]>> = {
  conversations: [...COMMON, 'caller.name', 'messageCount', 'externalId'],
  calls: [...COMMON, 'direction', 'status', 'active', 'duration', 'campaign', 'recording'],
};

function capabilitiesOf(
  resources: readonly Resource[],
  { assistants, campaigns }: { assistants?: readonly Named[]; campaigns?: readonly Named[] },
): Capabilities {
  return {
    filters: filtersOf(resources, assistants, campaigns),
    fields: [...new Set(resources.flatMap((resource) => FIELDS[resource]))],
    order: 'created',
    maxPageSize: MAX_PAGE_SIZE,
  };
}

function sizeOf(pageSize: number): number {
  const size = Number.isFinite(pageSize) ? Math.trunc(pageSize) : 50;
  return Math.min(MAX_PAGE_SIZE, Math.max(1, size));
}

function unreadableNotices({ conversation }: ReadRow, index: number): PageNotice[] {
  if (!conversation) return [{ kind: 'unreadable-row', path: `[${index}]` }];
  const { id, unreadable = [] } = conversation;
  return unreadable.map((path) => ({ kind: 'unreadable-row', id, path }));
}

/** Only one of the types has each of these. */
function typeIn(body: Record<string, unknown>): string | undefined {
  if (isObject(body['customer']) || isObject(body['whatsapp_sender'])) return 'whatsapp';
  return body['external_identifier'] ? 'api' : undefined;
}

/** The history has none, and that is no fault of the row. */
function withoutTimes({ unreadable, ...conversation }: Conversation): Conversation {
  const other = unreadable?.filter((path) => path !== 'created_at') ?? [];
  return { ...conversation, ...(other.length ? { unreadable: other } : {}) };
}

function refusal(error: unknown) {
  const words = typeof error === 'string' && error ? error.slice(0, 300) : 'The request failed.';
  return providerError(/not found/i.test(words) ? 'not-found' : 'server', words);
}
