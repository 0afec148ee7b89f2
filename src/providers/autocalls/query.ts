/** The reader's query as what to ask of which resource. Pure. */
import { providerError } from '../../model/index.js';
import type { Capabilities, ProviderError, Query, QueryKey } from '../../model/index.js';
import type { AccountClock } from './time.js';
import { CALL_STATUSES, CHANNELS } from './wire.js';

export type Resource = 'conversations' | 'calls';

/** Something to choose from. */
export interface Named {
  readonly id: string | number;
  readonly name: string;
}

export interface QuerySetup {
  readonly resources: readonly Resource[];
  readonly clock: AccountClock;
}

/** One list of the API, read to its end on its own. */
export interface Source {
  /** Tells it from the others of the same query. */
  readonly name: string;
  readonly resource: Resource;
  readonly params: Readonly<Record<string, string | undefined>>;
  /** Its rows of this channel do not match, and no parameter says so. Absent: all match. */
  readonly except?: string | undefined;
}

/** Phone calls by direction; calls from a web page are a type of their own. */
const PHONE = 'phone';
const WEB_CALL = 'web-call';

/** Query key → parameter, where one value goes out as it is. */
const PARAMETERS = {
  conversations: {
    agentId: 'assistant_id',
    caller: 'customer_phone',
    agentAddress: 'whatsapp_sender_phone',
    externalId: 'external_identifier',
  },
  calls: { agentId: 'assistant_id', caller: 'phone_number', campaign: 'campaign_id' },
} as const satisfies Record<Resource, Partial<Record<QueryKey, string>>>;

/** Nothing in the resource has it, so that nothing can match: it need not be asked. */
const ABSENT: Readonly<Record<Resource, readonly QueryKey[]>> = {
  conversations: ['direction', 'status', 'campaign'],
  calls: ['externalId'],
};

/** Everything in the resource has it, and the API cannot filter by it. */
const IMPOSSIBLE: Readonly<Record<Resource, readonly QueryKey[]>> = {
  conversations: ['createdAfter', 'createdBefore'],
  calls: ['agentAddress'],
};

const KNOWN: readonly string[] = [
  ...Object.keys({ ...PARAMETERS.conversations, ...PARAMETERS.calls }),
  ...ABSENT.conversations,
  ...IMPOSSIBLE.conversations,
  'channel',
];

/** What every resource that is asked can filter by, or has none of. */
export function filtersOf(
  resources: readonly Resource[],
  assistants: readonly Named[] | undefined,
  campaigns: readonly Named[] | undefined,
): Capabilities['filters'] {
  const calls = resources.includes('calls');
  const conversations = resources.includes('conversations');
  const full = { values: 'one', match: 'exact' } as const;
  return {
    caller: full,
    channel: oneOf([
      ...(calls ? [PHONE, WEB_CALL] : []),
      ...(conversations ? Object.values(CHANNELS) : []),
    ]),
    ...(assistants && { agentId: choiceOf(assistants) }),
    ...(conversations && { externalId: full }),
    ...(conversations && !calls && { agentAddress: full }),
    ...(calls && { direction: oneOf(['inbound', 'outbound']), status: oneOf(CALL_STATUSES) }),
    ...(calls && campaigns && { campaign: choiceOf(campaigns) }),
    ...(calls && !conversations && { createdAfter: 'one', createdBefore: 'one' }),
  };
}

/**
 * The lists whose rows, taken together, are all that match; none when nothing can. Throws
 * `invalid-request`, naming the filter, for what the API cannot do: nothing is filtered here behind
 * the server's back, and no filter is dropped in silence.
 */
export function sourcesOf(query: Query, { resources, clock }: QuerySetup): readonly Source[] {
  const stated = Object.entries(query).filter(([, value]) => isStated(value));
  const keys = stated.map(([key]) => key);
  const unknown = keys.find((key) => !KNOWN.includes(key));
  if (unknown) throw refused(unknown, 'These conversations cannot be filtered by this.');
  const channel = single('channel', query.channel);
  const asked = resources
    .filter((resource) => !keys.some((key) => ABSENT[resource].includes(key as QueryKey)))
    .flatMap((resource) =>
      resource === 'calls' ? callSources(query, channel, clock) : written(query, channel),
    );
  for (const { resource } of asked) {
    const impossible = IMPOSSIBLE[resource].find((key) => keys.includes(key));
    if (impossible) throw refused(impossible, REASONS[resource]);
  }
  return asked;
}

