import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { after, before, describe, test } from 'node:test';
import { openStore, type Store } from '../../../demo/api/db.js';
import type { Filters, ListWindow } from '../../../demo/api/sql.js';
import type { DataSet } from '../../../demo/api/timeline.js';

const set: DataSet = { seed: 1, rows: 5_000, now: Date.UTC(2026, 2, 1) * 1000, unit: 1 };

let store: Store;

before(async () => {
  store = await openStore(set);
});
after(() => store.close());

describe('every page is read in list order, without sorting', () => {
  const window: ListWindow = { limit: 50, upTo: set.now - 20 * 86_400_000_000 };
  const byRange = /^SEARCH conversation USING INTEGER PRIMARY KEY \(rowid>\? AND rowid<\?\)$/;
  const byIndex = (name: string): RegExp =>
    new RegExp(
      `^SEARCH conversation USING INDEX ${name} \\(\\w+=\\? AND rowid>\\? AND rowid<\\?\\)$`,
    );
  const byEntry = [
    /^SEARCH metadata_entry USING PRIMARY KEY \(entry=\? AND seq>\? AND seq<\?\)$/,
    /^SEARCH conversation USING INTEGER PRIMARY KEY \(rowid=\?\)$/,
  ];
  const plans: readonly (readonly [string, Filters, readonly RegExp[]])[] = [
    ['no filter', {}, [byRange]],
    ['status', { exact: { status: 'failed' } }, [byIndex('by_status')]],
    ['channel', { exact: { channel: 'email' } }, [byIndex('by_channel')]],
    ['direction', { exact: { direction: 'outbound' } }, [byIndex('by_direction')]],
    ['agent_id', { exact: { agent_id: 'agent_x' } }, [byIndex('by_agent')]],
    ['agent_version_id', { exact: { agent_version_id: 'agv' } }, [byIndex('by_agent_version')]],
    ['web_widget_id', { exact: { web_widget_id: 'wgt-4' } }, [byIndex('by_web_widget')]],
    ['user_id', { partial: { user_id: '555' } }, [byRange]],
    ['agent_number', { partial: { agent_number: '555' } }, [byRange]],
    ['duration', { above: { duration: 60 }, below: { duration: 90 } }, [byRange]],
    ['user_turn_count', { above: { user_turn_count: 3 } }, [byRange]],
    ['created_after', { createdAfter: set.now - 30 * 86_400_000_000 }, [byRange]],
    ['updated_after', { updatedAfter: set.now - 3_600_000_000 }, [byRange]],
    ['custom_metadata', { metadata: { vip: true } }, byEntry],
    ['campaign and more', { metadata: { anyreach_campaign: 'x', order_id: 1 } }, byEntry],
    ['nested metadata', { metadata: { crm: { account: { id: 7 } } } }, byEntry],
    ['metadata without values', { metadata: { tags: [] } }, [byRange]],
  ];
  for (const [name, filters, expected] of plans) {
    test(name, () => {
      const plan = store.explain(filters, window);
      assert.equal(plan.length, expected.length, plan.join('\n'));
      expected.forEach((pattern, index) => assert.match(plan[index] ?? '', pattern));
    });
  }

  test('several filters still need no sorting', () => {
    const exact = { status: 'completed', channel: 'telephone', agent_id: 'agent_x' };
    const plan = store.explain({ exact, above: { duration: 10 } }, window).join('\n');
    assert.doesNotMatch(plan, /TEMP B-TREE|SCAN/);
    assert.match(plan, /USING INDEX/);
  });
});

test('watching for updates reads only the rows that can have been updated', () => {
  const since = set.now - 3_600_000_000;
  const found = store.list({ updatedAfter: since }, { limit: 1000 });
  assert.ok(found.length > 0);
  assert.ok(found.every((row) => row.updated_at >= since));
  const all = store.list({}, { limit: 5_000 }).filter((row) => row.updated_at >= since);
  assert.deepEqual(found, all);
});

test('visible conversations are all but the sessions that never started', () => {
  const all = store.list({}, { limit: 5_000 });
  const shown = all.filter((row) => row.status !== 'token_created');
  assert.ok(shown.length < all.length);
  assert.deepEqual(
    store.visible(),
    shown.map((row) => row.seq),
  );
});

test('progress is told and the event loop turns between batches', async () => {
  const seen: number[] = [];
  let turns = 0;
  let filling = true;
  const turn = (): void => {
    turns += 1;
    if (filling) setImmediate(turn);
  };
  setImmediate(turn);
  const other = await openStore({ ...set, rows: 3_500 }, (done, total) => {
    assert.equal(total, 3_500);
    seen.push(done);
  });
  filling = false;
  other.close();
  assert.equal(seen.at(-1), 3_500);
  assert.ok(seen.length > 3 && turns >= seen.length);
});

test('an empty database answers empty pages', async () => {
  const empty = await openStore({ ...set, rows: 0 });
  assert.deepEqual(empty.list({}, { limit: 10, upTo: set.now }), []);
  assert.equal(empty.insertAtTop(2).length, 2);
  assert.equal(empty.list({}, { limit: 10 }).length, 2);
  empty.close();
});

test('what is removed is in no list, and what comes later is newer than all that is left', async () => {
  const small = await openStore({ ...set, rows: 20 });
  const gone = small.remove(12);
  assert.equal(new Set(gone).size, 12);
  const left = small.list({}, { limit: 100 }).map(({ seq }) => seq);
  assert.deepEqual(
    [...left, ...gone].sort((a, b) => b - a),
    Array.from({ length: 20 }, (_, index) => 19 - index),
  );
  assert.equal(small.count(), 8);
  assert.deepEqual(
    small.insertAtTop(2),
    small.list({}, { limit: 2 }).map(({ seq }) => seq),
  );
  assert.equal(small.remove(100).length, 9, 'all but the newest');
  small.close();
});

test('a large database lives in a file of its own and leaves nothing behind', async () => {
  const files = (): string[] =>
    readdirSync(tmpdir()).filter((name) => name.startsWith('conversation-inbox-'));
  const before = files();
  const large = await openStore({ ...set, rows: 100_001 });
  assert.equal(large.list({}, { limit: 1 })[0]?.seq, 100_000);
  large.close();
  assert.deepEqual(files(), before);
});
