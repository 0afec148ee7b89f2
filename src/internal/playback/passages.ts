/** Listening to parts of a recording: where to jump, and when. Pure. */
import type { Passage } from './types.js';

/**
 * Where to go on from `time`: the same time within a passage, the start of the next one between
 * two, `undefined` after the last.
 */
export function nextHeard(passages: readonly Passage[], time: number): number | undefined {
  const passage = passages.find(({ end }) => time < end);
  return passage && Math.max(time, passage.start);
}

/** Seconds of the recording until the passage around `time` ends. */
export function untilPassageEnds(passages: readonly Passage[], time: number): number {
  const passage = passages.find(({ start, end }) => start <= time && time < end);
  return passage ? passage.end - time : 0;
}
