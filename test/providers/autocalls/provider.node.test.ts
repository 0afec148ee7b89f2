import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type {
  Conversation,
  ConversationDetail,
  ErrorKind,
  ProviderError,
  RawTranscript,
} from '../../../src/model/index.js';
import { createAutocallsProvider } from '../../../src/providers/autocalls/provider.js';
import type { AutocallsOptions } from '../../../src/providers/autocalls/provider.js';
import { parseTranscript } from '../../../src/transcripts/parse.js';
import { walk } from '../anyreach/walk.js';
import * as wire from './fixtures.js';

const options = { signal: new AbortController().signal };
const first = { query: {}, pageSize: 50 };

type Answers = Readonly<Record<string, unknown>>;

/** A provider over answers by path, each a body or a whole response, and what it asked for. */
function connect(answers: Answers, more: AutocallsOptions = {}) {
  const requests: { url: URL; headers: Headers }[] = [];
  const provider = createAutocallsProvider({
    token: 'secret',
    retries: 0,
    ...more,
    fetch: async (input, init) => {
      const url = new URL(String(input), 'https://page.example');
      requests.push({ url, headers: new Headers(init?.headers) });
      const answer = answers[url.pathname.replace(/^\/api/, '')];
      if (answer instanceof Response) return answer.clone();
      return new Response(JSON.stringify(answer), { status: answer === undefined ? 404 : 200 });
    },
  });
  return { provider, requests };
}

const lists: Answers = {
  '/user/conversations': wire.conversationPage,
  '/user/calls': wire.callPage,
};

async function listed(more: AutocallsOptions = {}, answers = lists) {
  return (await connect(answers, more).provider.list(first, options)).items;
}

const read = ({ transcript }: ConversationDetail) => parseTranscript(transcript as RawTranscript);

const failing = (run: Promise<unknown>): Promise<ProviderError> =>
  run.then(
    () => assert.fail('It should have failed.'),
    (thrown: ProviderError) => thrown,
  );

describe('conversations and calls', () => {
  it('are one list, newest first, with ids kept apart', async () => {
    assert.deepEqual(
      (await listed()).map(({ id }) => id),
      [
        'call:123',
        wire.whatsapp.id,
        'call:124',
        wire.widget.id,
        'call:125',
        wire.api.id,
        wire.test.id,
      ],
    );
  });

  it('are asked for at the vendor’s address, with the key in the header alone', async () => {
    const { provider, requests } = connect(lists);
    await provider.list(first, options);
    assert.deepEqual(requests.map(({ url }) => url.href).sort(), [
      'https://app.autocalls.ai/api/user/calls?per_page=50&page=1',
      'https://app.autocalls.ai/api/user/conversations?per_page=50',
    ]);
    for (const { headers } of requests) assert.equal(headers.get('authorization'), 'Bearer secret');
  });

  it('are asked for at a white label’s or a proxy’s address', async () => {
    const { provider, requests } = connect({}, { baseUrl: '/proxy/', resources: ['calls'] });
    await failing(provider.list(first, options));
    assert.equal(requests[0]?.url.pathname, '/proxy/user/calls');
  });

  it('asked for phone calls are those of both directions, from one request, without web calls', async () => {
    const { provider, requests } = connect(lists);
    const query = { channel: ['phone'] };
    const { items, notices } = await provider.list({ query, pageSize: 50 }, options);
    assert.deepEqual(
      items.map(({ id }) => id),
      ['call:123', 'call:124'],
    );
    assert.deepEqual(notices, []);
    assert.deepEqual(
      requests.map(({ url }) => url.pathname + url.search),
      ['/api/user/calls?per_page=50&page=1'],
    );
  });

  it('asked for phone calls go on past a page of nothing but web calls', async () => {
    const pages = [[wire.webCall], [wire.outbound], [wire.webCall]];
    const provider = createAutocallsProvider({
      fetch: async (input) => {
        const page = Number(new URL(String(input)).searchParams.get('page'));
        const data = pages[page - 1];
        return Response.json({ current_page: page, data, last_page: 3, per_page: 1, total: 3 });
      },
    });
    const { ids, pages: read } = await walk(provider, {
      pageSize: 1,
      query: { channel: ['phone'] },
    });
    assert.deepEqual(ids, ['call:124']);
    assert.ok(read.length >= 3);
  });

  it('are only those the host lists', async () => {
    const ids = (await listed({ resources: ['calls'] })).map(({ id }) => id);
    assert.deepEqual(ids, ['call:123', 'call:124', 'call:125']);
  });
});

