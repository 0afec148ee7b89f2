/** What readers set for themselves: zoom, text size and spacing, colours, motion, a finger. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page, Viewport } from 'puppeteer-core';
import { all, ask, centre, inbox, one, rows, until, untilRows, useDemo } from './support.js';

const demo = useDemo({ api: { rows: 300, now: '2025-03-14T15:09:26Z' } });

/** The inbox on a screen of this size, with the panel of the demo closed. */
async function open(viewport: Viewport): Promise<Page> {
  const page = await demo().browser.newPage();
  await page.setViewport(viewport);
  await page.evaluateOnNewDocument('globalThis.__name = (value) => value;');
  await page.goto(demo().site.url);
  await untilRows(page);
  await ask(
    page,
    `(() => {
      const toggle = document.querySelector('#toggle');
      if (toggle.ariaExpanded === 'true') toggle.click();
    })()`,
  );
  return page;
}

/** Styles the reader adds to a document, or to the inside of the inbox. */
const addStyles = (page: Page, root: string, css: string): Promise<void> =>
  ask(
    page,
    `(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(${JSON.stringify(css)});
      ${root}.adoptedStyleSheets.push(sheet);
    })()`,
  );

/** What is higher than the cell it is in, as "column: name of the element". */
const tooHigh = `[...new Set(${all('.row:not([hidden]) .cell, .header-cell')}.flatMap((cell) => {
  const box = cell.getBoundingClientRect();
  return [...cell.querySelectorAll('bdi, button, span:not(.visually-hidden), .icon-button')]
    .filter((part) => part.checkVisibility())
    .filter((part) => {
      const { top, bottom } = part.getBoundingClientRect();
      return top < box.top - 0.5 || bottom > box.bottom + 0.5;
    })
    .map((part) => cell.dataset.column + ': ' + part.localName);
}))]`;

/** Controls in rows that are smaller than 24 by 24 pixels. */
const tooSmall = `${all('.row:not([hidden]) :is(button, .icon-button):not([hidden])')}.filter((control) => {
  const { width, height } = control.getBoundingClientRect();
  return width < 24 || height < 24;
}).length`;

const pageFits = `document.documentElement.scrollWidth <= innerWidth`;

/** Rows lie one under the other, without a gap. */
const stacked = `${rows}.every((row, index, all) => !index ||
  Math.abs(row.getBoundingClientRect().top - all[index - 1].getBoundingClientRect().bottom) < 0.5)`;

/** Walks over a row with the keyboard; the columns of which nothing was to be seen when they had focus. */
async function unseenCells(page: Page): Promise<string[]> {
  await ask(page, `void ${inbox}.focus()`);
  await page.keyboard.press('Home');
  const unseen: string[] = [];
  const heads = await ask<number>(page, `${all('.header-cell')}.length`);
  for (let column = 0; column < heads; column += 1) {
    const missed = await ask<string | null>(
      page,
      `(() => {
        const root = ${inbox}.shadowRoot;
        const cell = root.activeElement.closest('.cell');
        const { left, right, top, height } = cell.getBoundingClientRect();
        const own = [cell, cell.querySelector('.row-link')].filter(Boolean);
        for (let x = left + 4; x < right; x += 8) {
          const seen = root.elementFromPoint(x, top + height / 2);
          if (own.some((node) => node.contains(seen))) return null;
        }
        return cell.dataset.column;
      })()`,
    );
    if (missed) unseen.push(missed);
    await page.keyboard.press('ArrowRight');
  }
  return unseen;
}

const LARGE_TEXT = `void (document.querySelector('.stage').style.fontSize = '32px')`;

for (const [zoom, viewport] of [
  ['200 %', { width: 640, height: 512, deviceScaleFactor: 2 }],
  ['400 %', { width: 320, height: 256, deviceScaleFactor: 4 }],
] as const) {
  test(`at ${zoom} on a screen of 1280 pixels only the table is scrolled sideways`, async () => {
    const page = await open(viewport);
    assert.ok(await ask<boolean>(page, pageFits));
    assert.deepEqual(await ask(page, tooHigh), []);
    assert.equal(await ask(page, tooSmall), 0);
    assert.deepEqual(await unseenCells(page), []);
    await page.close();
  });
}

for (const [where, width] of [
  ['on a wide screen', 1280],
  ['on a phone', 320],
] as const) {
  test(`text twice as large ${where} is whole, and every column can be reached`, async () => {
    const page = await open({ width, height: 800 });
    const before = await ask<number>(page, `${rows}[0].offsetHeight`);
    await ask(page, LARGE_TEXT);
    await until(page, 'higher rows', `${rows}[0].offsetHeight > ${before}`);
    assert.ok(await ask<boolean>(page, stacked));
    assert.ok(await ask<boolean>(page, pageFits));
    assert.deepEqual(await ask(page, tooHigh), []);
    assert.equal(await ask(page, tooSmall), 0);
    assert.deepEqual(await unseenCells(page), []);
    await page.close();
  });
}

