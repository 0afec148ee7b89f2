import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { startApi, type Fault } from '../../../demo/api/server.js';
import { ask, bearer, cursorOf, list, NOW, PATH, type RunningApi, type Wire } from './client.js';

let api: RunningApi;

before(async () => {
  api = await startApi({ rows: 200, now: NOW });
});
afterEach(() => {
  api.control.clearFaults();
  api.control.set({ latency: { min: 0, max: 0 } });
});
after(() => api.close());

const page = { limit: 10, fields: 'id,created_at,duration,summary' };

describe('a planned failure', () => {
  for (const status of [401, 403, 404, 422, 429, 500, 503] as const) {
    test(`of ${status} hits the next request, with a body that says so, and then it is over`, async () => {
      api.control.failNext(status);
      const failed = await ask(api, PATH, page);
      assert.equal(failed.status, status);
      const { detail, request_id } = failed.body as { detail: unknown; request_id: string };
      assert.ok(status === 422 ? Array.isArray(detail) : typeof detail === 'string');
      assert.equal(request_id, failed.headers.get('x-request-id'));
      assert.equal((await ask(api, PATH, page)).status, 200);
    });
  }

  test('tells how long to wait', async () => {
    api.control.failNext(429, 1, { retryAfter: 7 });
    assert.equal((await ask(api, PATH, page)).headers.get('retry-after'), '7');
    api.control.failNext(429);
    assert.equal((await ask(api, PATH, page)).headers.get('retry-after'), '1');
    api.control.failNext(503);
    assert.equal((await ask(api, PATH, page)).headers.get('retry-after'), null);
  });

  test('can hit several requests, and several can be planned', async () => {
    api.control.failNext(500, 2);
    api.control.failNext(429);
    const seen: number[] = [];
    for (let index = 0; index < 4; index++) seen.push((await ask(api, PATH, page)).status);
    assert.deepEqual(seen, [500, 500, 429, 200]);
  });

  test('can wait for one endpoint', async () => {
    api.control.failNext(500, 1, { on: 'get' });
    const [row] = await list(api, page);
    assert.equal((await ask(api, `${PATH}/${row?.id}`)).status, 500);
    assert.equal((await ask(api, `${PATH}/${row?.id}`)).status, 200);
  });

  test('that was cleared does not happen', async () => {
    api.control.failNext(500, 5);
    api.control.clearFaults();
    assert.equal((await ask(api, PATH, page)).status, 200);
  });
});

describe('a strange answer', () => {
  const strange = async (fault: Fault): Promise<unknown> => {
    api.control.failNext(fault);
    const { status, body } = await ask(api, PATH, page);
    assert.equal(status, 200);
    return body;
  };

  test('may be a login page', async () => {
    api.control.failNext('html');
    const response = await fetch(`${api.url}${PATH}`, { headers: bearer('ak_demo.read') });
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type') ?? '', /text\/html/);
    assert.match(await response.text(), /^<!doctype html>/);
  });

  test('may be an object instead of an array', async () => {
    assert.deepEqual(await strange('object'), { items: await list(api, page) });
  });

  test('may be empty', async () => {
    assert.deepEqual(await strange('empty'), []);
  });

  test('may have one row with wrong types, at its place', async () => {
    const right = await list(api, page);
    const spoilt = (await strange('wrong-types')) as Wire[];
    assert.deepEqual(
      spoilt.map((row) => [row.id, row.created_at]),
      right.map((row) => [row.id, row.created_at]),
    );
    assert.deepEqual(
      spoilt.filter((row, index) => row['duration'] !== right[index]?.['duration']).length,
      1,
    );
    assert.equal(spoilt[2]?.['duration'], 'long');
  });

  test('may be the first page again, whatever the cursor', async () => {
    const first = await list(api, page);
    const cursor = cursorOf((first.at(-1) as Wire).created_at);
    api.control.failNext('same-cursor');
    assert.deepEqual(await list(api, { ...page, cursor }), first);
    assert.notDeepEqual(await list(api, { ...page, cursor }), first);
  });
});

