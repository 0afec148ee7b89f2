import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createHttp } from '../../src/providers/http.js';
import type { HttpOptions } from '../../src/providers/http.js';
import type { ProviderError } from '../../src/model/index.js';
import { serve } from './serve.js';

const SECRET = 'ak_live.very-secret';
const NOW = Date.parse('2026-03-01T10:00:00Z');

type Answer = (url: string, init: RequestInit) => Response | Promise<Response>;

interface Request {
  readonly url: string;
  readonly token: string | null;
  readonly headers: Headers;
  readonly init: RequestInit;
}

/** A client whose network and clock the test holds: waits end at once, time-outs never come. */
function client(answers: readonly Answer[], options: Partial<HttpOptions> = {}) {
  const requests: Request[] = [];
  const waits: number[] = [];
  const http = createHttp({
    baseUrl: 'https://api.example.test/',
    token: SECRET,
    timeout: 30,
    random: () => 0.5,
    now: () => NOW,
    sleep: (seconds, signal) => {
      if (seconds !== 30) waits.push(seconds);
      return seconds === 30 ? new Promise<void>(() => undefined) : abortable(signal);
    },
    fetch: async (input, init = {}) => {
      const headers = new Headers(init.headers);
      requests.push({ url: String(input), token: headers.get('authorization'), headers, init });
      const answer = answers[Math.min(requests.length, answers.length) - 1];
      assert.ok(answer);
      return answer(String(input), init);
    },
    ...options,
  });
  return { http, requests, waits };
}

async function abortable(signal: AbortSignal): Promise<void> {
  if (signal.aborted) throw new Error('aborted');
}

const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Answer =>
  () =>
    new Response(JSON.stringify(body), { status, headers });

const raw =
  (body: string | null, status: number, headers: Record<string, string> = {}): Answer =>
  () =>
    new Response(body, { status, headers });

const broken: Answer = () => Promise.reject(new TypeError(`fetch failed: ?q=1 ${SECRET}`));

async function failure(work: Promise<unknown>): Promise<ProviderError> {
  return work.then(
    () => assert.fail('It should have been rejected.'),
    (error: ProviderError) => {
      assert.equal(error.name, 'ProviderError');
      return error;
    },
  );
}

