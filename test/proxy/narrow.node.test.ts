import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { both, holds } from '../../src/proxy/narrow.js';
import { stage, rows } from './upstream.js';

const search = (path: string) => new URLSearchParams(path.split('?')[1]);

test('a filter that is imposed holds whatever the reader asks for', async () => {
  const { get, sent } = stage(rows(), { authorize: () => ({ narrow: { agent_id: 'a' } }) });
  for (const query of ['', '?agent_id=a', '?status=completed']) {
    assert.equal((await get(`/core/conversations${query}`)).status, 200);
  }
  assert.ok(sent.every(({ path }) => search(path).get('agent_id') === 'a'));
  assert.equal((await get('/core/conversations?agent_id=b')).status, 403);
  assert.equal(sent.length, 3);
});

test('a reader narrows further what is imposed, and never widens it', async () => {
  const narrow = {
    created_after: '2025-03-01T00:00:00Z',
    duration_below: '600',
    user_id: '+1202',
    custom_metadata: '{"tenant":"north"}',
  };
  const { get, sent } = stage(rows(), { authorize: () => ({ narrow }) });
  const asked = {
    created_after: '2025-02-28T20:00:00-05:00',
    duration_below: '900',
    user_id: '0123',
    custom_metadata: '{"order":1}',
  };
  for (const [name, value] of Object.entries(asked)) {
    const { status } = await get(`/core/conversations?${new URLSearchParams([[name, value]])}`);
    // Two texts that do not overlap cannot be said in one parameter.
    assert.equal(status, name === 'user_id' ? 403 : 200, name);
  }
  const [after, below, metadata] = sent.map(({ path }) => search(path));
  assert.equal(after?.get('created_after'), '2025-02-28T20:00:00-05:00', 'an hour later');
  assert.equal(below?.get('duration_below'), '600');
  assert.deepEqual(JSON.parse(metadata?.get('custom_metadata') ?? ''), {
    tenant: 'north',
    order: 1,
  });
  const other = '/core/conversations?custom_metadata={"tenant":"south"}';
  assert.equal((await get(other)).status, 403);
});

test('one conversation is shown only if it shows that it may be', async () => {
  const row = {
    id: 'conv_1',
    agent_id: 'a',
    duration: 61,
    created_at: '2025-03-14T15:09:26+00:00',
    user_id: '+12025550123',
    custom_metadata: { tenant: 'north', other: 1 },
  };
  const cases: readonly (readonly [Record<string, string>, number])[] = [
    [{ agent_id: 'a' }, 200],
    [{ agent_id: 'b' }, 404],
    [{ duration_above: '61', duration_below: '61' }, 200],
    [{ duration_above: '62' }, 404],
    [{ created_after: '2025-03-14T15:09:26Z' }, 200],
    [{ created_before: '2025-03-14T15:09:25Z' }, 404],
    [{ user_id: '2025550' }, 200],
    [{ user_id: '555-01' }, 404],
    [{ custom_metadata: '{"tenant":"north"}' }, 200],
    [{ custom_metadata: '{"tenant":"south"}' }, 404],
    [{ custom_metadata: '{"other":"1"}' }, 404],
    // Not in the answer at all.
    [{ web_widget_id: 'w' }, 404],
    // No filter of this vendor.
    [{ organization: 'north' }, 403],
  ];
  for (const [narrow, status] of cases) {
    const { get } = stage(() => Response.json(row), { authorize: () => ({ narrow }) });
    assert.equal((await get('/core/conversations/conv_1')).status, status, JSON.stringify(narrow));
  }
});

test('a reduced answer cannot hide that a conversation is somebody else’s', async () => {
  const { get, sent } = stage(() => Response.json({ id: 'conv_1', agent_id: 'b' }), {
    authorize: () => ({ narrow: { agent_id: 'a' } }),
  });
  assert.equal((await get('/core/conversations/conv_1?fields=id')).status, 404);
  assert.equal(sent[0]?.path, '/core/conversations/conv_1', 'the whole is asked for');
});

test('messages of another number are not shown, nor what cannot be checked', async () => {
  const message = (number: string, from: string) => ({
    phone_number_id: number,
    from_number: from,
  });
  const page = (...data: object[]) => Response.json({ success: true, data, meta: {} });
  const cases: readonly (readonly [Record<string, string>, Response, number])[] = [
    [{ phone_number_id: '1' }, page(message('1', '+12025550123')), 200],
    [{ phone_number_id: '1' }, page(message('1', 'x'), message('2', 'x')), 404],
    [{ contact_number: '+12025550123' }, page(message('1', '+12025550123')), 200],
    [{ contact_number: '+12025550124' }, page(message('1', '+12025550123')), 404],
    // None of them says whose conversation it is.
    [{ phone_number_id: '1' }, page(), 404],
    [{ opted_in: 'true' }, page(message('1', 'x')), 403],
  ];
  for (const [narrow, answer, status] of cases) {
    const { get } = stage(() => answer, { vendor: 'agentmessage', authorize: () => ({ narrow }) });
    assert.equal(
      (await get('/v1/conversations/abc/messages')).status,
      status,
      JSON.stringify(narrow),
    );
  }
});

