/** A transcript as WebVTT, with the times of the recording. Pure. */
import type { Turn } from '../../model/transcript.js';
import { nameOf, saidIn, startIn, type TranscriptSource } from './source.js';

/** Seconds that a turn is shown whose end nobody knows. */
const SHOWN = 4;
/** Shorter, nobody could read it. */
const SHORTEST = 0.5;

/** What was said, in order of time. Turns without a time are missing, and a note says how many. */
export function transcriptAsVtt(source: TranscriptSource): string {
  const said = source.turns.filter(({ kind }) => kind !== 'tool');
  const timed = said
    .flatMap((turn) => {
      const start = startIn(source, turn);
      return start === undefined || start < 0 ? [] : [{ turn, start }];
    })
    .sort((one, other) => one.start - other.start);
  const missing = said.length - timed.length;
  const cues = timed.map(({ turn, start }, index) =>
    cue(turn, start, endOf(turn, start, timed[index + 1]?.start, source), source),
  );
  const note = missing > 0 ? [`NOTE ${line(source.words.untimed(missing))}\n`] : [];
  return ['WEBVTT\n', ...note, ...cues].join('\n');
}

function endOf(
  turn: Turn,
  start: number,
  next: number | undefined,
  { transcript }: TranscriptSource,
): number {
  const end = turn.end === undefined ? undefined : turn.end + transcript.offset;
  if (end !== undefined && end > start) return end;
  return Math.max(start + SHORTEST, Math.min(next ?? Infinity, start + SHOWN));
}

function cue(turn: Turn, start: number, end: number, source: TranscriptSource): string {
  const voice = line(nameOf(source, turn)).replace(/[<>]/g, '');
  const text = escaped(saidIn(turn, source.words));
  return `${stamp(start)} --> ${stamp(end)}\n${voice ? `<v ${escaped(voice)}>` : ''}${text}\n`;
}

/** A blank line would end the cue, and an arrow would be a time. */
const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .split(/\r\n?|\n/)
    .filter((one) => one.trim())
    .join('\n');

const line = (text: string): string => text.replace(/\s+/g, ' ').replaceAll('-->', '→').trim();

/** `00:02:05.250` */
function stamp(seconds: number): string {
  const total = Math.round(seconds * 1000);
  const pad = (value: number, length = 2): string => String(value).padStart(length, '0');
  const [h, m, s] = [
    Math.floor(total / 3_600_000),
    Math.floor(total / 60_000) % 60,
    Math.floor(total / 1000) % 60,
  ];
  return `${pad(h)}:${pad(m)}:${pad(s)}.${pad(total % 1000, 3)}`;
}
