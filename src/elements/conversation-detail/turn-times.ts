/** Which turn sounds when. Pure: times in, ids out. */
import type { Turn, Word } from '../../model/transcript.js';

/** Seconds around a turn's start within which playing alone does not change the current turn. */
const HYSTERESIS = 0.15;

/** Seconds between two readings beyond which the listener has sought. */
const SOUGHT = 1;

export interface TurnTime {
  readonly id: string;
  /** Seconds in the transcript. */
  readonly start: number;
  /** Seconds; the start, where it is not known. */
  readonly end: number;
  /** Seconds: the end of the last of all turns up to this one. */
  readonly until: number;
}

/** The turns that have a place in time, in its order. */
export function timesOf(turns: readonly Turn[]): TurnTime[] {
  let until = -Infinity;
  return turns
    .filter(({ start }) => Number.isFinite(start))
    .map(({ id, start = 0, end }) => ({ id, start, end: Math.max(start, end || 0) }))
    .sort((one, other) => one.start - other.start)
    .map((time) => ({ ...time, until: (until = Math.max(until, time.end)) }));
}

/**
 * Ids of what sounds at a time beside the current turn, because people talk at once.
 *
 * @param current Its index in the times.
 */
export function besideAt(times: readonly TurnTime[], current: number, time: number): string[] {
  const beside: string[] = [];
  for (let index = current - 1; index >= 0 && times[index]!.until > time; index -= 1) {
    const { id, end } = times[index]!;
    if (end > time) beside.push(id);
  }
  return beside;
}

/** Index of the last entry that starts at or before a time, −1 before the first. */
export function lastBefore(entries: readonly { readonly start: number }[], time: number): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entries[middle]!.start <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * The turn a link to a second leads to: the first that begins within it, because links say whole seconds
 * and turns begin between them; else what sounds by then, or the very first.
 */
export function turnOfSecond(times: readonly TurnTime[], second: number): TurnTime | undefined {
  const index = lastBefore(times, second);
  const [before, next] = [times[index], times[index + 1]];
  if (before?.start === second) return before;
  return next && next.start < second + 1 ? next : (before ?? next);
}

export interface Reading {
  /** Seconds in the transcript. */
  readonly time: number;
  /** Index of the current turn in the times; −1 before the first. */
  readonly index: number;
}

/**
 * What is current at a time. Of turns that overlap it is the one that started last. Where two meet,
 * times of a recording waver: the current one stays until the next has surely begun.
 *
 * @param before The reading before this one; none after a seek.
 */
export function readingAt(times: readonly TurnTime[], time: number, before?: Reading): Reading {
  const index = lastBefore(times, time);
  if (!before || index === before.index || Math.abs(time - before.time) >= SOUGHT)
    return { time, index };
  const boundary = times[Math.max(index, before.index)]?.start ?? 0;
  const wavers = Math.abs(time - boundary) < HYSTERESIS;
  return { time, index: wavers ? before.index : index };
}

/** The word that is spoken at a time, if any. */
export function wordAt(words: readonly Word[] | undefined, time: number): Word | undefined {
  const word = words?.[lastBefore(words, time)];
  return word && time < word.end + HYSTERESIS ? word : undefined;
}
