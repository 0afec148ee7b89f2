/** What `npm start` shows: the pages talk to the proxies, and to nothing else. */
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import type { HTTPRequest } from 'puppeteer-core';
import { breaks, controlOf, openPlayer, part, player, sound } from './player.js';
import { ask, centre, notice, one, scrollDown, until, untilRows, useDemo } from './support.js';

const demo = useDemo({ api: { rows: 400, now: '2025-03-14T15:09:26Z' } });
const control = () => controlOf(demo());

afterEach(() => {
  control().setMedia({ mode: 'normal' });
  control().set({ recordingLifetime: 300 });
});

/** Where the reference API itself has what the proxies hand out. */
const DIRECT = /^\/(core|v1|autocalls|media)\//;

test('every page reads through a proxy, with no credential of any kind', async () => {
  const { site, browser } = demo();
  for (const [path, proxy] of [
    ['/', 'anyreach'],
    ['/plain.html', 'anyreach'],
    ['/beside.html', 'anyreach'],
    ['/texts.html', 'agentmessage'],
    ['/assistants.html', 'autocalls'],
  ] as const) {
    const page = await browser.newPage();
    const sent: HTTPRequest[] = [];
    page.on('request', (request) => sent.push(request));
    await page.evaluateOnNewDocument('globalThis.__name = (value) => value;');
    await page.goto(site.url + path);
    await untilRows(page);
    const paths = sent.map((request) => new URL(request.url()).pathname);
    assert.ok(paths.filter((one) => one.startsWith(`/proxy/${proxy}/`)).length > 0, path);
    assert.deepEqual(
      paths.filter((one) => DIRECT.test(one)),
      [],
      path,
    );
    for (const request of sent) {
      assert.ok(request.url().startsWith(`${site.url}/`), request.url());
      assert.equal(request.headers()['authorization'], undefined);
      assert.doesNotMatch(request.url(), /demo\.(sensitive|read)|am_live|ac_demo/);
    }
    await page.close();
  }
});

test('a recording is heard, sought and found again after its link has ended', async () => {
  const { page, press, heard, links } = await openPlayer(demo(), {
    mode: 'slow',
    bytesPerSecond: 64_000,
  });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await press();
  await heard(0.5);
  control().expireUrls({ cut: true });
  control().setMedia({ mode: 'normal' });
  await ask(page, `${player}.seekTo(45)`);
  await heard(45.2);
  assert.equal(links(), 2);
  assert.ok(asked.some((path) => /^\/proxy\/anyreach\/files\/[\w-]+\//.test(path)));
  assert.deepEqual(
    asked.filter((path) => DIRECT.test(path)),
    [],
  );
  const source = await ask<string>(page, `${sound}.currentSrc`);
  assert.match(source, /\/proxy\/anyreach\/files\//);
  await page.close();
});

test('a recording that breaks off behind the proxy goes on where it was', async () => {
  const { page, press, heard } = await openPlayer(demo(), { mode: 'cut', seconds: 8, times: 1 });
  await press();
  await heard(9);
  for (const { at, resumed } of await breaks(page)) assert.ok(Math.abs(resumed - at) <= 0.3);
  assert.equal(await ask(page, `${part('message')} === null`), true);
  await page.close();
});

test('a link of the proxy itself that has ended is renewed', async () => {
  control().set({ recordingLifetime: 2 });
  const { page, press, heard } = await openPlayer(demo(), { mode: 'slow', bytesPerSecond: 80_000 });
  await press();
  await heard(6);
  assert.equal(await ask(page, `${part('message')} === null`), true);
  await page.close();
});

const retry = one('[part~="retry-button"]');

for (const [name, fault, words] of [
  ['refuses the key', 401, 'does not accept the key'],
  ['breaks off', 'cut', 'could not be reached'],
  ['shows a login page', 'html', 'did not answer with data'],
] as const) {
  test(`an upstream that ${name} is said in place, rows are kept, and Retry goes on`, async () => {
    const { page } = await demo().open('/');
    await untilRows(page, 48);
    // The provider tries a 502 again twice.
    control().failNext(fault, 3);
    await scrollDown(page);
    await until(page, 'Retry', retry);
    const text = await ask<string>(page, notice);
    assert.match(text, /The server failed/);
    assert.ok(text.includes(words), text);
    assert.match(text, /req_\w+|[\da-f]{8}-[\da-f-]{27}/, 'support can be asked');
    await ask(page, `void ${retry}.scrollIntoView({ block: 'nearest' })`);
    const { x, y } = await centre(page, retry);
    await page.mouse.click(x, y);
    await untilRows(page, 60);
    await page.close();
  });
}
