import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { conversationId, sequenceOf } from '../../../demo/api/ids.js';

const number = fc.integer({ min: 0, max: 0xffffffff });

test('an id leads back to its row without a look-up', () => {
  fc.assert(
    fc.property(number, number, (seed, seq) => {
      assert.equal(sequenceOf(seed, conversationId(seed, seq)), seq);
    }),
  );
});

test('an id that was changed, or belongs to other data, is unknown', () => {
  const id = conversationId(1, 7);
  assert.equal(sequenceOf(2, id), undefined);
  assert.equal(
    sequenceOf(
      1,
      id.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
    ),
    undefined,
  );
  assert.equal(sequenceOf(1, `${id} `), undefined);
  assert.equal(sequenceOf(1, ''), undefined);
});