describe('a row', () => {
  const rows = listed({ currency: 'EUR' });
  const row = async (id: string) => (await rows).find((one) => one.id === id) as Conversation;

  it('of WhatsApp has both people, their numbers and what the sender is called', async () => {
    assert.deepEqual(await row(wire.whatsapp.id), {
      id: wire.whatsapp.id,
      at: '2026-03-01T09:30:00.000Z',
      createdAt: '2026-03-01T09:30:00.000Z',
      updatedAt: '2026-03-01T09:37:00.000Z',
      channel: 'whatsapp',
      direction: null,
      status: null,
      agent: {
        id: wire.whatsapp.assistant_id,
        name: 'Bookings',
        address: '+15550199',
        addressName: 'Example Restaurant',
      },
      caller: { role: 'caller', address: '+15550101', name: 'Ada Example' },
      duration: null,
      messageCount: 12,
      cost: { amount: 0.034, currency: 'EUR' },
      externalId: null,
      metadata: { first_name: 'Ada', table: 7, ai_enabled: true },
      recording: 'none',
      transcript: 'available',
    });
  });

  it('of each type has its channel', async () => {
    assert.deepEqual(
      (await rows).map(({ channel }) => channel),
      ['phone', 'whatsapp', 'phone', 'web', 'web-call', 'api', 'test'],
    );
  });

  it('without anybody says that there is nobody', async () => {
    const { caller, transcript, metadata, cost } = await row(wire.widget.id);
    assert.deepEqual([caller, transcript], [null, 'none']);
    assert.deepEqual([metadata, cost], [{ ai_enabled: false }, { amount: 0, currency: 'EUR' }]);
  });

  it('that came over the API has the host’s own id', async () => {
    assert.equal((await row(wire.api.id)).externalId, 'order-1001');
  });

  it('with variables that PHP printed as an empty list is readable', async () => {
    const { unreadable, metadata } = await row(wire.test.id);
    assert.deepEqual([unreadable, metadata], [undefined, { ai_enabled: false }]);
  });

  it('of a call has all that a call has', async () => {
    assert.deepEqual(await row('call:123'), {
      id: 'call:123',
      at: '2026-03-01T09:35:00.000Z',
      createdAt: '2026-03-01T09:35:00.000Z',
      updatedAt: '2026-03-01T09:36:00.000Z',
      channel: 'phone',
      direction: 'inbound',
      status: 'ended_by_customer',
      active: false,
      agent: { id: '', name: 'Reception', address: '+15550188' },
      caller: { role: 'caller', address: '+15550102' },
      duration: 42,
      cost: { amount: 0.12, currency: 'EUR' },
      campaign: null,
      metadata: { order: 'A-1', evaluation: { goal_reached: true }, answered_by: 'human' },
      recording: 'available',
      transcript: 'available',
    });
  });

  it('of a call without a recording has none; one that runs is active and may be played', async () => {
    const [none, running] = [await row('call:124'), await row('call:125')];
    assert.deepEqual([none.recording, none.duration, none.campaign], ['none', 0, 'Spring']);
    assert.deepEqual(
      [running.status, running.active, running.direction, running.recording],
      ['in_progress', true, null, 'available'],
    );
  });

  it('has the account’s time', async () => {
    const [call] = await listed({ timeZone: 'Asia/Tokyo' });
    assert.equal(call?.at, '2026-03-01T00:35:00.000Z');
  });

  it('of wrong types is shown with what could be read, and told', async () => {
    const page = { ...wire.conversationPage, data: [wire.wrongTypes, 'text', { type: 'api' }] };
    const { provider } = connect({ ...lists, '/user/conversations': page });
    const { items, notices = [] } = await provider.list(
      { ...first, query: { externalId: 'x' } },
      options,
    );
    assert.equal(items.length, 1);
    const { id, at, unreadable } = items[0] as Conversation;
    assert.deepEqual([id, at], ['4711', null]);
    const wrong = Object.keys(wire.wrongTypes).filter((name) => !['id', 'customer'].includes(name));
    assert.deepEqual(
      [...(unreadable ?? [])].sort(),
      [...wrong, 'customer.name', 'customer.phone'].sort(),
    );
    assert.equal(
      notices.filter((notice) => notice.kind === 'unreadable-row').length,
      wrong.length + 4,
    );
  });
});

