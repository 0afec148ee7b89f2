import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Turn } from '../../src/model/index.js';
import { findInTurns, searchIn, type FoundPart } from '../../src/transcripts/find.js';

const turn = (text: string, more: Partial<Turn> = {}): Turn => ({
  id: 'a',
  kind: 'message',
  status: 'final',
  parts: [{ type: 'text', text }],
  ...more,
});

/** What is found, as it is written there. */
const found = (text: string, wanted: string, more: Partial<Turn> = {}) =>
  findInTurns([turn(text, more)], wanted).map(({ from, to }) => text.slice(from, to));

describe('finding in a transcript', () => {
  it('gives each place in reading order, with its turn and part', () => {
    const turns = [turn('one lamp'), turn('Lamp, lamp', { id: 'b' })];
    assert.deepEqual(findInTurns(turns, 'LAMP'), [
      { turnId: 'a', part: 0, from: 4, to: 8 },
      { turnId: 'b', part: 0, from: 0, to: 4 },
      { turnId: 'b', part: 0, from: 6, to: 10 },
    ]);
  });

  it('does not care for accents, upper case, or how Unicode writes a letter', () => {
    assert.deepEqual(found('Das Café, das CAFE\u0301!', 'cafe'), ['Café', 'CAFE\u0301']);
    assert.deepEqual(found('Cafe', 'café'), ['Cafe']);
    assert.deepEqual(found('Straße', 'STRASSE'), ['Straße']);
    assert.deepEqual(found('ﬁnd', 'fin'), ['ﬁn']);
    assert.deepEqual(found('ΣΟΦΟΣ σοφός', 'σοφος'), ['ΣΟΦΟΣ', 'σοφός']);
    assert.deepEqual(found('👋🏽 İstanbul', 'istanbul'), ['İstanbul']);
    assert.deepEqual(found('한국어', '국'), ['국']);
    assert.deepEqual(found('がか', 'か'), ['か']);
    assert.deepEqual(found('مَرحَبا', 'مرحبا'), ['مَرحَبا']);
  });

  it('finds nothing where nothing is asked for', () => {
    assert.deepEqual(findInTurns([turn('a b')], ''), []);
    assert.deepEqual(findInTurns([turn('a b')], '  '), []);
  });

  it('takes no sign for a pattern', () => {
    assert.deepEqual(found('a.c abc (x) [y]', 'a.c'), ['a.c']);
    assert.deepEqual(found('(x)', '(x'), ['(x']);
  });

  it('looks in what is seen beside the words as well', () => {
    const seen: readonly [Partial<Turn>, FoundPart][] = [
      [{ email: { to: [], cc: [], subject: 'Broken lamp' } }, 'subject'],
      [{ tool: { name: 'find_lamp', state: 'done', input: 'lamp', output: { lamp: 1 } } }, 'tool'],
      [{ kind: 'other', parts: [{ type: 'json', text: '{"lamp":1}' }] }, 0],
      [{ event: { name: 'transfer', detail: 'to the lamp desk' } }, 'event'],
    ];
    for (const [more, part] of seen) {
      const hits = findInTurns([turn('', more)], 'lamp');
      assert.deepEqual(
        hits.map((hit) => hit.part),
        [part],
      );
    }
    const refusal = turn('', { parts: [{ type: 'refusal', text: 'No lamp.' }] });
    assert.equal(findInTurns([refusal], 'lamp').length, 1);
  });

  it('never finds what is redacted, removed or quoted', () => {
    const spans = { redactions: [{ from: 3, to: 8, label: 'name' }] };
    assert.deepEqual(found('my [AGE] is a secret age', 'age', spans), ['age']);
    assert.deepEqual(found('my [AGE]', 'my [', spans), []);
    assert.deepEqual(found('gone', 'gone', { redactedAt: '2026-03-02T00:00:00Z' }), []);
    const email = { to: [], cc: [], quotedFrom: 7 };
    assert.deepEqual(found('a lamp\n> a lamp', 'lamp', { email }), ['lamp']);
    const parts = [
      { type: 'text', text: 'first' },
      { type: 'text', text: 'my [AGE] age' },
    ] as const;
    const later = turn('', { parts, redactions: [{ from: 9, to: 14 }] });
    assert.deepEqual(findInTurns([later], 'age'), [{ turnId: 'a', part: 1, from: 9, to: 12 }]);
  });

  it('gives places that are within the text and begin and end with a whole letter', () => {
    const texts = fc.string({ unit: 'grapheme', maxLength: 30 });
    fc.assert(
      fc.property(texts, texts, texts, (before, wanted, after) => {
        const text = before + wanted + after;
        for (const { from, to } of findInTurns([turn(text)], wanted)) {
          assert.ok(from >= 0 && to <= text.length && from < to);
          assert.ok(text.slice(from, to).isWellFormed() || !text.isWellFormed());
        }
        if (/^[a-z]+$/.test(wanted)) assert.ok(findInTurns([turn(text)], wanted).length > 0);
      }),
    );
  });

  it('takes a few milliseconds in ten thousand turns', () => {
    for (const words of [
      'the lamp that was ordered is broken ',
      'die Lämpchen sind größer geworden ',
    ]) {
      const turns = Array.from({ length: 10_000 }, (_, index) =>
        turn(`${words.repeat(3)}${index}`, { id: `${index}` }),
      );
      const find = searchIn(turns);
      find('first');
      const times = ['lamp', 'größer', '9999', 'nowhere'].map((wanted) => {
        const start = performance.now();
        find(wanted);
        return performance.now() - start;
      });
      // Others may use the computer at the same time.
      assert.ok(Math.min(...times) < 50, `${times}`);
      assert.deepEqual(
        find('9999').map(({ turnId }) => turnId),
        ['9999'],
      );
    }
  });
});
