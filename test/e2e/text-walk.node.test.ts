/** All text messages of the reference API through the adapter over real HTTP, while they arrive. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startApi } from '../../demo/api/server.js';
import { ConversationList } from '../../src/list/index.js';
import type { Conversation, ConversationProvider, Query } from '../../src/model/index.js';
import { createAgentMessageProvider } from '../../src/providers/agentmessage/provider.js';
import { NOW, type Server } from './walking.js';

const { signal } = new AbortController();

const connect = ({ url }: Server) =>
  createAgentMessageProvider({ baseUrl: url, token: 'am_live_demo', random: () => 0 });

/** Reads to the end as the inbox does, its reading of the head included. */
async function readAll(
  provider: ConversationProvider,
  { query = {}, pageSize = 50 }: { query?: Query; pageSize?: number } = {},
): Promise<readonly Conversation[]> {
  let settle: () => void = () => undefined;
  const list = new ConversationList({
    changed: () => queueMicrotask(settle),
    loaded: () => queueMicrotask(settle),
    failed: () => queueMicrotask(settle),
    frame: (run) => {
      queueMicrotask(run);
      return () => undefined;
    },
    after: () => () => undefined,
  });
  await list.ready();
  await new Promise<void>((resolve, reject) => {
    settle = () => {
      if (list.error) reject(list.error.error);
      else if (list.loading !== undefined) return;
      else if (list.ended) resolve();
      else list.loadMore();
    };
    list.load({ provider, query, pageSize });
  });
  const rows = Array.from({ length: list.count }, (_, index) => list.rowAt(index)!);
  list.dispose();
  return rows;
}

describe('a reader who scrolls through all text messages', () => {
  let server: Server;
  before(async () => {
    server = await startApi({ rows: 12_000, seed: 7, now: NOW });
  });
  after(() => server.close());

  it('sees each conversation once, the one with the newest message first', async () => {
    const expected = await server.textThreads();
    assert.ok(expected.length > 400, `${expected.length}`);
    const rows = await readAll(connect(server));
    assert.deepEqual(
      rows.map(({ id }) => id),
      expected.map(({ id }) => id),
    );
  });

  for (const pageSize of [7, 50, 200]) {
    it(`misses none and sees none twice while they move and begin, ${pageSize} at a time`, async () => {
      const provider = connect(server);
      const before = (await server.textThreads()).length;
      // Until the list has ended; what comes while the head is read again would go on for ever.
      let isAtEnd = false;
      const rows = await readAll(
        {
          ...provider,
          async list(request, options) {
            const page = await provider.list(request, options);
            if (!isAtEnd) await server.control.textMessages({ moved: 2, begun: 1 });
            isAtEnd ||= page.nextCursor === undefined;
            return page;
          },
        },
        { pageSize },
      );
      const expected = await server.textThreads();
      assert.ok(expected.length > before);
      assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length, 'one was shown twice');
      assert.deepEqual(
        rows.map(({ id, at }) => [id, Date.parse(at!) * 1000]),
        expected.map(({ id, at }) => [id, at]),
      );
    });
  }

  it('filters as the server does', async () => {
    const [one] = (await connect(server).list({ query: {}, pageSize: 1 }, { signal })).items;
    const numberId = String(one!.metadata!['phone_number_id']);
    const queries: readonly [Query, (row: Conversation) => boolean][] = [
      [{ numberId }, (row) => row.agent?.address === one!.agent?.address],
      [{ caller: one!.caller!.address! }, (row) => row.caller?.address === one!.caller?.address],
      [{ optedIn: true }, (row) => row.consent?.optedIn === true],
      [{ optedIn: false }, (row) => row.consent?.optedIn === false],
      [{ updatedAfter: '2026-02-20T00:00:00+05:30' }, (row) => row.at! >= '2026-02-19T18:30:00'],
    ];
    const all = await readAll(connect(server));
    for (const [query, matches] of queries) {
      const rows = await readAll(connect(server), { query });
      const expected = all.filter(matches);
      assert.ok(expected.length > 0 && expected.length < all.length, JSON.stringify(query));
      assert.deepEqual(
        rows.map(({ id }) => id),
        expected.map(({ id }) => id),
        JSON.stringify(query),
      );
    }
  });

  it('opens one from nothing but its link, and reads it to its newest message', async () => {
    const provider = connect(server);
    for (const { id } of (await server.textThreads()).slice(0, 20)) {
      const { conversation } = await provider.get(id, { signal });
      const page = await provider.turns!({ id, pageSize: 2, from: 'end' }, { signal });
      assert.equal(page.turns.length, conversation.messageCount);
      assert.equal(page.turns.at(-1)?.at, conversation.at);
      assert.deepEqual([page.before, page.after], [undefined, undefined]);
    }
  });

  it('reads a thread page by page, each message once and in order', async () => {
    const provider = connect(server);
    const { items } = await provider.list({ query: {}, pageSize: 200 }, { signal });
    const longest = items.reduce((a, b) => (b.messageCount! > a.messageCount! ? b : a));
    const ids: string[] = [];
    const times: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await provider.turns!({ id: longest.id, pageSize: 3, cursor }, { signal });
      ids.push(...page.turns.map((turn) => turn.id));
      times.push(...page.turns.map((turn) => turn.at!));
      cursor = page.after;
    } while (cursor !== undefined);
    assert.ok(ids.length > 6);
    assert.equal(ids.length, longest.messageCount);
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(times, [...times].sort());
  });

  it('sees what retention took as removed, with its date, and nothing of it', async () => {
    const rows = await readAll(connect(server));
    const removed = rows.filter(({ summaryRedactedAt }) => summaryRedactedAt);
    assert.ok(removed.length > 0 && removed.length < rows.length);
    for (const { summary, at } of removed) {
      assert.equal(summary, null);
      assert.ok(Date.parse(at!) <= Date.parse(NOW) - 90 * 86_400_000);
    }
    const { turns } = await connect(server).turns!(
      { id: removed[0]!.id, pageSize: 200 },
      { signal },
    );
    assert.ok(
      turns.length > 0 && turns.every(({ parts, redactedAt }) => redactedAt && !parts.length),
    );
  });
});

