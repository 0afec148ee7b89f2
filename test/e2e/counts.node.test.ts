/** What the browser does for the table, counted and not timed, so that a busy computer fails nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { ask, depth, one, scrollTo, until, untilRows, useDemo } from './support.js';

const demo = useDemo({ api: { rows: 1200, now: '2025-03-14T15:09:26Z' } });

const STEPS = 60;

/** Scrolls a step a frame, as a reader does with the wheel. */
const scrollOn = (page: Page, pixels: number): Promise<void> =>
  ask(
    page,
    `(async () => {
      const table = ${one('.scroller')};
      for (let step = 0; step < ${STEPS}; step += 1) {
        table.scrollTop += ${pixels};
        await new Promise(requestAnimationFrame);
      }
    })()`,
  );

async function loaded(): Promise<Page> {
  const { page } = await demo().open('/');
  await untilRows(page);
  while ((await depth(page)) < 500) {
    const before = await depth(page);
    await scrollTo(page, before * 40);
    await until(page, 'more rows', `${one('.body')}.offsetHeight > ${before * 40}`);
  }
  await scrollTo(page, 2000);
  // Once as a rehearsal: what is made the first time is not what scrolling costs.
  await scrollOn(page, 120);
  await scrollTo(page, 2000);
  await until(page, 'rest', `${one('.find > *')} !== null`);
  return page;
}

test('scrolling lays the page out once a frame, and leaves neither nodes nor listeners', async () => {
  const page = await loaded();
  const before = await page.metrics();
  await scrollOn(page, 120);
  const after = await page.metrics();
  const more = (name: keyof typeof before) => (after[name] ?? 0) - (before[name] ?? 0);
  assert.ok(more('LayoutCount') <= 1.5 * STEPS, `${more('LayoutCount')} layouts`);
  // Twice where sizes decide on styles: the inbox is a size container.
  assert.ok(more('RecalcStyleCount') <= 2.5 * STEPS, `${more('RecalcStyleCount')} style passes`);
  assert.ok(more('JSEventListeners') <= 0, `${more('JSEventListeners')} listeners`);
  // A mark that hardly any row has is made and dropped; made anew, rows would be 9,000 nodes.
  assert.ok(more('Nodes') <= 200, `${more('Nodes')} nodes`);
  await page.close();
});

test('a page more costs one request, and lays out a few times at most', async () => {
  const { site } = demo();
  const page = await loaded();
  const held = await depth(page);
  const asked = site.api!.control.requests().length;
  const before = await page.metrics();
  await scrollTo(page, held * 40);
  await until(page, 'more rows', `${one('.body')}.offsetHeight > ${held * 40}`);
  const after = await page.metrics();
  assert.equal(site.api!.control.requests().length - asked, 1);
  const layouts = (after.LayoutCount ?? 0) - (before.LayoutCount ?? 0);
  assert.ok(layouts <= 8, `${layouts} layouts`);
  await page.close();
});
