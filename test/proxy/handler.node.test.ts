import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  createProxyHandler,
  VENDORS,
  type Asked,
  type ProxyEntry,
  type ProxyOptions,
} from '../../src/proxy/index.js';
import { createAnyreachProvider } from '../../src/providers/anyreach/provider.js';
import { errorOf, HERE, KEY, rows, stage, UPSTREAM } from './upstream.js';

const LIST = '/core/conversations?limit=5';
const ONE = '/core/conversations/conv_1';

test('the upstream gets the key, the checked parameters and nothing of the reader’s own', async () => {
  const { sent, get } = stage(rows({ id: 'conv_1' }), {
    authorize: () => ({ headers: { 'X-Anyreach-Org': 'org_1' } }),
  });
  const query = 'limit=5&channel=text&custom_metadata=%7B%22a%22%3A1%7D&fields=id,created_at';
  const response = await get(`/core/conversations?${query}`, {
    headers: {
      Authorization: 'Bearer of-the-browser',
      Cookie: 'session=of-the-browser',
      'X-Anyreach-Org': 'of-the-browser',
      'X-Forwarded-For': 'of-the-browser',
    },
  });
  assert.equal(response.status, 200);
  assert.deepEqual(await response.json(), [{ id: 'conv_1' }]);
  assert.equal(sent.length, 1);
  const { url, headers } = sent[0]!;
  assert.equal(new URL(url).origin, UPSTREAM);
  assert.deepEqual([...new URL(url).searchParams], [...new URLSearchParams(query)]);
  assert.deepEqual(Object.fromEntries(headers), {
    accept: 'application/json',
    authorization: `Bearer ${KEY}`,
    'x-anyreach-org': 'org_1',
  });
});

test('an answer is kept by nobody, and is no page of this origin', async () => {
  const { get } = stage(rows());
  for (const path of [LIST, '/elsewhere']) {
    const { headers } = await get(path);
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'; sandbox/);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('cross-origin-resource-policy'), 'same-origin');
    assert.equal(headers.get('content-type'), 'application/json');
  }
});

test('everybody is asked about, before anything is sent', async () => {
  const asked: Asked[] = [];
  const answers = [401, 403, undefined, null, false, {}] as const;
  const statuses: number[] = [];
  for (const answer of answers) {
    const { get, sent } = stage(rows(), {
      authorize: (_, about) => {
        asked.push(about);
        return answer as never;
      },
    });
    statuses.push((await get(ONE)).status);
    assert.equal(sent.length, answer && typeof answer === 'object' ? 1 : 0);
  }
  assert.deepEqual(statuses, [401, 403, 401, 401, 401, 200]);
  assert.deepEqual(asked[0], { call: 'get', id: 'conv_1' });
});

test('a check that fails lets nobody in and says nothing about it', async () => {
  const { get, sent, logged } = stage(rows(), {
    authorize: () => Promise.reject(new Error('postgres://user:secret@db')),
  });
  const response = await get(LIST);
  assert.equal(response.status, 500);
  assert.doesNotMatch((await response.text()) + logged.join(), /postgres|secret/);
  assert.deepEqual(sent, []);
});

test('a header with a line break is not sent', async () => {
  const broken = 'org_1\r\nX-Evil: 1';
  for (const options of [
    { authorize: () => ({ headers: { 'X-Anyreach-Org': broken } }) },
    { authorize: () => ({ headers: { [broken]: '1' } }) },
    { token: broken },
    { token: () => broken },
  ]) {
    const { get, sent, logged } = stage(rows(), options);
    const response = await get(LIST);
    assert.equal(response.status, 500);
    assert.doesNotMatch((await response.text()) + logged.join(), /org_1|Evil/);
    assert.deepEqual(sent, []);
  }
});

test('each organization has its own key', async () => {
  const keys: Record<string, string> = { north: 'key-of-north', south: 'key-of-south' };
  const { get, sent } = stage(rows(), {
    authorize: ({ headers }) => ({ subject: headers.get('X-User') ?? '' }),
    token: ({ subject = '' }) => keys[subject] ?? '',
  });
  await get(LIST, { headers: { 'X-User': 'south' } });
  assert.equal(sent[0]?.headers.get('authorization'), 'Bearer key-of-south');
  const without = await get(LIST, { headers: { 'X-User': 'nobody' } });
  assert.equal(without.status, 500);
  assert.equal((await errorOf(without))['code'], 'no-key');
  assert.equal(sent.length, 1, 'nothing is sent without a key');
  const forgotten = stage(rows(), { token: () => keys['west'] as string });
  assert.equal((await forgotten.get(LIST)).status, 500);
  assert.deepEqual(forgotten.sent, []);
});

