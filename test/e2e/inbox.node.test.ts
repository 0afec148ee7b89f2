import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page, Target } from 'puppeteer-core';
import {
  all,
  ask,
  centre,
  column,
  depth,
  detailText,
  inDetail,
  notice,
  one,
  rows,
  scrollDown,
  scrollTo,
  until,
  untilRows,
  useDemo,
} from './support.js';

const demo = useDemo({ api: { rows: 600, now: '2025-03-14T15:09:26Z' } });

const idAt = (index: number): string => demo().site.api!.visibleIds()[index]!;
const detailUrl = (id: string): string => `${demo().site.url}/conversation.html?id=${id}`;
const cell = (row: number, name: string): string =>
  `${rows}[${row}].querySelector('[data-column="${name}"]')`;

async function clickCell(
  page: Page,
  row: number,
  name: string,
  button: 'left' | 'middle' = 'left',
) {
  const { x, y } = await centre(page, `${cell(row, name)}.querySelector('bdi')`);
  await page.mouse.click(x, y, { button });
}

/** The tab that an act opens. */
async function opened(act: () => Promise<void>): Promise<Target> {
  const { browser } = demo();
  const known = new Set(browser.targets());
  const fresh = browser.waitForTarget((target) => !known.has(target) && target.type() === 'page');
  await act();
  return fresh;
}

test('a reader scrolls to the end and has seen every conversation once, by the fewest requests', async () => {
  const { site, open } = demo();
  const { page } = await open('/');
  await untilRows(page);
  const seen: string[] = [];
  const visible = site.api!.visibleIds();
  const onPage = (index: number) => `${rows}.some((row) => row.ariaRowIndex == ${index + 2})`;
  const note = async () => {
    const hrefs = await ask<string[]>(page, `${all('.row-link')}.map((link) => link.href)`);
    seen.push(...hrefs.map((href) => new URL(href).searchParams.get('id')!));
  };
  for (let at = 0; at < visible.length; at += 10) {
    const below = Math.min(at + 10, visible.length - 1);
    await until(page, `row ${at}`, `${one('.scroller')}.scrollHeight > ${at * 40}`);
    await scrollTo(page, at * 40);
    // Not only its first row: the ones before the next stop must be there, or none would note them.
    for (const index of [at, below]) await until(page, `row ${index}`, onPage(index));
    await note();
  }
  await scrollDown(page);
  await until(page, 'the end', `${notice}.includes('End of list')`);
  assert.equal(await depth(page), visible.length);
  assert.deepEqual(new Set(seen), new Set(visible));

  const requests = site.api!.control.requests().map(({ path }) => path);
  assert.ok(requests.every((path) => path.startsWith('/core/conversations?')));
  assert.equal(new Set(requests).size, requests.length, 'nothing is asked for twice');
  const limits = requests.map((path) =>
    Number(new URLSearchParams(path.split('?')[1]).get('limit')),
  );
  // A page more than the first asks for the boundary row again. Where it brings nothing but one
  // instant it is asked for in double size: three times in these conversations.
  assert.deepEqual(limits, [50, 51, 51, 102, 51, 51, 51, 51, 102, 51, 51, 51, 51, 102]);
  await scrollTo(page, 0);
  await until(page, 'the top', `${rows}[0].ariaRowIndex == 2`);
  await scrollDown(page);
  await until(page, 'the end again', onPage(visible.length - 1));
  assert.equal(site.api!.control.requests().length, requests.length, 'going back asks for nothing');
  await page.close();
});

test('a row opens in a new tab by click, middle click, Ctrl+click and Enter', async () => {
  const { page } = await demo().open('/');
  await untilRows(page);
  const before = await depth(page);
  const acts: readonly (() => Promise<void>)[] = [
    () => clickCell(page, 0, 'status'),
    () => clickCell(page, 1, 'status', 'middle'),
    async () => {
      await page.keyboard.down('Control');
      await clickCell(page, 2, 'status');
      await page.keyboard.up('Control');
    },
    async () => {
      await ask(page, `void ${cell(3, 'status')}.focus()`);
      await page.keyboard.press('Enter');
    },
  ];
  for (const [index, act] of acts.entries()) {
    await page.bringToFront();
    const target = await opened(act);
    const tab = await target.page();
    assert.ok(tab, `act ${index} opened no tab`);
    await until(tab, 'the details', inDetail('dl'));
    assert.equal(tab.url(), detailUrl(idAt(index)));
    const shown = await ask<string>(tab, detailText);
    assert.ok(shown.includes(idAt(index)));
    await tab.close();
  }
  assert.equal(await depth(page), before, 'the inbox stays');
  await page.close();
});

