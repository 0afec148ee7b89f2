import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  median,
  medianInterval,
  randomNumbers,
  ratioInterval,
  rotated,
  verdict,
} from '../../bench/stats.mjs';

const pairs = [1.02, 0.97, 1.1, 1.04, 0.99, 1.05, 1.01];

describe('medians', () => {
  it('are the middle, or between the two middle ones', () => {
    assert.equal(median([5, 1, 3]), 3);
    assert.equal(median([4, 1, 2, 3]), 2.5);
    assert.equal(median([100, 1]), 50.5);
  });

  it('of nothing are no number', () => assert.ok(Number.isNaN(median([]))));
});

describe('intervals', () => {
  it('hold the median, and lie within the values', () => {
    const { estimate, low, high, count } = medianInterval(pairs);
    assert.equal(estimate, 1.02);
    assert.equal(count, 7);
    assert.ok(low < estimate && estimate < high);
    assert.ok(low >= 0.97 && high <= 1.1);
  });

  it('are the same every time', () =>
    assert.deepEqual(medianInterval(pairs), medianInterval(pairs)));

  it('are narrow when the values agree', () => {
    const { low, high } = medianInterval([3, 3, 3, 3, 3, 3, 3]);
    assert.deepEqual([low, high], [3, 3]);
  });

  it('are hardly moved by one slow moment', () => {
    const { estimate, high } = medianInterval([...pairs.slice(0, 6), 40]);
    assert.ok(estimate < 1.1 && high <= 1.1);
  });

  it('cover the truth about as often as they say', () => {
    const random = randomNumbers(7);
    // Ratios spread evenly around 1: 1 lies in about 95 of 100 intervals.
    const covered = Array.from({ length: 100 }, () => {
      const { low, high } = ratioInterval(Array.from({ length: 9 }, () => 2 ** (random() - 0.5)));
      return low <= 1 && high >= 1;
    }).filter(Boolean).length;
    assert.ok(covered >= 88, `${covered} of 100`);
  });

  it('of ratios are mirrored when the pages change places', () => {
    const there = ratioInterval(pairs);
    const back = ratioInterval(pairs.map((ratio) => 1 / ratio));
    assert.ok(Math.abs(there.estimate * back.estimate - 1) < 1e-9);
    assert.ok(Math.abs(there.low * back.high - 1) < 0.05);
  });
});

describe('a budget', () => {
  const interval = (low: number, high: number, count = 7) => ({
    estimate: (low + high) / 2,
    low,
    high,
    count,
  });

  it('is missed only when the whole interval lies above', () => {
    assert.equal(verdict(interval(1.2, 1.4), { limit: 1.15 }), 'missed');
    assert.equal(verdict(interval(1.1, 1.4), { limit: 1.15 }), 'undecided');
    assert.equal(verdict(interval(1, 1.15), { limit: 1.15 }), 'met');
  });

  it('that asks for a least is missed only when the whole interval lies below', () => {
    const budget = { limit: 0.9, atLeast: true };
    assert.equal(verdict(interval(0.5, 0.8), budget), 'missed');
    assert.equal(verdict(interval(0.8, 1), budget), 'undecided');
    assert.equal(verdict(interval(0.9, 1), budget), 'met');
  });

  it('is not decided by a few pairs', () =>
    assert.equal(verdict(interval(3, 4, 2), { limit: 1 }), 'undecided'));
});

describe('the order of pages', () => {
  const pages = ['a', 'b', 'c', 'd'];

  it('has each page once in a repeat', () => {
    for (let repeat = 0; repeat < 8; repeat++)
      assert.deepEqual(rotated(pages, repeat).sort(), pages);
  });

  it('lets each page come first in turn', () =>
    assert.deepEqual(
      pages.map((_, repeat) => rotated(pages, repeat)[0]),
      pages,
    ));

  it('does not put a page after the same one all the time', () => {
    const before = new Set(
      pages.map((_, repeat) => {
        const order = rotated(pages, repeat);
        return order[order.indexOf('b') - 1];
      }),
    );
    assert.ok(before.size > 2);
  });
});
