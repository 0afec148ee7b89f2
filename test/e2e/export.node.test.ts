/** What a reviewer downloads is what the page shows. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { formatDuration } from '../../src/internal/format.js';
import { createDateFormat } from '../../src/internal/intl.js';
import { ask, depth, one, rows, scrollDown, until, untilRows, useDemo } from './support.js';

const ROWS = 160;
const demo = useDemo({ api: { rows: ROWS, now: '2025-03-14T15:09:26Z' } });

const folders: string[] = [];
after(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

/** Downloads from now on; each call waits for the next file. */
async function downloads(page: Page): Promise<() => Promise<{ name: string; text: string }>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'inbox-export-'));
  folders.push(folder);
  const session = await page.browser().target().createCDPSession();
  await session.send('Browser.setDownloadBehavior', {
    behavior: 'allow',
    downloadPath: folder,
    eventsEnabled: true,
  });
  return async () => {
    let name = '';
    session.once('Browser.downloadWillBegin', (event) => (name = event.suggestedFilename));
    await new Promise<void>((done) => {
      session.on('Browser.downloadProgress', ({ state }) => state === 'completed' && done());
    });
    return { name, text: await readFile(path.join(folder, name), 'utf8') };
  };
}

/** Opens the menu unless it is open, and chooses a format. */
async function choose(page: Page, format: 'CSV' | 'JSON'): Promise<void> {
  const menu = one('[part~="export-menu"]:popover-open');
  if (!(await ask(page, `${menu} != null`))) {
    await until(page, 'the button', one('[part~="export-button"]'));
    await ask(page, `${one('[part~="export-button"]')}.click()`);
    await until(page, 'the menu', menu);
  }
  await ask(
    page,
    `[...${menu}.querySelectorAll('button')].find((one) => one.innerText.startsWith('${format}')).click()`,
  );
}

const note = one('[part~="export-menu"] p') + '?.textContent';

/** RFC 4180, every field in quotes. */
const parse = (csv: string): string[][] =>
  [...csv.replace('\uFEFF', '').matchAll(/((?:"(?:[^"]|"")*",?)+)\r\n/g)].map(([, line]) =>
    [...line!.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell]) => cell!.replaceAll('""', '"')),
  );

interface JsonRow {
  readonly agent: { readonly id: string; readonly name?: string | null } | null;
  readonly summary: string | null;
  readonly duration: number | null;
  readonly date: string;
  readonly time: string;
}

/** Texts of the rows on the page, by column id, and the columns in order. */
const SHOWN = `${rows}.map((row) => Object.fromEntries(
  [...row.querySelectorAll('[data-column]')].map((cell) =>
    [cell.dataset.column, cell.querySelector('bdi')?.textContent ?? ''])))`;
const COLUMNS = `[...${one('.header-row')}.children].map((cell) =>
  ({ id: cell.dataset.column, label: cell.innerText.trim() }))`;

/** A text as a cell shows it, but for the apostrophes that keep a spreadsheet from running it. */
const plain = (text: string): string =>
  text.toWellFormed().replace(/\s+/g, ' ').replaceAll("'", '').trim();

function assertShows(shown: string, file: string, what: string): void {
  const [seen, told] = [plain(shown), plain(file)];
  if (seen === 'Guest') assert.match(told, /^guest_|^[\w-]{8,}$/, what);
  else if (seen.endsWith('…')) assert.ok(told.startsWith(seen.slice(0, -1)), what);
  else assert.equal(told, seen === '-' ? told && '-' : seen, what);
}

