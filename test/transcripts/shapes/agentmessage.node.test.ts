import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parsed, said } from '../fixtures.js';

describe('text messages', () => {
  it('have a side, numbers, segments and what became of them', async () => {
    const { turns, shape, timing } = await parsed('agentmessage-thread.json');
    assert.deepEqual([shape, timing], ['agentmessage', 'wall-clock']);
    assert.deepEqual(
      turns.map(({ speakerId, at, sms }) => [speakerId, at, sms]),
      [
        [
          'caller',
          '2026-03-02T09:00:00.000Z',
          { direction: 'inbound', from: '+15550100', to: '+15550199', segments: 1 },
        ],
        [
          'agent',
          '2026-03-02T09:01:00.000Z',
          {
            direction: 'outbound',
            from: '+15550199',
            to: '+15550100',
            status: 'delivered',
            segments: 2,
          },
        ],
      ],
    );
    assert.deepEqual(
      turns[0]?.attachments?.map(({ url }) => url),
      ['https://files.example.com/lamp.jpg'],
    );
  });

  it('show "[redacted]" as text to whoever typed it', async () => {
    const [turn] = (await parsed('agentmessage-thread.json')).turns;
    assert.deepEqual(turn?.parts[0], { type: 'text', text: 'Is my lamp ready? [redacted]' });
    assert.equal(turn?.redactions, undefined);
    assert.equal(turn?.redactedAt, undefined);
  });

  it('are redacted with the date, and a text that was left there is not shown', async () => {
    const transcript = await parsed('agentmessage-redacted.json');
    assert.deepEqual(
      transcript.turns.map(({ redactedAt, parts }) => [redactedAt, parts]),
      [
        ['2026-03-02T00:00:00Z', []],
        ['2026-03-02T00:00:00Z', []],
      ],
    );
    assert.doesNotMatch(JSON.stringify(transcript), /left by mistake/);
  });

  it('are all there when they are broken, and a failed one says why', async () => {
    const transcript = await parsed('agentmessage-broken.json');
    assert.deepEqual(said(transcript), [
      'caller: Hello',
      'other: <file>\n<file>\n<file>',
      'agent: Not sent',
      'undefined: {\n  "weather": "fine"\n}',
      'undefined: null',
    ]);
    assert.deepEqual(
      transcript.turns.slice(0, 3).map(({ id }) => id),
      ['m1', 'm1 (2)', 'sms 2'],
    );
    const failed = transcript.turns[2];
    assert.deepEqual([failed?.status, failed?.sms?.error], ['failed', '30006']);
  });
});