/** Resolves once everything that was already due has run. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('asking for data', () => {
  it('sends the credential in a header and never in the URL', async () => {
    const { http, requests } = client([json([1])], { headers: { 'X-Org': 'org_1' } });
    const params = { b: 'ä &', a: 5, missing: undefined };
    assert.deepEqual(await http.getJson('/core/things', { params }), [1]);
    const [request] = requests;
    assert.equal(request?.url, 'https://api.example.test/core/things?b=%C3%A4+%26&a=5');
    assert.equal(request?.token, `Bearer ${SECRET}`);
    assert.equal(request?.headers.get('x-org'), 'org_1');
    assert.equal(request?.init.credentials, 'same-origin');
    assert.equal(request?.init.cache, 'no-store');
  });

  it('goes through a proxy on the own origin without a credential', async () => {
    const { http, requests } = client([json({})], { baseUrl: '/api/', token: undefined });
    await http.getJson('/things');
    assert.equal(requests[0]?.url, '/api/things');
    assert.equal(requests[0]?.token, null);
  });

  it('refuses a credential that no header can hold, without quoting it', async () => {
    for (const token of ['', '  ', 'two words', 'line\nbreak', 'snow☃']) {
      const { http, requests } = client([json({})], { token });
      const error = await failure(http.getJson('/things'));
      assert.equal(error.kind, 'unauthorized');
      assert.ok(token.trim() === '' || !error.message.includes(token));
      assert.equal(requests.length, 0);
    }
  });

  it('forgives a line break after a pasted credential', async () => {
    const { http, requests } = client([json({})], { token: `${SECRET}\n` });
    await http.getJson('/things');
    assert.equal(requests[0]?.token, `Bearer ${SECRET}`);
  });
});

describe('a credential that has expired', () => {
  /** Answers 401 to the old token and data to any other. */
  const picky: Answer = (_, init) =>
    new Headers(init.headers).get('authorization') === 'Bearer old'
      ? new Response('{}', { status: 401 })
      : new Response('"fine"');

  it('is renewed once for all who ask at the same time', async () => {
    const renewals: boolean[] = [];
    const getToken = async ({ renew }: { renew: boolean }) => {
      renewals.push(renew);
      await settled();
      return renew ? 'new' : 'old';
    };
    const { http, requests } = client([picky], { token: undefined, getToken });
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => http.getJson(`/${index}`)),
    );
    assert.deepEqual(answers, Array(8).fill('fine'));
    assert.deepEqual(renewals, [false, true]);
    assert.equal(requests.length, 16);
  });

  it('is not renewed again for a request that was on its way with the old one', async () => {
    let renewals = 0;
    let release: (() => void) | undefined;
    const late: Answer = async (url, init) => {
      if (url.endsWith('/late') && !release) await new Promise<void>((done) => (release = done));
      return picky(url, init);
    };
    const { http } = client([late], {
      token: 'old',
      getToken: () => {
        renewals += 1;
        return 'new';
      },
    });
    const slow = http.getJson('/late');
    assert.equal(await http.getJson('/quick'), 'fine');
    assert.equal(renewals, 1);
    release?.();
    assert.equal(await slow, 'fine');
    assert.equal(renewals, 1);
  });

  it('ends in unauthorized when the new one is refused as well', async () => {
    const { http, requests } = client([json({ detail: 'no' }, 401)], {
      token: undefined,
      getToken: () => 'old',
    });
    const error = await failure(http.getJson('/things'));
    assert.equal(error.kind, 'unauthorized');
    assert.equal(requests.length, 2);
  });

  it('ends in unauthorized at once when the page has only the one', async () => {
    const { http, requests } = client([json({}, 401)]);
    assert.equal((await failure(http.getJson('/things'))).kind, 'unauthorized');
    assert.equal(requests.length, 1);
  });

  it('that the page cannot renew says so without what the page threw, and can be retried', async () => {
    let works = false;
    const getToken = async () => {
      if (!works) throw new Error(`no session for ${SECRET}`);
      return 'new';
    };
    const { http } = client([picky], { token: undefined, getToken });
    const error = await failure(http.getJson('/things'));
    assert.equal(error.kind, 'unauthorized');
    assert.ok(!error.message.includes(SECRET));
    assert.equal(error.cause, undefined);
    works = true;
    assert.equal(await http.getJson('/things'), 'fine');
  });

  it('stays on its way for the others when one caller gives up', async () => {
    let give: ((token: string) => void) | undefined;
    const getToken = () => new Promise<string>((resolve) => (give = resolve));
    const { http } = client([picky], { token: undefined, getToken });
    const giver = new AbortController();
    const first = failure(http.getJson('/a', { signal: giver.signal }));
    const second = http.getJson('/b');
    await settled();
    giver.abort();
    assert.equal((await first).kind, 'aborted');
    give?.('new');
    assert.equal(await second, 'fine');
  });
});

describe('a server in trouble', () => {
  it('is asked again after a 500, a little later each time, until it is fine', async () => {
    const { http, requests, waits } = client([json({}, 500), json({}, 502), json('fine')]);
    assert.equal(await http.getJson('/things'), 'fine');
    assert.equal(requests.length, 3);
    assert.deepEqual(waits, [0.25, 0.5]);
  });

  it('is asked three times at most', async () => {
    for (const answer of [json({ message: 'down' }, 500), broken, json({}, 503), json({}, 504)]) {
      const { http, requests } = client([answer]);
      const error = await failure(http.getJson('/things'));
      assert.equal(error.kind, answer === broken ? 'network' : 'server');
      assert.equal(requests.length, 3);
    }
  });

  it('that says how long it needs is waited for when that is short', async () => {
    const { http, waits } = client([json({}, 503, { 'Retry-After': '3' }), json('fine')]);
    assert.equal(await http.getJson('/things'), 'fine');
    assert.deepEqual(waits, [3]);
  });

  it('that needs long is left to the reader, who is told how long', async () => {
    const { http, requests } = client([json({}, 503, { 'Retry-After': '120' })]);
    const error = await failure(http.getJson('/things'));
    assert.equal(error.kind, 'server');
    assert.equal(error.retryAfter, 120);
    assert.equal(requests.length, 1);
  });

  it('is not asked again when the answer would be the same', async () => {
    for (const status of [400, 403, 404, 409, 422, 501]) {
      const { http, requests } = client([json({}, status)]);
      await failure(http.getJson('/things'));
      assert.equal(requests.length, 1, String(status));
    }
  });

  it('is not the cause when the browser is offline', async () => {
    const { http, requests } = client([broken], { online: () => false });
    assert.equal((await failure(http.getJson('/things'))).kind, 'offline');
    assert.equal(requests.length, 1);
  });

  it('with too much to do says when to come back, and that is not awaited here', async () => {
    const forms: [string | undefined, number | undefined][] = [
      ['7', 7],
      ['Sun, 01 Mar 2026 10:00:30 GMT', 30],
      ['Sun, 01 Mar 2026 09:00:00 GMT', 0],
      ['soon', undefined],
      [undefined, undefined],
    ];
    for (const [header, seconds] of forms) {
      const headers: Record<string, string> = header === undefined ? {} : { 'Retry-After': header };
      const { http, requests } = client([json({}, 429, headers)]);
      const error = await failure(http.getJson('/things'));
      assert.equal(error.kind, 'rate-limited');
      assert.equal(error.retryAfter, seconds);
      assert.equal(requests.length, 1);
    }
  });
});

