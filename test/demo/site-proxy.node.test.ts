import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { createProxy } from '../../demo/site-proxy.js';

async function listen(t: TestContext, handler: RequestListener): Promise<string> {
  const server = createServer(handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const proxied = (t: TestContext, options: { baseUrl: string; timeout?: number }) => {
  const proxy = createProxy({ ...options, key: 'ak_x.secret', prefix: '/proxy' });
  return listen(t, (request, response) => {
    if (!proxy(request, response)) response.writeHead(418).end();
  });
};

test('a server that does not answer in time is given up with 504', async (t) => {
  const baseUrl = await listen(t, () => undefined);
  const url = await proxied(t, { baseUrl, timeout: 0.05 });
  const response = await fetch(`${url}/proxy/core/conversations?limit=1`);
  assert.equal(response.status, 504);
  assert.deepEqual(await response.json(), { message: 'The upstream server took too long.' });
});

test('a reader who leaves ends the request upstream', async (t) => {
  let asked: () => void = () => undefined;
  let ended: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => (asked = resolve));
  const left = new Promise<void>((resolve) => (ended = resolve));
  const baseUrl = await listen(t, (request) => {
    request.once('close', ended);
    asked();
  });
  const url = await proxied(t, { baseUrl });
  const reader = new AbortController();
  const answer = fetch(`${url}/proxy/core/conversations`, { signal: reader.signal });
  await arrived;
  reader.abort();
  await assert.rejects(answer, { name: 'AbortError' });
  await left;
});

test('a server that is not there is said without its address', async (t) => {
  const url = await proxied(t, { baseUrl: 'http://127.0.0.1:1' });
  const response = await fetch(`${url}/proxy/core/conversations`);
  assert.equal(response.status, 502);
  assert.doesNotMatch(await response.text(), /127\.0\.0\.1|ECONN|secret/);
});

test('an id keeps its odd letters, and other paths are not the proxy’s', async (t) => {
  const paths: string[] = [];
  const baseUrl = await listen(t, (request, response) => {
    paths.push(request.url ?? '');
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
  });
  const url = await proxied(t, { baseUrl: `${baseUrl}/` });
  assert.equal(
    (await fetch(`${url}/proxy/core/conversations/call%3A1%20%C3%A9?fields=id`)).status,
    200,
  );
  assert.deepEqual(paths, ['/core/conversations/call%3A1%20%C3%A9?fields=id']);
  assert.equal((await fetch(`${url}/proxy-not`)).status, 418);
});
