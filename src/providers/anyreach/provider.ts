/** The Anyreach conversations API as a provider. */
import { isProviderError, providerError } from '../../model/index.js';
import type {
  CallOptions,
  Capabilities,
  ConversationDetail,
  ConversationPage,
  ConversationField,
  ConversationProvider,
  ListRequest,
  PageNotice,
  Query,
  Recording,
} from '../../model/index.js';
import { createHttp } from '../http.js';
import type { HttpOptions } from '../http.js';
import { pathSegment } from '../path-segment.js';
import {
  askFor,
  literalStepAfter,
  MAX_PAGE_SIZE,
  readPosition,
  stepAfter,
  writePosition,
} from './paging.js';
import { FILTERS, NEVER_STARTED, queryParams, withQueryKeys } from './query.js';
import { toRecording } from './recording.js';
import { LIST_FIELDS, readRow, SENSITIVE, SENSITIVE_FIELDS, toConversation } from './wire.js';
import type { MappingOptions, ReadRow } from './wire.js';

export type { AnyreachRow } from './wire.js';

export interface AnyreachOptions extends Omit<HttpOptions, 'baseUrl' | 'headers'>, MappingOptions {
  /** Default `https://api.anyreach.ai`. May be relative, for a proxy on the page's own origin. */
  readonly baseUrl?: string;
  /** Organization id. A personal access token (`pat_…`) needs it with every request. */
  readonly organization?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * `lossless` (default) asks for a little more so that no row is missed where several share a
   * time; `literal` follows the vendor's recipe, which can miss some.
   */
  readonly paging?: 'lossless' | 'literal';
  /**
   * Fields the list asks for, beside `id` and `created_at`; `false` asks for all there are. Default:
   * all but transcript and initial context.
   */
  readonly fields?: false | readonly string[];
  /** Loads the transcripts with the list, where an email thread's participants are only there. */
  readonly loadParticipants?: boolean;
  readonly links?: ConversationProvider['links'];
  /** Stable identity of this source on the page. Default: `anyreach`, with the organization. */
  readonly key?: string;
}

const PATH = '/core/conversations';

const CAPABILITIES: Capabilities = {
  filters: FILTERS,
  fields: [
    'id',
    'at',
    'createdAt',
    'updatedAt',
    'channel',
    'direction',
    'status',
    'active',
    'agent',
    'caller',
    'others',
    'duration',
    'userTurns',
    'organizationId',
    'campaign',
    'webWidgetId',
    ...SENSITIVE_FIELDS,
  ],
  order: 'created',
  maxPageSize: MAX_PAGE_SIZE,
};

/**
 * Conversations of one Anyreach organization, newest first.
 *
 * A query with more than one status or channel, or with a filter the API does not have, rejects
 * with `invalid-request`. Sessions that never started are hidden, so a query for them alone answers
 * with an empty page and asks the server for nothing.
 */
