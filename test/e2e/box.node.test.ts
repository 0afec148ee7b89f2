/** What only a real mouse, a real clipboard, real scroll bars and real pixels show. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import puppeteer, { type Page } from 'puppeteer-core';
import { browserArguments, resolveBrowser, thisMachine } from '../../tools/browser.mjs';
import { ask, centre, inbox, one, rows, scrollTo, until, untilRows, useDemo } from './support.js';

const demo = useDemo({ api: { rows: 600, now: '2025-03-14T15:09:26Z' } });

const index = (row: string) => `(${row}.ariaRowIndex - 2)`;
/** Rows from this place on whose summary can be pressed on. */
const wordy = (from: number) => `${rows}.find((row) => ${index('row')} >= ${from} &&
  row.querySelector('[data-column="summary"] bdi').offsetWidth > 150)`;
const summary = (row: string) => `${row}.querySelector('[data-column="summary"] bdi')`;
const selection = `${inbox}.shadowRoot.getSelection()`;
/** The rows that a selection ends in; null where it ends in none. */
const ends = `['anchorNode', 'focusNode'].map((end) => {
  const node = ${selection}[end];
  const row = (node?.nodeType === 1 ? node : node?.parentElement)?.closest('.row');
  return row ? ${index('row')} : null;
})`;
/** Whether the rows on the page that look selected are those between both ends, and no other. */
const trueToRows = `(() => {
  const [from, to] = (${ends}).toSorted((a, b) => a - b);
  const range = ${selection}.getRangeAt(0);
  return ${rows}.every((row) => range.intersectsNode(row) ===
    (${index('row')} >= from && ${index('row')} <= to));
})()`;

/** The demo with a large page of rows, and nothing that leaves it. */
async function table(): Promise<Page> {
  const { page } = await demo().open('/');
  await untilRows(page);
  await ask(
    page,
    `void (${inbox}.pageSize = 200,
      ${inbox}.addEventListener('conversation-open', (event) => event.preventDefault()))`,
  );
  await untilRows(page, 150);
  return page;
}

async function copied(page: Page): Promise<string[]> {
  const { browser, site } = demo();
  await browser
    .defaultBrowserContext()
    .overridePermissions(new URL(site.url).origin, ['clipboard-read', 'clipboard-sanitized-write']);
  await ask(page, `navigator.clipboard.writeText('nothing yet')`);
  await page.keyboard.down('Control');
  await page.keyboard.press('c');
  await page.keyboard.up('Control');
  await until(page, 'the clipboard', `await navigator.clipboard.readText() !== 'nothing yet'`);
  return (await ask<string>(page, 'navigator.clipboard.readText()')).split('\n');
}

/** Presses the mouse on the text of a row and drags it a little. */
async function press(page: Page, from: number): Promise<{ x: number; y: number; row: number }> {
  await until(page, 'a row to press on', `${wordy(from)} !== undefined`);
  const row = await ask<number>(page, index(`(${wordy(from)})`));
  const at = await centre(page, summary(`(${wordy(from)})`));
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + 20, at.y + 60, { steps: 4 });
  return { ...at, row };
}

test('a drag past the edge of the table selects hundreds of rows, and they are what is copied', async () => {
  const page = await table();
  const { x, row } = await press(page, 5);
  const bottom = await ask<number>(page, `${one('.scroller')}.getBoundingClientRect().bottom`);
  await page.mouse.move(x, Math.min(bottom + 15, 897), { steps: 5 });
  await until(page, 'a hundred rows', `(${ends})[1] > ${row + 100}`);
  assert.equal(
    await ask(page, trueToRows),
    true,
    'what looks selected is, while the table scrolls',
  );
  await page.mouse.up();
  const [anchor, focus] = await ask<number[]>(page, ends);
  assert.equal(anchor, row);
  const lines = await copied(page);
  assert.equal(lines.length, focus! - row + 1);
  assert.equal(new Set(lines.map((line) => line.split('\t').length)).size, 1);
  const shown = await ask<string[]>(
    page,
    `[${row}, ${focus}].map((at) => ${rows}.find((row) => ${index('row')} === at)
      .querySelector('[data-column="caller"] bdi').textContent)`,
  );
  assert.equal(lines[0]!.includes(shown[0]!), true);
  assert.equal(lines.at(-1)!.includes(shown[1]!), true);
});

