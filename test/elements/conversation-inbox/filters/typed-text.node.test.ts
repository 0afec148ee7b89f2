import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  printTyped,
  scanMarked,
  scanTyped,
} from '../../../../src/elements/conversation-inbox/filters/typed-text.js';

describe('a metadata value is', () => {
  const READ: [string, string, unknown][] = [
    ['123', 'text', '123'],
    ['  gold ', 'text', 'gold'],
    ['"gold"', 'text', '"gold"'],
    ['true', 'text', 'true'],
    ['number:3', 'text', 'number:3'],
    ['123', 'number', 123],
    [' -1.5 ', 'number', -1.5],
    ['1e3', 'number', 1000],
    ['-0', 'number', 0],
    ['9007199254740992', 'number', 9007199254740992],
    ['true', 'boolean', true],
    ['false', 'boolean', false],
  ];
  for (const [text, mark, value] of READ) {
    test(`${JSON.stringify(value)} when ${text} is typed and marked as ${mark}`, () =>
      assert.strictEqual(scanMarked(mark, text), value));
  }

  const WRONG: Record<string, readonly string[]> = {
    text: ['', '  '],
    number: ['', 'gold', '007', '+1 555 0100', '1e400', '12345678901234567890', 'NaN', '1,5'],
    boolean: ['', 'True', 'yes', '1', 'null'],
  };
  for (const [mark, texts] of Object.entries(WRONG)) {
    test(`none when it is no ${mark}`, () => {
      for (const text of texts) assert.equal(scanMarked(mark, text), undefined, text);
    });
  }
});

describe('in a URL a value is', () => {
  const READ: [string, unknown][] = [
    ['123', '123'],
    ['true', 'true'],
    ['number:123', 123],
    ['boolean:false', false],
    ['text:number:123', 'number:123'],
    ['text: gold ', ' gold '],
    ['text:', ''],
    ['Number:1', 'Number:1'],
    ['number:gold', undefined],
    ['  ', undefined],
  ];
  for (const [text, value] of READ) {
    test(`${JSON.stringify(value)} when it is written as ${text}`, () => {
      assert.strictEqual(scanTyped(text), value);
      if (value !== undefined) assert.equal(printTyped(value as string), text);
    });
  }
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
        fc.stringMatching(/^(text|number|boolean|):? ?[0-9tru]{0,3}$/),
      ),
      (value) => assert.strictEqual(scanTyped(printTyped(value)), value),
    ),
  ));
