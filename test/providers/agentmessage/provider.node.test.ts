import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ErrorKind, ListRequest, ProviderError, Query } from '../../../src/model/index.js';
import { createAgentMessageProvider } from '../../../src/providers/agentmessage/provider.js';
import type { AgentMessageOptions } from '../../../src/providers/agentmessage/provider.js';
import {
  CONTACT,
  envelope,
  joker,
  messages,
  NUMBER,
  OWN,
  redacted,
  redactedMessage,
  refusal,
  thread,
  wrongTypes,
} from './fixtures.js';

const { signal } = new AbortController();
const FIRST: ListRequest = { query: {}, pageSize: 50 };

/** A provider before a server that answers with JSON, or with a Response. */
function connect(
  answer: (url: URL, init: RequestInit) => unknown,
  options: Partial<AgentMessageOptions> = {},
) {
  const requests: URL[] = [];
  const headers: Headers[] = [];
  const provider = createAgentMessageProvider({
    baseUrl: 'https://sms.example.com',
    token: 'am_live_secret',
    retries: 0,
    fetch: async (input, init = {}) => {
      const url = new URL(String(input));
      requests.push(url);
      headers.push(new Headers(init.headers));
      const body = answer(url, init);
      return body instanceof Response ? body : new Response(JSON.stringify(body));
    },
    ...options,
  });
  return { provider, requests, headers, turns: provider.turns!.bind(provider) };
}

const answerWith = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers });

const failure = (work: Promise<unknown>): Promise<ProviderError> =>
  work.then(
    () => assert.fail('It should have been rejected.'),
    (error: ProviderError) => error,
  );

const asked = (url: URL | undefined) => Object.fromEntries(url?.searchParams ?? []);

describe('an SMS inbox', () => {
  it('asks below its base URL, with the key in a header and nowhere else', async () => {
    const { provider, requests, headers } = connect(() => envelope([]), {
      baseUrl: 'https://sms.example.com/api/',
    });
    await provider.list(FIRST, { signal });
    assert.equal(String(requests[0]), 'https://sms.example.com/api/v1/conversations?limit=50');
    assert.equal(headers[0]?.get('authorization'), 'Bearer am_live_secret');
  });

  it('says in words that there is no base URL', async () => {
    const { provider, requests } = connect(() => envelope([]), { baseUrl: '' });
    const error = await failure(provider.list(FIRST, { signal }));
    assert.deepEqual([error.kind, requests.length], ['invalid-request', 0]);
    assert.match(error.message, /base URL/);
  });

  it('shows who wrote last, when and what, and who consented', async () => {
    const { provider } = connect(() => envelope([thread]));
    const { items, notices, nextCursor } = await provider.list(FIRST, { signal });
    assert.deepEqual(items, [
      {
        id: thread.id,
        at: '2026-03-02T09:01:00.000Z',
        channel: 'text',
        typeLabel: 'Text',
        direction: 'outbound',
        status: null,
        duration: null,
        agent: { id: '', address: OWN },
        caller: { role: 'caller', address: CONTACT },
        summary: 'It is. See you at five.',
        summaryRedactedAt: null,
        messageCount: 2,
        consent: { optedIn: true, at: '2026-01-15T08:00:00Z' },
        metadata: { phone_number_id: NUMBER },
        recording: 'none',
        transcript: 'available',
      },
    ]);
    assert.deepEqual([notices, nextCursor], [[], undefined]);
  });

  it('shows a text past retention as redacted, and the same word as text to who typed it', async () => {
    const { provider } = connect(() => envelope([redacted, joker]));
    const { items } = await provider.list(FIRST, { signal });
    assert.deepEqual(
      items.map(({ summary, summaryRedactedAt, consent }) => [summary, summaryRedactedAt, consent]),
      [
        [null, '2026-02-01T00:00:00Z', { optedIn: false, at: null }],
        ['[redacted]', null, null],
      ],
    );
  });

  it('goes on while there is a cursor, which goes back as it came, whatever the total says', async () => {
    const { provider, requests } = connect((url) =>
      envelope([thread], url.searchParams.has('cursor') ? null : 'a+/= b'),
    );
    const first = await provider.list(FIRST, { signal });
    assert.equal(first.nextCursor, 'a+/= b');
    assert.equal(first.total, undefined);
    const second = await provider.list({ ...FIRST, cursor: first.nextCursor }, { signal });
    assert.deepEqual(asked(requests[1]), { limit: '50', cursor: 'a+/= b' });
    assert.equal(second.nextCursor, undefined);
  });

  it('asks for 1 to 200 rows', async () => {
    const { provider, requests } = connect(() => envelope([]));
    for (const pageSize of [0, 0.5, 1, 200, 201, NaN])
      await provider.list({ query: {}, pageSize }, { signal });
    assert.deepEqual(
      requests.map((url) => url.searchParams.get('limit')),
      ['1', '1', '1', '200', '200', '1'],
    );
  });

  it('keeps a row of wrong types with the rest of it, and a row without an id as a notice', async () => {
    const { provider } = connect(() =>
      envelope([wrongTypes, { ...thread, id: null }, 'row', thread]),
    );
    const { items, notices } = await provider.list(FIRST, { signal });
    assert.deepEqual(
      items.map(({ id, at, caller }) => [id, at, caller?.address]),
      [
        [wrongTypes.id, null, CONTACT],
        [thread.id, thread.last_message_at, CONTACT],
      ],
    );
    assert.deepEqual(items[0]?.unreadable, [
      'phone_number',
      'last_message_at',
      'last_message_direction',
      'message_count',
      'consent.opted_in',
      'consent.opted_in_at',
    ]);
    assert.equal(items[0]?.consent, undefined);
    assert.deepEqual(notices?.filter(({ kind }) => kind === 'unreadable-row').slice(-2), [
      { kind: 'unreadable-row', path: '[1]' },
      { kind: 'unreadable-row', path: '[2]' },
    ]);
  });
});

