/**
 * What is measured: each measure opens a page anew and answers with figures by name. Names are
 * `measure.figure`, and a figure that could not be taken is absent.
 */
import { VIEWPORT, open, rendererMemory } from './browser.mjs';

/** @typedef {import('./browser.mjs').Browser} Browser */
/** @typedef {import('./browser.mjs').Tab} Tab */
/** @typedef {Record<string, number>} Figures */
/**
 * @typedef {object} Subject what is measured
 * @property {Browser} browser
 * @property {string} url the page's, without a query
 * @property {boolean} quick
 * @property {number} deepest pages that are appended to, at most
 */

const PER_PAGE = 50;

/** Pages appended to: 50, 1,000, 10,000 and 100,000 rows. */
export const DEPTHS = [1, 20, 200, 2000];

/** Filling so many takes most of a minute, so such a page is filled once and kept: see `deepPage`. */
export const DEEPEST = 2000;

const LOAD_PROBE = `import('/probe.mjs').then((probe) => { window.probe = probe; })`;

/** @type {(values: number[]) => number} */
const middle = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/**
 * A page that is ready, with the probe in it.
 *
 * @template T
 * @param {Subject} subject
 * @param {(tab: Tab) => Promise<T>} use
 * @param {string} [query]
 * @returns {Promise<T>}
 */
async function withPage(subject, use, query = '') {
  const tab = await openReady(subject, query);
  try {
    const result = await use(tab);
    assertNoProblems(tab);
    return result;
  } finally {
    await tab.close();
  }
}

/** @type {(subject: Subject, query?: string) => Promise<Tab>} */
async function openReady({ browser, url }, query = '') {
  const tab = await open(browser, `${url}${query}`);
  await tab.ask('window.bench.ready');
  // Code that comes after the first rows comes now, and not in the middle of a measure.
  await tab.page.waitForNetworkIdle({ idleTime: 200 });
  await tab.ask(LOAD_PROBE);
  await tab.ask('probe.wait(200)');
  return tab;
}

/** @type {(tab: Tab) => void} */
function assertNoProblems({ problems }) {
  if (problems.length > 0) throw new Error(`Errors in the page: ${problems.join('\n')}`);
}

/**
 * Waits until a page has done what it puts off to idle moments: a reader, who does not load a hundred
 * pages in a second, leaves it many. After half a minute it is taken as it is.
 *
 * @param {Tab} tab
 */
async function atRest(tab) {
  for (let tries = 0; tries < 60; tries++) {
    const { task } = await timed(tab, 'probe.wait(500)');
    if (task < 5) return;
  }
}

/**
 * Loads so many rows. In a low window, because every page loaded means binding all rows of it anew,
 * and two thousand of them would take a minute.
 *
 * @param {Tab} tab
 * @param {number} rows
 * @param {number} [seconds]
 */
async function fill(tab, rows, seconds = 240) {
  await tab.page.setViewport({ ...VIEWPORT, height: 280 });
  const filled = await tab.ask(`probe.fill(${rows}, ${seconds})`);
  await tab.page.setViewport(VIEWPORT);
  await atRest(tab);
  if (!filled) throw new Error(`Gave up filling ${rows} rows after ${seconds} s.`);
}

/**
 * @template T
 * @typedef {{ said: T, task: number, layout: number }} Timed main-thread milliseconds of an act,
 *   and what it said
 */

/** @type {<T>(tab: Tab, act: string) => Promise<Timed<T>>} */
async function timed(tab, act) {
  const before = await tab.metrics();
  const said = await tab.ask(act);
  const after = await tab.metrics();
  return {
    said: /** @type {any} */ (said),
    task: after.task - before.task,
    layout: after.layout - before.layout,
  };
}

/** @type {(subject: Subject, figures: Figures) => Promise<void>} */
async function cold(subject, figures) {
  for (const cpu of [1, 4]) {
    const runs = [];
    // The slow start has the budget, so it is the one that is repeated.
    for (let times = 0; times < (cpu === 1 || subject.quick ? 1 : 3); times++)
      runs.push(await coldStart(subject, cpu));
    for (const name of /** @type {const} */ (['ready', 'tbt', 'task']))
      figures[`cold.${cpu}x.${name}`] = middle(runs.map((run) => run[name]));
  }
}

