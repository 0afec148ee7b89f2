/**
 * Runs the tests, says what it does, and ends with `N passed, N failed`.
 *
 *   npm test                                        everything
 *   npm test -- --only=node                         one stage: node, e2e, browser or stories
 *   npm test -- --only=browser test/elements/x.test.ts
 *   npm test -- --only=stories inbox--full          stories whose id contains the words
 *
 * A stage that runs nothing has failed: a run of no tests proves nothing.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { resolveBrowser, thisMachine } from './browser.mjs';
import { elapsed, filesIn, lastLine, root, run, sum } from './run.mjs';

/** @typedef {import('./run.mjs').Counts} Counts */
/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {boolean} [needsManifest]
 * @property {(chosen: string[], summary: string) => Promise<boolean>} run writes its counts to the
 *   summary file; true when it succeeded
 */

const isNodeTest = (/** @type {string} */ file) => file.endsWith('.node.test.ts');
const isEndToEnd = (/** @type {string} */ file) => file.startsWith(path.join('test', 'e2e'));

/** @type {(files: string[], summary: string) => Promise<boolean>} */
const nodeTests = (files, summary) =>
  files.length === 0
    ? Promise.resolve(true)
    : run(
        [
          ...['node', '--import', 'tsx', '--test', '--test-concurrency=2', '--test-timeout=600000'],
          ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
          ...[
            '--test-reporter=./tools/node-reporter.mjs',
            `--test-reporter-destination=${summary}`,
          ],
          ...files,
        ],
        { TZ: 'Asia/Kolkata' },
      );

/** @type {(chosen: string[], fits: (file: string) => boolean) => string[]} */
const pick = (chosen, fits) => (chosen.length > 0 ? chosen : filesIn('test').filter(fits));

/** @type {Stage[]} */
const STAGES = [
  {
    name: 'node',
    run: (chosen, summary) =>
      nodeTests(
        pick(chosen, (file) => isNodeTest(file) && !isEndToEnd(file)),
        summary,
      ),
  },
  {
    name: 'e2e',
    run: (chosen, summary) =>
      nodeTests(
        pick(chosen, (file) => isNodeTest(file) && isEndToEnd(file)),
        summary,
      ),
  },
  {
    name: 'browser',
    needsManifest: true,
    run: (chosen) => run(['npx', 'wtr', ...(chosen.length > 0 ? ['--files', ...chosen] : [])]),
  },
  {
    name: 'stories',
    run: async (chosen) =>
      (await run(['npm', 'run', 'build:storybook'])) &&
      run(['node', 'tools/stories.mjs', ...chosen]),
  },
];

/** @type {(stage: Stage, chosen: string[]) => Promise<Counts>} */
async function runStage(stage, chosen) {
  const start = performance.now();
  const summary = path.join(root, '.cache/tests', `${stage.name}.json`);
  mkdirSync(path.dirname(summary), { recursive: true });
  rmSync(summary, { force: true });
  console.log(`\n${stage.name} tests`);
  const ready = !stage.needsManifest || (await run(['npm', 'run', '--silent', 'manifest']));
  const succeeded = ready && (await stage.run(chosen, summary));
  const counts = judge(readCounts(summary), succeeded);
  console.log(`${stage.name}: ${lastLine(counts)} (${elapsed(start)})`);
  return counts;
}

/** @type {(summary: string) => Counts} */
function readCounts(summary) {
  try {
    return JSON.parse(readFileSync(summary, 'utf8'));
  } catch {
    return { passed: 0, failed: 0 };
  }
}

/** A stage that failed without a failed test, or ran none, still counts. */
/** @type {(counts: Counts, succeeded: boolean) => Counts} */
function judge({ passed, failed, skipped = 0 }, succeeded) {
  if (skipped > 0) console.log(`${skipped} skipped`);
  const unexplained = failed === 0 && (!succeeded || passed === 0);
  return { passed, failed: unexplained ? 1 : failed };
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string' } },
});
const wanted = values.only?.split(',') ?? STAGES.map(({ name }) => name);
const unknown = wanted.filter((name) => !STAGES.some((stage) => stage.name === name));
if (unknown.length > 0) {
  console.error(`No such stage: ${unknown.join(', ')}. There are node, e2e, browser, stories.`);
  process.exit(2);
}

try {
  // Found once, here, and handed down: no child has to look again.
  if (wanted.some((name) => name !== 'node')) {
    process.env.CHROME_PATH = resolveBrowser(thisMachine());
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
}

const results = [];
for (const stage of STAGES.filter(({ name }) => wanted.includes(name))) {
  results.push(await runStage(stage, positionals));
}
const total = sum(results);
writeFileSync(path.join(root, '.cache/tests/total.json'), JSON.stringify(total));
console.log(`\n${lastLine(total)}`);
process.exitCode = total.failed === 0 ? 0 : 1;
