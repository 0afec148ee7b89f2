/**
 * What the inbox may cost, as numbers per pair: one repeat, in which every page was measured in turn.
 * A budget in `×` is a ratio inside such a pair, so that a slow moment of the machine is in both.
 */
import { medianInterval, ratioInterval, verdict } from './stats.mjs';

/** @typedef {import('./measures.mjs').Figures} Figures */
/** @typedef {Readonly<Record<string, Figures | undefined>>} Pair figures by page */
/**
 * @typedef {object} Budget
 * @property {string} what
 * @property {'×' | 'MB' | '%' | ''} unit
 * @property {number} limit
 * @property {boolean} [atLeast] the limit is the least, not the most
 * @property {(pair: Pair) => number} value NaN when something of it was not measured
 */
/**
 * @typedef {object} Judged
 * @property {Budget} budget
 * @property {import('./stats.mjs').Interval} interval
 * @property {string} verdict
 */

/** @type {(pair: Pair, figure: string, page?: string) => number} */
const of = (pair, figure, page = 'inbox') => pair[page]?.[figure] ?? NaN;

/** @type {(figure: string, page: string) => Budget['value']} */
const against = (figure, page) => (pair) => of(pair, figure) / of(pair, figure, page);

const RAW = 'raw-window';
const TANSTACK = 'tanstack-lit';

/** Share of frames that may be dropped, when the window written by hand drops none. */
const DROPPED = 0.02;

/** @type {readonly Budget[]} */
export const BUDGETS = [
  {
    what: 'cold start at CPU 4×, against raw-window',
    unit: '×',
    limit: 1.25,
    value: against('cold.4x.ready', RAW),
  },
  {
    what: 'cold start at CPU 4×, against Vaadin Grid',
    unit: '×',
    limit: 0.5,
    value: against('cold.4x.ready', 'vaadin-grid'),
  },
  {
    what: 'appending page 2,000, against its own page 20',
    unit: '×',
    limit: 1.1,
    value: (pair) => of(pair, 'append.2000') / of(pair, 'append.20'),
  },
  {
    what: 'appending page 2,000, against raw-window',
    unit: '×',
    limit: 1.15,
    value: against('append.2000', RAW),
  },
  {
    what: 'appending page 2,000, against TanStack Virtual with Lit',
    unit: '×',
    limit: 0.75,
    value: against('append.2000', TANSTACK),
  },
  {
    what: 'scrolling, task time per frame, against raw-window',
    unit: '×',
    limit: 1.15,
    value: against('scroll.1x.task', RAW),
  },
  {
    what: 'frames while scrolling at CPU 4×, against raw-window',
    unit: '×',
    limit: 0.9,
    atLeast: true,
    value: against('scroll.4x.fps', RAW),
  },
  {
    what: 'frames while scrolling at CPU 4×, against TanStack Virtual with Lit',
    unit: '×',
    limit: 1.5,
    atLeast: true,
    value: against('scroll.4x.fps', TANSTACK),
  },
  {
    what: 'blank while scrolling, at CPU 1× and 4×',
    unit: '%',
    limit: 0,
    value: (pair) => 100 * Math.max(of(pair, 'scroll.1x.blank'), of(pair, 'scroll.4x.blank')),
  },
  {
    what: 'far jump, time, against raw-window',
    unit: '×',
    limit: 1.15,
    value: against('jump.ms', RAW),
  },
  {
    what: 'far jump, task time, against raw-window',
    unit: '×',
    limit: 1.15,
    value: against('jump.task', RAW),
  },
  {
    what: 'one change to paint, against raw-window',
    unit: '×',
    limit: 1.1,
    value: against('update.ms', RAW),
  },
  {
    what: 'changes painted in the next frame',
    unit: '%',
    limit: 100,
    atLeast: true,
    value: (pair) => 100 * of(pair, 'update.same'),
  },
  {
    what: '100 arrivals a second, task time per row, against raw-window',
    unit: '×',
    limit: 0.8,
    value: against('arrivals.task', RAW),
  },
  {
    what: '100 arrivals a second, frames dropped beyond 2 % and beyond raw-window’s',
    unit: '%',
    limit: 0,
    value: (pair) =>
      100 *
      Math.max(
        0,
        of(pair, 'arrivals.dropped') - Math.max(DROPPED, of(pair, 'arrivals.dropped', RAW)),
      ),
  },
  ...[20, 200, 2000].map(
    (k) =>
      /** @type {Budget} */ ({
        what: `heap over the data at ${(k * 50).toLocaleString('en')} rows`,
        unit: 'MB',
        limit: 0.5,
        value: (pair) => of(pair, `over.${k}`),
      }),
  ),
  ...[20, 2000].map(
    (k) =>
      /** @type {Budget} */ ({
        what: `DOM nodes at ${(k * 50).toLocaleString('en')} rows, against 1.5 × raw-window’s and 4 for each loaded page`,
        unit: '×',
        limit: 1,
        value: (pair) => of(pair, `nodes.${k}`) / (1.5 * of(pair, `nodes.${k}`, RAW) + 4 * k),
      }),
  ),
  {
    what: 'requests beyond one for each of 2,000 pages',
    unit: '',
    limit: 0,
    value: (pair) =>
      of(pair, 'requests.pages') >= 2000
        ? of(pair, 'requests.sent') - of(pair, 'requests.pages')
        : NaN,
  },
];

/** @type {(budget: Budget, pairs: readonly Pair[]) => Judged} */
export function judge(budget, pairs) {
  const values = pairs.map(budget.value).filter(Number.isFinite);
  const interval = (budget.unit === '×' ? ratioInterval : medianInterval)(values);
  return { budget, interval, verdict: wording(budget, interval) };
}

/** @type {(budget: Budget, interval: Judged['interval']) => string} */
function wording(budget, interval) {
  if (interval.count === 0) return 'not measured';
  return verdict(interval, budget);
}