/** @type {(subject: Subject, cpu: number) => Promise<{ ready: number, tbt: number, task: number }>} */
async function coldStart({ browser, url }, cpu) {
  const tab = await open(browser, url, { cpu });
  try {
    await tab.ask('window.bench.ready');
    const { task } = await tab.metrics();
    const { ready, tbt } = await tab.ask(`(async () => {
      const ready = performance.getEntriesByName('bench-ready')[0].startTime;
      const tasks = await new Promise((resolve) => {
        const observer = new PerformanceObserver((list) => resolve(list.getEntries()));
        observer.observe({ type: 'longtask', buffered: true });
        setTimeout(() => resolve([]), 500);
      });
      const blocking = tasks.filter(({ startTime }) => startTime < ready);
      return { ready, tbt: blocking.reduce((sum, { duration }) => sum + duration - 50, 0) };
    })()`);
    return { ready, tbt, task };
  } finally {
    await tab.close();
  }
}

/**
 * Appending, memory and requests: one page is filled further and further. What was found out before
 * it failed stays.
 *
 * @type {(subject: Subject, figures: Figures) => Promise<void>}
 */
const append = (subject, figures) =>
  withPage(subject, async (tab) => {
    for (const k of DEPTHS.filter((depth) => depth <= subject.deepest && depth < DEEPEST)) {
      Object.assign(figures, await fillTo(subject, tab, k));
      Object.assign(figures, await appends(tab, k));
    }
  });

/**
 * A page with very many rows, and what it weighs. It stays open, so that its appends can be measured
 * in turn with those of others without filling all of them anew for every repeat.
 *
 * @param {Subject} subject
 * @returns {Promise<{ filled: Figures, append: () => Promise<Figures> }>}
 */
export async function deepPage(subject) {
  const tab = await openReady(subject);
  const filled = await fillTo(subject, tab, DEEPEST);
  assertNoProblems(tab);
  return {
    filled,
    append: async () => ({ ...(await appends(tab, DEEPEST)), ...(await requests(tab)) }),
  };
}

/** @type {(subject: Subject, tab: Tab, k: number) => Promise<Figures>} */
async function fillTo(subject, tab, k) {
  const start = performance.now();
  await fill(tab, k * PER_PAGE);
  return {
    [`fill.${k}`]: performance.now() - start,
    ...(await requests(tab)),
    ...(await memory(subject, tab, k)),
  };
}

/** @type {(tab: Tab) => Promise<Figures>} */
const requests = async (tab) => ({
  'requests.sent': await tab.ask('probe.requestCount()'),
  'requests.pages': (await tab.ask('probe.rowCount()')) / PER_PAGE,
});

/** @type {(tab: Tab, k: number) => Promise<Figures>} */
async function appends(tab, k) {
  const acts = [];
  for (let times = 0; times < 5; times++) {
    const { task } = await timed(tab, 'probe.append()');
    const { task: rest } = await timed(tab, 'probe.wait(250)');
    acts.push({ task, rest });
  }
  return {
    [`append.${k}`]: middle(acts.map(({ task }) => task)),
    [`append.${k}.rest`]: middle(acts.map(({ rest }) => rest)),
  };
}

/** @type {(subject: Subject, tab: Tab, k: number) => Promise<Figures>} */
async function memory({ browser }, tab, k) {
  await tab.ask('probe.wait(500)');
  const heap = await tab.heap();
  const size = await rendererMemory(browser);
  return {
    [`heap.${k}`]: heap,
    [`nodes.${k}`]: await tab.ask('probe.nodeCount()'),
    ...(size !== undefined && { [`pss.${k}`]: size }),
  };
}

/** What the rows alone weigh. */
/** @type {(subject: Subject) => Promise<Figures>} */
export async function dataOnly({ browser, url, deepest }) {
  const tab = await open(browser, url);
  // Weighs something itself, and is in every other page too.
  await tab.ask(LOAD_PROBE);
  /** @type {Figures} */
  const figures = {};
  for (const k of DEPTHS.filter((depth) => depth <= deepest)) {
    await tab.ask(`fill(${k * PER_PAGE})`);
    figures[`heap.${k}`] = await tab.heap();
  }
  await tab.close();
  return figures;
}

/** Every measure with rows far below begins at the top of so many. */
const ROWS = 10_000;

/** @type {(tab: Tab, quick: boolean) => Promise<Figures>} */
async function scroll(tab, quick) {
  /** @type {Figures} */
  const figures = {};
  const runs = [
    { cpu: 1, distance: quick ? 12_000 : 30_000 },
    { cpu: 4, distance: 12_000 },
  ];
  for (const { cpu, distance } of runs) {
    await tab.ask('probe.restAt(0)');
    await tab.throttle(cpu);
    /** @type {Timed<Figures>} */
    const { said, task, layout } = await timed(tab, `probe.scroll(${distance}, 120)`);
    await tab.throttle(1);
    const { frames = NaN, ...pace } = said;
    for (const [name, value] of Object.entries(pace)) figures[`scroll.${cpu}x.${name}`] = value;
    figures[`scroll.${cpu}x.task`] = task / frames;
    figures[`scroll.${cpu}x.layout`] = layout / frames;
  }
  return figures;
}