describe('a filter', () => {
  const TABLE: readonly [Query, Record<string, string>][] = [
    [{ caller: '+12025550143' }, { contact_number: '+12025550143' }],
    [{ numberId: NUMBER }, { phone_number_id: NUMBER }],
    [{ optedIn: true }, { opted_in: 'true' }],
    [{ optedIn: false }, { opted_in: 'false' }],
    [{ updatedAfter: '2026-03-01T00:00:00+05:30' }, { since: '2026-03-01T00:00:00+05:30' }],
    [{ caller: '', numberId: undefined }, {}],
  ];
  for (const [query, expected] of TABLE) {
    it(`${JSON.stringify(query)} goes out as ${JSON.stringify(expected)}`, async () => {
      const { provider, requests } = connect(() => envelope([]));
      await provider.list({ query, pageSize: 50 }, { signal });
      assert.deepEqual(asked(requests[0]), { ...expected, limit: '50' });
    });
  }

  it('of a number sends its plus as %2B', async () => {
    const { provider, requests } = connect(() => envelope([]));
    await provider.list({ query: { caller: CONTACT }, pageSize: 50 }, { signal });
    assert.match(requests[0]?.search ?? '', /contact_number=%2B12025550143/);
  });

  it('that the API does not have is refused before anything is asked', async () => {
    for (const query of [{ status: ['completed'] }, { direction: 'inbound' }] as const) {
      const { provider, requests } = connect(() => envelope([]));
      const error = await failure(provider.list({ query, pageSize: 50 }, { signal }));
      assert.equal(error.kind, 'invalid-request');
      assert.deepEqual(Object.keys(error.details ?? {}), Object.keys(query));
      assert.equal(requests.length, 0);
    }
  });

  it('of a number is a choice where the host knows the numbers', () => {
    const numbers = [{ id: NUMBER, label: OWN }];
    assert.deepEqual(connect(() => 0, { numbers }).provider.capabilities.filters.numberId, {
      values: 'one',
      options: [{ value: NUMBER, label: OWN }],
    });
    assert.equal(connect(() => 0).provider.capabilities.filters.numberId, 'one');
  });
});