const REASONS: Readonly<Record<Resource, string>> = {
  conversations: 'Only calls can be filtered by date: choose a type of call as well.',
  calls: 'Calls cannot be filtered by this number: choose the type WhatsApp as well.',
};

function written(query: Query, channel: string | undefined): Source[] {
  if (channel === PHONE || channel === WEB_CALL) return [];
  const type = keyFor(channel, CHANNELS) ?? channel;
  const params = { type, ...plain(query, PARAMETERS.conversations) };
  return [{ name: 'conversations', resource: 'conversations', params }];
}

/**
 * One list, whatever the channel. The API takes one type of call, and phone calls are of two: without a
 * direction all calls are read, and those from a web page are left out.
 */
function callSources(query: Query, channel: string | undefined, clock: AccountClock): Source[] {
  const { direction } = query;
  const isWeb = channel === WEB_CALL;
  if (channel !== undefined && channel !== PHONE && (!isWeb || direction)) return [];
  const type = isWeb ? 'web' : direction;
  const params = {
    type,
    ...plain(query, PARAMETERS.calls),
    status: statusOf(single('status', query.status)),
    date_from: bound('createdAfter', query.createdAfter, clock, 'up'),
    date_to: bound('createdBefore', query.createdBefore, clock, 'down'),
  };
  const except = channel && !type ? WEB_CALL : undefined;
  return [{ name: type ? `calls:${type}` : 'calls', resource: 'calls', params, except }];
}

/** The server names its own parameters; the reader sees the reason at the filter. */
export function withQueryKeys(error: ProviderError, query: Query): ProviderError {
  if (!error.details) return error;
  const names: Readonly<Record<string, string>> = {
    ...PARAMETERS.conversations,
    ...PARAMETERS.calls,
    caller: query.caller && error.details['customer_phone'] ? 'customer_phone' : 'phone_number',
    createdAfter: 'date_from',
    createdBefore: 'date_to',
    ...(query.channel ? { channel: 'type' } : { direction: 'type' }),
  };
  const entries = Object.entries(error.details).map(([name, reason]) => [
    keyFor(name, names) ?? name,
    reason,
  ]);
  return Object.assign(error, { details: Object.fromEntries(entries) });
}

function plain(query: Query, table: Readonly<Partial<Record<QueryKey, string>>>) {
  const entries = Object.entries(table).map(([key, name]) => [name, query[key as QueryKey]]);
  return Object.fromEntries(entries.filter(([, value]) => isStated(value))) as Source['params'];
}

function statusOf(status: string | undefined): string | undefined {
  return status === 'in_progress' ? 'in-progress' : status;
}

function bound(
  key: QueryKey,
  iso: string | undefined,
  clock: AccountClock,
  rounding: 'up' | 'down',
): string | undefined {
  if (!iso) return undefined;
  const text = clock.print(iso, rounding);
  if (text === undefined) throw refused(key, 'This is not a time.');
  return text;
}

function single(key: QueryKey, values: readonly string[] = []): string | undefined {
  if (values.length > 1) throw refused(key, 'Only one value at a time is possible here.');
  return values[0] || undefined;
}

function isStated(value: unknown): boolean {
  return Array.isArray(value) ? value.some(Boolean) : value !== undefined && value !== '';
}

/** Without a label the elements use their own words for it. */
function oneOf(values: readonly string[]) {
  return { values: 'one', options: values.map((value) => ({ value, label: '' })) } as const;
}

function choiceOf(named: readonly Named[]) {
  const options = named.map(({ id, name }) => ({ value: String(id), label: name }));
  return { values: 'one', options } as const;
}

function keyFor(value: string | undefined, table: Readonly<Record<string, string | undefined>>) {
  return value === undefined ? undefined : Object.keys(table).find((key) => table[key] === value);
}

function refused(key: string, reason: string): ProviderError {
  return providerError('invalid-request', reason, { details: { [key]: reason } });
}
