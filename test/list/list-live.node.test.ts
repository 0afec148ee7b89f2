import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Conversation } from '../../src/model/index.js';
import { ids, idsOf, readyList, loadedList, row, rows } from './fixture.js';

const upsert = (...items: Conversation[]) => ({ type: 'upsert', items }) as const;
const remove = (...gone: string[]) => ({ type: 'remove', ids: gone }) as const;

test('at the top, a new conversation appears before the next frame', async () => {
  const { list, clock, updates } = await loadedList();
  list.apply(upsert(row(-1)));
  assert.equal(list.count, 10);
  clock.draw();
  assert.deepEqual(idsOf(list).slice(0, 2), ids(-1, 0));
  assert.deepEqual(updates, ['top']);
  assert.equal(list.arrivals, 0);
});

test('a hundred changes in one frame are one change', async () => {
  const { list, clock, updates } = await loadedList();
  for (let n = 1; n <= 100; n += 1) list.apply(upsert(row(-n), row(3, { summary: `${n}` })));
  assert.equal(clock.waitingFrames, 1);
  clock.draw();
  assert.deepEqual(updates, ['top']);
  assert.equal(list.count, 110);
  assert.equal(list.rowAt(0)?.id, 'c-100');
  assert.equal(list.rowAt(103)?.summary, '100');
});

test('scrolled away, arrivals wait and nothing moves', async () => {
  const { list, clock, updates } = await loadedList();
  list.setAtTop(false);
  list.apply(upsert(row(-1), row(-2)));
  list.apply(remove('c4'));
  clock.draw();
  assert.deepEqual(idsOf(list), idsOf((await loadedList()).list));
  assert.equal(list.arrivals, 2);
  assert.deepEqual(updates, ['status']);
});

test('the "new" button merges what waits, once', async () => {
  const { list, clock, updates } = await loadedList();
  list.setAtTop(false);
  list.apply(upsert(row(-1), row(-2)));
  list.apply(remove('c4'));
  clock.draw();
  list.showArrivals();
  assert.deepEqual(idsOf(list).slice(0, 3), ids(-2, -1, 0));
  assert.equal(list.indexOf('c4'), -1);
  assert.equal(list.arrivals, 0);
  assert.deepEqual(updates, ['status', 'merge']);
  list.showArrivals();
  assert.deepEqual(updates, ['status', 'merge']);
});

test('reaching the top merges what waits, once', async () => {
  const { list, clock, updates } = await loadedList();
  list.setAtTop(false);
  list.apply(upsert(row(-1)));
  clock.draw();
  list.setAtTop(true);
  list.setAtTop(true);
  assert.deepEqual(updates, ['status', 'merge']);
  assert.equal(list.rowAt(0)?.id, 'c-1');
});

test('a held row changes in place, also while scrolled away', async () => {
  const { list, clock, updates } = await loadedList();
  list.setAtTop(false);
  const changed = row(4, { status: 'completed' });
  list.apply(upsert(changed));
  clock.draw();
  assert.equal(list.rowAt(4), changed);
  assert.equal(list.arrivals, 0);
  assert.deepEqual(updates, ['rows']);
});

test('a conversation that comes and goes while it waits vanishes from the count', async () => {
  const { list, clock } = await loadedList();
  list.setAtTop(false);
  list.apply(upsert(row(-1), row(-2)));
  clock.draw();
  list.apply(remove('c-1'));
  clock.draw();
  assert.equal(list.arrivals, 1);
  list.showArrivals();
  assert.equal(list.indexOf('c-1'), -1);
  assert.equal(list.indexOf('c-2'), 0);
});

test('a row that leaves and comes back while it waits stays', async () => {
  const { list, clock } = await loadedList();
  list.setAtTop(false);
  list.apply(remove('c4'));
  clock.draw();
  list.apply(upsert(row(4, { summary: 'back' })));
  clock.draw();
  list.showArrivals();
  assert.equal(list.rowAt(4)?.summary, 'back');
  assert.equal(list.count, 10);
});

