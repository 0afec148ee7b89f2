/** Finding words in turns, whatever their accents and upper case. Pure. */
import type { Turn } from '../model/transcript.js';
import { partStarts } from './turn-text.js';

/** Where in a turn a text stands: the index of the part, or what the turn has beside its parts. */
export type FoundPart = number | 'subject' | 'tool' | 'event';

export interface Hit {
  readonly turnId: string;
  readonly part: FoundPart;
  /** UTF-16 offsets into the text of the part; of a subject, a tool's name, or an event's name and detail. */
  readonly from: number;
  readonly to: number;
}

/** One text that can be found in, folded. */
interface Searched {
  readonly turnId: string;
  readonly part: FoundPart;
  readonly folded: Folded;
}

interface Folded {
  readonly text: string;
  /** For each letter of `text` where its letter begins and ends in the original; absent: at its own place. */
  readonly from?: readonly number[];
  readonly to?: readonly number[];
}

/** More hits than anybody walks through. */
export const MOST_HITS = 10_000;

/** The hits in reading order; none for a blank text. For one search: see `searchIn` for several. */
export const findInTurns = (turns: readonly Turn[], text: string): readonly Hit[] =>
  searchIn(turns)(text);

/**
 * A search that folds the turns once, for somebody who types. What is searched is what can be seen: the
 * texts, subjects, names of tools, and events of the turns given; not what is redacted, not the mails that
 * a mail quotes (they are turns themselves), not what a tool was asked and answered.
 */
export function searchIn(turns: readonly Turn[]): (text: string) => readonly Hit[] {
  let searched: readonly Searched[] | undefined;
  const letters = new Map<string, string>();
  const folded = (shown: string): Folded => fold(shown, letters);
  return (text) => {
    const wanted = folded(text.trim()).text;
    if (!wanted) return [];
    searched ??= turns.flatMap((turn) => textsOf(turn, folded));
    const hits: Hit[] = [];
    for (const one of searched) {
      hitsIn(one, wanted, hits);
      if (hits.length >= MOST_HITS) break;
    }
    return hits;
  };
}

type Fold = (text: string) => Folded;

function textsOf(turn: Turn, folded: Fold): readonly Searched[] {
  const of = (part: FoundPart, text: string | undefined): readonly Searched[] =>
    text?.trim() ? [{ turnId: turn.id, part, folded: folded(text) }] : [];
  const { event } = turn;
  const beside = [
    ...of('subject', turn.email?.subject),
    ...of('tool', turn.tool?.name),
    ...of('event', event && [event.name, event.detail].filter(Boolean).join(' ')),
  ];
  return turn.redactedAt === undefined ? [...beside, ...partsOf(turn, folded)] : beside;
}

function partsOf(turn: Turn, folded: Fold): readonly Searched[] {
  const starts = partStarts(turn.parts);
  return turn.parts.flatMap((part, index) => {
    const text = 'text' in part ? part.text : undefined;
    if (text === undefined) return [];
    const start = starts[index];
    // JSON is shown, but the offsets of a turn's text do not count it.
    const shown = start === undefined ? text : visible(text, start, turn);
    return shown.trim() ? [{ turnId: turn.id, part: index, folded: folded(shown) }] : [];
  });
}

/** Stands for each letter that is not to be found; nobody types it. */
const GONE = '\u0000';

/** The text with the same length, without what is redacted or quoted in it. */
function visible(text: string, start: number, { redactions = [], email }: Turn): string {
  const quoted = email?.quotedFrom;
  let shown = quoted === undefined ? text : text.slice(0, Math.max(0, quoted - start));
  for (const { from, to } of redactions) {
    const [first, last] = [Math.max(0, from - start), Math.min(shown.length, to - start)];
    if (last > first) {
      shown = shown.slice(0, first) + GONE.repeat(last - first) + shown.slice(last);
    }
  }
  return shown;
}

function hitsIn({ turnId, part, folded }: Searched, wanted: string, hits: Hit[]): void {
  const { text, from, to } = folded;
  for (
    let at = text.indexOf(wanted);
    at >= 0 && hits.length < MOST_HITS;
    at = text.indexOf(wanted, at + wanted.length)
  ) {
    const last = at + wanted.length;
    hits.push({ turnId, part, from: from?.[at] ?? at, to: to?.[last - 1] ?? last });
  }
}

const ASCII = /^[\x00-\x7f]*$/;

/** Accents and vowel signs that readers leave out. In other scripts such signs are letters. */
const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;

/** Upper case first: it makes one of letters that have several small ones, such as the two sigmas. */
const foldLetter = (letter: string): string =>
  letter.normalize('NFKD').replace(ACCENTS, '').normalize('NFC').toUpperCase().toLowerCase();

/** Without accents, upper case, and the several ways in which Unicode writes one letter. */
function fold(text: string, known: Map<string, string>): Folded {
  if (ASCII.test(text)) return { text: text.toLowerCase() };
  const [pieces, from, to] = [[] as string[], [] as number[], [] as number[]];
  let [at, isSame] = [0, true];
  for (const letter of text) {
    const next = at + letter.length;
    const folded = known.get(letter) ?? foldLetter(letter);
    known.set(letter, folded);
    if (folded.length !== letter.length) isSame = false;
    // An accent belongs to the letter before it.
    if (folded === '' && to.length > 0) to[to.length - 1] = next;
    pieces.push(folded);
    for (let index = 0; index < folded.length; index += 1) {
      from.push(at);
      to.push(next);
    }
    at = next;
  }
  return isSame ? { text: pieces.join('') } : { text: pieces.join(''), from, to };
}
