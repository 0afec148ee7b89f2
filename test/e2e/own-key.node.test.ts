import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import puppeteer, { type Browser } from 'puppeteer-core';
import { browserArguments, resolveBrowser, thisMachine } from '../../tools/browser.mjs';
import { ask, column, detailText, inDetail, one, until, untilRows } from './support.js';

const KEY = 'ak_e2e.this-must-not-be-seen';

/** Stands in for the vendor: notes what it is sent and quotes the key in its errors. */
const received: IncomingMessage[] = [];
const upstream = createServer((request, response) => {
  received.push(request);
  const path = (request.url ?? '').split('?')[0];
  const json = { 'Content-Type': 'application/json', 'X-Request-Id': 'up_1' };
  if (path === '/core/conversations/quoted') {
    response.writeHead(401, json).end(JSON.stringify({ detail: `bad key ${KEY}` }));
  } else if (path === '/core/conversations/limited') {
    response.writeHead(429, { ...json, 'Retry-After': '7' }).end('{"detail":"slow down"}');
  } else if (path === '/core/conversations/elsewhere') {
    response.writeHead(302, { Location: `http://127.0.0.1:1/?${KEY}` }).end();
  } else if (path === '/core/conversations/login') {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<script>hacked = 1</script>');
  } else if (path === '/core/conversations/broken') {
    response.writeHead(200, json);
    response.write('{"id":"', () => response.destroy());
  } else {
    const row = {
      id: 'conv_own',
      channel: 'text',
      status: 'completed',
      direction: 'inbound',
      user_id: '+12025550123',
      agent_id: 'agent_1',
      agent: { id: 'agent_1', name: 'Nora' },
      summary: 'From the own account',
      created_at: '2025-03-14T15:09:26+00:00',
    };
    response.writeHead(200, json).end(JSON.stringify(path === '/core/conversations' ? [row] : row));
  }
});

let url = '';
let output = '';
let browser: Browser;
let stop: () => Promise<unknown> = async () => undefined;
/** Every byte the browser was served. */
const served: string[] = [];

before(async () => {
  upstream.listen(0, '127.0.0.1');
  await once(upstream, 'listening');
  const script = fileURLToPath(new URL('../../demo/start.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '',
      PORT: '0',
      ANYREACH_API_KEY: KEY,
      ANYREACH_ORG: 'org_own',
      ANYREACH_BASE_URL: `http://127.0.0.1:${(upstream.address() as AddressInfo).port}/`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stderr.on('data', (chunk) => (output += String(chunk)));
  const closed = once(child, 'close');
  stop = async () => (child.kill(), closed);
  await new Promise<void>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      output += `${line}\n`;
      const ready = /^ready (\S+)\/$/.exec(line);
      if (!ready) return;
      url = ready[1]!;
      resolve();
    });
    void closed.then(() => reject(new Error(output)));
  });
  const machine = thisMachine();
  browser = await puppeteer.launch({
    executablePath: resolveBrowser(machine),
    args: browserArguments(machine),
  });
});

after(async () => {
  await browser?.close();
  await stop();
  upstream.close();
});

async function get(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(url + path, { headers });
  const text = await response.text();
  served.push(text, JSON.stringify([...response.headers]));
  return { status: response.status, headers: response.headers, text };
}

test('the inbox, the plain page and the conversation page show the user’s own conversations', async () => {
  for (const path of ['/', '/plain.html']) {
    const page = await browser.newPage();
    await page.evaluateOnNewDocument('globalThis.__name = (value) => value;');
    await page.goto(url + path);
    await untilRows(page);
    assert.deepEqual(await ask(page, column('summary')), ['From the own account']);
    if (path === '/') {
      assert.equal(await ask(page, `document.querySelector('#server').checkVisibility()`), false);
    }
    await page.goto(await ask<string>(page, `${one('.row-link')}.href`));
    await until(page, 'the details', inDetail('dl'));
    assert.ok((await ask<string>(page, detailText)).includes('Nora'));
    await page.close();
  }
});

