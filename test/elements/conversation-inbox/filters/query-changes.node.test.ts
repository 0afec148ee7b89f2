import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FILTERS, filterOf } from '../../../../src/elements/conversation-inbox/filters/filters.js';
import type { Query } from '../../../../src/model/query.js';
import {
  isActive,
  withFilter,
} from '../../../../src/elements/conversation-inbox/filters/query-changes.js';

const duration = filterOf('durationMin')!;

describe('from one query to the next', () => {
  test('a filter asks for its new part and for nothing of its old one', () => {
    const before = { caller: 'a', durationMin: 5, durationMax: 9 };
    assert.deepEqual(withFilter(before, duration, { durationMin: 7 }), {
      caller: 'a',
      durationMin: 7,
    });
    assert.deepEqual(before, { caller: 'a', durationMin: 5, durationMax: 9 });
  });
});

const active = (query: Query): readonly string[] =>
  FILTERS.filter((filter) => isActive(query, filter)).map(({ id }) => id);

describe('a filter counts as active', () => {
  test('once, with one bound or two, and when it asks for zero or no', () => {
    assert.deepEqual(active({ durationMin: 0 }), ['duration']);
    assert.deepEqual(active({ durationMin: 0, durationMax: 9, optedIn: false }), [
      'duration',
      'consent',
    ]);
    assert.deepEqual(active({ durationMax: 0 }), ['duration']);
  });

  test('not when it asks for nothing', () =>
    assert.deepEqual(active({ caller: ' ', status: [], metadata: {}, campaign: undefined }), []));
});