export function createAnyreachProvider(options: AnyreachOptions = {}): ConversationProvider {
  const { baseUrl = 'https://api.anyreach.ai', organization, links } = options;
  const { key = ['anyreach', organization].filter(Boolean).join(':') } = options;
  const http = createHttp({
    ...options,
    baseUrl,
    headers: { ...options.headers, ...(organization ? { 'X-Anyreach-Org': organization } : {}) },
  });
  const listed = listFields(options);

  /** Asks for `fields`, and once more without the sensitive ones when the server refuses those. */
  async function fetchFields(
    path: string,
    { fields, ...params }: { fields?: readonly string[]; [name: string]: unknown },
    signal: AbortSignal,
  ): Promise<{ readonly body: unknown; readonly refused: boolean }> {
    const ask = (names: readonly string[] | undefined) =>
      http.getJson(path, { params: { ...params, fields: names?.join(',') }, signal });
    try {
      return { body: await ask(fields), refused: false };
    } catch (thrown) {
      const safe = withoutSensitive(fields);
      const refusal = isProviderError(thrown) && [400, 403].includes(thrown.status ?? 0);
      if (!refusal || !safe || safe.length === fields?.length) throw thrown;
      return { body: await ask(safe), refused: true };
    }
  }

  async function list(request: ListRequest, { signal }: CallOptions): Promise<ConversationPage> {
    const { query, cursor, pageSize } = request;
    const position = readPosition(cursor);
    const filters = queryParams(query);
    if (asksOnlyForHidden(query, options)) return { items: [], notices: [{ kind: 'hidden' }] };
    const { limit, cursor: bound } = askFor(position, pageSize);
    const fields = position.safe ? withoutSensitive(listed) : listed;
    const params = { ...filters, limit, cursor: bound, fields };
    const { body, refused } = await fetchFields(PATH, params, signal).catch((thrown: unknown) => {
      throw isProviderError(thrown) ? withQueryKeys(thrown, query) : thrown;
    });
    if (!Array.isArray(body)) throw notTheContract(PATH, 'a list');
    const rows = body.map(readRow);
    const safe = refused || position.safe === true;
    const answer = { count: rows.length, times: rows.flatMap(({ time }) => time ?? []) };
    const after = options.paging === 'literal' ? literalStepAfter : stepAfter;
    const { next, notices } = after({ ...position, safe: safe || undefined }, limit, answer);
    const withheld = safe || lacksSensitive(rows, fields);
    return {
      items: rows.flatMap(({ row, unreadable }) =>
        row ? [toConversation(row, { unreadable, withheld }, options)] : [],
      ),
      ...(next ? { nextCursor: writePosition(next) } : {}),
      ...(withheld ? { withheld: withheldFields(options) } : {}),
      notices: [...notices, ...rows.flatMap(unreadableNotices)],
    };
  }

  async function get(id: string, { signal }: CallOptions): Promise<ConversationDetail> {
    const read = readRow(await http.getJson(`${PATH}/${pathSegment(id)}`, { signal }));
    if (!read.row) throw notTheContract(PATH, 'a conversation');
    const { row, unreadable } = read;
    const withheld = lacksSensitive([read], undefined);
    const conversation = toConversation(row, { unreadable, withheld }, options);
    const raw = row.conversation;
    return {
      conversation,
      ...(raw == null ? {} : { transcript: { raw, shape: 'anyreach' } }),
      ...(withheld ? { withheld: withheldFields(options) } : {}),
    };
  }

  async function recording(id: string, { signal }: CallOptions): Promise<Recording> {
    const fields = ['id', 'status', 'recording_details'];
    const { body, refused } = await fetchFields(`${PATH}/${pathSegment(id)}`, { fields }, signal);
    const { row, unreadable } = readRow(body);
    if (!row || unreadable.includes('recording_details')) {
      throw notTheContract(PATH, 'a conversation with its recording');
    }
    const withheld = refused || !Object.hasOwn(row, 'recording_details');
    return withheld ? { availability: 'withheld' } : toRecording(row, baseUrl);
  }

  return { key, capabilities: CAPABILITIES, list, get, recording, ...(links ? { links } : {}) };
}

/** What the list asks for; `undefined`: everything. A row needs its id, and paging its time. */
function listFields({ fields, loadParticipants }: AnyreachOptions): readonly string[] | undefined {
  if (fields === false) return undefined;
  const more = loadParticipants ? ['conversation'] : [];
  return [...new Set(['id', 'created_at', ...(fields ?? LIST_FIELDS), ...more])];
}

function withoutSensitive(fields: readonly string[] | undefined): readonly string[] | undefined {
  return fields?.filter((name) => !SENSITIVE.includes(name));
}

/**
 * Whether the credential gets the safe subset: every sensitive key that was asked for is absent
 * from every row. An empty answer tells nothing.
 */
function lacksSensitive(rows: readonly ReadRow[], asked: readonly string[] | undefined): boolean {
  const sensitive = SENSITIVE.filter((name) => !asked || asked.includes(name));
  const read = rows.filter(({ row }) => row);
  const absent = ({ row, unreadable }: ReadRow) =>
    sensitive.every(
      (name) =>
        !Object.hasOwn(row ?? {}, name) &&
        !unreadable.some((path) => path === name || path.startsWith(`${name}.`)),
    );
  return sensitive.length > 0 && read.length > 0 && read.every(absent);
}

/** A host that finds the caller's name elsewhere still shows it. */
function withheldFields({ callerName }: AnyreachOptions): readonly ConversationField[] {
  return callerName
    ? SENSITIVE_FIELDS.filter((field) => field !== 'caller.name')
    : SENSITIVE_FIELDS;
}

/** Unless the host has its own rule for what is hidden. */
function asksOnlyForHidden({ status }: Query, { hidden }: AnyreachOptions): boolean {
  return !hidden && status?.length === 1 && status[0] === NEVER_STARTED;
}

function unreadableNotices({ row, unreadable }: ReadRow, index: number): PageNotice[] {
  return row
    ? unreadable.map((path) => ({ kind: 'unreadable-row', id: String(row.id), path }))
    : [{ kind: 'unreadable-row', path: `[${index}]` }];
}

function notTheContract(path: string, expected: string) {
  return providerError('invalid-response', `${path} did not answer with ${expected}.`);
}
