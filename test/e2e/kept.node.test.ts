/** A reviewer shares what is shown, comes back from a conversation, and finds all of it tomorrow. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { browserArguments, resolveBrowser, thisMachine } from '../../tools/browser.mjs';
import { ask, inbox, loadOn, one, rows, scrollTo, until, untilRows, useDemo } from './support.js';

const demo = useDemo({ api: { rows: 3000, now: '2025-03-14T15:09:26Z' } });

const ready = `!${inbox}.matches(':state(loading)') && ${one('[part~="filters-button"]')}`;
const shown = `${rows}.map((row) =>
  new URL(row.querySelector('.row-link').href).searchParams.get('id'))`;
/** The first row in view and how far it is scrolled past the head. */
const place = `(() => {
  const edge = ${one('.header')}.getBoundingClientRect().bottom;
  const first = ${rows}.find((row) => row.getBoundingClientRect().bottom > edge + 0.5);
  return [first.querySelector('.row-link').href, Math.round(first.getBoundingClientRect().top - edge)];
})()`;
const scrolled = `${one('.scroller')}.scrollTop > 0`;

async function apply(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  await until(page, 'the toolbar', ready);
  await ask(page, `${one('[part~="filters-button"]')}.click()`);
  await until(page, 'the dialog', `${one('dialog')}?.open`);
  for (const [name, value] of Object.entries(fields))
    await ask(page, `void Object.assign(${one(`[name="${name}"]`)}, ${JSON.stringify({ value })})`);
  await ask(page, `${one('[part~="apply-button"]')}.click()`);
  await until(page, 'what was asked for', `${one('[part~="chip"]')} && ${ready}`);
}

/** A reader with storages of their own, who opens tabs. */
async function reader(browser = demo().browser) {
  const context = await browser.createBrowserContext();
  const open = async (url: string, zone = 'Asia/Kolkata') => {
    const page = await context.newPage();
    await page.setViewport({ width: 1440, height: 900 });
    await page.evaluateOnNewDocument('globalThis.__name = (value) => value;');
    await page.emulateTimezone(zone);
    await page.goto(demo().site.url + url);
    await untilRows(page);
    await until(page, 'its rows', ready);
    return page;
  };
  return { open, leave: () => context.close() };
}

test('a link shows a colleague in another time zone the same rows', async () => {
  const [me, colleague] = [await reader(), await reader()];
  const mine = await me.open('/?theme=light');
  await apply(mine, { createdAfter: '2025-03-13T22:30', direction: 'inbound' });
  const link = new URL(mine.url());
  assert.equal(
    decodeURIComponent(link.search),
    '?theme=light&direction=inbound&created-after=2025-03-13T22:30:00+05:30',
  );
  const theirs = await colleague.open(link.pathname + link.search, 'America/New_York');
  const expected = await ask<string[]>(mine, shown);
  assert.ok(expected.length > 3, `${expected.length} rows to tell by`);
  assert.deepEqual(await ask(theirs, shown), expected);
  assert.deepEqual(await ask(theirs, `${inbox}.query`), await ask(mine, `${inbox}.query`));
  const chip = `${one('[part~="chip"]:last-child')}.innerText`;
  assert.match(await ask(theirs, chip), /1:00\sPM/, 'in the zone of whoever reads');
  await me.leave();
  await colleague.leave();
});

test('a link asks the server for its rows once, and for no others', async () => {
  const { page, watched } = await demo().open('/?direction=outbound&status=failed');
  await untilRows(page);
  await until(page, 'its rows', ready);
  const lists = watched.requests.filter((url) => /\/[a-z]+\?.*limit=/.test(url));
  assert.ok(lists.length > 0);
  for (const url of lists) assert.match(url, /direction=outbound/);
  assert.equal(new Set(lists).size, lists.length, 'none of them twice');
  assert.deepEqual(watched.complaints, []);
  await page.close();
});