test('a conversation of somebody else is refused in the words of one that does not exist', async () => {
  const headers = { 'X-Request-Id': 'req_9' };
  const upstream = [
    () => Response.json({ id: 'conv_1', agent_id: 'b' }, { headers }),
    () => Response.json([], { headers }),
    () => Response.json({ detail: 'Conversation not found.' }, { status: 404, headers }),
    () => Response.json({ error: { code: 'GONE' } }, { status: 410, headers }),
  ];
  const answers = upstream.map(async (answer) => {
    const { get } = stage(answer, { authorize: () => ({ narrow: { agent_id: 'a' } }) });
    const response = await get('/core/conversations/conv_1');
    return JSON.stringify([response.status, [...response.headers], await response.text()]);
  });
  const [first, ...others] = await Promise.all(answers);
  assert.match(first ?? '', /^\[404,/);
  assert.deepEqual(
    others,
    others.map(() => first),
  );
});

test('a filter that asks for nothing lets nobody see everything', async () => {
  const session: { organization?: string } = {};
  const cases: readonly Record<string, string>[] = [
    { custom_metadata: JSON.stringify({ tenant: session.organization }) },
    { custom_metadata: JSON.stringify({ tenant: session.organization ?? null }) },
    { custom_metadata: '' },
    { agent_id: '' },
    { user_id: '' },
    { agent_id: session.organization as string },
    { user_id: session.organization as string },
    { duration_above: '' },
  ];
  for (const narrow of cases) {
    const { get, sent } = stage(rows({ id: 'conv_1', user_id: 'x' }), {
      authorize: () => ({ narrow }),
    });
    for (const path of ['/core/conversations', '/core/conversations/conv_1']) {
      assert.ok((await get(path)).status >= 400, `${path} ${JSON.stringify(narrow)}`);
    }
    assert.ok(
      sent.every(({ path }) => path === '/core/conversations/conv_1'),
      JSON.stringify(narrow),
    );
  }
});

test('a conversation that only seems to show that it may be seen is not shown', async () => {
  const cases: readonly (readonly [Record<string, string>, unknown])[] = [
    [{ agent_id: 'a' }, { agent_id: ['a'] }],
    [{ agent_id: 'a' }, { agent_id: { a: 'a' } }],
    [{ agent_id: 'null' }, { agent_id: null }],
    [{ agent_id: 'undefined' }, {}],
    [{ agent_id: '[object Object]' }, { agent_id: {} }],
    [{ agent_id: 'a' }, { data: { agent_id: 'a' } }],
    [{ agent_id: 'a' }, { items: [{ agent_id: 'a' }] }],
    [{ agent_id: 'a' }, [{ agent_id: 'a' }, { agent_id: 'b' }]],
    [{ agent_id: 'a' }, []],
    [{ agent_id: 'a' }, null],
    [{ agent_id: 'a' }, 'a'],
    [{ agent_id: 'a' }, JSON.parse('{"__proto__":{"agent_id":"a"}}')],
    [{ user_id: 'a' }, { user_id: ['a'] }],
    [{ duration_above: '1' }, { duration: [5] }],
    [{ duration_above: '1' }, { duration: '' }],
    [{ custom_metadata: '{"tenant":"a"}' }, { custom_metadata: '{"tenant":"a"}' }],
    [{ custom_metadata: '{"tenant":"a"}' }, { custom_metadata: [{ tenant: 'a' }] }],
    [{ custom_metadata: '{"tenant":"a"}' }, { custom_metadata: { tenant: ['a'] } }],
    [
      { custom_metadata: '{"tenant":"a"}' },
      JSON.parse('{"custom_metadata":{"__proto__":{"tenant":"a"}}}'),
    ],
  ];
  for (const [narrow, body] of cases) {
    const { get } = stage(() => Response.json(body), { authorize: () => ({ narrow }) });
    const { status } = await get('/core/conversations/conv_1');
    assert.equal(status, 404, JSON.stringify([narrow, body]));
  }
  const dotted = stage(() => Response.json({ status: true, 'customer.phone': '+12025550123' }), {
    vendor: 'autocalls',
    authorize: () => ({ narrow: { customer_phone: '+12025550123' } }),
  });
  assert.equal((await dotted.get('/conversations/1')).status, 404);
});

test('of a key that is there twice, what is checked is what is shown', async () => {
  const { get } = stage(() => new Response('{"agent_id":"a","id":"c","agent_id":"b"}'), {
    authorize: ({ headers }) => ({ narrow: { agent_id: headers.get('X-Agent') ?? '' } }),
  });
  const as = (agent: string) => get('/core/conversations/c', { headers: { 'X-Agent': agent } });
  assert.equal((await as('a')).status, 404);
  assert.deepEqual(await (await as('b')).json(), { agent_id: 'b', id: 'c' });
});

test('a reader’s metadata cannot hide what is imposed', async () => {
  const { get, sent } = stage(rows(), {
    authorize: () => ({ narrow: { custom_metadata: '{"tenant":"north"}' } }),
  });
  const tries: readonly (readonly [string, number])[] = [
    ['{"tenant":"south","tenant":"north"}', 200],
    ['{"tenant":"north","tenant":"south"}', 403],
    ['{"\\u0074enant":"south"}', 403],
    ['{"tenant":["north"]}', 400],
    ['{"tenant":null}', 400],
    ['{"Tenant":"south"}', 200],
    ['{}', 200],
  ];
  for (const [asked, status] of tries) {
    const query = new URLSearchParams([['custom_metadata', asked]]);
    assert.equal((await get(`/core/conversations?${query}`)).status, status, asked);
  }
  const reached = sent.map(({ path }) => search(path).get('custom_metadata') ?? '');
  assert.ok(reached.every((text) => text.match(/tenant":/g)?.length === 1));
  assert.ok(reached.every((text) => (JSON.parse(text) as { tenant: string }).tenant === 'north'));
});

test('a time that servers read differently cannot widen what is imposed', async () => {
  const cases: readonly (readonly [string, string, string, number])[] = [
    // 1 February to some, 2 January to others.
    ['created_after', '2025-01-15T00:00:00Z', '01-02-2025', 403],
    ['created_after', '2025-01-15T00:00:00Z', '2025-01-01 (2099)', 403],
    ['created_after', '2025-01-15T00:00:00Z', '99999999999999', 403],
    // Without a zone it is this server's time here, and another one there.
    ['created_after', '2025-01-15T00:00:00Z', '2025-01-15T03:00:00', 403],
    // All of that day, to some.
    ['created_before', '2025-01-15T12:00:00Z', '2025-01-15', 403],
    ['created_before', '2025-01-15T12:00:00.123456Z', '2025-01-15T12:00:00.123999Z', 200],
    ['created_after', '2025-01-15T00:00:00Z', '2025-01-15T06:00:00+05:30', 200],
  ];
  for (const [name, imposed, asked, status] of cases) {
    const { get, sent } = stage(rows(), { authorize: () => ({ narrow: { [name]: imposed } }) });
    const query = new URLSearchParams([[name, asked]]);
    assert.equal((await get(`/core/conversations?${query}`)).status, status, asked);
    const reached = sent.map(({ path }) => search(path).get(name));
    assert.deepEqual(reached, status === 200 ? [asked.includes('999Z') ? imposed : asked] : []);
  }
});

test('times of an account without a zone are compared as they are written', async () => {
  const { get, sent } = stage(() => Response.json({ data: [] }), {
    vendor: 'autocalls',
    authorize: ({ headers }) => ({ narrow: { date_to: headers.get('X-Until') ?? '' } }),
  });
  const until = async (imposed: string, asked: string) => {
    const query = new URLSearchParams([['date_to', asked]]);
    const { status } = await get(`/user/calls?${query}`, { headers: { 'X-Until': imposed } });
    return status === 200 ? search(sent.pop()?.path ?? '').get('date_to') : status;
  };
  const noon = '2025-03-14 12:00:00';
  assert.equal(await until(noon, '2025-03-14 12:00:01'), noon);
  assert.equal(await until(noon, '2025-03-14 11:59:59'), '2025-03-14 11:59:59');
  // East of Greenwich, this server's own clock has that hour before the day begins.
  assert.equal(await until('2025-03-14', '2025-03-14 03:00:00'), 403);
});

const text = fc.string({ unit: fc.constantFrom('a', 'B', '1'), minLength: 1, maxLength: 4 });
const number = fc.integer({ min: -20, max: 20 });

test('what is asked for in place of two filters matches exactly what both match', () => {
  const property = (
    narrows: 'equal' | 'contains' | 'from' | 'to',
    values: fc.Arbitrary<string>,
    held: fc.Arbitrary<string | number>,
  ) =>
    fc.assert(
      fc.property(values, values, held, (imposed, asked, value) => {
        const rule = { narrows, field: 'x' };
        const combined = both(rule, imposed, asked);
        const matches = (filter: string) => holds('x', rule, filter, { x: value });
        const expected = matches(imposed) && matches(asked);
        // Where no single value says both, the request is refused: nothing is shown.
        if (combined === undefined) return narrows !== 'from' && narrows !== 'to';
        return matches(combined) === expected;
      }),
    );
  property('equal', text, text);
  property('contains', text, text);
  property('from', number.map(String), number);
  property('to', number.map(String), number);
});

test('a filter never matches what a row does not have', () => {
  for (const narrows of ['equal', 'contains', 'from', 'to', 'pairs'] as const) {
    const imposed = narrows === 'pairs' ? '{"a":"1"}' : '0';
    for (const row of [{}, { x: null }, { x: {} }, { x: [] }, null, 'text', { x: 'no' }]) {
      assert.equal(
        holds('x', { narrows }, imposed, row),
        false,
        `${narrows} ${JSON.stringify(row)}`,
      );
    }
  }
  assert.equal(holds('x', { narrows: 'pairs' }, '{"__proto__":"1"}', { x: {} }), false);
});
