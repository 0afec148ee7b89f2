import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseInstant, printInstant, UNIT } from '../../../demo/api/time.js';
import { cursorOf, list, withApi, type RunningApi, type Wire } from './client.js';

const PRECISIONS = ['seconds', 'milliseconds', 'microseconds'] as const;
const BOUNDS = ['exclusive', 'inclusive'] as const;
const SHAPES = {
  seconds: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/,
  milliseconds: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/,
  microseconds: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?\+00:00$/,
};

/** Follows the vendor's recipe to the letter: the last row's time, as received, is the cursor. */
async function literalWalk(api: RunningApi, limit: number): Promise<Wire[]> {
  const rows: Wire[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 100; page++) {
    const got = await list(api, { limit, fields: 'id,created_at', ...(cursor ? { cursor } : {}) });
    rows.push(...got);
    const next = got.length < limit ? undefined : cursorOf((got.at(-1) as Wire).created_at);
    if (next === undefined || next === cursor) return rows;
    cursor = next;
  }
  return rows;
}

for (const timestamps of PRECISIONS) {
  for (const cursorBound of BOUNDS) {
    describe(`with ${timestamps} and an ${cursorBound} cursor`, () => {
      test('a page continues exactly at the printed instant', async () => {
        await withApi({ timestamps, cursorBound }, async (api) => {
          const all = await list(api, { fields: 'id,created_at' });
          assert.ok(all.every((row) => SHAPES[timestamps].test(row.created_at)));
          const tied = all.findIndex((row, at) => row.created_at === all[at + 1]?.created_at);
          for (const index of [0, tied, tied + 1, 100, 598, 599]) {
            const cursor = (all[index] as Wire).created_at;
            const at = parseInstant(cursor) as number;
            const expected = all.filter((row) => {
              const other = parseInstant(row.created_at) as number;
              return cursorBound === 'exclusive' ? other < at : other <= at;
            });
            assert.deepEqual(
              await list(api, { fields: 'id,created_at', cursor: cursorOf(cursor) }),
              expected,
            );
          }
        });
      });

      test('a cursor one unit later brings the whole instant again', async () => {
        await withApi({ timestamps, cursorBound: 'exclusive' }, async (api) => {
          const all = await list(api, { fields: 'id,created_at' });
          const tied = all.findIndex((row, at) => row.created_at === all[at + 1]?.created_at);
          const at = parseInstant((all[tied] as Wire).created_at) as number;
          const later = printInstant(at + UNIT[timestamps], timestamps);
          const again = await list(api, { fields: 'id,created_at', cursor: cursorOf(later) });
          assert.equal(again[0]?.id, all[tied]?.id);
        });
      });
    });
  }
}

test('the literal recipe loses rows that share the boundary, which is why clients need more', async () => {
  await withApi({ cursorBound: 'exclusive' }, async (api) => {
    const walked = await literalWalk(api, 50);
    assert.equal(new Set(walked.map((row) => row.id)).size, walked.length);
    assert.ok(walked.length < 600);
  });
});

test('the literal recipe stands still on an inclusive server in a tie larger than the page', async () => {
  await withApi({ cursorBound: 'inclusive' }, async (api) => {
    const walked = await literalWalk(api, 20);
    assert.ok(new Set(walked.map((row) => row.id)).size < walked.length);
    assert.ok(new Set(walked.map((row) => row.id)).size < 600);
  });
});

test('precision changes what is printed, not which conversations there are', async () => {
  const ids: string[][] = [];
  for (const timestamps of PRECISIONS) {
    await withApi({ timestamps, rows: 200 }, async (api) => {
      ids.push(
        (await list(api, { fields: 'id,user_id,status' })).map((row) => JSON.stringify(row)),
      );
    });
  }
  assert.deepEqual(ids[0], ids[1]);
  assert.deepEqual(ids[1], ids[2]);
});

test('some whole seconds are printed without a fraction, others with microseconds', async () => {
  await withApi({}, async (api) => {
    const texts = (await list(api, { fields: 'created_at' })).map((row) => row.created_at);
    assert.ok(texts.some((text) => text.includes('.')));
    assert.ok(texts.some((text) => !text.includes('.')));
  });
});

test('rows inserted at the top are newer than all others and disturb no older page', async () => {
  await withApi({}, async (api) => {
    const first = await list(api, { limit: 50, fields: 'id,created_at' });
    const cursor = cursorOf((first.at(-1) as Wire).created_at);
    const before = await list(api, { cursor, fields: 'id' });
    const inserted = api.control.insertAtTop(7);
    assert.deepEqual(await list(api, { cursor, fields: 'id' }), before);
    const top = await list(api, { limit: 57, fields: 'id,created_at' });
    assert.deepEqual(
      top.map((row) => row.id),
      [...inserted, ...first.map((row) => row.id)],
    );
    const since = await list(api, { created_after: (first[0] as Wire).created_at, fields: 'id' });
    assert.equal(since.length, 8);
  });
});
