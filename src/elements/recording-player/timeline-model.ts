/**
 * What a transcript's times say about a recording: who speaks when, what happened in between, where
 * turns start, and which parts are heard when silence or the other side is skipped. Pure, and total:
 * whatever times a transcript carries, the answers are in order and inside the recording.
 *
 * All times are seconds of the recording: transcript time + `transcript.offset`.
 */
import type { Passage } from '../../internal/playback.js';
import type { Speaker, SpeakerRole, Transcript, Turn } from '../../model/transcript.js';

export interface Lane {
  /** Of its speaker; of the first of them when several share the lane. Empty: nobody knows who. */
  readonly speakerId: string;
  readonly role: SpeakerRole;
  readonly name: string | undefined;
  /** Channel of a stereo recording this speaker is heard on. */
  readonly channel: 0 | 1 | undefined;
  /** In order, never overlapping. */
  readonly spans: readonly Passage[];
}

export interface Marker {
  readonly kind: 'tool' | 'interruption' | 'silence';
  readonly time: number;
  readonly end?: number;
  /** Of the tool; who was interrupted. */
  readonly name?: string;
  /** Whether the tool call failed or was blocked. */
  readonly failed?: boolean;
}

export interface TimelineModel {
  /** Agent first, then caller, then others; at most four, the rest share the last. */
  readonly lanes: readonly Lane[];
  /** In order of time. Silences from three seconds on, and only between speech. */
  readonly markers: readonly Marker[];
  /** Where messages start, in order. `speakerId` is that of a lane. */
  readonly starts: readonly { readonly time: number; readonly speakerId: string }[];
}

const MOST_LANES = 4;
/** Seconds. A shorter silence is a pause for thought and no marker. */
const SILENCE = 3;
/** Seconds. Skipping silence leaves shorter pauses alone: speech without any pause is hard to follow. */
const PAUSE = 1;
/** Seconds kept around speech when silence is skipped, so that no breath or last sound is cut. */
const AROUND = 0.25;
/** Seconds kept around one speaker's speech. */
const AROUND_SIDE = 0.15;
/** Seconds into a turn from which "previous" leads to its own start, as music players do. */
const SETTLED = 1.5;
/** Seconds by which an audio element may miss the place it was told to go to. */
const MISS = 0.1;

const NOTHING: TimelineModel = { lanes: [], markers: [], starts: [] };

/** A message that is heard. */
interface Speech extends Passage {
  readonly turn: Turn;
  readonly speakerId: string;
}

/**
 * @param duration Seconds of the recording; `NaN` while unknown: nothing is cut off at the end then.
 */
export function timelineModel(transcript: Transcript | undefined, duration: number): TimelineModel {
  if (!transcript || transcript.timing === 'none' || transcript.timing === 'wall-clock') {
    return NOTHING;
  }
  const offset = number(transcript.offset) ?? 0;
  const length = duration > 0 ? duration : Infinity;
  const speeches = speechOf(transcript, offset, length);
  const speakers = speakersOf(transcript);
  const lanes = lanesOf(speakers, speeches);
  // Whoever has no lane shares the last.
  const idOfLane = (id: string) =>
    (lanes.find((lane) => lane.speakerId === id) ?? lanes[lanes.length - 1]!).speakerId;
  return {
    lanes,
    markers: [
      ...toolsOf(transcript, speeches, offset, length),
      ...interruptionsOf(speakers, speeches),
      ...silencesOf(speeches),
    ].sort((one, other) => one.time - other.time),
    starts: speeches.map(({ start, speakerId }) => ({
      time: start,
      speakerId: idOfLane(speakerId),
    })),
  };
}

/** Messages with a known start, in order of time, cut to the recording. */
function speechOf(transcript: Transcript, offset: number, length: number): Speech[] {
  const timed = transcript.turns
    .flatMap((turn) => {
      const start = turn.kind === 'message' ? number(turn.start) : undefined;
      return start === undefined ? [] : [{ turn, start: start + offset }];
    })
    .sort((one, other) => one.start - other.start);
  // Backwards, so that each finds the start after its own, also when several start together.
  let [later, next] = [Infinity, Infinity];
  const speeches: Speech[] = [];
  for (const { turn, start } of timed.reverse()) {
    if (start < later) [later, next] = [start, later];
    const end = Math.min(endOf(turn, start, offset) ?? next, length);
    // The last turn of a recording of unknown length: a second, so that there is something to see.
    const shown = Number.isFinite(end) ? end : start + 1;
    if (shown > Math.max(start, 0)) {
      const speakerId = turn.speakerId ?? '';
      speeches.push({ turn, speakerId, start: Math.max(start, 0), end: shown });
    }
  }
  return speeches.reverse();
}