describe('coming back from a conversation', () => {
  /** Reads down, narrows, goes on reading; then off to a conversation in the same tab, and back. */
  async function thereAndBack(browser: Browser): Promise<boolean> {
    const { open, leave } = await reader(browser);
    const page = await open('/');
    await ask(page, 'void (window.sameDocument = true)');
    await apply(page, { direction: 'inbound' });
    await loadOn(page, 300);
    await scrollTo(page, 8_217);
    await until(page, 'the rows there', `${scrolled} && ${place}[1] <= 0`);
    const before = await ask<[string, number]>(page, place);
    const query = await ask(page, `${inbox}.query`);
    await page.goto(before[0]);
    await page.goBack();
    await until(page, 'the place', `${inbox}.shadowRoot && ${scrolled} && ${ready}`);
    assert.deepEqual(await ask(page, place), before);
    assert.deepEqual(await ask(page, `${inbox}.query`), query);
    assert.equal(new URL(page.url()).search, '?direction=inbound');
    const same = await ask<boolean>(page, 'window.sameDocument === true');
    await page.reload();
    await until(page, 'the place', `${inbox}.shadowRoot && ${scrolled} && ${ready}`);
    assert.deepEqual(await ask(page, place), before, 'after a reload, too');
    await leave();
    return same;
  }

  test('leads to the same row, from the back/forward cache', async () => {
    assert.equal(await thereAndBack(demo().browser), true, 'the page itself has come back');
  });

  test('leads to the same row where there is no such cache', async () => {
    const machine = thisMachine();
    const browser = await puppeteer.launch({
      executablePath: resolveBrowser(machine),
      args: [...browserArguments(machine), '--disable-features=BackForwardCache'],
      defaultViewport: { width: 1440, height: 900 },
    });
    try {
      assert.equal(await thereAndBack(browser), false, 'the page was made anew');
    } finally {
      await browser.close();
    }
  });

  test('leads to the same row by a link of the page, too, and tomorrow to the same query', async () => {
    const { open, leave } = await reader();
    const page = await open('/');
    await apply(page, { direction: 'outbound' });
    await loadOn(page, 100);
    await scrollTo(page, 3_000);
    await until(page, 'the rows there', `${scrolled} && ${place}[1] <= 0`);
    const before = await ask<[string, number]>(page, place);
    await page.goto(before[0]);
    await page.goto(`${demo().site.url}/`);
    await until(page, 'the place', `${inbox}.shadowRoot && ${scrolled} && ${ready}`);
    assert.deepEqual(await ask(page, place), before);
    assert.equal(new URL(page.url()).search, '?direction=outbound');
    const next = await open('/');
    assert.deepEqual(await ask(next, `${inbox}.query`), { direction: 'outbound' });
    assert.equal(await ask(next, `${one('.scroller')}.scrollTop`), 0, 'from its top');
    await leave();
  });
});

test('two tabs go their own ways, and each of them stays on its way when it is loaded again', async () => {
  const { open, leave } = await reader();
  const [first, second] = [await open('/'), await open('/')];
  await apply(first, { direction: 'inbound' });
  await apply(second, { direction: 'outbound', durationMin: '30' });
  await ask(first, `${one('[part~="clear-button"]')}?.click()`);
  await until(first, 'everything', `!${one('[part~="chip"]')} && ${ready}`);
  await apply(second, { direction: 'outbound', durationMin: '60' });
  for (const page of [first, second]) await page.reload();
  await until(first, 'everything again', ready);
  assert.deepEqual(await ask(first, `${inbox}.query`), {});
  await until(second, 'its filters again', ready);
  assert.deepEqual(await ask(second, `${inbox}.query`), { direction: 'outbound', durationMin: 60 });
  await leave();
});

test('without the code for it nothing is shown that was not asked for, and the reader is told', async () => {
  const { site, browser } = demo();
  const page = await browser.newPage();
  await page.evaluateOnNewDocument('globalThis.__name = (value) => value;');
  const asked: string[] = [];
  let broken = true;
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    asked.push(request.url());
    if (broken && /keeper/.test(request.url())) void request.abort();
    else void request.continue();
  });
  await page.goto(`${site.url}/?direction=inbound`);
  await until(page, 'what failed', one('[part~="error-title"]'));
  assert.equal(asked.filter((url) => url.includes('limit=')).length, 0);
  broken = false;
  assert.ok(await ask(page, one('[part~="retry-button"]') + ' !== null'));
  // Chromium remembers a failed import for as long as the page lives.
  await page.reload();
  await untilRows(page);
  assert.deepEqual(await ask(page, `${inbox}.query`), { direction: 'inbound' });
  await page.close();
});
