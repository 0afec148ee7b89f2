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
import { ask, column, detailText, inbox, inDetail, one, until, untilRows } from './support.js';

const SECRET = 'this-must-not-be-seen';
const KEYS = {
  anyreach: `ak_e2e.${SECRET}`,
  agentmessage: `am_live_${SECRET}`,
  autocalls: `ac_${SECRET}`,
};

const row = {
  id: 'conv_own',
  channel: 'telephone',
  status: 'completed',
  direction: 'inbound',
  user_id: '+12025550123',
  agent_id: 'agent_1',
  agent: { id: 'agent_1', name: 'Nora' },
  summary: 'From the own account',
  created_at: '2025-03-14T15:09:26+00:00',
  recording_details: { recording_url: '/recordings/own.wav?signature=of-the-vendor' },
};

const thread = {
  id: 'dGhyZWFk',
  phone_number_id: '0b9fd2a0-3f0b-4f4e-8a7a-2a7a7a7a7a7a',
  phone_number: '+12025550100',
  contact_number: '+12025550123',
  last_message_at: '2025-03-14T15:09:26Z',
  last_message_direction: 'inbound',
  last_message_preview: 'A text of the own account',
  last_message_body_redacted_at: null,
  message_count: 0,
  consent: null,
};

const call = {
  id: 7,
  assistant_name: 'Nora',
  type: 'inbound',
  duration: 3,
  client_phone_number: '+12025550123',
  status: 'completed',
  recording_url: null,
  created_at: '2025-03-14 15:09:26',
  updated_at: '2025-03-14 15:09:26',
};

/** What the vendors answer, by path; anywhere else it is Anyreach's one conversation. */
const ANSWERS: Readonly<Record<string, object>> = {
  '/core/conversations': [row],
  '/v1/conversations': { success: true, data: [thread], meta: { next_cursor: null } },
  '/ac/user/calls': { current_page: 1, data: [call], last_page: 1, per_page: 50, total: 1 },
  '/ac/user/conversations': { data: [], per_page: 50, next_cursor: null, prev_cursor: null },
};

