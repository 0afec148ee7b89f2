import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Transcript } from '../../../src/model/index.js';
import { parseTranscript } from '../../../src/transcripts/parse.js';
import { kinds, parsed, textIn } from '../fixtures.js';

const parse = (raw: unknown): Promise<Transcript> => parseTranscript({ raw });

const TALK = {
  items: [
    {
      id: 'a',
      type: 'message',
      role: 'assistant',
      content: ['Good afternoon.'],
      start_time: 0.4,
      end_time: 2,
      created_at: 1_700_000_000.4,
      metrics: { tts_node_ttfb: 0.2 },
    },
    {
      id: 'b',
      type: 'message',
      role: 'user',
      content: [{ type: 'text', text: 'Hello.' }],
      start_time: 2.5,
      end_time: 3,
      interrupted: true,
      created_at: 1_700_000_002.5,
    },
    {
      id: 'c',
      type: 'function_call',
      call_id: 'call_1',
      name: 'look_up',
      arguments: '{"plan":"silver"}',
      created_at: 1_700_000_003.5,
    },
    {
      id: 'd',
      type: 'function_call_output',
      call_id: 'call_1',
      output: '{"error":"none"}',
      is_error: true,
      created_at: 1_700_000_004,
    },
  ],
};

describe('the items of a session', () => {
  it('are turns with who said what, when', async () => {
    const { turns, speakers, timing, availability } = await parse(TALK);
    assert.deepEqual([timing, availability], ['turn', 'available']);
    assert.deepEqual(
      turns.map(({ id, kind, speakerId, start, end, status }) => [
        id,
        kind,
        speakerId,
        start,
        end,
        status,
      ]),
      [
        ['a', 'message', 'agent', 0.4, 2, 'final'],
        ['b', 'message', 'caller', 2.5, 3, 'interrupted'],
        ['c', 'tool', undefined, 3.5, undefined, 'final'],
      ],
    );
    assert.deepEqual(turns[1]?.parts, [{ type: 'text', text: 'Hello.' }]);
    assert.deepEqual(turns[0]?.latency, { tts: 0.2 });
    assert.deepEqual(
      speakers.map(({ role }) => role),
      ['agent', 'caller'],
    );
  });

  it('join a result to its call, with how long it took', async () => {
    const { tool } = (await parse(TALK)).turns[2] ?? {};
    assert.deepEqual(tool, {
      callId: 'call_1',
      name: 'look_up',
      state: 'error',
      input: { plan: 'silver' },
      output: { error: 'none' },
      error: JSON.stringify({ error: 'none' }, null, 2),
      latency: 0.5,
    });
  });

  it('show what they do not know, and say so', async () => {
    const { turns, notices } = await parse([{ type: 'agent_handoff', to: 'x' }, 7, null]);
    assert.deepEqual(
      turns.map(({ kind }) => kind),
      ['other', 'other', 'other'],
    );
    assert.equal(notices.length, 3);
  });

  it('keep a result whose call is missing', async () => {
    const { turns, notices } = await parse([
      { type: 'function_call_output', call_id: 'lost', output: 'x' },
    ]);
    assert.equal(turns[0]?.tool?.state, 'done');
    assert.equal(notices[0]?.kind, 'unpaired-tool');
  });

  it('have no times where there are none, and take no time of day for one', async () => {
    const { timing, turns } = await parse([
      { role: 'user', content: 'Hi', created_at: 1_700_000_000 },
    ]);
    assert.equal(timing, 'none');
    assert.equal(turns[0]?.start, undefined);
    assert.equal(turns[0]?.at, '2023-11-14T22:13:20.000Z');
  });

  it('are read under any name of their list', async () => {
    for (const key of ['items', 'history', 'messages', 'turns', 'transcript']) {
      const { turns } = await parse({ [key]: [{ role: 'agent', content: 'Hi' }] });
      assert.equal(turns[0]?.speakerId, 'agent', key);
    }
  });

  it('have no time where they count what is no date', async () => {
    const counted = [1.7e15 * 1000, 1.7e18, Infinity, -1, 8.64e15 + 1];
    const { turns } = await parse(
      counted.map((created_at) => ({ role: 'user', content: 'Hi', created_at })),
    );
    assert.ok(turns.every(({ at }) => at === undefined));
  });

  it('are read however deeply they are nested, or not at all', async () => {
    const deep = '['.repeat(50_000) + ']'.repeat(50_000);
    const circle: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    circle['circle'] = circle;
    const { turns } = await parse([
      { role: 'user', content: [JSON.parse(deep), circle, 1n] },
      { type: 'function_call_output', is_error: true, output: deep },
      circle,
    ]);
    assert.equal(turns.length, 3);
    assert.ok(turns.every(({ parts, tool }) => parts.length > 0 || tool?.error));
  });

  it('are none where a provider gives what is no transcript', async () => {
    for (const transcript of ['', 5, true, null, undefined, {}, { turns: 'abc' }]) {
      const { turns, availability } = await parseTranscript(transcript as never);
      assert.deepEqual([turns.length, availability], [0, 'none']);
    }
  });

  it('are a transcript whatever they are, with every entry in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything({ withBigInt: true }), async (raw) => {
        const { turns, version } = await parse(raw);
        assert.equal(version, 1);
        if (Array.isArray(raw)) assert.ok(turns.length <= raw.length);
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.anything(), { maxLength: 50 }), async (items) => {
        const { turns } = await parse({ items });
        assert.equal(turns.length, items.length);
      }),
    );
  });

  it('keep what a vendor took out as a redaction with its place', async () => {
    const { turns } = await parsed('session-items-call.json');
    const [redacted] = turns.flatMap((turn) => (turn.redactions ? [turn] : []));
    assert.ok(redacted);
    const [span] = redacted.redactions ?? [];
    assert.equal(span?.label, 'credit card');
    assert.equal(textIn(redacted).slice(span?.from, span?.to), '[CREDIT_CARD]');
  });

  it('are read in the names that a session report has', async () => {
    const { turns } = await parsed('session-items-report.json');
    assert.deepEqual(
      turns.map(({ start, end }) => [start, end]),
      [
        [0, 1.5],
        [2, 3],
        [3.5, undefined],
      ],
    );
    assert.deepEqual(turns[0]?.latency, { total: 0.9, llm: 0.3 });
    assert.deepEqual(turns[1]?.parts, [{ type: 'text', text: 'Hi there.' }]);
    assert.equal(turns[2]?.tool?.state, 'error');
    assert.equal(turns[2]?.tool?.latency, 0.25);
  });

  it('lose nothing when they are broken, and each has an id of its own', async () => {
    const transcript = await parsed('session-items-broken.json');
    const { turns } = transcript;
    assert.equal(turns.length, 11);
    assert.equal(new Set(turns.map(({ id }) => id)).size, 11);
    assert.deepEqual(
      turns.map(({ start }) => start),
      [0, 2.5, 3.5, ...Array(7).fill(undefined), 4.5],
    );
    assert.deepEqual(
      turns.slice(0, 3).map(({ end }) => end),
      [1.5, undefined, 4.2],
    );
    assert.equal(turns[5]?.tool?.input, '{"cut": "off');
    assert.deepEqual(kinds(transcript).toSorted(), [
      ...['guessed-time', 'guessed-time'],
      ...['unknown-entry', 'unknown-entry', 'unknown-entry'],
      'unpaired-tool',
    ]);
  });

  it('have seconds where they were counted in milliseconds', async () => {
    const { turns } = await parsed('session-items-milliseconds.json');
    assert.deepEqual(
      turns.map(({ start }) => start),
      [0.4, 2.3, 4],
    );
  });
});