describe('what is told about a failure', () => {
  const told = async (answer: Answer) => failure(client([answer]).http.getJson('/things?x=1'));

  it('has the kind that the status stands for', async () => {
    const kinds: Record<number, string> = {
      400: 'invalid-request',
      401: 'unauthorized',
      403: 'forbidden',
      404: 'not-found',
      408: 'timeout',
      409: 'conflict',
      410: 'not-found',
      413: 'invalid-request',
      422: 'invalid-request',
      501: 'server',
    };
    for (const [status, kind] of Object.entries(kinds)) {
      const error = await told(json({}, Number(status)));
      assert.equal(error.kind, kind);
      assert.equal(error.status, Number(status));
    }
  });

  it('names the field that was refused', async () => {
    const detail = [
      { loc: ['query', 'limit'], msg: 'must be at most 1000', type: 'value_error' },
      { loc: ['query', 'filters', 0, 'name'], msg: 'unknown' },
      { loc: 'cursor', msg: 'not base64' },
      'nonsense',
      { loc: ['body'], msg: 5 },
    ];
    const error = await told(json({ detail }, 422));
    assert.deepEqual(error.details, {
      limit: 'must be at most 1000',
      'filters.0.name': 'unknown',
      cursor: 'not base64',
      body: '5',
    });
    assert.equal(error.message, 'limit: must be at most 1000');
  });

  it('has the words of the server in any of the usual forms', async () => {
    const forms: [Answer, string][] = [
      [json({ detail: 'A' }, 400), 'A'],
      [json({ message: 'B' }, 400), 'B'],
      [json({ error: 'C' }, 400), 'C'],
      [json({ error: { message: 'D', code: 'X' } }, 400), 'D'],
      [raw('plain  words\n', 400), 'plain words'],
      [raw('', 400), 'The server answered with 400.'],
      [raw('<html><h1>Bad gateway</h1>', 400), 'The server answered with 400.'],
      [json({ unknown: 1 }, 400), 'The server answered with 400.'],
      [json(null, 400), 'The server answered with 400.'],
      [json('E', 400), 'E'],
    ];
    for (const [answer, words] of forms) assert.equal((await told(answer)).message, words);
  });

  it('has code, request id and details of an error envelope', async () => {
    const error = await told(
      json(
        { error: { message: 'No', code: 'E42', request_id: 'r-1', details: { since: 'too old' } } },
        400,
      ),
    );
    assert.equal(error.code, 'E42');
    assert.equal(error.requestId, 'r-1');
    assert.deepEqual(error.details, { since: 'too old' });
    const header = await told(json({ request_id: 'body' }, 404, { 'X-Request-Id': 'head' }));
    assert.equal(header.requestId, 'head');
    assert.equal((await told(json({ request_id: 'body' }, 404))).requestId, 'body');
  });

  it('is of a length that fits a row, whatever the server sends', async () => {
    const error = await told(
      json({ detail: `${'x'.repeat(299)}\u{1F600}${'y'.repeat(1e6)}` }, 400),
    );
    assert.ok(error.message.length <= 301);
    assert.ok(!/[\uD800-\uDBFF]…/.test(error.message));
    const loud = Array.from({ length: 500 }, (_, at) => ({ loc: [`f${at}`], msg: 'no' }));
    assert.ok(Object.keys((await told(json({ detail: loud }, 422))).details ?? {}).length <= 20);
  });

  it('holds neither the credential nor the query of the URL', async () => {
    const answers = [
      json({ detail: `token ${SECRET} is unknown`, request_id: SECRET }, 401),
      raw(`Bearer ${SECRET}`, 400),
      broken,
    ];
    for (const answer of answers) {
      const error = await told(answer);
      const { message, stack, cause, ...facts } = { ...error, message: error.message, stack: '' };
      assert.equal(cause ?? error.cause, undefined);
      assert.ok(!(message + JSON.stringify(facts) + stack).includes(SECRET));
      assert.ok(!message.includes('x=1') && !message.includes('q=1'));
    }
  });
});

