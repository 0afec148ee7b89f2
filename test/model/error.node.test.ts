import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isProviderError, providerError, toProviderError } from '../../src/model/error.js';

describe('a provider error', () => {
  test('carries its kind and its facts', () => {
    const error = providerError('rate-limited', 'Slow down.', { retryAfter: 3, requestId: 'r-1' });
    assert.ok(error instanceof Error);
    assert.equal(error.message, 'Slow down.');
    assert.deepEqual([error.kind, error.retryAfter, error.requestId], ['rate-limited', 3, 'r-1']);
  });

  test('is known by name and kind, also when another copy of the library made it', () => {
    assert.ok(isProviderError({ name: 'ProviderError', kind: 'timeout', message: '' }));
    for (const other of [undefined, null, 'x', {}, new Error('x'), { name: 'ProviderError' }])
      assert.ok(!isProviderError(other));
  });
});

describe('whatever is thrown', () => {
  test('becomes a provider error, and one stays as it is', () => {
    const error = providerError('forbidden', 'No.');
    assert.equal(toProviderError(error), error);
    assert.equal(toProviderError(new DOMException('', 'AbortError')).kind, 'aborted');
    for (const thrown of [new TypeError('x'), 'x', undefined, null, 5, {}, { message: 7 }]) {
      const { kind, message } = toProviderError(thrown);
      assert.equal(kind, 'server');
      assert.ok(message.length > 0);
    }
  });
});
