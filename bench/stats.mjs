/** Medians, and how sure one can be of them: pure functions over numbers. */

/** @typedef {{ estimate: number, low: number, high: number, count: number }} Interval */

/** @type {(values: readonly number[]) => number} NaN when there are none */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? NaN : (low + high) / 2;
}

/**
 * Numbers from 0 to below 1 that are the same every time (mulberry32).
 *
 * @param {number} seed
 * @returns {() => number}
 */
export function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const RESAMPLES = 10_000;

/**
 * The median and its 95 % interval: what the median would be, had other samples of the same kind
 * been drawn (percentile bootstrap).
 *
 * @param {readonly number[]} values
 * @returns {Interval}
 */
export function medianInterval(values) {
  const random = randomNumbers(1);
  const draw = () => values[Math.floor(random() * values.length)] ?? NaN;
  const medians = Array.from({ length: RESAMPLES }, () => median(values.map(draw))).sort(
    (a, b) => a - b,
  );
  const at = (/** @type {number} */ share) => medians[Math.round(share * (RESAMPLES - 1))] ?? NaN;
  return { estimate: median(values), low: at(0.025), high: at(0.975), count: values.length };
}

/**
 * The same for ratios of pairs. Taken of their logarithms, so that half as much and twice as much
 * are equally far from 1.
 *
 * @param {readonly number[]} ratios
 * @returns {Interval}
 */
export function ratioInterval(ratios) {
  const { estimate, low, high, count } = medianInterval(ratios.map(Math.log));
  return { estimate: Math.exp(estimate), low: Math.exp(low), high: Math.exp(high), count };
}

/** Pairs below which nothing is decided. */
export const FEWEST_PAIRS = 5;

/**
 * Missed only when the whole interval lies beyond the limit, and met only when all of it lies within.
 *
 * @param {Interval} interval
 * @param {{ limit: number, atLeast?: boolean }} budget
 * @returns {'met' | 'missed' | 'undecided'}
 */
export function verdict({ low, high, count }, { limit, atLeast = false }) {
  if (count < FEWEST_PAIRS) return 'undecided';
  const [best, worst] = atLeast ? [high, low] : [low, high];
  const within = (/** @type {number} */ value) => (atLeast ? value >= limit : value <= limit);
  if (within(worst)) return 'met';
  return within(best) ? 'undecided' : 'missed';
}

/**
 * The order of the pages in a repeat: every page comes first once before one does again, and back
 * and forth alternate, so that no page always follows the same one.
 *
 * @template T
 * @param {readonly T[]} pages
 * @param {number} repeat from 0
 * @returns {T[]}
 */
export function rotated(pages, repeat) {
  const start = repeat % pages.length;
  const order = [...pages.slice(start), ...pages.slice(0, start)];
  const [first, ...rest] = order;
  return repeat % 2 === 0 || first === undefined ? order : [first, ...rest.reverse()];
}
