import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ListState } from '../../src/list/conversation-list.js';
import { providerError } from '../../src/model/index.js';
import { idsOf, readyList, loadedList, row, rows } from './fixture.js';

const at = (n: number, depth: number): ListState => ({
  version: 1,
  query: {},
  anchor: { id: `c${n}`, at: row(n).at },
  offset: 0,
  depth,
});

test('the state is small plain JSON and says where the reader is', async () => {
  const { list } = await loadedList({ query: { caller: 'ada' } });
  const state = list.state({ anchorIndex: 4, offset: 7 });
  assert.deepEqual(JSON.parse(JSON.stringify(state)), {
    version: 1,
    query: { caller: 'ada' },
    anchor: { id: 'c4', at: row(4).at },
    offset: 7,
    depth: 10,
  });
});

test('the state of an empty list has no anchor', async () => {
  const { list } = await readyList();
  assert.equal('anchor' in list.state({ anchorIndex: 0, offset: 0 }), false);
});

test('the reader comes back to the old place with one large page', async () => {
  const { list, provider, source, updates } = await readyList();
  const place = list.restore(source, at(120, 150));
  assert.equal(list.loading, 'restore');
  assert.equal(provider.last.request.pageSize, 150);
  await provider.last.resolve({ items: rows(0, 150), nextCursor: 'x' });
  assert.deepEqual(await place, { index: 120, found: 'id', complete: true });
  assert.equal(list.loading, undefined);
  assert.deepEqual(updates, ['reset', 'rows']);
  assert.ok(list.pageCount >= 10, 'a large answer is kept in pages of the usual size');
  list.setEndInView(true);
  assert.deepEqual(provider.last.request, { query: {}, pageSize: 10, cursor: 'x' });
});

test('reading stops as soon as the anchor is held', async () => {
  const { list, provider, source } = await readyList({ capabilities: { maxPageSize: 20 } });
  const place = list.restore(source, at(25, 200));
  await provider.last.resolve({ items: rows(0, 20), nextCursor: 'x' });
  assert.deepEqual(provider.last.request, { query: {}, pageSize: 20, cursor: 'x' });
  await provider.last.resolve({ items: rows(20, 40), nextCursor: 'y' });
  assert.equal((await place).index, 25);
  assert.equal(provider.calls.length, 2);
});

test('when the anchor is gone, the place by time is found without reading further', async () => {
  const { list, provider, source } = await readyList({ capabilities: { maxPageSize: 20 } });
  const place = list.restore(source, at(25, 200));
  await provider.last.resolve({ items: rows(0, 20), nextCursor: 'x' });
  await provider.last.resolve({ items: [...rows(20, 25), ...rows(26, 40)], nextCursor: 'y' });
  assert.deepEqual(await place, { index: 25, found: 'time', complete: true });
  assert.equal(list.rowAt(25)?.id, 'c26');
});

test('after ten requests it says that the place was not reached', async () => {
  const { list, provider, source } = await readyList({ capabilities: { maxPageSize: 10 } });
  const place = list.restore(source, at(500, 600));
  for (let page = 0; page < 10; page += 1) {
    const items = rows(page * 10, page * 10 + 10);
    await provider.last.resolve({ items, nextCursor: `x${page}` });
  }
  assert.deepEqual(await place, { index: 99, found: 'time', complete: false });
  assert.equal(provider.calls.length, 10);
  assert.equal(provider.maxInFlight, 1);
});

test('when the list has become shorter, its last row is the place', async () => {
  const { list, provider, source } = await readyList();
  const place = list.restore(source, at(90, 100));
  await provider.last.resolve({ items: rows(0, 50) });
  assert.deepEqual(await place, { index: 49, found: 'time', complete: true });
});

test('an error leaves the place open, and Retry goes on to it', async () => {
  const { list, provider, source } = await readyList({ capabilities: { maxPageSize: 20 } });
  const place = list.restore(source, at(25, 200));
  await provider.last.resolve({ items: rows(0, 20), nextCursor: 'x' });
  await provider.last.reject(providerError('unauthorized', 'Log in.'));
  assert.equal(list.error?.during, 'restore');
  assert.equal(list.count, 20);
  list.retry();
  await provider.last.resolve({ items: rows(20, 40) });
  assert.deepEqual(await place, { index: 25, found: 'id', complete: true });
});

test('a new query, an end or a disposal settles it as incomplete', async () => {
  for (const end of ['load', 'clear', 'dispose', 'restore'] as const) {
    const { list, source } = await readyList();
    const place = list.restore(source, at(25, 200));
    if (end === 'load') list.load(source);
    else if (end === 'restore') void list.restore(source, at(1, 1));
    else list[end]();
    assert.deepEqual(await place, { index: 0, found: 'top', complete: false }, end);
  }
});

test('without an anchor it is a first load', async () => {
  const { list, provider, source } = await readyList();
  const place = list.restore(source, { version: 1, query: {}, offset: 0, depth: 0 });
  await provider.last.resolve({ items: rows(0, 10), nextCursor: 'x' });
  assert.deepEqual(await place, { index: 0, found: 'top', complete: true });
  assert.equal(provider.calls.length, 1);
});

for (const state of [
  undefined,
  null,
  'x',
  {},
  { version: 2, anchor: { id: 'c9', at: null }, depth: 9e9 },
  { version: 1, anchor: { id: 7 }, depth: 'many' },
  { version: 1, anchor: 'c1', depth: Infinity },
]) {
  test(`a stored state like ${JSON.stringify(state)} is a first load`, async () => {
    const { list, provider, source } = await readyList();
    const place = list.restore(source, state as never);
    assert.equal(provider.last.request.pageSize, 10);
    await provider.last.resolve({ items: rows(0, 10), nextCursor: 'x' });
    assert.equal((await place).found, 'top');
    assert.equal(idsOf(list).length, 10);
  });
}

test('when the provider gives up on the way, "Load more" goes on to the place', async () => {
  const { list, provider, source } = await readyList({ capabilities: { maxPageSize: 20 } });
  const place = list.restore(source, at(25, 200));
  await provider.last.resolve({ items: rows(0, 20), nextCursor: 'x' });
  await provider.last.reject(providerError('aborted', 'Aborted'));
  assert.equal(list.paused, true);
  list.loadMore();
  assert.equal(list.loading, 'restore');
  await provider.last.resolve({ items: rows(20, 40), nextCursor: 'y' });
  assert.equal((await place).index, 25);
});
