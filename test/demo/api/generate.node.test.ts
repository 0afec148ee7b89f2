import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import fc from 'fast-check';
import { summaryOf, userNameOf } from '../../../demo/api/generate-details.js';
import { tapeOf, transcriptOf } from '../../../demo/api/generate-transcript.js';
import { generateRow, type Row } from '../../../demo/api/generate.js';
import { HOSTILE } from '../../../demo/api/hostile.js';
import { speechPlan } from '../../../demo/api/speech.js';
import { creationTimes, type DataSet } from '../../../demo/api/timeline.js';

const ROWS = 25_000;
const set: DataSet = { seed: 1, rows: ROWS, now: Date.UTC(2026, 2, 1) * 1000, unit: 1 };

let times: Float64Array;
let rows: Row[];

async function generate(from: DataSet): Promise<Row[]> {
  const created = await creationTimes(from);
  return Array.from(created, (at, seq) =>
    generateRow(from, seq, at, created[seq - 1] === at || created[seq + 1] === at),
  );
}

before(async () => {
  times = await creationTimes(set);
  rows = await generate(set);
});

/** Sizes of the runs of equal times, with the position of each run's oldest row. */
function ties(): { start: number; size: number }[] {
  const found: { start: number; size: number }[] = [];
  for (let start = 0; start < times.length; ) {
    let end = start + 1;
    while (end < times.length && times[end] === times[start]) end += 1;
    if (end - start > 1) found.push({ start, size: end - start });
    start = end;
  }
  return found;
}

describe('the same seed, rows and now', () => {
  test('give the same conversations', async () => {
    const small = { ...set, rows: 300 };
    const [one, two] = [await generate(small), await generate(small)];
    assert.deepEqual(one, two);
    for (const row of one) {
      assert.deepEqual(transcriptOf(small, row), transcriptOf(small, row));
      assert.equal(summaryOf(small, row), summaryOf(small, row));
    }
  });

  test('and another seed gives others', async () => {
    const [one, two] = [
      await generate({ ...set, rows: 50 }),
      await generate({ ...set, rows: 50, seed: 2 }),
    ];
    assert.notDeepEqual(
      one.map((row) => row.user_id),
      two.map((row) => row.user_id),
    );
  });
});

describe('times', () => {
  test('ascend with the row number, up to now, over about four months', () => {
    for (let seq = 1; seq < ROWS; seq++) {
      assert.ok((times[seq - 1] as number) <= (times[seq] as number));
    }
    const days = ((times[ROWS - 1] as number) - (times[0] as number)) / 86_400_000_000;
    assert.ok(days > 60 && days < 200, `${days} days`);
    assert.ok((times[ROWS - 1] as number) <= set.now);
  });

  test('at least three groups of 400 share an instant, one at each end', () => {
    const large = ties().filter((tie) => tie.size === 400);
    assert.ok(large.length >= 3);
    assert.equal(large[0]?.start, 0);
    const last = large.at(-1) as { start: number; size: number };
    assert.ok(last.start + last.size > ROWS - 100);
    assert.equal(Math.max(...ties().map((tie) => tie.size)), 400);
    assert.ok(new Set(ties().map((tie) => tie.size)).size > 5);
  });

  test('no group grows beyond what a page can hold when only seconds are printed', () => {
    const perSecond = new Map<number, number>();
    for (const at of times) {
      const second = Math.floor(at / 1_000_000);
      perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
    }
    assert.equal(Math.max(...perSecond.values()), 400);
    assert.ok([...perSecond.values()].filter((count) => count > 1 && count < 10).length > 100);
  });

  test('an update is never before the creation, nor after now', () => {
    for (const row of rows) {
      assert.ok(row.updated_at >= row.created_at);
      assert.ok(row.updated_at <= Math.max(set.now, row.created_at + 5_000_000));
    }
  });

  test('a data set of any size is filled completely', async () => {
    for (const size of [0, 1, 2, 7, 61, 399]) {
      const created = await creationTimes({ ...set, rows: size });
      assert.equal(created.length, size);
      assert.ok(created.every((at) => at > 0));
    }
  });
});