/** Where a turn says that it ends, if that is after its start. */
function endOf(turn: Turn, start: number, offset: number): number | undefined {
  return [turn.end, turn.words?.[turn.words.length - 1]?.end]
    .map((end) => (number(end) ?? NaN) + offset)
    .find((end) => end > start);
}

type Speakers = ReadonlyMap<string, Speaker>;

/** Of several with one id the first. */
const speakersOf = ({ speakers }: Transcript): Speakers =>
  new Map(speakers.map((speaker) => [speaker.id, speaker] as const).reverse());

function lanesOf(speakers: Speakers, speeches: readonly Speech[]): Lane[] {
  const said = new Map<string, Passage[]>();
  for (const { speakerId, start, end } of speeches) {
    const spans = said.get(speakerId);
    if (spans) spans.push({ start, end });
    else said.set(speakerId, [{ start, end }]);
  }
  const lanes = [...said].map(([speakerId, spans]): Lane => {
    const speaker = speakers.get(speakerId);
    return {
      speakerId,
      role: ROLES.has(speaker?.role) ? speaker!.role : 'other',
      name: speaker?.name,
      channel: speaker?.channel,
      spans: union(spans),
    };
  });
  lanes.sort((one, other) => rank(one) - rank(other));
  const shared = lanes.splice(MOST_LANES - 1);
  if (shared.length < 2) return [...lanes, ...shared];
  return [
    ...lanes,
    {
      speakerId: shared[0]!.speakerId,
      role: 'other',
      name: undefined,
      channel: undefined,
      spans: union(shared.flatMap(({ spans }) => spans)),
    },
  ];
}

const ROLES = new Set<unknown>([
  ...(['agent', 'caller', 'human-agent', 'system', 'other'] satisfies SpeakerRole[]),
]);

const rank = ({ role }: Lane): number => (role === 'agent' ? 0 : role === 'caller' ? 1 : 2);

/** Tool calls at their own start, else at the end of what was said before them. */
function toolsOf(
  { turns }: Transcript,
  speeches: readonly Speech[],
  offset: number,
  length: number,
): Marker[] {
  const ends = new Map(speeches.map(({ turn, end }) => [turn, end]));
  let before: number | undefined;
  return turns.flatMap((turn) => {
    before = ends.get(turn) ?? before;
    if (turn.kind !== 'tool') return [];
    const start = number(turn.start);
    const time = start === undefined ? before : start + offset;
    if (time === undefined || time < 0 || time > length) return [];
    const end = endOf(turn, time, offset);
    const state = turn.tool?.state;
    return [
      {
        kind: 'tool' as const,
        time,
        ...(end !== undefined && { end: Math.min(end, length) }),
        ...(turn.tool && { name: turn.tool.name }),
        failed: state === 'error' || state === 'blocked',
      },
    ];
  });
}

/** Where the other one starts to speak; the end of what was interrupted when nobody follows at once. */
function interruptionsOf(speakers: Speakers, speeches: readonly Speech[]): Marker[] {
  const markers: Marker[] = [];
  // Backwards: whoever follows the next one of the same speaker follows this one too.
  let [next, other] = ['', Infinity];
  for (let index = speeches.length - 1; index >= 0; index -= 1) {
    const { turn, speakerId, end } = speeches[index]!;
    if (speakerId !== next) other = speeches[index + 1]?.start ?? Infinity;
    next = speakerId;
    if (turn.status !== 'interrupted') continue;
    const name = speakers.get(speakerId)?.name;
    const time = other <= end + PAUSE ? other : end;
    markers.push({ kind: 'interruption', time, ...(name !== undefined && { name }) });
  }
  return markers.reverse();
}

function silencesOf(speeches: readonly Speech[]): Marker[] {
  const spans = union(speeches);
  return spans.flatMap(({ end }, index) => {
    const next = spans[index + 1];
    return next && next.start - end >= SILENCE
      ? [{ kind: 'silence' as const, time: end, end: next.start }]
      : [];
  });
}

