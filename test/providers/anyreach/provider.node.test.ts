import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { describe, it } from 'node:test';
import type { ListRequest, ProviderError } from '../../../src/model/index.js';
import { createAnyreachProvider } from '../../../src/providers/anyreach/provider.js';
import type { AnyreachOptions } from '../../../src/providers/anyreach/provider.js';
import { serve } from '../serve.js';
import {
  call,
  callDetail,
  neverStarted,
  safeCall,
  thread,
  threadWithHeaders,
  visit,
  wrongTypes,
} from './fixtures.js';

const { signal } = new AbortController();
const FIRST: ListRequest = { query: {}, pageSize: 50 };

type Answer = (url: URL, init: RequestInit) => unknown;

/** A provider before a server that answers with JSON, or with a Response. */
function connect(answer: Answer, options: AnyreachOptions = {}) {
  const requests: URL[] = [];
  const headers: Headers[] = [];
  const provider = createAnyreachProvider({
    token: 'ak_test.secret',
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
  const recording = (id: string) => provider.recording?.(id, { signal, reason: 'play' });
  return { provider, requests, headers, recording };
}

const refuse = (status: number, body: unknown = {}) =>
  new Response(JSON.stringify(body), { status });

async function failure(work: Promise<unknown> | undefined): Promise<ProviderError> {
  assert.ok(work);
  return work.then(
    () => assert.fail('It should have been rejected.'),
    (error: ProviderError) => error,
  );
}

const fieldsOf = (url: URL | undefined) => url?.searchParams.get('fields')?.split(',');

describe('connecting', () => {
  it('asks the vendor for a page and for the fields of a row', async () => {
    const { provider, requests, headers } = connect(() => []);
    await provider.list(FIRST, { signal });
    const [url] = requests;
    assert.equal(`${url?.origin}${url?.pathname}`, 'https://api.anyreach.ai/core/conversations');
    assert.equal(url?.searchParams.get('limit'), '50');
    assert.equal(url?.searchParams.get('cursor'), null);
    assert.deepEqual(fieldsOf(url)?.sort(), Object.keys(call).sort());
    assert.equal(headers[0]?.get('authorization'), 'Bearer ak_test.secret');
    assert.equal(headers[0]?.get('x-anyreach-org'), null);
  });

  it('names the organization with every request when it is given one', async () => {
    const { provider, headers, recording } = connect(
      (url) => (url.pathname.endsWith('conversations') ? [] : call),
      { organization: 'org_1', headers: { 'X-Extra': '1' } },
    );
    await provider.list(FIRST, { signal });
    await provider.get('conv_call', { signal });
    await recording('conv_call');
    for (const sent of headers) {
      assert.equal(sent.get('x-anyreach-org'), 'org_1');
      assert.equal(sent.get('x-extra'), '1');
    }
    assert.equal(headers.length, 3);
    assert.equal(provider.key, 'anyreach:org_1');
    assert.equal(connect(() => []).provider.key, 'anyreach');
  });

  it('asks for the fields the host wants, with those it cannot do without', async () => {
    const asked = async (options: AnyreachOptions) => {
      const { provider, requests } = connect(() => [], options);
      await provider.list(FIRST, { signal });
      return fieldsOf(requests[0]);
    };
    assert.deepEqual(await asked({ fields: ['status'] }), ['id', 'created_at', 'status']);
    assert.equal(await asked({ fields: false }), undefined);
    assert.ok((await asked({ loadParticipants: true }))?.includes('conversation'));
  });
});

describe('a page of conversations', () => {
  it('holds every row, hidden ones included, and ends when it is short', async () => {
    const { provider } = connect(() => [call, neverStarted, visit, thread]);
    const page = await provider.list(FIRST, { signal });
    assert.deepEqual(
      page.items.map(({ id, hidden }) => [id, hidden]),
      [
        ['conv_call', undefined],
        ['conv_token', true],
        ['conv_visit', undefined],
        ['conv_mail', undefined],
      ],
    );
    assert.equal(page.nextCursor, undefined);
    assert.equal(page.withheld, undefined);
  });

  it('that is empty is the end, and says nothing about what is withheld', async () => {
    const { provider } = connect(() => []);
    assert.deepEqual(await provider.list(FIRST, { signal }), { items: [], notices: [] });
  });

  it('is counted with its unreadable rows, which cost only themselves', async () => {
    const rows = [call, null, { ...visit, id: null }, wrongTypes];
    const { provider, requests } = connect((url) => (url.searchParams.has('cursor') ? [] : rows));
    const page = await provider.list({ query: {}, pageSize: 4 }, { signal });
    assert.deepEqual(
      page.items.map(({ id }) => id),
      ['conv_call', '4711'],
    );
    const paths = page.notices?.map((notice) => 'path' in notice && [notice.id, notice.path]);
    assert.deepEqual(paths?.slice(0, 2), [
      [undefined, '[1]'],
      [undefined, '[2]'],
    ]);
    assert.ok(paths?.some((path) => path && path[0] === '4711' && path[1] === 'duration'));
    assert.ok(page.nextCursor, 'four rows of four are a full page');
    await provider.list({ query: {}, pageSize: 4, cursor: page.nextCursor }, { signal });
    assert.equal(
      atob(requests[1]?.searchParams.get('cursor') ?? ''),
      // The last time that can be read is that of the row without an id.
      '2026-03-01T09:00:00.000001+00:00',
    );
  });

  it('finds the people of an email thread when it loads the mails', async () => {
    const { provider } = connect(() => [threadWithHeaders], { loadParticipants: true });
    const [row] = (await provider.list(FIRST, { signal })).items;
    assert.equal(row?.others?.[0]?.address, 'eve@example.net');
    assert.equal(row?.transcript, 'available');
  });

  it('of sessions that never started is empty, and nothing is asked for it', async () => {
    const { provider, requests } = connect(() => assert.fail('Nothing may be asked.'));
    const query = { status: ['token_created'] };
    const page = await provider.list({ query, pageSize: 50 }, { signal });
    assert.deepEqual(page.items, []);
    assert.equal(page.nextCursor, undefined);
    assert.equal(requests.length, 0);
  });

  it('of sessions that never started is there for a host that shows them', async () => {
    const { provider } = connect(() => [neverStarted], { hidden: () => false });
    const query = { status: ['token_created'] };
    const { items } = await provider.list({ query, pageSize: 50 }, { signal });
    assert.equal(items.length, 1);
    assert.equal(items[0]?.hidden, undefined);
  });
});

describe('a credential that may not see everything', () => {
  const WITHHELD = [
    'agent.name',
    'caller.name',
    'summary',
    'initialContext',
    'metadata',
    'recording',
    'transcript',
  ];

  it('gets the safe subset, and the page says what is withheld', async () => {
    const { provider } = connect(() => [safeCall, { ...safeCall, id: 'other' }]);
    const page = await provider.list(FIRST, { signal });
    assert.deepEqual(page.withheld, WITHHELD);
    assert.equal(page.items[0]?.recording, 'withheld');
  });

  it('is not assumed where one row has one sensitive key, though null or broken', async () => {
    for (const row of [
      { ...safeCall, summary: null },
      { ...safeCall, agent: 'broken' },
    ]) {
      const { provider } = connect(() => [safeCall, row]);
      assert.equal((await provider.list(FIRST, { signal })).withheld, undefined);
    }
  });

  it('is not assumed where nothing sensitive was asked for', async () => {
    const { provider } = connect(() => [safeCall], { fields: ['status', 'user_id'] });
    const page = await provider.list(FIRST, { signal });
    assert.equal(page.withheld, undefined);
    assert.equal(page.items[0]?.recording, 'unknown');
    assert.equal(page.items[0]?.summary, undefined);
  });

  it('still shows names that the host finds elsewhere', async () => {
    const { provider } = connect(() => [safeCall], { callerName: () => 'Ada' });
    const page = await provider.list(FIRST, { signal });
    assert.ok(!page.withheld?.includes('caller.name'));
    assert.equal(page.items[0]?.caller?.name, 'Ada');
  });

  for (const status of [400, 403]) {
    it(`is asked for without the sensitive names after a ${status}, once per walk`, async () => {
      const rows = Array.from({ length: 2 }, (_, at) => ({ ...safeCall, id: `c${at}` }));
      const { provider, requests } = connect((url) =>
        fieldsOf(url)?.includes('summary') ? refuse(status, { detail: 'fields' }) : rows,
      );
      const page = await provider.list({ query: {}, pageSize: 2 }, { signal });
      assert.deepEqual(page.withheld, WITHHELD);
      assert.equal(requests.length, 2);
      for (const name of ['agent', 'summary', 'custom_metadata', 'recording_details']) {
        assert.ok(!fieldsOf(requests[1])?.includes(name), name);
      }
      assert.ok(fieldsOf(requests[1])?.includes('agent_id'));
      const next = { query: {}, pageSize: 2, cursor: page.nextCursor };
      assert.deepEqual((await provider.list(next, { signal })).withheld, WITHHELD);
      assert.equal(requests.length, 3);
    });
  }

  it('that may not even read the list is told so', async () => {
    const { provider, requests } = connect(() => refuse(403, { detail: 'Missing scope.' }));
    const error = await failure(provider.list(FIRST, { signal }));
    assert.equal(error.kind, 'forbidden');
    assert.equal(error.message, 'Missing scope.');
    assert.equal(requests.length, 2);
  });
});

describe('a request that fails', () => {
  it('names the filter as the reader knows it', async () => {
    const loc = (name: string) => ({ loc: ['query', name], msg: 'no good' });
    const detailsFor = async (name: string, query: ListRequest['query'] = {}) => {
      const { provider } = connect(() => refuse(422, { detail: [loc(name)] }));
      return (await failure(provider.list({ query, pageSize: 50 }, { signal }))).details;
    };
    assert.deepEqual(await detailsFor('created_after'), { createdAfter: 'no good' });
    assert.deepEqual(await detailsFor('duration_above'), { durationMin: 'no good' });
    assert.deepEqual(await detailsFor('custom_metadata'), { metadata: 'no good' });
    assert.deepEqual(await detailsFor('custom_metadata', { campaign: 'x' }), {
      campaign: 'no good',
    });
    assert.deepEqual(await detailsFor('limit'), { limit: 'no good' });
  });

  it('has the kind of its status', async () => {
    for (const [status, kind] of [
      [401, 'unauthorized'],
      [404, 'not-found'],
      [429, 'rate-limited'],
      [500, 'server'],
    ] as const) {
      const { provider } = connect(() => refuse(status));
      assert.equal((await failure(provider.list(FIRST, { signal }))).kind, kind);
    }
  });

  it('is an object where a list should be: that names the path, and is no crash', async () => {
    for (const body of [{ items: [call] }, 'text', 5, null, true]) {
      const { provider } = connect(() => body);
      const error = await failure(provider.list(FIRST, { signal }));
      assert.equal(error.kind, 'invalid-response');
      assert.match(error.message, /\/core\/conversations/);
    }
  });

  it('is a cursor that was made elsewhere', async () => {
    const { provider, requests } = connect(() => []);
    const error = await failure(provider.list({ ...FIRST, cursor: 'abc' }, { signal }));
    assert.equal(error.kind, 'invalid-request');
    assert.equal(requests.length, 0);
  });

  it('is a server that answers every page with the first', async () => {
    const minutes = (at: number) => new Date(Date.UTC(2026, 0, 1) - at * 60_000).toISOString();
    const rows = Array.from({ length: 60 }, (_, at) => ({
      ...call,
      id: String(at),
      created_at: minutes(at),
    }));
    const { provider } = connect((url) => rows.slice(0, Number(url.searchParams.get('limit'))));
    const { nextCursor } = await provider.list(FIRST, { signal });
    const error = await failure(provider.list({ ...FIRST, cursor: nextCursor }, { signal }));
    assert.equal(error.kind, 'invalid-response');
  });

  it('ends when the reader has gone on', async () => {
    const giver = new AbortController();
    const { provider } = connect(() => {
      giver.abort();
      return [];
    });
    const error = await failure(provider.list(FIRST, { signal: giver.signal }));
    assert.equal(error.kind, 'aborted');
  });
});

describe('one conversation', () => {
  it('comes with its transcript as the vendor wrote it', async () => {
    const { provider, requests } = connect(() => callDetail);
    const { conversation, transcript } = await provider.get('conv_call', { signal });
    assert.equal(conversation.initialContext, 'Called before.');
    assert.equal(conversation.transcript, 'available');
    assert.deepEqual(transcript, { raw: callDetail.conversation, shape: 'anyreach' });
    assert.equal(requests[0]?.pathname, '/core/conversations/conv_call');
    assert.equal(requests[0]?.search, '');
  });

  it('has no transcript when there is none or it is withheld', async () => {
    const none = connect(() => ({ ...callDetail, conversation: null }));
    const empty = await none.provider.get('conv_call', { signal });
    assert.equal(empty.transcript, undefined);
    assert.equal(empty.conversation.transcript, 'none');
    const safe = await connect(() => safeCall).provider.get('conv_call', { signal });
    assert.equal(safe.conversation.transcript, 'withheld');
    assert.equal(safe.conversation.recording, 'withheld');
    assert.ok(safe.withheld?.includes('initialContext'));
    assert.equal(empty.withheld, undefined);
  });

  it('is found by any id, and no id leads elsewhere', async () => {
    const { provider, requests } = connect(() => call);
    await provider.get('a/b?c#d é', { signal });
    assert.equal(requests[0]?.pathname, '/core/conversations/a%2Fb%3Fc%23d%20%C3%A9');
    for (const id of ['', '.', '..', '\ud800']) {
      assert.equal((await failure(provider.get(id, { signal }))).kind, 'not-found');
    }
    assert.equal(requests.length, 1);
  });

  it('that is unknown is not found, and one that is no object is not the contract', async () => {
    const unknown = connect(() => refuse(404)).provider.get('x', { signal });
    assert.equal((await failure(unknown)).kind, 'not-found');
    const list = connect(() => [call]).provider.get('x', { signal });
    assert.equal((await failure(list)).kind, 'invalid-response');
  });
});

describe('a recording', () => {
  it('is fetched afresh when the reader wants to hear it', async () => {
    const { recording, requests } = connect(() => call);
    const found = await recording('conv_call');
    assert.equal(found?.availability, 'available');
    assert.equal(found?.source, 'https://media.example.com/r/1?signature=abc');
    assert.deepEqual(fieldsOf(requests[0]), ['id', 'status', 'recording_details']);
  });

  it('is none, withheld, or not what the contract says', async () => {
    const id = 'conv_call';
    const none = connect(() => ({ id, recording_details: null }));
    assert.deepEqual(await none.recording(id), { availability: 'none' });
    const absent = connect(() => ({ id }));
    assert.deepEqual(await absent.recording(id), { availability: 'withheld' });
    const refused = connect((url) => (fieldsOf(url)?.length === 3 ? refuse(403) : { id }));
    assert.deepEqual(await refused.recording(id), { availability: 'withheld' });
    const broken = connect(() => ({ id, recording_details: 'text' }));
    assert.equal((await failure(broken.recording(id))).kind, 'invalid-response');
    const gone = connect(() => refuse(404));
    assert.equal((await failure(gone.recording(id))).kind, 'not-found');
  });
});

describe('over a real connection', () => {
  it('a token is renewed once while pages, details and recordings are being asked for', async () => {
    const seen: (string | undefined)[] = [];
    const server = await serve((request: IncomingMessage, response) => {
      seen.push(request.headers.authorization);
      if (request.headers.authorization !== 'Bearer pat_new') response.writeHead(401);
      response.end(JSON.stringify(request.url?.includes('conv_call') ? call : [call]));
    });
    let renewals = 0;
    const provider = createAnyreachProvider({
      baseUrl: server.url,
      token: 'pat_old',
      getToken: async () => {
        renewals += 1;
        return 'pat_new';
      },
    });
    const [page, detail, sound] = await Promise.all([
      provider.list(FIRST, { signal }),
      provider.get('conv_call', { signal }),
      provider.recording?.('conv_call', { signal, reason: 'play' }),
    ]).finally(server.close);
    assert.equal(page.items.length, 1);
    assert.equal(detail.conversation.id, 'conv_call');
    assert.equal(sound?.availability, 'available');
    assert.equal(renewals, 1);
    assert.ok(seen.includes('Bearer pat_old'));
  });

  it('an HTML sign-in page is an invalid response', async () => {
    const server = await serve((_, response) => response.end('<html>Sign in</html>'));
    const provider = createAnyreachProvider({ baseUrl: server.url, token: 'ak_x' });
    const error = await failure(provider.list(FIRST, { signal })).finally(server.close);
    assert.equal(error.kind, 'invalid-response');
  });
});
