import assert from 'node:assert/strict';
import { test } from 'node:test';
import { providerError } from '../../src/model/index.js';
import { settled } from '../helpers/deferred-provider.js';
import { ids, idsOf, listWith, loadedList, row, rows } from './fixture.js';

test('the first page is asked for at once, without a cursor', () => {
  const { list, provider, source, updates } = listWith({ pageSize: 25, query: { caller: 'ada' } });
  list.load(source);
  assert.deepEqual(provider.last.request, { query: { caller: 'ada' }, pageSize: 25 });
  assert.equal(list.loading, 'first');
  assert.deepEqual(updates, ['reset']);
});

test('the reader sees the rows of the first page, in its order', async () => {
  const { list, provider, source, updates, reports } = listWith();
  list.load(source);
  await provider.last.resolve({ items: rows(0, 3), nextCursor: 'p1', total: 80 });
  assert.deepEqual(idsOf(list), ids(0, 1, 2));
  assert.equal(list.loading, undefined);
  assert.equal(list.total, 80);
  assert.equal(list.ended, false);
  assert.deepEqual(updates, ['reset', 'rows']);
  assert.deepEqual(reports, [
    { reason: 'first', added: 3, count: 3, ended: false, notices: [], total: 80 },
  ]);
});

test('a total that cannot be true is not passed on', async () => {
  const totals: readonly (readonly [unknown, string | undefined, number | undefined])[] = [
    [0, 'p1', undefined],
    [2, undefined, undefined],
    // There is a next page, so that there are more than these.
    [3, 'p1', undefined],
    [3, undefined, 3],
    [4, 'p1', 4],
    [-1, undefined, undefined],
    [80.5, 'p1', undefined],
    ['80', 'p1', undefined],
  ];
  for (const [total, nextCursor, known] of totals) {
    const { list, provider, source } = listWith();
    list.load(source);
    await provider.last.resolve({ items: rows(0, 3), nextCursor, total });
    assert.equal(list.total, known, `${String(total)}, ${nextCursor ? 'more to come' : 'ended'}`);
  }
});

test('a total that was right is dropped once more rows are held, and with the query', async () => {
  const { list, provider, source } = listWith();
  list.load(source);
  await provider.last.resolve({ items: rows(0, 10), nextCursor: 'p1', total: 12 });
  assert.equal(list.total, 12);
  list.loadMore();
  await provider.last.resolve({ items: rows(10, 20), nextCursor: 'p2' });
  assert.equal(list.total, undefined);
  list.load({ ...source, query: { caller: 'ada' } });
  assert.equal(list.total, undefined);
});

test('reaching the end of the rows loads the next page with the cursor given', async () => {
  const { list, provider } = await loadedList();
  list.setEndInView(true);
  assert.equal(provider.last.request.cursor, 'p1');
  assert.equal(list.loading, 'more');
  await provider.last.resolve({ items: rows(10, 20), nextCursor: 'p2' });
  assert.equal(list.count, 20);
  assert.equal(list.pageCount, 2);
  assert.equal(list.pageStart(1), 10);
  assert.deepEqual(list.pageAt(1), rows(10, 20));
});

test('however often the end is reported, one request is in flight', async () => {
  const { list, provider } = await loadedList();
  for (let time = 0; time < 5; time += 1) list.setEndInView(true);
  list.loadMore();
  assert.equal(provider.calls.length, 2);
  assert.equal(provider.maxInFlight, 1);
});

test('standing still asks for nothing', async () => {
  const { provider, clock } = await loadedList();
  clock.advance(3600);
  clock.draw();
  assert.equal(provider.calls.length, 1);
});

test('a viewport that never fills loads three pages and then asks the reader', async () => {
  const { list, provider, updates } = await loadedList();
  for (let page = 1; page <= 10; page += 1) {
    list.setEndInView(true);
    if (!provider.last.settled) {
      await provider.last.resolve({ items: [row(100 + page)], nextCursor: `p${page + 1}` });
    }
  }
  assert.equal(provider.calls.length, 4);
  assert.equal(list.paused, true);
  assert.equal(updates.at(-1), 'status');
});