describe('the vendor’s server', () => {
  let server: Server;
  before(async () => {
    server = await startApi({ rows: 600, seed: 7, now: NOW });
  });
  after(() => server.close());

  const ask = async (path: string, token = 'am_live_demo') => {
    const headers = { Authorization: `Bearer ${token}` };
    const response = await fetch(`${server.url}${path}`, { headers });
    const body = (await response.json()) as Record<string, never>;
    return { status: response.status, body, requestId: response.headers.get('x-request-id') };
  };

  const REFUSED: readonly [string, number, string, string?][] = [
    ['/v1/conversations?limit=0', 400, 'VALIDATION_FAILED', 'limit'],
    ['/v1/conversations?limit=201', 400, 'VALIDATION_FAILED', 'limit'],
    ['/v1/conversations?phone_number_id=7', 400, 'VALIDATION_FAILED', 'phone_number_id'],
    ['/v1/conversations?since=yesterday', 400, 'VALIDATION_FAILED', 'since'],
    ['/v1/conversations?opted_in=1', 400, 'VALIDATION_FAILED', 'opted_in'],
    ['/v1/conversations?cursor=x', 400, 'VALIDATION_FAILED', 'cursor'],
    ['/v1/conversations/nobody/messages', 400, 'INVALID_INPUT'],
    [
      `/v1/conversations/${btoa('["+12025550100","+1"]').replaceAll('=', '')}/messages`,
      404,
      'NOT_FOUND',
    ],
  ];
  for (const [path, status, code, field] of REFUSED) {
    it(`answers ${path} with ${status} ${code}`, async () => {
      const { body, requestId, ...rest } = await ask(path);
      const { success, error } = body as unknown as {
        success: boolean;
        error: { code: string; request_id: string; details?: Record<string, string> };
      };
      assert.deepEqual([rest.status, success, error.code], [status, false, code]);
      assert.equal(error.request_id, requestId);
      assert.deepEqual(Object.keys(error.details ?? {}), field ? [field] : []);
    });
  }

  it('knows its keys and their scope', async () => {
    assert.equal((await ask('/v1/conversations', 'am_live_other')).status, 401);
    assert.equal((await ask('/v1/conversations', 'am_live_noscope')).status, 403);
  });

  it('says nothing true about the total', async () => {
    const { body } = await ask('/v1/conversations?limit=2');
    const { meta, data } = body as unknown as { meta: Record<string, unknown>; data: unknown[] };
    assert.equal(data.length, 2);
    assert.deepEqual(
      { ...meta, next_cursor: '' },
      { total: 0, limit: 2, offset: 0, next_cursor: '' },
    );
    assert.equal(typeof meta['next_cursor'], 'string');
  });

  it('fails as it is told, in its own words', async () => {
    server.control.failNext(429, 1, { retryAfter: 4 });
    const error = await connect(server)
      .list({ query: {}, pageSize: 50 }, { signal })
      .catch((thrown: unknown) => thrown as Record<string, unknown>);
    assert.deepEqual(
      [error['kind' as never], error['code' as never], error['retryAfter' as never]],
      ['rate-limited', 'RATE_LIMITED', 4],
    );
  });
});
