import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ask, withApi, type Params, type RunningApi } from './client.js';

const KEY = { Authorization: 'Bearer ac_demo' };
const CONVERSATIONS = '/autocalls/user/conversations';
const CALLS = '/autocalls/user/calls';

type Row = Readonly<Record<string, unknown>>;

interface Page {
  readonly data: readonly Row[];
  readonly next_cursor: string | null;
  readonly prev_cursor: string | null;
  readonly current_page: number;
  readonly last_page: number;
  readonly per_page: number;
  readonly total: number;
}

const page = async (api: RunningApi, path: string, params: Params = {}): Promise<Page> => {
  const { status, body } = await ask(api, path, params, KEY);
  assert.equal(status, 200, JSON.stringify(body));
  return body as Page;
};

const idsOf = ({ data }: Page) => data.map(({ id }) => id);

describe('conversations', () => {
  test('come fifteen at once, newest first, with times without a zone', async () => {
    await withApi({}, async (api) => {
      const { data, per_page: size, prev_cursor: previous } = await page(api, CONVERSATIONS);
      assert.deepEqual([data.length, size, previous], [15, 15, null]);
      const times = data.map((row) => String(row['created_at']));
      assert.ok(times.every((text) => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)));
      assert.deepEqual(times, [...times].sort().reverse());
    });
  });

  test('go on and back with a cursor that inserts do not shift', async () => {
    await withApi({}, async (api) => {
      const first = await page(api, CONVERSATIONS);
      api.control.insertAtTop(40);
      const second = await page(api, CONVERSATIONS, { cursor: first.next_cursor ?? '' });
      assert.equal(new Set([...idsOf(first), ...idsOf(second)]).size, 30);
      const back = await page(api, CONVERSATIONS, { cursor: second.prev_cursor ?? '' });
      assert.deepEqual(idsOf(back), idsOf(first));
    });
  });

  test('end without a cursor', async () => {
    await withApi({ rows: 60 }, async (api) => {
      const { next_cursor: next } = await page(api, CONVERSATIONS, { per_page: 100 });
      assert.equal(next, null);
    });
  });

  test('have people only on WhatsApp and an external id only over the API', async () => {
    await withApi({}, async (api) => {
      for (const type of ['test', 'widget', 'whatsapp', 'api']) {
        const { data } = await page(api, CONVERSATIONS, { type, per_page: 100 });
        assert.ok(data.length > 0, type);
        for (const row of data) {
          assert.equal(row['type'], type);
          assert.equal('customer' in row, type === 'whatsapp');
          assert.equal('whatsapp_sender' in row, type === 'whatsapp');
          assert.equal('external_identifier' in row, type === 'api');
        }
      }
    });
  });

  test('tell their history without times and ids, under the other prefix', async () => {
    await withApi({}, async (api) => {
      const { data } = await page(api, CONVERSATIONS, { type: 'widget', per_page: 100 });
      let functions = 0;
      for (const row of data) {
        const { body } = await ask(api, `/autocalls/conversations/${row['id'] as string}`, {}, KEY);
        const { status, history } = body as { status: boolean; history: Row[] };
        assert.equal(status, true);
        assert.equal(history.length, row['message_count']);
        for (const message of history) {
          const { role, content, function_calls: calls = [], ...rest } = message;
          assert.deepEqual([typeof role, typeof content, rest], ['string', 'string', {}]);
          functions += (calls as unknown[]).length;
        }
      }
      assert.ok(functions > 0);
    });
  });
});

