import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { Polling } from '../../../src/internal/playback/polling.js';
import type { Session } from '../../../src/internal/playback/session.js';
import type { Engine } from '../../../src/internal/playback/types.js';

const waits: number[] = [];
beforeEach(() => {
  waits.length = 0;
  mock.method(globalThis, 'setTimeout', (_callback: () => void, milliseconds: number) =>
    waits.push(milliseconds),
  );
});
afterEach(() => mock.restoreAll());

/** Seconds until a recording of which this is known is asked for again. */
function pauseFor(retryAfter: unknown): number {
  const recording = { availability: 'processing', retryAfter };
  const session = { reason: 'processing', recording, views: new Set() };
  new Polling({} as Engine).wait(session as unknown as Session);
  assert.equal(waits.length, 1);
  return waits[0]! / 1000;
}

describe('a recording that is still being made', () => {
  it('is asked for again when the provider says, but no more than once a second', () => {
    assert.equal(pauseFor(7), 7);
  });

  for (const soon of [0, -5, 0.001])
    it(`is left alone for a second although the provider says ${soon}`, () => {
      assert.equal(pauseFor(soon), 1);
    });

  for (const garbage of [NaN, Infinity, 'soon', {}, null, undefined])
    it(`is asked for again after a while when the provider says ${String(garbage)}`, () => {
      assert.equal(pauseFor(garbage), 5);
    });

  it('is asked for again one day, when the provider wants more time than a timer has', () => {
    assert.ok(pauseFor(1e9) <= 2 ** 31 / 1000);
  });
});
