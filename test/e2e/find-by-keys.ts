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
import { ask, inbox, loadOn, one, rows, scrollTo, showParcels, until } from './support.js';

const LOADED = 10_000;
const WANTED = 7_777;

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
  await showParcels(page, LOADED);
  await loadOn(page, LOADED);
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
