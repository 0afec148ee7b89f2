import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Later } from '../../src/list/later.js';
import { providerError } from '../../src/model/index.js';
import { settled } from '../helpers/deferred-provider.js';
import { ids, idsOf, listWith, row, rows } from './fixture.js';

type Fixture = ReturnType<typeof listWith>;

/** The code for live changes, refresh and restore, on its way until the test lets it arrive. */
function lateCode() {
  const loads: { arrive(): Promise<void>; fail(): Promise<void> }[] = [];
  const later = () =>
    new Promise<{ Later: typeof Later }>((resolve, reject) => {
      loads.push({
        arrive: () => (resolve({ Later }), settled()),
        fail: () => (reject(new TypeError('Failed to fetch.')), settled()),
      });
    });
  return { loads, later };
}

/** One page held, a second to come, and the later part not asked for. */
async function pagedList(options: Parameters<typeof listWith>[0] = {}) {
  const { loads, later } = lateCode();
  const fixture = listWith({ ...options, later });
  fixture.list.load(fixture.source);
  await fixture.provider.last.resolve({ items: rows(0, 10), nextCursor: 'p1' });
  fixture.updates.length = 0;
  return { ...fixture, loads };
}

/** Loads the second page. */
async function pageOn({ list, provider }: Fixture): Promise<void> {
  list.setEndInView(true);
  await provider.last.resolve({ items: rows(10, 20), nextCursor: 'p2' });
  list.setEndInView(false);
}

const remove = (...gone: string[]) => ({ type: 'remove', ids: gone }) as const;
const upsert = (...items: ReturnType<typeof row>[]) => ({ type: 'upsert', items }) as const;

test('a reader who only pages never downloads the rest', async () => {
  const fixture = await pagedList();
  const { list, provider, loads } = fixture;
  await pageOn(fixture);
  list.setAtTop(false);
  list.setAtTop(true);
  list.showArrivals();
  list.apply({ type: 'state', state: 'live' });
  list.setEndInView(true);
  await provider.last.reject(providerError('network', 'Cut.'));
  list.suspend();
  list.resume();
  list.retry();
  await provider.last.resolve({ items: rows(20, 25) });
  assert.equal(list.ended, true);
  assert.equal(list.count, 25);
  assert.equal(list.pageStart(2), 20);
  assert.deepEqual(list.pageAt(9), []);
  assert.equal(list.pageStart(9), 25);
  assert.equal(list.state({ anchorIndex: 3, offset: 1 }).anchor?.id, 'c3');
  assert.equal(loads.length, 0);
});

test('changes that come before their code are kept, in order, and shown together', async () => {
  const { list, clock, loads, updates } = await pagedList();
  list.apply(upsert(row(-1), row(4, { summary: 'first' })));
  list.apply(remove('c-1', 'c7'));
  list.apply(upsert(row(-1, { summary: 'back' }), row(4, { summary: 'second' })));
  assert.equal(loads.length, 1);
  assert.equal(list.loading, undefined);
  await loads[0]!.arrive();
  assert.equal(clock.waitingFrames, 1);
  assert.equal(list.count, 10);
  clock.draw();
  assert.deepEqual(idsOf(list), ids(-1, 0, 1, 2, 3, 4, 5, 6, 8, 9));
  assert.equal(list.rowAt(0)?.summary, 'back');
  assert.equal(list.rowAt(5)?.summary, 'second');
  assert.deepEqual(updates, ['top']);
});

test('scrolled away, changes that came before their code wait as others do', async () => {
  const { list, clock, loads } = await pagedList();
  list.setAtTop(false);
  list.apply(upsert(row(-1)));
  await loads[0]!.arrive();
  clock.draw();
  assert.equal(list.arrivals, 1);
  assert.equal(list.count, 10);
  list.showArrivals();
  assert.equal(list.rowAt(0)?.id, 'c-1');
});

test('pages are shown while the code is on its way, and undo no change', async () => {
  const fixture = await pagedList();
  const { list, clock, provider, loads } = fixture;
  list.apply(upsert(row(8, { summary: 'old' })));
  list.setEndInView(true);
  list.apply(upsert(row(9, { summary: 'live' }), row(11, { summary: 'live' })));
  list.apply(remove('c5', 'c12'));
  const items = [row(5), row(8, { summary: 'page' }), row(9), ...rows(10, 14)];
  await provider.last.resolve({ items, nextCursor: 'p2' });
  assert.equal(list.count, 14);
  await loads[0]!.arrive();
  clock.draw();
  assert.deepEqual(idsOf(list), ids(0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 13));
  const summaryOf = (id: string) => list.rowAt(list.indexOf(id))?.summary;
  assert.equal(summaryOf('c8'), 'page');
  assert.equal(summaryOf('c9'), 'live');
  assert.equal(summaryOf('c11'), 'live');
});