test('a drag up over the head of the table selects the rows beneath it, not all that are above', async () => {
  const page = await table();
  await scrollTo(page, 4000);
  await until(page, 'the rows there', wordy(108));
  const { x, row } = await press(page, 108);
  const head = await centre(page, one('.header'));
  await page.mouse.move(x, head.y, { steps: 5 });
  await until(page, 'the row at the edge', `(${ends})[1] !== null && (${ends})[1] < ${row}`);
  await page.mouse.up();
  const [, focus] = await ask<number[]>(page, ends);
  const top = await ask<number>(page, `${one('.scroller')}.scrollTop`);
  assert.equal(focus! >= Math.floor(top / 40) - 1, true, `${focus} at ${top}`);
  assert.equal((await copied(page)).length, row - focus! + 1);
});

test('a wheel that turns while the mouse is dragged selects what it passes', async () => {
  const page = await table();
  await scrollTo(page, 4000);
  await until(page, 'the rows there', wordy(105));
  const { x, y, row } = await press(page, 105);
  for (let turn = 0; turn < 4; turn += 1) {
    const before = await ask<number>(page, `${one('.scroller')}.scrollTop`);
    await page.mouse.wheel({ deltaY: -600 });
    await until(page, 'it to scroll', `${one('.scroller')}.scrollTop < ${before - 300}`);
    await page.mouse.move(x + turn, y + 70);
  }
  await until(page, 'rows above', `(${ends})[1] < ${row - 30}`);
  assert.equal(await ask(page, trueToRows), true);
  await page.mouse.up();
  const [, focus] = await ask<number[]>(page, ends);
  assert.equal((await copied(page)).length, row - focus! + 1);
});

test('a triple click on the last cell of a row copies that cell', async () => {
  const page = await table();
  const cell = `(${wordy(3)}).querySelector('[data-column="type"] bdi')`;
  const { x, y } = await centre(page, cell);
  await page.mouse.click(x, y, { count: 3 });
  assert.deepEqual(await copied(page), [await ask(page, `${cell}.textContent`)]);
});

test('all that is loaded is copied after Control+A on a row, and the page after it elsewhere', async () => {
  const page = await table();
  await ask(page, `${inbox}.focus()`);
  await page.keyboard.down('Control');
  await page.keyboard.press('a');
  await page.keyboard.up('Control');
  const depth = await ask<number>(page, `${inbox}.getState().depth`);
  assert.equal((await copied(page)).length, depth + 1);
  await ask(page, `document.activeElement.blur(), getSelection().removeAllRanges()`);
  await page.keyboard.down('Control');
  await page.keyboard.press('a');
  await page.keyboard.up('Control');
  const whole = (await copied(page)).join('\n');
  assert.equal(whole.includes('Controls'), true, 'words of the page');
  const shown = await ask<string[]>(page, `${rows}.map((row) => ${summary('row')}.textContent)`);
  const places = shown.map((text) => whole.indexOf(text));
  assert.equal(places.includes(-1), false, 'and every row that is rendered');
});

test('the wheel is the table’s until its end and then the page’s, sideways the table’s alone', async () => {
  const page = await table();
  await page.setViewport({ width: 900, height: 900 });
  await ask(
    page,
    `void (() => {
      const more = document.body.appendChild(document.createElement('div'));
      more.style.cssText = 'block-size: 3000px; inline-size: 3000px';
      for (const { style } of [document.documentElement, document.body]) {
        style.overflow = 'visible';
        style.blockSize = 'auto';
      }
      ${inbox}.style.blockSize = '500px';
    })()`,
  );
  const grid = one('.scroller');
  const { x, y } = await centre(page, grid);
  await page.mouse.move(x, y);
  await page.mouse.wheel({ deltaY: 300 });
  await until(page, 'the table to scroll', `${grid}.scrollTop > 100`);
  assert.equal(await ask(page, 'scrollY'), 0);
  await ask(page, `void (${grid}.scrollTo(1e6, 0), scrollTo(0, 100))`);
  await until(page, 'the edges', `${grid}.scrollTop === 0 && ${grid}.scrollLeft > 50`);
  assert.deepEqual(await ask(page, '[scrollX, scrollY]'), [0, 100]);
  await page.mouse.wheel({ deltaX: 150 });
  await page.mouse.wheel({ deltaY: -70 });
  await until(page, 'the page to scroll', 'scrollY < 100');
  assert.equal(await ask(page, 'scrollX'), 0, 'not sideways');
});

