/**
 * 400,000 rows of the memory provider, loaded and scrolled through to the last one. Not part of the
 * tests, because it takes half a minute.
 *
 *   node --import tsx test/e2e/scale.ts
 */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import puppeteer, { type Page } from 'puppeteer-core';
import { build } from 'vite';
import { startSite } from '../../demo/site.js';
import { browserArguments, resolveBrowser, thisMachine } from '../../tools/browser.mjs';
import { all, ask, depth, inbox, loadOn, one, rows, scrollTo, until } from './support.js';

const ROWS = 400_000;
const PAGE = 1000;

const conversations = `Array.from({ length: ${ROWS} }, (_, index) => ({
  id: 'c-' + index,
  at: new Date(1.7e12 - index * 60_000).toISOString(),
  channel: 'phone',
  direction: 'inbound',
  status: 'completed',
  agent: { id: 'agent-front-desk', name: 'Front Desk', address: '+1 202 555 0100' },
  caller: { role: 'caller', name: 'Maya Okafor', address: '+1 202 555 0147' },
  summary: 'Parcel ' + index + ' was delivered.',
  duration: index % 900,
  recording: 'none',
  transcript: 'none',
}))`;

/** The memory provider is no part of the script-tag file. */
async function addMemoryProvider(page: Page): Promise<void> {
  const entry = fileURLToPath(new URL('../../src/providers/memory/provider.ts', import.meta.url));
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry, formats: ['iife'], name: 'memory', fileName: 'memory' } },
  });
  const [chunk] = [result].flat().flatMap((part) => ('output' in part ? part.output : []));
  assert.ok(chunk?.type === 'chunk');
  await page.evaluate(chunk.code);
}

/** Elements in the table, and bytes of JavaScript after a collection. */
async function weigh(page: Page): Promise<string> {
  const cdp = await page.createCDPSession();
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  await cdp.detach();
  const elements = await ask<number>(page, `${all('*')}.length`);
  const rendered = await ask<number>(page, `${rows}.length`);
  return `${rendered} rows in ${elements} elements, ${(usedSize / 1e6).toFixed(0)} MB of heap`;
}

const machine = thisMachine();
const site = await startSite({ api: { rows: 100 } });
const browser = await puppeteer.launch({
  executablePath: resolveBrowser(machine),
  args: browserArguments(machine),
  defaultViewport: { width: 1440, height: 900 },
  protocolTimeout: 300_000,
});
try {
  const page = await browser.newPage();
  await page.goto(`${site.url}/plain.html`);
  await until(page, 'the inbox', `${inbox}?.getState`);
  await addMemoryProvider(page);
  await ask(
    page,
    `void Object.assign(${inbox}, {
      pageSize: ${PAGE},
      provider: memory.createMemoryProvider({ conversations: ${conversations} }),
    })`,
  );
  await until(page, 'the first rows', `${rows}[0]?.textContent.includes('Parcel 0 ')`);
  console.log(`${await depth(page)} rows loaded: ${await weigh(page)}`);

  const start = performance.now();
  await loadOn(page, ROWS);
  const seconds = (performance.now() - start) / 1000;
  const { list } = await ask<{ list: number }>(page, `${inbox}.provider.calls`);
  assert.equal(list, ROWS / PAGE, 'every page was asked for once');
  console.log(`${ROWS} rows loaded in ${seconds.toFixed(0)} s by ${list} requests`);

  await scrollTo(page, 1e9);
  const last = `${rows}.at(-1)`;
  await until(page, 'the last row', `${last}?.ariaRowIndex == ${ROWS + 1}`);
  const seen = await ask<{ text: string; below: number }>(
    page,
    `({
      text: ${last}.querySelector('[data-column="summary"]').textContent.trim(),
      below: ${one('.scroller')}.getBoundingClientRect().bottom - ${last}.getBoundingClientRect().bottom,
    })`,
  );
  assert.equal(seen.text, `Parcel ${ROWS - 1} was delivered.`);
  assert.ok(seen.below > -1, 'the last row is in view, whole');
  console.log(`The last row says "${seen.text}"; ${await weigh(page)}`);
} finally {
  await browser.close();
  await site.close();
}
