/**
 * Transcripts of several lengths in `<conversation-detail>`: what the length costs. Lengths take turns
 * within a repeat and are compared within it only, as the pages of the table are.
 */
import { launch, open } from './browser.mjs';
import { buildPage } from './build.mjs';
import { format, markdownTable } from './report.mjs';
import { median, ratioInterval, rotated, verdict } from './stats.mjs';

/** @typedef {import('./measures.mjs').Figures} Figures */
/** @typedef {{ machine: Record<string, string>, repeats: Record<string, Figures>[] }} TranscriptResults by number of turns */

export const LENGTHS = [200, 1000, 10_000];

/** Also of what `bench/pages/transcript` is built into. */
const PAGE = 'transcript';

/**
 * @param {string} url where the built pages are
 * @param {number} repeats
 * @param {(text: string) => void} log
 * @returns {Promise<TranscriptResults['repeats']>}
 */
export async function measureTranscripts(url, repeats, log) {
  await buildPage(PAGE);
  /** @type {TranscriptResults['repeats']} */
  const all = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    /** @type {Record<string, Figures>} */
    const figures = {};
    for (const turns of rotated(LENGTHS, repeat)) {
      const browser = await launch();
      const page = `${url}/${PAGE}/index.html?turns=${turns}`;
      try {
        figures[turns] = { ...(await starts(browser, page)), ...(await acts(browser, page)) };
      } finally {
        await browser.close();
      }
    }
    all.push(figures);
    log(`transcripts: repeat ${repeat + 1} of ${repeats}`);
  }
  return all;
}

/** @type {(browser: import('./browser.mjs').Browser, url: string) => Promise<Figures>} */
async function starts(browser, url) {
  /** @type {Figures} */
  const figures = {};
  for (const cpu of [1, 4]) {
    const tab = await open(browser, url, { cpu });
    await tab.ask('window.transcript.ready');
    const { task } = await tab.metrics();
    figures[`first.${cpu}x`] = await tab.ask(
      `performance.getEntriesByName('bench-ready')[0].startTime`,
    );
    figures[`first.${cpu}x.task`] = task;
    await tab.close();
  }
  return figures;
}

/** @type {(browser: import('./browser.mjs').Browser, url: string) => Promise<Figures>} */
async function acts(browser, url) {
  const tab = await open(browser, url);
  await tab.ask('window.transcript.ready');
  await tab.page.waitForFunction('window.transcript.settled()');
  await tab.page.waitForNetworkIdle({ idleTime: 200 });
  const nodes = await tab.ask('window.transcript.nodes()');
  const heap = await tab.heap();
  const before = await tab.metrics();
  /** @type {{ intervals: number[], holes: number }} */
  const { intervals, holes } = await tab.ask('window.transcript.scroll(9600, 120)');
  const after = await tab.metrics();
  /** @type {{ first: number, more: number, next: number }} */
  const { first, more, next } = await tab.ask(`window.transcript.search('needle')`);
  const { problems } = tab;
  await tab.close();
  if (problems.length > 0) throw new Error(`Errors in the page: ${problems.join('\n')}`);
  const sorted = intervals.toSorted((a, b) => a - b);
  return {
    nodes,
    heap,
    'scroll.task': (after.task - before.task) / intervals.length,
    'scroll.p95': sorted[Math.floor(sorted.length * 0.95)] ?? NaN,
    'scroll.holes': holes,
    'search.first': first,
    'search.more': more,
    'search.next': next,
  };
}

/** Against the shortest one. */
const BUDGETS = [
  { what: 'first view, CPU 1×', figure: 'first.1x', limit: 1.5 },
  { what: 'first view, CPU 4×', figure: 'first.4x', limit: 1.5 },
  { what: 'DOM nodes', figure: 'nodes', limit: 1 },
];

/** @type {readonly (readonly [label: string, figure: string])[]} */
const COLUMNS = [
  ['first view, ms', 'first.1x'],
  ['task until then, ms', 'first.1x.task'],
  ['first view at CPU 4×, ms', 'first.4x'],
  ['task until then at CPU 4×, ms', 'first.4x.task'],
  ['DOM nodes', 'nodes'],
  ['heap, MB', 'heap'],
  ['task a frame of scrolling, ms', 'scroll.task'],
  ['95th percentile of frames, ms', 'scroll.p95'],
  ['frames with holes', 'scroll.holes'],
  ['first search, ms', 'search.first'],
  ['one letter more, ms', 'search.more'],
  ['next result, ms', 'search.next'],
];

/** The part of `docs/performance.md` about transcripts. @type {(results: TranscriptResults) => string} */
export function transcriptSection({ machine, repeats }) {
  const [shortest, longest] = [String(LENGTHS[0]), String(LENGTHS.at(-1))];
  const budgets = BUDGETS.map(({ what, figure, limit }) => {
    const ratios = repeats.map((lengths) => {
      const [long = NaN, short = NaN] = [longest, shortest].map((n) => lengths[n]?.[figure]);
      return long / short;
    });
    const interval = ratioInterval(ratios.filter(Number.isFinite));
    const { estimate, low, high, count } = interval;
    return [
      what,
      `≤ ${format(limit)}×`,
      `${format(estimate)}×`,
      `${format(low)} to ${format(high)}`,
      String(count),
      verdict(interval, { limit }),
    ];
  });
  const figures = LENGTHS.map((turns) => [
    turns.toLocaleString('en'),
    ...COLUMNS.map(([, figure]) =>
      format(median(repeats.map((lengths) => lengths[turns]?.[figure] ?? NaN))),
    ),
  ]);
  return [
    '## Transcripts',
    NOTE,
    markdownTable(budgets, [
      '10,000 turns against 200',
      'budget',
      'measured',
      '95 % interval',
      'pairs',
      '',
    ]),
    markdownTable(figures, ['turns', ...COLUMNS.map(([label]) => label)]),
    Object.entries(machine)
      .map(([name, value]) => `- ${name}: ${value}`)
      .join('\n'),
  ].join('\n\n');
}

const NOTE = `\`<conversation-detail>\` with session items as a vendor sends them, parsing included; without a
recording. Up to 1,000 turns are all on the page, of more only those around what is read. The first view is
there when turns fill it and are painted. Scrolling begins at a third of the height, 120 pixels a frame. A
search is measured from the key to the painted result; the first one reads all turns.`;