describe('an error', () => {
  const TABLE: readonly [number, string, ErrorKind][] = [
    [400, 'INVALID_INPUT', 'invalid-request'],
    [400, 'VALIDATION_FAILED', 'invalid-request'],
    [422, 'VALIDATION_FAILED', 'invalid-request'],
    [401, 'UNAUTHORIZED', 'unauthorized'],
    [403, 'FORBIDDEN', 'forbidden'],
    [404, 'NOT_FOUND', 'not-found'],
    [429, 'RATE_LIMITED', 'rate-limited'],
    [500, 'INTERNAL', 'server'],
    [503, 'DOWN_FOR_TEA', 'server'],
    [418, 'NEVER_HEARD_OF', 'invalid-request'],
  ];
  for (const [status, code, kind] of TABLE) {
    it(`${status} ${code} is ${kind}, with code, words and request id`, async () => {
      const { provider } = connect(() => answerWith(status, refusal(code, 'In words.')));
      const error = await failure(provider.list(FIRST, { signal }));
      assert.deepEqual(
        [error.kind, error.code, error.message, error.requestId, error.status],
        [kind, code, 'In words.', 'req_am_1', status],
      );
    });
  }

  it('names the filter it is about, and leaves the other fields as they are', async () => {
    const details = {
      phone_number_id: 'no uuid',
      contact_number: 'no number',
      since: 'no time',
      opted_in: 'no boolean',
      limit: 'too much',
      constructor: 'odd',
    };
    const { provider } = connect(() =>
      answerWith(422, refusal('VALIDATION_FAILED', 'Check the fields.', details)),
    );
    const error = await failure(provider.list(FIRST, { signal }));
    assert.deepEqual(error.details, {
      numberId: 'no uuid',
      caller: 'no number',
      updatedAfter: 'no time',
      optedIn: 'no boolean',
      limit: 'too much',
      constructor: 'odd',
    });
  });

  it('of too many requests says how long to wait', async () => {
    const { provider } = connect(() =>
      answerWith(429, refusal('RATE_LIMITED'), { 'Retry-After': '7' }),
    );
    assert.equal((await failure(provider.list(FIRST, { signal }))).retryAfter, 7);
  });

  it('that comes with a status of success is an error all the same', async () => {
    const kinds: readonly [string, ErrorKind][] = [
      ['FORBIDDEN', 'forbidden'],
      ['NEVER_HEARD_OF', 'invalid-response'],
    ];
    for (const [code, kind] of kinds) {
      const { provider } = connect(() => refusal(code, 'In words.'));
      const error = await failure(provider.list(FIRST, { signal }));
      assert.deepEqual(
        [error.kind, error.code, error.message, error.requestId],
        [kind, code, 'In words.', 'req_am_1'],
      );
    }
  });

  it('is an answer that is no page, or does not say whether there is more', async () => {
    const { success, data, meta } = envelope([thread]);
    const answers = [
      [thread],
      { success, data: {}, meta },
      { success, data },
      { success, data, meta: { ...meta, next_cursor: undefined } },
      { success, data, meta: { ...meta, next_cursor: '' } },
      { success, data, meta: { ...meta, next_cursor: 7 } },
      null,
      'page',
    ];
    for (const answer of answers) {
      const { provider } = connect(() => answer);
      const error = await failure(provider.list(FIRST, { signal }));
      assert.equal(error.kind, 'invalid-response', JSON.stringify(answer));
    }
  });
});

describe('a conversation', () => {
  it('opened from the list asks for nothing more', async () => {
    const { provider, requests } = connect(() => envelope([thread]));
    const { items } = await provider.list(FIRST, { signal });
    const { conversation } = await provider.get(thread.id, { signal, known: items[0] });
    assert.equal(conversation, items[0]);
    assert.equal(requests.length, 1);
  });

  it('opened from a link gets its header from its messages and the list', async () => {
    for (const [index, message] of messages.entries()) {
      const { provider, requests } = connect((url) =>
        url.pathname.endsWith('/messages')
          ? envelope([message], 'more')
          : envelope([redacted, thread]),
      );
      const { conversation } = await provider.get(thread.id, { signal });
      assert.deepEqual(
        [conversation.id, conversation.messageCount, conversation.consent?.optedIn],
        [thread.id, 2, true],
        `message ${index}`,
      );
      assert.equal(requests[0]?.pathname, `/v1/conversations/${thread.id}/messages`);
      assert.deepEqual(asked(requests[1]), {
        phone_number_id: NUMBER,
        contact_number: CONTACT,
        limit: '200',
      });
    }
  });

  it('that the list does not have shows what its messages tell', async () => {
    const { provider } = connect((url) =>
      envelope(url.pathname.endsWith('/messages') ? messages.slice(0, 1) : [redacted]),
    );
    const { conversation } = await provider.get(thread.id, { signal });
    assert.deepEqual(
      [conversation.caller?.address, conversation.agent?.address, conversation.at],
      [CONTACT, OWN, null],
    );
    assert.equal(conversation.messageCount, undefined);
  });

  it('without messages leaves open what nobody knows', async () => {
    const { provider, requests } = connect(() => envelope([]));
    const { conversation } = await provider.get(thread.id, { signal });
    assert.deepEqual(
      [conversation.caller, conversation.agent, conversation.transcript, conversation.channel],
      [undefined, undefined, 'none', 'text'],
    );
    assert.equal(requests.length, 1);
  });

  it('that never was is not found, whether its id is well formed or not', async () => {
    const answers = [
      answerWith(404, refusal('NOT_FOUND')),
      answerWith(400, refusal('INVALID_INPUT')),
    ];
    for (const answer of answers) {
      const { provider } = connect(() => answer);
      const error = await failure(provider.get('nobody', { signal }));
      assert.deepEqual([error.kind, error.requestId], ['not-found', 'req_am_1']);
    }
    for (const id of ['', '.', '..', '\ud800']) {
      const { provider, requests } = connect(() => envelope([]));
      assert.equal((await failure(provider.get(id, { signal }))).kind, 'not-found');
      assert.equal(requests.length, 0);
    }
  });

  it('whose id has slashes stays below its path', async () => {
    const { provider, requests } = connect(() => envelope([]));
    await provider.get('../../admin?x=1#y', { signal });
    assert.equal(requests[0]?.pathname, '/v1/conversations/..%2F..%2Fadmin%3Fx%3D1%23y/messages');
  });
});