test('a row that turns hidden leaves; a hidden newcomer is not shown', async () => {
  const { list, clock } = await loadedList();
  list.apply(upsert(row(2, { hidden: true }), row(-1, { hidden: true })));
  clock.draw();
  assert.equal(list.indexOf('c2'), -1);
  assert.equal(list.count, 9);
});

test('a newcomer goes to its place by time, whatever the zone and precision', async () => {
  const { list, clock } = await loadedList();
  const between = row(99, { at: '2026-01-02T05:25:30.0005+05:30' });
  list.apply(upsert(between));
  clock.draw();
  assert.equal(list.indexOf('c99'), 5);
});

test('a newcomer older than everything held is left to paging', async () => {
  const { list, clock, updates } = await loadedList();
  list.apply(upsert(row(50)));
  clock.draw();
  assert.equal(list.indexOf('c50'), -1);
  assert.deepEqual(updates, []);
});

test('at the end of the list, a newcomer older than everything held is appended', async () => {
  const { list, clock } = await loadedList({ end: true });
  list.apply(upsert(row(50)));
  clock.draw();
  assert.equal(list.indexOf('c50'), 10);
});

test('an empty list shows the first conversation that comes', async () => {
  const { list, clock, provider, source } = await readyList();
  list.load(source);
  await provider.last.resolve({ items: [] });
  list.apply(upsert(row(7)));
  clock.draw();
  assert.deepEqual(idsOf(list), ids(7));
});

test('what is heard before the first page is merged after it', async () => {
  const { list, clock, provider, source } = await readyList();
  list.load(source);
  list.apply(upsert(row(-1), row(2, { summary: 'live' })));
  list.apply(remove('c3'));
  clock.draw();
  assert.equal(list.count, 0);
  await provider.last.resolve({ items: rows(0, 5), nextCursor: 'p1' });
  clock.draw();
  assert.deepEqual(idsOf(list), ids(-1, 0, 1, 2, 4));
  assert.equal(list.rowAt(3)?.summary, 'live');
});

test('an answer that was overtaken by a change does not undo it', async () => {
  const { list, clock, provider } = await loadedList();
  list.setEndInView(true);
  list.apply(upsert(row(5, { summary: 'live' })));
  list.apply(remove('c11'));
  clock.draw();
  await provider.last.resolve({ items: [row(5), row(10), row(11)], nextCursor: 'p2' });
  assert.equal(list.rowAt(5)?.summary, 'live');
  assert.equal(list.indexOf('c11'), -1);
  assert.equal(list.indexOf('c10'), 10);
});

test('a page that brings a waiting row shows it once, and it no longer counts', async () => {
  const { list, clock, provider } = await loadedList();
  list.setAtTop(false);
  list.apply(upsert(row(-1)));
  clock.draw();
  list.setEndInView(true);
  await provider.last.resolve({ items: [row(-1), row(10)], nextCursor: 'p2' });
  assert.equal(list.arrivals, 0);
  assert.equal(idsOf(list).filter((id) => id === 'c-1').length, 1);
});

test('in a list ordered by activity, a row that something happened in moves to the top', async () => {
  const { list, clock, updates } = await loadedList({ capabilities: { order: 'activity' } });
  list.apply(upsert({ ...row(6), at: row(-1).at }));
  clock.draw();
  assert.deepEqual(idsOf(list).slice(0, 2), ids(6, 0));
  assert.equal(list.count, 10);
  assert.deepEqual(updates, ['top']);
});

test('scrolled away, its contents change in place and the move waits like an arrival', async () => {
  const { list, clock, updates } = await loadedList({ capabilities: { order: 'activity' } });
  list.setAtTop(false);
  list.apply(upsert({ ...row(6), at: row(-1).at, summary: 'new' }));
  clock.draw();
  assert.equal(list.indexOf('c6'), 6);
  assert.equal(list.rowAt(6)?.summary, 'new');
  assert.equal(list.arrivals, 1);
  assert.deepEqual(updates, ['rows']);
  list.showArrivals();
  assert.equal(list.indexOf('c6'), 0);
});

