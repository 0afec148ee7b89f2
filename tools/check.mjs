/**
 * The truth about the project: every check, then every test. Goes on after a failure, so that one
 * run says everything, and ends with `N passed, N failed`.
 *
 *   npm run check
 *   npm run check -- --no-tests    for someone who has just run `npm test`
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { elapsed, lastLine, root, run, sum } from './run.mjs';

/** @typedef {import('./run.mjs').Counts} Counts */

/** Scripts of `package.json`, in an order in which each finds what it needs. */
const CHECKS = ['format:check', 'lint', 'types', 'build', 'package', 'manifest:check', 'size'];

/** @type {(name: string) => Promise<Counts>} */
async function check(name) {
  const start = performance.now();
  console.log(`\n${name}`);
  const ok = await run(['npm', 'run', '--silent', name]);
  console.log(`${name}: ${ok ? 'ok' : 'FAILED'} (${elapsed(start)})`);
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
}

/** @type {() => Promise<Counts>} */
async function tests() {
  const ok = await run(['node', 'tools/test.mjs']);
  /** @type {Counts} */
  const counts = JSON.parse(readFileSync(path.join(root, '.cache/tests/total.json'), 'utf8'));
  return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

const { values } = parseArgs({
  allowNegative: true,
  options: { tests: { type: 'boolean', default: true } },
});

const results = [];
for (const name of CHECKS) results.push({ name, ...(await check(name)) });
const failing = results.filter(({ failed }) => failed > 0).map(({ name }) => name);
const all = values.tests ? [...results, await tests()] : results;
const total = sum(all);
if (failing.length > 0) console.log(`\nfailing: ${failing.join(', ')}`);
console.log(`\n${lastLine(total)}`);
process.exitCode = total.failed === 0 ? 0 : 1;
