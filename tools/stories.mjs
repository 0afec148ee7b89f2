/**
 * Opens every story of the static Storybook in a browser. A story fails when it or its play function
 * throws, when axe finds something, or when anything is written to the console.
 *
 *   node tools/stories.mjs            every story
 *   node tools/stories.mjs full dark  stories whose id contains one of the words
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import puppeteer from 'puppeteer-core';
import { browserArguments, resolveBrowser, thisMachine } from './browser.mjs';
import { elapsed, lastLine, root } from './run.mjs';
import { serve } from './serve.mjs';

/** @typedef {{ id: string, type: 'story' | 'docs' }} Entry */
/** @typedef {{ event: string, message?: string, status?: string, a11y?: string[] }} Outcome */

/** How long a story with its play function may take. */
const SECONDS = 30;

// Before the browser starts, which inherits it; the same zone as in the other tests.
process.env.TZ = 'Asia/Kolkata';

/**
 * Runs inside the page: waits until Storybook says how the story ended.
 *
 * @returns {Promise<Outcome>}
 */
async function outcome() {
  const page = /** @type {any} */ (window);
  while (!page.__STORYBOOK_ADDONS_CHANNEL__) await new Promise(requestAnimationFrame);
  const channel = page.__STORYBOOK_ADDONS_CHANNEL__;
  return new Promise((resolve) => {
    const failures = [
      'storyErrored',
      'storyThrewException',
      'playFunctionThrewException',
      'unhandledErrorsWhilePlaying',
      'storyMissing',
      'docsErrored',
    ];
    for (const event of failures) {
      channel.on(event, (/** @type {any} */ what) =>
        resolve({ event, message: what?.message ?? JSON.stringify(what) }),
      );
    }
    channel.on('docsRendered', () => resolve({ event: 'docsRendered' }));
    channel.on('storyFinished', (/** @type {any} */ story) => {
      const reports = (story.reporters ?? []).filter((/** @type {any} */ r) => r.type === 'a11y');
      const violations = reports.flatMap((/** @type {any} */ r) => r.result?.violations ?? []);
      const a11y = violations.map(
        (/** @type {any} */ { id, nodes }) =>
          `${id}: ${nodes.map((/** @type {any} */ n) => n.html)}`,
      );
      resolve({ event: 'storyFinished', status: story.status, a11y });
    });
  });
}

/**
 * What went wrong in one story; empty when nothing did.
 *
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} base
 * @param {Entry} entry
 * @returns {Promise<string[]>}
 */
async function problemsOf(browser, base, { id, type }) {
  const page = await browser.newPage();
  /** @type {string[]} */
  const problems = [];
  page.setDefaultTimeout(SECONDS * 1000);
  page.on('console', (message) => {
    // What is put into every page here is refused by the frames of emails, as any script is.
    if (message.text().startsWith("Blocked script execution in 'about:srcdoc'")) return;
    problems.push(`console ${message.type()}: ${message.text()} ${message.location().url ?? ''}`);
  });
  page.on('pageerror', (error) => problems.push(`uncaught: ${String(error)}`));
  try {
    await page.evaluateOnNewDocument(`window.storyOutcome = (${outcome})();`);
    const url = `${base}/iframe.html?id=${encodeURIComponent(id)}&viewMode=${type}`;
    const response = await page.goto(url);
    if (!response?.ok()) throw new Error(`the page answers ${response?.status()}`);
    // Awaited inside the page, the promise was made before the first event could be missed.
    const waiting = page.evaluate('window.storyOutcome');
    const result = /** @type {Outcome} */ (await within(SECONDS, waiting));
    const finished = result.event === 'docsRendered' || result.status === 'success';
    if (!finished) problems.push(`${result.event}: ${result.message ?? result.status}`);
    problems.push(...(result.a11y ?? []).map((violation) => `a11y ${violation}`));
    // An element that nobody registered renders nothing, and nothing is what axe likes best.
    const unknown = await page.$$eval(':not(:defined)', (all) => all.map((a) => a.localName));
    problems.push(...[...new Set(unknown)].map((tag) => `<${tag}> is not registered`));
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
  } finally {
    await page.close();
  }
  return problems;
}

/** @type {<T>(seconds: number, promise: Promise<T>) => Promise<T>} */
async function within(seconds, promise) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end after ${seconds} s`)), seconds * 1000);
  });
  try {
    return /** @type {any} */ (await Promise.race([promise, late]));
  } finally {
    clearTimeout(timer);
  }
}

const folder = path.join(root, 'storybook-static');
const words = process.argv.slice(2);
/** @type {{ entries: Record<string, Entry> }} */
const index = JSON.parse(readFileSync(path.join(folder, 'index.json'), 'utf8'));
const entries = Object.values(index.entries).filter(
  ({ id }) => words.length === 0 || words.some((word) => id.includes(word)),
);
const stories = entries.filter(({ type }) => type === 'story').length;
console.log(`${stories} stories, ${entries.length - stories} docs pages`);

const server = await serve(folder);
const machine = thisMachine();
const browser = await puppeteer.launch({
  executablePath: resolveBrowser(machine),
  args: browserArguments(machine),
  defaultViewport: { width: 1280, height: 800 },
});
let failed = 0;
for (const entry of entries) {
  const start = performance.now();
  const problems = await problemsOf(browser, server.url, entry);
  if (problems.length > 0) failed += 1;
  console.log(`${problems.length === 0 ? 'ok    ' : 'FAILED'} ${entry.id} (${elapsed(start)})`);
  for (const problem of problems) console.log(`         ${problem}`);
}
await browser.close();
server.close();

const counts = { passed: entries.length - failed, failed: stories === 0 ? failed + 1 : failed };
const summary = path.join(root, '.cache/tests/stories.json');
mkdirSync(path.dirname(summary), { recursive: true });
writeFileSync(summary, JSON.stringify(counts));
console.log(lastLine(counts));
process.exitCode = counts.failed === 0 ? 0 : 1;
