/**
 * Compares what a reader downloads with the budgets: bytes after minifying and gzip, from bundles
 * built here with every dependency inside. A kB is 1,000 bytes.
 */
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { loadedWith } from './chunks.mjs';
import { ONE_FIRST_FILE } from './first-load.mjs';
import { minifyTemplates } from './minify-templates.mjs';
import { lastLine, root } from './run.mjs';

/** @typedef {import('vite').Rolldown.OutputChunk} Chunk */
/**
 * @typedef {object} Budget
 * @property {string} name
 * @property {number} limit kB
 * @property {string} entry
 * @property {string} [lazy] a module that the entry imports lazily, counted too
 * @property {boolean} [onLit] Lit is there already and not counted
 * @property {boolean} [whole] with everything that is ever loaded lazily
 */

/** @type {Budget[]} */
const BUDGETS = [
  {
    name: '<conversation-inbox> with Lit, no adapter',
    limit: 24,
    entry: 'src/define/conversation-inbox.ts',
  },
  {
    name: '<recording-player> on top of Lit, to show, seek and play',
    limit: 12,
    entry: 'src/define/recording-player.ts',
    onLit: true,
  },
  {
    name: '<recording-player> on top of Lit, with all that comes later',
    limit: 29,
    entry: 'src/define/recording-player.ts',
    onLit: true,
    whole: true,
  },
  {
    name: '<conversation-detail> on top of Lit, to read, without player and details',
    limit: 15,
    entry: 'src/define/conversation-detail.ts',
    onLit: true,
  },
  {
    name: 'transcripts: find, mask and export, without a parser',
    limit: 8,
    entry: 'src/transcripts/index.ts',
  },
  {
    name: 'transcripts with the parser of mails, the largest',
    limit: 16,
    entry: 'src/transcripts/index.ts',
    lazy: 'src/transcripts/shapes/email.ts',
  },
  {
    name: 'Anyreach adapter with its schemas',
    limit: 11,
    entry: 'src/providers/anyreach/provider.ts',
  },
  {
    name: 'AgentMessage adapter with its schemas',
    limit: 11,
    entry: 'src/providers/agentmessage/provider.ts',
  },
  {
    name: 'Autocalls adapter with its schemas',
    limit: 11,
    entry: 'src/providers/autocalls/provider.ts',
  },
  {
    name: 'script-tag file, first load with one adapter',
    limit: 45,
    entry: 'src/cdn.ts',
    lazy: 'src/providers/anyreach/provider.ts',
  },
];

/** @type {(budget: Budget) => Promise<number>} */
async function measure({ entry, lazy, onLit, whole }) {
  const chunks = await bundle(entry, onLit ? [/^(@?lit)(\/|$)/] : []);
  const lazyModule = lazy && path.join(root, lazy);
  const start = chunks.filter(
    ({ isEntry, moduleIds }) => isEntry || (lazyModule && moduleIds.includes(lazyModule)),
  );
  if (lazy && start.length < 2) throw new Error(`${entry} does not load ${lazy} lazily`);
  return (whole ? chunks : loadedWith(chunks, start))
    .map(({ code }) => gzipSync(code, { level: 9 }).length / 1000)
    .reduce((total, size) => total + size, 0);
}

/** @type {(entry: string, external: RegExp[]) => Promise<Chunk[]>} */
async function bundle(entry, external) {
  const result = await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [minifyTemplates()],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2022',
      lib: { entry, formats: ['es'], fileName: 'bundle' },
      rolldownOptions: {
        external,
        output: { minify: true, codeSplitting: ONE_FIRST_FILE },
        // As a page's own bundle does it: what lazy chunks share stays in the first one.
        preserveEntrySignatures: 'allow-extension',
      },
    },
  });
  return [result]
    .flat()
    .flatMap((part) => ('output' in part ? part.output : []))
    .filter((file) => file.type === 'chunk');
}

let failed = 0;
for (const budget of BUDGETS) {
  const size = await measure(budget);
  const fits = size <= budget.limit;
  if (!fits) failed += 1;
  const figures = `${size.toFixed(1).padStart(5)} of ${budget.limit} kB`;
  console.log(`${fits ? 'ok    ' : 'FAILED'} ${figures}  ${budget.name}`);
}
console.log(lastLine({ passed: BUDGETS.length - failed, failed }));
process.exitCode = failed === 0 ? 0 : 1;
