import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  printTyped,
  scanTyped,
} from '../../../../src/elements/conversation-inbox/filters/typed-text.js';

describe('a metadata value is', () => {
  const READ: [string, unknown][] = [
    ['123', 123],
    ['-1.5', -1.5],
    ['1e3', 1000],
    ['-0', 0],
    ['"123"', '123'],
    ['true', true],
    ['false', false],
    ['"true"', 'true'],
    ['True', 'True'],
    ['gold', 'gold'],
    ['  gold ', 'gold'],
    ['" gold "', ' gold '],
    ['""', ''],
    ['"', '"'],
    ['"a"b"', '"a"b"'],
    ['007', '007'],
    ['+1 555 0100', '+1 555 0100'],
    ['1e400', '1e400'],
    ['12345678901234567890', '12345678901234567890'],
    ['9007199254740992', 9007199254740992],
    ['null', 'null'],
    ['{"a":1}', '{"a":1}'],
  ];
  for (const [text, value] of READ) {
    test(`${JSON.stringify(value)} when ${text} is typed`, () =>
      assert.strictEqual(scanTyped(text), value));
  }

  test('missing when nothing is typed', () => assert.equal(scanTyped('  '), undefined));
});

test('every value can be shown, and reads back as itself with its type', () =>
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.json(),
        fc.boolean(),
        fc.maxSafeInteger(),
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => one + 0),
        fc.stringMatching(/^["0-9.e tru-]{0,6}$/),
      ),
      (value) => assert.strictEqual(scanTyped(printTyped(value)), value),
    ),
  ));

test('plain words stand without quotes', () => {
  assert.equal(printTyped('gold'), 'gold');
  assert.equal(printTyped('123'), '"123"');
  assert.equal(printTyped(123), '123');
});
