import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseTranscript } from '../../src/transcripts/parse.js';
import { summaryOf } from '../../src/transcripts/summary.js';
import { parsed } from './fixtures.js';

describe('a transcript in numbers', () => {
  it('counts what was said, and tool calls for themselves; the prompt is not said', async () => {
    assert.deepEqual(summaryOf(await parsed('session-items-call.json')), {
      turns: 3,
      duration: 8.8,
      toolCalls: 1,
      failed: 0,
    });
    assert.deepEqual(summaryOf(await parsed('session-items-report.json')), {
      turns: 2,
      duration: 3.5,
      toolCalls: 1,
      failed: 1,
    });
    assert.equal(summaryOf(await parsed('email-thread.json')).turns, 2);
  });

  it('has the duration that is known, and none where nobody knows', async () => {
    const known = await parsed('session-items-call.json', { duration: 250 });
    assert.equal(summaryOf(known).duration, 250);
    for (const name of ['openai-chat-tools.json', 'agentmessage-thread.json']) {
      assert.equal(summaryOf(await parsed(name)).duration, undefined);
    }
    assert.deepEqual(summaryOf(await parseTranscript([])), { turns: 0, toolCalls: 0, failed: 0 });
  });
});
