/** The reader's query as parameters of `GET /core/conversations`. Pure. */
import { providerError } from '../../model/index.js';
import type { Capabilities, ProviderError, Query, QueryKey } from '../../model/index.js';
import { CAMPAIGN, CHANNELS } from './wire.js';

/** Sessions with a token that never started. The inbox hides them. */
export const NEVER_STARTED = 'token_created';

/** Query key → parameter, where one value goes out as it is. */
const PARAMETERS = {
  direction: 'direction',
  caller: 'user_id',
  agentId: 'agent_id',
  agentVersionId: 'agent_version_id',
  agentAddress: 'agent_number',
  webWidgetId: 'web_widget_id',
  durationMin: 'duration_above',
  durationMax: 'duration_below',
  userTurnsMin: 'user_turn_count_above',
  userTurnsMax: 'user_turn_count_below',
  createdAfter: 'created_after',
  createdBefore: 'created_before',
  updatedAfter: 'updated_after',
  updatedBefore: 'updated_before',
} as const satisfies Partial<Record<QueryKey, string>>;

const STATUSES =
  'triggered ringing in_progress completed failed cancelled transferred unanswered'.split(' ');

export const FILTERS: Capabilities['filters'] = {
  ...Object.fromEntries(Object.keys(PARAMETERS).map((key) => [key, 'one'])),
  caller: { values: 'one', match: 'contains' },
  agentAddress: { values: 'one', match: 'contains' },
  direction: oneOf(['inbound', 'outbound']),
  status: oneOf(STATUSES),
  channel: oneOf(Object.values(CHANNELS)),
  campaign: 'one',
  metadata: 'many',
};

/**
 * Throws `invalid-request`, naming the filter, for what the API cannot do: nothing is filtered here
 * behind the server's back, and no filter is dropped in silence.
 */
export function queryParams(query: Query): Record<string, string | number | undefined> {
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && !Object.hasOwn(FILTERS, key)) {
      throw refused(key, 'These conversations cannot be filtered by this.');
    }
  }
  const plain = Object.entries(PARAMETERS).map(([key, name]) => [
    name,
    plainValue(key, query[key as keyof typeof PARAMETERS]),
  ]);
  const channel = single('channel', query.channel);
  return {
    ...Object.fromEntries(plain),
    channel: keyFor(channel, CHANNELS) ?? channel,
    status: single('status', query.status),
    custom_metadata: metadataText(query),
  };
}

/** The server names its own parameters; the reader sees the reason at the filter. */
export function withQueryKeys(error: ProviderError, query: Query): ProviderError {
  if (!error.details) return error;
  const metadataKey = query.campaign && !query.metadata ? 'campaign' : 'metadata';
  const entries = Object.entries(error.details).map(([name, reason]) => [
    name === 'custom_metadata' ? metadataKey : (keyFor(name, PARAMETERS) ?? name),
    reason,
  ]);
  return Object.assign(error, { details: Object.fromEntries(entries) });
}

/** Bounds are inclusive and the API takes integers, so they are rounded inwards. */
function plainValue(key: string, value: string | number | undefined) {
  if (typeof value !== 'number') return value || undefined;
  if (!Number.isFinite(value)) throw refused(key, 'This is not a number.');
  return key.endsWith('Min') ? Math.ceil(value) : Math.floor(value);
}

function single(key: QueryKey, values: readonly string[] = []): string | undefined {
  if (values.length > 1) throw refused(key, 'Only one value at a time is possible here.');
  return values[0] || undefined;
}

/** Campaign and other pairs travel in one JSON object. */
function metadataText({ campaign, metadata = {} }: Query): string | undefined {
  const own = Object.entries(metadata);
  if (own.some(([, value]) => typeof value === 'number' && !Number.isFinite(value))) {
    throw refused('metadata', 'A value is not a number.');
  }
  const given = own.find(([key]) => key === CAMPAIGN);
  if (campaign && given && given[1] !== campaign) {
    throw refused('campaign', 'The metadata filter asks for another campaign.');
  }
  const pairs = campaign ? [[CAMPAIGN, campaign], ...own] : own;
  return pairs.length ? JSON.stringify(Object.fromEntries(pairs)) : undefined;
}

/** Without a label the elements use their own words for it. */
function oneOf(values: readonly string[]) {
  return { values: 'one', options: values.map((value) => ({ value, label: '' })) } as const;
}

function keyFor(value: string | undefined, table: Readonly<Record<string, string>>) {
  return Object.keys(table).find((key) => table[key] === value);
}

function refused(key: string, reason: string): ProviderError {
  return providerError('invalid-request', reason, { details: { [key]: reason } });
}
