/**
 * Values from outside as plain JSON data that is safe to keep, print and walk through: no cycles, no
 * getters, no endless depth. Pure.
 */
import { LONGEST } from './entries.js';

/**
 * Fields in which vendors keep what they took out of a transcript. They are never read, in whatever
 * depth and whoever asks.
 */
const UNREDACTED = /^(original|unredacted|raw_?value$)/i;

/** Stands for a value that was not read. Not a word of a language: it is part of the data. */
export const HIDDEN = '[hidden]';

/** Deeper than anybody can read. */
const DEEPEST = 40;
/** Values of one piece of data; beyond, it is too large to be shown. */
const MOST_VALUES = 100_000;

/** What else a copy leaves out. */
export interface Masks {
  /** Whether what stands under this key is hidden. */
  readonly hides: (key: string, value: unknown) => boolean;
  /** What is shown of a text. */
  readonly text: (text: string) => string;
}

interface Walk extends Masks {
  left: number;
  readonly above: unknown[];
}

const NO_MASKS: Masks = { hides: () => false, text: (text) => text };

/** A copy of the value as plain data. What cannot be copied is named in brackets in its place. */
export const plainData = (value: unknown, masks: Masks = NO_MASKS): unknown =>
  copy(value, { ...masks, left: MOST_VALUES, above: [] });

/** The same as indented JSON text. */
export const jsonOf = (value: unknown): string =>
  JSON.stringify(plainData(value), null, 2) ?? String(value);

function copy(value: unknown, walk: Walk): unknown {
  if (typeof value === 'string') return walk.text(value.slice(0, LONGEST));
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  if (typeof value === 'function') return '[function]';
  if (typeof value !== 'object' || value === null) return value;
  walk.left -= 1;
  if (walk.left < 0) return '[too large]';
  if (walk.above.length >= DEEPEST) return '[nested too deeply]';
  if (walk.above.includes(value)) return '[circular]';
  walk.above.push(value);
  try {
    return Array.isArray(value) ? copyList(value, walk) : copyEntry(value, walk);
  } catch {
    return '[unreadable]';
  } finally {
    walk.above.pop();
  }
}

function copyList(list: readonly unknown[], walk: Walk): unknown[] {
  const copied: unknown[] = [];
  for (let index = 0; index < list.length; index += 1) {
    walk.left -= 1;
    if (walk.left < 0) return [...copied, '[too large]'];
    copied.push(copy(list[index], walk));
  }
  return copied;
}

function copyEntry(entry: object, walk: Walk): unknown {
  if (entry instanceof Date) return Number.isNaN(entry.getTime()) ? 'Invalid Date' : entry.toJSON();
  const copied: [string, unknown][] = [];
  for (const key of Object.keys(entry)) {
    walk.left -= 1;
    if (walk.left < 0) return Object.fromEntries([...copied, ['…', '[too large]']]);
    const value = isUnredacted(key) ? HIDDEN : copyUnder(key, entry, walk);
    if (value !== undefined) copied.push([key, value]);
  }
  return Object.fromEntries(copied);
}

function copyUnder(key: string, entry: object, walk: Walk): unknown {
  const value = (entry as Record<string, unknown>)[key];
  return walk.hides(key, value) ? HIDDEN : copy(value, walk);
}

/** Whether a text that is nearly JSON names such a field: what belongs to it cannot be told any more. */
export const mayHide = (text: string): boolean =>
  /["'](?:original|unredacted|raw_?value["'])/i.test(text);

/** Whether a field of this name may hold what was taken out on purpose. */
const isUnredacted = (key: string): boolean => UNREDACTED.test(key);

/**
 * The data in a text that is JSON, as far as it is more than a word or a number (a long number would
 * lose digits); any other text as it stands. All of it plain.
 */
export function dataOf(value: unknown): unknown {
  if (typeof value !== 'string') return value === undefined ? undefined : plainData(value);
  if (value.length > LONGEST || !/^\s*["[{]/.test(value)) return value.slice(0, LONGEST);
  try {
    return plainData(JSON.parse(value));
  } catch {
    // Cut off in the middle, most likely: as text it can at least be read.
    return mayHide(value) ? HIDDEN : value;
  }
}
