/**
 * Seconds from the start, from whatever a source counts in. Units are judged over the whole list: one
 * number alone cannot tell milliseconds from seconds. Pure.
 */
import { instantOf } from './entries.js';

/** A turn's times as its source wrote them. */
export interface Written {
  /** Seconds or milliseconds from the start, or since 1970. */
  readonly start?: number;
  readonly end?: number;
  /** Milliseconds since 1970. */
  readonly instant?: number;
}

export interface Settled {
  /** Seconds. */
  readonly start?: number;
  /** Seconds. */
  readonly end?: number;
  /** It was worked out and not measured. */
  readonly timeIsEstimated?: true;
  /** Milliseconds since 1970. */
  readonly instant?: number;
}

export interface SettledTimes {
  readonly times: readonly Settled[];
  /** What was guessed, in words for developers. */
  readonly guesses: readonly string[];
}

/** Later than that, a number from the start would be thirty years: it is a time of day. */
const EPOCH = 1e9;

/** @param duration Seconds that the conversation is known to have taken. */
export function settleTimes(written: readonly Written[], duration?: number): SettledTimes {
  const guesses = new Set<string>();
  const relative = written.map(({ start, end }) => [fromStart(start), fromStart(end)] as const);
  const inSeconds = secondsOf(relative.flat(), duration, guesses);
  const measured = written.map((one, index) => {
    const [start, end] = [inSeconds[2 * index], inSeconds[2 * index + 1]].map((value) =>
      notNegative(value, guesses),
    );
    const [position, endInstant] = [epoch(one.start), epoch(one.end)];
    return { start, end, position, instant: position ?? one.instant, endInstant };
  });
  const zero = zeroOf(measured, guesses);
  const times = measured.map(({ start, end, instant, endInstant }): Settled => {
    const placed = start ?? since(zero, instant);
    const last = end ?? since(zero, endInstant);
    return {
      ...(placed !== undefined && { start: placed }),
      ...(last !== undefined && last >= (placed ?? 0) && { end: last }),
      ...(start === undefined && placed !== undefined && { timeIsEstimated: true as const }),
      ...(instant !== undefined && { instant }),
    };
  });
  return { times, guesses: [...guesses] };
}

const fromStart = (value: number | undefined): number | undefined =>
  value !== undefined && value < EPOCH ? value : undefined;

const epoch = (value: number | undefined): number | undefined =>
  value !== undefined && value >= EPOCH ? instantOf(value) : undefined;

interface Measured {
  readonly start: number | undefined;
  readonly instant: number | undefined;
  /** The start, where it is an instant. */
  readonly position: number | undefined;
}

/**
 * The instant of second 0. A turn that has both times tells it; where the positions themselves are
 * instants, the first of them is taken for the start. A time of day alone is no position in a recording.
 */
function zeroOf(turns: readonly Measured[], guesses: Set<string>): number | undefined {
  const both = turns.find(({ start, instant }) => start !== undefined && instant !== undefined);
  if (both?.start !== undefined && both.instant !== undefined) {
    return both.instant - both.start * 1000;
  }
  const first = turns.find(({ position }) => position !== undefined);
  if (first) guesses.add('Positions are times of day; the first one is taken for the start.');
  return first?.position;
}

function since(zero: number | undefined, instant: number | undefined): number | undefined {
  if (zero === undefined || instant === undefined || instant < zero) return undefined;
  return (instant - zero) / 1000;
}

/** A little before the start is the start; far before it is no position at all. */
function notNegative(value: number | undefined, guesses: Set<string>): number | undefined {
  if (value === undefined || value >= 0) return value;
  guesses.add('Times before the start are moved to it, or left out.');
  return value > -1 ? 0 : undefined;
}

type Numbers = readonly (number | undefined)[];

function secondsOf(values: Numbers, duration: number | undefined, guesses: Set<string>): Numbers {
  const limit = duration !== undefined && duration > 0 ? duration * 1.5 + 60 : undefined;
  const known = values.filter((value) => value !== undefined);
  const isWhole = known.every((value) => Number.isInteger(value));
  if (!countsMilliseconds(known, isWhole, limit)) return values;
  guesses.add(isWhole ? 'Times are milliseconds.' : 'Some times are milliseconds, some seconds.');
  if (isWhole) return values.map((value) => (value === undefined ? value : value / 1000));
  let before = 0;
  return values.map((value) => {
    if (value === undefined) return value;
    const whole = Number.isInteger(value) && value >= 100 && value / 1000 >= before - 1;
    const seconds = whole || isBeyond(value, before, limit) ? value / 1000 : value;
    before = Math.max(before, seconds);
    return seconds;
  });
}

/** A quarter of an hour of silence between two turns is none. */
const LONGEST_GAP = 900;

const isBeyond = (value: number, before: number, limit: number | undefined): boolean =>
  limit === undefined
    ? Number.isInteger(value) && value - before > LONGEST_GAP && value / 1000 >= before - 1
    : value > limit && value / 1000 <= limit;

/** Whether anything in the list can only be milliseconds. */
function countsMilliseconds(
  known: readonly number[],
  isWhole: boolean,
  limit: number | undefined,
): boolean {
  if (limit === undefined && isWhole) {
    // Half of the pauses in a talk are not of four minutes; a quarter of a second is a short one.
    const gaps = known.slice(1).map((value, index) => value - (known[index] as number));
    const usual = gaps.toSorted((one, other) => one - other)[Math.floor(gaps.length / 2)] ?? 0;
    return usual >= 250 && (known[known.length - 1] as number) >= 1000;
  }
  let before = 0;
  return known.some((value) => {
    if (isBeyond(value, before, limit)) return true;
    before = Math.max(before, value);
    return false;
  });
}
