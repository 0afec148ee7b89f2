/**
 * Compares the inbox with a window written by hand, and with what one would use instead.
 *
 *   npm run bench                                   all pages, all measures, 7 repeats: 45 minutes
 *   npm run bench -- --quick --pages=inbox,raw-window --measures=scroll,jump
 *   npm run bench -- --transcripts                  only transcripts of several lengths: 6 minutes
 *   npm run bench -- --proxy                        only what the proxy costs: half a minute
 *   npm run bench -- --report                       writes the tables of the last run anew
 *
 * `--repeats=N`; `--out=FILE` for the figures (bench/results/latest.json); `--docs` writes
 * docs/performance.md after a partial run, too. Nothing else should run on the machine.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { elapsed, root } from '../tools/run.mjs';
import { serve } from '../tools/serve.mjs';
import { launch } from './browser.mjs';
import { allPages, buildPage, builtFolder, bytesOf, installPackages, pageInfo } from './build.mjs';
import { dataOnly, deepPage, downloads, measure, measureNames } from './measures.mjs';
import { document, summary } from './report.mjs';
import { FEWEST_PAIRS, rotated } from './stats.mjs';
import { measureProxy, proxySection } from './proxy.mjs';
import { measureTranscripts, transcriptSection } from './transcripts.mjs';

/** @typedef {import('./measures.mjs').Figures} Figures */
/** @typedef {import('./build.mjs').Bytes} Bytes */
/** @typedef {import('./build.mjs').PageInfo} PageInfo */
/**
 * @typedef {object} Results everything a run found out
 * @property {Record<string, string>} machine
 * @property {boolean} quick
 * @property {Record<string, PageInfo & { first: Bytes, all: Bytes }>} pages
 * @property {Figures} data of the page that holds the rows and shows nothing
 * @property {Record<string, Figures>[]} repeats of each, the figures by page
 * @property {string[]} failures
 */

const DATA_ONLY = 'data-only';
const LATEST = path.join(root, 'bench/results/latest.json');
const TRANSCRIPTS = path.join(root, 'bench/results/transcripts.json');
const PROXY = path.join(root, 'bench/results/proxy.json');
const PARTIAL = path.join(root, '.cache/bench-partial.json');

const { values: options } = parseArgs({
  options: {
    pages: { type: 'string' },
    measures: { type: 'string' },
    repeats: { type: 'string' },
    out: { type: 'string' },
    quick: { type: 'boolean', default: false },
    docs: { type: 'boolean', default: false },
    report: { type: 'boolean', default: false },
    transcripts: { type: 'boolean', default: false },
    proxy: { type: 'boolean', default: false },
  },
});

/** @type {(given: string | undefined, known: string[]) => string[]} */
function chosen(given, known) {
  const names = given?.split(',') ?? known;
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new Error(`There is no ${unknown.join(', ')}. There are ${known.join(', ')}.`);
  return known.filter((name) => names.includes(name));
}

/** The first one's texts are what the others have to show. */
function comparablePages() {
  const peers = allPages().filter((name) => !['raw-window', 'inbox', DATA_ONLY].includes(name));
  return ['raw-window', 'inbox', ...peers];
}

const log = (/** @type {string} */ text) => console.error(text);

/** The tables of a run, and those of the last runs of transcripts and proxy. */
/** @type {(results: Results) => Promise<void>} */
async function writeDocument(results) {
  const transcripts = existsSync(TRANSCRIPTS) ? transcriptSection(readJson(TRANSCRIPTS)) : '';
  const proxy = existsSync(PROXY) ? proxySection(readJson(PROXY)) : '';
  const text = await document(results, [transcripts, proxy].filter(Boolean).join('\n\n'));
  writeFileSync(path.join(root, 'docs/performance.md'), text);
}

