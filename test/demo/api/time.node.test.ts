import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseInstant, printInstant, UNIT, type Precision } from '../../../demo/api/time.js';

const PRECISIONS: readonly Precision[] = ['seconds', 'milliseconds', 'microseconds'];
const instant = fc.integer({ min: 0, max: 4_000_000_000_000_000 });

test('a printed time reads back as the same instant, cut to what was printed', () => {
  fc.assert(
    fc.property(instant, fc.constantFrom(...PRECISIONS), (at, precision) => {
      const cut = Math.floor(at / UNIT[precision]) * UNIT[precision];
      assert.equal(parseInstant(printInstant(at, precision)), cut);
      assert.equal(parseInstant(printInstant(at, precision, 'Z')), cut);
    }),
  );
});

test('a whole second prints no fraction with microseconds, and zeros with milliseconds', () => {
  const at = Date.UTC(2026, 0, 2, 3, 4, 5) * 1000;
  assert.equal(printInstant(at, 'microseconds'), '2026-01-02T03:04:05+00:00');
  assert.equal(printInstant(at + 10, 'microseconds'), '2026-01-02T03:04:05.000010+00:00');
  assert.equal(printInstant(at, 'milliseconds'), '2026-01-02T03:04:05.000+00:00');
  assert.equal(printInstant(at + 999_999, 'seconds', 'Z'), '2026-01-02T03:04:05Z');
});

test('a zone moves the instant, and no zone means UTC', () => {
  const noon = Date.UTC(2026, 0, 2, 12) * 1000;
  for (const text of [
    '2026-01-02T12:00:00Z',
    '2026-01-02T12:00',
    '2026-01-02 17:30:00+05:30',
    '2026-01-02T17:30:00.000000000+0530',
    '2026-01-02T04:00:00-08:00',
  ]) {
    assert.equal(parseInstant(text), noon, text);
  }
});

test('what is no time is refused', () => {
  for (const text of [
    '',
    'yesterday',
    '1767322800',
    '2026-13-01',
    '2026-02-30T00:00:00Z',
    '2026-01-02T24:00:00Z',
    '2026-01-02T12:60:00Z',
    '2026-01-02T12:00:00 00:00',
    '2026-01-02T12:00:00Zx',
  ]) {
    assert.equal(parseInstant(text), undefined, text);
  }
});