describe('messages', () => {
  it('are turns with their side, numbers, segments and files', async () => {
    const { turns } = connect(() => envelope([...messages, redactedMessage]));
    const page = await turns({ id: thread.id, pageSize: 50 }, { signal });
    const [first, second, third] = page.turns;
    assert.deepEqual(first, {
      id: messages[0]!.id,
      kind: 'sms',
      status: 'final',
      speakerId: 'caller',
      at: '2026-03-02T09:00:00Z',
      parts: [
        { type: 'text', text: 'Is my lamp ready? [redacted]' },
        { type: 'file', attachmentId: `${messages[0]!.id} 0` },
      ],
      sms: { direction: 'inbound', from: CONTACT, to: OWN, segments: 1 },
      attachments: [
        {
          id: `${messages[0]!.id} 0`,
          inline: false,
          url: 'https://files.example.com/m/lamp%20shade.jpg',
          name: 'lamp shade.jpg',
        },
      ],
    });
    assert.deepEqual([second?.speakerId, second?.sms?.segments], ['agent', 2]);
    assert.deepEqual(
      [third?.redactedAt, third?.parts, third?.attachments],
      ['2026-02-01T00:00:00Z', [], undefined],
    );
    assert.deepEqual([page.before, page.after], [undefined, undefined]);
  });

  it('link to pages and files only', async () => {
    const media_urls = [
      'javascript:alert(1)',
      'data:text/html,x',
      '/files/of-a-proxy',
      7,
      'https://a.example/',
    ];
    const { turns } = connect(() => envelope([{ ...messages[0], media_urls }]));
    const { turns: read } = await turns({ id: thread.id, pageSize: 50 }, { signal });
    assert.deepEqual(
      read[0]?.attachments?.map(({ url }) => url),
      [
        undefined,
        undefined,
        'https://sms.example.com/files/of-a-proxy',
        undefined,
        'https://a.example/',
      ],
    );
  });

  it('that nobody understands are shown as they came', async () => {
    const { turns } = connect(() => envelope([{ weather: 'fine' }, null, 'text']));
    const { turns: read } = await turns({ id: thread.id, pageSize: 50 }, { signal });
    assert.deepEqual(
      read.map(({ kind, id }) => [kind, id]),
      [
        ['other', 'start 0'],
        ['other', 'start 1'],
        ['other', 'start 2'],
      ],
    );
  });

  /** A thread of so many messages behind a server that honours limit and cursor. */
  const threadOf = (count: number) =>
    connect((url) => {
      const from = Number(url.searchParams.get('cursor') ?? 0);
      const to = Math.min(count, from + Number(url.searchParams.get('limit')));
      const data = Array.from({ length: to - from }, (_, index) => ({
        ...messages[0],
        id: `m${from + index}`,
      }));
      return envelope(data, to < count ? String(to) : null);
    });

  it('come from the oldest on, a page at a time', async () => {
    const { turns } = threadOf(120);
    const first = await turns({ id: 'x', pageSize: 100, from: 'start' }, { signal });
    assert.deepEqual([first.turns.length, first.before, first.after], [100, undefined, '100']);
    const second = await turns({ id: 'x', pageSize: 100, cursor: first.after }, { signal });
    assert.deepEqual(
      [second.turns[0]?.id, second.turns.length, second.after],
      ['m100', 20, undefined],
    );
  });

  it('are read to the newest in up to five pages of 200, saying how far it is', async () => {
    const { turns, requests } = threadOf(1000);
    const progress: number[] = [];
    const page = await turns(
      { id: 'x', pageSize: 50, from: 'end', onProgress: (read) => progress.push(read) },
      { signal },
    );
    assert.deepEqual([page.turns.length, page.after], [1000, undefined]);
    assert.deepEqual(progress, [200, 400, 600, 800]);
    assert.ok(requests.every((url) => url.searchParams.get('limit') === '200'));
  });

  it('of a longer thread are read on from there, when the reader wants the newest', async () => {
    const { turns } = threadOf(1001);
    const first = await turns({ id: 'x', pageSize: 50, from: 'end' }, { signal });
    assert.deepEqual([first.turns.length, first.after], [1000, '1000']);
    const rest = await turns(
      { id: 'x', pageSize: 50, from: 'end', cursor: first.after },
      { signal },
    );
    assert.deepEqual([rest.turns.map(({ id }) => id), rest.after], [['m1000'], undefined]);
  });

  it('that come round in a circle are an error, not a loop', async () => {
    const { turns, requests } = connect(() => envelope(messages, 'again'));
    const error = await failure(turns({ id: 'x', pageSize: 50, from: 'end' }, { signal }));
    assert.equal(error.kind, 'invalid-response');
    assert.equal(requests.length, 2);
  });
});
