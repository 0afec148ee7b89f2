/** Queries, providers and readers to test filters with. */
import fc from 'fast-check';
import type { FilterContext } from '../../../../src/elements/conversation-inbox/filters/offered.js';
import { instant } from '../../../../src/list/instant.js';
import { filters as words } from '../../../../src/locales/en/filters.js';
import type { Capabilities } from '../../../../src/model/provider.js';
import type { Query } from '../../../../src/model/query.js';

/** Takes everything there is, several where several are possible. */
export const EVERYTHING: Capabilities['filters'] = {
  caller: { values: 'one', match: 'contains' },
  agentId: 'one',
  agentVersionId: 'one',
  agentAddress: 'one',
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
  webWidgetId: 'one',
  numberId: 'one',
  optedIn: 'one',
  externalId: 'one',
  metadata: 'many',
};

export const context = (
  filters: Capabilities['filters'] = EVERYTHING,
  more: Partial<FilterContext> = {},
): FilterContext => ({
  words,
  locale: 'en-US',
  timeZone: 'America/New_York',
  capabilities: { filters, order: 'created' },
  ...more,
});

/** Where clocks change at midnight, by half an hour, over the date line, or never. */
export const ZONES = [
  'UTC',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'America/New_York',
  'America/Havana',
  'America/Nuuk',
  'Africa/Cairo',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
];

export const zone = fc.constantFrom(...ZONES);

/** Milliseconds in the years 2020 to 2035. */
export const now = fc.integer({ min: Date.UTC(2020, 0, 2), max: Date.UTC(2035, 0, 1) });

export const instantText = fc
  .record({
    at: now,
    micros: fc.option(fc.integer({ min: 0, max: 999_999 }), { nil: undefined }),
    offset: fc.constantFrom('Z', '+00:00', '+05:30', '-08:00', '+14:00'),
  })
  .map(({ at, micros, offset }) => {
    const fraction = micros === undefined ? '' : `.${String(micros).padStart(6, '0')}`;
    return new Date(at).toISOString().slice(0, 19) + fraction + offset;
  });

const text = fc.string({ unit: 'binary', minLength: 1 }).filter((one) => one.trim() !== '');
const texts = fc.uniqueArray(text, { minLength: 1, maxLength: 4 });
const count = fc.nat({ max: 10_000 });
const seconds = fc.oneof(count, fc.double({ min: 0, max: 1e6, noNaN: true }));

/** Two bounds, the lower one first. */
const bounds = <T>(value: fc.Arbitrary<T>, order: (one: T) => number) =>
  fc.tuple(value, value).map((pair) => pair.sort((a, b) => order(a) - order(b)));

const metadataValue = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('123', 'true', '"quoted"', '', ' blank ', '1e400', '00', '12345678901234567890'),
  fc.boolean(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((one) => !Object.is(one, -0)),
);

/** Any query that asks only for what can be asked for. */
export const validQuery: fc.Arbitrary<Query> = fc
  .record({
    plain: fc.record(
      {
        caller: text,
        agentId: text,
        agentVersionId: text,
        agentAddress: text,
        direction: fc.constantFrom('inbound' as const, 'outbound' as const),
        status: texts,
        channel: texts,
        campaign: text,
        webWidgetId: text,
        numberId: text,
        optedIn: fc.boolean(),
        externalId: text,
        metadata: fc.dictionary(text, metadataValue, { minKeys: 1, maxKeys: 4 }),
      },
      { requiredKeys: [] },
    ),
    duration: bounds(seconds, Number),
    turns: bounds(count, Number),
    created: bounds(instantText, instant),
    updated: bounds(instantText, instant),
    left: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
  })
  .map(({ plain, duration, turns, created, updated, left }) => {
    const entries = [
      ['durationMin', duration[0]],
      ['durationMax', duration[1]],
      ['userTurnsMin', turns[0]],
      ['userTurnsMax', turns[1]],
      ['createdAfter', created[0]],
      ['createdBefore', created[1]],
      ['updatedAfter', updated[0]],
      ['updatedBefore', updated[1]],
    ].filter((_, index) => left[index]);
    return { ...plain, ...Object.fromEntries(entries) } as Query;
  });