describe('a conversation that is opened', () => {
  const path = `/conversations/${wire.whatsapp.id}`;

  it('has its history with the functions before what was said, without times', async () => {
    const { provider, requests } = connect({ [path]: wire.history });
    const [known] = (await listed()).filter(({ id }) => id === wire.whatsapp.id);
    const detail = await provider.get(wire.whatsapp.id, { ...options, known });
    assert.equal(detail.conversation, known);
    assert.deepEqual(
      requests.map(({ url }) => url.pathname),
      [`/api${path}`],
    );
    const { turns } = await read(detail);
    assert.deepEqual(
      turns.map(({ kind, start, at }) => [kind, start, at]),
      [
        ['message', undefined, undefined],
        ['message', undefined, undefined],
        ['tool', undefined, undefined],
        ['message', undefined, undefined],
      ],
    );
  });

  it('from a cold link is looked up once, narrowed by its customer', async () => {
    const { provider, requests } = connect({ ...lists, [path]: wire.history });
    const { conversation } = await provider.get(wire.whatsapp.id, options);
    assert.equal(conversation.at, '2026-03-01T09:30:00.000Z');
    assert.deepEqual(
      requests.map(({ url }) => url.pathname + url.search),
      [`/api${path}`, '/api/user/conversations?customer_phone=%2B15550101&per_page=100'],
    );
  });

  it('from a cold link and not found in the list has what the history says', async () => {
    const { provider } = connect({ [path]: wire.history });
    const { conversation } = await provider.get(wire.whatsapp.id, options);
    const { id, at, channel, caller, unreadable } = conversation;
    assert.deepEqual(
      [id, at, channel, unreadable],
      [wire.whatsapp.id, null, 'whatsapp', undefined],
    );
    assert.equal(caller?.name, 'Ada Example');
  });

  it('is of the API where it has an external id', async () => {
    const body = { status: true, history: [], external_identifier: 'order-1001' };
    const { provider } = connect({ '/conversations/x': body });
    const { conversation } = await provider.get('x', options);
    assert.deepEqual([conversation.channel, conversation.externalId], ['api', 'order-1001']);
  });

  it('and is none is not found, whatever the status code says', async () => {
    const error = { status: false, error: 'Conversation not found' };
    for (const status of [200, 404]) {
      const answer = new Response(JSON.stringify(error), { status });
      const { kind, message } = await failing(
        connect({ [path]: answer }).provider.get(wire.whatsapp.id, options),
      );
      assert.deepEqual([kind, message], ['not-found', 'Conversation not found']);
    }
  });

  it('and is refused otherwise is told in the server’s words', async () => {
    const { provider } = connect({ '/conversations/x': { status: false, error: 'Try later' } });
    const { kind, message } = await failing(provider.get('x', options));
    assert.deepEqual([kind, message], ['server', 'Try later']);
  });

  it('without a history is no conversation', async () => {
    for (const body of [{}, [], 'text', { status: true, history: 'text' }]) {
      const { kind } = await failing(
        connect({ '/conversations/x': body }).provider.get('x', options),
      );
      assert.equal(kind, 'invalid-response');
    }
  });

  it('with an id that is no path is not found, and nothing is asked', async () => {
    const { provider, requests } = connect({});
    for (const id of ['', '.', '..', '\ud800', 'call:', 'call:..']) {
      assert.equal((await failing(provider.get(id, options))).kind, 'not-found');
    }
    assert.equal(requests.length, 0);
    await failing(provider.get('a/../b?c', options));
    assert.equal(requests[0]?.url.pathname, '/api/conversations/a%2F..%2Fb%3Fc');
  });
});

describe('a call that is opened', () => {
  it('has its transcript in either shape, and reads the same', async () => {
    const said = [];
    for (const body of [wire.oneCall, wire.inbound, { data: wire.oneCall }]) {
      const { provider } = connect({ '/user/calls/123': body });
      const detail = await provider.get('call:123', options);
      assert.equal(detail.conversation.id, 'call:123');
      const { turns } = await read(detail);
      said.push(turns.map(({ parts }) => parts));
    }
    assert.equal(said[0]?.length, 2);
    assert.deepEqual(said[1], said[0]);
    assert.deepEqual(said[2], said[0]);
  });

  it('has no transcript where there is none', async () => {
    const { provider } = connect({ '/user/calls/123': { ...wire.inbound, transcript: null } });
    const { transcript, conversation } = await provider.get('call:123', options);
    assert.deepEqual([transcript, conversation.transcript], [undefined, 'none']);
  });
});

