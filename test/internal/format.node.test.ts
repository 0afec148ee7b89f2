import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { formatDuration, lookUp, oneLine, orNone, titleCase } from '../../src/internal/format.js';

describe('a duration', () => {
  const exact: [number | null | undefined, string][] = [
    [0, '0s'],
    [42, '42s'],
    [59.4, '59s'],
    [59.5, '1m 00s'],
    [60, '1m 00s'],
    [364, '6m 04s'],
    [3599.6, '1h 00m 00s'],
    [3600, '1h 00m 00s'],
    [3725, '1h 02m 05s'],
    [360_000, '100h 00m 00s'],
    [null, '-'],
    [undefined, '-'],
    [Number.NaN, '-'],
    [Infinity, '-'],
    [-1, '-'],
  ];
  for (const [seconds, shown] of exact) {
    test(`of ${seconds} is shown as ${shown}`, () => assert.equal(formatDuration(seconds), shown));
  }

  test('can be read back to the second, whatever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (seconds) => {
        const units: Record<string, number> = { h: 3600, m: 60, s: 1 };
        const read = formatDuration(seconds)
          .split(' ')
          .reduce((sum, one) => sum + Number(one.slice(0, -1)) * units[one.at(-1)!]!, 0);
        assert.equal(read, seconds);
      }),
    );
  });
});

describe('a word of a vendor', () => {
  const words: [string | null | undefined, string][] = [
    ['in_progress', 'In Progress'],
    ['completed', 'Completed'],
    ['waiting_for-callback', 'Waiting For Callback'],
    ['NO_ANSWER', 'No Answer'],
    ['__a--b__', 'A B'],
    ['straße_ÄRGER', 'Straße Ärger'],
    ['𝒶bc', '𝒶bc'],
    ['', '-'],
    ['_', '-'],
    [null, '-'],
    [undefined, '-'],
  ];
  for (const [word, shown] of words) {
    test(`${JSON.stringify(word)} is shown as ${shown}`, () =>
      assert.equal(titleCase(word), shown));
  }
});

describe('a text', () => {
  test('that is absent, null or blank is shown as -', () => {
    for (const blank of [undefined, null, '', ' ', '\n\t\u00a0']) assert.equal(orNone(blank), '-');
  });

  test('is shown as it is, spaces at its ends included', () => {
    assert.equal(orNone(' 0 '), ' 0 ');
    assert.equal(orNone('0'), '0');
  });

  test('in one line has no line breaks and no runs of space', () => {
    assert.equal(oneLine('a\n\n b\t\tc'), 'a b c');
  });

  test('that is too long for any line is cut, never within a character', () => {
    assert.equal(oneLine('x'.repeat(240)), 'x'.repeat(240));
    assert.equal(oneLine('x'.repeat(241)), `${'x'.repeat(240)}…`);
    assert.equal(oneLine(`${'x'.repeat(239)}😀😀`), `${'x'.repeat(239)}…`);
  });

  test('that begins with blanks begins with its first word', () => {
    for (const blanks of [1, 240, 500, 1000, 100_000])
      assert.match(oneLine(`${' '.repeat(blanks)}Words.`), /^Words\.…?$/);
    assert.equal(oneLine(' Words.'), 'Words.');
  });

  test('of any length and make is cut to what a line can show', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
        const line = oneLine(text);
        assert.ok(line.length <= 241);
        assert.ok(!/[\t\r\n]/.test(line));
        assert.ok(line.isWellFormed());
      }),
    );
  });
});

describe('a word looked up', () => {
  const table = { inbound: 'Inbound' };

  test('is found when the table has it', () => assert.equal(lookUp(table, 'inbound'), 'Inbound'));

  test('is not found when only every object has it, or when there is none', () => {
    for (const word of ['constructor', 'toString', '__proto__', 'hasOwnProperty', '', null])
      assert.equal(lookUp(table, word), undefined);
    assert.equal(lookUp(table, undefined), undefined);
  });
});
