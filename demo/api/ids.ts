import { hash } from './random.js';

/*
 * Ids look random but are a reversible function of a row's number, so that an id is found by
 * primary key and needs neither a column nor an index.
 */

/** Keeps the two halves of an id from depending on the seed in the same way. */
const SALT = 0x1d5;
const FIRST = 0x9e3779b1;
const SECOND = 0x85ebca77;

/** The conversation id of a row number (0 ≤ seq < 2³²). Unique within a seed. */
export function conversationId(seed: number, seq: number): string {
  return `conv_${hex(scramble(seed, seq))}${hex(hash(seed, seq, 0x1d))}`;
}

/** The row number an id stands for; `undefined` for text that is not an id of this seed. */
export function sequenceOf(seed: number, id: string): number | undefined {
  const match = /^conv_([0-9a-f]{8})[0-9a-f]{8}$/.exec(id);
  if (!match) return undefined;
  const seq = unscramble(seed, parseInt(match[1] as string, 16));
  return conversationId(seed, seq) === id ? seq : undefined;
}

function scramble(seed: number, seq: number): number {
  let x = Math.imul(seq ^ hash(seed, SALT), FIRST);
  x ^= x >>> 15;
  x = Math.imul(x, SECOND);
  return (x ^ (x >>> 16)) >>> 0;
}

function unscramble(seed: number, value: number): number {
  let x = value ^ (value >>> 16);
  x = Math.imul(x, inverse(SECOND));
  x ^= (x >>> 15) ^ (x >>> 30);
  return (Math.imul(x, inverse(FIRST)) ^ hash(seed, SALT)) >>> 0;
}

/** The number whose product with an odd `factor` is 1 modulo 2³² (Newton's iteration). */
function inverse(factor: number): number {
  let x = factor;
  for (let step = 0; step < 5; step++) x = Math.imul(x, 2 - Math.imul(factor, x));
  return x;
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0');
}
