import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { filterOf } from '../../../../src/elements/conversation-inbox/filters/filters.js';
import {
  activeCount,
  changedKeys,
  isActive,
  withFilter,
} from '../../../../src/elements/conversation-inbox/filters/query-changes.js';

const duration = filterOf('durationMin')!;

describe('from one query to the next', () => {
  test('only the keys whose values differ have changed', () => {
    assert.deepEqual(
      changedKeys(
        { caller: 'a', status: ['failed'], metadata: { x: 1, y: 2 } },
        { status: ['failed'], durationMin: 5, metadata: { y: 2, x: 1 } },
      ),
      ['caller', 'durationMin'],
    );
    assert.deepEqual(changedKeys({ metadata: { x: 1 } }, { metadata: { x: '1' } }), ['metadata']);
    assert.deepEqual(changedKeys({ caller: undefined }, {}), []);
  });

  test('a filter asks for its new part and for nothing of its old one', () => {
    const before = { caller: 'a', durationMin: 5, durationMax: 9 };
    assert.deepEqual(withFilter(before, duration, { durationMin: 7 }), {
      caller: 'a',
      durationMin: 7,
    });
    assert.deepEqual(before, { caller: 'a', durationMin: 5, durationMax: 9 });
  });
});

describe('a filter counts as active', () => {
  test('once, with one bound or two, and when it asks for zero or no', () => {
    assert.equal(activeCount({ durationMin: 0 }), 1);
    assert.equal(activeCount({ durationMin: 0, durationMax: 9, optedIn: false }), 2);
    assert.ok(isActive({ durationMax: 0 }, duration));
  });

  test('not when it asks for nothing', () =>
    assert.equal(activeCount({ caller: ' ', status: [], metadata: {}, campaign: undefined }), 0));
});
