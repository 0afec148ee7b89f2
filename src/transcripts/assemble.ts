/**
 * What all parsers have in common: from the entries of a source to a transcript in which every entry is a
 * turn, with ids that differ, times in seconds, tool calls with their results, and nobody unknown.
 */
import type { Availability } from '../model/conversation.js';
import type { Speaker, Transcript, TranscriptNotice, Turn, TurnPart } from '../model/transcript.js';
import type { ParseContext } from './context.js';
import { isEntry, LONGEST, MOST, type Entry } from './entries.js';
import { maskedText } from './mask-secrets.js';
import { redactionsIn } from './redactions.js';
import { settleTimes, type Settled } from './times.js';
import { pairTools } from './tool-calls.js';
import { turnText } from './turn-text.js';

/** A turn as one entry tells it, before the others are known. Its times are as they were written. */
export interface Draft
  extends Omit<Turn, 'id' | 'at' | 'speakerId' | 'status' | 'timeIsEstimated'> {
  readonly id?: string;
  readonly speaker?: Speaker;
  readonly status?: Turn['status'];
  /** Milliseconds since 1970. */
  readonly instant?: number;
  /** It is a result that belongs to an earlier call. */
  readonly isResult?: boolean;
}

export type Notify = (kind: TranscriptNotice['kind'], message: string, path?: string) => void;

/** One entry as turns, at least one. What it throws costs this entry its words, and no other. */
export type ReadEntry = (entry: Entry, position: number, notify: Notify) => readonly Draft[];

export interface Source {
  readonly shape: string;
  readonly raw: unknown;
  /** `undefined` where `raw` has no list of them. */
  readonly entries: readonly unknown[] | undefined;
  readonly read: ReadEntry;
  readonly context: ParseContext;
  /** Known before any entry is read. */
  readonly notices?: readonly TranscriptNotice[];
  readonly language?: string;
  /** How texts that a machine redacted are recognised; absent: people typed them, and they mean it. */
  readonly redacted?: 'spoken' | 'written';
}

type Placed = Draft & { readonly position: number };

export function assemble(source: Source): Transcript {
  const { shape, context, language } = source;
  const notices = [...(source.notices ?? [])];
  const notify: Notify = (kind, message, path) =>
    notices.push({ kind, message, ...(path !== undefined && { path }) });
  if (source.entries === undefined && source.raw !== null && source.raw !== undefined) {
    notify('unreadable', 'There is no list of turns.');
  }
  const { turns: paired, orphans } = pairTools(draftsOf(source, notify));
  for (const position of orphans)
    notify('unpaired-tool', 'A result without its call', `${position}`);
  const { times, guesses } = settleTimes(paired, context.duration);
  for (const guess of guesses) notify('guessed-time', guess);
  const named = idsOf(paired);
  const turns = paired.map((draft, index) =>
    turnOf(draft, named[index] as string, times[index] as Settled, source.redacted),
  );
  return {
    version: 1,
    shape,
    availability: turns.length > 0 ? 'available' : absence(context.availability),
    ...(language !== undefined && { language }),
    ...(context.startedAt !== undefined && { startedAt: context.startedAt }),
    ...(context.duration !== undefined && { duration: context.duration }),
    timing: timingOf(turns),
    offset: 0,
    speakers: speakersOf(paired),
    turns,
    notices,
  };
}

/** A transcript that can be read and has no turns is none. */
const absence = (known: Availability | undefined): Availability =>
  known === undefined || known === 'available' || known === 'unknown' ? 'none' : known;

function draftsOf({ entries = [], read }: Source, notify: Notify): Placed[] {
  const drafts: Placed[] = [];
  const count = Math.min(entries.length, MOST);
  for (let position = 0; position < count; position += 1) {
    for (const draft of readOne(entries, position, read, notify)) {
      drafts.push({ ...draft, parts: cut(draft.parts, position, notify), position });
    }
  }
  if (entries.length > MOST) {
    notify('truncated', `${entries.length - MOST} further entries are left out.`);
  }
  return drafts;
}

