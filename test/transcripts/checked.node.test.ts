import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Transcript, Turn } from '../../src/model/index.js';
import { checkedTranscript, checkedTurns } from '../../src/transcripts/checked.js';

const said = (id: string, parts: object = {}): Turn =>
  ({
    ...{ id, kind: 'message', speakerId: 'agent', status: 'final' },
    ...{ parts: [{ type: 'text', text: 'Hello.' }], ...parts },
  }) as Turn;

const transcript = (parts: object = {}): Transcript =>
  ({
    ...{ version: 1, shape: 'mine', availability: 'available', timing: 'none', offset: 0 },
    ...{ speakers: [{ id: 'agent', role: 'agent' }], turns: [said('a')], notices: [], ...parts },
  }) as Transcript;

describe('a transcript that a provider made by itself', () => {
  it('is the same object where it is in order', () => {
    const given = transcript();
    assert.equal(checkedTranscript(given), given);
    const turns = [said('a', { start: 1, latency: { total: 2 } }), said('b')];
    assert.equal(checkedTurns(turns), turns);
  });

  it('has lists, an offset and an availability, whatever it brought', () => {
    const odd = { speakers: null, notices: 5, offset: NaN, duration: 'x', availability: undefined };
    assert.deepEqual(checkedTranscript(transcript(odd)), transcript({ speakers: [] }));
    const speakers = [null, 5, { id: 'agent', role: 5 }, { id: 'agent', role: 'agent' }];
    assert.deepEqual(checkedTranscript(transcript({ speakers })), transcript());
    const { availability } = checkedTranscript(transcript({ turns: 5, availability: null }));
    assert.equal(availability, 'none');
  });
});

describe('a turn that is not what it should be', () => {
  it('loses what is odd in it, and nothing else', () => {
    const odd = {
      start: NaN,
      end: '5',
      at: 5,
      speakerId: null,
      words: [null],
      tool: { name: 5 },
      email: {},
      sms: 5,
      event: null,
      attachments: [null],
      latency: 5,
      redactedAt: {},
      language: 'en',
    };
    assert.deepEqual(checkedTurns([said('a', odd)]), [
      {
        ...{ id: 'a', kind: 'message', status: 'final', language: 'en' },
        parts: [{ type: 'text', text: 'Hello.' }],
      },
    ]);
  });

  it('keeps the parts that can be shown, and is final where it says nothing known', () => {
    const parts = [null, 5, { type: 'text', text: 5 }, { type: 'text', text: 'Kept.' }];
    const [turn] = checkedTurns([said('a', { status: 'a b', parts })]);
    assert.deepEqual(turn, said('a', { parts: [{ type: 'text', text: 'Kept.' }] }));
  });

  it('is shown as an entry of an unknown kind where nobody knows what it is', () => {
    for (const given of [null, 5, 'x', [], said('a', { kind: '__proto__' })]) {
      const [turn] = checkedTurns([given]);
      assert.equal(turn!.kind, 'other');
      assert.equal(typeof turn!.id, 'string');
      assert.equal(turn!.parts.length, 1);
    }
  });

  it('shows nothing where what was redacted in it cannot be told', () => {
    for (const redactions of ['abc', [null], [{ from: NaN, to: 4 }], 5])
      assert.deepEqual(checkedTurns([said('a', { redactions })])[0]!.redactions, [
        { from: 0, to: Infinity },
      ]);
    const [unknown] = checkedTurns([said('a', { kind: 'new', redactions: [] })]);
    assert.deepEqual(unknown!.parts, []);
  });

  it('costs nobody else anything when it cannot even be looked at', () => {
    const hostile = Object.defineProperty({}, 'kind', {
      enumerable: true,
      get() {
        throw new Error('No.');
      },
    });
    const [first, second] = checkedTurns([hostile, said('b')]);
    assert.equal(first!.kind, 'other');
    assert.deepEqual(second, said('b'));
  });
});

describe('turns with the same id', () => {
  it('get ids that differ, in no more than moments', () => {
    const ids = checkedTurns([said('a'), said('a'), said('b')]).map(({ id }) => id);
    assert.deepEqual(ids, ['a', 'a (2)', 'b']);
    const many = checkedTurns(Array.from({ length: 20_000 }, () => said('a')));
    assert.equal(new Set(many.map(({ id }) => id)).size, 20_000);
  });
});
