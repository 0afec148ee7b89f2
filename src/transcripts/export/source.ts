/** What is exported of a transcript: the turns the reader sees, without what was taken out of them. */
import type { Speaker, SpeakerRole, ToolCall, Transcript, Turn } from '../../model/transcript.js';
import { maskedText } from '../mask-secrets.js';
import { partStarts, textOfPart } from '../turn-text.js';
import { dataOf } from '../plain-data.js';

/** The words in an export, in the reader's language. */
export interface TranscriptWords {
  readonly roles: Readonly<Record<SpeakerRole, string>>;
  /** Stands for a text that was taken out; `label` says of what kind it was. */
  readonly redacted: (label: string | undefined) => string;
  /** Stands for the words of a turn that retention removed. */
  readonly removed: (at: string) => string;
  readonly interrupted: string;
  readonly interim: string;
  readonly failed: string;
  readonly attachment: (name: string | undefined) => string;
  readonly tool: (name: string) => string;
  readonly toolStates: Readonly<Record<ToolCall['state'], string>>;
  readonly request: string;
  readonly response: string;
  readonly responseError: string;
  readonly subject: string;
  /** The heads of the columns of a table. */
  readonly columns: Readonly<
    Record<'time' | 'seconds' | 'at' | 'speaker' | 'kind' | 'text' | 'tool' | 'state', string>
  >;
  /** In subtitles: how many turns have no time and are missing. */
  readonly untimed: (count: number) => string;
}

export interface TranscriptSource {
  readonly transcript: Pick<Transcript, 'speakers' | 'offset' | 'timing'> & Partial<Transcript>;
  /** Those that the reader sees, in order; what is hidden is not handed over. */
  readonly turns: readonly Turn[];
  readonly words: TranscriptWords;
  /** How an instant (ISO 8601) is written. Default: in UTC. */
  readonly dateTime?: (at: string) => string;
}

const inUtc = (at: string): string => `${at.slice(0, 16).replace('T', ' ')} UTC`;

/** `2:05`, `1:02:05`. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** Where a turn is in the recording, in seconds; `undefined` where nobody knows. */
export function startIn({ transcript }: TranscriptSource, turn: Turn): number | undefined {
  return turn.start === undefined ? undefined : turn.start + transcript.offset;
}

/** The position in the recording, else the time of day; empty when there is neither. */
export function timeOf(source: TranscriptSource, turn: Turn): string {
  const start = startIn(source, turn);
  if (start !== undefined) return clock(start);
  return turn.at === undefined ? '' : (source.dateTime ?? inUtc)(turn.at);
}

/** Shown for whoever speaks, on one line; empty for nobody. */
export function nameOf({ transcript, words }: TranscriptSource, turn: Turn): string {
  const speaker = transcript.speakers.find(({ id }) => id === turn.speakerId);
  return speaker ? speakerName(speaker, words) : '';
}

const speakerName = ({ name, role, address }: Speaker, words: TranscriptWords): string =>
  (name?.trim() || (role === 'other' && address) || words.roles[role]).replace(/\s+/g, ' ');

/** What a turn says, with words in the place of what was taken out. Tools say nothing. */
export function saidIn(turn: Turn, words: TranscriptWords): string {
  if (turn.redactedAt !== undefined) return words.removed(turn.redactedAt);
  const starts = partStarts(turn.parts);
  const names = new Map(turn.attachments?.map(({ id, name }) => [id, name]));
  const shown = turn.parts.map((part, index) => {
    const text = textOfPart(part);
    if (text !== undefined) return withoutRedacted(text, starts[index] ?? 0, turn, words);
    return part.type === 'json'
      ? maskedText(dataOf(part.text))
      : 'attachmentId' in part
        ? words.attachment(names.get(part.attachmentId))
        : '';
  });
  const listed = new Set(turn.parts.map((part) => 'attachmentId' in part && part.attachmentId));
  const others = (turn.attachments ?? []).filter(({ id }) => !listed.has(id));
  const event = turn.event && [turn.event.name, turn.event.detail].filter(Boolean).join(' ');
  const files = others.map(({ name }) => words.attachment(name));
  return [event, ...shown, ...files].filter(Boolean).join('\n');
}

function withoutRedacted(
  text: string,
  start: number,
  { redactions = [] }: Turn,
  words: TranscriptWords,
): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { from, to, label } of redactions.toSorted((one, other) => one.from - other.from)) {
    const [first, last] = [Math.max(at, from - start), Math.min(text.length, to - start)];
    if (last <= first) continue;
    pieces.push(text.slice(at, first), words.redacted(label));
    at = last;
  }
  return [...pieces, text.slice(at)].join('');
}

/** What became of a turn, where that is not the usual. */
export function statusIn({ status }: Turn, words: TranscriptWords): string {
  return status === 'final' ? '' : words[status];
}

/** The question and the answer of a tool as text, secrets masked; in order, each with its word. */
export function exchangeOf(
  { tool, redactedAt }: Turn,
  words: TranscriptWords,
): readonly (readonly [string, string])[] {
  if (!tool || redactedAt !== undefined) return [];
  const { input, output, error, state } = tool;
  const failed = state === 'error' || state === 'blocked';
  const answer = output ?? error;
  const exchange: [string, unknown][] = [
    [words.request, input],
    [failed ? words.responseError : words.response, answer],
  ];
  return exchange.flatMap(([word, value]) =>
    value === undefined ? [] : [[word, maskedText(value)] as const],
  );
}
