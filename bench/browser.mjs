/** A fresh Chromium for one page and repeat, and what it says about itself. */
import { readFileSync } from 'node:fs';
import puppeteer from 'puppeteer-core';
import { browserArguments, resolveBrowser, thisMachine } from '../tools/browser.mjs';

/** @typedef {import('puppeteer-core').Browser} Browser */
/** @typedef {import('puppeteer-core').CDPSession} CDPSession */

/** What one page of the benchmark is opened in. @typedef {Awaited<ReturnType<typeof open>>} Tab */

export const VIEWPORT = { width: 1440, height: 900 };

const machine = thisMachine();
let executablePath = '';

export function launch() {
  executablePath ||= resolveBrowser(machine);
  return puppeteer.launch({
    executablePath,
    args: [...browserArguments(machine), '--disable-gpu'],
    defaultViewport: VIEWPORT,
    // Whoever ends this process ends all of it; by itself, only the browser would go.
    handleSIGTERM: false,
    // Filling two thousand pages takes some grids half a minute.
    protocolTimeout: 300_000,
  });
}

/**
 * Opens a page in a context of its own and waits until it is filled with rows.
 *
 * @param {Browser} browser
 * @param {string} url
 * @param {{ cpu?: number }} [options] `cpu`: how many times slower than this machine
 */
export async function open(browser, url, { cpu = 1 } = {}) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  /** @type {string[]} */
  const problems = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  const cdp = await page.createCDPSession();
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' }).catch(() => undefined);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpu });
  await page.goto(url);
  return {
    page,
    problems,
    /** @type {<T>(expression: string) => Promise<T>} */
    ask: async (expression) => /** @type {any} */ (await page.evaluate(expression)),
    metrics: () => metricsOf(cdp),
    heap: () => heapAfterCollection(cdp),
    /** @type {(rate: number) => Promise<unknown>} */
    throttle: (rate) => cdp.send('Emulation.setCPUThrottlingRate', { rate }),
    close: () => context.close(),
  };
}

/**
 * Milliseconds the main thread has spent so far. The time in tasks is the whole of it; what the
 * browser calls script leaves out microtasks, which is where many components do their work.
 *
 * @param {CDPSession} cdp
 */
async function metricsOf(cdp) {
  const { metrics } = await cdp.send('Performance.getMetrics');
  const seconds = (/** @type {string} */ name) =>
    metrics.find((metric) => metric.name === name)?.value ?? NaN;
  return {
    task: seconds('TaskDuration') * 1000,
    layout: (seconds('RecalcStyleDuration') + seconds('LayoutDuration')) * 1000,
  };
}

/** @type {(cdp: CDPSession) => Promise<number>} megabytes */
async function heapAfterCollection(cdp) {
  // What the first collection finalizes, the second frees.
  for (let times = 0; times < 3; times++) await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  return usedSize / 1e6;
}

/**
 * Megabytes of the largest renderer, shared pages in proportion; `undefined` where the system does
 * not tell.
 *
 * @param {Browser} browser
 * @returns {Promise<number | undefined>}
 */
export async function rendererMemory(browser) {
  const cdp = await browser.target().createCDPSession();
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  await cdp.detach();
  const sizes = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => proportionalSize(id))
    .filter((size) => size !== undefined);
  return sizes.length > 0 ? Math.max(...sizes) : undefined;
}

/** @type {(pid: number) => number | undefined} */
function proportionalSize(pid) {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const kilobytes = /^Pss:\s+(\d+) kB/m.exec(rollup)?.[1];
    return kilobytes ? Number(kilobytes) / 1000 : undefined;
  } catch {
    return undefined;
  }
}
