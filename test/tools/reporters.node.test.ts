import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { count } from '../../tools/browser-reporter.mjs';
import nodeCounts from '../../tools/node-reporter.mjs';

const passed = { name: 'a', passed: true, skipped: false };
const failed = { name: 'b', passed: false, skipped: false };
const skipped = { name: 'c', passed: true, skipped: true };
const session = (
  tests: (typeof passed)[],
  rest: { errors?: unknown[]; logs?: unknown[][]; passed?: boolean } = {},
) => ({
  testFile: 'test/a.test.ts',
  testResults: { tests: [], suites: [{ tests, suites: [] }] },
  errors: [],
  logs: [],
  ...rest,
});

describe('counting browser tests', () => {
  test('tests in suites within suites are counted once each', () => {
    const nested = session([passed, failed, skipped]);
    nested.testResults.suites[0]?.tests.push(passed);
    assert.deepEqual(count([nested, session([passed])]), { passed: 3, failed: 1, skipped: 1 });
  });

  test('a file that cannot be loaded is a failure', () => {
    const broken = { testFile: 'test/a.test.ts', errors: ['no module'], logs: [], passed: false };
    assert.deepEqual(count([broken]), { passed: 0, failed: 1, skipped: 0 });
  });

  test('a file that fails without a failed test is a failure', () => {
    assert.deepEqual(count([session([passed], { passed: false })]), {
      passed: 1,
      failed: 1,
      skipped: 0,
    });
  });

  test('a failed test is not counted again for its file', () => {
    assert.equal(count([session([failed], { passed: false })]).failed, 1);
  });

  test('a file that writes to the console is a failure', () => {
    assert.equal(count([session([passed], { logs: [['hello']] })]).failed, 1);
  });
});

describe('counting node tests', () => {
  async function counted(...lines: [string, number][]) {
    async function* events() {
      for (const [message, nesting] of lines) {
        yield { type: 'test:diagnostic', data: { message, nesting } };
      }
    }
    let text = '';
    for await (const part of nodeCounts(events())) text += part;
    return JSON.parse(text) as unknown;
  }

  test('the totals at the end of a run are read, cancelled tests as failed', async () => {
    const totals = await counted(['pass 12', 0], ['fail 1', 0], ['cancelled 2', 0], ['todo 1', 0]);
    assert.deepEqual(totals, { passed: 12, failed: 3, skipped: 1 });
  });

  test('what a test prints about itself changes nothing', async () => {
    const totals = await counted(['pass 12', 0], ['pass 99', 1], ['pass on', 0]);
    assert.deepEqual(totals, { passed: 12, failed: 0, skipped: 0 });
  });
});