describe('conversations', () => {
  test('come over four channels with all statuses', () => {
    const count = (key: 'channel' | 'status', value: string): number =>
      rows.filter((row) => row[key] === value).length;
    for (const channel of ['telephone', 'webrtc', 'email', 'text']) {
      assert.ok(count('channel', channel) > ROWS / 20, channel);
    }
    assert.equal(new Set(rows.map((row) => row.status)).size, 9);
    for (const row of rows) {
      if (row.status === 'token_created') assert.equal(row.channel, 'webrtc');
    }
  });

  test('have no duration, none at all and long ones', () => {
    assert.ok(rows.some((row) => row.duration === null));
    assert.ok(rows.some((row) => row.duration === 0));
    assert.ok(rows.some((row) => (row.duration ?? 0) > 3600));
  });

  test('come from numbers reserved for fiction, guests and example addresses', () => {
    const hostile = new Set(HOSTILE.map((one) => one.userId).filter(Boolean));
    const kinds = new Set<string>();
    for (const { user_id: id } of rows.filter((row) => !hostile.has(row.user_id))) {
      const compact = id.replaceAll(' ', '');
      const kind = [
        /^\+1\d{3}55501\d\d$/,
        /^\+442079460\d{3}$/,
        /^guest_[0-9a-f]+$/,
        /^[\w.]+@example\.(com|org|net)$/,
      ].findIndex((pattern) => pattern.test(compact));
      assert.notEqual(kind, -1, id);
      kinds.add(String(kind));
    }
    assert.equal(kinds.size, 4);
  });

  test('carry campaigns, names and participants in their metadata, or nothing', () => {
    const keys = new Set(
      rows.flatMap((row) => Object.keys(JSON.parse(row.custom_metadata ?? '{}') as object)),
    );
    for (const key of ['anyreach_campaign', 'customer_name', 'participants', 'cc', 'order_id']) {
      assert.ok(keys.has(key), key);
    }
    assert.ok(rows.some((row) => row.custom_metadata === null));
    assert.ok(rows.some((row) => userNameOf(set, row) !== undefined));
  });

  test('are told in many scripts', () => {
    const text = rows
      .slice(-500)
      .map((row) => summaryOf(set, row))
      .join('');
    for (const script of [
      'Cyrillic',
      'Arabic',
      'Hebrew',
      'Devanagari',
      'Han',
      'Hiragana',
      'Hangul',
    ]) {
      assert.match(text, new RegExp(`\\p{Script=${script}}`, 'u'));
    }
    assert.match(text, /\p{Emoji_Presentation}/u);
  });

  test('contain every hostile string, also in a small data set', async () => {
    const small = { ...set, rows: 150 };
    const made = await generate(small);
    const summaries = made.map((row) => summaryOf(small, row));
    for (const { summary, name, userId } of HOSTILE) {
      if (summary !== undefined)
        assert.ok(summaries.includes(summary), String(summary).slice(0, 40));
      if (userId) assert.ok(made.some((row) => row.user_id === userId));
      if (name) {
        assert.ok(
          made.some((row) => {
            const data = JSON.parse(row.custom_metadata ?? '{}') as Record<string, unknown>;
            return data['customer_name'] === name;
          }),
        );
      }
    }
    assert.ok(summaries.some((summary) => (summary?.length ?? 0) > 100_000));
  });
});

describe('transcripts', () => {
  type Item = Record<string, unknown>;
  const itemsOf = (row: Row): Item[] => transcriptOf(set, row)?.items ?? [];
  const sample = (): Row[] => rows.filter((_, seq) => seq % 10 === 0);

  test('have as many turns of the caller as the row says', () => {
    for (const row of sample()) {
      const turns = itemsOf(row).filter((item) => item['role'] === 'user').length;
      assert.equal(turns, row.user_turn_count ?? 0, `${row.channel} ${row.status}`);
    }
  });

  test('pair tool calls with results; some fail and a few never come back', () => {
    const items = sample().flatMap((row) => {
      const all = itemsOf(row);
      const calls = all.filter((item) => item['type'] === 'function_call');
      const results = all.filter((item) => item['type'] === 'function_call_output');
      for (const result of results) {
        const called = all.findIndex(
          (item) => item['type'] === 'function_call' && item['call_id'] === result['call_id'],
        );
        assert.ok(called >= 0 && called < all.indexOf(result));
      }
      return [
        {
          calls: calls.length,
          results: results.length,
          failed: results.some((one) => one['is_error']),
        },
      ];
    });
    const total = (key: 'calls' | 'results'): number =>
      items.reduce((sum, one) => sum + one[key], 0);
    assert.ok(total('results') > 100 && total('results') < total('calls'));
    assert.ok(items.some((one) => one.failed));
  });

  test('say how long the agent took: the pause before it speaks', () => {
    for (const row of sample().filter((one) => one.channel === 'telephone')) {
      const spoken = itemsOf(row).filter((item) => item['type'] === 'message');
      spoken.forEach((item, index) => {
        const latency = (item['metrics'] as Item)['e2e_latency'];
        const before = spoken[index - 1];
        if (latency === undefined || !before) return;
        const pause = Number(item['start_time']) - Number(before['end_time']);
        assert.ok(Math.abs(Math.max(0, pause) - Number(latency)) < 0.002);
      });
    }
  });

  test('name the people of a mail thread, who are sometimes named nowhere else', () => {
    const threads = sample().filter((row) => row.channel === 'email' && row.user_turn_count);
    assert.ok(threads.length > 20);
    let onlyHere = 0;
    for (const row of threads) {
      const headers = itemsOf(row)[0]?.['headers'] as { from: string; to: string[]; cc: string[] };
      assert.ok(headers.from.includes(row.user_id));
      assert.deepEqual(headers.to, [row.agent_number]);
      const known = row.custom_metadata ?? '';
      if (headers.cc.length > 0 && !known.includes(headers.cc[0] as string)) onlyHere += 1;
    }
    assert.ok(onlyHere > 0);
  });

  test('are missing where nothing was said', () => {
    for (const row of sample().filter((one) => one.user_turn_count === null)) {
      assert.equal(transcriptOf(set, row), null);
    }
  });

  test('speech fills the recording without one speaker overlapping itself', () => {
    fc.assert(
      fc.property(
        fc.nat(100_000),
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 0, max: 300 }),
        (seq, seconds, turns) => {
          const plan = speechPlan(1, { seq, seconds, turns });
          assert.equal(plan.filter((speech) => speech.speaker === 'caller').length, turns);
          const ends = { agent: 0, caller: 0 };
          for (const speech of plan) {
            assert.ok(speech.start >= ends[speech.speaker] && speech.end >= speech.start);
            assert.ok(speech.end <= seconds * 1000);
            ends[speech.speaker] = speech.end;
          }
        },
      ),
    );
  });

  test('the tape of a row is as long as its duration', () => {
    for (const row of sample().filter((one) => one.duration !== null)) {
      assert.equal(tapeOf(row).seconds, row.duration);
    }
  });
});