/** Stands in for the vendors: notes what it is sent and quotes the key in its errors. */
const received: IncomingMessage[] = [];
const upstream = createServer((request, response) => {
  received.push(request);
  const [path = ''] = (request.url ?? '').split('?');
  const json = { 'Content-Type': 'application/json', 'X-Request-Id': 'up_1' };
  if (path === '/core/conversations/quoted') {
    response.writeHead(401, json).end(JSON.stringify({ detail: `bad key ${KEYS.anyreach}` }));
  } else if (path === '/core/conversations/limited') {
    response.writeHead(429, { ...json, 'Retry-After': '7' }).end('{"detail":"slow down"}');
  } else if (path === '/core/conversations/elsewhere') {
    response.writeHead(302, { Location: `http://127.0.0.1:1/?${SECRET}` }).end();
  } else if (path === '/core/conversations/login') {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<script>hacked = 1</script>');
  } else if (path === '/core/conversations/broken') {
    response.writeHead(200, json);
    response.write('{"id":"', () => response.destroy());
  } else if (path === '/recordings/own.wav') {
    response.writeHead(200, { 'Content-Type': 'audio/wav' }).end('RIFF');
  } else {
    response.writeHead(200, json).end(JSON.stringify(ANSWERS[path] ?? row));
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
  const vendors = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
  const script = fileURLToPath(new URL('../../demo/start.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '',
      PORT: '0',
      ANYREACH_API_KEY: KEYS.anyreach,
      ANYREACH_ORG: 'org_own',
      ANYREACH_BASE_URL: `${vendors}/`,
      AGENTMESSAGE_API_KEY: KEYS.agentmessage,
      AGENTMESSAGE_BASE_URL: vendors,
      AUTOCALLS_API_KEY: KEYS.autocalls,
      AUTOCALLS_BASE_URL: `${vendors}/ac`,
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

test('the text messages and the assistants’ conversations are the user’s own, too', async () => {
  for (const [path, text] of [
    ['/texts.html', 'A text of the own account'],
    ['/assistants.html', 'Phone Call'],
  ] as const) {
    const page = await browser.newPage();
    await page.evaluateOnNewDocument('globalThis.__name = (value) => value;');
    await page.goto(url + path);
    await untilRows(page);
    const shown = await ask<string>(page, `${inbox}.shadowRoot.querySelector('.body').textContent`);
    assert.ok(shown.includes(text), shown);
    assert.equal(await ask(page, `document.querySelector('#server').checkVisibility()`), false);
    await page.close();
  }
});

test('each vendor gets its own key, and nothing of the browser’s own', async () => {
  for (const [path, vendor] of [
    ['/proxy/anyreach/core/conversations?limit=5', 'anyreach'],
    ['/proxy/agentmessage/v1/conversations?limit=5', 'agentmessage'],
    ['/proxy/autocalls/user/calls?page=1', 'autocalls'],
  ] as const) {
    received.length = 0;
    const { status, headers } = await get(path, {
      Authorization: 'Bearer of-the-browser',
      Cookie: 'session=of-the-browser',
      'X-Anyreach-Org': 'of-the-browser',
    });
    assert.equal(status, 200);
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(headers.get('x-request-id'), 'up_1');
    const [sent] = received;
    assert.equal(sent!.method, 'GET');
    assert.equal(sent!.headers.authorization, `Bearer ${KEYS[vendor]}`);
    assert.equal(sent!.headers['x-anyreach-org'], vendor === 'anyreach' ? 'org_own' : undefined);
    assert.doesNotMatch(JSON.stringify(sent!.rawHeaders), /of-the-browser/);
  }
});

test('only the reads of the contracts are passed on', async () => {
  received.length = 0;
  const refused: readonly (readonly [string, number])[] = [
    ['/proxy/anyreach/core/agents', 404],
    ['/proxy/anyreach/core/conversations/a%2Flistener-token', 404],
    ['/proxy/anyreach/core/conversations?api_key=1', 400],
    ['/proxy/agentmessage/v1/messages', 404],
    ['/proxy/autocalls/user/me', 404],
    ['/proxy/core/conversations', 404],
  ];
  for (const [path, status] of refused) {
    assert.equal((await get(path)).status, status, path);
  }
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
    const one = `${url}/proxy/anyreach/core/conversations/conv_own`;
    assert.equal((await fetch(one, { method })).status, 405, method);
  }
  for (const id of ['a%2Flistener-token', '..%2f..%2fcore%2fagents']) {
    assert.equal((await get(`/turns/${id}`)).status, 404, id);
  }
  assert.deepEqual(received, []);
});

test('a failure upstream is said without key, host or page', async () => {
  const conversation = (id: string) => get(`/proxy/anyreach/core/conversations/${id}`);
  const limited = await conversation('limited');
  assert.equal(limited.status, 429);
  assert.equal(limited.headers.get('retry-after'), '7');
  // The transcripts in pages are read the same way.
  assert.equal((await get('/turns/quoted')).status, 502);
  for (const [id, message] of [
    ['quoted', 'The upstream server does not accept the key of this server.'],
    ['elsewhere', 'The upstream server failed.'],
    ['broken', 'The upstream server could not be reached.'],
    ['login', 'The upstream server did not answer with data.'],
  ] as const) {
    const { status, text } = await conversation(id);
    assert.equal(status, 502);
    assert.equal((JSON.parse(text) as { error: { message: string } }).error.message, message);
  }
});

test('recordings come through this server, and the page never learns where they are', async () => {
  const { text } = await get('/proxy/anyreach/core/conversations/conv_own');
  const link = (JSON.parse(text) as typeof row).recording_details.recording_url;
  assert.match(link, /^\/proxy\/anyreach\/files\//);
  received.length = 0;
  assert.equal((await get(link)).text, 'RIFF');
  assert.equal(received[0]?.url, row.recording_details.recording_url);
  assert.equal(received[0]?.headers.authorization, undefined);
  const policy = (await get('/')).headers.get('content-security-policy') ?? '';
  assert.match(policy, /media-src 'self' blob:;/);
  assert.doesNotMatch(policy, /https?:/);
});

test('a page under another name cannot read through the proxy', async () => {
  const { port } = new URL(url);
  for (const host of ['attacker.example.com', `attacker.example.com:${port}`, 'localhost:1']) {
    const asked = httpRequest({
      host: '127.0.0.1',
      port,
      path: '/proxy/anyreach/core/conversations',
      headers: { host },
    });
    asked.end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    response.resume();
    assert.equal(response.statusCode, 421, host);
  }
});

test('the key is in nothing that was served or printed', async () => {
  const html = await Promise.all(
    ['/', '/plain.html', '/texts.html', '/assistants.html', '/conversation.html', '/site.json'].map(
      (path) => get(path),
    ),
  );
  const scripts = html.flatMap(({ text }) => [...text.matchAll(/src="([^"]+)"/g)]);
  for (const [, path] of scripts) await get(path!);
  assert.ok(served.length > 30 && scripts.length === 5);
  assert.ok(served.every((text) => !/this-must-not-be-seen|of-the-vendor/.test(text)));
  assert.doesNotMatch(output, /this-must-not-be-seen/);
  assert.match(output, /^ready /m);
});