test('"Load more" loads one page and starts the bound anew', async () => {
  const { list, provider } = await loadedList();
  const answer = (page: number) =>
    provider.last.resolve({ items: [row(100 + page)], nextCursor: `p${page + 1}` });
  for (let page = 1; page <= 3; page += 1) {
    list.setEndInView(true);
    await answer(page);
  }
  list.setEndInView(true);
  assert.equal(list.paused, true);
  list.loadMore();
  assert.equal(list.paused, false);
  await answer(4);
  for (let page = 5; page <= 9; page += 1) {
    list.setEndInView(true);
    if (!provider.last.settled) await answer(page);
  }
  assert.equal(provider.calls.length, 1 + 3 + 1 + 3);
});

test('a reader who scrolls away from the end is never asked', async () => {
  const { list, provider } = await loadedList();
  for (let page = 1; page <= 8; page += 1) {
    list.setEndInView(true);
    await provider.last.resolve({ items: [row(100 + page)], nextCursor: `p${page + 1}` });
    list.setEndInView(false);
  }
  assert.equal(provider.calls.length, 9);
  assert.equal(list.paused, false);
});

test('hidden rows are counted for paging and never shown', async () => {
  const { list, provider, source, reports } = listWith();
  list.load(source);
  const hidden = rows(0, 10).map((one) => ({ ...one, hidden: true }));
  await provider.last.resolve({ items: hidden, nextCursor: 'p1' });
  assert.equal(list.count, 0);
  assert.equal(list.ended, false);
  assert.equal(reports[0]?.added, 0);
  list.setEndInView(true);
  await provider.last.resolve({ items: rows(10, 12) });
  assert.deepEqual(idsOf(list), ids(10, 11));
});

test('an empty page that has a next cursor is not the end', async () => {
  const { list, provider } = await loadedList();
  list.setEndInView(true);
  await provider.last.resolve({ items: [], nextCursor: 'p2' });
  assert.equal(list.ended, false);
  list.setEndInView(true);
  assert.equal(provider.last.request.cursor, 'p2');
});

test('an empty page without a cursor ends the list and replaces nothing', async () => {
  const { list, provider } = await loadedList();
  list.setEndInView(true);
  await provider.last.resolve({ items: [] });
  assert.equal(list.ended, true);
  assert.equal(list.count, 10);
  list.setEndInView(true);
  list.loadMore();
  assert.equal(provider.calls.length, 2);
});

test('a row that comes again is shown once, in its place, in its newest copy', async () => {
  const { list, provider, updates } = await loadedList();
  list.setEndInView(true);
  const again = row(9, { summary: 'newer' });
  await provider.last.resolve({ items: [again, row(10), row(10, { summary: 'twice' })] });
  assert.deepEqual(idsOf(list).slice(8), ids(8, 9, 10));
  assert.equal(list.rowAt(9), again);
  assert.equal(list.rowAt(10)?.summary, 'twice');
  assert.deepEqual(updates.at(-1), 'rows');
});

test('a copy that says it is older does not replace a newer one', async () => {
  const { list, provider, clock } = await loadedList();
  list.apply({ type: 'upsert', items: [row(9, { updatedAt: '2026-01-02T09:00:00.000002Z' })] });
  clock.draw();
  list.setEndInView(true);
  await provider.last.resolve({ items: [row(9, { updatedAt: '2026-01-02T09:00:00.000001Z' })] });
  assert.equal(list.rowAt(9)?.updatedAt, '2026-01-02T09:00:00.000002Z');
});

test('a held row that comes again hidden leaves, and the reader keeps the place', async () => {
  const { list, provider, updates } = await loadedList();
  list.setEndInView(true);
  await provider.last.resolve({ items: [row(3, { hidden: true }), row(10)] });
  assert.equal(list.indexOf('c3'), -1);
  assert.equal(list.indexOf('c4'), 3);
  assert.equal(updates.at(-1), 'merge');
});

test('a cursor that repeats ends in an error, not in a loop', async () => {
  const { list, provider } = await loadedList();
  list.setEndInView(true);
  await provider.last.resolve({ items: rows(10, 20), nextCursor: 'p1' });
  assert.equal(list.error?.error.kind, 'invalid-response');
  assert.equal(list.count, 20);
  list.setEndInView(true);
  assert.equal(provider.calls.length, 2);
  list.retry();
  assert.equal(provider.last.request.cursor, 'p1');
  await provider.last.resolve({ items: rows(10, 21), nextCursor: 'p2' });
  assert.equal(list.count, 21);
  assert.equal(list.error, undefined);
});

