import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { printDuration } from '../../../../src/elements/conversation-inbox/filters/duration.js';
import { parseDuration } from '../../../../src/elements/conversation-inbox/filters/parse-duration.js';

describe('a duration can be written', () => {
  const WRITTEN: Record<string, number> = {
    '0': 0,
    '90': 90,
    '1.5': 1.5,
    '1:30': 90,
    '01:30': 90,
    '90:00': 5400,
    '1:02:05': 3725,
    '1m 30s': 90,
    '1m30s': 90,
    '1 m 30 s': 90,
    '1M 30S': 90,
    '6m 04s': 364,
    '1h 02m 05s': 3725,
    '2h': 7200,
    '1h 5s': 3605,
    '90m': 5400,
    '2 min': 120,
    '45 sec': 45,
    '  90  ': 90,
  };
  for (const [text, seconds] of Object.entries(WRITTEN)) {
    test(`as “${text}”`, () => assert.equal(parseDuration(text), seconds));
  }
});

describe('nothing is guessed from', () => {
  const WRONG = ['', ' ', '-1', '1:60', '1:60:00', '1:2', ':30', '1:', '1 30', '1m 30', '30s 1m'];
  WRONG.push('1,5', '1e3', 'Infinity', 'ninety', '1d', '1:30s', '1:02:03:04', 'm', '٩٠');
  for (const text of WRONG) {
    test(`“${text}”`, () => assert.equal(parseDuration(text), undefined));
  }
});

test('what the table shows of a duration can be typed into its filter', () =>
  fc.assert(
    fc.property(fc.nat({ max: 10_000_000 }), (seconds) =>
      assert.equal(parseDuration(printDuration(seconds)), seconds),
    ),
  ));

test('whatever is typed is a duration of no less than nothing, or none', () =>
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.stringMatching(/^[0-9hms: .]{0,12}$/)),
      (text) => (parseDuration(text) ?? 0) >= 0,
    ),
  ));

test('a long paste is refused at once', () => {
  const start = performance.now();
  assert.equal(parseDuration(`${' '.repeat(200_000)}x`), undefined);
  assert.equal(parseDuration(`${'1'.repeat(200_000)}x`), undefined);
  assert.ok(performance.now() - start < 500);
});