describe('calls', () => {
  test('come in numbered pages that shift under inserts', async () => {
    await withApi({}, async (api) => {
      const first = await page(api, CALLS, { per_page: 20 });
      assert.deepEqual([first.current_page, first.data.length], [1, 20]);
      assert.equal(first.last_page, Math.ceil(first.total / 20));
      api.control.insertAtTop(10);
      const second = await page(api, CALLS, { per_page: 20, page: 2 });
      const shift = second.total - first.total;
      assert.ok(shift > 0);
      assert.deepEqual(idsOf(second).slice(0, shift), idsOf(first).slice(-shift));
      assert.deepEqual((await page(api, CALLS, { page: 9999 })).data, []);
    });
  });

  test('and conversations are all there is, and share no row', async () => {
    await withApi({ rows: 90 }, async (api) => {
      const [written, called] = [
        await page(api, CONVERSATIONS, { per_page: 100 }),
        await page(api, CALLS, { per_page: 100 }),
      ];
      assert.equal(written.data.length + called.data.length, 90);
      assert.equal(called.total, called.data.length);
    });
  });

  test('carry their transcript as a list among others and as a text alone', async () => {
    await withApi({}, async (api) => {
      const { data } = await page(api, CALLS, { status: 'completed', per_page: 5 });
      for (const row of data) {
        const { body } = await ask(api, `${CALLS}/${String(row['id'])}`, {}, KEY);
        assert.ok(Array.isArray(row['transcript']));
        assert.equal(typeof (body as Row)['transcript'], 'string');
      }
    });
  });

  test('are narrowed by every filter', async () => {
    await withApi({}, async (api) => {
      const all = (await page(api, CALLS, { per_page: 100 })).data;
      const one = all.find(({ type }) => type === 'inbound') as Row;
      const filters: readonly [Params, (row: Row) => boolean][] = [
        [{ type: 'outbound' }, (row) => row['type'] === 'outbound'],
        [{ status: 'completed' }, (row) => row['status'] === 'completed'],
        [
          { phone_number: String(one['client_phone_number']) },
          (row) => row['client_phone_number'] === one['client_phone_number'],
        ],
        [{ campaign_id: 1 }, (row) => row['campaign_name'] === 'spring-renewal'],
        [{ assistant_id: 1 }, (row) => row['assistant_name'] === 'Front desk'],
        [
          { date_from: String(one['created_at']) },
          (row) => String(row['created_at']) >= String(one['created_at']),
        ],
        [
          { date_to: String(one['created_at']) },
          (row) => String(row['created_at']) <= String(one['created_at']),
        ],
      ];
      for (const [params, matches] of filters) {
        const { data, total } = await page(api, CALLS, { ...params, per_page: 100 });
        assert.ok(total > 0, JSON.stringify(params));
        assert.ok(data.every(matches), JSON.stringify(params));
      }
      assert.equal((await page(api, CALLS, { status: 'busy' })).total, 0);
    });
  });
});

test('each mistake is told at its parameter', async () => {
  await withApi({ rows: 60 }, async (api) => {
    const mistakes: readonly [string, Params][] = [
      [CONVERSATIONS, { type: 'fax' }],
      [CONVERSATIONS, { assistant_id: '5b7c0e11-2f8d-4c55-8f0a-6a1d9e3b7c02' }],
      [CONVERSATIONS, { assistant_id: 99 }],
      [CONVERSATIONS, { per_page: 101 }],
      [CONVERSATIONS, { per_page: 0 }],
      [CONVERSATIONS, { cursor: 'text' }],
      [CALLS, { type: 'sms' }],
      [CALLS, { status: 'in_progress' }],
      [CALLS, { date_from: 'soon' }],
      [CALLS, { page: 0 }],
      [CALLS, { campaign_id: 99 }],
    ];
    for (const [path, params] of mistakes) {
      const { status, body } = await ask(api, path, params, KEY);
      const { message, errors } = body as { message: string; errors: Record<string, string[]> };
      assert.deepEqual([status, Object.keys(errors)], [422, Object.keys(params)]);
      assert.equal(message, Object.values(errors)[0]?.[0]);
    }
  });
});

test('without the key, and for what is not there, the answer is the vendor’s own', async () => {
  await withApi({ rows: 60 }, async (api) => {
    const refused = await ask(api, CALLS, {}, { Authorization: 'Bearer ak_demo.sensitive' });
    assert.deepEqual([refused.status, refused.body], [401, { message: 'Unauthenticated.' }]);
    const table = [
      ['/autocalls/conversations/nobody', { status: false, error: 'Conversation not found' }],
      [`${CALLS}/999999`, { message: 'Call not found' }],
    ] as const;
    for (const [path, expected] of table) {
      const { status, body } = await ask(api, path, {}, KEY);
      assert.deepEqual([status, body], [404, expected]);
    }
  });
});
