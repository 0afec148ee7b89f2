/** The whole reference database through the adapter over real HTTP: nothing lost, nothing twice. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startApi } from '../../demo/api/server.js';
import type { Api, Fault } from '../../demo/api/server.js';
import type { ConversationPage, ErrorKind, ProviderError } from '../../src/model/index.js';
import { createAnyreachProvider } from '../../src/providers/anyreach/provider.js';
import { walk } from '../providers/anyreach/walk.js';

const ROWS = 25_000;
const NOW = '2026-03-01T00:00:00Z';
const BOUNDS = ['exclusive', 'inclusive'] as const;
const PRECISIONS = ['seconds', 'milliseconds', 'microseconds'] as const;

type Server = Api & { readonly url: string };

const connect = ({ url }: Server) =>
  createAnyreachProvider({ baseUrl: url, token: 'ak_demo.sensitive', random: () => 0 });

const noticesOf = (pages: readonly ConversationPage[]) =>
  pages.flatMap(({ notices }) => notices ?? []);

function assertSameRows(actual: readonly string[], expected: readonly string[]): void {
  const seen = new Set(actual);
  const wanted = new Set(expected);
  assert.equal(seen.size, actual.length, 'a row was shown twice');
  assert.deepEqual(
    expected.filter((id) => !seen.has(id)),
    [],
    'rows are missing',
  );
  assert.deepEqual(
    actual.filter((id) => !wanted.has(id)),
    [],
    'rows that should not be there',
  );
}

for (const timestamps of PRECISIONS) {
  describe(`a reader who scrolls through 25,000 conversations with times in ${timestamps}`, () => {
    let server: Server;
    before(async () => {
      server = await startApi({ rows: ROWS, seed: 7, now: NOW, timestamps });
    });
    after(() => server.close());

    for (const cursorBound of BOUNDS) {
      it(`sees each once where the cursor is ${cursorBound}`, async () => {
        server.control.set({ cursorBound });
        const expected = server.visibleIds();
        assert.ok(expected.length > ROWS * 0.8);
        const { ids, pages } = await walk(connect(server));
        assertSameRows(ids, expected);
        assert.deepEqual(noticesOf(pages), []);
      });

      it(`sees each once while others arrive, where the cursor is ${cursorBound}`, async () => {
        server.control.set({ cursorBound });
        const expected = server.visibleIds();
        const inserted = new Set<string>();
        const { ids } = await walk(connect(server), {
          afterPage: () => server.control.insertAtTop(3).forEach((id) => inserted.add(id)),
        });
        assert.ok(inserted.size > 1000);
        assertSameRows(
          ids.filter((id) => !inserted.has(id)),
          expected,
        );
      });
    }
  });
}

describe('a reader whose second page fails', () => {
  let server: Server;
  before(async () => {
    server = await startApi({ rows: 2000, seed: 7, now: NOW });
  });
  after(() => server.close());

  const KINDS: readonly [Fault, ErrorKind, number][] = [
    [401, 'unauthorized', 1],
    [403, 'forbidden', 2],
    [404, 'not-found', 1],
    [422, 'invalid-request', 1],
    [429, 'rate-limited', 1],
    [500, 'server', 3],
    ['cut', 'network', 3],
    ['html', 'invalid-response', 1],
    ['object', 'invalid-response', 1],
    ['same-cursor', 'invalid-response', 1],
  ];

  for (const [fault, kind, times] of KINDS) {
    it(`with ${fault} is told ${kind}, and gets it when asking again`, async () => {
      const provider = connect(server);
      const { signal } = new AbortController();
      // Larger than any group of rows that share a time, so that the second page starts below it.
      const first = { query: {}, pageSize: 500 };
      const { items, nextCursor } = await provider.list(first, { signal });
      const second = { ...first, cursor: nextCursor };
      server.control.failNext(fault, times);
      const error = await provider.list(second, { signal }).then(
        () => assert.fail('It should have failed.'),
        (thrown: ProviderError) => thrown,
      );
      assert.equal(error.kind, kind);
      assert.equal(error.retryAfter, fault === 429 ? 1 : undefined);
      assert.equal(server.control.state().faults.length, 0);
      const again = await provider.list(second, { signal });
      const held = new Set(items.map(({ id }) => id));
      assert.ok(again.items.some(({ id }) => !held.has(id)));
    });
  }

  it('with 500 twice sees nothing of it', async () => {
    const { signal } = new AbortController();
    server.control.failNext(500, 2);
    const page = await connect(server).list({ query: {}, pageSize: 50 }, { signal });
    assert.equal(page.items.length, 50);
  });

  it('with a row of wrong types keeps the page, and is told which row', async () => {
    const { signal } = new AbortController();
    server.control.failNext('wrong-types');
    const page = await connect(server).list({ query: {}, pageSize: 50 }, { signal });
    assert.equal(page.items.length, 50);
    const broken = page.items.filter(({ unreadable }) => unreadable);
    assert.equal(broken.length, 1);
    assert.ok(noticesOf([page]).every((notice) => notice.kind === 'unreadable-row'));
  });
});

describe('a reader without the scope for sensitive fields', () => {
  it('walks the list all the same, also where naming those fields is refused', async () => {
    for (const sensitiveFieldsError of [null, 400, 403] as const) {
      const server = await startApi({ rows: 300, seed: 7, now: NOW, sensitiveFieldsError });
      const provider = createAnyreachProvider({ baseUrl: server.url, token: 'ak_demo.read' });
      const expected = server.visibleIds();
      const { ids, pages } = await walk(provider).finally(() => server.close());
      assertSameRows(ids, expected);
      assert.ok(pages.every(({ withheld }) => withheld?.includes('recording')));
    }
  });
});
