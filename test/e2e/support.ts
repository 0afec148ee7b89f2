/** One real browser and one real demo server for a file of end-to-end tests. */
import { after, before } from 'node:test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { startSite, type Site, type SiteOptions } from '../../demo/site.js';
import { browserArguments, resolveBrowser, thisMachine } from '../../tools/browser.mjs';

/** Seconds a condition may take to come true on a slow computer. */
const PATIENCE = 20;

/** What a page did that a reader would never know about. */
export interface Watched {
  /** Console messages of kind error or warn, and uncaught exceptions. */
  readonly complaints: string[];
  /** URLs asked for, in order. */
  readonly requests: string[];
  /** Dialogs that opened; each is closed at once. */
  readonly dialogs: string[];
}

export interface Demo {
  readonly site: Site;
  readonly browser: Browser;
  /** Opens a path of the demo in a new tab and watches it from its first request. */
  open(path: string): Promise<{ readonly page: Page; readonly watched: Watched }>;
}

/** Starts the demo before the tests of a file and ends it after them. */
export function useDemo(options: SiteOptions): () => Demo {
  let demo: Demo | undefined;
  before(async () => {
    const machine = thisMachine();
    const [site, browser] = await Promise.all([
      startSite(options),
      puppeteer.launch({
        executablePath: resolveBrowser(machine),
        args: browserArguments(machine),
        defaultViewport: { width: 1440, height: 900 },
      }),
    ]);
    demo = { site, browser, open: (path) => openPage(browser, site.url + path) };
  });
  after(async () => {
    await demo?.browser.close();
    await demo?.site.close();
  });
  return () => {
    if (!demo) throw new Error('The demo has not started.');
    return demo;
  };
}

async function openPage(browser: Browser, url: string) {
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE * 1000);
  const watched = watch(page);
  // The compiler of the tests names functions with a helper that the page does not have.
  await page.evaluateOnNewDocument('globalThis.__name = (value) => value;');
  await page.evaluateOnNewDocument(`
    window.violations = [];
    document.addEventListener('securitypolicyviolation', (event) =>
      window.violations.push(event.effectiveDirective + ' ' + event.blockedURI));
    window.reported = [];
    const note = (event) =>
      window.reported.push({ type: event.type, kind: event.detail.kind, id: event.detail.conversationId,
        detail: JSON.stringify(event.detail) });
    const names = ['inbox-error', 'recording-play', 'recording-pause', 'recording-error',
      'recording-refresh', 'recording-timeupdate', 'recording-seek'];
    for (const name of names) document.addEventListener(name, note, true);
  `);
  await page.goto(url);
  return { page, watched };
}

function watch(page: Page): Watched {
  const watched: Watched = { complaints: [], requests: [], dialogs: [] };
  page.on('console', (message) => {
    const type = message.type();
    if (type === 'error' || type === 'warn') watched.complaints.push(message.text());
  });
  page.on('pageerror', (error) => watched.complaints.push(String(error)));
  page.on('request', (request) => watched.requests.push(request.url()));
  page.on('dialog', (dialog) => {
    watched.dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  return watched;
}

/**
 * Waits until the expression, evaluated in the page once per frame, holds. Puppeteer's own
 * `waitForFunction` compiles text inside the page, which the pages' policy forbids.
 */
export async function until(page: Page, what: string, expression: string): Promise<void> {
  await page.bringToFront();
  const holds = await ask<boolean>(
    page,
    `(async () => {
      const end = performance.now() + ${PATIENCE * 1000};
      while (performance.now() < end) {
        if (${expression}) return true;
        await new Promise(requestAnimationFrame);
      }
      return false;
    })()`,
  );
  if (!holds) throw new Error(`Waited in vain for ${what}. It shows: ${await textOf(page)}`);
}

/** JavaScript, for `until` and `evaluate`: the inbox, and what of it matches a selector. */
export const inbox = `document.querySelector('conversation-inbox')`;
export const one = (selector: string): string =>
  `${inbox}.shadowRoot?.querySelector(${JSON.stringify(selector)})`;
export const all = (selector: string): string =>
  `[...(${inbox}.shadowRoot?.querySelectorAll(${JSON.stringify(selector)}) ?? [])]`;

/** Rows on the page, in the order a reader sees them. */
export const rows = `${all('.body > .row:not([hidden])')}
  .sort((a, b) => a.ariaRowIndex - b.ariaRowIndex)`;

/** The conversation of a page, and what of it matches a selector. */
export const detail = `document.querySelector('conversation-detail')`;
export const inDetail = (selector: string): string =>
  `${detail}?.shadowRoot?.querySelector(${JSON.stringify(selector)})`;
/** What is read of it. */
export const detailText = `(${inDetail('.base')}?.innerText ?? '')`;

export const ask = async <T>(page: Page, expression: string): Promise<T> =>
  (await page.evaluate(expression)) as T;

/** The text of one column in the rows on the page. */
export const column = (id: string): string =>
  `${rows}.map((row) => row.querySelector('[data-column="${id}"]')?.textContent.trim())`;

export async function untilRows(page: Page, least = 1): Promise<void> {
  await until(page, `${least} rows`, `${inbox}.getState?.().depth >= ${least}`);
  // The tab stop comes with the code that reacts to the reader, just after the first rows.
  await until(page, 'rows that can be used', one('.body [tabindex="0"]'));
}

export const depth = (page: Page): Promise<number> => ask(page, `${inbox}.getState().depth`);

export async function scrollTo(page: Page, top: number): Promise<void> {
  await ask(page, `void ${one('.scroller')}.scrollTo(0, ${top})`);
}

/** Scrolls as far down as the rows that are loaded go. */
export const scrollDown = (page: Page): Promise<void> => scrollTo(page, 1e9);

/** Loads on as a reader does, by scrolling to the end again and again. */
export async function loadOn(page: Page, count: number): Promise<void> {
  while ((await depth(page)) < count) {
    const before = await depth(page);
    await scrollTo(page, before * 40);
    await until(page, 'a further page', `${one('.body')}.offsetHeight > ${before * 40}`);
  }
}

/** A provider of numbered parcels: each row says something that no other one says. */
const parcels = (count: number): string => `{
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
    return { items, nextCursor: start + 100 < ${count} ? String(start + 100) : undefined };
  },
}`;

/** Gives the inbox as many parcels to load, a hundred at once. */
export async function showParcels(page: Page, count: number): Promise<void> {
  await ask(page, `void (${inbox}.provider = ${parcels(count)})`);
  await until(page, 'the first parcel', `${rows}[0]?.textContent.includes('Parcel 0 ')`);
}

/** What the inbox says beside its rows. */
export const notice = `${all('[part~="error"], [part~="empty"], [part~="end"]')}
  .map((part) => part.innerText).join('\\n')`;

async function textOf(page: Page): Promise<string> {
  const shown = await ask<string>(
    page,
    `(${inbox} ? ${notice} : '') + ' | ' + document.body.innerText.slice(0, 300)`,
  );
  return shown.replace(/\s+/g, ' ');
}

/** The middle of what a selector finds inside the inbox, for real pointer events. */
export async function centre(page: Page, expression: string): Promise<{ x: number; y: number }> {
  return ask(
    page,
    `(() => { const box = (${expression}).getBoundingClientRect();
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 }; })()`,
  );
}