describe('of the other vendors, too,', () => {
  interface Vendor {
    readonly path: string;
    readonly token: string;
    /** A field of its rows that is spoilt, and what stands there. */
    readonly spoilt: readonly [name: string, value: unknown];
    /** What leads a row's reader to it, and orders it. */
    readonly kept: readonly string[];
  }
  const VENDORS: Readonly<Record<string, Vendor>> = {
    'text messages': {
      path: '/v1/conversations',
      token: 'am_live_demo',
      spoilt: ['consent', 'yes'],
      kept: ['id', 'last_message_at'],
    },
    assistants: {
      path: '/autocalls/user/conversations',
      token: 'ac_demo',
      spoilt: ['total_cost', '0.034'],
      kept: ['id', 'created_at'],
    },
    calls: {
      path: '/autocalls/user/calls',
      token: 'ac_demo',
      spoilt: ['duration', 'long'],
      kept: ['id', 'created_at'],
    },
  };
  for (const [name, { path, token, spoilt, kept }] of Object.entries(VENDORS)) {
    test(`a page of ${name} is wrapped, or has one row with wrong types of their own`, async () => {
      const read = async () =>
        (await ask(api, path, {}, bearer(token))).body as { readonly data: readonly Wire[] };
      const { data, ...rest } = await read();
      api.control.failNext('object');
      const wrapped = (await read()) as unknown as { data: { items: readonly Wire[] } };
      assert.deepEqual({ ...wrapped, data: [] }, { ...rest, data: [] });
      assert.deepEqual(
        wrapped.data.items.map(({ id }) => id),
        data.map(({ id }) => id),
      );
      api.control.failNext('wrong-types');
      const wrong = (await read()).data;
      assert.deepEqual(
        wrong.map((row) => [Object.keys(row), ...kept.map((field) => row[field])]),
        data.map((row) => [Object.keys(row), ...kept.map((field) => row[field])]),
      );
      const [field, value] = spoilt;
      assert.deepEqual(
        wrong.flatMap((row, index) => (row[field] === value ? [index] : [])),
        [2],
      );
    });
  }
});

describe('a broken connection', () => {
  const read = (signal?: AbortSignal): Promise<Response> =>
    fetch(`${api.url}${PATH}?limit=50`, {
      headers: bearer('ak_demo.sensitive'),
      ...(signal ? { signal } : {}),
    });

  test('stops in the middle of the body', async () => {
    api.control.failNext('cut');
    const response = await read();
    assert.equal(response.status, 200);
    await assert.rejects(response.text());
  });

  test('may never answer, and is only ended by the client', async () => {
    api.control.failNext('hang');
    const controller = new AbortController();
    const arrived = api.control.nextRequest();
    const hanging = read(controller.signal);
    await arrived;
    assert.equal((await ask(api, PATH, page)).status, 200);
    controller.abort();
    await assert.rejects(hanging, { name: 'AbortError' });
  });

  test('may answer late, when it is released', async () => {
    api.control.failNext('late');
    const arrived = api.control.nextRequest();
    const late = read();
    await arrived;
    const order: string[] = [];
    const answered = late.then(() => order.push('late'));
    await ask(api, PATH, page).then(() => order.push('other'));
    api.control.release();
    await answered;
    assert.deepEqual(order, ['other', 'late']);
  });

  test('that is released before it was asked for is not held', async () => {
    api.control.failNext('late');
    api.control.release();
    assert.equal((await read()).status, 200);
  });

  test('ends when the API closes', async () => {
    const other = await startApi({ rows: 10, now: NOW });
    other.control.failNext('hang');
    const arrived = other.control.nextRequest();
    const hanging = fetch(`${other.url}${PATH}`, { headers: bearer('ak_demo.read') });
    const rejected = assert.rejects(hanging);
    await arrived;
    await other.close();
    await rejected;
  });
});

test('latency delays an answer and changes nothing else', async () => {
  const right = await list(api, page);
  api.control.set({ latency: { min: 5, max: 15 } });
  const begin = performance.now();
  assert.deepEqual(await list(api, page), right);
  assert.ok(performance.now() - begin >= 4);
});
