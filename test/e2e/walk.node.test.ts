/** The whole reference database through the adapter over real HTTP: nothing lost, nothing twice. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startApi } from '../../demo/api/server.js';
import type { ConversationPage } from '../../src/model/index.js';
import { createAnyreachProvider } from '../../src/providers/anyreach/provider.js';
import { walk } from '../providers/anyreach/walk.js';
import { assertSameRows, assertSecondPageFails, FAILURES, NOW } from './walking.js';
import type { Failure, Server } from './walking.js';

const ROWS = 25_000;
const BOUNDS = ['exclusive', 'inclusive'] as const;
const PRECISIONS = ['seconds', 'milliseconds', 'microseconds'] as const;

const connect = ({ url }: Server) =>
  createAnyreachProvider({ baseUrl: url, token: 'ak_demo.sensitive', random: () => 0 });

const noticesOf = (pages: readonly ConversationPage[]) =>
  pages.flatMap(({ notices }) => notices ?? []);

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

describe('a reader who scrolls while conversations come and go', () => {
  for (const cursorBound of BOUNDS) {
    it(`sees each that stays once where the cursor is ${cursorBound}`, async () => {
      const options = {
        rows: 2000,
        seed: 7,
        now: NOW,
        timestamps: 'seconds',
        cursorBound,
      } as const;
      const server = await startApi(options);
      const before = server.visibleIds();
      const { ids } = await walk(connect(server), {
        pageSize: 20,
        afterPage() {
          server.control.remove(5);
          server.control.insertAtTop(3);
        },
      });
      const left = new Set(server.visibleIds());
      await server.close();
      const stayed = new Set(before.filter((id) => left.has(id)));
      assert.ok(stayed.size > 1000 && stayed.size < before.length);
      assertSameRows(
        ids.filter((id) => stayed.has(id)),
        [...stayed],
      );
    });
  }
});

describe('a reader whose second page fails', () => {
  let server: Server;
  before(async () => {
    server = await startApi({ rows: 2000, seed: 7, now: NOW });
  });
  after(() => server.close());

  const failures: readonly Failure[] = [
    ...FAILURES,
    // It asks once more without the sensitive fields.
    [403, 'forbidden', 2],
    ['same-cursor', 'invalid-response', 1],
  ];
  for (const failure of failures) {
    it(`with ${failure[0]} is told ${failure[1]}, and gets it when asking again`, async () => {
      // Pages larger than any group of rows that share a time: the second one starts below it.
      await assertSecondPageFails(server, connect(server), failure, 500);
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
