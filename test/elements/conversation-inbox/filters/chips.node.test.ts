import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { chipsOf } from '../../../../src/elements/conversation-inbox/filters/chips.js';
import { FILTERS } from '../../../../src/elements/conversation-inbox/filters/filters.js';
import type { FilterContext } from '../../../../src/elements/conversation-inbox/filters/offered.js';
import {
  isActive,
  withoutFilter,
} from '../../../../src/elements/conversation-inbox/filters/query-changes.js';
import type { Query } from '../../../../src/model/query.js';
import { FILTERS as ANYREACH } from '../../../../src/providers/anyreach/query.js';
import { context, validQuery } from './fixture.js';

/** The one chip of a query, with every kind of blank that `Intl` uses made plain. */
function chip(query: Query, reader: FilterContext = context()): string {
  const [one, ...rest] = chipsOf(query, reader);
  assert.ok(one && rest.length === 0);
  return `${one.label}: ${one.value.replace(/\s/g, ' ')}`;
}

describe('a chip says', () => {
  const SAID: [string, Query][] = [
    ['Caller: +1 212 555 0100', { caller: '+1 212 555 0100' }],
    ['Agent: a-7', { agentId: 'a-7' }],
    ['Direction: Inbound', { direction: 'inbound' }],
    ['Status: Completed, In Progress', { status: ['completed', 'in_progress'] }],
    ['Status: On Hold', { status: ['on_hold'] }],
    ['Type: Phone Call, WhatsApp', { channel: ['phone', 'whatsapp'] }],
    ['Campaign: spring_sale', { campaign: 'spring_sale' }],
    ['Duration: at least 1m 30s', { durationMin: 90 }],
    ['Duration: at most 0s', { durationMax: 0 }],
    ['Duration: 30s – 1h 00m 00s', { durationMin: 30, durationMax: 3600 }],
    ['User turns: 2 – 1,500', { userTurnsMin: 2, userTurnsMax: 1500 }],
    ['Consent: Opted out', { optedIn: false }],
    [
      'Metadata: order = 123, tries = 3 (number), vip = true (true/false)',
      { metadata: { order: '123', tries: 3, vip: true } },
    ],
    ['Created: until x', { createdAfter: '', createdBefore: 'x' }],
    ['Caller: x', { caller: 'x', campaign: '', status: [], metadata: {} }],
  ];
  for (const [said, query] of SAID) {
    test(said, () => assert.equal(chip(query), said));
  }

  test('the name of an agent that has been seen', () => {
    const agentName = (id: string) => (id === 'a-7' ? 'Ada' : undefined);
    const reader = context(undefined, { agentName });
    assert.equal(chip({ agentId: 'a-7' }, reader), 'Agent: Ada');
    assert.equal(chip({ agentId: 'a-8' }, reader), 'Agent: a-8');
  });

  test('the provider’s own labels', () => {
    const options = [{ value: 'phone', label: 'Call' }];
    const reader = context({ channel: { values: 'one', options } });
    assert.equal(chip({ channel: ['phone'] }, reader), 'Type: Call');
    assert.equal(chip({ channel: ['email'] }, reader), 'Type: Email');
  });

  test('what the host asks for, though the provider cannot: nothing narrows the list unseen', () => {
    assert.equal(chip({ optedIn: true }, context(ANYREACH)), 'Consent: Opted in');
    assert.equal(chip({ createdAfter: 'monday' }), 'Created: from monday');
    const odd = { createdAfter: '2025-11-20', createdBefore: 'x' };
    assert.equal(chip(odd), 'Created: 2025-11-20 – x');
  });

  for (const [said, query] of [
    ['Metadata: tier = null', { metadata: { tier: null } }],
    ['Metadata: tags = ["a"]', { metadata: { tags: ['a'] } }],
    ['Status: 5, {"a":1}', { status: [5, { a: 1 }] }],
    ['Direction: 5', { direction: 5 }],
    ['Caller: toString = 1 (number)', { caller: { toString: 1 } }],
    ['Created: from toString = 1 (number)', { createdAfter: { toString: 1 } }],
  ] as const)
    test(`something, whatever the host asks for: ${said}`, () =>
      assert.equal(chip(query as unknown as Query), said));
});

describe('a chip of a time', () => {
  test('names days where it covers whole days of the reader', () => {
    const [after, before] = ['2025-11-14T00:00:00-05:00', '2025-11-20T23:59:59.999999-05:00'];
    assert.equal(
      chip({ createdAfter: after, createdBefore: before }),
      'Created: Nov 14 – 20, 2025',
    );
    assert.equal(chip({ createdAfter: after }), 'Created: from Nov 14, 2025');
    assert.equal(chip({ createdBefore: before }), 'Created: until Nov 20, 2025');
    const day = { createdAfter: '2025-11-20T05:00:00Z', createdBefore: before };
    assert.equal(chip(day), 'Created: Nov 20, 2025');
  });

  test('names times where it does not, and to a colleague elsewhere', () => {
    assert.equal(
      chip({ createdAfter: '2025-11-20T09:30:00-05:00' }),
      'Created: from Nov 20, 2025, 9:30 AM',
    );
    assert.equal(
      chip({ updatedBefore: '2025-11-20T09:30:15-05:00' }),
      'Updated: until Nov 20, 2025, 9:30:15 AM',
    );
    const elsewhere = context(undefined, { timeZone: 'Asia/Kolkata', locale: 'en-GB' });
    assert.equal(
      chip({ createdAfter: '2025-11-14T00:00:00-05:00' }, elsewhere),
      'Created: from 14 Nov 2025, 10:30',
    );
  });

  test('names both ends of a span that is none', () =>
    assert.equal(
      chip({ createdAfter: '2025-11-20T12:00:00Z', createdBefore: '2025-11-19T12:00:00Z' }),
      'Created: Nov 20, 2025, 7:00 AM – Nov 19, 2025, 7:00 AM',
    ));
});

describe('all chips', () => {
  test('are as many as there are active filters, and none is left when all are taken away', () =>
    fc.assert(
      fc.property(validQuery, (query) => {
        const chips = chipsOf(query, context());
        assert.deepEqual(
          chips.map(({ filter }) => filter),
          FILTERS.filter((filter) => isActive(query, filter)),
        );
        assert.ok(chips.every(({ label, value }) => label && value));
        const nothing = chips.reduce((rest, { filter }) => withoutFilter(rest, filter), query);
        assert.deepEqual(nothing, {});
      }),
    ));

  test('take away only their own filter', () => {
    const query: Query = { caller: 'x', durationMin: 1, durationMax: 2, metadata: { a: 1 } };
    const duration = chipsOf(query, context()).find(({ filter }) => filter.id === 'duration');
    assert.deepEqual(withoutFilter(query, duration!.filter), { caller: 'x', metadata: { a: 1 } });
  });
});