test('in a list ordered by activity, moving every row at once loses none', async () => {
  const { list, clock } = await loadedList({ capabilities: { order: 'activity' } });
  const moved = rows(0, 10).map((one, n) => ({ ...one, at: row(-1 - n).at }));
  list.apply(upsert(...moved, row(-20)));
  clock.draw();
  assert.deepEqual(idsOf(list), ids(-20, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0));
});

test('"the list may have changed" is said once and cleared by a refresh', async () => {
  const { list, clock, provider, updates } = await loadedList({ end: true });
  list.apply({ type: 'uncertain' });
  list.apply({ type: 'uncertain' });
  clock.draw();
  assert.equal(list.uncertain, true);
  assert.deepEqual(updates, ['status']);
  const refreshed = list.refresh();
  await provider.last.resolve({ items: rows(0, 10) });
  await refreshed;
  assert.equal(list.uncertain, false);
});

test('doubt that comes while the list is read again stays', async () => {
  const { list, clock, provider } = await loadedList({ end: true });
  list.refresh();
  list.apply({ type: 'uncertain' });
  clock.draw();
  await provider.last.resolve({ items: rows(0, 10) });
  assert.equal(list.uncertain, true);
});

test('garbage from a live source is dropped', async () => {
  const { list, clock } = await loadedList();
  list.apply(upsert(null as never, {} as never, row(-1, { at: null })));
  list.apply({ type: 'upsert', items: undefined as never });
  list.apply({ type: 'remove', ids: undefined as never });
  list.apply({ type: 'state', state: 'live' });
  clock.draw();
  assert.equal(list.count, 11);
  assert.equal(list.indexOf('c-1'), 0);
});

test('in a list ordered by activity, a change that is no activity moves nothing', async () => {
  const { list, clock } = await loadedList({ capabilities: { order: 'activity' } });
  list.setAtTop(false);
  list.apply(upsert(row(6, { summary: 'new' })));
  clock.draw();
  assert.equal(list.arrivals, 0);
  assert.equal(list.rowAt(6)?.summary, 'new');
});

test('a newcomer whose place the page on its way makes is shown with that page', async () => {
  const { list, clock, provider } = await loadedList();
  list.setEndInView(true);
  list.apply(upsert(row(99, { at: row(14).at })));
  clock.draw();
  await provider.last.resolve({ items: rows(10, 20), nextCursor: 'p2' });
  clock.draw();
  assert.equal(list.indexOf('c99'), 14);
});

test('a waiting row is not lost when the rows below it leave first', async () => {
  const { list, clock } = await loadedList();
  list.setAtTop(false);
  list.apply(upsert(row(99, { at: row(9).at })));
  clock.draw();
  list.apply(remove('c9'));
  clock.draw();
  list.showArrivals();
  assert.equal(list.indexOf('c99'), 9);
});

test('the "new" button before the first page loses nothing', async () => {
  const { list, clock, provider, source, updates } = await readyList();
  list.load(source);
  list.apply(upsert(row(-1)));
  list.showArrivals();
  assert.deepEqual(updates, ['reset']);
  await provider.last.resolve({ items: rows(0, 3), nextCursor: 'p1' });
  clock.draw();
  assert.deepEqual(idsOf(list), ids(-1, 0, 1, 2));
});

test('a page that was asked for after a change knows of it', async () => {
  for (const meanwhile of [[], ['c12']]) {
    const { list, clock, provider } = await loadedList();
    list.apply(remove('c11'));
    clock.draw();
    list.setEndInView(true);
    if (meanwhile.length > 0) list.apply(remove(...meanwhile));
    await provider.last.resolve({ items: rows(10, 13), nextCursor: 'p2' });
    clock.draw();
    assert.deepEqual(idsOf(list).slice(10), ids(10, 11, ...(meanwhile.length > 0 ? [] : [12])));
  }
});
