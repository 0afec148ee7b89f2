import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createHttp2, connect as connectHttp2 } from 'node:http2';
import { connect, type AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import {
  createProxyHandler,
  toNodeHandler,
  type NodeHandler,
  type ProxyOptions,
} from '../../src/proxy/index.js';
import { KEY } from './upstream.js';

async function listen(t: TestContext, listener: RequestListener): Promise<number> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

interface Served {
  readonly port: number;
  readonly handle: NodeHandler;
  readonly upstreamHost: string;
  /** What the upstream was asked for. */
  readonly reached: string[];
  /** What was logged. */
  readonly told: string[];
}

/** A proxy on a port of its own before an upstream on another, both over real HTTP. */
async function served(
  t: TestContext,
  upstream: RequestListener,
  options: Partial<ProxyOptions> = {},
): Promise<Served> {
  const reached: string[] = [];
  const told: string[] = [];
  const to = await listen(t, (request, response) => {
    reached.push(`${request.method} ${request.url}`);
    upstream(request, response);
  });
  const handler = createProxyHandler({
    vendor: 'anyreach',
    upstream: `http://127.0.0.1:${to}`,
    token: KEY,
    prefix: '/proxy',
    authorize: ({ headers }) => (headers.get('Cookie') === 'session=1' ? { subject: 'eve' } : 401),
    log: (entry) => told.push(JSON.stringify(entry)),
    ...options,
  });
  const handle = toNodeHandler(handler);
  const port = await listen(t, (request, response) => void handle(request, response));
  return { port, handle, upstreamHost: `127.0.0.1:${to}`, reached, told };
}

/** What a server answers to bytes, whatever they are. */
async function raw(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(text);
  let answer = '';
  for await (const chunk of socket.setEncoding('utf8')) answer += String(chunk);
  return answer;
}

const SESSION = 'Cookie: session=1';
const request = (target: string, ...headers: string[]): string =>
  [
    `GET ${target} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Connection: close',
    SESSION,
    ...headers,
    '',
    '',
  ].join('\r\n');

const LIST = '/proxy/core/conversations';
const params = (query: string) => request(`${LIST}?${query}`);
const METADATA = `${LIST}?custom_metadata=`;

const hostile: readonly (readonly [string, string, number])[] = [
  ['another path of the API', request('/proxy/core/agents'), 404],
  ['the proxy itself', request('/proxy/'), 404],
  ['a path that leads upwards', request('/proxy/core/conversations/../agents'), 400],
  ['a path that leads upwards, encoded', request('/proxy/core/conversations/%2e%2e/agents'), 400],
  ['an id that leads upwards, encoded', request(`${LIST}/%2e%2e`), 400],
  ['an id that leads upwards, encoded twice', request(`${LIST}/%252e%252e`), 404],
  ['an id that leads upwards to some servers', request(`${LIST}/..;`), 404],
  ['an id that leads upwards to some servers, encoded', request(`${LIST}/%2e.%3Bx=1`), 404],
  ['an encoded slash', request(`${LIST}/a%2Flistener-token`), 404],
  ['an encoded slash, twice', request(`${LIST}/a%252Flistener-token`), 404],
  ['an encoded slash, three times', request(`${LIST}/a%25252Flistener-token`), 404],
  ['an encoded backslash', request(`${LIST}/a%5Cb`), 404],
  ['a backslash', request(`${LIST}/a\\..\\agents`), 400],
  ['a NUL', request(`${LIST}/a%00`), 404],
  ['half of a letter', request(`${LIST}/%e9`), 404],
  ['a percent sign alone', request(`${LIST}/%`), 404],
  ['an endless id', request(`${LIST}/${'a'.repeat(400)}`), 404],
  ['slashes twice', request('/proxy//core/conversations'), 404],
  ['a host in the path', request('//attacker.example.com/proxy/core/conversations'), 400],
  ['a whole URL', request('http://attacker.example.com/proxy/core/conversations'), 400],
  ['a whole URL of this machine', request(`http://127.0.0.1${LIST}`), 400],
  ['a fragment', request(`${LIST}#x`), 400],
  ['a line break in a parameter', params('status=a%0d%0aX-Evil:%201'), 400],
  ['a line break in a cursor', params('cursor=%0d%0a'), 400],
  ['a line break in an id', request(`${LIST}/a%0d%0aX-Evil:%201`), 404],
  ['a cursor that is too long', params(`cursor=${'A'.repeat(600)}`), 400],
  ['an address that is too long', params(`status=${'A'.repeat(9000)}`), 414],
  ['a parameter that nobody knows', params('api_key=1'), 400],
  ['a parameter twice', params('limit=5&limit=6'), 400],
  ['parameters without number', params('a&'.repeat(4_000)), 400],
  ['a parameter as a list', params('limit[]=5'), 400],
  ['a parameter of objects’ own', params('__proto__=1'), 400],
  ['another parameter of objects’ own', params('constructor=1'), 400],
  ['a limit that is no number', params('limit=all'), 400],
  ['a limit below one', params('limit=0'), 400],
  ['a limit beyond the contract', params('limit=1001'), 400],
  ['fields with spaces', params('fields=id%20x'), 400],
  ['metadata that is no JSON', request(`${METADATA}%7Bx`), 400],
  ['metadata that is a list', request(`${METADATA}%5B1%5D`), 400],
  ['metadata that changes objects', request(`${METADATA}%7B%22__proto__%22:%22x%22%7D`), 400],
  ['metadata within metadata', request(`${METADATA}%7B%22a%22:%7B%22b%22:1%7D%7D`), 400],
  ['metadata without end', request(`${METADATA}%7B%22a%22:%22${'x'.repeat(2100)}%22%7D`), 400],
  ['parameters where there are none', request(`${LIST}/conv_1?limit=1`), 400],
  ['another site', request(LIST, 'Sec-Fetch-Site: cross-site'), 403],
  ['another subdomain', request(LIST, 'Sec-Fetch-Site: same-site'), 403],
  ['another origin', request(LIST, 'Origin: https://attacker.example.com'), 403],
  ['no origin at all', request(LIST, 'Origin: null'), 403],
  ['no session', request(LIST).replace(SESSION, 'X: y'), 401],
  ['a session of somebody else', request(LIST).replace(SESSION, 'Cookie: session=2'), 401],
  ['a link nobody made', request('/proxy/files/aHR0cDovLzEyNy4wLjAuMS8'), 404],
  ['a link to a URL', request('/proxy/files/http:%2F%2F127.0.0.1%2F'), 404],
  ['no host', request(LIST).replace('1.1\r\nHost: 127.0.0.1', '1.0'), 400],
  ...['', '999.999.999.999', 'a:99999', '[:::::]', 'xn--a', 'a@b', 'a/b', 'a b'].map(
    (host) => [`the host “${host}”`, request(LIST).replace('127.0.0.1', host), 400] as const,
  ),
  ['the server as a whole', request('*').replace('GET', 'OPTIONS'), 400],
  ['a body', request(LIST, 'Content-Length: 5') + 'hello', 413],
  [
    'a body in pieces',
    request(LIST, 'Transfer-Encoding: chunked') + '5\r\nhello\r\n0\r\n\r\n',
    413,
  ],
  ...['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'TRACE'].map(
    (method) => [`the method ${method}`, request(LIST).replace('GET', method), 405] as const,
  ),
];

for (const [what, bytes, status] of hostile) {
  test(`${what} is refused with ${status}, and nothing is sent upstream`, async (t) => {
    const { port, reached, told, upstreamHost } = await served(
      t,
      (_, response) => void response.end('[]'),
    );
    const answer = await raw(port, bytes);
    assert.match(answer, new RegExp(`^HTTP/1.1 ${status} `), answer.slice(0, 400));
    assert.deepEqual(reached, []);
    assert.doesNotMatch(answer + told.join(), /this-must-not|Error|\.ts|node:|at \S+ \(/);
    assert.doesNotMatch(answer, /x-evil/i);
    assert.ok(!(answer + told.join()).includes(upstreamHost));
    assert.match(answer, /cache-control: no-store/i);
    assert.match(answer, /x-content-type-options: nosniff/i);
    assert.match(answer, /content-security-policy: default-src 'none'; sandbox/i);
  });
}

test('the same request without anything hostile arrives', async (t) => {
  const { port, reached } = await served(t, (_, response) => void response.end('[]'));
  for (const bytes of [
    request(`${LIST}?limit=5`),
    request(LIST, 'Sec-Fetch-Site: same-origin'),
    request(LIST, 'Origin: https://127.0.0.1'),
    request(`${LIST}/call%3A1%20%C3%A9`),
  ]) {
    assert.match(await raw(port, bytes), /^HTTP\/1.1 200 /);
  }
  assert.deepEqual(reached, [
    'GET /core/conversations?limit=5',
    'GET /core/conversations',
    'GET /core/conversations',
    'GET /core/conversations/call%3A1%20%C3%A9',
  ]);
});

test('a body of one request is not the next request', async (t) => {
  const { port, reached } = await served(t, (_, response) => void response.end('[]'));
  const inner = request(`${LIST}?limit=7`);
  const answer = await raw(port, request(LIST, `Content-Length: ${inner.length}`) + inner);
  assert.equal(answer.match(/^HTTP\/1.1 /gm)?.length, 1);
  assert.deepEqual(reached, []);
});

test('it serves where an answer to HEAD may have no body', async (t) => {
  const { handle } = await served(t, (_, response) => void response.end('[]'));
  const options = { rejectNonStandardBodyWrites: true };
  const server = createServer(options, (asked, response) => void handle(asked, response));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  for (const [path, status] of [
    [LIST, 405],
    [`${LIST}/../x`, 400],
    ['/proxy/files/x', 404],
  ] as const) {
    const answer = await raw(port, request(path).replace('GET', 'HEAD'));
    assert.match(answer, new RegExp(`^HTTP/1.1 ${status} `), path);
    assert.match(answer, /\r\n\r\n$/);
  }
});

test('it serves HTTP/2, too', async (t) => {
  const { handle, reached } = await served(t, (_, response) => void response.end('[]'));
  const warned: Error[] = [];
  const warn = (warning: Error) => void warned.push(warning);
  process.on('warning', warn);
  const server = createHttp2((asked, response) => void handle(asked, response));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const client = connectHttp2(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  t.after(() => {
    process.off('warning', warn);
    client.destroy();
    server.close();
  });
  const status = async (path: string, method = 'GET') => {
    const stream = client.request({ ':path': path, ':method': method, cookie: 'session=1' });
    const [headers] = (await once(stream.resume(), 'response')) as [Record<string, unknown>];
    await once(stream, 'close');
    return headers[':status'];
  };
  assert.equal(await status(`${LIST}?limit=5`), 200);
  assert.equal(await status(`${LIST}/../agents`), 400);
  assert.equal(await status(LIST, 'DELETE'), 405);
  assert.equal(await status('/proxy/files/x', 'HEAD'), 404);
  assert.deepEqual(reached, ['GET /core/conversations?limit=5']);
  assert.deepEqual(warned, []);
});

test('a scope that is too small is refused with 403, and nothing is sent upstream', async (t) => {
  const { port, reached } = await served(t, (_, response) => void response.end('[]'), {
    authorize: () => 403,
  });
  assert.match(await raw(port, request(LIST)), /^HTTP\/1.1 403 /);
  assert.deepEqual(reached, []);
});

const SECOND = Buffer.alloc(64_000, 7);

/** Sends sound without end, as fast as it is taken. */
const endless: RequestListener = (asked, response) => {
  if (asked.url?.startsWith('/core')) {
    response.end(JSON.stringify({ id: 'c', recording_details: { recording_url: '/r/1.wav' } }));
    return;
  }
  response.writeHead(200, { 'Content-Type': 'audio/wav' });
  const more = (): void => {
    while (!response.destroyed && response.write(SECOND));
  };
  response.on('drain', more);
  more();
};

const ONE = `${LIST}/c`;

async function linkOf(port: number): Promise<string> {
  const headers = { Cookie: 'session=1' };
  const answer = await fetch(`http://127.0.0.1:${port}${ONE}`, { headers });
  const body = (await answer.json()) as { recording_details: { recording_url: string } };
  return `http://127.0.0.1:${port}${body.recording_details.recording_url}`;
}

test('abuse of ranges is refused with 416, and nothing is sent upstream', async (t) => {
  const { port, reached, upstreamHost } = await served(t, endless);
  const { pathname } = new URL(await linkOf(port));
  reached.length = 0;
  const many = Array.from({ length: 500 }, (_, index) => `${index}-${index}`).join();
  for (const range of [`bytes=${many}`, 'bytes=0-1,5-', 'bytes=9-3', 'bytes=-', 'lines=1-2', '']) {
    const answer = await raw(port, request(pathname, `Range: ${range}`));
    assert.match(answer, /^HTTP\/1.1 416 /, range.slice(0, 20));
    assert.ok(!answer.includes(upstreamHost));
  }
  assert.deepEqual(reached, []);
});

test('two hundred listeners who leave in the middle leave nothing open', async (t) => {
  const open = new Set<unknown>();
  const { port } = await served(t, (asked, response) => {
    if (asked.url?.startsWith('/core')) return endless(asked, response);
    open.add(response);
    response.once('close', () => open.delete(response));
    endless(asked, response);
  });
  const { pathname } = new URL(await linkOf(port));
  const sockets = await Promise.all(
    Array.from({ length: 200 }, async () => {
      const socket = connect(port, '127.0.0.1');
      socket.write(request(pathname));
      await once(socket, 'readable');
      return socket;
    }),
  );
  assert.equal(open.size, 200);
  for (const socket of sockets) socket.destroy();
  // It ends only when the last of them has.
  while (open.size > 0) await new Promise(setImmediate);
  const left = process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout');
  assert.deepEqual(left, []);
});

test('a listener who leaves ends the recording upstream', async (t) => {
  let ended: () => void = () => undefined;
  const left = new Promise<void>((resolve) => (ended = resolve));
  const { port } = await served(t, (asked, response) => {
    if (!asked.url?.startsWith('/core')) response.once('close', ended);
    endless(asked, response);
  });
  const listener = new AbortController();
  const answer = await fetch(await linkOf(port), {
    headers: { Cookie: 'session=1' },
    signal: listener.signal,
  });
  const first = await answer.body!.getReader().read();
  assert.ok(first.value!.length > 0);
  listener.abort();
  await left;
});

test('a listener who takes nothing holds the upstream back', async (t) => {
  let sent = 0;
  const { port } = await served(t, (asked, response) => {
    const { write } = response;
    response.write = ((chunk: Buffer) => {
      sent += chunk.length;
      return write.call(response, chunk, 'utf8');
    }) as typeof write;
    endless(asked, response);
  });
  const url = new URL(await linkOf(port));
  const socket = connect(port, '127.0.0.1');
  t.after(() => socket.destroy());
  socket.write(request(url.pathname).replace('Connection: close', 'Accept: audio/*'));
  await once(socket, 'readable');
  // Nothing is read. Whatever the buffers on the way take has gone when two looks are alike.
  let before = -1;
  while (before !== sent) {
    before = sent;
    for (let turn = 0; turn < 400; turn += 1) await new Promise(setImmediate);
  }
  assert.ok(sent < 30_000_000, `${sent} bytes went nowhere`);
});

test('a recording that breaks off upstream breaks off for the listener', async (t) => {
  const { port } = await served(t, (asked, response) => {
    if (asked.url?.startsWith('/core')) return endless(asked, response);
    response.writeHead(200, { 'Content-Type': 'audio/wav', 'Content-Length': '1000000' });
    response.write(SECOND, () => response.destroy());
  });
  const answer = await fetch(await linkOf(port), { headers: { Cookie: 'session=1' } });
  assert.equal(answer.status, 200);
  await assert.rejects(answer.arrayBuffer());
});

test('two hundred readers at once are all answered, and the memory stays bounded', async (t) => {
  const row = { id: 'conv_1', summary: 'x'.repeat(1_000) };
  const page = JSON.stringify(Array.from({ length: 50 }, () => row));
  const { port, reached } = await served(t, (_, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(page);
  });
  const clients = 200;
  const each = 10;
  const heap: number[] = [];
  const statuses = new Map<number, number>();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let turn = 0; turn < each; turn += 1) {
        const answer = await fetch(`http://127.0.0.1:${port}${LIST}?limit=50`, {
          headers: { Cookie: 'session=1' },
        });
        assert.equal(((await answer.json()) as unknown[]).length, 50);
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        heap.push(process.memoryUsage().heapUsed);
      }
    }),
  );
  assert.deepEqual([...statuses], [[200, clients * each]]);
  assert.equal(reached.length, clients * each);
  // 2,000 answers of 50 kB, this test's own copies included.
  assert.ok(Math.max(...heap) < 400_000_000, `${Math.max(...heap)} bytes`);
});