/** @type {(tab: Tab) => Promise<Figures>} */
async function jump(tab) {
  await tab.ask('probe.restAt(0)');
  /** @type {Timed<number>[]} */
  const jumps = [];
  for (const row of [7000, 1500, 9000, 4000, 500]) {
    jumps.push(await timed(tab, `probe.jump(${row})`));
    await tab.ask('probe.wait(250)');
  }
  return {
    'jump.ms': middle(jumps.map(({ said }) => said)),
    'jump.task': middle(jumps.map(({ task }) => task)),
  };
}

/** @type {(tab: Tab) => Promise<Figures>} */
async function update(tab) {
  await tab.ask('probe.restAt(0)');
  // With the first change may come the code for changes, once in the life of a page.
  await tab.ask('probe.prepareUpdate(1)');
  await tab.ask('probe.update(0)');
  /** @type {Timed<{ ms: number, frames: number }>[]} */
  const updates = [];
  // The same ways into a frame for every page.
  for (let times = 0; times < 20; times++) {
    await tab.ask(`probe.prepareUpdate(${times % 15})`);
    updates.push(await timed(tab, `probe.update(${times % 10})`));
  }
  return {
    'update.ms': middle(updates.map(({ said }) => said.ms)),
    'update.task': middle(updates.map(({ task }) => task)),
    'update.same': updates.filter(({ said }) => said.frames === 1).length / updates.length,
  };
}

/** @type {(tab: Tab, quick: boolean) => Promise<Figures>} */
async function arrivals(tab, quick) {
  await tab.ask('probe.restAt(0)');
  /** @type {Timed<Figures>} */
  const { said, task } = await timed(tab, `probe.arrivals(100, ${quick ? 2 : 5})`);
  const { sent = NaN, shown = NaN, dropped = NaN, fps = NaN, p95 = NaN } = said;
  return {
    'arrivals.sent': sent,
    'arrivals.shown': shown,
    'arrivals.dropped': dropped,
    'arrivals.fps': fps,
    'arrivals.p95': p95,
    'arrivals.task': task / sent,
  };
}

/** Everything a page downloads, late code and that for live changes included, and what it shows. */
/** @type {(subject: Subject) => Promise<{ paths: string[], texts: string[] }>} */
export const downloads = (subject) =>
  withPage(
    subject,
    async (tab) => {
      await tab.ask('probe.wait(500)');
      const urls = await /** @type {Promise<string[]>} */ (
        tab.ask(`performance.getEntriesByType('resource').map(({ name }) => name)`)
      );
      const paths = urls.map((url) => new URL(url).pathname.slice(1));
      return {
        paths: paths.filter((pathname) => pathname.includes('/assets/')),
        texts: await tab.ask('probe.texts()'),
      };
    },
    '?live',
  );

/**
 * Measures that share a page, in this order.
 *
 * @type {readonly {
 *   query: string,
 *   rows: number,
 *   measures: Readonly<Record<string, (tab: Tab, quick: boolean) => Promise<Figures>>>
 * }[]}
 */
const SHARED = [
  { query: '', rows: ROWS, measures: { scroll, jump } },
  { query: '?live', rows: ROWS, measures: { update, arrivals } },
];

/** @type {Readonly<Record<string, (subject: Subject, figures: Figures) => Promise<void>>>} */
const ALONE = { cold, append };

export const measureNames = [
  ...Object.keys(ALONE),
  ...SHARED.flatMap(({ measures }) => Object.keys(measures)),
];

/**
 * All that is wanted of a page. What fails costs only its own figures.
 *
 * @param {Subject} subject
 * @param {readonly string[]} wanted
 * @param {(message: string) => void} failed
 * @returns {Promise<Figures>}
 */
export async function measure(subject, wanted, failed) {
  /** @type {Figures} */
  const figures = {};
  /** @type {(name: string, act: () => Promise<Figures | void>) => Promise<void>} */
  const attempt = async (name, act) => {
    try {
      Object.assign(figures, await act());
    } catch (error) {
      failed(`${name}: ${error instanceof Error ? error.message : error}`);
    }
  };
  for (const [name, alone] of Object.entries(ALONE))
    if (wanted.includes(name)) await attempt(name, () => alone(subject, figures));
  for (const { query, rows, measures } of SHARED) {
    const chosen = Object.entries(measures).filter(([name]) => wanted.includes(name));
    if (chosen.length === 0) continue;
    const use = async (/** @type {Tab} */ tab) => {
      await fill(tab, rows);
      for (const [name, shared] of chosen) await attempt(name, () => shared(tab, subject.quick));
    };
    await attempt(`page for ${Object.keys(measures)}`, () => withPage(subject, use, query));
  }
  return figures;
}
