/** The figures of a run as Markdown: for the console, and as `docs/performance.md`. */
import prettier from 'prettier';
import { BUDGETS, judge } from './budgets.mjs';
import { median, ratioInterval } from './stats.mjs';

/** @typedef {import('./run.mjs').Results} Results */
/** @typedef {import('./budgets.mjs').Pair} Pair */
/**
 * @typedef {object} Column of a table with a row for each page
 * @property {string} label
 * @property {string} figure
 * @property {boolean} [ratio] also against raw-window
 * @property {number} [times] the figure is multiplied by this
 */

const LIMIT = 'raw-window';

/** @type {(value: number) => string} */
export function format(value) {
  if (!Number.isFinite(value)) return '–';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}

/** @type {(rows: readonly (readonly string[])[], heads: readonly string[]) => string} */
export const markdownTable = (rows, heads) =>
  [heads, heads.map((_, index) => (index === 0 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

/** What the rows weigh is taken off each heap. */
/** @type {(results: Results) => Pair[]} */
export const pairsOf = ({ repeats, data }) =>
  repeats.map((pages) =>
    Object.fromEntries(
      Object.entries(pages).map(([page, figures]) => [
        page,
        { ...figures, ...overData(figures, data) },
      ]),
    ),
  );

/** @type {(figures: Results['data'], data: Results['data']) => Results['data']} */
const overData = (figures, data) =>
  Object.fromEntries(
    Object.entries(data)
      .filter(([name]) => name in figures)
      .map(([name, weight]) => [name.replace('heap', 'over'), (figures[name] ?? NaN) - weight]),
  );

/** Medians by page, and in brackets the median of the ratios to raw-window within each repeat. */
/** @type {(results: Results, columns: readonly Column[]) => string} */
function pageTable(results, columns) {
  const pairs = pairsOf(results);
  const present = columns.filter(({ figure }) =>
    pairs.some((pair) => Object.values(pair).some((figures) => figures && figure in figures)),
  );
  if (present.length === 0) return '';
  const rows = Object.entries(results.pages).map(([page, { title }]) => [
    title,
    ...present.map((column) => cell(pairs, page, column)),
  ]);
  return markdownTable(rows, ['page', ...present.map(({ label }) => label)]);
}

/** @type {(pairs: readonly Pair[], page: string, column: Column) => string} */
function cell(pairs, page, { figure, ratio = false, times = 1 }) {
  const values = pairs.map((pair) => pair[page]?.[figure] ?? NaN).filter(Number.isFinite);
  const text = format(median(values) * times);
  if (!ratio || page === LIMIT) return text;
  const ratios = pairs
    .map((pair) => (pair[page]?.[figure] ?? NaN) / (pair[LIMIT]?.[figure] ?? NaN))
    .filter((value) => Number.isFinite(value) && value > 0);
  return ratios.length === 0 ? text : `${text} (${format(ratioInterval(ratios).estimate)}×)`;
}

/** @type {(results: Results) => string} */
function bytesTable({ pages }) {
  const kB = (/** @type {number} */ bytes) => (bytes / 1000).toFixed(1);
  const rows = Object.values(pages).map(({ title, first, all }) => [
    title,
    ...[first.min, first.gzip, first.brotli, all.min, all.gzip, all.brotli].map(kB),
  ]);
  const heads = ['minified', 'gzip', 'brotli'];
  return markdownTable(rows, [
    'page',
    ...heads.map((head) => `first load, ${head}`),
    ...heads.map((head) => `with late code, ${head}`),
  ]);
}

/** @type {(results: Results) => string} */
function budgetTable(results) {
  const pairs = pairsOf(results);
  const rows = BUDGETS.map((budget) => judge(budget, pairs))
    .filter(({ interval }) => interval.count > 0)
    .map(({ budget, interval, verdict }) => {
      const unit = budget.unit === '×' ? '×' : budget.unit && ` ${budget.unit}`;
      return [
        budget.what,
        `${budget.atLeast ? '≥' : '≤'} ${format(budget.limit)}${unit}`,
        `${format(interval.estimate)}${unit}`,
        `${format(interval.low)} to ${format(interval.high)}`,
        String(interval.count),
        verdict,
      ];
    });
  return markdownTable(rows, ['what', 'budget', 'measured', '95 % interval', 'pairs', '']);
}

/** @type {(unit: string, figures: readonly [label: string, figure: string][]) => Column[]} */
const withRatio = (unit, figures) =>
  figures.map(([label, figure]) => ({ label: `${label}${unit}`, figure, ratio: true }));

/** @type {(name: string) => Column[]} */
const byDepth = (name) =>
  [1, 20, 200, 2000].map((k) => ({
    label: `${(k * 50).toLocaleString('en')} rows`,
    figure: `${name}.${k}`,
  }));

/** @type {(cpu: string) => Column[]} */
const scrollColumns = (cpu) => [
  { label: 'frames a second', figure: `scroll.${cpu}.fps`, ratio: true },
  { label: '95th percentile of frames, ms', figure: `scroll.${cpu}.p95` },
  { label: 'dropped, %', figure: `scroll.${cpu}.dropped`, times: 100 },
  { label: 'task a frame, ms', figure: `scroll.${cpu}.task`, ratio: true },
  { label: 'style and layout a frame, ms', figure: `scroll.${cpu}.layout`, ratio: true },
  { label: 'blank, %', figure: `scroll.${cpu}.blank`, times: 100 },
];

/** @type {readonly { title: string, note?: string, columns: Column[] }[]} */
const TABLES = [
  {
    title: 'Cold start',
    note: 'From the start of the navigation to a viewport that is full of rows and painted. Blocking time is what tasks took beyond 50 ms until then.',
    columns: ['1x', '4x'].flatMap((cpu) => {
      const at = `CPU ${cpu.replace('x', '×')}`;
      return withRatio(', ms', [
        [`${at}: ready`, `cold.${cpu}.ready`],
        [`${at}: task`, `cold.${cpu}.task`],
      ]).concat({ label: `${at}: blocking, ms`, figure: `cold.${cpu}.tbt` });
    }),
  },
  {
    title: 'Appending a page of 50 rows',
    note: 'Task time of the whole act: a jump to the end, the answer, the rows, the paint. After `at rest`: the 250 ms thereafter, when deferred work is done.',
    columns: [1, 20, 200, 2000].flatMap((k) => [
      { label: `page ${k.toLocaleString('en')}, ms`, figure: `append.${k}`, ratio: true },
      ...(k === 20 || k === 2000
        ? [{ label: `page ${k.toLocaleString('en')} at rest, ms`, figure: `append.${k}.rest` }]
        : []),
    ]),
  },
  { title: 'Scrolling 10,000 rows, 120 pixels a frame', columns: scrollColumns('1x') },
  { title: 'The same at CPU 4×', columns: scrollColumns('4x') },
  {
    title: 'Far jump and one change',
    note: 'The time includes the wait for the next frame, which is the same for all; the task time does not. One change goes before and is not counted: code for changes may come with it.',
    columns: [
      ...withRatio(', ms', [
        ['jump', 'jump.ms'],
        ['jump task', 'jump.task'],
        ['change to paint', 'update.ms'],
        ['change task', 'update.task'],
      ]),
      { label: 'in the next frame, %', figure: 'update.same', times: 100 },
    ],
  },
  {
    title: '100 rows a second arrive at the top',
    columns: [
      { label: 'task a row, ms', figure: 'arrivals.task', ratio: true },
      { label: 'frames a second', figure: 'arrivals.fps' },
      { label: '95th percentile of frames, ms', figure: 'arrivals.p95' },
      { label: 'dropped, %', figure: 'arrivals.dropped', times: 100 },
      { label: 'rows sent', figure: 'arrivals.sent' },
      { label: 'rows shown', figure: 'arrivals.shown' },
    ],
  },
  {
    title: 'Heap over the data, MB',
    note: 'The JavaScript heap after collecting garbage, without what a page weighs that holds the same rows and shows nothing.',
    columns: byDepth('over'),
  },
  { title: 'DOM nodes', note: 'Texts and comments included.', columns: byDepth('nodes') },
  {
    title: 'Memory of the renderer, MB',
    note: 'Proportional set size of the process, where the system tells it; collected heap, text, layout and pictures of it are all in it.',
    columns: byDepth('pss'),
  },
  {
    title: 'Requests',
    columns: [
      { label: 'pages loaded', figure: 'requests.pages' },
      { label: 'requests', figure: 'requests.sent' },
    ],
  },
];

/** @type {(results: Results) => string[]} */
function tables(results) {
  return TABLES.map(({ title, note, columns }) => {
    const table = pageTable(results, columns);
    return table && [`### ${title}`, ...(note ? [note] : []), table].join('\n\n');
  }).filter(Boolean);
}

/** @type {(results: Results) => string} */
const machine = (results) =>
  [
    ...Object.entries(results.machine).map(([name, value]) => `- ${name}: ${value}`),
    ...Object.values(results.pages)
      .filter(({ version }) => version)
      .map((page) => `- ${page.package}: ${page.version}`),
    `- repeats: ${results.repeats.length}${results.quick ? ', shortened' : ''}`,
  ].join('\n');

/** @type {(results: Results) => string} */
const failures = ({ failures: all }) =>
  all.length === 0 ? '' : ['Could not be measured:', ...all.map((text) => `- ${text}`)].join('\n');

/** What is printed after every run. @type {(results: Results) => string} */
export const summary = (results) =>
  [
    machine(results),
    bytesTable(results),
    ...tables(results),
    '### Budgets',
    budgetTable(results),
    failures(results),
  ]
    .filter(Boolean)
    .join('\n\n');

/** `docs/performance.md`. @type {(results: Results, others?: string) => Promise<string>} */
export function document(results, others = '') {
  const choices = Object.values(results.pages).map(
    ({ title, package: name, version, choices: sentences }) =>
      [
        `**${title}**${version ? ` (\`${name}\` ${version})` : ''}`,
        ...sentences.map((sentence) => `- ${sentence}`),
      ].join('\n'),
  );
  const text = [
    '# Performance',
    'Written by `npm run bench`, which measures all of this again; half an hour on a computer that does nothing else.',
    INTRODUCTION,
    '## Budgets',
    BUDGET_NOTE,
    budgetTable(results),
    '## Figures',
    'Medians; in brackets the median of the ratios to raw-window.',
    '### Bytes, kB',
    'Everything the page downloads, the rows and the code that all pages share included.',
    bytesTable(results),
    ...tables(results),
    failures(results),
    others,
    '## What each page chose',
    choices.join('\n\n'),
    '## The machine',
    machine(results),
  ];
  return prettier.format(text.filter(Boolean).join('\n\n'), {
    parser: 'markdown',
    printWidth: 100,
  });
}

const INTRODUCTION = `The same table is built several times: by this library, by hand without any framework
(\`raw-window\`, the physical limit), and with what one would use instead. All pages show the same thirteen
columns, texts, icons, links and buttons of the same rows, 40 pixels high, in a viewport of 1440 × 900, fifty
rows to a page, from a provider that answers one task later. Each page is a folder in \`bench/pages\`; the
harness drives all of them through the same few functions (\`bench/shared/contract.ts\`) and refuses one
that shows less than the others.

Every page and repeat gets a fresh Chromium, headless, without a graphics processor. Pages take turns within
a repeat, in another order each time, and are compared within the repeat only, so that a slow moment
of the computer meets all of them. Task time is what the main thread computed, as the browser’s own
counters tell: whatever ran between tasks of other programs is not in it, microtasks are.

What this cannot say: scrolling is driven by script, one step a frame, not by a finger; pictures are drawn by
software, which puts a floor of some milliseconds under every frame, so ratios understate differences.
Pages are filled by jumping to the end over and over, in a low window and with scroll events sent by hand,
because one per frame would take minutes; what is measured then is measured in the full window, when the page has come to rest. What no
budget names is measured once only. A page of 100,000 rows is filled once; appends to it take turns.`;

const BUDGET_NOTE = `Of the inbox. A budget is missed only when the 95 % interval (bootstrap over the pairs) lies
wholly beyond it, and met when it lies wholly within; else the runs do not decide it. What a reader
downloads has its budgets in \`npm run size\`.`;
