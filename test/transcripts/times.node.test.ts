import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { settleTimes, type Written } from '../../src/transcripts/times.js';

const starts = (values: readonly (number | undefined)[], duration?: number) =>
  settleTimes(
    values.map((start) => ({ start })),
    duration,
  ).times.map(({ start }) => start);

describe('times', () => {
  it('are seconds where they are', () => {
    const seconds = [0.4, 2.8, 61, 300, 3000.5];
    assert.deepEqual(starts(seconds), seconds);
    assert.deepEqual(starts(seconds, 3100), seconds);
    assert.deepEqual(settleTimes([{ start: 1, end: 2 }]).guesses, []);
  });

  it('are whole seconds where they are, also of a long talk', () => {
    const whole = [0, 5, 9, 40, 300, 1800, 1810];
    assert.deepEqual(starts(whole), whole);
    assert.deepEqual(starts(whole, 1900), whole);
  });

  it('are milliseconds where they can be nothing else', () => {
    assert.deepEqual(starts([0, 400, 2300, 61_000]), [0, 0.4, 2.3, 61]);
    assert.deepEqual(starts([400, 2300], 5), [0.4, 2.3]);
    assert.deepEqual(starts([2_500_000], 3000), [2500]);
  });

  it('may be mixed', () => {
    assert.deepEqual(starts([0.4, 2.5, 3500, 4200, 5.5]), [0.4, 2.5, 3.5, 4.2, 5.5]);
    assert.deepEqual(starts([0.4, 2500, 3.5], 5), [0.4, 2.5, 3.5]);
  });

  it('begin at zero: a little before is the start, far before is no position', () => {
    assert.deepEqual(starts([-0.3, -40, 2]), [0, undefined, 2]);
    assert.equal(settleTimes([{ start: -0.3 }]).guesses.length, 1);
  });

  it('end after they begin, or nobody knows when', () => {
    const { times } = settleTimes([{ start: 2, end: 1 }, { start: 2, end: 2 }, { end: 3 }]);
    assert.deepEqual(
      times.map(({ end }) => end),
      [undefined, 2, 3],
    );
  });

  it('are instants, of which the first one is the start', () => {
    const at = 1_772_442_000;
    for (const unit of [1, 1000]) {
      const { times, guesses } = settleTimes([
        { start: at * unit, end: (at + 2) * unit },
        { start: (at + 4) * unit },
      ]);
      assert.deepEqual(
        times.map(({ start, end, timeIsEstimated }) => [start, end, timeIsEstimated]),
        [
          [0, 2, true],
          [4, undefined, true],
        ],
      );
      assert.equal(guesses.length, 1);
    }
  });

  it('place what has only a time of day by what has both', () => {
    const instant = 1_772_442_000_000;
    const { times } = settleTimes([
      { start: 10, instant },
      { instant: instant + 2500 },
      { instant: instant - 60_000 },
    ]);
    assert.deepEqual(
      times.map(({ start, timeIsEstimated }) => [start, timeIsEstimated]),
      [
        [10, undefined],
        [12.5, true],
        [undefined, undefined],
      ],
    );
  });

  it('are finite and in order within a turn, whatever was written', () => {
    const number = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), {
      nil: undefined,
    });
    const instant = fc.option(fc.integer({ min: 0, max: 8.64e15 }), { nil: undefined });
    const written = fc.record({ start: number, end: number, instant });
    fc.assert(
      fc.property(
        fc.array(written),
        fc.option(fc.double(), { nil: undefined }),
        (all, duration) => {
          const { times } = settleTimes(all as Written[], duration);
          assert.equal(times.length, all.length);
          for (const { start, end } of times) {
            assert.ok(start === undefined || (Number.isFinite(start) && start >= 0));
            assert.ok(end === undefined || (Number.isFinite(end) && end >= (start ?? 0)));
          }
        },
      ),
    );
  });
});
