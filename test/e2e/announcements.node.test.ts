/** What is spoken to those who do not see the table change, as the accessibility tree has it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { accessibilityTree, allOf, oneOf, readOut } from './accessibility-tree.js';
import {
  ask,
  centre,
  depth,
  inbox,
  one,
  scrollDown,
  scrollTo,
  until,
  untilRows,
  useDemo,
} from './support.js';

const demo = useDemo({ api: { rows: 300, now: '2025-03-14T15:09:26Z' } });

/** Every text the live region is given, in order; each is spoken once. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  const region = one('[role="status"]');
  await ask(
    page,
    `(() => {
      window.heard = [];
      new MutationObserver(() => window.heard.push(${region}.textContent.trim())).observe(${region},
        { childList: true, characterData: true, subtree: true });
    })()`,
  );
  return () => ask<string[]>(page, 'window.heard');
}

/** What the polite live regions of the inbox hold, as the tree has it; one of them at most. */
async function spoken(page: Page): Promise<string> {
  const regions = allOf(oneOf(await accessibilityTree(page), 'main'), 'status');
  assert.ok(regions.length > 0);
  for (const region of regions) assert.equal(region.properties['live'], 'polite');
  const said = regions.map((region) => readOut(region).join(' ').trim()).filter(Boolean);
  assert.ok(said.length <= 1, `said twice: ${said.join(' | ')}`);
  return said[0] ?? '';
}

const untilSaid = (page: Page, text: string): Promise<void> =>
  until(page, text, `${one('[role="status"]')}.textContent.includes(${JSON.stringify(text)})`);

async function clickOn(page: Page, expression: string): Promise<void> {
  const { x, y } = await centre(page, expression);
  await page.mouse.click(x, y);
}

test('what the reader asked for is spoken once, and scrolling speaks of nothing', async () => {
  const { site, open } = demo();
  const { page } = await open('/');
  await untilRows(page);
  const heard = await listen(page);
  assert.equal(await spoken(page), '');
  const before = await depth(page);
  await scrollDown(page);
  await until(page, 'a second page', `${inbox}.getState().depth > ${before}`);
  assert.equal(await spoken(page), '');

  site.api!.control.failNext(500, 9);
  await scrollDown(page);
  await untilSaid(page, 'The server failed.');
  assert.equal(await spoken(page), 'The server failed.');
  site.api!.control.clearFaults();
  const held = await depth(page);
  await scrollDown(page);
  await clickOn(page, one('[part~="retry-button"]'));
  await untilSaid(page, 'more,');
  const total = await depth(page);
  const brought = `${total - held} more, ${total} conversations shown`;
  assert.equal(await spoken(page), brought);
  assert.deepEqual(await heard(), ['The server failed.', brought]);
  await page.close();
});

test('a recording that does not play is spoken of, and is told at its button', async () => {
  const { site, open } = demo();
  const { page } = await open('/');
  await untilRows(page);
  const heard = await listen(page);
  for (let time = 0; time < 5; time += 1) site.api!.control.failNext(404, 9, { on: 'media' });
  await clickOn(page, one('.play-button:not([hidden])'));
  const player = `${one('recording-player')}?.shadowRoot.querySelector('[role="status"]')`;
  const regions = `[${one('[role="status"]')}, ${player}]`;
  const said = /could not be played|no recording/;
  await until(page, 'a word', `${regions}.some((region) => ${said}.test(region?.textContent))`);
  // Whoever hears of it first says it, the inbox or its player, and nobody says it again.
  assert.match(await spoken(page), /^(The recording could not be played\.|There is no recording)$/);
  assert.ok((await heard()).length <= 1);
  site.api!.control.clearFaults();
  await page.close();
});

test('what arrives is a button that says how many, and its effect is spoken', async () => {
  const { page } = await demo().open('/');
  await untilRows(page);
  // Conversations that come while the reader is further down, from a source that says so itself.
  await ask(
    page,
    `(() => {
      const at = (n) => new Date(Date.UTC(2025, 0, 1) + n * 60000).toISOString();
      const made = (n) => ({ id: 'c' + n, at: at(n), channel: 'phone', recording: 'none',
        transcript: 'none', caller: { role: 'caller', address: '+1 212 555 01' + (10 + (n % 89)) } });
      window.come = undefined;
      ${inbox}.provider = {
        capabilities: { fields: ['id', 'at', 'channel', 'caller'], filters: {}, order: 'created', maxPageSize: 100 },
        list: async () => ({ items: Array.from({ length: 60 }, (_, index) => made(60 - index)) }),
        get: async () => undefined,
        async *watch() {
          for (let n = 61; ; n += 1) {
            await new Promise((done) => (window.come = done));
            yield { type: 'upsert', items: [made(n)] };
          }
        },
      };
      ${inbox}.live = true;
    })()`,
  );
  await until(page, 'the watch', 'window.come');
  const heard = await listen(page);
  await scrollTo(page, 800);
  for (const count of [1, 2]) {
    await ask(page, `void window.come()`);
    await until(
      page,
      'an arrival',
      `${one('[part~="arrivals-button"]')}?.innerText.includes(${count})`,
    );
  }
  assert.equal(await spoken(page), '', 'arrivals interrupt nobody');
  const names = allOf(oneOf(await accessibilityTree(page), 'main'), 'button').map(
    ({ name }) => name,
  );
  assert.ok(names.includes('Show 2 new conversations'), names.join());
  await clickOn(page, one('[part~="arrivals-button"]'));
  await untilSaid(page, 'shown');
  assert.equal(await spoken(page), '62 conversations shown');
  assert.deepEqual(await heard(), ['62 conversations shown']);
  await page.close();
});
