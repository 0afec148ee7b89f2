import assert from 'node:assert/strict';
import { test } from 'node:test';
import { providerError } from '../../src/model/index.js';
import { settled } from '../helpers/deferred-provider.js';
import { ids, idsOf, deepList, row, rows } from './fixture.js';

test('a refresh reads all that is held in one large page and merges once', async () => {
  const { list, provider, updates, reports } = await deepList();
  const refreshed = list.refresh();
  assert.equal(list.loading, 'refresh');
  assert.deepEqual(provider.last.request, { query: {}, pageSize: 20 });
  const items = [row(0, { summary: 'new' }), ...rows(1, 5), ...rows(6, 21)];
  await provider.last.resolve({ items, nextCursor: 'x' });
  await refreshed;
  assert.equal(list.rowAt(0)?.summary, 'new');
  assert.equal(list.indexOf('c5'), -1);
  assert.equal(list.count, 20);
  assert.deepEqual(updates, ['status', 'merge']);
  assert.equal(reports.at(-1)?.reason, 'refresh');
  assert.equal(reports.at(-1)?.added, 1);
});

test('rows beyond what was read again stay, and paging goes on from there', async () => {
  const { list, provider } = await deepList();
  list.refresh();
  await provider.last.resolve({ items: rows(-5, 15), nextCursor: 'x' });
  assert.equal(list.loading, 'refresh');
  assert.deepEqual(provider.last.request, { query: {}, pageSize: 10, cursor: 'x' });
  await provider.last.resolve({ items: rows(15, 18), nextCursor: 'y' });
  await provider.last.resolve({ items: rows(18, 20), nextCursor: 'z' });
  assert.deepEqual(
    idsOf(list),
    rows(-5, 20).map((one) => one.id),
  );
  list.setEndInView(true);
  assert.equal(provider.last.request.cursor, 'z');
});

test('a refresh asks ten times at most, one at a time, and keeps what it did not reach', async () => {
  const { list, provider } = await deepList({ capabilities: { maxPageSize: 10 } });
  list.refresh();
  for (let n = 0; n < 10; n += 1) {
    await provider.last.resolve({ items: [row(n)], nextCursor: `x${n}` });
  }
  assert.equal(list.loading, undefined);
  assert.equal(provider.calls.length, 2 + 10);
  assert.equal(provider.maxInFlight, 1);
  assert.equal(list.count, 20);
  list.setEndInView(true);
  assert.equal(provider.last.request.cursor, 'p2');
});

test('when the requests run out above the first held row, the gap is said', async () => {
  const { list, provider } = await deepList({ capabilities: { maxPageSize: 10 } });
  list.refresh();
  for (let n = 0; n < 10; n += 1) {
    await provider.last.resolve({ items: [row(n - 50)], nextCursor: `x${n}` });
  }
  assert.deepEqual(list.gaps, [row(-41).at]);
  assert.equal(list.count, 30);
});

test('a refresh that finds nothing any more says so', async () => {
  const { list, provider } = await deepList();
  list.refresh();
  await provider.last.resolve({ items: [] });
  assert.equal(list.count, 0);
  assert.equal(list.ended, true);
});

test('a failed refresh keeps everything and can be retried', async () => {
  const { list, provider, updates } = await deepList();
  const refreshed = list.refresh();
  await provider.last.reject(providerError('forbidden', 'No.'));
  await refreshed;
  assert.equal(list.count, 20);
  assert.equal(list.error?.during, 'refresh');
  assert.deepEqual(updates, ['status', 'status']);
  list.retry();
  await provider.last.resolve({ items: rows(-1, 20) });
  assert.equal(list.error, undefined);
  assert.equal(list.count, 21);
});

test('a failed refresh does not keep the reader from reading on, nor does that hide it', async () => {
  const { list, provider } = await deepList();
  list.refresh();
  await provider.last.reject(providerError('forbidden', 'No.'));
  list.setEndInView(true);
  await provider.last.resolve({ items: rows(20, 30), nextCursor: 'p3' });
  assert.equal(list.count, 30);
  assert.equal(list.error?.during, 'refresh');
});

test('a retry in the middle repeats that request only', async () => {
  const { list, provider, clock } = await deepList({ capabilities: { maxPageSize: 10 } });
  list.refresh();
  await provider.last.resolve({ items: rows(0, 10), nextCursor: 'x' });
  await provider.last.reject(providerError('network', 'Cut.'));
  list.apply({ type: 'upsert', items: [row(3, { summary: 'live' })] });
  clock.draw();
  clock.advance(5);
  assert.equal(provider.last.request.cursor, 'x');
  await provider.last.resolve({ items: rows(10, 20), nextCursor: 'y' });
  assert.equal(list.count, 20);
});

test('a refresh while a page is on its way waits for it', async () => {
  const { list, provider } = await deepList();
  list.setEndInView(true);
  const refreshed = list.refresh();
  assert.equal(list.loading, 'more');
  await provider.last.resolve({ items: rows(20, 30), nextCursor: 'p3' });
  assert.equal(list.loading, 'refresh');
  assert.equal(provider.last.request.pageSize, 30);
  await provider.last.resolve({ items: rows(0, 30), nextCursor: 'x' });
  await refreshed;
  assert.equal(provider.maxInFlight, 1);
  assert.equal(list.count, 30);
});

test('"Load more" during a refresh is not lost', async () => {
  const { list, provider } = await deepList();
  list.refresh();
  list.loadMore();
  assert.equal(provider.inFlight, 1);
  await provider.last.resolve({ items: rows(0, 20), nextCursor: 'x' });
  assert.equal(list.loading, 'more');
  assert.equal(provider.maxInFlight, 1);
});

