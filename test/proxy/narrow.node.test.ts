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
    [{ phone_number_id: '1' }, page(), 200],
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
