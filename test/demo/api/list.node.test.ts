import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startApi } from '../../../demo/api/server.js';
import { ask, bearer, list, NOW, PATH, type Params, type RunningApi, type Wire } from './client.js';

let api: RunningApi;
let all: Wire[];

before(async () => {
  api = await startApi({ rows: 900, now: NOW });
  all = await list(api, { fields: '' });
});
after(() => api.close());

const value = (row: Wire, key: string): unknown => row[key];
const number = (row: Wire, key: string): number => (row[key] === null ? NaN : Number(row[key]));
const includes = (row: Wire, key: string, text: string): boolean =>
  String(row[key] ?? '')
    .toLowerCase()
    .includes(text.toLowerCase());
const micros = (text: unknown): bigint => {
  const [, seconds, fraction = ''] = /^([^.+]*)(?:\.(\d+))?\+00:00$/.exec(String(text)) ?? [];
  return BigInt(Date.parse(`${seconds}Z`)) * 1000n + BigInt(fraction.padEnd(6, '0'));
};

/** Asks with the parameters and expects exactly the rows that the plain predicate keeps, in order. */
async function finds(params: Params, keeps: (row: Wire) => boolean, atLeast = 1): Promise<void> {
  const expected = all.filter(keeps).map((row) => row.id);
  const found = await list(api, { ...params, fields: 'id' });
  assert.deepEqual(
    found.map((row) => row.id),
    expected,
  );
  assert.ok(expected.length >= atLeast, `only ${expected.length} rows to tell by`);
  assert.ok(atLeast === 0 || expected.length < all.length, 'the filter changed nothing');
}

test('all conversations come newest first', () => {
  assert.equal(all.length, 900);
  assert.equal(new Set(all.map((row) => row.id)).size, 900);
  for (let index = 1; index < all.length; index++) {
    assert.ok(micros(all[index - 1]?.created_at) >= micros(all[index]?.created_at));
  }
});

describe('each filter keeps what it says and nothing else', () => {
  const exact = ['direction', 'channel', 'status', 'agent_id', 'agent_version_id', 'web_widget_id'];
  for (const key of exact) {
    test(`${key} is exact`, async () => {
      const values = new Set(all.map((row) => value(row, key)).filter((one) => one !== null));
      assert.ok(values.size > 1);
      for (const one of values) {
        await finds({ [key]: String(one) }, (row) => value(row, key) === one);
      }
    });
  }

  test('user_id is a substring in any case', async () => {
    await finds({ user_id: '5550' }, (row) => includes(row, 'user_id', '5550'));
    await finds({ user_id: 'EXAMPLE.ORG' }, (row) => includes(row, 'user_id', 'example.org'));
    await finds({ user_id: 'Guest_' }, (row) => includes(row, 'user_id', 'guest_'));
    await finds({ user_id: '<img' }, (row) => includes(row, 'user_id', '<img'));
  });

  test('a percent sign, underscore or backslash in a substring is itself', async () => {
    await finds({ user_id: '%' }, (row) => includes(row, 'user_id', '%'), 0);
    await finds({ user_id: '\\' }, (row) => includes(row, 'user_id', '\\'), 0);
    await finds({ user_id: 't_' }, (row) => includes(row, 'user_id', 't_'));
  });

  test('agent_number is a substring', async () => {
    await finds({ agent_number: '@example' }, (row) => includes(row, 'agent_number', '@example'));
    await finds({ agent_number: '0121' }, (row) => includes(row, 'agent_number', '0121'));
  });

  test('duration and turn bounds are inclusive and leave out what has none', async () => {
    await finds({ duration_above: 201 }, (row) => number(row, 'duration') >= 201);
    await finds({ duration_below: 30 }, (row) => number(row, 'duration') <= 30);
    await finds({ duration_above: 0, duration_below: 0 }, (row) => number(row, 'duration') === 0);
    await finds({ user_turn_count_above: 9 }, (row) => number(row, 'user_turn_count') >= 9);
    await finds({ user_turn_count_below: 0 }, (row) => number(row, 'user_turn_count') <= 0);
  });

  test('time bounds are inclusive to the microsecond', async () => {
    const pivot = all[300] as Wire;
    const at = micros(pivot.created_at);
    const updated = String(pivot['updated_at']);
    await finds({ created_after: pivot.created_at }, (row) => micros(row.created_at) >= at);
    await finds({ created_before: pivot.created_at }, (row) => micros(row.created_at) <= at);
    await finds({ updated_after: updated }, (row) => micros(row['updated_at']) >= micros(updated));
    await finds({ updated_before: updated }, (row) => micros(row['updated_at']) <= micros(updated));
  });

  test('times beyond all rows are no mistake', async () => {
    await finds({ created_after: '2200-01-01' }, () => false, 0);
    await finds({ created_before: '1970-01-01' }, () => false, 0);
    await finds({ updated_after: '9999-12-31T23:59:59Z' }, () => false, 0);
    await finds({ created_before: '9999-12-31T23:59:59Z' }, () => true, 0);
  });

  test('filters combine', async () => {
    await finds(
      { channel: 'telephone', status: 'completed', direction: 'inbound', duration_above: 60 },
      (row) =>
        row['channel'] === 'telephone' &&
        row['status'] === 'completed' &&
        row['direction'] === 'inbound' &&
        number(row, 'duration') >= 60,
    );
  });
});

