/** Which conversations a query asks for. Pure. */
import type { Capabilities, Conversation, Query, QueryKey } from '../../model/index.js';

/** The filters a conversation's own fields can answer. */
export const FILTERS: Capabilities['filters'] = {
  caller: { values: 'one', match: 'contains' },
  agentId: 'one',
  agentVersionId: 'one',
  agentAddress: { values: 'one', match: 'contains' },
  direction: 'one',
  status: 'many',
  channel: 'many',
  campaign: 'one',
  durationMin: 'one',
  durationMax: 'one',
  userTurnsMin: 'one',
  userTurnsMax: 'one',
  createdAfter: 'one',
  createdBefore: 'one',
  updatedAfter: 'one',
  updatedBefore: 'one',
  optedIn: 'one',
  externalId: 'one',
  metadata: 'many',
};

type Test<K extends QueryKey> = (
  conversation: Conversation,
  wanted: NonNullable<Query[K]>,
  contains: boolean,
) => boolean;

const TESTS: { readonly [K in QueryKey]?: Test<K> } = {
  caller: ({ caller }, wanted, contains) =>
    sameText([caller?.address, caller?.name, caller?.id], wanted, contains),
  agentId: ({ agent }, wanted, contains) => sameText([agent?.id], wanted, contains),
  agentVersionId: ({ agent }, wanted, contains) => sameText([agent?.versionId], wanted, contains),
  agentAddress: ({ agent }, wanted, contains) => sameText([agent?.address], wanted, contains),
  externalId: ({ externalId }, wanted, contains) => sameText([externalId], wanted, contains),
  campaign: ({ campaign, metadata }, wanted, contains) =>
    sameText([campaign ?? (metadata?.['campaign'] as string)], wanted, contains),
  direction: ({ direction }, wanted) => direction === wanted,
  status: ({ status }, wanted) => wanted.length === 0 || wanted.includes(status ?? ''),
  channel: ({ channel }, wanted) => wanted.length === 0 || wanted.includes(channel ?? ''),
  durationMin: ({ duration }, wanted) => duration != null && duration >= wanted,
  durationMax: ({ duration }, wanted) => duration != null && duration <= wanted,
  userTurnsMin: ({ userTurns }, wanted) => userTurns != null && userTurns >= wanted,
  userTurnsMax: ({ userTurns }, wanted) => userTurns != null && userTurns <= wanted,
  createdAfter: (one, wanted) => createdAt(one) >= Date.parse(wanted),
  createdBefore: (one, wanted) => createdAt(one) <= Date.parse(wanted),
  updatedAfter: (one, wanted) => updatedAt(one) >= Date.parse(wanted),
  updatedBefore: (one, wanted) => updatedAt(one) <= Date.parse(wanted),
  optedIn: ({ consent }, wanted) => consent?.optedIn === wanted,
  metadata: ({ metadata }, wanted) =>
    Object.entries(wanted).every(
      ([key, value]) => Object.hasOwn(metadata ?? {}, key) && metadata?.[key] === value,
    ),
};

/** Keys of the query that `filters` does not offer. */
export function unknownKeys(query: Query, filters: Capabilities['filters']): QueryKey[] {
  return stated(query).filter((key) => !filters[key] || !TESTS[key]);
}

export function matches(
  conversation: Conversation,
  query: Query,
  filters: Capabilities['filters'],
): boolean {
  return stated(query).every((key) => {
    const filter = filters[key];
    const contains = typeof filter === 'object' && filter.match === 'contains';
    const test = TESTS[key] as Test<QueryKey> | undefined;
    return test?.(conversation, query[key] as NonNullable<Query[QueryKey]>, contains) ?? true;
  });
}

/** Milliseconds since 1970; NaN, which no bound holds for, when there is no time. */
export function updatedAt(one: Conversation): number {
  return Date.parse(one.updatedAt ?? one.at ?? '');
}

function createdAt(one: Conversation): number {
  return Date.parse(one.createdAt ?? one.at ?? '');
}

/** An empty text asks for nothing, like a cleared field. */
function stated(query: Query): QueryKey[] {
  return (Object.keys(query) as QueryKey[]).filter(
    (key) => query[key] !== undefined && query[key] !== '',
  );
}

function sameText(
  texts: readonly (string | null | undefined)[],
  wanted: string,
  contains: boolean,
): boolean {
  return texts.some((text) =>
    contains ? text?.toLowerCase().includes(wanted.toLowerCase()) : text === wanted,
  );
}
