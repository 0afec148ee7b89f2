import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { accountClock } from '../../../src/providers/autocalls/time.js';

const isoOf = (text: string, zone = 'UTC') => {
  const instant = accountClock(zone).instantOf(text);
  return instant === undefined ? undefined : new Date(instant).toISOString();
};

describe('a time without a zone', () => {
  it('is one of the account, wherever the reader is', () => {
    assert.equal(isoOf('2026-03-01 09:30:00'), '2026-03-01T09:30:00.000Z');
    assert.equal(isoOf('2026-03-01 09:30:00', 'Europe/Berlin'), '2026-03-01T08:30:00.000Z');
    assert.equal(isoOf('2026-07-01 09:30:00', 'Europe/Berlin'), '2026-07-01T07:30:00.000Z');
    assert.equal(isoOf('2026-03-01 09:30:00', 'Asia/Kolkata'), '2026-03-01T04:00:00.000Z');
  });

  it('that comes twice is the first of the two, one that never comes is later', () => {
    assert.equal(isoOf('2026-10-25 02:30:00', 'Europe/Berlin'), '2026-10-25T00:30:00.000Z');
    assert.equal(isoOf('2026-03-29 02:30:00', 'Europe/Berlin'), '2026-03-29T01:30:00.000Z');
  });

  it('that no calendar has is none', () => {
    for (const text of ['2026-02-30 09:30:00', '2026-03-01 24:00:00', '2026-03-01', 'now', '']) {
      assert.equal(isoOf(text), undefined, text);
    }
  });
});

it('a time with a zone keeps its own', () => {
  const zone = 'Europe/Berlin';
  assert.equal(isoOf('2026-03-01T09:30:00.250000Z', zone), '2026-03-01T09:30:00.250Z');
  assert.equal(isoOf('2026-03-01T09:30:00+0530', zone), '2026-03-01T04:00:00.000Z');
});

describe('a bound', () => {
  it('goes out as the account’s clock shows it, rounded inwards', () => {
    const { print } = accountClock('Europe/Berlin');
    assert.equal(print('2026-03-01T08:30:00.001Z', 'up'), '2026-03-01 09:30:01');
    assert.equal(print('2026-03-01T14:00:00.999+05:30', 'down'), '2026-03-01 09:30:00');
    assert.equal(print('soon', 'down'), undefined);
  });

  it('comes back as the same instant, except in the hour that comes twice', () => {
    const clock = accountClock('America/New_York');
    const seconds = fc.integer({ min: 1_600_000_000, max: 1_900_000_000 });
    fc.assert(
      fc.property(seconds, (second) => {
        const text = clock.print(new Date(second * 1000).toISOString(), 'up') as string;
        const back = (clock.instantOf(text) as number) / 1000;
        assert.ok(back === second || back === second - 3600, text);
      }),
    );
  });
});

it('a zone that nobody knows is refused where the provider is made', () => {
  assert.throws(() => accountClock('Mars/Olympus'), RangeError);
});