test('what somebody may not see is in no answer, however deep it is', async () => {
  const { get } = stage(
    rows({ id: 'conv_1', summary: 'secret', deep: [{ a: { summary: 'secret' } }], kept: null }),
    { authorize: () => ({ strip: ['summary'] }) },
  );
  assert.deepEqual(await (await get(LIST)).json(), [
    { id: 'conv_1', deep: [{ a: {} }], kept: null },
  ]);
});

test('what is taken out cannot be found out by filtering', async () => {
  const { get, sent } = stage(rows(), {
    authorize: () => ({ strip: ['custom_metadata', 'duration', 'created_at'] }),
  });
  for (const query of ['custom_metadata={"a":"1"}', 'duration_above=5', 'cursor=MjAyNS0wMw==']) {
    assert.equal((await get(`/core/conversations?${query}`)).status, 403, query);
  }
  assert.deepEqual(sent, []);
  assert.equal((await get('/core/conversations?status=completed')).status, 200);
});

test('a path where a name is needed is said, and takes nothing out silently', async () => {
  const { get, sent } = stage(rows({ customer: { phone: 'secret' } }), {
    authorize: () => ({ strip: ['customer.phone'] }),
  });
  assert.equal((await get(LIST)).status, 500);
  assert.deepEqual(sent, []);
});

test('the host changes answers its own way', async () => {
  const { get } = stage(rows({ id: 'conv_1', user_id: '+12025550123' }), {
    authorize: () => ({ subject: 'eve' }),
    transform: (body, { call }, { subject }) =>
      (body as { user_id: string }[]).map((row) => ({ ...row, user_id: `${call} ${subject}` })),
  });
  assert.deepEqual(await (await get(LIST)).json(), [{ id: 'conv_1', user_id: 'list eve' }]);
});

test('a change that fails, or forgets to answer, sends nothing on', async () => {
  for (const transform of [() => undefined, () => Promise.reject(new Error('oh'))]) {
    const { get } = stage(rows({ id: 'secret' }), { transform });
    const response = await get(LIST);
    assert.equal(response.status, 500);
    assert.doesNotMatch(await response.text(), /secret|oh/);
  }
});

test('an API of one’s own is described by its calls', async () => {
  const { get, sent } = stage(() => Response.json({ tickets: [] }), {
    allow: [
      {
        name: 'list',
        path: '/tickets',
        rows: 'tickets',
        params: { limit: { matches: /^\d{1,3}$/ } },
      },
      { name: 'get', path: '/tickets/{id}/full' },
    ],
  });
  const statuses = [];
  for (const path of [
    '/tickets?limit=5',
    '/tickets/7/full',
    '/tickets/7',
    '/tickets?limit=x',
    LIST,
  ]) {
    statuses.push((await get(path)).status);
  }
  assert.deepEqual(statuses, [200, 200, 404, 400, 404]);
  assert.deepEqual(
    sent.map(({ path }) => path),
    ['/tickets?limit=5', '/tickets/7/full'],
  );
});

test('fewer calls of a vendor can be let through', async () => {
  const list = VENDORS.anyreach.filter(({ name }) => name === 'list');
  const { get } = stage(rows(), { allow: list });
  assert.equal((await get(LIST)).status, 200);
  assert.equal((await get(ONE)).status, 404);
});