test('the files hold every loaded row and column as the page shows them, formulas disarmed', async () => {
  const { page, watched } = await demo().open('/');
  // Tall enough for every row to be on the page.
  await page.setViewport({ width: 1600, height: 8000 });
  await untilRows(page);
  await scrollDown(page);
  await until(page, 'the end of the list', one('[part~="end"]'));
  const next = await downloads(page);
  const [csvArrives] = [next(), await choose(page, 'CSV')];
  const csv = await csvArrives;
  assert.match(csv.name, /^conversations-\d{4}-\d\d-\d\d\.csv$/);
  assert.ok(csv.text.startsWith('\uFEFF"'), 'Excel knows UTF-8 by its mark');

  const columns = (await ask<{ id: string; label: string }[]>(page, COLUMNS)).filter(
    ({ id }) => id !== 'copy' && id !== 'play',
  );
  const shown = await ask<Record<string, string>[]>(page, SHOWN);
  assert.equal(shown.length, await depth(page));
  assert.ok(shown.length > 120, `${shown.length} rows to tell by`);
  const [heads, ...lines] = parse(csv.text);
  assert.deepEqual(
    heads,
    columns.map(({ label }) => label),
  );
  assert.equal(lines.length, shown.length);
  lines.forEach((line, row) =>
    columns.forEach(({ id }, index) =>
      assertShows(shown[row]![id]!, line[index]!, `row ${row}, ${id}`),
    ),
  );

  const formula = shown.findIndex(({ summary }) => summary!.startsWith('=HYPERLINK'));
  assert.ok(formula >= 0, 'a row that would run in a spreadsheet is among them');
  const at = (id: string) => lines[formula]![columns.findIndex((column) => column.id === id)];
  assert.deepEqual(
    [at('summary'), at('caller-name'), at('caller')],
    [`'=HYPERLINK("https://example.com","x")`, `'@SUM(1+1)`, `'=1+1`],
  );

  await until(page, 'the end of it', `${note}?.startsWith('Exported')`);
  const [jsonArrives] = [next(), await choose(page, 'JSON')];
  const json = await jsonArrives;
  assert.match(json.name, /\.json$/);
  const { about, conversations } = JSON.parse(json.text);
  assert.deepEqual([about.count, about.complete, about.columns], [shown.length, true, columns]);
  const dates = createDateFormat('en-US');
  (conversations as JsonRow[]).forEach(({ agent, summary, duration, date, time }, row) => {
    const seen = shown[row]!;
    assert.deepEqual(
      [formatDuration(duration), dates.date(date), dates.time(time)],
      [seen['duration'], seen['date'], seen['time']],
      `row ${row}`,
    );
    assertShows(seen['summary']!, summary ?? '', `row ${row}, summary`);
    assertShows(seen['agent']!, agent?.name ?? agent?.id ?? '', `row ${row}, agent`);
  });
  assert.equal(conversations[formula].caller, '=1+1', 'a program gets what was said');
  assert.deepEqual(watched.complaints, []);
  assert.deepEqual(await ask(page, 'window.violations'), []);
  await page.close();
});

test('what was not loaded is not in the file, and is spoken of before and after', async () => {
  const { page, watched } = await demo().open('/');
  await page.setViewport({ width: 1280, height: 600 });
  await untilRows(page);
  const loaded = await depth(page);
  assert.ok(loaded < ROWS / 2, `${loaded} rows`);
  await until(page, 'the button', one('[part~="export-button"]'));
  await ask(page, `${one('[part~="export-button"]')}.click()`);
  const told = `${loaded} conversations; more were not loaded`;
  await until(page, 'the menu', `${note} === '${told}'`);
  const next = await downloads(page);
  const [arrives] = [next(), await choose(page, 'CSV')];
  assert.equal(parse((await arrives).text).length, loaded + 1);
  await until(page, 'the end of it', `${note} === 'Exported: ${told}'`);
  assert.deepEqual(watched.complaints, []);
  await page.close();
});

test('an export whose code does not arrive says so', async () => {
  const { page } = await demo().open('/');
  await untilRows(page);
  await until(page, 'the button', one('[part~="export-button"]'));
  const wanted: string[] = [];
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const isMenu = request.url().includes('export-menu');
    if (isMenu) wanted.push(request.url());
    void (isMenu ? request.abort() : request.continue());
  });
  await ask(page, `${one('[part~="export-button"]')}.click()`);
  const error = one('.actions [part~="error"]');
  await until(page, 'what failed', `${error}?.textContent.includes('could not be loaded')`);
  await until(page, 'that it is spoken', `${one('[role=status]')}.textContent.includes('Reload')`);
  assert.ok(wanted.length > 0, 'its code comes when it is asked for');
  await ask(page, `${one('[part~="help-button"]')}.click()`);
  await until(page, 'the help, which does arrive', `${one('dialog')}?.open && !${error}`);
  await page.close();
});
