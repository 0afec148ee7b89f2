import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { instant } from '../../src/list/instant.js';

test('an instant is the same in every zone and notation', () => {
  const same = [
    '2026-03-01T12:30:00Z',
    '2026-03-01T12:30Z',
    '2026-03-01 12:30:00.000000+00:00',
    '2026-03-01T18:00:00,0+0530',
    '2026-03-01T10:30:00-02',
    '2026-03-01t12:30:00z',
  ];
  for (const text of same) assert.equal(instant(text), Date.UTC(2026, 2, 1, 12, 30) * 1000, text);
});

test('microseconds count, finer digits do not', () => {
  const base = instant('2026-03-01T12:30:00Z');
  assert.equal(instant('2026-03-01T12:30:00.000001Z') - base, 1);
  assert.equal(instant('2026-03-01T12:30:00.1Z') - base, 100_000);
  assert.equal(instant('2026-03-01T12:30:00.0000019Z') - base, 1);
});

test('anything else is no instant', () => {
  for (const text of [
    '',
    'yesterday',
    '2026-03-01',
    '2026-03-01T12:30:00',
    '2026-13-01T12:30:00Z',
    0,
    null,
    undefined,
    {},
  ]) {
    assert.ok(Number.isNaN(instant(text)), String(text));
  }
});

test('instants are ordered as the microseconds they were made of', () => {
  const micros = fc.integer({ min: 0, max: 2 ** 52 });
  const text = (value: number) => {
    const seconds = Math.floor(value / 1e6);
    const fraction = String(value % 1e6).padStart(6, '0');
    return new Date(seconds * 1000).toISOString().replace('.000Z', `.${fraction}Z`);
  };
  fc.assert(fc.property(micros, (value) => instant(text(value)) === value));
});