describe('a recording', () => {
  const play = (body: unknown, id = 'call:123') =>
    connect({ '/user/calls/123': body }).provider.recording?.(id, { ...options, reason: 'play' });

  it('is asked for afresh and has the call’s address and length', async () => {
    assert.deepEqual(await play(wire.oneCall), {
      availability: 'available',
      source: wire.inbound.recording_url,
      duration: 42,
    });
  });

  it('is there whatever the status is called', async () => {
    const recording = await play({ ...wire.oneCall, status: 'failed' });
    assert.equal(recording?.availability, 'available');
  });

  it('is none of a conversation, or of a call without an address', async () => {
    assert.deepEqual(await play(wire.oneCall, wire.whatsapp.id), { availability: 'none' });
    assert.deepEqual(await play({ ...wire.oneCall, recording_url: '' }), { availability: 'none' });
  });

  it('with an address that is no web address is refused without quoting it', async () => {
    const error = await failing(play({ ...wire.oneCall, recording_url: 'javascript:alert(1)' })!);
    assert.equal(error.kind, 'invalid-response');
    assert.ok(!error.message.includes('javascript'));
  });
});

describe('an error', () => {
  const answer = (status: number, body: unknown, headers = {}) =>
    new Response(JSON.stringify(body), { status, headers });
  const table: readonly [number, ErrorKind][] = [
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [422, 'invalid-request'],
    [429, 'rate-limited'],
    [500, 'server'],
  ];
  for (const [status, kind] of table) {
    it(`${status} is ${kind}, in the server’s words`, async () => {
      const body = answer(status, { message: 'Words.' }, { 'Retry-After': '7' });
      const error = await failing(
        connect({ ...lists, '/user/calls': body }).provider.list(first, options),
      );
      assert.deepEqual(
        [error.kind, error.message, error.status, error.retryAfter],
        [kind, 'Words.', status, 7],
      );
    });
  }

  it('of parameters stands at the filters, with the first reason for each', async () => {
    const { provider } = connect({ ...lists, '/user/conversations': answer(422, wire.invalid) });
    const query = { channel: ['fax'], caller: '1', agentId: 'uuid' };
    const error = await failing(provider.list({ query, pageSize: 50 }, options));
    assert.deepEqual(error.details, {
      agentId: 'The assistant id field must be an integer.',
      caller: 'The customer phone is too long.',
      channel: 'The selected type is invalid.',
    });
  });

  it('of one list is an error, not half of the conversations', async () => {
    const { provider } = connect({ '/user/conversations': wire.conversationPage });
    assert.equal((await failing(provider.list(first, options))).kind, 'not-found');
  });

  const none = [[], 'text', null, { data: {} }, { data: [], next_cursor: 7 }];
  for (const body of none) {
    it(`is an answer that is no page: ${JSON.stringify(body)}`, async () => {
      const { provider } = connect(
        { '/user/conversations': body },
        { resources: ['conversations'] },
      );
      assert.equal((await failing(provider.list(first, options))).kind, 'invalid-response');
    });
  }

  it('is another page than the one that was asked for', async () => {
    const { provider } = connect(
      { '/user/calls': { ...wire.callPage, current_page: 2 } },
      { resources: ['calls'] },
    );
    assert.equal((await failing(provider.list(first, options))).kind, 'invalid-response');
  });

  it('is aborted when the reader goes away', async () => {
    const gone = new AbortController();
    const provider = createAutocallsProvider({
      fetch: (_, init) =>
        new Promise((_resolve, reject) =>
          init?.signal?.addEventListener('abort', () => reject(new Error('gone'))),
        ),
    });
    const list = failing(provider.list(first, { signal: gone.signal }));
    gone.abort();
    assert.equal((await list).kind, 'aborted');
  });
});

it('a query that nothing can match is an empty page, and asks nothing', async () => {
  const { provider, requests } = connect(lists);
  const query = { channel: ['web'], direction: 'inbound' } as const;
  assert.deepEqual(await provider.list({ query, pageSize: 50 }, options), { items: [] });
  assert.equal(requests.length, 0);
});

it('columns are offered for what the listed resources have', () => {
  const fields = (resources: AutocallsOptions['resources']) =>
    connect({}, { resources }).provider.capabilities.fields;
  assert.ok(!fields(['conversations']).includes('duration'));
  assert.ok(!fields(['calls']).includes('messageCount'));
  const both = fields(undefined);
  assert.ok(both.includes('duration') && both.includes('messageCount'));
  assert.equal(new Set(both).size, both.length);
});
