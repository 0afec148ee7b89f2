import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { startApi, type Api } from '../../demo/api/server.js';
import { createProxies } from '../../demo/site-proxy.js';

let api: Api & { readonly url: string };
let url = '';
let close: () => void;

before(async () => {
  api = await startApi({ rows: 200, recordingPath: '/' });
  const proxies = createProxies(api.url);
  const server = createServer((request, response) => {
    if (!proxies(request, response)) response.writeHead(418).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => {
    server.close();
    server.closeAllConnections();
  };
});

after(async () => {
  close();
  await api.close();
});

const LIST = '/proxy/anyreach/core/conversations?limit=100';

async function first(headers: Record<string, string>): Promise<Record<string, unknown>> {
  const response = await fetch(url + LIST, { headers });
  assert.equal(response.status, 200);
  return ((await response.json()) as Record<string, unknown>[])[0]!;
}

test('a page shows what a reader of another scope sees', async () => {
  assert.ok('summary' in (await first({})));
  assert.ok(!('summary' in (await first({ 'X-Demo-Scope': 'read' }))));
  const wrong = await fetch(url + LIST, { headers: { 'X-Demo-Scope': 'everything' } });
  assert.equal(wrong.status, 403);
});

test('every vendor is behind a proxy of its own', async () => {
  for (const path of [
    '/proxy/agentmessage/v1/conversations?limit=1',
    '/proxy/autocalls/user/calls?per_page=1',
    '/proxy/autocalls/user/conversations?per_page=1',
  ]) {
    assert.equal((await fetch(url + path)).status, 200, path);
  }
  for (const path of ['/proxy/core/conversations', '/proxy/anyreach', '/elsewhere']) {
    assert.equal((await fetch(url + path)).status, 418, path);
  }
});

test('a recording is heard through the proxy, from any second on', async () => {
  const listed = (await (await fetch(url + LIST)).json()) as {
    readonly recording_details: { readonly recording_url?: string } | null;
  }[];
  const link = listed.find((row) => row.recording_details?.recording_url)?.recording_details;
  assert.match(link?.recording_url ?? '', /^\/proxy\/anyreach\/files\/[\w-]+\/conv_\w+\.wav$/);
  const part = await fetch(url + link!.recording_url!, { headers: { Range: 'bytes=1000-1999' } });
  assert.equal(part.status, 206);
  assert.equal(part.headers.get('content-type'), 'audio/wav');
  assert.equal((await part.arrayBuffer()).byteLength, 1000);
});