test('an answer on its way when the code arrives undoes no change either', async () => {
  const { list, clock, provider, loads } = await pagedList();
  list.setEndInView(true);
  list.apply(remove('c11'));
  list.apply(upsert(row(5, { summary: 'live' })));
  await loads[0]!.arrive();
  clock.draw();
  await provider.last.resolve({ items: [row(5), row(10), row(11)], nextCursor: 'p2' });
  clock.draw();
  assert.equal(list.rowAt(5)?.summary, 'live');
  assert.equal(list.indexOf('c11'), -1);
});

test('a row that comes again is shown once, and its newest copy as soon as the code is there', async () => {
  const { list, clock, provider, loads, updates } = await pagedList();
  list.setEndInView(true);
  const again = row(9, { summary: 'newer' });
  await provider.last.resolve({ items: [again, row(3, { hidden: true }), row(10)] });
  assert.deepEqual(idsOf(list), ids(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
  await loads[0]!.arrive();
  clock.draw();
  assert.deepEqual(idsOf(list), ids(0, 1, 2, 4, 5, 6, 7, 8, 9, 10));
  assert.equal(list.rowAt(8), again);
  assert.equal(updates.at(-1), 'top');
});

test('a refresh says that it loads at once, and reads when its code is there', async () => {
  const { list, provider, loads, updates } = await pagedList();
  const refreshed = list.refresh();
  assert.equal(list.loading, 'refresh');
  assert.deepEqual(updates, ['status']);
  assert.equal(provider.calls.length, 1);
  await loads[0]!.arrive();
  await provider.last.resolve({ items: rows(-1, 10), nextCursor: 'x' });
  await refreshed;
  assert.equal(list.count, 11);
  assert.deepEqual(updates, ['status', 'merge']);
});

test('a restore says that it loads at once, and reads when its code is there', async () => {
  const { loads, later } = lateCode();
  const { list, provider, source } = listWith({ later });
  const anchor = { id: 'c30', at: row(30).at };
  const place = list.restore(source, { version: 1, query: {}, anchor, offset: 0, depth: 40 });
  assert.equal(list.loading, 'restore');
  await loads[0]!.arrive();
  assert.equal(provider.last.request.pageSize, 40);
  await provider.last.resolve({ items: rows(0, 40), nextCursor: 'x' });
  assert.deepEqual(await place, { index: 30, found: 'id', complete: true });
});

test('a refresh whose code cannot be loaded is an error that keeps the reader reading', async () => {
  const fixture = await pagedList();
  const { list, provider, loads, failures } = fixture;
  const refreshed = list.refresh();
  await loads[0]!.fail();
  await refreshed;
  assert.equal(list.error?.error.kind, 'network');
  assert.equal(list.error?.during, 'refresh');
  assert.equal(failures.length, 1);
  await pageOn(fixture);
  assert.equal(list.count, 20);
  list.retry();
  assert.equal(loads.length, 2);
  assert.equal(list.loading, 'refresh');
  await loads[1]!.arrive();
  await provider.last.resolve({ items: rows(-1, 20), nextCursor: 'x' });
  assert.equal(list.count, 21);
  assert.equal(list.error, undefined);
});

test('code that could not be loaded is asked for again after a while', async () => {
  const { list, provider, clock, loads } = await pagedList();
  void list.refresh();
  await loads[0]!.fail();
  assert.deepEqual(clock.waitingTimers, [5]);
  clock.advance(5);
  await loads[1]!.arrive();
  assert.equal(provider.last.request.cursor, undefined);
  assert.equal(provider.calls.length, 2);
});

test('a restore whose code cannot be loaded can be retried to its end', async () => {
  const { loads, later } = lateCode();
  const { list, provider, source } = listWith({ later });
  const anchor = { id: 'c3', at: row(3).at };
  const place = list.restore(source, { version: 1, query: {}, anchor, offset: 0, depth: 5 });
  await loads[0]!.fail();
  assert.equal(list.error?.error.kind, 'network');
  assert.equal(list.error?.during, 'restore');
  assert.equal(provider.calls.length, 0);
  list.retry();
  await loads[1]!.arrive();
  await provider.last.resolve({ items: rows(0, 5), nextCursor: 'x' });
  assert.equal((await place).index, 3);
});

test('changes whose code cannot be loaded show an error, and Retry shows the changes', async () => {
  const fixture = await pagedList();
  const { list, provider, clock, loads } = fixture;
  list.apply(upsert(row(-1)));
  await loads[0]!.fail();
  assert.equal(list.loading, 'refresh');
  await loads[1]!.fail();
  assert.equal(list.error?.error.kind, 'network');
  assert.equal(list.error?.during, 'refresh');
  list.apply(remove('c4'));
  assert.equal(loads.length, 2);
  await pageOn(fixture);
  assert.equal(list.count, 20);
  list.retry();
  await loads[2]!.arrive();
  clock.draw();
  assert.deepEqual(idsOf(list).slice(0, 6), ids(-1, 0, 1, 2, 3, 5));
  await provider.last.resolve({ items: [row(-1), ...rows(0, 4), ...rows(5, 20)], nextCursor: 'x' });
  assert.equal(list.loading, undefined);
  assert.equal(list.count, 20);
});

test('a new query that comes while the code is on its way wins', async () => {
  for (const arrives of [true, false]) {
    const { list, provider, clock, source, loads } = await pagedList();
    const refreshed = list.refresh();
    list.apply(upsert(row(-1)));
    list.load({ ...source, query: { caller: 'bo' } });
    await refreshed;
    await (arrives ? loads[0]!.arrive() : loads[0]!.fail());
    assert.equal(list.loading, 'first');
    await provider.last.resolve({ items: rows(0, 3) });
    clock.draw();
    assert.deepEqual(idsOf(list), ids(0, 1, 2));
    assert.equal(list.error, undefined);
    assert.equal(list.loading, undefined);
    assert.equal(provider.calls.length, 2);
  }
});

test('a new query settles a restore whose code is on its way', async () => {
  const { loads, later } = lateCode();
  const { list, provider, source } = listWith({ later });
  const place = list.restore(source, { version: 1, query: {}, offset: 0, depth: 5 });
  list.load(source);
  assert.deepEqual(await place, { index: 0, found: 'top', complete: false });
  await loads[0]!.arrive();
  assert.equal(provider.calls.length, 1);
});

test('an element that is removed while the code is on its way goes on when it is back', async () => {
  const { list, provider, clock, loads } = await pagedList();
  void list.refresh();
  list.apply(upsert(row(-1)));
  list.suspend();
  await loads[0]!.arrive();
  assert.equal(provider.calls.length, 1);
  assert.equal(clock.waitingFrames, 0);
  assert.equal(list.loading, 'refresh');
  list.resume();
  assert.equal(provider.calls.length, 2);
  assert.equal(clock.waitingFrames, 1);
});

test('"Load more" behind a refresh whose code is on its way is not lost', async () => {
  const { list, provider, loads } = await pagedList();
  void list.refresh();
  list.loadMore();
  await loads[0]!.arrive();
  await provider.last.resolve({ items: rows(0, 10), nextCursor: 'x' });
  assert.equal(list.loading, 'more');
  assert.equal(provider.maxInFlight, 1);
});

test('a list ordered by activity asks for the code with its first page', async () => {
  const { list, provider, loads } = await pagedList({ capabilities: { order: 'activity' } });
  assert.equal(loads.length, 1);
  await loads[0]!.arrive();
  list.setEndInView(true);
  await provider.last.resolve({ items: rows(10, 12) });
  assert.equal(list.loading, 'refresh');
  assert.equal(provider.last.request.cursor, undefined);
});

test('a list ordered by activity that ends before the code is there looks at its head then', async () => {
  const fixture = await pagedList({ capabilities: { order: 'activity' } });
  const { list, provider, loads, updates } = fixture;
  list.setEndInView(true);
  await provider.last.resolve({ items: rows(10, 12) });
  assert.equal(list.ended, true);
  assert.equal(provider.calls.length, 2);
  await loads[0]!.arrive();
  assert.equal(list.loading, 'refresh');
  assert.equal(updates.at(-1), 'status');
  await provider.last.resolve({ items: [row(11, { at: row(-1).at }), ...rows(0, 9)] });
  await provider.last.resolve({ items: [row(11, { at: row(-1).at }), ...rows(0, 9)] });
  assert.equal(list.loading, undefined);
  assert.equal(list.rowAt(0)?.id, 'c11');
});

test('a full refresh that waits for the code is not cut down to a look at the head', async () => {
  const { list, provider, loads } = await pagedList({ capabilities: { order: 'activity' } });
  list.setEndInView(true);
  const refreshed = list.refresh();
  await provider.last.resolve({ items: rows(10, 12) });
  await loads[0]!.arrive();
  assert.equal(provider.last.request.pageSize, 12);
  await provider.last.resolve({ items: rows(0, 12) });
  await refreshed;
  assert.equal(list.loading, undefined);
});

test('after dispose, code that arrives does nothing', async () => {
  const { list, provider, clock, loads, updates } = await pagedList();
  void list.refresh();
  list.apply(upsert(row(-1)));
  updates.length = 0;
  list.dispose();
  await loads[0]!.arrive();
  clock.draw();
  assert.deepEqual(updates, []);
  assert.equal(provider.calls.length, 1);
});

test('a caller who wants the code early is told when it is there, or why not', async () => {
  const { loads, later } = lateCode();
  const { list } = listWith({ later });
  const failed = assert.rejects(list.ready(), { name: 'ProviderError', kind: 'network' });
  await loads[0]!.fail();
  await failed;
  const ready = list.ready();
  assert.equal(list.ready(), ready);
  await loads[1]!.arrive();
  await ready;
  assert.equal(loads.length, 2);
});