test('every call of the three contracts is let through with all of its parameters', async () => {
  const calls: readonly (readonly [keyof typeof VENDORS, string])[] = [
    [
      'anyreach',
      '/core/conversations?direction=inbound&channel=telephone&status=completed&user_id=%2B1202555&agent_id=a&agent_version_id=v&agent_number=1&web_widget_id=w&duration_above=1&duration_below=9&user_turn_count_above=0&user_turn_count_below=9&custom_metadata=%7B%22order_id%22%3A%22123%22%7D&created_after=2025-03-14T15%3A09%3A26%2B00%3A00&created_before=2025-03-14T15%3A09%3A26Z&updated_after=2025-03-14T15%3A09%3A26Z&updated_before=2025-03-14T15%3A09%3A26Z&limit=1000&cursor=MjAyNS0wMy0xNA%3D%3D&fields=id%2Cstatus',
    ],
    ['anyreach', '/core/conversations/conv_1?fields=id'],
    [
      'agentmessage',
      '/v1/conversations?cursor=abc-_%3D&limit=200&phone_number_id=0b9fd2a0-3f0b-4f4e-8a7a-2a7a7a7a7a7a&contact_number=%2B12025550123&since=2025-03-14T15%3A09%3A26Z&opted_in=true',
    ],
    ['agentmessage', '/v1/conversations/Y29udmVy_-/messages?cursor=abc&limit=1'],
    [
      'autocalls',
      '/user/conversations?type=widget&assistant_id=7&customer_phone=%2B12025550123&whatsapp_sender_phone=%2B12025550123&external_identifier=x&per_page=100&cursor=eyJpZCI6MX0',
    ],
    ['autocalls', '/conversations/0b9fd2a0-3f0b-4f4e-8a7a-2a7a7a7a7a7a'],
    [
      'autocalls',
      '/user/calls?page=3&per_page=15&status=completed&type=inbound&phone_number=%2B12025550123&assistant_id=7&campaign_id=4&date_from=2025-03-14&date_to=2025-03-15',
    ],
    ['autocalls', '/user/calls/123'],
  ];
  const served = new Set<string>();
  for (const [vendor, path] of calls) {
    const names: string[] = [];
    const { get, sent } = stage(() => Response.json({ data: [] }), {
      vendor,
      log: ({ call }) => names.push(call ?? ''),
    });
    assert.equal((await get(path)).status, 200, path);
    assert.equal(sent[0]?.path, path);
    served.add(`${vendor} ${names[0]}`);
    const [, query = ''] = path.split('?');
    const params = VENDORS[vendor].find(({ name }) => name === names[0])?.params ?? {};
    assert.deepEqual(
      [...new URLSearchParams(query).keys()].sort(),
      Object.keys(params).sort(),
      'every parameter there is',
    );
  }
  assert.equal(served.size, Object.values(VENDORS).flat().length);
});

test('a failure keeps its status, its code, its id and its fields, in plain words', async () => {
  const { get } = stage(
    () =>
      Response.json(
        {
          success: false,
          error: {
            code: 'VALIDATION_FAILED',
            message: 'Some parameters are invalid.',
            request_id: 'req_9',
            details: {
              since: 'Must be an ISO 8601 date-time.',
              host: 'see https://internal.example.com',
            },
          },
        },
        { status: 422, headers: { 'X-Request-Id': 'req_9' } },
      ),
    { vendor: 'agentmessage' },
  );
  const response = await get('/v1/conversations');
  assert.equal(response.status, 422);
  assert.equal(response.headers.get('x-request-id'), 'req_9');
  assert.deepEqual(await errorOf(response), {
    code: 'VALIDATION_FAILED',
    message: 'Some parameters are invalid.',
    request_id: 'req_9',
    details: { since: 'Must be an ISO 8601 date-time.' },
  });
});

test('who has to wait is told how long', async () => {
  for (const [status, header, expected] of [
    [429, '7', '7'],
    [503, '1.5', '2'],
    [429, '9'.repeat(400), '86400'],
    [429, '1000000000000000000000000', '86400'],
    [429, 'Fri, 31 Dec 9999 23:59:59 GMT', '86400'],
    [429, 'soon\r\nX: y'.slice(0, 4), null],
  ] as const) {
    const { get } = stage(() => new Response('{}', { status, headers: { 'Retry-After': header } }));
    const response = await get(LIST);
    assert.equal(response.status, status);
    assert.equal(response.headers.get('retry-after'), expected);
  }
});

const leaks: readonly (readonly [string, () => Response, number])[] = [
  ['quotes the key', () => Response.json({ detail: `bad key ${KEY}` }, { status: 400 }), 400],
  ['refuses the key', () => Response.json({ detail: `bad key ${KEY}` }, { status: 401 }), 502],
  [
    'prints a stack',
    () => Response.json({ message: 'Error\n    at read (/srv/app/db.js:7:1)' }, { status: 400 }),
    400,
  ],
  [
    'names its host',
    () => Response.json({ error: 'api.upstream.example.com said no' }, { status: 404 }),
    404,
  ],
  ['fails', () => new Response('Traceback: /srv/app.py', { status: 500 }), 502],
  [
    'sends elsewhere',
    () => new Response(null, { status: 302, headers: { Location: `/?${KEY}` } }),
    502,
  ],
  ['shows a login page', () => new Response('<h1>Sign in to api.upstream.example.com</h1>'), 502],
  [
    'calls a failure a success',
    () => Response.json({ success: false, error: { message: KEY } }),
    502,
  ],
  [
    'names its host in capitals',
    () => Response.json({ error: 'API.Upstream.Example.com said no' }, { status: 400 }),
    400,
  ],
  [
    'says whom it did not reach',
    () => Response.json({ error: 'connect ECONNREFUSED srv-7:5432' }, { status: 422 }),
    422,
  ],
  [
    'names itself in an id',
    () => new Response('{}', { status: 409, headers: { 'X-Request-Id': 'at /srv/app x' } }),
    409,
  ],
];

