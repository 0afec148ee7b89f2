/**
 * The picture of a timeline, from plain values: a waveform where there are peaks, else a lane for each
 * speaker, else a bar. What was heard is full, what comes is an outline, what will be jumped over is
 * pale. Speakers differ by place first and by colour second, tool calls and failed ones by shape.
 */
import type { Passage } from '../../internal/playback.js';
import type { Lane, Marker, TimelineModel } from './timeline-model.js';

/** Where in the picture's colours each colour of the canvas goes; `timeline.styles.ts` sets them. */
export const COLOURS = {
  agent: 'borderBlockStartColor',
  caller: 'borderInlineEndColor',
  other: 'borderBlockEndColor',
  rail: 'borderInlineStartColor',
  playhead: 'color',
  buffered: 'columnRuleColor',
  tool: 'outlineColor',
  failed: 'textDecorationColor',
} as const satisfies Record<string, keyof CSSStyleDeclaration>;

/** CSS pixels from the top left corner of the canvas. */
export interface TimelineBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface TimelineGeometry {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Pixels of the canvas for each CSS pixel. */
  readonly scale: number;
  readonly track: TimelineBox;
  readonly clock: TimelineBox | undefined;
}

export interface TimelineLook {
  readonly colours: Readonly<Record<keyof typeof COLOURS, string>>;
  /** Of the clock. */
  readonly font: string;
  readonly clockColour: string;
  /** 0: the left of its box, 1: the right. */
  readonly clockAlign: number;
}

/** Seconds of the recording. */
export interface TimelineState {
  readonly time: number;
  /** `NaN` until known. */
  readonly duration: number;
  /** What is downloaded. */
  readonly buffered: readonly Passage[];
  /** What is heard, as `heardPassages()` gives it; undefined: everything. */
  readonly passages: readonly Passage[] | undefined;
  /** Empty: no clock. */
  readonly clockText: string;
}

export interface TimelinePicture {
  readonly geometry: TimelineGeometry;
  readonly look: TimelineLook;
  readonly model: TimelineModel;
  readonly peaks: readonly Float32Array[];
  readonly state: TimelineState;
}

type Context = CanvasRenderingContext2D;
interface Row {
  readonly top: number;
  readonly height: number;
}

/** Pixels of height from which there is room for markers, a knob and the line of what is buffered. */
const TALL = 24;
/** Pixels above and below the lanes of a tall track. */
const [ABOVE, BELOW] = [9, 3];
const MOST_LANE_HEIGHT = 9;
const BAR_HEIGHT = 6;
/** Pixels from one column of a waveform to the next, and of a column. */
const [PITCH, COLUMN] = [4, 3];
/** How much of its colour is left to what comes. */
const COMING = 0.3;
const KNOB = 5;
const MARK = 4;

/** A little to one side, so that edges lie between pixels of the canvas and are not smeared. */
const snap = ({ scale }: TimelineGeometry, pixels: number): number =>
  Math.round(pixels * scale) / scale;

/** Where a moment lies, in pixels from the left edge of the canvas. */
const placeOf = ({ track }: TimelineGeometry, { duration }: TimelineState, time: number): number =>
  track.left + (duration > 0 ? Math.min(Math.max(time / duration, 0), 1) || 0 : 0) * track.width;

/** Where the playhead lies, in pixels from the left edge of the canvas. */
export const playheadAt = (geometry: TimelineGeometry, state: TimelineState): number =>
  placeOf(geometry, state, state.time);

export function paintTimeline(context: Context, picture: TimelinePicture): void {
  const { geometry, look, model, peaks } = picture;
  const { scale, track } = geometry;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, geometry.width, geometry.height);
  const isTall = track.height >= TALL;
  const isPlain = !peaks.length && !model.lanes.length;
  const body = isTall && !isPlain ? inner(track) : track;
  if (peaks.length) paintWaveform(context, picture, body);
  else if (isPlain) paintBar(context, picture, centred(body, BAR_HEIGHT));
  else paintLanes(context, picture, body);
  paintSkipped(context, picture, body);
  if (isTall && !isPlain) {
    context.fillStyle = look.colours.buffered;
    const line = outlineOf(geometry);
    const top = snap(geometry, track.top + track.height) - line;
    paintBuffered(context, picture, { top, height: line });
  }
  if (isTall) for (const marker of model.markers) paintMarker(context, picture, marker);
  paintPlayhead(context, picture, isTall, isPlain);
  paintClock(context, picture);
}

const inner = ({ top, height }: Row): Row => ({ top: top + ABOVE, height: height - ABOVE - BELOW });

const centred = ({ top, height }: Row, most: number): Row => {
  const own = Math.min(height, most);
  return { top: top + (height - own) / 2, height: own };
};