test('a refresh asked for twice is one refresh', async () => {
  const { list, provider } = await deepList();
  const both = Promise.all([list.refresh(), list.refresh()]);
  assert.equal(provider.calls.length, 3);
  await provider.last.resolve({ items: rows(0, 20), nextCursor: 'x' });
  await both;
  assert.equal(provider.calls.length, 3);
});

test('a refresh during the first load is that load', async () => {
  const { list, provider, source } = await deepList();
  list.load(source);
  const refreshed = list.refresh();
  assert.equal(provider.inFlight, 1);
  await provider.last.resolve({ items: rows(0, 10) });
  await refreshed;
  assert.equal(list.loading, undefined);
});

test('a refresh of a failed first load is its retry', async () => {
  const { list, provider, source } = await deepList();
  list.load(source);
  await provider.last.reject(providerError('forbidden', 'No.'));
  const refreshed = list.refresh();
  assert.equal(list.loading, 'first');
  await provider.last.resolve({ items: rows(0, 10) });
  await refreshed;
});

test('a new query ends a refresh and its promise', async () => {
  const { list, source, provider } = await deepList();
  const refreshed = list.refresh();
  list.load(source);
  await refreshed;
  await provider.last.resolve({ items: [row(1)] });
  assert.deepEqual(idsOf(list), ids(1));
});

test('what is heard during a refresh survives it', async () => {
  const { list, provider, clock } = await deepList();
  list.refresh();
  list.apply({ type: 'upsert', items: [row(-1), row(2, { summary: 'live' })] });
  list.apply({ type: 'remove', ids: ['c7'] });
  clock.draw();
  await provider.last.resolve({ items: rows(0, 20), nextCursor: 'x' });
  clock.draw();
  assert.deepEqual(idsOf(list).slice(0, 4), ids(-1, 0, 1, 2));
  assert.equal(list.rowAt(3)?.summary, 'live');
  assert.equal(list.indexOf('c7'), -1);
  assert.equal(list.count, 20);
});

test('a refresh while scrolled away takes up what waits', async () => {
  const { list, provider, clock } = await deepList();
  list.setAtTop(false);
  list.apply({ type: 'upsert', items: [row(-1), row(-2)] });
  clock.draw();
  assert.equal(list.arrivals, 2);
  list.refresh();
  await provider.last.resolve({ items: [row(-2), ...rows(0, 20)], nextCursor: 'x' });
  assert.equal(list.arrivals, 0);
  assert.equal(list.indexOf('c-2'), 0);
  assert.equal(list.indexOf('c-1'), -1);
});

test('a refresh decides anew what is withheld', async () => {
  const { list, provider } = await deepList();
  list.refresh();
  await provider.last.resolve({ items: rows(0, 20), withheld: ['summary'], nextCursor: 'x' });
  assert.deepEqual(list.withheld, ['summary']);
});

test('a refresh whose cursor repeats is an error that keeps everything', async () => {
  const { list, provider } = await deepList({ capabilities: { maxPageSize: 10 } });
  list.refresh();
  await provider.last.resolve({ items: rows(0, 5), nextCursor: 'x' });
  await provider.last.resolve({ items: rows(5, 9), nextCursor: 'x' });
  assert.equal(list.error?.error.kind, 'invalid-response');
  assert.equal(list.error?.during, 'refresh');
  assert.equal(list.count, 20);
});

test('nothing is sent after a refresh that has settled', async () => {
  const { list, provider } = await deepList();
  list.refresh();
  await provider.last.resolve({ items: rows(0, 20), nextCursor: 'x' });
  await settled();
  assert.equal(provider.calls.length, 3);
});

test('"Load more" during a refresh that finds the end asks for nothing', async () => {
  const { list, provider } = await deepList();
  list.refresh();
  list.loadMore();
  await provider.last.resolve({ items: rows(0, 20) });
  assert.equal(list.ended, true);
  assert.equal(list.loading, undefined);
  assert.equal(provider.calls.length, 3);
});

test('a refresh that reads past a failed page clears its error', async () => {
  const { list, provider, clock } = await deepList();
  list.setEndInView(true);
  await provider.last.reject(providerError('network', 'Cut.'));
  list.refresh();
  assert.equal(list.error?.during, 'more');
  await provider.last.resolve({ items: rows(0, 20), nextCursor: 'x' });
  assert.equal(list.error, undefined);
  assert.deepEqual(clock.waitingTimers, []);
});

test('an automatic retry that falls due during a refresh waits for it', async () => {
  const { list, provider, clock } = await deepList();
  list.setEndInView(true);
  await provider.last.reject(providerError('network', 'Cut.'));
  list.refresh();
  clock.advance(5);
  assert.equal(provider.inFlight, 1);
  await provider.last.resolve({ items: rows(0, 20), nextCursor: 'x' });
  assert.equal(list.loading, 'more');
  assert.equal(provider.last.request.cursor, 'x');
  assert.equal(provider.maxInFlight, 1);
});

test('a refresh of several requests is finished before "Load more" gets its page', async () => {
  const { list, provider } = await deepList({ capabilities: { maxPageSize: 10 } });
  list.refresh();
  list.loadMore();
  await provider.last.resolve({ items: rows(0, 10), nextCursor: 'x' });
  assert.equal(provider.last.request.cursor, 'x');
  await provider.last.resolve({ items: rows(10, 20), nextCursor: 'y' });
  assert.equal(list.loading, 'more');
});