function readOne(
  entries: readonly unknown[],
  position: number,
  read: ReadEntry,
  notify: Notify,
): readonly Draft[] {
  try {
    const entry = entries[position];
    return isEntry(entry) ? read(entry, position, notify) : [otherOf(entry, position, notify)];
  } catch {
    notify('unreadable', 'An entry could not be read', `${position}`);
    return [{ kind: 'other', parts: [{ type: 'json', text: shownJson(entries[position]) }] }];
  }
}

/** Data that nobody knows, to be read by people: with indents, and without secrets like a tool's. */
const shownJson = (value: unknown): string =>
  typeof value === 'string'
    ? JSON.stringify(maskedText(value))
    : maskedText(value) || String(value);

/** An entry that nothing is known of: shown as it is. */
export function otherOf(entry: unknown, position: number, notify: Notify, type = 'unknown'): Draft {
  notify('unknown-entry', `Entry of type ${type.slice(0, 100)}`, `${position}`);
  return { kind: 'other', parts: [{ type: 'json', text: shownJson(entry) }] };
}

function cut(parts: readonly TurnPart[], position: number, notify: Notify): readonly TurnPart[] {
  return parts.map((part) => {
    if (!('text' in part) || part.text.length <= LONGEST) return part;
    notify('truncated', `A text of ${part.text.length} letters is cut.`, `${position}`);
    return { ...part, text: part.text.slice(0, LONGEST).toWellFormed() };
  });
}

/** The source's ids; a second turn with the same one gets a number, so that links lead to one turn. */
function idsOf(drafts: readonly Placed[]): readonly string[] {
  const taken = new Set(drafts.flatMap(({ id }) => id ?? []));
  const used = new Map<string, number>();
  return drafts.map(({ id, kind, position }) => {
    const wanted = id ?? `${kind} ${position}`;
    let count = used.get(wanted) ?? (id === undefined && taken.has(wanted) ? 1 : 0);
    let name = count === 0 ? wanted : `${wanted} (${count + 1})`;
    while (count > 0 && taken.has(name)) name = `${wanted} (${(count += 1) + 1})`;
    used.set(wanted, count + 1);
    taken.add(name);
    return name;
  });
}

function turnOf(draft: Placed, id: string, times: Settled, redacted: Source['redacted']): Turn {
  const { speaker, instant: _instant, isResult: _isResult, position: _position, ...rest } = draft;
  const { start: _start, end: _end, status = 'final', ...turn } = rest;
  const { instant, ...placed } = times;
  const spans = redacted ? redactionsIn(turnText(turn), redacted === 'spoken') : [];
  return {
    ...turn,
    id,
    status,
    ...(speaker && { speakerId: speaker.id }),
    ...placed,
    ...(instant !== undefined && { at: new Date(instant).toISOString() }),
    ...(spans.length > 0 && !turn.redactions && { redactions: spans }),
  };
}

function timingOf(turns: readonly Turn[]): Transcript['timing'] {
  if (turns.some(({ words }) => words && words.length > 0)) return 'word';
  if (turns.some(({ end }) => end !== undefined)) return 'turn';
  if (turns.some(({ start }) => start !== undefined)) return 'start-only';
  // For what was written the time of day is the time; spoken words without a position have none.
  const written = turns.some(({ kind, at }) => at && (kind === 'email' || kind === 'sms'));
  return written ? 'wall-clock' : 'none';
}

/** Each once, in the order they speak; a name or an address may come later. */
function speakersOf(drafts: readonly Placed[]): Speaker[] {
  const speakers = new Map<string, Speaker>();
  for (const { speaker } of drafts) {
    if (speaker) speakers.set(speaker.id, { ...speaker, ...speakers.get(speaker.id) });
  }
  return [...speakers.values()];
}
