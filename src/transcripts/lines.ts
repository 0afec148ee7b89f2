/** Lines of a transcript that somebody wrote down: "[0:12] Agent: Hello". Pure. */
import { roleOf } from './speakers.js';

const CLOCK = String.raw`\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?`;

const WHOLE_CLOCK = new RegExp(`^(?:${CLOCK})$`);

/** Seconds of `0:12`, `00:00:12.500`; `undefined` for anything else. */
export function clockOf(text: string): number | undefined {
  if (!WHOLE_CLOCK.test(text)) return undefined;
  return text
    .replace(',', '.')
    .split(':')
    .reduce((total, piece) => total * 60 + Number(piece), 0);
}

export interface WrittenLine {
  /** Who speaks, when the line begins with that. */
  readonly label?: string;
  /** Seconds. */
  readonly start?: number;
  /** What is left. */
  readonly text: string;
}

const BRACKETED = new RegExp(String.raw`^\s*[[(](${CLOCK})[\])]:?\s*(?:[-–|]\s+)?`);
const BARE = new RegExp(String.raw`^\s*(${CLOCK})\s+(?:[-–|]\s+)?`);
const LABEL = new RegExp(
  String.raw`^\s*(?:[-–>]{1,2}\s+)?\*{0,2}([\p{L}\p{N}][^:[\]()<>*|,;!?\n]{0,39})` +
    String.raw`(?:[[(](${CLOCK})[\])])?\s?\*{0,2}:\*{0,2}(?:\s+|$)`,
  'u',
);

/** What such lines begin with is in their first letters. */
const HEAD = 120;

/** A time counts in brackets, or before a label: a sentence may begin with a time of day. */
export function lineOf(line: string): WrittenLine {
  const head = line.slice(0, HEAD);
  if (!head.includes(':')) return { text: line };
  const bracketed = BRACKETED.exec(head);
  const time = bracketed ?? BARE.exec(head);
  const rest = head.slice(time?.[0].length ?? 0);
  const label = LABEL.exec(rest);
  const clock = clockOf((label ? (time?.[1] ?? label[2]) : bracketed?.[1]) ?? '');
  const taken = (label || bracketed ? (time?.[0].length ?? 0) : 0) + (label?.[0].length ?? 0);
  return {
    ...(label && { label: (label[1] as string).trim() }),
    ...(clock !== undefined && { start: clock }),
    text: line.slice(taken),
  };
}

/** At most four words: more are the beginning of a sentence. */
const isShort = (label: string): boolean => label.split(/\s+/).length <= 4;

/**
 * The labels that are speakers: words for a role, those with a time beside them, and those that come
 * again. Anything else before a colon is part of what was said.
 */
export function speakersAmong(lines: readonly WrittenLine[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { label, start } of lines) {
    if (label === undefined || !isShort(label)) continue;
    const isSure = roleOf(label) !== undefined || start !== undefined;
    counts.set(label, (counts.get(label) ?? 0) + (isSure ? 2 : 1));
  }
  return new Set([...counts].flatMap(([label, count]) => (count > 1 ? label : [])));
}
