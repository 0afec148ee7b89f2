import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'puppeteer-core';
import {
  all,
  ask,
  centre,
  column,
  depth,
  detailText,
  inDetail,
  one,
  rows,
  scrollDown,
  scrollTo,
  until,
  untilRows,
  useDemo,
  type Watched,
} from './support.js';

const demo = useDemo({ api: { rows: 600, now: '2025-03-14T15:09:26Z' } });

const api = () => demo().site.api!;

async function assertClean(page: Page, { complaints, dialogs, requests }: Watched): Promise<void> {
  assert.deepEqual(await ask(page, 'window.violations'), []);
  assert.deepEqual(complaints, []);
  assert.deepEqual(dialogs, []);
  const elsewhere = requests.filter((url) => !url.startsWith(`${demo().site.url}/`));
  assert.deepEqual(elsewhere, []);
}

test('a plain page lists conversations with one script tag and no credential', async () => {
  const { site, open } = demo();
  const { page, watched } = await open('/plain.html');
  const sent: Record<string, string>[] = [];
  page.on('request', (request) => sent.push(request.headers()));
  await untilRows(page);
  await scrollDown(page);
  await untilRows(page, 51);
  const scripts = await ask<string[]>(page, '[...document.scripts].map((script) => script.src)');
  assert.deepEqual(scripts, [`${site.url}/cdn/conversation-inbox.js`]);
  const lists = watched.requests.filter((url) => url.includes('/core/conversations'));
  assert.ok(lists.length > 1 && lists.every((url) => url.startsWith(`${site.url}/proxy/`)));
  assert.ok(sent.length > 0 && sent.every((headers) => !('authorization' in headers)));
  const texts = await ask<string[]>(page, column('summary'));
  assert.ok(
    texts.some((text) => text.length > 10),
    'the key of the server sees summaries',
  );
  await assertClean(page, watched);
  await page.close();
});

test('the policy is strict, and nothing breaks it while a reader scrolls, plays and copies', async () => {
  const { site, open, browser } = demo();
  await browser
    .defaultBrowserContext()
    .overridePermissions(site.url, ['clipboard-read', 'clipboard-sanitized-write']);
  for (const path of ['/', '/plain.html']) {
    const { page, watched } = await open(path);
    const policy = await ask<string>(
      page,
      `fetch(location.href).then(({ headers }) => headers.get('Content-Security-Policy'))`,
    );
    assert.match(policy, /^default-src 'self';/);
    assert.doesNotMatch(policy, /unsafe|https?:|\*/);
    await untilRows(page);
    for (const name of ['play', 'copy']) {
      const { x, y } = await centre(page, one(`[data-action="${name}"]`));
      await page.mouse.click(x, y);
    }
    await until(page, 'sound', one('.row-playing'));
    await until(page, 'the word', `${one('[role="status"]')}.textContent === 'Copied'`);
    const cut = `${rows}.map((row) => row.querySelector('[data-column="summary"] bdi'))
      .find((text) => text.scrollWidth > text.clientWidth)`;
    const { x, y } = await centre(page, cut);
    await page.mouse.move(x, y);
    await until(page, 'the tooltip', one('[part~="tooltip"]:popover-open'));
    await scrollDown(page);
    await untilRows(page, 51);
    await assertClean(page, watched);
    await page.close();
  }
});

test('the policy is enforced: a page that tried to run text would be stopped and noticed', async () => {
  const { page } = await demo().open('/plain.html');
  await ask(
    page,
    `void (() => { const script = document.createElement('script');
      try { script.textContent = 'window.hacked = 1'; document.body.append(script); } catch {} })()`,
  );
  await until(page, 'the report', 'window.violations.length > 0');
  assert.equal(await ask(page, 'window.hacked'), undefined);
  await page.close();
});

