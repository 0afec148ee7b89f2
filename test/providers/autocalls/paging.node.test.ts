import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { ProviderError } from '../../../src/model/index.js';
import { createAutocallsProvider } from '../../../src/providers/autocalls/provider.js';
import { walk } from '../anyreach/walk.js';
import { inOrder, simulateApi, type SimulatedApi, type SimulatedRow } from './simulated-api.js';

const START = 1_772_000_000;

/** Few different times, so that many rows share one. */
const times = fc.array(fc.integer({ min: START, max: START + 60 }), { maxLength: 120 });
const pageSizes = fc.integer({ min: 1, max: 20 });

const rowsOf = (list: readonly number[]) =>
  inOrder(list.map((time, index) => ({ id: index + 1, time })));

const namesOf = (conversations: readonly SimulatedRow[], calls: readonly SimulatedRow[]) =>
  [...conversations.map(({ id }) => `${id}`), ...calls.map(({ id }) => `call:${id}`)].sort();

const connect = (api: SimulatedApi) => createAutocallsProvider({ fetch: api.fetch, retries: 0 });

describe('a reader who scrolls to the end of both lists', () => {
  it('sees every row, once and newest first, whatever times they share', async () => {
    await fc.assert(
      fc.asyncProperty(times, times, pageSizes, async (one, other, pageSize) => {
        const api = simulateApi(rowsOf(one), rowsOf(other));
        const { ids, pages } = await walk(connect(api), { pageSize });
        assert.deepEqual([...ids].sort(), namesOf(api.conversations, api.calls));
        const seen = new Set<string>();
        const firsts = pages
          .flatMap(({ items }) => items)
          .filter(({ id }) => !seen.has(id) && seen.add(id));
        const order = firsts.map(({ at }) => at);
        assert.deepEqual(order, [...order].sort().reverse());
        assert.deepEqual(
          pages.flatMap(({ notices }) => notices ?? []),
          [],
        );
      }),
      { numRuns: 150 },
    );
  });

  it('sees every row that was there all the time, while others come and go', async () => {
    const changes = fc.infiniteStream(
      fc.record({
        calls: fc.boolean(),
        added: fc.integer({ min: 0, max: 3 }),
        gone: fc.array(fc.nat(), { maxLength: 4 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(times, times, pageSizes, changes, async (one, other, pageSize, stream) => {
        const api = simulateApi(rowsOf(one), rowsOf(other));
        const kept = { conversations: [...api.conversations], calls: [...api.calls] };
        let newest = START + 100;
        const { ids } = await walk(connect(api), {
          pageSize,
          afterPage() {
            const { calls, added, gone } = stream.next().value;
            const list = calls ? 'calls' : 'conversations';
            for (const at of gone) {
              const [row] = api[list].splice(at % Math.max(1, api[list].length), 1);
              if (row) kept[list] = kept[list].filter(({ id }) => id !== row.id);
            }
            for (let count = 0; count < added; count += 1) {
              newest += 1;
              api[list].unshift({ id: newest, time: newest });
            }
          },
        });
        const seen = new Set(ids);
        const expected = namesOf(kept.conversations, kept.calls);
        assert.deepEqual(
          expected.filter((id) => !seen.has(id)),
          [],
        );
      }),
      { numRuns: 200 },
    );
  });
});

describe('what is asked for', () => {
  const many = (count: number, step: number) =>
    rowsOf(Array.from({ length: count }, (_, index) => START - index * step));

  it('is a page of the list whose turn it is, and no list twice for one page', async () => {
    const api = simulateApi(many(200, 1), many(20, 10));
    const counts: number[] = [];
    await walk(connect(api), {
      pageSize: 20,
      afterPage: () => void counts.push(api.requests.length),
    });
    const perPage = counts.map((count, index) => count - (counts[index - 1] ?? 0));
    assert.ok(
      perPage.every((count) => count <= 2),
      String(perPage),
    );
    // Ten pages of one list; the other's one page is asked for again where its rows are due.
    assert.ok(api.requests.length <= 21, String(api.requests.length));
  });

  it('is not asked for where its rows are not due', async () => {
    const old = many(20, 1).map((row) => ({ ...row, time: row.time - 100_000 }));
    const api = simulateApi(many(200, 1), old);
    await walk(connect(api), { pageSize: 20 });
    const calls = api.requests.filter(({ pathname }) => pathname.endsWith('/calls'));
    assert.equal(calls.length, 2);
  });

  it('has the same size throughout, whatever size is wished for later', async () => {
    const api = simulateApi([], many(100, 1));
    const provider = connect(api);
    const { signal } = new AbortController();
    const { nextCursor } = await provider.list({ query: {}, pageSize: 20 }, { signal });
    await provider.list({ query: {}, cursor: nextCursor, pageSize: 90 }, { signal });
    assert.deepEqual(
      [...new Set(api.requests.map(({ searchParams }) => searchParams.get('per_page')))],
      ['20'],
    );
  });

  it('is at most what the API gives', async () => {
    const api = simulateApi(many(10, 1), []);
    const { signal } = new AbortController();
    await connect(api).list({ query: {}, pageSize: 5000 }, { signal });
    assert.equal(api.requests[0]?.searchParams.get('per_page'), '100');
  });
});

it('a call that moved up a page while others were deleted is not lost', async () => {
  const calls = rowsOf(Array.from({ length: 9 }, (_, index) => START - index));
  const api = simulateApi([], calls);
  const { ids } = await walk(connect(api), {
    pageSize: 3,
    afterPage: (index) => index === 0 && void api.calls.splice(0, 2),
  });
  assert.equal(ids.length, 9);
  assert.deepEqual(
    api.requests
      .filter(({ pathname }) => pathname.endsWith('/calls'))
      .map(({ searchParams }) => searchParams.get('page')),
    ['1', '2', '1', '2', '3'],
  );
});

it('a row out of order is shown with its page, and told', async () => {
  const times = [50, 40, 30, 20, 45, 10];
  const api = simulateApi([], []);
  const rows = times.map((time, index) => ({ id: index + 1, time: START + time }));
  api.conversations.push(...rows.slice(0, 3));
  const provider = createAutocallsProvider({
    resources: ['conversations'],
    fetch: async (input) => {
      const start = Number(new URL(String(input)).searchParams.get('cursor') ?? 0);
      const data = rows.slice(start, start + 3).map(({ id, time }) => ({
        id,
        created_at: new Date(time * 1000).toISOString().slice(0, 19).replace('T', ' '),
      }));
      return new Response(JSON.stringify({ data, next_cursor: start === 0 ? '3' : null }));
    },
  });
  const { ids, pages } = await walk(provider, { pageSize: 3 });
  assert.deepEqual(ids, ['1', '2', '3', '5', '4', '6']);
  assert.deepEqual(pages[1]?.notices, [{ kind: 'out-of-order', id: '5' }]);
});

it('a row with an unreadable time stays with its neighbours', async () => {
  const data = ['2026-03-01 09:00:00', 'soon', '2026-03-01 07:00:00'].map((text, index) => ({
    id: String(index),
    created_at: text,
  }));
  const provider = createAutocallsProvider({
    resources: ['conversations'],
    fetch: async () => new Response(JSON.stringify({ data, next_cursor: null })),
  });
  const { pages } = await walk(provider);
  assert.deepEqual(
    pages[0]?.items.map(({ id, at }) => [id, at]),
    [
      ['0', '2026-03-01T09:00:00.000Z'],
      ['1', null],
      ['2', '2026-03-01T07:00:00.000Z'],
    ],
  );
  assert.deepEqual(pages[0]?.notices, [{ kind: 'unreadable-row', id: '1', path: 'created_at' }]);
});

it('a server that gives the same cursor again ends the list with an error, not a loop', async () => {
  const body = { data: [{ id: '1', created_at: '2026-03-01 09:00:00' }], next_cursor: 'again' };
  const provider = createAutocallsProvider({
    resources: ['conversations'],
    fetch: async () => new Response(JSON.stringify(body)),
  });
  await assert.rejects(walk(provider), /A cursor repeats/);
});

describe('a cursor of somebody else', () => {
  const cursors = [
    'text',
    '{}',
    '{"size":50,"places":{}}',
    '{"size":0,"places":{"calls":{"next":1}}}',
    '{"size":50,"places":{"calls":{"next":"1"}}}',
    '{"size":50,"places":{"fax":{"next":1}}}',
    '{"size":50,"places":{"__proto__":{"next":1}}}',
    '{"size":50,"boundary":"now","places":{"calls":{"next":1}}}',
  ];
  for (const cursor of cursors) {
    it(`is refused: ${cursor}`, async () => {
      const { signal } = new AbortController();
      const api = simulateApi([], []);
      await assert.rejects(
        connect(api).list({ query: {}, pageSize: 50, cursor }, { signal }),
        ({ kind }: ProviderError) => kind === 'invalid-request',
      );
      assert.equal(api.requests.length, 0);
    });
  }
});