/** Runs `paint` for what was heard, then for what comes, each limited to its side of the playhead. */
function onBothSides(
  context: Context,
  { geometry, state }: TimelinePicture,
  paint: (isPast: boolean) => void,
): void {
  const { left, width, top, height } = geometry.track;
  const x = playheadAt(geometry, state);
  for (const isPast of [true, false]) {
    context.save();
    context.beginPath();
    // A pixel more all around, for outlines.
    context.rect(
      isPast ? left - 1 : x,
      top - 1,
      isPast ? x - left + 1 : left + width - x + 1,
      height + 2,
    );
    context.clip();
    paint(isPast);
    context.restore();
  }
}

function paintLanes(context: Context, picture: TimelinePicture, body: Row): void {
  const { geometry, look, model } = picture;
  const { left, width } = geometry.track;
  model.lanes.forEach((lane, index) => {
    const row = rowOf(geometry, body, index, model.lanes.length);
    context.fillStyle = look.colours.rail;
    context.fill(rounded(new Path2D(), left, width, row));
    const line = outlineOf(geometry);
    context.lineWidth = line;
    const bars = barsOf(picture, lane, { top: row.top + line / 2, height: row.height - line });
    onBothSides(context, picture, (isPast) =>
      fillBars(context, bars, colourOf(look, lane), isPast),
    );
  });
}

/** What comes is pale but for its outline, which has the contrast that a graphic needs. */
function fillBars(context: Context, bars: Path2D, colour: string, isPast: boolean): void {
  context.fillStyle = context.strokeStyle = colour;
  if (!isPast) context.globalAlpha = COMING;
  context.fill(bars);
  context.globalAlpha = 1;
  context.stroke(bars);
}

/** About a pixel, but never a part of one of the canvas. */
const outlineOf = ({ scale }: TimelineGeometry): number => Math.max(1, Math.round(scale)) / scale;

function rowOf(geometry: TimelineGeometry, body: Row, index: number, count: number): Row {
  const height = Math.min(MOST_LANE_HEIGHT, body.height / (count * 1.5 - 0.5));
  const all = centred(body, (count * 1.5 - 0.5) * height);
  return {
    top: snap(geometry, all.top + index * height * 1.5),
    height: Math.max(1, snap(geometry, height)),
  };
}

const colourOf = ({ colours }: TimelineLook, { role }: Lane): string =>
  role === 'agent' ? colours.agent : role === 'caller' ? colours.caller : colours.other;

/** Spans that no pixel lies between are one bar, so that thousands cost nothing. */
function barsOf({ geometry, state }: TimelinePicture, { spans }: Lane, row: Row): Path2D {
  const path = new Path2D();
  const line = outlineOf(geometry);
  let open: { from: number; to: number } | undefined;
  const close = () => {
    if (open) rounded(path, open.from + line / 2, Math.max(open.to - open.from - line, 0.5), row);
  };
  for (const { start, end } of spans) {
    const [from, to] = [placeOf(geometry, state, start), placeOf(geometry, state, end)];
    if (open && from - open.to < 0.5) open.to = to;
    else {
      close();
      open = { from, to };
    }
  }
  close();
  return path;
}

function rounded(path: Path2D, left: number, width: number, { top, height }: Row): Path2D {
  path.roundRect(left, top, width, height, Math.min(4, width / 2, height / 2));
  return path;
}

/** Two channels lie back to back, the agent's above; a single one is mirrored. */
function paintWaveform(context: Context, picture: TimelinePicture, body: Row): void {
  const { look, model, peaks } = picture;
  const agent = model.lanes.find(({ role }) => role === 'agent');
  const isTurned = peaks.length > 1 && agent?.channel === 1;
  const [above, below = above!] = isTurned ? [...peaks].reverse() : peaks;
  const middle = snap(picture.geometry, body.top + body.height / 2);
  const half = body.height / 2;
  onBothSides(context, picture, (isPast) => {
    context.fillStyle = look.colours.agent;
    fillColumns(context, picture, above!, { top: middle, height: -half }, isPast);
    if (below !== above) context.fillStyle = look.colours.caller;
    fillColumns(context, picture, below, { top: middle, height: half }, isPast);
  });
}

