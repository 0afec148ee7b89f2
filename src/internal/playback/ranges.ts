/** Stretches of time, as the audio object has them. Pure. */
import type { Passage } from './types.js';

export function rangesOf(times: TimeRanges): Passage[] {
  return Array.from({ length: times.length }, (_, index) => ({
    start: times.start(index),
    end: times.end(index),
  }));
}

/** Whether one of the ranges holds `time`, give or take a rounding. */
export const within = (ranges: readonly Passage[], time: number): boolean =>
  ranges.some(({ start, end }) => start - 0.1 <= time && time < end);

/** Seconds in all. */
export const lengthOf = (ranges: readonly Passage[]): number =>
  ranges.reduce((sum, { start, end }) => sum + end - start, 0);