/** @type {(file: string) => any} */
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** @type {(file: string, results: unknown) => void} */
function save(file, results) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(results, null, 1)}\n`);
}

/** @type {(version: string) => Record<string, string>} */
const machineFacts = (version) => ({
  browser: version,
  node: process.version,
  system: `${os.type()} ${os.release()} ${os.arch()}`,
  processor: `${os.cpus().length} × ${os.cpus()[0]?.model ?? 'unknown'}`,
  'load average before': os
    .loadavg()
    .map((load) => load.toFixed(2))
    .join(' '),
});

/** @typedef {(name: string, browser: import('./browser.mjs').Browser) => import('./measures.mjs').Subject} SubjectOf */

/** What budgets name beside the inbox and raw-window, by page. Everything else is for reference. */
/** @type {Readonly<Record<string, string[]>>} */
const IN_BUDGETS = {
  'raw-window': measureNames,
  inbox: measureNames,
  'tanstack-lit': ['append', 'scroll'],
  'vaadin-grid': ['cold'],
};

/** Repeats that have the figures for reference, too: they are shown without an interval. */
const REFERENCE_REPEATS = 1;

/** @type {(name: string, wanted: string[], repeat: number) => string[]} */
const wantedOf = (name, wanted, repeat) =>
  repeat < REFERENCE_REPEATS
    ? wanted
    : wanted.filter((measure) => IN_BUDGETS[name]?.includes(measure));

/**
 * Builds the pages, and looks at each once: what it downloads, and whether it shows what the others
 * do. A page that shows less is not compared.
 *
 * @param {string[]} names
 * @param {SubjectOf} subjectOf
 */
async function prepare(names, subjectOf) {
  installPackages();
  /** @type {Results['pages']} */
  const pages = {};
  /** @type {string[] | undefined} */
  let expected;
  for (const name of names) {
    const first = await buildPage(name);
    const browser = await launch();
    const { paths, texts } = await downloads(subjectOf(name, browser)).finally(() =>
      browser.close(),
    );
    expected ??= texts.slice(0, TEXTS_COMPARED);
    const missing = expected.filter((text) => !texts.includes(text));
    if (missing.length > 0) throw new Error(`${name} does not show ${missing.join(' | ')}`);
    const all = [...new Set([...first, ...paths])];
    pages[name] = { ...pageInfo(name), first: bytesOf(first), all: bytesOf(all) };
    log(`built ${name}`);
  }
  return pages;
}

/** Header and the first rows. */
const TEXTS_COMPARED = 200;

/** @type {(names: string[], wanted: string[], repeats: number) => Promise<Results>} */
async function run(names, wanted, repeats) {
  const [load = 0] = os.loadavg();
  if (load > os.cpus().length / 4) log(`The machine is busy (load ${load.toFixed(1)}).`);
  const { url, close } = await serve(builtFolder);
  const start = performance.now();
  /** @type {SubjectOf} */
  const subjectOf = (name, browser) => ({
    browser,
    url: `${url}/${name}/index.html`,
    quick: options.quick,
    deepest: options.quick ? 20 : 2000,
  });
  const pages = await prepare(names, subjectOf);
  await buildPage(DATA_ONLY);
  const browser = await launch();
  /** @type {Results} */
  const results = {
    machine: machineFacts(await browser.version()),
    quick: options.quick,
    pages,
    data: await dataOnly(subjectOf(DATA_ONLY, browser)),
    repeats: [],
    failures: [],
  };
  await browser.close();
  for (let repeat = 0; repeat < repeats; repeat++) {
    /** @type {Record<string, Figures>} */
    const figures = {};
    results.repeats.push(figures);
    for (const name of rotated(names, repeat)) {
      const due = wantedOf(name, wanted, repeat);
      if (due.length === 0) continue;
      const browser = await launch();
      figures[name] = await measure(subjectOf(name, browser), due, (message) => {
        results.failures.push(`${name}, ${message}`);
        log(`${name}, ${message}`);
      });
      await browser.close();
      log(`repeat ${repeat + 1} of ${repeats}: ${name} (${elapsed(start)})`);
    }
    // A run that is broken off leaves what it has.
    save(PARTIAL, results);
  }
  if (wanted.includes('append') && !options.quick) await runDeep(names, subjectOf, results);
  save(PARTIAL, results);
  close();
  results.machine['load average after'] = machineFacts('')['load average before'] ?? '';
  results.machine['duration'] = elapsed(start);
  return results;
}

/**
 * Appends where very much is loaded: every page in a browser of its own, then in turn. Those that no
 * budget names take part once.
 *
 * @param {string[]} names
 * @param {SubjectOf} subjectOf
 * @param {Results} results
 */
async function runDeep(names, subjectOf, results) {
  /** @type {Record<string, { page: Awaited<ReturnType<typeof deepPage>>, browser: import('./browser.mjs').Browser }>} */
  const open = {};
  for (const name of names) {
    const browser = await launch();
    try {
      const page = await deepPage(subjectOf(name, browser));
      record(results, 0, name, { ...page.filled, ...(await page.append()) });
      log(`filled ${name}`);
      if (IN_BUDGETS[name]?.includes('append')) open[name] = { page, browser };
      else await browser.close();
    } catch (error) {
      results.failures.push(`${name}, append: ${error instanceof Error ? error.message : error}`);
      await browser.close();
    }
  }
  for (let repeat = 0; repeat < results.repeats.length; repeat++)
    for (const name of rotated(Object.keys(open), repeat))
      record(results, repeat, name, (await open[name]?.page.append()) ?? {});
  for (const { browser } of Object.values(open)) await browser.close();
}

/** @type {(results: Results, repeat: number, name: string, figures: Figures) => void} */
function record({ repeats }, repeat, name, figures) {
  const all = repeats[repeat];
  if (all) all[name] = { ...all[name], ...figures };
}

/** @type {(repeats: number) => Promise<void>} */
async function runTranscripts(repeats) {
  const before = machineFacts('')['load average before'] ?? '';
  const browser = await launch();
  const version = await browser.version();
  await browser.close();
  const { url, close } = await serve(builtFolder);
  const all = await measureTranscripts(url, repeats, log);
  close();
  const machine = { ...machineFacts(version), 'load average before': before };
  const results = { machine, repeats: all };
  console.log(transcriptSection(results));
  save(TRANSCRIPTS, results);
}

async function runProxy() {
  const machine = machineFacts('');
  delete machine['browser'];
  const results = await measureProxy(machine);
  console.log(proxySection(results));
  save(PROXY, results);
}

const repeats = Number(options.repeats ?? (options.quick ? 1 : 7));
if (options.report) {
  await writeDocument(readJson(options.out ?? LATEST));
} else if (options.proxy) {
  await runProxy();
  await writeDocument(readJson(LATEST));
} else if (options.transcripts) {
  await runTranscripts(repeats);
  await writeDocument(readJson(LATEST));
} else {
  const names = chosen(options.pages, comparablePages());
  const wanted = chosen(options.measures, measureNames);
  const whole = !options.quick && !options.pages && !options.measures && repeats >= FEWEST_PAIRS;
  const results = await run(names, wanted, repeats);
  console.log(summary(results));
  if (whole) await runTranscripts(repeats);
  if (whole) await runProxy();
  const out = options.out ?? (whole || options.docs ? LATEST : PARTIAL);
  save(out, results);
  if (whole || options.docs) await writeDocument(results);
  process.exitCode = results.failures.length > 0 ? 1 : 0;
}
