import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'puppeteer-core';
import {
  all,
  ask,
  depth,
  loadOn,
  one,
  rows,
  scrollTo,
  showParcels,
  until,
  untilRows,
  useDemo,
} from './support.js';

const LOADED = 10_000;

const demo = useDemo({ api: { rows: 700, now: '2025-03-14T15:09:26Z' } });

/** Every line of the unseen texts, by the place of its row. */
const lines = `new Map(${all('.find > *')}.flatMap((text) =>
  text.textContent.split('\\n').map((line, index) =>
    [Number(text.style.getPropertyValue('--_at')) + index, line]))
  .filter(([, line]) => line !== ''))`;

/**
 * Scrolling rests, and each row held can be found once. A rendered row has no line of its cells,
 * which tabs divide; what its cells cut off may have one.
 */
const untilComplete = (page: Page): Promise<void> =>
  until(
    page,
    'a line for every row that is not rendered',
    `(() => {
      const rendered = new Set(${rows}.map((row) => row.ariaRowIndex - 2));
      const whole = [...${lines}].filter(([, line]) => line.includes('\t')).map(([index]) => index);
      return whole.every((index) => !rendered.has(index)) &&
        whole.length + rendered.size === ${one('.body')}.offsetHeight / 40;
    })()`,
  );

test('the browser finds a row that was loaded, wherever it is, and shows the row itself', async () => {
  const { site, open } = demo();
  const { page } = await open('/plain.html');
  await showParcels(page, LOADED);
  await loadOn(page, LOADED);
  for (const index of [0, 5000, LOADED - 1]) {
    const words = `Parcel ${index} was delivered`;
    // From the other end, so that the row is not rendered before it is found.
    await scrollTo(page, index < 5000 ? 1e9 : 0);
    await untilComplete(page);
    const shows = `${rows}.find((row) => row.ariaRowIndex == ${index + 2})`;
    assert.equal(await ask(page, `Boolean(${shows})`), false);

    await page.goto(`${site.url}/plain.html#:~:text=${encodeURIComponent(words)}`);
    await until(page, `row ${index}`, `Boolean(${shows})`);
    const seen = await ask<{ above: number; below: number; text: string }>(
      page,
      `(() => {
        const row = ${shows}.getBoundingClientRect();
        const header = ${one('.header')}.getBoundingClientRect();
        const table = ${one('.scroller')}.getBoundingClientRect();
        return { above: row.top - header.bottom, below: table.bottom - row.bottom,
          text: ${shows}.textContent };
      })()`,
    );
    assert.ok(seen.above > -1 && seen.below > -1, `row ${index} is in view, whole`);
    assert.ok(seen.text.includes(words), 'with the words in it');
    // Once it rests, the words are in the row and nowhere else.
    await untilComplete(page);
    const lined = `[...${lines}.values()].some((line) => line.includes('${words}'))`;
    assert.equal(await ask(page, lined), false, 'nothing is found twice');
    assert.equal(await ask(page, one('.scroller') + '.scrollLeft'), 0);
  }
  await page.close();
});

test('paper shows every loaded row, under headings on every page', async () => {
  const { open } = demo();
  const { page } = await open('/');
  await untilRows(page);
  await loadOn(page, 600);
  await scrollTo(page, 5000);
  await ask(
    page,
    `void addEventListener('beforeprint', () => {
      const table = ${one('.print')};
      window.printed = [...table.tBodies[0].rows].map((row) => row.textContent);
    })`,
  );
  const held = await depth(page);
  const pdf = Buffer.from(await page.pdf({ format: 'A4', landscape: true }));
  const printed = await ask<string[]>(page, 'window.printed');
  assert.equal(printed.length, held);
  // About forty rows fit a page: a table that was cut off would be one page.
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  assert.ok(pages > held / 60, `${pages} pages for ${held} rows`);
  await until(
    page,
    'the inbox as it was',
    `!${one('.print')} && ${one('.scroller')}.scrollTop === 5000`,
  );
  await page.close();
});