for (const [what, answer, status] of leaks) {
  test(`an upstream that ${what} gives nothing of itself away`, async () => {
    const { get, logged } = stage(answer);
    const response = await get(LIST);
    assert.equal(response.status, status);
    assert.equal(response.headers.get('location'), null);
    const told = (await response.text()) + JSON.stringify([...response.headers]) + logged.join();
    assert.doesNotMatch(told, /this-must-not|upstream\.example|srv|Traceback|Sign in|at read/);
    assert.match(told, /"message":"[A-Z][^"]+\."/, 'it is said in a sentence');
  });
}

test('a key inside of data is taken out', async () => {
  const { get } = stage(rows({ id: 'conv_1', summary: `curl -H ${KEY}` }));
  assert.deepEqual(await (await get(LIST)).json(), [{ id: 'conv_1', summary: 'curl -H …' }]);
});

test('a key is taken out however JSON writes it', async () => {
  const token = 'ac_this-must/not+be"seen';
  const ways = [
    JSON.stringify(token).slice(1, -1),
    JSON.stringify(token).slice(1, -1).replaceAll('/', '\\/'),
    Array.from(token, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`).join(''),
    JSON.stringify(token).slice(1, -1).replaceAll('+', '\\u002B'),
  ];
  for (const written of ways) {
    const answers = [
      [`{"text":"a ${written} b"}`, 200],
      [`{"message":"bad key ${written}","errors":{"${written}":"${written}"}}`, 400],
    ] as const;
    for (const [body, status] of answers) {
      const { get } = stage(() => new Response(body, { status }), { token });
      const response = await get(ONE);
      assert.equal(response.status, status);
      assert.doesNotMatch(await response.text(), /must|u006d/, body);
    }
  }
});

test('an upstream that is not there, or breaks off, is said without its address', async () => {
  const broken = new ReadableStream({
    start: (stream) => stream.error(new Error('ECONNRESET 192.0.2.7')),
  });
  for (const answer of [
    () => Promise.reject(new TypeError('connect ECONNREFUSED 192.0.2.7:443')),
    () => new Response(broken),
  ]) {
    const { get, logged } = stage(answer);
    const response = await get(LIST);
    assert.equal(response.status, 502);
    assert.doesNotMatch((await response.text()) + logged.join(), /ECONN|192/);
  }
});

/** A `fetch` that never answers, and ends as the real one does. */
const silent: ProxyOptions['fetch'] = (_, init) =>
  new Promise((_resolve, reject) =>
    init?.signal?.addEventListener('abort', () => reject(new Error('aborted'))),
  );

test('an upstream that takes too long is given up', async () => {
  const { get } = stage(rows(), { timeout: 0.01, fetch: silent });
  const response = await get(LIST);
  assert.equal(response.status, 504);
  assert.equal((await errorOf(response))['message'], 'The upstream server took too long.');
});

test('a reader who leaves ends the request upstream', async () => {
  let ended: AbortSignal | null | undefined;
  let arrived: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (arrived = resolve));
  const { get, logged } = stage(rows(), {
    fetch: (url, init) => {
      ended = init?.signal;
      arrived();
      return silent(url, init);
    },
  });
  const reader = new AbortController();
  const answer = get(LIST, { signal: reader.signal });
  await asked;
  assert.equal(ended?.aborted, false);
  reader.abort();
  await answer;
  assert.equal(ended?.aborted, true);
  assert.match(logged.join(), /reader-left/, 'which is no failure of the upstream');
});

test('an answer without end does not fill the memory', async () => {
  let chunks = 0;
  const endless = new ReadableStream({
    pull(stream) {
      chunks += 1;
      stream.enqueue(new Uint8Array(1_000_000).fill(32));
    },
  });
  const { get } = stage(() => new Response(endless));
  assert.equal((await get(LIST)).status, 502);
  assert.ok(chunks < 40);
});

test('the log says what was asked, by whom and how it ended, and nothing else', async () => {
  const entries: ProxyEntry[] = [];
  const { get } = stage(rows(), {
    authorize: () => ({ subject: 'eve' }),
    log: (entry) => entries.push(entry),
  });
  await get('/core/conversations?user_id=%2B12025550123');
  await get('/core/conversations/secret-id/x');
  const texts = entries.map(({ milliseconds, requestId, ...rest }) => {
    assert.ok(milliseconds >= 0 && milliseconds < 5_000);
    assert.match(requestId, /^[\da-f-]{36}$/);
    return rest;
  });
  assert.deepEqual(texts, [
    { call: 'list', subject: 'eve', status: 200 },
    { code: 'not-found', status: 404 },
  ]);
});

test('a log that fails keeps no answer from its reader', async () => {
  const { get } = stage(rows({ id: 'conv_1' }), {
    log: () => {
      throw new Error('disk full');
    },
  });
  assert.deepEqual(await (await get(LIST)).json(), [{ id: 'conv_1' }]);
  assert.equal((await get('/elsewhere')).status, 404);
});

test('a reader who asks support has an id that the log has, too', async () => {
  const entries: ProxyEntry[] = [];
  const log = (entry: ProxyEntry) => entries.push(entry);
  const named = stage(() => Response.json([], { headers: { 'X-Request-Id': 'req_9' } }), { log });
  const first = await named.get(LIST);
  assert.equal(first.headers.get('x-request-id'), 'req_9');
  const broken = stage(() => Promise.reject(new Error('gone')), { log });
  const second = await broken.get(LIST);
  assert.equal(second.status, 502);
  assert.deepEqual(
    entries.map(({ requestId }) => requestId),
    ['req_9', second.headers.get('x-request-id')],
  );
});

test('a proxy that could not work, or would not be safe, is not made', () => {
  const right = { vendor: 'anyreach', token: KEY, authorize: () => ({}) } as const;
  assert.ok(createProxyHandler(right));
  const wrong: readonly (readonly [object, RegExp])[] = [
    [{ vendor: undefined }, /vendor, or calls/],
    [{ vendor: 'agentmessage' }, /upstream/],
    [{ authorize: undefined }, /authorize/],
    [{ upstream: 'ftp://files.example.com' }, /upstream/],
    [{ upstream: 'https://user:pass@api.example.com' }, /upstream/],
    [{ upstream: 'https://:pass@api.example.com' }, /upstream/],
    [{ upstream: 'https://api.example.com/#x' }, /upstream/],
    [{ upstream: 'https://api.example.com/?key=1' }, /upstream/],
    [{ secret: 'short' }, /secret/],
    [{ prefix: 'api' }, /prefix/],
    [{ prefix: '/api/' }, /prefix/],
    [{ timeout: 0 }, /timeout/],
    [{ timeout: Infinity }, /timeout/],
    [{ fileLifetime: NaN }, /lifetime/],
    [{ fileLifetime: -1 }, /lifetime/],
  ];
  for (const [change, message] of wrong) {
    const options = { ...right, ...change } as unknown as ProxyOptions;
    assert.throws(() => createProxyHandler(options), message, JSON.stringify(change));
  }
});

test('it is found below its prefix, and nowhere else', async () => {
  const { get, sent } = stage(rows(), { prefix: '/api/inbox' });
  assert.equal((await get(`/api/inbox${LIST}`)).status, 200);
  assert.equal((await get(LIST)).status, 404);
  assert.equal((await get(`/api/inboxes${LIST}`)).status, 404);
  assert.equal(sent[0]?.url, `${UPSTREAM}${LIST}`);
  assert.ok(!sent[0]?.url.startsWith(HERE));
});

test('whose sensitive fields are taken out is told so, as with a key without their scope', async () => {
  const { get } = stage(
    rows({
      id: 'conv_1',
      channel: 'telephone',
      status: 'completed',
      created_at: '2025-03-14T15:09:26+00:00',
      agent: { id: 'agent_1', name: 'Nora' },
      summary: 'secret',
      initial_context: null,
      custom_metadata: {},
      conversation: null,
      recording_details: { recording_url: 'https://media.example.net/7.wav' },
    }),
    {
      authorize: () => ({
        strip: [
          ...['agent', 'summary', 'initial_context', 'custom_metadata'],
          ...['conversation', 'recording_details'],
        ],
      }),
    },
  );
  const provider = createAnyreachProvider({
    baseUrl: HERE,
    fetch: (url) => get(String(url).slice(HERE.length)),
  });
  const { signal } = new AbortController();
  const page = await provider.list({ query: {}, pageSize: 5 }, { signal });
  assert.ok(page.withheld?.includes('summary'));
  assert.equal(page.items[0]?.recording, 'withheld');
});
