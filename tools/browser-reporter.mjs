/**
 * A reporter for web-test-runner that boils a run down to `{ passed, failed, skipped }` in a JSON
 * file, for `tools/test.mjs` to add up.
 *
 * A test file that writes to the console counts as failed once more: the elements are silent on a
 * page that is not theirs, and a test that expects a warning catches it.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** @typedef {{ name: string, passed: boolean, skipped: boolean }} Test */
/** @typedef {{ suites: Suite[], tests: Test[] }} Suite */
/**
 * @typedef {object} Session
 * @property {string} testFile
 * @property {boolean} [passed]
 * @property {Suite} [testResults]
 * @property {unknown[]} errors
 * @property {unknown[][]} logs
 */

/**
 * @param {string} file where the totals go
 * @returns {{ onTestRunFinished(run: { sessions: Session[] }): void }}
 */
export function countsReporter(file) {
  return {
    onTestRunFinished({ sessions }) {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(count(sessions)));
      for (const { testFile } of sessions.filter(isNoisy)) {
        console.error(`failed: ${path.relative('.', testFile)} wrote to the console (see above)`);
      }
    },
  };
}

/**
 * @param {Session[]} sessions
 * @returns {{ passed: number, failed: number, skipped: number }}
 */
export function count(sessions) {
  const tests = sessions.flatMap(({ testResults }) => (testResults ? allTests(testResults) : []));
  const failedTests = tests.filter((test) => !test.passed && !test.skipped).length;
  // A file that cannot be loaded or crashes has errors of its own and perhaps not one test.
  const failedFiles = sessions.filter((session) => isBroken(session) || isNoisy(session)).length;
  return {
    passed: tests.filter((test) => test.passed && !test.skipped).length,
    failed: failedTests + failedFiles,
    skipped: tests.filter((test) => test.skipped).length,
  };
}

/** @type {(session: Session) => boolean} */
function isBroken({ errors, testResults, passed }) {
  const tests = testResults ? allTests(testResults) : [];
  return errors.length > 0 || (passed === false && tests.every((test) => test.passed));
}

/** @type {(session: Session) => boolean} */
function isNoisy({ logs }) {
  return logs.length > 0;
}

/** @type {(suite: Suite) => Test[]} */
function allTests({ tests, suites }) {
  return [...tests, ...suites.flatMap(allTests)];
}
