import { setImmediate as breathe } from 'node:timers/promises';
import { between, chance, pick, randomFrom, type Random } from './random.js';

/** Everything the generated data depends on. */
export interface DataSet {
  readonly seed: number;
  readonly rows: number;
  /** The instant the newest row is near, in microseconds. */
  readonly now: number;
  /** Microseconds that times are cut to: what cannot be printed is not stored either. */
  readonly unit: number;
}

/** Rows placed before the event loop gets a turn. */
const BATCH = 100_000;
const SPAN = 120 * 86_400 * 1_000_000;
const LARGEST_TIE = 400;
const TIE_SIZES = [2, 2, 2, 3, 3, 5, 17, 49, 50, 51, 52, 99, 100, 101, 150, 399, 400];
/** Around a tie nothing else happens, so that coarse printing does not make it larger. */
const QUIET = 3_000_000;

/**
 * When each row was created, oldest first; a row's number is its position here, so numbers and
 * times never disagree about the order. Now and then many rows share one instant (a campaign that
 * dials a whole list at once): the oldest rows of all, some near the newest, some in the middle,
 * and others by chance. Not yet cut to `unit`, so the data are the same whatever is printed.
 */
export async function creationTimes({ seed, rows, now }: DataSet): Promise<Float64Array> {
  const random = randomFrom(seed, rows, 0x71);
  const times = new Float64Array(rows);
  const largest = Math.max(2, Math.min(LARGEST_TIE, Math.floor(rows / 8)));
  const wanted = [Math.min(60, Math.floor(rows / 10)), Math.floor(rows / 2)];
  let at = now;
  let fromTop = 0;
  let pause = BATCH;
  while (fromTop < rows) {
    const left = rows - fromTop;
    const due = fromTop >= (wanted[0] ?? Infinity);
    if (due) wanted.shift();
    const size = tieSize(random, left, largest, due);
    at = previous(random, at, rows, size > 1);
    times.fill(at, left - size, left);
    if (size > 1) at -= QUIET;
    fromTop += size;
    if (fromTop < pause) continue;
    pause += BATCH;
    await breathe();
  }
  return times;
}

/** How many rows share the next instant; the last `largest` rows are always one tie. */
function tieSize(random: Random, left: number, largest: number, due: boolean): number {
  if (left <= largest) return left;
  const size = due ? largest : chance(random, 0.0012) ? pick(random, TIE_SIZES) : 1;
  return Math.min(size, largest, left - largest);
}

/** The instant before `at`: traffic comes in clumps, many rows within a second, then a lull. */
function previous(random: Random, at: number, rows: number, tied: boolean): number {
  const lull = (-Math.log(1 - random())) ** 3 * (SPAN / rows / 6);
  const earlier = at - 1 - Math.floor(lull) - (tied ? QUIET : 0);
  // Some servers print no fraction for whole seconds: some rows must have one, some not.
  if (chance(random, 0.04)) return cut(earlier, 1_000_000);
  return chance(random, 0.04) ? cut(earlier, 1000) : earlier;
}

/** Cuts an instant to a whole number of units. */
export function cut(instant: number, unit: number): number {
  return Math.floor(instant / unit) * unit;
}

/** Instants for rows that arrive after the newest one, a few seconds apart. */
export function laterTimes(
  { seed }: DataSet,
  newest: number,
  seq: number,
  count: number,
): number[] {
  const random = randomFrom(seed, seq, 0x72);
  const times: number[] = [];
  let at = newest;
  for (let index = 0; index < count; index++) {
    at += between(random, 1_000_000, 5_000_000);
    times.push(at);
  }
  return times;
}