test('a page size beyond what the provider gives is clamped', () => {
  const { list, provider, source } = listWith({
    pageSize: 500,
    capabilities: { maxPageSize: 100 },
  });
  list.load(source);
  assert.equal(provider.last.request.pageSize, 100);
});

test('a row without an id costs only itself', async () => {
  const { list, provider, source, reports } = listWith();
  list.load(source);
  await provider.last.resolve({ items: [row(0), { at: 'x' }, null, row(1)] });
  assert.deepEqual(idsOf(list), ids(0, 1));
  assert.equal(reports[0]?.notices.length, 2);
});

for (const [name, answer] of [
  ['nothing', undefined],
  ['null', null],
  ['a string', '<!doctype html>'],
  ['an object without items', {}],
  ['items that are no list', { items: { 0: row(0) } }],
  ['a cursor that is no text', { items: [], nextCursor: 7 }],
] as const) {
  test(`a provider that answers ${name} is a readable error`, async () => {
    const { list, provider, source, failures } = listWith();
    list.load(source);
    await provider.last.resolve(answer);
    assert.equal(list.error?.error.kind, 'invalid-response');
    assert.equal(list.error?.during, 'first');
    assert.equal(failures.length, 1);
  });
}

test('a provider that throws instead of rejecting is an error like any other', async () => {
  const { list, provider } = listWith();
  const broken = {
    capabilities: provider.capabilities,
    get: provider.get,
    list: () => {
      throw 'broken';
    },
  };
  list.load({ provider: broken, query: {}, pageSize: 10 });
  await settled();
  assert.equal(list.error?.error.kind, 'server');
});

test('columns that are withheld are settled by the first page and stay', async () => {
  const { list, provider, source } = listWith();
  list.load(source);
  await provider.last.resolve({ items: [], withheld: [], nextCursor: 'p1' });
  list.setEndInView(true);
  await provider.last.resolve({ items: [row(1)], withheld: ['summary'], nextCursor: 'p2' });
  assert.deepEqual(list.withheld, ['summary']);
  list.setEndInView(true);
  await provider.last.resolve({
    items: [row(2)],
    withheld: ['summary', 'agent'],
    nextCursor: 'p3',
  });
  assert.deepEqual(list.withheld, ['summary']);
});

test('a gap is kept, once', async () => {
  const { list, provider } = await loadedList();
  const gap = { kind: 'gap', at: '2026-01-01T00:00:00Z' } as const;
  for (const page of [1, 2]) {
    list.setEndInView(true);
    await provider.last.resolve({ items: [], notices: [gap], nextCursor: `q${page}` });
  }
  assert.deepEqual(list.gaps, [gap.at]);
});

test('a new query aborts the old one and drops its late answer', async () => {
  const { list, provider, source } = listWith({ honoursAbort: false });
  list.load(source);
  const [old] = provider.calls;
  list.load({ ...source, query: { caller: 'bo' } });
  assert.equal(old?.signal.aborted, true);
  assert.equal(provider.calls.length, 2);
  await provider.last.resolve({ items: [row(5)] });
  await old?.resolve({ items: rows(0, 3) });
  assert.deepEqual(idsOf(list), ids(5));
  assert.equal(list.ended, true);
});

test('a late failure of the old query says nothing', async () => {
  const { list, provider, source, failures } = listWith({ honoursAbort: false });
  list.load(source);
  list.load(source);
  await provider.calls[0]?.reject(providerError('forbidden', 'No.'));
  assert.deepEqual(failures, []);
  assert.equal(list.loading, 'first');
});

test('a provider that gives up by itself is not asked in a loop', async () => {
  const { list, provider, updates } = await loadedList();
  list.setEndInView(true);
  await provider.last.reject(providerError('aborted', 'Aborted'));
  assert.equal(list.error, undefined);
  assert.equal(list.loading, undefined);
  list.setEndInView(true);
  assert.equal(provider.calls.length, 2);
  assert.equal(list.paused, true);
  assert.ok(updates.includes('status'));
  list.loadMore();
  assert.equal(provider.last.request.cursor, 'p1');
});

test('without a provider the list is empty and asks for nothing', async () => {
  const { list, provider, updates } = await loadedList();
  list.clear();
  assert.equal(list.count, 0);
  assert.equal(list.loading, undefined);
  assert.deepEqual(updates, ['reset']);
  list.setEndInView(true);
  list.loadMore();
  await list.refresh();
  assert.equal(provider.calls.length, 1);
});
