/** What each filter means, as far as a row tells. Pure. */
import { instant } from '../list/instant.js';
import type { Capabilities, Conversation, QueryKey } from '../model/index.js';

export interface Circumstances {
  readonly match: 'contains' | 'exact';
  readonly order: Capabilities['order'];
}

export interface Meaning {
  /** Whether a conversation matches; `undefined` when the row does not tell. */
  readonly tells: (row: Conversation, wanted: unknown, how: Circumstances) => boolean | undefined;
  /** A value that this row matches; `undefined` when it has none. */
  readonly found: (row: Conversation, how: Circumstances) => unknown;
  /** A value that no conversation matches, where there is one. */
  readonly nobody?: unknown;
}

type Text = string | null | undefined;

const NOBODY = 'nobody-has-this';

/** `maybe`: texts that a source may mean as well. */
function text(
  read: (row: Conversation) => Text,
  maybe: (row: Conversation) => readonly Text[] = () => [],
): Meaning {
  return {
    nobody: NOBODY,
    found(row, { match }) {
      const value = read(row) || undefined;
      const letters = [...(value ?? '')];
      if (match === 'exact' || letters.length < 8) return value;
      return letters.slice(2, -2).join('').trim();
    },
    tells(row, wanted, { match }) {
      const sought = String(wanted);
      const has = (value: Text) =>
        match === 'exact'
          ? value === sought
          : Boolean(value?.toLowerCase().includes(sought.toLowerCase()));
      const value = read(row);
      if (value === undefined) return undefined;
      if (value !== null && (match === 'exact' ? value === sought : value.includes(sought)))
        return true;
      return has(value) || maybe(row).some(has) ? undefined : false;
    },
  };
}

/** Any of several words. */
function oneOf(read: (row: Conversation) => Text): Meaning {
  return {
    nobody: [NOBODY],
    found: (row) => (read(row) ? [read(row)] : undefined),
    tells(row, wanted) {
      const value = read(row);
      return value === undefined ? undefined : (wanted as readonly unknown[]).includes(value);
    },
  };
}

type Read = (row: Conversation, how: Circumstances) => number | undefined;

/** Inclusive. `print` rounds so that the row itself still matches where a source takes whole numbers. */
function bound(
  read: Read,
  side: 'from' | 'to',
  print: (value: number, row: Conversation, how: Circumstances) => unknown,
  parse: (wanted: unknown) => number,
  nobody: unknown,
): Meaning {
  return {
    nobody,
    found(row, how) {
      const value = read(row, how);
      return value === undefined ? undefined : print(value, row, how);
    },
    tells(row, wanted, how) {
      const value = read(row, how);
      if (value === undefined) return undefined;
      return side === 'from' ? value >= parse(wanted) : value <= parse(wanted);
    },
  };
}

function numbers(read: (row: Conversation) => number | null | undefined) {
  const value: Read = (row) => read(row) ?? undefined;
  return {
    from: bound(value, 'from', Math.floor, Number, 1_000_000_000),
    to: bound(value, 'to', Math.ceil, Number, -1),
  };
}

function times(text: (row: Conversation, how: Circumstances) => Text) {
  const read: Read = (row, how) => {
    const value = instant(text(row, how));
    return Number.isNaN(value) ? undefined : value;
  };
  const print = (_value: number, row: Conversation, how: Circumstances) => text(row, how);
  return {
    from: bound(read, 'from', print, instant, '2999-01-01T00:00:00Z'),
    to: bound(read, 'to', print, instant, '1971-01-01T00:00:00Z'),
  };
}

const created = times(({ createdAt, at }) => createdAt ?? at);
const updated = times(
  ({ updatedAt, at }, { order }) => updatedAt ?? (order === 'activity' ? at : undefined),
);
const duration = numbers((row) => row.duration);
const userTurns = numbers((row) => row.userTurns);

const metadata: Meaning = {
  nobody: { [NOBODY]: NOBODY },
  found({ metadata: pairs }) {
    const pair = Object.entries(pairs ?? {}).find(
      ([key, value]) =>
        key.trim() && ['string', 'number', 'boolean'].includes(typeof value) && value !== '',
    );
    return pair && { [pair[0]]: pair[1] };
  },
  tells({ metadata: pairs }, wanted) {
    if (!pairs) return undefined;
    const has = ([key, value]: [string, unknown]) =>
      Object.hasOwn(pairs, key) && pairs[key] === value;
    return Object.entries(wanted as object).every(has);
  },
};

/** Rows do not say which of several own numbers it was. */
const untold: Meaning = { nobody: NOBODY, found: () => undefined, tells: () => undefined };

export const MEANINGS: Readonly<Record<QueryKey, Meaning>> = {
  caller: text(
    ({ caller }) => caller && caller.address,
    ({ caller, others }) => [
      caller?.name,
      caller?.id,
      ...(others ?? []).flatMap(({ id, name, address }) => [id, name, address]),
    ],
  ),
  agentId: text(({ agent }) => agent && (agent.id || undefined)),
  agentVersionId: text(({ agent }) => agent && agent.versionId),
  agentAddress: text(({ agent }) => agent && agent.address),
  direction: text(({ direction }) => direction),
  status: oneOf(({ status }) => status),
  channel: oneOf(({ channel }) => channel),
  campaign: text(({ campaign, metadata: pairs }) => {
    const other = pairs?.['campaign'];
    return campaign ?? (typeof other === 'string' ? other : campaign);
  }),
  durationMin: duration.from,
  durationMax: duration.to,
  userTurnsMin: userTurns.from,
  userTurnsMax: userTurns.to,
  createdAfter: created.from,
  createdBefore: created.to,
  updatedAfter: updated.from,
  updatedBefore: updated.to,
  webWidgetId: text(({ webWidgetId }) => webWidgetId),
  numberId: untold,
  optedIn: {
    found: ({ consent }) => consent?.optedIn,
    tells: ({ consent }, wanted) => (consent ? consent.optedIn === wanted : undefined),
  },
  externalId: text(({ externalId }) => externalId),
  metadata,
};

export const KEYS = Object.keys(MEANINGS) as readonly QueryKey[];
