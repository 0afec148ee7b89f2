/**
 * A transcript that a provider or a host made by itself, as its type says it is. What of a turn is something
 * else is left out, so that an odd field costs itself and not the page. Pure and total; what is in order comes
 * back as the same object.
 */
import type { Redaction, Transcript, Turn } from '../model/transcript.js';
import { isEntry } from './entries.js';
import { maskedText } from './mask-secrets.js';

type Check = (value: unknown) => boolean;
type Checks = Readonly<Record<string, Check>>;

const text: Check = (value) => typeof value === 'string';
const time: Check = (value) => Number.isFinite(value);
const offset: Check = (value) => typeof value === 'number' && !Number.isNaN(value);
const oneOf =
  (...words: readonly unknown[]): Check =>
  (value) =>
    words.includes(value);
const list =
  (of: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(of);
const entry =
  (needed: Checks, may: Checks = {}): Check =>
  (value) =>
    isEntry(value) &&
    Object.entries(needed).every(([key, is]) => is(value[key])) &&
    Object.entries(may).every(([key, is]) => value[key] === undefined || is(value[key]));

const kind = oneOf('message', 'tool', 'event', 'email', 'sms', 'note', 'other');
const part: Check = (value) =>
  isEntry(value) && text(value['type']) && (!('text' in value) || text(value['text']));
const address = entry({ address: text }, { name: text });

const NEEDED: Checks = {
  id: text,
  kind,
  status: oneOf('final', 'interim', 'interrupted', 'failed'),
  parts: list(part),
};

const MAY: Checks = {
  speakerId: text,
  start: time,
  end: time,
  at: text,
  words: list(entry({ text, start: time, end: time, from: time, to: time })),
  tool: entry({ name: text, state: text }, { callId: text, error: text, latency: time }),
  email: entry(
    { to: list(address), cc: list(address) },
    { from: address, subject: text, date: text, html: text, quotedFrom: time },
  ),
  sms: entry({}, { from: text, to: text, status: text, error: text, segments: time }),
  event: entry({ name: text }, { detail: text }),
  attachments: list(
    entry({ id: text }, { name: text, type: text, url: text, contentId: text, size: time }),
  ),
  redactions: list(entry({ from: offset, to: offset }, { label: text })),
  redactedAt: text,
  latency: isEntry,
  language: text,
};

const turn = entry(NEEDED, MAY);
const speaker = entry({ id: text, role: text }, { name: text, address: text });

export function checkedTranscript(given: Transcript): Transcript {
  const { speakers, duration, notices, availability } = given;
  const turns = checkedTurns(given.turns);
  const isSound =
    turns === given.turns &&
    list(speaker)(speakers) &&
    Array.isArray(notices) &&
    text(availability) &&
    time(given.offset) &&
    (duration === undefined || time(duration));
  if (isSound) return given;
  const { duration: _, ...rest } = given;
  return {
    ...rest,
    ...(time(duration) && { duration: duration! }),
    availability: text(availability) ? availability : turns.length > 0 ? 'available' : 'none',
    offset: time(given.offset) ? given.offset : 0,
    speakers: Array.isArray(speakers) ? speakers.filter(speaker) : [],
    notices: Array.isArray(notices) ? notices : [],
    turns,
  };
}

/** Turns with ids that differ. What is no turn at all is shown as an entry of an unknown kind. */
export function checkedTurns(given: unknown): readonly Turn[] {
  if (!Array.isArray(given)) return [];
  const taken = new Set<string>();
  const turns = given.map((each: unknown, position) => {
    const checked = checkedTurn(each, position);
    const id = taken.has(checked.id) ? `${checked.id} (${position + 1})` : checked.id;
    taken.add(id);
    return id === checked.id ? checked : { ...checked, id };
  });
  return turns.every((each, index) => each === given[index]) ? (given as Turn[]) : turns;
}

function checkedTurn(given: unknown, position: number): Turn {
  try {
    return turn(given) ? (given as Turn) : mended(given, position);
  } catch {
    return unknownTurn(undefined, position);
  }
}

function mended(given: unknown, position: number): Turn {
  if (!isEntry(given) || !kind(given['kind'])) return unknownTurn(given, position);
  const kept = Object.entries(given).filter(([key, value]) => MAY[key]?.(value));
  const { status, parts, redactions } = given;
  const isHidden = redactions != null && !MAY['redactions']!(redactions);
  return {
    ...Object.fromEntries(kept),
    id: idOf(given, position),
    kind: given['kind'] as Turn['kind'],
    status: NEEDED['status']!(status) ? (status as Turn['status']) : 'final',
    parts: Array.isArray(parts) ? (parts.filter(part) as Turn['parts']) : [],
    ...(isHidden && { redactions: ALL }),
  };
}

/** What was to be redacted cannot be told any more, so that nothing is shown. */
const ALL: readonly Redaction[] = [{ from: 0, to: Infinity }];

function unknownTurn(given: unknown, position: number): Turn {
  // What was redacted in it is not known either.
  const isHidden = isEntry(given) && (given['redactions'] ?? given['redactedAt']) != null;
  return {
    id: idOf(given, position),
    kind: 'other',
    status: 'final',
    parts: isHidden ? [] : [{ type: 'json', text: maskedText(given) || String(given) }],
  };
}

const idOf = (given: unknown, position: number): string =>
  isEntry(given) && text(given['id']) ? (given['id'] as string) : `turn ${position + 1}`;
