import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { fittingQuery } from '../../../../src/elements/conversation-inbox/filters/fitting-query.js';
import { fit } from '../../../../src/elements/conversation-inbox/filters/values.js';
import { sameQuery, type QueryKey } from '../../../../src/model/query.js';
import { FILTERS as ANYREACH, queryParams } from '../../../../src/providers/anyreach/query.js';
import { EVERYTHING, validQuery } from './fixture.js';

const fitting = (given: unknown, filters = EVERYTHING) => fittingQuery(given, filters);

/** Keys whose value is not taken as a whole. */
const refused = (given: object, filters = EVERYTHING) =>
  Object.entries(given)
    .filter(([key, value]) => !fit(key as QueryKey, value, filters).whole)
    .map(([key]) => key);

describe('a query from anywhere', () => {
  test('is taken as it is when the provider can answer it', () =>
    fc.assert(
      fc.property(validQuery, (query) => {
        assert.ok(sameQuery(fitting(query), query));
        assert.deepEqual(refused(query), []);
      }),
    ));

  test('loses what the provider cannot filter by, which is named', () => {
    const given = { caller: 'a', optedIn: true, no: 1 };
    assert.deepEqual(fitting(given, ANYREACH), { caller: 'a' });
    assert.deepEqual(refused(given, ANYREACH), ['optedIn', 'no']);
  });

  test('loses values that are none', () => {
    const wrong = {
      caller: 5,
      direction: 'up',
      status: 'failed',
      channel: [7],
      durationMin: -1,
      durationMax: NaN,
      userTurnsMin: 1.5,
      userTurnsMax: '3',
      createdAfter: '2025-11-20',
      createdBefore: '2025-02-30T00:00:00Z',
      updatedAfter: '2025-11-20T10:00:00',
      updatedBefore: 1_763_600_000,
      optedIn: 'yes',
      agentId: '\ud800',
      metadata: [],
    };
    assert.deepEqual(fitting(wrong), {});
    // An empty list of pairs asks for nothing, so there is nothing to refuse.
    assert.deepEqual(refused(wrong), Object.keys(wrong).slice(0, -1));
  });

  for (const text of [
    '2025-11-20T10:00:00Z',
    '2025-11-20T10:00Z',
    '2025-11-20T10:00:00.123456+05:30',
    '2024-02-29T23:59:59-11:00',
  ]) {
    test(`keeps the time ${text} to the letter`, () =>
      assert.deepEqual(fitting({ createdAfter: text }), { createdAfter: text }));
  }

  for (const text of [
    '2025-02-29T10:00:00Z',
    '2025-11-20T24:00:00Z',
    '2025-11-20T10:60:00Z',
    '2025-11-20 10:00:00Z',
    '2025-11-20T10:00:00+0530',
    '2025-11-20T10:00:00+24:00',
    '0025-11-20T10:00:00Z',
    '2025-11-20T10:00:00Z ',
  ]) {
    test(`takes ${JSON.stringify(text)} for no time`, () => {
      assert.deepEqual(fitting({ createdAfter: text }), {});
      assert.deepEqual(refused({ createdAfter: text }), ['createdAfter']);
    });
  }

  test('keeps the part of a list that the provider knows, once', () => {
    const given = { status: ['failed', 'on_hold', 'failed', 3, 'completed'] };
    assert.deepEqual(fitting(given, ANYREACH), { status: ['failed'] });
    assert.deepEqual(refused(given, ANYREACH), ['status']);
  });

  test('keeps repeats out of a list without a word', () => {
    const given = { status: ['failed', 'failed'] };
    assert.deepEqual(fitting(given), { status: ['failed'] });
    assert.deepEqual(refused(given), []);
  });

  test('keeps the pairs that are some', () => {
    const given = { metadata: { a: 1, b: null, c: '', ' ': 2, d: { deep: 1 }, e: Infinity } };
    assert.deepEqual(fitting(given), { metadata: { a: 1, c: '' } });
    assert.deepEqual(refused(given), ['metadata']);
  });

  test('asks for nothing with blanks, and that is no mistake', () => {
    const given = { caller: ' ', campaign: null, status: [], metadata: {}, agentId: undefined };
    assert.deepEqual(fitting(given, {}), {});
    assert.deepEqual(refused(given, {}), []);
  });

  test('loses both bounds when nothing lies between them', () =>
    assert.deepEqual(
      fitting({
        durationMin: 10,
        durationMax: 5,
        createdAfter: '2025-11-20T10:00:00+05:30',
        createdBefore: '2025-11-20T04:30:00Z',
        updatedAfter: '2025-11-20T10:00:00.000001Z',
        updatedBefore: '2025-11-20T10:00:00Z',
      }),
      { createdAfter: '2025-11-20T10:00:00+05:30', createdBefore: '2025-11-20T04:30:00Z' },
    ));

  test('that is garbage asks for nothing', () => {
    for (const given of [undefined, null, 7, 'caller', [], [{ caller: 'a' }]])
      assert.deepEqual(fitting(given), {});
  });

  test('can be answered by Anyreach once it is made to fit, and fits again', () => {
    const keys = fc.constantFrom(...Object.keys(EVERYTHING), '__proto__', 'constructor');
    const anything = fc.oneof(fc.dictionary(keys, fc.anything()), fc.anything(), validQuery);
    fc.assert(
      fc.property(anything, (given) => {
        const query = fitting(given, ANYREACH);
        queryParams(query);
        assert.deepEqual(fitting(query, ANYREACH), query);
        assert.deepEqual(refused(query, ANYREACH), []);
      }),
    );
  });
});
