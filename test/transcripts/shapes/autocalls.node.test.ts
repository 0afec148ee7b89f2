import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parsed, said } from '../fixtures.js';

describe('a history with function calls', () => {
  it('shows the functions before what was said with their results, without times', async () => {
    const transcript = await parsed('autocalls-history.json');
    assert.deepEqual(said(transcript), [
      'agent: Hi, how can I help?',
      'caller: Book me a table.',
      'tool: ',
      'tool: ',
      'agent: Table 7 is yours.',
    ]);
    assert.deepEqual(
      transcript.turns.flatMap(({ tool, start, at }) => (tool ? [[tool, start, at]] : [])),
      [
        [
          { name: 'find_table', state: 'done', input: { guests: 2 }, output: { table: 7 } },
          undefined,
          undefined,
        ],
        [
          { name: 'book', state: 'done', input: { table: 7, token: 'abc' }, output: null },
          undefined,
          undefined,
        ],
      ],
    );
    assert.equal(new Set(transcript.turns.map(({ id }) => id)).size, 5);
  });
});

describe('a phone call', () => {
  it('has positions from its first words on, said to be estimated', async () => {
    const { turns, timing, notices } = await parsed('autocalls-call.json');
    assert.deepEqual(
      turns.map(({ start, timeIsEstimated }) => [start, timeIsEstimated]),
      [
        [0, true],
        [4, true],
        [9, true],
      ],
    );
    assert.equal(timing, 'start-only');
    assert.deepEqual(
      notices.map(({ kind }) => kind),
      ['guessed-time'],
    );
  });

  it('reads the same from one text as from a list', async () => {
    const asText = await parsed('autocalls-text.json', { shape: 'autocalls' });
    assert.equal(asText.shape, 'autocalls');
    assert.deepEqual(said(asText), said(await parsed('autocalls-call.json')));
  });
});

describe('a broken history', () => {
  it('loses no entry', async () => {
    const transcript = await parsed('autocalls-broken.json');
    assert.deepEqual(said(transcript), [
      ...['tool: ', 'tool: ', 'tool: ', 'tool: '],
      'undefined: {\n  "role": 7,\n  "content": "Who?"\n}',
      'caller: Late.',
      'undefined: null',
    ]);
    assert.deepEqual(
      transcript.turns.slice(0, 4).map(({ tool }) => tool?.input),
      ['{"cut":', 'odd', null, 'none'],
    );
  });
});