describe('custom_metadata is JSON containment', () => {
  const metadata = (row: Wire): Record<string, unknown> | null =>
    row['custom_metadata'] as Record<string, unknown> | null;
  const containing = (wanted: object): Params => ({ custom_metadata: JSON.stringify(wanted) });

  test('a campaign finds its calls', async () => {
    const campaign = all.map((row) => metadata(row)?.['anyreach_campaign']).find(Boolean);
    await finds(
      containing({ anyreach_campaign: campaign }),
      (row) => metadata(row)?.['anyreach_campaign'] === campaign,
    );
  });

  test('a number and the same digits as text differ', async () => {
    const orders = all.map((row) => metadata(row)?.['order_id']);
    const numeric = orders.find((order) => typeof order === 'number');
    const text = orders.find((order) => /^\d+$/.test(String(order)) && typeof order === 'string');
    assert.ok(numeric !== undefined && text !== undefined);
    for (const order of [numeric, String(numeric), text, Number(text)]) {
      const shared = orders.filter((one) => one === order).length;
      await finds(
        containing({ order_id: order }),
        (row) => metadata(row)?.['order_id'] === order,
        shared,
      );
    }
  });

  test('true and false, nested objects and parts of arrays are found', async () => {
    const crm = all.map((row) => metadata(row)?.['crm']).find(Boolean) as {
      account: { id: number };
    };
    const account = (row: Wire): unknown =>
      (metadata(row)?.['crm'] as typeof crm | undefined)?.account.id;
    const tags = (row: Wire): unknown[] => (metadata(row)?.['tags'] as unknown[] | undefined) ?? [];
    await finds(containing({ vip: true }), (row) => metadata(row)?.['vip'] === true);
    await finds(
      containing({ crm: { account: { id: crm.account.id } } }),
      (row) => account(row) === crm.account.id,
    );
    await finds(containing({ tags: ['gold'] }), (row) => tags(row).includes('gold'));
    await finds(containing({ tags: [] }), (row) => metadata(row)?.['tags'] !== undefined);
  });

  test('several keys must all be there', async () => {
    const row = all.find((one) => Object.keys(metadata(one) ?? {}).length > 2) as Wire;
    const wanted = metadata(row) as Record<string, unknown>;
    await finds(containing(wanted), (one) => {
      const has = metadata(one) ?? {};
      return Object.keys(wanted).every(
        (key) => JSON.stringify(has[key]) === JSON.stringify(wanted[key]),
      );
    });
  });

  test('an empty object finds every conversation that has metadata', async () => {
    await finds(containing({}), (row) => metadata(row) !== null);
  });

  test('keys that an object inherits are not metadata', async () => {
    await finds({ custom_metadata: '{"hasOwnProperty":{}}' }, () => false, 0);
    await finds({ custom_metadata: '{"__proto__":{}}' }, () => false, 0);
  });
});

describe('a malformed parameter is refused with its name', () => {
  const refused: readonly (readonly [string, string])[] = [
    ['limit', '0'],
    ['limit', '1001'],
    ['limit', 'ten'],
    ['limit', '10.5'],
    ['limit', ''],
    ['direction', 'sideways'],
    ['channel', 'phone'],
    ['status', 'done'],
    ['status', ''],
    ['duration_above', '1e3'],
    ['user_turn_count_below', 'x'],
    ['created_after', 'yesterday'],
    ['updated_before', '2026-02-31'],
    ['custom_metadata', '[1]'],
    ['custom_metadata', '"text"'],
    ['custom_metadata', '{broken'],
    ['cursor', 'not base64!'],
    ['cursor', ''],
    ['cursor', Buffer.from('not a time').toString('base64')],
    ['cursor', Buffer.from('2026-01-01T00:00:00Z').toString('base64').replace(/=+$/, '')],
  ];
  for (const [name, text] of refused) {
    test(`${name}=${text}`, async () => {
      const { status, body, headers } = await ask(api, PATH, { [name]: text });
      assert.equal(status, 422);
      const { detail, request_id } = body as {
        detail: { loc: string[]; msg: string }[];
        request_id: string;
      };
      assert.deepEqual(detail[0]?.loc, ['query', name]);
      assert.ok((detail[0]?.msg ?? '').length > 5);
      assert.equal(request_id, headers.get('x-request-id'));
    });
  }

  test('all faults of a request are named at once', async () => {
    const { body } = await ask(api, PATH, { limit: 0, status: 'done', created_after: 'x' });
    const { detail } = body as { detail: { loc: string[] }[] };
    assert.deepEqual(detail.map(({ loc }) => loc[1]).sort(), ['created_after', 'limit', 'status']);
  });

  test('a parameter given twice is refused instead of half obeyed', async () => {
    const response = await fetch(`${api.url}${PATH}?status=completed&status=failed`, {
      headers: bearer('ak_demo.read'),
    });
    assert.equal(response.status, 422);
  });
});