test('real scroll bars that come and go while the table is resized fail nothing', async () => {
  const { site } = demo();
  const machine = thisMachine();
  const browser = await puppeteer.launch({
    executablePath: resolveBrowser(machine),
    args: browserArguments(machine),
    ignoreDefaultArgs: ['--hide-scrollbars'],
    defaultViewport: { width: 1440, height: 900 },
  });
  try {
    const page = await browser.newPage();
    await page.goto(`${site.url}/plain.html`);
    await untilRows(page);
    const errors = await ask<string[]>(
      page,
      `(async () => {
        const errors = [];
        addEventListener('error', (event) => errors.push(event.message));
        const list = ${inbox};
        const frame = () => new Promise(requestAnimationFrame);
        const { style } = list;
        for (let step = 0; step < 60; step += 1) {
          style.setProperty('inline-size', 700 + 13 * step + 'px');
          style.setProperty('block-size', 300 + 60 * Math.sin(step) + 'px');
          style.setProperty('font-size', 12 + step % 9 + 'px');
          await frame();
        }
        // Few rows, that just fit or just do not.
        list.query = { status: ['failed'] };
        while (list.matches(':state(loading)')) await frame();
        for (let step = 0; step < 60; step += 1) {
          style.setProperty('font-size', 12 + step % 13 + 'px');
          style.setProperty('block-size', 260 + 9 * step + 'px');
          await frame();
        }
        return errors;
      })()`,
    );
    assert.deepEqual(errors, []);
    const bar = `${one('.scroller')}.offsetWidth - ${one('.scroller')}.clientWidth`;
    await ask(page, `void ${inbox}.style.setProperty('block-size', '260px')`);
    await until(page, 'a scroll bar that takes room', `${bar} > 5`);
  } finally {
    await browser.close();
  }
});

test('rows lie close to each other at every zoom of the browser', async () => {
  const { browser } = demo();
  const page = await table();
  await ask(
    page,
    `(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(\`conversation-inbox { --conversation-color-surface: #0f0 }
        conversation-inbox::part(row) { background: #f00; border-color: #f00 }
        conversation-inbox::part(cell) { visibility: hidden }\`);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    })()`,
  );
  const canvas = await browser.newPage();
  for (const scale of [0.5, 0.67, 0.9, 1, 1.1, 1.25, 1.5]) {
    await page.setViewport({ width: 1000, height: 700, deviceScaleFactor: scale });
    await scrollTo(page, 777);
    await page.bringToFront();
    await ask(
      page,
      `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))`,
    );
    const [from, to] = await ask<[number, number]>(
      page,
      `[${one('.header')}.getBoundingClientRect().bottom,
        Math.min(innerHeight, ${one('.scroller')}.getBoundingClientRect().bottom)]`,
    );
    const png = await page.screenshot({ encoding: 'base64' });
    const green = await ask<number[]>(
      canvas,
      `(async () => {
        const image = new Image();
        image.src = 'data:image/png;base64,${png}';
        await image.decode();
        const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
        context.drawImage(image, 0, 0);
        const { data } = context.getImageData(image.width >> 1, 0, 1, image.height);
        return Array.from({ length: image.height }, (_, y) => data[y * 4 + 1]);
      })()`,
    );
    const worst = Math.max(...green.slice(Math.ceil(from * scale) + 2, Math.floor(to * scale) - 2));
    // An edge between two pixels may let a little through.
    assert.equal(worst < 64, true, `${scale}: ${worst}`);
  }
});

test('on a small notebook all columns stand beside each other, without scrolling sideways', async () => {
  const page = await table();
  await page.setViewport({ width: 1280, height: 720 });
  const scroller = one('.scroller');
  await until(page, 'the new width', `${scroller}.clientWidth < 1260`);
  assert.equal(await ask(page, `${scroller}.scrollWidth - ${scroller}.clientWidth`), 0);
  await page.close();
});
