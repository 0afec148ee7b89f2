import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startApi } from '../../../demo/api/server.js';
import { ask, bearer, NOW, PATH, type RunningApi, type Wire } from './client.js';

const OPEN_KEYS = [
  'id',
  'organization_id',
  'direction',
  'channel',
  'status',
  'user_id',
  'agent_id',
  'agent_version_id',
  'agent_number',
  'web_widget_id',
  'duration',
  'user_turn_count',
  'created_at',
  'updated_at',
];
const SENSITIVE_KEYS = [
  'agent',
  'summary',
  'initial_context',
  'custom_metadata',
  'conversation',
  'recording_details',
];

let api: RunningApi;

before(async () => {
  api = await startApi({ rows: 120, now: NOW });
});
after(() => api.close());

const org = { 'X-Anyreach-Org': 'org_demo' };

async function page(headers: Record<string, string>, params = {}): Promise<Wire[]> {
  const { status, body } = await ask(api, PATH, { limit: 20, ...params }, headers);
  assert.equal(status, 200);
  return body as Wire[];
}

function keysOf(rows: readonly Wire[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}

describe('who gets in', () => {
  const cases: readonly (readonly [string, Record<string, string>, number])[] = [
    ['no credential', {}, 401],
    ['an unknown key', bearer('ak_other.read'), 401],
    ['an unknown scope', bearer('ak_demo.everything'), 401],
    ['another scheme', { Authorization: 'Basic ak_demo.read' }, 401],
    ['a key with the read scope', bearer('ak_demo.read'), 200],
    ['a key with the sensitive scope', bearer('ak_demo.sensitive'), 200],
    ['a key with the manage scope', bearer('ak_demo.manage'), 200],
    ['a key without scopes', bearer('ak_demo.none'), 403],
    ['a personal token without an organization', bearer('pat_demo.read'), 401],
    ['a personal token with the organization', { ...bearer('pat_demo.read'), ...org }, 200],
    [
      'a personal token with somebody else’s organization',
      { ...bearer('pat_demo.read'), 'X-Anyreach-Org': 'org_other' },
      403,
    ],
  ];
  for (const [who, headers, expected] of cases) {
    test(`${who}: ${expected}`, async () => {
      const got = await ask(api, PATH, { limit: 1 }, headers);
      assert.equal(got.status, expected);
      if (expected !== 200) {
        const body = got.body as { detail: string; request_id: string };
        assert.equal(typeof body.detail, 'string');
        assert.equal(body.request_id, got.headers.get('x-request-id'));
      }
    });
  }

  test('the missing organization is named as the reason', async () => {
    const { body } = await ask(api, PATH, {}, bearer('pat_demo.read'));
    assert.match((body as { detail: string }).detail, /missing its organization claim/);
  });

  test('revoked tokens are refused until they are renewed', async () => {
    api.control.set({ revokeTokens: true });
    assert.equal((await ask(api, PATH, {}, bearer('ak_demo.read'))).status, 401);
    assert.equal((await ask(api, PATH, {}, bearer('ak_demo.read~2'))).status, 200);
    api.control.set({ revokeTokens: false });
    assert.equal((await ask(api, PATH, {}, bearer('ak_demo.read'))).status, 200);
  });
});

describe('who sees what', () => {
  test('without the sensitive scope the sensitive keys are absent, not null', async () => {
    assert.deepEqual(keysOf(await page(bearer('ak_demo.read'))), OPEN_KEYS);
  });

  test('with it they are there', async () => {
    const keys = keysOf(await page(bearer('ak_demo.sensitive'), { limit: 100 }));
    for (const key of [...OPEN_KEYS, ...SENSITIVE_KEYS]) assert.ok(keys.includes(key), key);
  });

  test('manage shows them or not, as the server is set up', async () => {
    assert.ok(keysOf(await page(bearer('ak_demo.manage'))).includes('agent'));
    api.control.set({ manageLiftsSensitive: false });
    assert.deepEqual(keysOf(await page(bearer('ak_demo.manage'))), OPEN_KEYS);
    api.control.set({ manageLiftsSensitive: true });
  });

  test('fields gives the named keys, without unknown ones', async () => {
    const rows = await page(bearer('ak_demo.sensitive'), { fields: 'id, status,summary,nonsense' });
    assert.deepEqual(keysOf(rows), ['id', 'status', 'summary']);
  });

  test('a sensitive name without the scope is absent, or an error where the server says so', async () => {
    const params = { fields: 'id,summary' };
    assert.deepEqual(keysOf(await page(bearer('ak_demo.read'), params)), ['id']);
    for (const status of [400, 403] as const) {
      api.control.set({ sensitiveFieldsError: status });
      assert.equal((await ask(api, PATH, params, bearer('ak_demo.read'))).status, status);
      assert.equal((await ask(api, PATH, params)).status, 200);
      assert.equal((await ask(api, PATH, { fields: 'id' }, bearer('ak_demo.read'))).status, 200);
    }
    api.control.set({ sensitiveFieldsError: null });
  });
});

describe('one conversation', () => {
  test('is the same as in the list', async () => {
    const [row] = await page(bearer('ak_demo.read'));
    const { status, body } = await ask(api, `${PATH}/${row?.id}`, {}, bearer('ak_demo.read'));
    assert.equal(status, 200);
    assert.deepEqual(body, row);
  });

  test('follows the same scopes and fields', async () => {
    const [row] = await page(bearer('ak_demo.read'));
    const path = `${PATH}/${row?.id}`;
    const seen = await ask(api, path, { fields: 'id,agent' }, bearer('ak_demo.read'));
    assert.deepEqual(seen.body, { id: row?.id });
    assert.equal((await ask(api, path, {}, bearer('pat_demo.read'))).status, 401);
  });

  test('that nobody knows is 404', async () => {
    for (const id of ['conv_0000000000000000', 'nothing', '%FF', 'a%2Fb', '__proto__']) {
      assert.equal((await ask(api, `${PATH}/${id}`)).status, 404, id);
    }
  });
});

describe('any page may ask', () => {
  test('a preflight allows the credential headers', async () => {
    const response = await fetch(`${api.url}${PATH}`, { method: 'OPTIONS' });
    assert.equal(response.status, 204);
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    const allowed = response.headers.get('access-control-allow-headers') ?? '';
    assert.match(allowed, /Authorization/);
    assert.match(allowed, /X-Anyreach-Org/);
  });

  test('answers are readable across origins and never stored', async () => {
    const { headers } = await ask(api, PATH);
    assert.equal(headers.get('access-control-allow-origin'), '*');
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.match(headers.get('access-control-expose-headers') ?? '', /X-Request-Id, Retry-After/);
    assert.match(headers.get('x-request-id') ?? '', /^req_/);
  });

  test('writing is refused', async () => {
    const response = await fetch(`${api.url}${PATH}`, { method: 'POST' });
    assert.equal(response.status, 405);
  });

  test('other paths are left to the host', async () => {
    assert.equal((await fetch(`${api.url}/elsewhere`)).status, 404);
    assert.equal((await fetch(`${api.url}/core/conversations/a/b`)).status, 404);
  });
});
