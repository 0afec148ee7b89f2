/** What the timeline has to know of the page to be painted: where its boxes lie and how they look. */
import type { TimelineBox, TimelineGeometry, TimelineLook } from './timeline-paint.js';
import { COLOURS } from './timeline-paint.js';

export interface TimelineBoxes {
  readonly canvas: HTMLCanvasElement;
  /** Where lanes go; from 24 pixels of height on with markers and a knob. */
  readonly track: HTMLElement;
  /** Where the clock goes; may be absent. */
  readonly clock: HTMLElement | undefined;
}

/** Undefined while there is no room to paint on. */
export function geometryOf({ canvas, track, clock }: TimelineBoxes): TimelineGeometry | undefined {
  const own = canvas.getBoundingClientRect();
  if (!own.width || !own.height) return undefined;
  // With its fractions, else nothing would lie between the pixels of the canvas any more.
  const [width, height] = sizeOf(getComputedStyle(canvas));
  // What is measured is as large as it is seen: `zoom` and `transform` are in it.
  const zoom = own.width / width;
  const within = (box: HTMLElement): TimelineBox => {
    const rect = box.getBoundingClientRect();
    return {
      left: (rect.left - own.left) / zoom,
      top: (rect.top - own.top) / zoom,
      width: rect.width / zoom,
      height: rect.height / zoom,
    };
  };
  return {
    width,
    height,
    scale: zoom * devicePixelRatio,
    track: within(track),
    clock: clock && within(clock),
  };
}

const sizeOf = ({ width, height }: CSSStyleDeclaration): [width: number, height: number] => [
  parseFloat(width),
  parseFloat(height),
];

export function lookOf({ canvas, clock }: TimelineBoxes): TimelineLook {
  const own = getComputedStyle(canvas);
  const text = getComputedStyle(clock ?? canvas);
  const colours = Object.fromEntries(
    Object.entries(COLOURS).map(([name, property]) => [name, own[property]]),
  ) as TimelineLook['colours'];
  const { textAlign, direction } = text;
  const isLate = textAlign === 'right' || textAlign === (direction === 'rtl' ? 'start' : 'end');
  return {
    colours,
    // The shorthand is empty in some browsers when a longhand has no place in it.
    font: `${text.fontStyle} ${text.fontWeight} ${text.fontSize} ${text.fontFamily}`,
    clockColour: text.color,
    clockAlign: textAlign === 'center' ? 0.5 : isLate ? 1 : 0,
  };
}
