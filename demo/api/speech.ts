import { between, chance, randomFrom, type Random } from './random.js';

/** One stretch of speech, in whole milliseconds of the recording. */
export interface Speech {
  readonly speaker: 'agent' | 'caller';
  readonly start: number;
  readonly end: number;
  /** The agent was cut short: the caller starts before the agent ends. */
  readonly interrupted: boolean;
}

/** All that a recording's sound depends on; small enough to travel in its URL. */
export interface Tape {
  readonly seq: number;
  /** Length in seconds. */
  readonly seconds: number;
  /** How often the caller speaks. */
  readonly turns: number;
}

/**
 * Who speaks when. The agent greets and answers each turn of the caller. Transcript and sound are
 * both made from this plan, which is why they agree to the millisecond.
 */
export function speechPlan(seed: number, tape: Tape): Speech[] {
  const random = randomFrom(seed, tape.seq, 0x53);
  const total = tape.seconds * 1000;
  if (total <= 0) return [];
  const count = tape.turns * 2 + 1;
  const gaps = Array.from({ length: count }, (_, index) => pause(random, index));
  const weights = Array.from({ length: count }, (_, index) => weight(random, index));
  const silence = Math.min(sum(gaps), total * 0.4);
  const gapScale = silence / sum(gaps);
  const speechScale = (total - silence - tail(total, tape.turns)) / sum(weights);
  const plan: Speech[] = [];
  let at = 0;
  for (let index = 0; index < count; index++) {
    const start = at + (gaps[index] as number) * gapScale;
    const end = start + (weights[index] as number) * speechScale;
    at = end;
    plan.push({
      speaker: index % 2 === 0 ? 'agent' : 'caller',
      start: Math.round(start),
      end: Math.round(end),
      interrupted: false,
    });
  }
  return plan.map((speech, index) => interrupt(random, speech, plan[index + 1]));
}

/** A recording nobody answers is mostly silence after the greeting. */
function tail(total: number, turns: number): number {
  return turns === 0 ? Math.max(0, total - 6000) * 0.9 : Math.min(600, total * 0.02);
}

/** Milliseconds before a stretch: the agent needs to think, the caller mostly does not. */
function pause(random: Random, index: number): number {
  if (index === 0) return 400;
  return index % 2 === 0 ? 350 + Math.floor(random() ** 3 * 3200) : between(random, 150, 800);
}

function weight(random: Random, index: number): number {
  return (index % 2 === 0 ? 1.3 : 0.8) * (0.4 + random());
}

function interrupt(random: Random, speech: Speech, next: Speech | undefined): Speech {
  if (speech.speaker !== 'agent' || !next || !chance(random, 0.06)) return speech;
  const overlap = Math.min(400, Math.round((next.end - next.start) * 0.4));
  return { ...speech, end: next.start + overlap, interrupted: true };
}

function sum(list: readonly number[]): number {
  return list.reduce((total, value) => total + value, 0);
}
