import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConversationPage } from '../../src/model/index.js';
import type { DeferredCall } from '../helpers/deferred-provider.js';
import { idsOf, listWith, row, rows } from './fixture.js';

const COUNT = 2_000;
const SIZE = 50;

/** Pages by position in what was there at the start, and repeats a boundary row as some servers do. */
function pageOf(cursor: string | undefined): ConversationPage {
  const from = Number(cursor ?? 0);
  const items = rows(Math.max(0, from - 1), Math.min(COUNT, from + SIZE));
  return { items, ...(from + SIZE < COUNT && { nextCursor: String(from + SIZE) }) };
}

async function walk(
  fixture: ReturnType<typeof listWith>,
  answer: (call: DeferredCall, page: number) => Promise<void>,
): Promise<void> {
  const { list, provider, source } = fixture;
  list.load(source);
  for (let page = 0; page === 0 || !list.ended; page += 1) {
    await answer(provider.last, page);
    list.setEndInView(false);
    list.setEndInView(true);
    assert.ok(page < 2 * (COUNT / SIZE), 'the walk goes round in circles');
  }
}

test('every row is shown exactly once', async () => {
  const fixture = listWith({ pageSize: SIZE });
  await walk(fixture, (call) => call.resolve(pageOf(call.request.cursor)));
  assert.deepEqual(
    idsOf(fixture.list),
    rows(0, COUNT).map((one) => one.id),
  );
  assert.equal(fixture.provider.calls.length, COUNT / SIZE);
});

test('every row is shown exactly once when answers come late, twice and out of order', async () => {
  const fixture = listWith({ pageSize: SIZE, honoursAbort: false });
  const { list, provider } = fixture;
  const late: DeferredCall[] = [];
  await walk(fixture, async (call, page) => {
    if (page % 3 === 1) {
      // Cut off and sent again: the first answer comes after the second, and after later pages.
      list.suspend();
      list.resume();
      late.push(call);
      await provider.last.resolve(pageOf(call.request.cursor));
    } else {
      await call.resolve(pageOf(call.request.cursor));
      await call.resolve(pageOf(undefined));
    }
    if (page % 7 === 6) {
      for (const one of late.splice(0).reverse()) {
        await one.resolve(pageOf(one.request.cursor));
      }
    }
  });
  assert.deepEqual(
    idsOf(list),
    rows(0, COUNT).map((one) => one.id),
  );
});

test('every row is shown exactly once while rows are inserted at the top', async () => {
  for (const atTop of [true, false]) {
    const fixture = listWith({ pageSize: SIZE });
    const { list, clock, provider } = fixture;
    let newest = 0;
    await walk(fixture, async (call, page) => {
      newest -= 1;
      list.apply({ type: 'upsert', items: [row(newest)] });
      if (page === 1) list.setAtTop(atTop);
      if (page % 2 === 0) clock.draw();
      // A page may bring a newcomer too, when the server counts from the top.
      const { items, ...rest } = pageOf(call.request.cursor);
      await call.resolve({ items: [row(newest), ...items], ...rest });
    });
    clock.draw();
    list.showArrivals();
    const ids = idsOf(list);
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(
      [...ids].sort(),
      rows(newest, COUNT)
        .map((one) => one.id)
        .sort(),
    );
    assert.equal(provider.maxInFlight, 1);
  }
});

test('100,000 rows load by scrolling, page after page', async () => {
  const fixture = listWith({ pageSize: SIZE });
  const { list, provider, source } = fixture;
  list.load(source);
  for (let page = 0; page < 2000; page += 1) {
    const first = page === 1999 ? list.pageAt(0) : undefined;
    const items = rows(page * SIZE, page * SIZE + SIZE);
    await provider.last.resolve({ items, nextCursor: `p${page}` });
    if (first) assert.equal(list.pageAt(0), first);
    list.setEndInView(false);
    list.setEndInView(true);
  }
  assert.equal(list.count, 100_000);
  assert.equal(list.indexOf('c99999'), 99_999);
  assert.equal(list.rowAt(77_777)?.id, 'c77777');
  assert.equal(provider.calls.length, 2001);
});
