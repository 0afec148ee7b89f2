import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deepList, ids, idsOf, row, rows } from './fixture.js';

test('a list ordered by activity looks at its head again when it ends, until nothing changes', async () => {
  const { list, provider, updates } = await deepList({ capabilities: { order: 'activity' } });
  list.setEndInView(true);
  await provider.last.resolve({ items: rows(20, 25) });
  assert.equal(list.ended, true);
  assert.equal(list.loading, 'refresh');
  assert.equal(provider.last.request.cursor, undefined);
  const unseen = row(77, { at: row(-1).at });
  const moved = row(15, { at: row(-2).at });
  await provider.last.resolve({ items: [moved, unseen, ...rows(0, 8)], nextCursor: 'x' });
  assert.equal(provider.last.request.cursor, undefined);
  await provider.last.resolve({ items: [moved, unseen, ...rows(0, 8)], nextCursor: 'x' });
  assert.equal(list.loading, undefined);
  assert.deepEqual(idsOf(list).slice(0, 3), ids(15, 77, 0));
  assert.equal(list.count, 26);
  assert.equal(updates.at(-1), 'merge');
});

test('a head that never comes to rest is looked at ten times at most', async () => {
  const { list, provider } = await deepList({ capabilities: { order: 'activity' } });
  list.setEndInView(true);
  await provider.last.resolve({ items: [] });
  const before = provider.calls.length;
  for (let n = 1; n <= 30 && !provider.last.settled; n += 1) {
    await provider.last.resolve({ items: [row(-n), ...rows(0, 9)], nextCursor: 'x' });
  }
  assert.equal(provider.calls.length - before, 9);
  assert.equal(list.loading, undefined);
});

test('a page of nothing but news makes the look go on below it', async () => {
  const { list, provider } = await deepList({ capabilities: { order: 'activity' } });
  list.setEndInView(true);
  await provider.last.resolve({ items: [] });
  await provider.last.resolve({ items: rows(-20, -10), nextCursor: 'x' });
  assert.equal(provider.last.request.cursor, 'x');
  await provider.last.resolve({ items: rows(-10, 0), nextCursor: 'y' });
  assert.equal(provider.last.request.cursor, 'y');
  await provider.last.resolve({ items: rows(0, 10), nextCursor: 'z' });
  assert.equal(provider.last.request.cursor, undefined);
  await provider.last.resolve({ items: rows(-20, -10), nextCursor: 'x' });
  assert.deepEqual(
    idsOf(list),
    rows(-20, 20).map((one) => one.id),
  );
  assert.equal(list.loading, undefined);
});

test('a row that moves up while a long list is read again is not lost', async () => {
  const { list, provider } = await deepList({
    capabilities: { order: 'activity', maxPageSize: 10 },
  });
  list.refresh();
  await provider.last.resolve({ items: rows(0, 10), nextCursor: 'x' });
  const moved = row(15, { at: row(-1).at });
  await provider.last.resolve({ items: [...rows(10, 15), ...rows(16, 21)], nextCursor: 'y' });
  await provider.last.resolve({ items: [moved, ...rows(0, 9)], nextCursor: 'x' });
  await provider.last.resolve({ items: [moved, ...rows(0, 9)], nextCursor: 'x' });
  assert.equal(list.loading, undefined);
  assert.deepEqual(idsOf(list).slice(0, 3), ids(15, 0, 1));
  assert.equal(list.count, 21);
});

test('when the head never comes to rest, rows that were not seen again are kept', async () => {
  const { list, provider } = await deepList({
    capabilities: { order: 'activity', maxPageSize: 10 },
  });
  list.refresh();
  await provider.last.resolve({ items: rows(0, 10), nextCursor: 'x' });
  await provider.last.resolve({ items: [...rows(10, 15), ...rows(16, 21)], nextCursor: 'y' });
  for (let n = 1; !provider.last.settled; n += 1) {
    await provider.last.resolve({ items: [row(-n), ...rows(0, 9)], nextCursor: 'x' });
  }
  assert.equal(list.loading, undefined);
  assert.equal(list.indexOf('c15') - list.indexOf('c14'), 1);
  assert.equal(list.indexOf('c-1') >= 0, true);
});

test('however long a list ordered by activity is, its refresh keeps requests for the head', async () => {
  const { list, provider } = await deepList({
    capabilities: { order: 'activity', maxPageSize: 10 },
  });
  list.refresh();
  const before = provider.calls.length;
  for (let n = 0; n < 8; n += 1) {
    await provider.last.resolve({ items: [row(n)], nextCursor: `x${n}` });
  }
  assert.equal(provider.last.request.cursor, undefined);
  await provider.last.resolve({ items: [row(0), row(1)], nextCursor: 'x0' });
  assert.equal(list.loading, undefined);
  assert.equal(provider.calls.length - before, 8);
  assert.equal(list.count, 20);
});

test('where a page is nothing but news, those below are asked for in large pages', async () => {
  const { list, provider } = await deepList({
    capabilities: { order: 'activity', maxPageSize: 200 },
  });
  list.setEndInView(true);
  await provider.last.resolve({ items: [] });
  assert.equal(provider.last.request.pageSize, 10);
  await provider.last.resolve({ items: rows(-150, -140), nextCursor: 'x' });
  assert.equal(provider.last.request.pageSize, 200);
  await provider.last.resolve({ items: rows(-140, 20) });
  assert.equal(provider.last.request.pageSize, 10);
  await provider.last.resolve({ items: rows(-150, -140), nextCursor: 'x' });
  assert.equal(list.loading, undefined);
  assert.deepEqual(
    idsOf(list),
    rows(-150, 20).map((one) => one.id),
  );
});