test('upstream gets the key and the organization, and nothing of the browser’s own', async () => {
  received.length = 0;
  const query = 'limit=5&channel=text&custom_metadata=%7B%22a%22%3A1%7D&fields=id,created_at';
  const { status, headers } = await get(`/proxy/core/conversations?${query}`, {
    Authorization: 'Bearer of-the-browser',
    Cookie: 'session=of-the-browser',
    'X-Anyreach-Org': 'of-the-browser',
    'X-Forwarded-For': 'of-the-browser',
  });
  assert.equal(status, 200);
  assert.equal(headers.get('cache-control'), 'no-store');
  assert.equal(headers.get('x-request-id'), 'up_1');
  const [sent] = received;
  assert.equal(sent!.method, 'GET');
  assert.equal(sent!.headers.authorization, `Bearer ${KEY}`);
  assert.equal(sent!.headers['x-anyreach-org'], 'org_own');
  assert.equal(sent!.headers.cookie, undefined);
  assert.doesNotMatch(JSON.stringify(sent!.rawHeaders), /of-the-browser/);
  assert.deepEqual([...new URL(sent!.url!, url).searchParams], [...new URLSearchParams(query)]);
});

test('only the two reads with known parameters are passed on', async () => {
  received.length = 0;
  const one = '/proxy/core/conversations/conv_own';
  const refused: readonly (readonly [string, number])[] = [
    ['/proxy/core/agents', 404],
    ['/proxy/', 404],
    ['/proxy/core/conversations/a/b', 404],
    ['/proxy/core/conversations/%2e%2e', 404],
    ['/proxy/core/conversations/a%2Flistener-token', 404],
    ['/proxy/core/conversations/%', 404],
    ['/proxy/core/conversations?limit=5&limit=6', 400],
    ['/proxy/core/conversations?limit=all', 400],
    ['/proxy/core/conversations?limit=99999', 400],
    ['/proxy/core/conversations?api_key=1', 400],
    ['/proxy/core/conversations?cursor=%0d%0a', 400],
    ['/proxy/core/conversations?fields=id%20x', 400],
    [`${one}?limit=1`, 400],
    ['/core/conversations', 404],
    ['/__control', 404],
  ];
  for (const [path, status] of refused) {
    assert.equal((await get(path)).status, status, path);
  }
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
    assert.equal((await fetch(url + one, { method })).status, 405, method);
  }
  assert.deepEqual(received, []);
});

test('a failure upstream is passed on in its own words, without key, host or page', async () => {
  const quoted = await get('/proxy/core/conversations/quoted');
  assert.equal(quoted.status, 401);
  assert.deepEqual(JSON.parse(quoted.text), { detail: 'bad key …' });
  const limited = await get('/proxy/core/conversations/limited');
  assert.equal(limited.status, 429);
  assert.equal(limited.headers.get('retry-after'), '7');
  for (const path of ['elsewhere', 'broken']) {
    const { status, text } = await get(`/proxy/core/conversations/${path}`);
    assert.equal(status, 502);
    assert.deepEqual(JSON.parse(text), { message: 'The upstream server could not be reached.' });
  }
  const login = await get('/proxy/core/conversations/login');
  assert.match(login.headers.get('content-type') ?? '', /^text\/plain/);
  assert.match(login.headers.get('content-security-policy') ?? '', /sandbox/);
});

test('a page under another name cannot read through the proxy', async () => {
  const { port } = new URL(url);
  for (const host of ['attacker.example.com', `attacker.example.com:${port}`, 'localhost:1']) {
    const asked = httpRequest({
      host: '127.0.0.1',
      port,
      path: '/proxy/core/conversations',
      headers: { host },
    });
    asked.end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    response.resume();
    assert.equal(response.statusCode, 421, host);
  }
});

test('recordings may come from any https server, and only in this mode', async () => {
  const { headers } = await get('/');
  const policy = headers.get('content-security-policy') ?? '';
  assert.ok(policy.includes("media-src 'self' blob: https:"));
  assert.equal(policy.replace("media-src 'self' blob: https:", '').includes('https:'), false);
});

test('the key is in nothing that was served or printed', async () => {
  const html = await Promise.all(
    ['/', '/plain.html', '/conversation.html', '/site.json'].map((path) => get(path)),
  );
  const scripts = html.flatMap(({ text }) => [...text.matchAll(/src="([^"]+)"/g)]);
  for (const [, path] of scripts) await get(path!);
  assert.ok(served.length > 30 && scripts.length === 3);
  assert.ok(served.every((text) => !text.includes('this-must-not-be-seen')));
  assert.doesNotMatch(output, /this-must-not-be-seen/);
  assert.match(output, /^ready /m);
});