/** What comes is pale but for the tips of its columns, which are its outline. */
function fillColumns(
  context: Context,
  { geometry }: TimelinePicture,
  peaks: Float32Array,
  { top, height }: Row,
  isPast: boolean,
): void {
  const { left, width } = geometry.track;
  const [columns, tips] = [new Path2D(), new Path2D()];
  const line = Math.sign(height) * outlineOf(geometry);
  const moment = (x: number) => Math.floor((x / width) * peaks.length);
  for (let x = 0; x < width; x += PITCH) {
    const [from, to] = [moment(x), Math.max(moment(x) + 1, moment(x + PITCH))];
    const tall = snap(geometry, Math.max(...peaks.subarray(from, to)) * height);
    columns.rect(snap(geometry, left + x), top, COLUMN, tall);
    // Silence is a thin line, so that a channel can be seen to be there.
    tips.rect(snap(geometry, left + x), top + tall, COLUMN, -line);
  }
  if (!isPast) context.globalAlpha = COMING;
  context.fill(columns);
  context.globalAlpha = 1;
  context.fill(tips);
}

/** Nothing is known of what is in the recording. */
function paintBar(context: Context, picture: TimelinePicture, row: Row): void {
  const { geometry, look, state } = picture;
  const { left, width } = geometry.track;
  const bar = rounded(new Path2D(), left, width, row);
  context.fillStyle = look.colours.rail;
  context.fill(bar);
  context.save();
  context.clip(bar);
  context.fillStyle = look.colours.buffered;
  paintBuffered(context, picture, { top: row.top + row.height / 2 - 1, height: 2 });
  context.fillStyle = look.colours.agent;
  context.fillRect(left, row.top, playheadAt(geometry, state) - left, row.height);
  context.restore();
}

function paintBuffered(context: Context, { geometry, state }: TimelinePicture, row: Row): void {
  for (const { start, end } of state.buffered) {
    const [from, to] = [placeOf(geometry, state, start), placeOf(geometry, state, end)];
    context.fillRect(from, row.top, to - from, row.height);
  }
}

/** Takes most of the paint off what will be jumped over. */
function paintSkipped(context: Context, { geometry, state }: TimelinePicture, body: Row): void {
  if (!state.passages) return;
  context.save();
  context.globalCompositeOperation = 'destination-out';
  context.globalAlpha = 0.75;
  let heard = 0;
  for (const { start, end } of [...state.passages, { start: state.duration, end: NaN }]) {
    const [from, to] = [placeOf(geometry, state, heard), placeOf(geometry, state, start)];
    if (to > from) context.fillRect(from, body.top, to - from, body.height);
    heard = end;
  }
  context.restore();
}

/** A diamond for a tool call, a cross for a failed one, a notch for an interruption. */
function paintMarker(
  context: Context,
  { geometry, look, state }: TimelinePicture,
  marker: Marker,
): void {
  const { kind, time, failed } = marker;
  if (kind === 'silence') return;
  const x = placeOf(geometry, state, time);
  const y = geometry.track.top + KNOB;
  const colour = kind === 'tool' ? (failed ? 'failed' : 'tool') : 'playhead';
  context.fillStyle = context.strokeStyle = look.colours[colour];
  context.lineWidth = 2;
  context.beginPath();
  if (failed) {
    const arm = MARK - 1;
    for (const turn of [arm, -arm]) {
      context.moveTo(x - arm, y - turn);
      context.lineTo(x + arm, y + turn);
    }
    context.stroke();
  } else {
    context.moveTo(x - MARK, kind === 'tool' ? y : y - MARK / 2);
    if (kind === 'tool') context.lineTo(x, y - MARK);
    context.lineTo(x + MARK, kind === 'tool' ? y : y - MARK / 2);
    context.lineTo(x, y + MARK);
    context.fill();
  }
}

function paintPlayhead(
  context: Context,
  { geometry, look, state }: TimelinePicture,
  isTall: boolean,
  isPlain: boolean,
): void {
  const { top, height } = geometry.track;
  const x = playheadAt(geometry, state);
  context.fillStyle = look.colours.playhead;
  if (!isPlain || !isTall) context.fillRect(x - 1, top, 2, height);
  if (!isTall) return;
  context.beginPath();
  context.arc(x, isPlain ? top + height / 2 : top + KNOB, KNOB, 0, 2 * Math.PI);
  context.fill();
}

/** Every digit is as wide as a zero, so that the clock does not tremble. */
function paintClock(context: Context, { geometry, look, state }: TimelinePicture): void {
  const { clock } = geometry;
  if (!clock || !state.clockText) return;
  context.font = look.font;
  context.fillStyle = look.clockColour;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const characters = [...state.clockText];
  const widths = characters.map(
    (character) => context.measureText(/\p{Nd}/u.test(character) ? '0' : character).width,
  );
  const total = widths.reduce((sum, width) => sum + width, 0);
  let x = clock.left + (clock.width - total) * look.clockAlign;
  characters.forEach((character, index) => {
    const width = widths[index]!;
    context.fillText(character, x + width / 2, clock.top + clock.height / 2);
    x += width;
  });
}
