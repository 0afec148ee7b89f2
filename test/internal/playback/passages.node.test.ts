import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { nextHeard, untilPassageEnds } from '../../../src/internal/playback/passages.js';
import { lengthOf, within } from '../../../src/internal/playback/ranges.js';

const passages = [
  { start: 1, end: 2 },
  { start: 4, end: 6 },
];

/** In order and apart from each other. */
const anyPassages = fc
  .uniqueArray(fc.nat({ max: 1000 }), { maxLength: 20 })
  .map((times) => times.sort((a, b) => a - b))
  .map((times) =>
    Array.from({ length: Math.floor(times.length / 2) }, (_, index) => ({
      start: times[index * 2] as number,
      end: times[index * 2 + 1] as number,
    })),
  );

describe('listening to passages', () => {
  it('goes on within one, jumps to the next between two, and ends after the last', () => {
    assert.equal(nextHeard(passages, 1.5), 1.5);
    assert.equal(nextHeard(passages, 0), 1);
    assert.equal(nextHeard(passages, 2), 4);
    assert.equal(nextHeard(passages, 6), undefined);
    assert.equal(nextHeard([], 0), undefined);
  });

  it('knows how long the one that sounds goes on', () => {
    assert.equal(untilPassageEnds(passages, 1.5), 0.5);
    assert.equal(untilPassageEnds(passages, 3), 0);
  });

  it('never goes back, and always lands where something is heard', () => {
    fc.assert(
      fc.property(anyPassages, fc.double({ min: 0, max: 1100, noNaN: true }), (any, time) => {
        const next = nextHeard(any, time);
        if (next === undefined) return assert.ok(any.every(({ end }) => end <= time));
        assert.ok(next >= time);
        assert.ok(any.some(({ start, end }) => start <= next && next < end));
        assert.ok(untilPassageEnds(any, next) > 0);
      }),
    );
  });

  it('knows what is downloaded, give or take a rounding', () => {
    assert.equal(within(passages, 0.95), true);
    assert.equal(within(passages, 3), false);
    assert.equal(within(passages, 2), false);
    assert.equal(lengthOf(passages), 3);
  });
});
