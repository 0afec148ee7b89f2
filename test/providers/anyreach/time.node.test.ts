import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseTime, shiftTime, unitOf } from '../../../src/providers/anyreach/time.js';

const YEAR_2000 = 946_684_800_000_000n;
const YEAR_2100 = 4_102_444_800_000_000n;

const printedTime = fc
  .record({
    wall: fc.bigInt({ min: YEAR_2000, max: YEAR_2100 }),
    digits: fc.integer({ min: 0, max: 9 }),
    separator: fc.constantFrom('T', ' '),
    suffix: fc.constantFrom('Z', '', '+00:00', '+05:30', '-0800', '+02'),
  })
  .map(({ wall, digits, separator, suffix }) => {
    const start = new Date(Number(wall / 1000n)).toISOString().slice(0, 19).replace('T', separator);
    const fraction = String(wall % 1_000_000n).padStart(6, '0') + '123';
    return start + (digits ? `.${fraction.slice(0, digits)}` : '') + suffix;
  });

describe('times the server prints', () => {
  it('are told apart to the microsecond, whatever the offset', () => {
    const a = parseTime('2026-03-01T12:00:00.000001+02:00');
    const b = parseTime('2026-03-01T10:00:00Z');
    assert.equal((a?.instant ?? 0n) - (b?.instant ?? 0n), 1n);
    assert.equal(
      parseTime('2026-03-01T10:00:00-05:30')?.instant,
      (b?.instant ?? 0n) + 19_800_000_000n,
    );
  });

  it('are handed on in a form every browser reads', () => {
    assert.equal(parseTime('2026-03-01 10:00:00.5')?.iso, '2026-03-01T10:00:00.5Z');
    assert.equal(parseTime('2026-03-01T10:00:00+0530')?.iso, '2026-03-01T10:00:00+05:30');
    assert.equal(parseTime('2026-03-01T10:00:00-08')?.iso, '2026-03-01T10:00:00-08:00');
    assert.equal(parseTime('2026-03-01T10:00:00.123456Z')?.iso, '2026-03-01T10:00:00.123456Z');
  });

  for (const text of [
    '',
    'yesterday',
    '2026-02-30T10:00:00Z',
    '2026-13-01T10:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T10:00:60Z',
    '2026-01-01T10:00Z',
    '2026-01-01T10:00:00 UTC',
    '2026-01-01T10:00:00+25:00',
    '2026-01-01T10:00:00Z\n',
  ]) {
    it(`are not guessed: ${JSON.stringify(text)} is none`, () => {
      assert.equal(parseTime(text), undefined);
    });
  }

  it('keep their printed form when moved, and move by exactly what was asked', () => {
    fc.assert(
      fc.property(printedTime, fc.integer({ min: 0, max: 6 }), (text, more) => {
        const time = parseTime(text);
        assert.ok(time);
        const digits = Math.max(time.digits, more);
        const moved = shiftTime(time, unitOf(digits), digits);
        const read = parseTime(moved ?? '');
        assert.ok(read);
        assert.equal(read.instant - time.instant, unitOf(digits));
        assert.equal(read.suffix, time.suffix);
        assert.equal(read.separator, time.separator);
        assert.equal(read.digits, digits);
      }),
    );
  });

  it('carry over into the next second, day and year', () => {
    const time = parseTime('2025-12-31T23:59:59.999999+02:00');
    assert.ok(time);
    assert.equal(shiftTime(time, 1n, 6), '2026-01-01T00:00:00.000000+02:00');
    const start = parseTime('2026-01-01T00:00:00Z');
    assert.ok(start);
    assert.equal(shiftTime(start, -1n, 6), '2025-12-31T23:59:59.999999Z');
    assert.equal(shiftTime(start, 1_000_000n, 0), '2026-01-01T00:00:01Z');
  });

  it('before 1970 move as well, and past the year 9999 not at all', () => {
    const old = parseTime('1969-12-31T23:59:59.999999Z');
    assert.ok(old);
    assert.equal(shiftTime(old, 1n, 6), '1970-01-01T00:00:00.000000Z');
    assert.equal(shiftTime(old, -1n, 6), '1969-12-31T23:59:59.999998Z');
    const last = parseTime('9999-12-31T23:59:59Z');
    assert.ok(last);
    assert.equal(shiftTime(last, 1_000_000n, 0), undefined);
  });
});