test('in the font of a page, no date, time, duration or status is cut off', async () => {
  const page = await open({ width: 1280, height: 800 });
  const cut = await ask<string[]>(
    page,
    `['date', 'time', 'duration', 'direction', 'status', 'type'].flatMap((column) =>
      ${all('.row:not([hidden]) .cell')}
        .filter((cell) => cell.dataset.column === column)
        .map((cell) => cell.querySelector('bdi'))
        .filter((text) => text.scrollWidth > text.clientWidth)
        .map((text) => text.textContent))`,
  );
  assert.deepEqual(cut, []);
  assert.equal(
    await ask(page, `${one('.scroller')}.scrollWidth - ${one('.scroller')}.clientWidth`),
    0,
    'and the table fits',
  );
  await page.close();
});

/** Where a reader's own styles reach: the document alone, or shadow trees too. */
const PLACES = [
  ['from outside', 'document'],
  ['inside too', `${inbox}.shadowRoot`],
] as const;

// WCAG 1.4.12.
const SPACING = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }`;

for (const [where, root] of PLACES) {
  test(`spaced out text, ${where}, lies over nothing, and what is cut off is told`, async () => {
    const page = await open({ width: 1280, height: 800 });
    await addStyles(page, root, SPACING);
    await until(
      page,
      'letters apart',
      `getComputedStyle(${one('.cell bdi')}).letterSpacing !== 'normal'`,
    );
    assert.deepEqual(await ask(page, tooHigh), []);
    assert.ok(await ask<boolean>(page, stacked));
    const head = `${all('.header-cell')}.find((cell) => cell.scrollWidth > cell.clientWidth)`;
    const cell = `${all('.row:not([hidden]) [data-column="status"]')}.find((cell) => {
      const text = cell.querySelector('bdi');
      return text.scrollWidth > text.clientWidth;
    })`;
    for (const expression of [head, cell]) {
      const { x, y } = await centre(page, expression);
      await page.mouse.move(x, y);
      const text = await ask<string>(page, `${expression}.innerText.trim()`);
      await until(
        page,
        `the whole of "${text}"`,
        `${one('.tooltip')}.matches(':popover-open') &&
          ${one('.tooltip')}.textContent.includes(${JSON.stringify(text)})`,
      );
    }
    await page.close();
  });
}

for (const [where, root] of PLACES) {
  test(`lines three times as high as their text, ${where}, make rows higher`, async () => {
    const page = await open({ width: 1280, height: 800 });
    await addStyles(page, root, '* { line-height: 3 !important; }');
    // 13 pixels of text and 8 of padding above and below.
    await until(page, 'higher rows', `${rows}[0].offsetHeight >= 3 * 13 + 16`);
    assert.deepEqual(await ask(page, tooHigh), []);
    assert.ok(await ask<boolean>(page, stacked));
    await page.close();
  });
}

for (const scheme of ['light', 'dark']) {
  test(`in forced colours, ${scheme}, what plays and what has focus stand out`, async () => {
    const page = await open({ width: 1280, height: 800 });
    const session = await page.createCDPSession();
    await session.send('Emulation.setEmulatedMedia', {
      features: [
        { name: 'forced-colors', value: 'active' },
        { name: 'prefers-color-scheme', value: scheme },
      ],
    });
    const { x, y } = await centre(page, one('.play-button:not([hidden])'));
    await page.mouse.click(x, y);
    await until(page, 'it to play', one('.row-playing'));
    const look = (selector: string, property: string, pseudo = '') =>
      ask<string>(page, `getComputedStyle(${one(selector)}, '${pseudo}')['${property}']`);
    const highlight = await ask<string>(
      page,
      `(() => {
        const probe = document.body.appendChild(document.createElement('i'));
        probe.style.color = 'Highlight';
        const { color } = getComputedStyle(probe);
        probe.remove();
        return color;
      })()`,
    );
    const button = '.row-playing .play-button';
    assert.equal(await look(button, 'backgroundColor'), highlight);
    assert.notEqual(await look(`${button} path`, 'fill'), highlight);
    assert.notEqual(
      await look('.play-button:not(.row-playing *):not([hidden])', 'backgroundColor'),
      highlight,
    );
    for (const outlined of ['.play-button:not([hidden])', '.status', '.bubble', '.tooltip'])
      assert.equal(await look(outlined, 'borderTopStyle'), 'solid', outlined);

    await ask(page, `void ${inbox}.focus()`);
    await page.keyboard.press('Home');
    for (let column = 0; column < 3; column += 1) await page.keyboard.press('ArrowRight');
    await until(page, 'a row with focus', one('.row-link:focus-visible'));
    const ring = '.row:has(.row-link:focus-visible)';
    assert.equal(await look(ring, 'outlineStyle', '::after'), 'solid');
    assert.equal(await look(ring, 'outlineColor', '::after'), highlight);
    await page.close();
  });
}

test('with less motion nothing moves by itself, whatever the reader does', async () => {
  const page = await open({ width: 1280, height: 800 });
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  const moving = `[...document.getAnimations(), ...${inbox}.shadowRoot.getAnimations()].length +
    ${all('*')}.filter((element) =>
      [element, '::before', '::after'].some((pseudo) => {
        const style = getComputedStyle(element, pseudo === element ? undefined : pseudo);
        return parseFloat(style.transitionDuration) > 0 || style.scrollBehavior === 'smooth' ||
          style.animationName !== 'none';
      })).length`;
  assert.equal(await ask(page, moving), 0);
  const { x, y } = await centre(page, one('.play-button:not([hidden])'));
  await page.mouse.click(x, y);
  assert.equal(await ask(page, moving), 0);
  await until(page, 'it to play', one('.row-playing'));
  await ask(page, `void ${inbox}.focus()`);
  await page.keyboard.press('PageDown');
  assert.equal(await ask(page, moving), 0);
  await page.close();
});

const PHONE: Viewport = { width: 390, height: 700, hasTouch: true, isMobile: true };

/** A row whose middle can be touched, below the first ones. */
const touched = `${rows}.filter((row) => row.getBoundingClientRect().top > 250)[0]`;

async function tap(page: Page, expression: string): Promise<void> {
  const { x, y } = await centre(page, expression);
  await page.touchscreen.tap(x, y);
}

test('a finger scrolls the table up, down and sideways, and opens nothing by that', async () => {
  const page = await open(PHONE);
  await ask(
    page,
    `void ${inbox}.addEventListener('conversation-open', () => (window.opened = true))`,
  );
  const scrolled = (edge: string) => `${one('.scroller')}.scroll${edge}`;
  const swipe = async (x: number, y: number) => {
    const finger = await page.touchscreen.touchStart(300, 500);
    for (let step = 1; step <= 8; step += 1)
      await finger.move(300 + (x * step) / 8, 500 + (y * step) / 8);
    await finger.end();
  };
  await swipe(0, -300);
  await until(page, 'rows further down', `${scrolled('Top')} > 100`);
  await swipe(-200, 0);
  await until(page, 'columns further on', `${scrolled('Left')} > 50`);
  await swipe(0, 200);
  await until(page, 'rows further up', `${scrolled('Top')} < 300`);
  assert.equal(await ask(page, 'window.opened'), undefined);
  assert.equal(await ask(page, 'scrollX + scrollY'), 0, 'the page stays');
  assert.equal(await ask(page, 'getSelection().isCollapsed'), true);
  await page.close();
});

test('a tap on a row opens it, and leaves nothing behind', async () => {
  const page = await open(PHONE);
  await ask(
    page,
    `void ${inbox}.addEventListener('conversation-open', (event) => {
      window.opened = event.detail.id;
      event.preventDefault();
    })`,
  );
  const colours = `JSON.stringify(${rows}.slice(0, 12).map((row) => getComputedStyle(row).backgroundColor))`;
  const before = await ask(page, colours);
  await tap(page, `${touched}.querySelector('[data-column="caller"]')`);
  await until(page, 'it to open', 'window.opened');
  assert.equal(await ask(page, colours), before, 'no row looks as if a pointer were on it');
  assert.equal(await ask(page, `${one('.tooltip')}.matches(':popover-open')`), false);
  await page.close();
});

test('a recording that a tap has paused does not look as if it played', async () => {
  const page = await open(PHONE);
  const button = one('.play-button:not([hidden])');
  const colour = `getComputedStyle(${button}).backgroundColor`;
  const before = await ask(page, colour);
  await tap(page, button);
  await until(page, 'it to play', one('.row-playing'));
  assert.notEqual(await ask(page, colour), before);
  await tap(page, button);
  await until(page, 'silence', `!${one('.row-playing')}`);
  assert.equal(await ask(page, colour), before);
  assert.equal(await ask(page, tooSmall), 0, 'and fingers hit what they are meant for');
  await page.close();
});

test('large text on a phone leaves a link to copy by hand, and its Close, in sight', async () => {
  const { browser, site } = demo();
  const context = browser.defaultBrowserContext();
  await context.overridePermissions(site.url, []);
  const page = await open({ width: 320, height: 640 });
  await ask(page, LARGE_TEXT);
  await until(page, 'larger rows', `${rows}[0].offsetHeight > 50`);
  const { x, y } = await centre(page, one('[part~="copy-button"]'));
  await page.mouse.click(x, y);
  await until(page, 'the link', one('[part~="copy-fallback"]'));
  const hidden = await ask<string[]>(
    page,
    `(() => {
      const frame = ${one('.frame')}.getBoundingClientRect();
      return ${all('[part~="copy-fallback"], [part~="copy-fallback"] *')}.filter((part) => {
        const { left, right, top, bottom } = part.getBoundingClientRect();
        return left < frame.left || right > frame.right || top < frame.top || bottom > frame.bottom;
      }).map((part) => part.localName);
    })()`,
  );
  assert.deepEqual(hidden, []);
  await context.clearPermissionOverrides();
  await page.close();
});
