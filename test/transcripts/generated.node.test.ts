import assert from 'node:assert/strict';
import { it } from 'node:test';
import { generateRow } from '../../demo/api/generate.js';
import { transcriptOf } from '../../demo/api/generate-transcript.js';
import { parseTranscript } from '../../src/transcripts/parse.js';
import { kinds } from './fixtures.js';

const ROWS = 3000;
const set = { seed: 7, rows: ROWS, now: 1.77e15, unit: 1 };

it('every transcript of the reference API is read with every item in it', async () => {
  const shapes = new Map<string, Set<string>>();
  let count = 0;
  for (let seq = 1; seq <= ROWS; seq += 1) {
    const row = generateRow(set, seq, set.now - seq * 1e9, false);
    const raw = transcriptOf(set, row);
    if (!raw) continue;
    count += 1;
    const read = await parseTranscript({ raw, shape: 'anyreach' }, { duration: row.duration ?? 0 });
    const results = raw.items.filter(({ type }) => type === 'function_call_output').length;
    const where = `${row.channel} ${seq}`;
    assert.equal(read.turns.length, raw.items.length - results, where);
    // A transfer is an entry that no contract names.
    const handoffs = raw.items.filter(({ type }) => type === 'agent_handoff').length;
    assert.equal(kinds(read).length, handoffs, `${where}: ${JSON.stringify(read.notices)}`);
    const timings = shapes.get(row.channel) ?? new Set();
    shapes.set(row.channel, timings.add(`${read.shape} ${read.timing}`));
    for (const item of raw.items) {
      if (item['start_time'] === undefined) continue;
      const turn = read.turns.find(({ id }) => id === item['id']);
      assert.equal(turn?.start, item['start_time'], where);
    }
  }
  assert.ok(count > 1000);
  assert.deepEqual([...shapes].map(([channel, timings]) => [channel, [...timings].sort()]).sort(), [
    ['email', ['email wall-clock']],
    ['telephone', ['session-items turn']],
    ['text', ['session-items none']],
    ['webrtc', ['session-items turn']],
  ]);
});
