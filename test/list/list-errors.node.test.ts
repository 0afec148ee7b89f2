import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retryDelay } from '../../src/list/retry.js';
import { providerError } from '../../src/model/index.js';
import type { ErrorKind } from '../../src/model/index.js';
import { ids, idsOf, loadedList, row, rows } from './fixture.js';

const server = providerError('server', 'Broken.', { status: 500 });

test('a failed page keeps every row and says what failed', async () => {
  const { list, provider, updates, failures } = await loadedList();
  list.setEndInView(true);
  await provider.last.reject(providerError('forbidden', 'No.', { requestId: 'r1' }));
  assert.equal(list.count, 10);
  assert.equal(list.error?.error.requestId, 'r1');
  assert.equal(list.error?.during, 'more');
  assert.equal(list.error?.retryAt, undefined);
  assert.equal(updates.at(-1), 'status');
  assert.equal(failures[0]?.willRetryIn, undefined);
});

test('while a page has failed, scrolling does not ask again', async () => {
  const { list, provider } = await loadedList();
  list.setEndInView(true);
  await provider.last.reject(server);
  list.setEndInView(false);
  list.setEndInView(true);
  assert.equal(provider.calls.length, 2);
});

test('Retry repeats that request only', async () => {
  const { list, provider, reports } = await loadedList();
  list.setEndInView(true);
  await provider.last.reject(providerError('unauthorized', 'Log in.'));
  list.retry();
  assert.equal(list.error, undefined);
  assert.equal(list.loading, 'more');
  assert.deepEqual(provider.last.request, provider.calls[1]?.request);
  await provider.last.resolve({ items: [row(10)] });
  assert.equal(list.count, 11);
  assert.equal(reports.at(-1)?.reason, 'retry');
  assert.equal(provider.calls.length, 3);
});

test('"Load more" after an error repeats what failed', async () => {
  const { list, provider } = await loadedList();
  list.setEndInView(true);
  await provider.last.reject(server);
  list.loadMore();
  assert.equal(provider.last.request.cursor, 'p1');
  assert.equal(provider.inFlight, 1);
});

test('a temporary failure is tried again after about 5, 15 and 45 seconds, then not any more', async () => {
  const { list, provider, clock, failures } = await loadedList();
  list.setEndInView(true);
  for (const wait of [5, 15, 45]) {
    await provider.last.reject(server);
    assert.deepEqual(clock.waitingTimers, [wait]);
    assert.equal(list.error?.retryAt, clock.now() + wait * 1000);
    clock.advance(wait);
    assert.equal(list.loading, 'more');
  }
  await provider.last.reject(server);
  assert.deepEqual(clock.waitingTimers, []);
  assert.equal(provider.calls.length, 1 + 4);
  assert.deepEqual(
    failures.map((failure) => failure.willRetryIn),
    [5, 15, 45, undefined],
  );
});

test('Retry by hand starts the automatic ones anew', async () => {
  const { list, provider, clock } = await loadedList();
  list.setEndInView(true);
  for (const wait of [5, 15, 45]) {
    await provider.last.reject(server);
    clock.advance(wait);
  }
  await provider.last.reject(server);
  list.retry();
  await provider.last.reject(server);
  assert.deepEqual(clock.waitingTimers, [5]);
});

test('a success in between starts the waits anew', async () => {
  const { list, provider, clock } = await loadedList();
  list.setEndInView(true);
  await provider.last.reject(server);
  clock.advance(5);
  await provider.last.resolve({ items: [row(10)], nextCursor: 'p2' });
  list.setEndInView(true);
  await provider.last.reject(server);
  assert.deepEqual(clock.waitingTimers, [5]);
});

test('a server that is busy is asked again when it said, five times at most', async () => {
  const { list, provider, clock } = await loadedList();
  list.setEndInView(true);
  const busy = providerError('rate-limited', 'Slow down.', { retryAfter: 30, status: 429 });
  for (let time = 0; time < 5; time += 1) {
    await provider.last.reject(busy);
    clock.advance(29.9);
    assert.equal(list.loading, undefined);
    clock.advance(0.1);
    assert.equal(list.loading, 'more');
  }
  await provider.last.reject(busy);
  assert.deepEqual(clock.waitingTimers, []);
});

test('Retry by hand cancels the automatic one', async () => {
  const { list, provider, clock } = await loadedList();
  list.setEndInView(true);
  await provider.last.reject(server);
  list.retry();
  assert.deepEqual(clock.waitingTimers, []);
  assert.equal(provider.inFlight, 1);
});

test('a new query cancels the retry of the old one', async () => {
  const { list, provider, clock, source } = await loadedList();
  list.setEndInView(true);
  await provider.last.reject(server);
  list.load(source);
  clock.advance(100);
  assert.equal(list.error, undefined);
  assert.equal(provider.calls.length, 3);
});

test('a first page that failed is loaded by Retry', async () => {
  const { list, provider, source } = await loadedList();
  list.load(source);
  await provider.last.reject(server);
  assert.equal(list.error?.during, 'first');
  list.retry();
  await provider.last.resolve({ items: rows(0, 2) });
  assert.deepEqual(idsOf(list), ids(0, 1));
});

test('only failures that pass are retried without being asked', () => {
  const wait = (kind: ErrorKind, tries = 0) =>
    retryDelay(providerError(kind, 'x'), tries, () => 0.5);
  for (const kind of ['network', 'offline', 'timeout', 'server', 'rate-limited'] as const) {
    assert.equal(wait(kind), 5, kind);
    assert.equal(wait(kind, 3), undefined, kind);
  }
  for (const kind of [
    'unauthorized',
    'forbidden',
    'not-found',
    'invalid-request',
    'invalid-response',
    'conflict',
    'aborted',
  ] as const) {
    assert.equal(wait(kind), undefined, kind);
  }
});

test('the wait is spread, and a wait the server names is kept to', () => {
  const delay = (random: number, retryAfter?: number) =>
    retryDelay(
      providerError('server', 'x', retryAfter === undefined ? {} : { retryAfter }),
      0,
      () => random,
    );
  assert.equal(delay(0), 4);
  assert.ok(delay(0.999)! > 5.9 && delay(0.999)! < 6);
  assert.equal(delay(0, 12), 12);
  assert.equal(delay(0, 0), 1);
  assert.equal(delay(0, 300), 300);
  assert.equal(delay(0, 301), undefined);
  assert.equal(delay(0.5, NaN), 5);
});