test('a recording plays, its row shows Pause, and a second one stops it', async () => {
  const { site, open } = demo();
  const { page, watched } = await open('/');
  await untilRows(page);
  const label = (button: number) => `${all('.play-button:not([hidden])')}[${button}].ariaLabel`;
  const session = `globalThis[Symbol.for('conversation-inbox.playback.v1')]`;
  const ids = await ask<string[]>(
    page,
    `${all('.play-button:not([hidden])')}.slice(0, 2).map((button) =>
      new URL(button.closest('.row').querySelector('.row-link').href).searchParams.get('id'))`,
  );
  assert.equal(await ask(page, `${session} === undefined`), true, 'nothing is made before Play');
  assert.deepEqual(
    watched.requests.filter((url) => url.includes('/media/')),
    [],
  );

  const press = async (button: number) => {
    const { x, y } = await centre(page, `${all('.play-button:not([hidden])')}[${button}]`);
    await page.mouse.click(x, y);
  };
  const time = (id: string) => `${session}.session('demo-sensitive/${id}').time`;
  await press(0);
  await until(page, 'the first to advance', `${time(ids[0]!)} > 0.5`);
  assert.match(await ask(page, label(0)), /^Pause recording of /);
  assert.match(await ask(page, label(1)), /^Play recording of /);

  await press(1);
  await until(page, 'the second to advance', `${time(ids[1]!)} > 0.5`);
  assert.match(await ask(page, label(0)), /^Play recording of /);
  assert.match(await ask(page, label(1)), /^Pause recording of /);
  await press(1);
  await until(page, 'silence', `${label(1)}.startsWith('Play')`);

  const reported = await ask<{ type: string; id: string }[]>(page, 'window.reported');
  assert.deepEqual(
    reported.map(({ type, id }) => [type, ids.indexOf(id)]),
    [
      ['recording-play', 0],
      ['recording-pause', 0],
      ['recording-play', 1],
      ['recording-pause', 1],
    ],
  );
  assert.ok(site.api!.control.requests().some(({ endpoint }) => endpoint === 'media'));
  await page.close();
});

test('Play works again after every recording URL has expired', async () => {
  const { site, open } = demo();
  const { page } = await open('/');
  await untilRows(page);
  site.api!.control.expireUrls();
  const { x, y } = await centre(page, `${all('.play-button:not([hidden])')}[0]`);
  await page.mouse.click(x, y);
  await until(page, 'it to play', `${one('.row-playing')}`);
  await page.close();
});

test('Copy link puts the absolute URL into the clipboard', async () => {
  const { browser, site, open } = demo();
  const context = browser.defaultBrowserContext();
  await context.overridePermissions(site.url, ['clipboard-read', 'clipboard-sanitized-write']);
  const { page } = await open('/');
  await untilRows(page);
  const { x, y } = await centre(page, `${cell(4, 'copy')}.querySelector('button')`);
  await page.mouse.click(x, y);
  await until(page, 'the word', `${one('[role="status"]')}.textContent === 'Copied'`);
  assert.equal(await ask(page, 'navigator.clipboard.readText()'), detailUrl(idAt(4)));
  await context.clearPermissionOverrides();
  await page.close();
});

test('where copying is not allowed, the link is offered as selected text', async () => {
  const { browser, site, open } = demo();
  const context = browser.defaultBrowserContext();
  await context.overridePermissions(site.url, []);
  const { page } = await open('/');
  await untilRows(page);
  const { x, y } = await centre(page, `${cell(4, 'copy')}.querySelector('button')`);
  await page.mouse.click(x, y);
  const field = one('.link-field');
  await until(page, 'the link as text', `${field}?.selectionEnd > 0`);
  const selected = `${field}.value.slice(${field}.selectionStart, ${field}.selectionEnd)`;
  assert.equal(await ask(page, selected), detailUrl(idAt(4)));
  assert.notEqual(await ask(page, `${one('[role="status"]')}.textContent`), 'Copied');
  await context.clearPermissionOverrides();
  await page.close();
});

test('with the scope read, sensitive columns are gone and the agent is an id', async () => {
  const { page, watched } = await demo().open('/?scope=read');
  await untilRows(page);
  const heads = await ask<string[]>(page, `${all('.header-cell')}.map((head) => head.innerText)`);
  assert.deepEqual(heads.filter(Boolean), [
    'Copy link',
    'Agent',
    'Caller ID',
    'Agent Number',
    'Direction',
    'Status',
    'Duration',
    'Date',
    'Time',
    'Type',
  ]);
  const agents = await ask<string[]>(page, column('agent'));
  assert.ok(
    agents.every((agent) => /^agent_\w+$/.test(agent)),
    agents.join(),
  );
  assert.deepEqual(watched.complaints, []);
  await page.close();
});

test('the panel changes the credential, the look and the data, and keeps it in the URL', async () => {
  const { site, open } = demo();
  const { page } = await open('/');
  await untilRows(page);
  const count = await depth(page);
  await page.click('#insert');
  await until(
    page,
    'the new rows',
    `${one('[role="status"]')}.textContent && ${rows}.length > 0 &&
    new URL(${rows}[0].querySelector('.row-link').href).searchParams.get('id') === '${idAt(0)}' &&
    ${JSON.stringify(count)} < document.querySelector('conversation-inbox').getState().depth`,
  );
  await page.select('select[name=theme]', 'dark');
  await page.select('select[name=dir]', 'rtl');
  await page.select('select[name=width]', '320');
  await page.select('select[name=scope]', 'read');
  const look = `getComputedStyle(document.querySelector('conversation-inbox'))`;
  assert.equal(await ask(page, `${look}.colorScheme`), 'dark');
  assert.equal(await ask(page, `${look}.direction`), 'rtl');
  assert.equal(await ask(page, `${look}.width`), '320px');
  await until(page, 'fewer columns', `!${one('[part~="header-cell-summary"]')}`);
  assert.equal(page.url(), `${site.url}/?scope=read&theme=dark&dir=rtl&width=320`);
  await page.close();
});

test('durations stand at the edge of their heading, left to right and right to left', async () => {
  for (const [dir, edge] of [
    ['ltr', 'right'],
    ['rtl', 'left'],
  ]) {
    const { page } = await demo().open(`/?dir=${dir}`);
    await untilRows(page);
    const edges = await ask<number[]>(
      page,
      `[${one('[part~="header-cell-duration"] span')},
        ...${all('.cell[data-column="duration"] bdi')}]
        .map((text) => Math.round(text.getBoundingClientRect().${edge}))`,
    );
    assert.equal(new Set(edges).size, 1, `${dir}: ${edges.join()}`);
    await page.close();
  }
});
