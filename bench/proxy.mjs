/** What the proxy costs: the time it adds to a page of the list, and how it stands many readers. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import path from 'node:path';
import { build } from 'vite';
import { root } from '../tools/run.mjs';
import { markdownTable } from './report.mjs';
import { median, medianInterval } from './stats.mjs';

/**
 * @typedef {object} Repeat medians of one round, in milliseconds
 * @property {number} direct from the upstream itself
 * @property {number} byHand through a few lines that send on what comes
 * @property {number} proxy
 */
/** @typedef {{ machine: Record<string, string>, repeats: Repeat[], crowd: Crowd }} ProxyResults */
/**
 * @typedef {object} Crowd
 * @property {number} readers
 * @property {number} requests
 * @property {number} failed
 * @property {number} perSecond
 * @property {number} before memory of the process in MB, after the rounds
 * @property {number[]} memory at each tenth of the requests
 */

const ROUNDS = 7;
const REQUESTS = 300;
const READERS = 200;
const EACH = 50;
/** Milliseconds that may be added at the median. */
const LIMIT = 2;

const PAGE = '/core/conversations?limit=50';

/** @type {(...args: string[]) => Promise<{ child: import('node:child_process').ChildProcess, url: string }>} */
async function start(...args) {
  const child = fork(path.join(root, 'bench/proxy/server.mjs'), args);
  const [port] = await once(child, 'message');
  return { child, url: `http://127.0.0.1:${port}` };
}

/** @type {(agent: Agent, url: string) => Promise<number | undefined>} Bytes; undefined: it failed. */
function ask(agent, url) {
  return new Promise((resolve) => {
    get(url + PAGE, { agent }, (response) => {
      let bytes = 0;
      response.on('data', (chunk) => (bytes += chunk.length));
      response.on('end', () => resolve(response.statusCode === 200 ? bytes : undefined));
      response.on('error', () => resolve(undefined));
    }).on('error', () => resolve(undefined));
  });
}

/** The three in turn, so that whatever else the machine does hits all of them. */
/** @type {(agent: Agent, urls: Record<keyof Repeat, string>) => Promise<Repeat>} */
async function round(agent, urls) {
  /** @type {Record<string, number[]>} */
  const times = { direct: [], byHand: [], proxy: [] };
  for (let index = 0; index < REQUESTS; index += 1) {
    for (const [name, url] of Object.entries(urls)) {
      const at = performance.now();
      if (!(await ask(agent, url))) throw new Error(`${name} did not answer.`);
      times[name]?.push(performance.now() - at);
    }
  }
  const { direct = [], byHand = [], proxy = [] } = times;
  return { direct: median(direct), byHand: median(byHand), proxy: median(proxy) };
}

/** @type {(url: string, child: import('node:child_process').ChildProcess) => Promise<Crowd>} */
async function crowd(url, child) {
  const memory = async () => {
    child.send('memory');
    const [bytes] = await once(child, 'message');
    return Math.round(Number(bytes) / 1e6);
  };
  const agent = new Agent({ keepAlive: true, maxSockets: READERS });
  const before = await memory();
  const requests = READERS * EACH;
  /** @type {Promise<number>[]} */
  const looks = [];
  let done = 0;
  let failed = 0;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: READERS }, async () => {
      for (let turn = 0; turn < EACH; turn += 1) {
        if (!(await ask(agent, url))) failed += 1;
        done += 1;
        if (done % (requests / 10) === 0) looks.push(memory());
      }
    }),
  );
  const perSecond = Math.round((requests / (performance.now() - startedAt)) * 1000);
  agent.destroy();
  return {
    readers: READERS,
    requests,
    failed,
    perSecond,
    before,
    memory: await Promise.all(looks),
  };
}

/** @type {(machine: Record<string, string>) => Promise<ProxyResults>} */
export async function measureProxy(machine) {
  const outDir = path.join(root, '.cache/bench-proxy');
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      outDir,
      target: 'node20',
      lib: { entry: 'src/proxy/index.ts', formats: ['es'], fileName: 'proxy' },
    },
  });
  const upstream = await start('upstream');
  const byHand = await start('by-hand', upstream.url);
  const proxy = await start('proxy', path.join(outDir, 'proxy.js'), upstream.url);
  const agent = new Agent({ keepAlive: true });
  try {
    const urls = { direct: upstream.url, byHand: byHand.url, proxy: proxy.url };
    // Once to be compiled and connected.
    await round(agent, urls);
    /** @type {Repeat[]} */
    const repeats = [];
    for (let index = 0; index < ROUNDS; index += 1) repeats.push(await round(agent, urls));
    return { machine, repeats, crowd: await crowd(proxy.url, proxy.child) };
  } finally {
    agent.destroy();
    for (const { child } of [upstream, byHand, proxy]) child.kill();
  }
}

const format = (/** @type {number} */ value) => value.toFixed(2);

/** @type {(results: ProxyResults) => string} */
export function proxySection({ machine, repeats, crowd }) {
  const added = (/** @type {'byHand' | 'proxy'} */ name) => {
    const { estimate, low, high } = medianInterval(
      repeats.map(({ direct, [name]: through }) => through - direct),
    );
    return { estimate, low, high, told: `${format(low)} to ${format(high)}` };
  };
  const [proxy, byHand] = [added('proxy'), added('byHand')];
  const verdict = proxy.high <= LIMIT ? 'met' : proxy.low > LIMIT ? '**missed**' : 'undecided';
  const rows = [
    ['conversation-inbox/proxy', format(proxy.estimate), proxy.told, `≤ ${LIMIT}`, verdict],
    ['a few lines that check nothing', format(byHand.estimate), byHand.told, '', ''],
  ];
  const ratio = format(proxy.estimate / byHand.estimate);
  return [
    '## Proxy',
    NOTE,
    markdownTable(rows, ['milliseconds added', 'median', '95 % interval', 'budget', '']),
    `${ratio} × what a few lines by hand add. Asked directly, a page takes ${format(
      median(repeats.map(({ direct }) => direct)),
    )} ms.`,
    `${crowd.readers} readers at once, ${crowd.requests.toLocaleString('en')} pages: ${crowd.failed} failed, ` +
      `${crowd.perSecond.toLocaleString('en')} pages a second; memory of the process ${crowd.before} MB before, ` +
      `then ${crowd.memory.join(', ')} MB at each tenth.`,
    Object.entries(machine)
      .map(([name, value]) => `- ${name}: ${value}`)
      .join('\n'),
  ].join('\n\n');
}

const NOTE = `Time for one page of 50 conversations (about 40 kB, 25 recordings whose URLs are sealed) with one reader,
beyond what it takes to ask the upstream itself; everything on one machine, each server a process of its own.`;