test('hostile texts are shown as texts: no script, no dialog, no request, rows as high as others', async () => {
  const { page, watched } = await demo().open('/');
  await untilRows(page);
  const hostile = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';
  const seen = new Set<string>();
  const total = api().visibleIds().length;
  for (let at = 0; at < Math.min(total, 160); at += 12) {
    await until(page, `row ${at}`, `${one('.scroller')}.scrollHeight > ${(at + 20) * 40}`);
    await scrollTo(page, at * 40);
    for (const index of [at, at + 12]) {
      await until(page, `row ${index}`, `${rows}.some((row) => row.ariaRowIndex == ${index + 2})`);
    }
    const texts = await ask<string[]>(page, `${all('.body bdi')}.map((text) => text.textContent)`);
    for (const text of texts) seen.add(text);
    const heights = await ask<number[]>(page, `${rows}.map((row) => row.offsetHeight)`);
    assert.deepEqual([...new Set(heights)], [40]);
  }
  assert.ok(seen.has(hostile), 'the markup was among them, letter by letter');
  assert.ok(seen.has('javascript:window.hacked=1'));
  const links = await ask<string[]>(page, `${all('a')}.map((link) => link.protocol)`);
  assert.deepEqual([...new Set(links)], ['http:']);
  assert.equal(await ask(page, `${all('.body img, .body script')}.length`), 0);
  assert.equal(await ask(page, 'window.hacked'), undefined);
  await assertClean(page, watched);
  await page.close();
});

test('a conversation opens on a cold load with only its URL, hostile texts as texts', async () => {
  const { open } = demo();
  const answer = await fetch(
    `${demo().site.url}/proxy/anyreach/core/conversations?limit=600&fields=id,summary`,
  );
  const list = (await answer.json()) as { id: string; summary: string | null }[];
  const hostile = list.find(({ summary }) => summary?.includes('<script>'));
  assert.ok(hostile);
  const { page, watched } = await open(`/conversation.html?id=${hostile.id}`);
  await until(page, 'the fields', inDetail('dl'));
  const text = await ask<string>(page, detailText);
  assert.ok(text.includes(hostile.summary!) && text.includes(hostile.id));
  assert.equal(await ask(page, 'window.hacked'), undefined);
  await assertClean(page, watched);
  await page.close();
});

test('a conversation that is not there, not permitted or not reached is said, and Retry helps', async () => {
  const { page } = await demo().open('/conversation.html');
  const words = detailText;
  const id = api().visibleIds()[0]!;
  await until(page, 'the hint', `${words}.includes('Open one from the inbox')`);
  await page.goto(`${demo().site.url}/conversation.html?id=nobody`);
  await until(page, 'not found', `${words}.includes('There is no conversation with this id')`);
  for (const [fault, said] of [
    [403, 'You are not permitted'],
    ['cut', 'The server failed'],
  ] as const) {
    api().control.failNext(fault, fault === 'cut' ? 3 : 1);
    await page.goto(`${demo().site.url}/conversation.html?id=${id}`);
    await until(page, said, `${words}.includes('${said}')`);
    await ask(page, `${inDetail('[part~="retry-button"]')}.click()`);
    await until(page, 'the fields', inDetail('dl'));
  }
  await page.goto(`${demo().site.url}/conversation.html?id=${id}&scope=read`);
  await until(page, 'what is withheld', `${words}.includes('Not permitted')`);
  await page.close();
});

/** The last one is opened from others only. */
const PAGES: readonly string[] = [
  ...['/', '/texts.html', '/assistants.html', '/plain.html', '/beside.html'],
  ...['/conversation.html', '/agent.html'],
];

test('every page is in the header of every page, and answers', async () => {
  const { site, open } = demo();
  for (const path of PAGES) {
    const { page, watched } = await open(path);
    const links = await ask<string[]>(
      page,
      `[...document.querySelectorAll('header nav a')].map((link) => link.getAttribute('href'))`,
    );
    assert.deepEqual(links, PAGES.slice(0, -1));
    if (!['/conversation.html', '/agent.html'].includes(path))
      assert.ok((await untilRows(page), await depth(page)));
    await assertClean(page, watched);
    await page.close();
  }
  const missing = await fetch(`${site.url}/nothing`);
  assert.equal(missing.status, 404);
  assert.match(missing.headers.get('content-security-policy') ?? '', /^default-src 'self'/);
  assert.equal(missing.headers.get('x-content-type-options'), 'nosniff');
});