/**
 * The parts of the recording that are heard; undefined: all of it, also while nothing is known about
 * times or about the length of the recording.
 *
 * Skipping silence cuts pauses longer than a second. Listening to one side keeps that speaker's turns
 * and the pauses between two of them; both together cut those pauses as well. Where both speak at
 * once the passage stays, because cutting it would cut words of the speaker who is listened to; what
 * is kept around a turn, though, never reaches into the other's speech.
 *
 * @param options.speakerId Of a lane; unknown ones are not listened for.
 */
export function heardPassages(
  { lanes }: TimelineModel,
  duration: number,
  { skipSilence, speakerId }: { skipSilence: boolean; speakerId: string | undefined },
): readonly Passage[] | undefined {
  const side = lanes.find((lane) => lane.speakerId === speakerId);
  if (!lanes.length || !(side || skipSilence) || !(duration > 0 && duration < Infinity)) {
    return undefined;
  }
  const others = side ? lanes.filter((lane) => lane !== side) : [];
  const heard = keep({
    spans: side?.spans ?? union(lanes.flatMap(({ spans }) => spans)),
    others: union(others.flatMap(({ spans }) => spans)),
    around: side ? AROUND_SIDE : AROUND,
    longestPause: skipSilence ? PAUSE : Infinity,
    duration,
  });
  const [first] = heard;
  return first && first.start === 0 && first.end === duration ? undefined : heard;
}

/** Spans with a little around them, joined where only a short enough pause lies between. */
function keep(options: {
  spans: readonly Passage[];
  others: readonly Passage[];
  around: number;
  longestPause: number;
  duration: number;
}): Passage[] {
  const { spans, others, around, longestPause, duration } = options;
  const kept: Passage[] = [];
  /** The end of the last span, without what is kept around it. */
  let spoken = 0;
  for (const span of spans) {
    const [start, end] = [Math.min(span.start, duration), Math.min(span.end, duration)];
    if (start === end) continue;
    const before = others[lastFrom(others, start)]?.end ?? 0;
    const at = lastFrom(others, end);
    const during = (others[at]?.end ?? 0) > end;
    const after = during ? end : (others[at + 1]?.start ?? duration);
    const last = kept[kept.length - 1];
    // The very start and the very end are worth no jump of less than a pause.
    const lead = last ? start - around : start <= PAUSE ? 0 : start - around;
    const trail = duration - end <= PAUSE ? duration : end + around;
    const passage = {
      start: Math.max(lead, Math.min(before, start), 0),
      end: Math.min(trail, after, duration),
    };
    // Nobody else spoke since.
    const isPause = before <= spoken && start - spoken <= longestPause;
    if (last && isPause) {
      kept[kept.length - 1] = { start: last.start, end: passage.end };
    } else kept.push(passage);
    spoken = end;
  }
  return kept;
}

/**
 * Where "previous turn" leads: to the start of the turn at `time`, or, in its first one and a half
 * seconds, to the turn before. Undefined: there is nowhere to go back to.
 */
export function startBefore({ starts }: TimelineModel, time: number): number | undefined {
  const current = starts[lastFrom(starts, time + MISS, ({ time }) => time)];
  if (!current) return undefined;
  if (time - current.time >= SETTLED) return current.time;
  const before = starts.findLast((start) => start.time < current.time - MISS);
  return before?.time ?? (time > current.time + MISS ? current.time : undefined);
}

/** Where "next turn" leads, if there is one. */
export function startAfter({ starts }: TimelineModel, time: number): number | undefined {
  return starts[lastFrom(starts, time + MISS, (start) => start.time) + 1]?.time;
}

/** Whose lane sounds; of several the one who began last. */
export function speakerAt({ lanes }: TimelineModel, time: number): string | undefined {
  let latest: { readonly start: number; readonly speakerId: string } | undefined;
  for (const { speakerId, spans } of lanes) {
    const span = spans[lastFrom(spans, time)];
    if (span && time < span.end && !(latest && latest.start >= span.start)) {
      latest = { start: span.start, speakerId };
    }
  }
  return latest?.speakerId;
}

const number = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

/** Passages in order, overlapping and touching ones made one. */
function union(passages: readonly Passage[]): Passage[] {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of [...passages].sort((one, other) => one.start - other.start)) {
    const last = joined[joined.length - 1];
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}

/** Index of the last item that starts at or before `time`; -1 when none does. */
function lastFrom(items: readonly Passage[], time: number): number;
function lastFrom<T>(items: readonly T[], time: number, startOf: (item: T) => number): number;
function lastFrom(
  items: readonly Passage[],
  time: number,
  startOf = ({ start }: Passage) => start,
): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(items[middle]!) <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