describe('over a real connection', () => {
  it('a web page instead of data is an invalid response, not a crash', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/data') {
        response.writeHead(302, { location: '/login' }).end();
        return;
      }
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><title>Sign in</title>');
    });
    const http = createHttp({ baseUrl: server.url, retries: 0 });
    const error = await failure(http.getJson('/data')).finally(server.close);
    assert.equal(error.kind, 'invalid-response');
    assert.match(error.message, /a web page instead of data/);
  });

  it('half an object is an invalid response', async () => {
    const server = await serve((_, response) => response.end('{"a": [1, 2'));
    const error = await failure(createHttp({ baseUrl: server.url }).getJson('/')).finally(
      server.close,
    );
    assert.equal(error.kind, 'invalid-response');
  });

  it('a connection cut in the middle is tried again', async () => {
    let count = 0;
    const server = await serve((_, response) => {
      count += 1;
      if (count > 1) {
        response.end('"whole"');
        return;
      }
      response.writeHead(200, { 'content-length': '100' });
      response.write('"half', () => response.destroy());
    });
    const http = createHttp({ baseUrl: server.url, random: () => 0 });
    assert.equal(await http.getJson('/').finally(server.close), 'whole');
    assert.equal(count, 2);
  });

  it('a connection that is always cut is a network failure', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('"half', () => response.destroy());
    });
    const http = createHttp({ baseUrl: server.url, random: () => 0 });
    assert.equal((await failure(http.getJson('/')).finally(server.close)).kind, 'network');
  });

  it('a server that is not there is a network failure', async () => {
    const server = await serve(() => undefined);
    await server.close();
    const http = createHttp({ baseUrl: server.url, random: () => 0 });
    assert.equal((await failure(http.getJson('/'))).kind, 'network');
  });

  it('a server that never answers runs into the time limit, and is let go', async () => {
    let closed: (() => void) | undefined;
    const gone = new Promise<void>((resolve) => (closed = resolve));
    const server = await serve((_, response) => response.on('close', () => closed?.()));
    const http = createHttp({ baseUrl: server.url, timeout: 0.05 });
    const error = await failure(http.getJson('/'));
    assert.equal(error.kind, 'timeout');
    assert.match(error.message, /0\.05 seconds/);
    await gone;
    await server.close();
  });

  it('a body that never ends runs into the time limit', async () => {
    const server = await serve((_, response) => response.write('['));
    const http = createHttp({ baseUrl: server.url, timeout: 0.05 });
    assert.equal((await failure(http.getJson('/')).finally(server.close)).kind, 'timeout');
  });

  it('giving up ends the request at the server', async () => {
    let closed: (() => void) | undefined;
    const gone = new Promise<void>((resolve) => (closed = resolve));
    const giver = new AbortController();
    const server = await serve((_, response) => {
      response.on('close', () => closed?.());
      giver.abort();
    });
    const http = createHttp({ baseUrl: server.url });
    assert.equal((await failure(http.getJson('/', { signal: giver.signal }))).kind, 'aborted');
    await gone;
    await server.close();
  });
});

describe('giving up', () => {
  it('before the start asks for nothing', async () => {
    const { http, requests } = client([json(1)]);
    const signal = AbortSignal.abort();
    assert.equal((await failure(http.getJson('/', { signal }))).kind, 'aborted');
    assert.equal(requests.length, 0);
  });

  it('while waiting for another attempt ends the wait', async () => {
    const giver = new AbortController();
    const waiting = createHttp({
      baseUrl: 'https://api.example.test',
      fetch: async () => new Response('{}', { status: 500 }),
      random: () => {
        // Asked for just before the wait begins.
        queueMicrotask(() => giver.abort());
        return 1;
      },
    });
    const error = await failure(waiting.getJson('/', { signal: giver.signal }));
    assert.equal(error.kind, 'aborted');
  });

  it('works with a network that ignores the signal', async () => {
    const giver = new AbortController();
    const { http } = client([() => new Promise<Response>(() => undefined)]);
    const given = failure(http.getJson('/', { signal: giver.signal }));
    giver.abort();
    assert.equal((await given).kind, 'aborted');
  });
});
