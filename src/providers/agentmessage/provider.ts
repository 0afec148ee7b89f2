/** The AgentMessage API for text messages as a provider. */
import { isProviderError, providerError } from '../../model/index.js';
import type {
  CallOptions,
  Capabilities,
  Conversation,
  ConversationDetail,
  ConversationPage,
  ConversationProvider,
  ListRequest,
  PageNotice,
  Turn,
  TurnsPage,
  TurnsRequest,
} from '../../model/index.js';
import { createHttp } from '../http.js';
import type { HttpOptions } from '../http.js';
import { pathSegment } from '../path-segment.js';
import { readPage, type Page } from './envelope.js';
import { filters, queryParams, withQueryKeys, type OwnNumber } from './query.js';
import { conversationFrom, readMessage, toConversation, toTurn } from './wire.js';

export type { OwnNumber } from './query.js';

export interface AgentMessageOptions extends HttpOptions {
  /** Where `/v1` begins. Required: the vendor documents none. May be relative, for a proxy. */
  readonly baseUrl: string;
  /** The organization's own numbers, to choose from in the filter. Default: their id is typed. */
  readonly numbers?: readonly OwnNumber[];
  readonly links?: ConversationProvider['links'];
  /** Stable identity of this source on the page. Default: `agentmessage`. */
  readonly key?: string;
}

const PATH = '/v1/conversations';
const MAX_PAGE_SIZE = 200;
/** Pages read on the way to the newest message, before the reader is asked. */
const MOST_PAGES = 5;

const FIELDS: Capabilities['fields'] = [
  ...(['id', 'at', 'channel', 'typeLabel', 'direction', 'caller', 'agent.address'] as const),
  ...([
    'summary',
    'summaryRedactedAt',
    'messageCount',
    'consent',
    'metadata',
    'transcript',
  ] as const),
];

/**
 * The text messages of one organization, one conversation per contact and number, the one with the
 * newest message first: a conversation moves to the top when a message arrives.
 *
 * A query with a filter that the API does not have rejects with `invalid-request`. Messages come in
 * pages, oldest first.
 */
export function createAgentMessageProvider(options: AgentMessageOptions): ConversationProvider {
  const { baseUrl, numbers, links, key = 'agentmessage' } = options;
  const http = createHttp(options);

  async function page(
    path: string,
    params: Readonly<Record<string, string | number | undefined>>,
    signal: AbortSignal,
  ): Promise<Page> {
    if (!baseUrl) throw providerError('invalid-request', 'AgentMessage needs a base URL.');
    return readPage(path, await http.getJson(path, { params, signal }));
  }

  async function list(request: ListRequest, { signal }: CallOptions): Promise<ConversationPage> {
    const { query, cursor, pageSize } = request;
    const params = { ...queryParams(query), limit: limitOf(pageSize), cursor };
    const { rows, nextCursor } = await page(PATH, params, signal).catch((thrown: unknown) => {
      throw isProviderError(thrown) ? withQueryKeys(thrown) : thrown;
    });
    const items = rows.map(toConversation);
    return {
      items: items.filter((item) => item !== undefined),
      ...(nextCursor === undefined ? {} : { nextCursor }),
      notices: items.flatMap(noticesOf),
    };
  }

  /** There is no request for one conversation: its messages name the numbers, and those its row. */
  async function get(
    id: string,
    { signal, known }: CallOptions & { readonly known?: Conversation },
  ): Promise<ConversationDetail> {
    if (known?.id === id) return { conversation: known };
    const { rows } = await page(messagesOf(id), { limit: 1 }, signal).catch((thrown: unknown) => {
      throw isMalformedId(thrown) ? Object.assign(thrown, { kind: 'not-found' }) : thrown;
    });
    const message = rows.length > 0 ? readMessage(rows[0]).fields : undefined;
    const composed = conversationFrom(id, message);
    const params = {
      phone_number_id: message?.phone_number_id ?? undefined,
      contact_number: composed.caller?.address ?? undefined,
      limit: MAX_PAGE_SIZE,
    };
    if (!params.phone_number_id || !params.contact_number) return { conversation: composed };
    const listed = (await page(PATH, params, signal)).rows.map(toConversation);
    return { conversation: listed.find((one) => one?.id === id) ?? composed };
  }

  /** From the end, a call reads on through several pages: the newest message is on the last. */
  async function turns(request: TurnsRequest, { signal }: CallOptions): Promise<TurnsPage> {
    const { id, pageSize, from } = request;
    const path = messagesOf(id);
    const toTheEnd = from === 'end';
    const limit = toTheEnd ? MAX_PAGE_SIZE : limitOf(pageSize);
    const read: Turn[] = [];
    const used = new Set<string>();
    let { cursor } = request;
    for (let pages = 1; ; pages += 1) {
      const { rows, nextCursor } = await page(path, { limit, cursor }, signal);
      const place = `${cursor ?? 'start'} `;
      read.push(...rows.map((row, index) => toTurn(row, place + index, baseUrl)));
      if (cursor !== undefined) used.add(cursor);
      if (nextCursor === undefined) return { turns: read };
      if (used.has(nextCursor)) {
        throw providerError('invalid-response', 'The same page of messages was offered twice.');
      }
      cursor = nextCursor;
      if (!toTheEnd || pages === MOST_PAGES) return { turns: read, after: cursor };
      request.onProgress?.(read.length);
    }
  }

  const capabilities: Capabilities = {
    filters: filters(numbers),
    fields: FIELDS,
    order: 'activity',
    maxPageSize: MAX_PAGE_SIZE,
  };
  return { key, capabilities, list, get, turns, ...(links ? { links } : {}) };
}

function limitOf(pageSize: number): number {
  return Math.max(1, Math.min(MAX_PAGE_SIZE, Math.floor(pageSize) || 1));
}

function noticesOf(item: Conversation | undefined, index: number): readonly PageNotice[] {
  if (!item) return [{ kind: 'unreadable-row', path: `[${index}]` }];
  const { id, unreadable = [] } = item;
  return unreadable.map((path) => ({ kind: 'unreadable-row', id, path }));
}

/** Nothing else of that request can be malformed. */
function isMalformedId(thrown: unknown): thrown is Error {
  return isProviderError(thrown) && thrown.status === 400 && thrown.code === 'INVALID_INPUT';
}

function messagesOf(id: string): string {
  return `${PATH}/${pathSegment(id)}/messages`;
}
