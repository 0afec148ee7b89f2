import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import prettier from 'prettier';
import { BUDGETS, judge } from '../../bench/budgets.mjs';
import { document, summary } from '../../bench/report.mjs';
import type { Results } from '../../bench/run.mjs';

/** Every figure a page can have, all of one value. */
function figures(value: number): Record<string, number> {
  const byDepth = ['append', 'heap', 'nodes', 'pss'].flatMap((name) =>
    [1, 20, 200, 2000].map((k) => `${name}.${k}`),
  );
  const pace = ['fps', 'p95', 'dropped', 'task', 'layout', 'blank'];
  const names = [
    ...byDepth,
    ...['1x', '4x'].flatMap((cpu) => pace.map((name) => `scroll.${cpu}.${name}`)),
    ...['1x', '4x'].flatMap((cpu) => ['ready', 'tbt', 'task'].map((name) => `cold.${cpu}.${name}`)),
    ...['ms', 'task'].flatMap((name) => [`jump.${name}`, `update.${name}`]),
    ...['update.same', 'arrivals.task', 'arrivals.dropped', 'arrivals.fps', 'arrivals.p95'],
    ...['arrivals.sent', 'arrivals.shown'],
  ];
  return {
    ...Object.fromEntries(names.map((name) => [name, value])),
    'requests.sent': 2000,
    'requests.pages': 2000,
  };
}

const bytes = { min: 3000, gzip: 2000, brotli: 1000 };
const info = (title: string) => ({
  title,
  choices: [`${title} is shown.`],
  first: bytes,
  all: bytes,
});

const results: Results = {
  machine: { browser: 'Chrome/150' },
  quick: false,
  pages: {
    'raw-window': info('raw-window'),
    inbox: { ...info('conversation-inbox'), package: 'conversation-inbox', version: '0.1.0' },
  },
  data: { 'heap.20': 1.5, 'heap.200': 1.5, 'heap.2000': 1.5 },
  repeats: Array.from({ length: 7 }, () => ({
    'raw-window': figures(2),
    inbox: figures(3),
    'tanstack-lit': figures(4),
    'vaadin-grid': figures(6),
  })),
  failures: ['inbox, scroll: it stood still.'],
};

describe('budgets', () => {
  it('are all judged after a whole run', () => {
    const pairs = results.repeats.map((pages) =>
      Object.fromEntries(
        Object.entries(pages).map(([page, all]) => [
          page,
          { ...all, 'over.20': 1, 'over.200': 1, 'over.2000': 1 },
        ]),
      ),
    );
    for (const budget of BUDGETS) {
      const { interval, verdict } = judge(budget, pairs);
      assert.equal(interval.count, 7, budget.what);
      assert.match(verdict, /^(met|missed)$/, budget.what);
    }
  });

  it('say so when nothing of them was measured', () => {
    for (const budget of BUDGETS) assert.equal(judge(budget, [{}]).verdict, 'not measured');
  });
});

describe('the report', () => {
  it('puts the ratio to raw-window beside the median', () =>
    assert.match(summary(results), /conversation-inbox \|.* 3 \(1\.5×\)/));

  it('takes what the rows weigh off the heap', () =>
    assert.match(summary(results), /heap over the data at 1,000 rows \| ≤ 0.5 MB \| 1.5 MB/));

  it('leaves out tables of what was not measured', () => {
    const part = { ...results, repeats: [{ inbox: { 'jump.ms': 30 } }] };
    assert.match(summary(part), /Far jump/);
    assert.doesNotMatch(summary(part), /Cold start|Scrolling/);
  });

  it('says what failed', () =>
    assert.match(summary(results), /Could not be measured:\n- inbox, scroll: it stood still\./));

  it('is formatted like every document here', async () => {
    const text = await document(results);
    const options = { parser: 'markdown', singleQuote: true, printWidth: 100 };
    assert.ok(await prettier.check(text, options));
    assert.match(text, /\*\*conversation-inbox\*\* \(`conversation-inbox` 0\.1\.0\)/);
  });
});
