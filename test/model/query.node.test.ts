import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { sameQuery, type Query } from '../../src/model/query.js';

const query: fc.Arbitrary<Query> = fc.record(
  {
    caller: fc.string(),
    durationMin: fc.nat(),
    status: fc.array(fc.constantFrom('completed', 'failed')),
    metadata: fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean())),
  },
  { requiredKeys: [] },
);

const turned = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).reverse()) as T;

describe('two queries', () => {
  test('are the same whatever the order of their keys', () => {
    fc.assert(
      fc.property(query, (one) => {
        const other = turned({ ...one, ...(one.metadata && { metadata: turned(one.metadata) }) });
        assert.ok(sameQuery(one, other));
      }),
    );
  });

  test('are the same when a key is absent or undefined', () =>
    assert.ok(sameQuery({ caller: 'x' }, { caller: 'x', campaign: undefined })));

  test('differ by any value, and by its type', () => {
    assert.ok(!sameQuery({ caller: 'x' }, { caller: 'y' }));
    assert.ok(!sameQuery({ status: ['failed'] }, { status: ['completed'] }));
    assert.ok(!sameQuery({ metadata: { order: 1 } }, { metadata: { order: '1' } }));
  });
});
