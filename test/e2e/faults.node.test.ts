import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'puppeteer-core';
import {
  ask,
  centre,
  depth,
  notice,
  one,
  scrollDown,
  until,
  untilRows,
  useDemo,
  type Watched,
} from './support.js';

// What a page meets that has no proxy; what one with a proxy does is in `through-the-proxy.node.test.ts`.
const demo = useDemo({ direct: true, api: { rows: 400, now: '2025-03-14T15:09:26Z' } });

/** As the panel does it: over HTTP, from the page. */
async function control(page: Page, change: object): Promise<void> {
  const script = `fetch('/__control', { method: 'POST', body: ${JSON.stringify(JSON.stringify(change))},
    headers: { 'Content-Type': 'application/json' } }).then((response) => response.status)`;
  assert.equal(await ask(page, script), 200);
}

const retry = one('[part~="retry-button"]');
const errors = (page: Page): Promise<string[]> =>
  ask(page, `window.reported.filter(({ type }) => type === 'inbox-error').map(({ kind }) => kind)`);

async function pressRetry(page: Page): Promise<void> {
  await ask(page, `void ${retry}.scrollIntoView({ block: 'nearest' })`);
  const { x, y } = await centre(page, retry);
  await page.mouse.click(x, y);
}

/** What the browser itself logs of an answer that failed; anything else is a complaint of ours. */
function assertQuiet({ complaints, dialogs }: Watched): void {
  const ours = complaints.filter((text) => !text.startsWith('Failed to load resource'));
  assert.deepEqual(ours, []);
  assert.deepEqual(dialogs, []);
}

interface Case {
  readonly name: string;
  readonly failNext: object;
  readonly kind: string;
  readonly words: RegExp;
  readonly path?: string;
}

// The provider repeats a network error or a 5xx twice by itself, so the reader sees the third.
const CASES: readonly Case[] = [
  {
    name: 'a refused credential (401)',
    failNext: { fault: 401 },
    kind: 'unauthorized',
    words: /not signed in/,
  },
  {
    // Refused with the sensitive fields, the adapter asks once more without them.
    name: 'a missing permission (403)',
    failNext: { fault: 403, times: 2 },
    kind: 'forbidden',
    words: /not permitted/,
  },
  {
    name: 'an unknown address (404)',
    failNext: { fault: 404 },
    kind: 'not-found',
    words: /does not know this list/,
  },
  {
    name: 'a request that is not accepted (422)',
    failNext: { fault: 422 },
    kind: 'invalid-request',
    words: /did not accept[^]*ISO 8601/,
  },
  {
    name: 'too many requests (429)',
    failNext: { fault: 429, retryAfter: 120 },
    kind: 'rate-limited',
    words: /Too many requests[^]*Trying again at/,
  },
  {
    name: 'a server that fails (500)',
    failNext: { fault: 500, times: 3 },
    kind: 'server',
    words: /The server failed[^]*Request ID req_/,
  },
  {
    name: 'a connection cut in the middle of the body',
    failNext: { fault: 'cut', times: 3 },
    kind: 'network',
    words: /could not be reached/,
  },
  {
    name: 'no answer in time',
    failNext: { fault: 'hang' },
    kind: 'timeout',
    words: /took too long/,
    path: '/?timeout=1',
  },
  {
    name: 'a login page instead of data',
    failNext: { fault: 'html' },
    kind: 'invalid-response',
    words: /could not be read[^]*a web page/,
  },
  {
    name: 'an object instead of a list',
    failNext: { fault: 'object' },
    kind: 'invalid-response',
    words: /could not be read/,
  },
  {
    name: 'the first page again (a cursor that repeats)',
    failNext: { fault: 'same-cursor' },
    kind: 'invalid-response',
    words: /could not be read[^]*started over/,
  },
];

for (const { name, failNext, kind, words, path = '/' } of CASES) {
  test(`${name}: said in place, rows kept, and Retry goes on`, async () => {
    const { page, watched } = await demo().open(path);
    await untilRows(page);
    const before = await depth(page);
    await control(page, { failNext });
    await scrollDown(page);
    await until(page, 'Retry', `${retry} && ${one('.footer')}.checkVisibility()`);
    assert.match(await ask(page, notice), words);
    assert.equal(await depth(page), before);
    assert.deepEqual(await errors(page), [kind]);
    await pressRetry(page);
    await untilRows(page, before + 1);
    assert.equal(await ask(page, `${retry} === null`), true, 'the message is gone');
    assertQuiet(watched);
    await page.close();
  });
}

test('on the first page a failure takes the place of the rows, and Retry brings them', async () => {
  const { page, watched } = await demo().open('/conversation.html');
  await control(page, { failNext: { fault: 500, times: 3 } });
  await page.goto(demo().site.url);
  await until(page, 'Retry', retry);
  assert.match(await ask(page, notice), /The server failed/);
  await pressRetry(page);
  await untilRows(page);
  assertQuiet(watched);
  await page.close();
});

test('a revoked credential is said, and the list goes on once it is accepted again', async () => {
  const { page } = await demo().open('/');
  await untilRows(page);
  const before = await depth(page);
  await control(page, { revokeTokens: true });
  await scrollDown(page);
  await until(page, 'Retry', retry);
  assert.deepEqual(await errors(page), ['unauthorized']);
  await control(page, { revokeTokens: false });
  await pressRetry(page);
  await untilRows(page, before + 1);
  await page.close();
});

test('500 twice, then fine: the reader notices nothing', async () => {
  const { page, watched } = await demo().open('/');
  await untilRows(page);
  const before = await depth(page);
  await control(page, { failNext: { fault: 500, times: 2 } });
  await scrollDown(page);
  await untilRows(page, before + 1);
  assert.deepEqual(await errors(page), []);
  assertQuiet(watched);
  await page.close();
});

test('after a 429 the list goes on by itself as soon as the server allows', async () => {
  const { page } = await demo().open('/');
  await untilRows(page);
  const before = await depth(page);
  await control(page, { failNext: { fault: 429, retryAfter: 1 } });
  await scrollDown(page);
  await untilRows(page, before + 1);
  assert.deepEqual(await errors(page), ['rate-limited']);
  await page.close();
});

test('a row of wrong types is marked and costs the page nothing else', async () => {
  const { page, watched } = await demo().open('/');
  await untilRows(page);
  const before = await depth(page);
  await control(page, { failNext: { fault: 'wrong-types' } });
  await scrollDown(page);
  await untilRows(page, before + 1);
  await until(page, 'the mark', one('.row-unreadable, [part~="row-unreadable"] .unreadable'));
  assert.match(await ask(page, `${one('.unreadable')}.ariaLabel`), /^Could not be read: .*status/);
  assert.deepEqual(await errors(page), []);
  assertQuiet(watched);
  await page.close();
});

test('an empty page is the end of the list; with no rows before it there are no conversations', async () => {
  const { page, watched } = await demo().open('/');
  await untilRows(page);
  const before = await depth(page);
  await control(page, { failNext: { fault: 'empty' } });
  await scrollDown(page);
  await until(page, 'the end', `${notice}.includes('End of list')`);
  assert.equal(await depth(page), before);
  await control(page, { failNext: { fault: 'empty' } });
  await page.goto(`${demo().site.url}/?theme=light`);
  await until(page, 'the words', `${notice}.includes('No conversations')`);
  assert.deepEqual(await errors(page), []);
  assertQuiet(watched);
  await page.close();
});
