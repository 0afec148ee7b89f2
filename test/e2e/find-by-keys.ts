/**
 * Find in page by real key presses, in a real window: what headless browsers cannot show. Not part of
 * the tests, because it needs an X server and a program that presses keys (Debian: xvfb, xdotool).
 *
 *   node --import tsx test/e2e/find-by-keys.ts
 */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import puppeteer from 'puppeteer-core';
import { startSite } from '../../demo/site.js';
import { browserArguments, resolveBrowser, thisMachine } from '../../tools/browser.mjs';
import { ask, depth, inbox, one, rows, scrollTo, until } from './support.js';

const LOADED = 10_000;
const WANTED = 7_777;

const numbered = `{
  capabilities: { filters: {}, fields: ['at', 'summary', 'caller'], order: 'created', maxPageSize: 100 },
  async list({ cursor }) {
    const start = Number(cursor ?? 0);
    const items = Array.from({ length: 100 }, (_, offset) => ({
      id: String(start + offset),
      at: new Date(1.7e12 - (start + offset) * 60_000).toISOString(),
      channel: 'phone',
      caller: { role: 'caller', address: '+1 202 555 0147' },
      summary: 'Parcel ' + (start + offset) + ' was delivered.',
      recording: 'none',
      transcript: 'none',
    }));
    return { items, nextCursor: start + 100 < ${LOADED} ? String(start + 100) : undefined };
  },
}`;

const display = ':97';
const screen = spawn('Xvfb', [display, '-screen', '0', '1440x900x24'], { stdio: 'ignore' });
await Promise.race([
  once(screen, 'spawn'),
  once(screen, 'error').then(([error]) => Promise.reject(error)),
]);
const keys = (...given: string[]): void =>
  void execFileSync('xdotool', given, { env: { ...process.env, DISPLAY: display } });

const machine = thisMachine();
const site = await startSite({ api: { rows: 100 } });
const browser = await puppeteer.launch({
  headless: false,
  executablePath: resolveBrowser(machine),
  args: [...browserArguments(machine), '--window-size=1440,900', '--window-position=0,0'],
  env: { ...process.env, DISPLAY: display },
  defaultViewport: null,
});
try {
  const [page] = await browser.pages();
  assert.ok(page);
  await page.goto(`${site.url}/plain.html`);
  await until(page, 'the inbox', `${inbox}?.getState`);
  await ask(page, `void (${inbox}.provider = ${numbered})`);
  await until(page, 'the first parcel', `${rows}[0]?.textContent.includes('Parcel 0 ')`);
  while ((await depth(page)) < LOADED) {
    const before = await depth(page);
    await scrollTo(page, before * 40);
    await until(page, 'a further page', `${one('.body')}.offsetHeight > ${before * 40}`);
  }
  await scrollTo(page, 0);
  await until(
    page,
    'the texts of all rows',
    `[...${inbox}.shadowRoot.querySelectorAll('.find')].map((find) => find.textContent).join()
      .includes('Parcel ${LOADED - 1} ')`,
  );
  keys('mousemove', '4', '500', 'click', '1');
  keys('key', 'ctrl+f');
  keys('type', '--delay', '80', `Parcel ${WANTED} was`);
  keys('key', 'Return');
  const shown = `${rows}.find((row) => row.ariaRowIndex == ${WANTED + 2})`;
  await until(page, `row ${WANTED}`, `Boolean(${shown})`);
  const seen = await ask<{ above: number; below: number }>(
    page,
    `(() => {
      const [row, header, table] = [${shown}, ${one('.header')}, ${one('.scroller')}]
        .map((element) => element.getBoundingClientRect());
      return { above: row.top - header.bottom, below: table.bottom - row.bottom };
    })()`,
  );
  assert.ok(seen.above > -1 && seen.below > -1, `row ${WANTED} is in view`);
  console.log(`Ctrl+F found row ${WANTED} of ${LOADED} and brought it into view.`);
} finally {
  await browser.close();
  await site.close();
  screen.kill();
}
