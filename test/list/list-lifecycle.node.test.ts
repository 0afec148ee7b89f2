import assert from 'node:assert/strict';
import { test } from 'node:test';
import { providerError } from '../../src/model/index.js';
import { ids, idsOf, listWith, loadedList, row, rows } from './fixture.js';

test('an element that is removed and put back during a load loads exactly that again', async () => {
  const { list, provider, source } = listWith();
  list.load(source);
  list.suspend();
  assert.equal(provider.calls[0]?.signal.aborted, true);
  assert.equal(provider.inFlight, 0);
  assert.equal(list.loading, 'first');
  list.resume();
  assert.deepEqual(provider.last.request, provider.calls[0]?.request);
  await provider.last.resolve({ items: rows(0, 3) });
  assert.equal(list.count, 3);
  assert.equal(provider.maxInFlight, 1);
});

test('the answer to the call that was cut off is dropped, also when it comes late', async () => {
  const { list, provider } = await loadedList({ honoursAbort: false });
  list.setEndInView(true);
  list.suspend();
  list.resume();
  await provider.calls[1]?.resolve({ items: [row(66)] });
  assert.equal(list.count, 10);
  await provider.last.resolve({ items: [row(10)] });
  assert.deepEqual(idsOf(list).slice(9), ids(9, 10));
});

test('an idle element that is moved in the document asks for nothing', async () => {
  const { list, provider, updates } = await loadedList();
  list.suspend();
  list.resume();
  assert.equal(provider.calls.length, 1);
  assert.deepEqual(updates, []);
});

test('while it is out of the document, nothing is sent and no clock runs', async () => {
  const { list, provider, clock, source } = await loadedList();
  list.setEndInView(true);
  await provider.last.reject(providerError('network', 'Cut.'));
  list.apply({ type: 'upsert', items: [row(-1)] });
  list.suspend();
  assert.deepEqual(clock.waitingTimers, []);
  assert.equal(clock.waitingFrames, 0);
  list.setEndInView(true);
  list.apply({ type: 'upsert', items: [row(-2)] });
  void list.refresh();
  list.load(source);
  assert.equal(provider.calls.length, 2);
  list.resume();
  assert.equal(provider.calls.length, 3);
  assert.equal(list.loading, 'first');
});

test('a retry that fell due meanwhile is made up for, an earlier one waits the rest', async () => {
  for (const [away, rest] of [
    [2, 3],
    [60, 0],
  ] as const) {
    const { list, provider, clock } = await loadedList();
    list.setEndInView(true);
    await provider.last.reject(providerError('network', 'Cut.'));
    list.suspend();
    clock.advance(away);
    list.resume();
    assert.deepEqual(clock.waitingTimers, [rest]);
    clock.advance(rest);
    assert.equal(list.loading, 'more');
  }
});

test('what was heard while it was out of the document is merged when it is back', async () => {
  const { list, clock } = await loadedList();
  list.suspend();
  list.apply({ type: 'upsert', items: [row(-1)] });
  list.resume();
  clock.draw();
  assert.equal(list.indexOf('c-1'), 0);
});

test('a refresh that was cut off goes on where it was', async () => {
  const { list, provider } = await loadedList({ capabilities: { maxPageSize: 5 }, pageSize: 5 });
  const refreshed = list.refresh();
  await provider.last.resolve({ items: rows(0, 5), nextCursor: 'x' });
  list.suspend();
  list.resume();
  assert.equal(provider.last.request.cursor, 'x');
  await provider.last.resolve({ items: rows(5, 10) });
  await refreshed;
  assert.equal(list.count, 10);
});

test('after dispose nothing is called back and nothing is sent', async () => {
  const { list, provider, clock, updates, failures, source } = await loadedList();
  list.setEndInView(true);
  list.apply({ type: 'upsert', items: [row(-1)] });
  list.dispose();
  assert.equal(provider.inFlight, 0);
  await provider.last.resolve({ items: [row(10)] });
  clock.draw();
  clock.advance(1000);
  list.load(source);
  list.clear();
  list.resume();
  assert.deepEqual(updates, ['status']);
  assert.deepEqual(failures, []);
  assert.equal(provider.calls.length, 2);
});

test('an element that asks for more as soon as it is told of rows is answered once each', async () => {
  const fixture = listWith();
  const { provider, source } = fixture;
  const list = fixture.list;
  const told = fixture.updates.push.bind(fixture.updates);
  fixture.updates.push = (...updates) => {
    list.setEndInView(true);
    return told(...updates);
  };
  list.load(source);
  for (let page = 0; page < 6 && !provider.last.settled; page += 1) {
    await provider.last.resolve({ items: [row(page)], nextCursor: `p${page}` });
  }
  assert.equal(provider.calls.length, 4);
  assert.equal(list.paused, true);
  assert.equal(provider.maxInFlight, 1);
});
