/** What is where the pointer is on the timeline: the time, who speaks, what happened. */
import { extras as words } from '../../locales/en/player-extras.js';
import type { ExtrasContext } from './extras-context.js';
import { speakerAt, type Marker, type TimelineModel } from './timeline-model.js';

/** Pixels from a marker that still mean it. */
const NEAR = 6;
const MARGIN = 8;

/** Shows, moves or hides the one tooltip of the player, for a pointer that came, moved or went. */
export function pointTo(
  { root, length, clock, spoken }: ExtrasContext,
  model: TimelineModel,
  { type, target, pointerType, clientX }: PointerEvent,
): void {
  const tip = root.querySelector<HTMLElement>('.tip');
  const track = (target as Element).matches('.slider') ? (target as Element) : undefined;
  const duration = length();
  // A finger would lie over it.
  const isOver = track && type === 'pointermove' && pointerType !== 'touch' && duration > 0;
  if (!isOver || !tip) {
    if (tip?.matches(':popover-open')) tip.hidePopover();
    return;
  }
  const { left, width, top, bottom } = track.getBoundingClientRect();
  const time = Math.min(1, Math.max(0, (clientX - left) / width)) * duration;
  const near = (NEAR / width) * duration;
  const lane = model.lanes.find(({ speakerId }) => speakerId === speakerAt(model, time));
  const lines = [
    clock(time),
    ...(lane ? [lane.name ?? words.roles[lane.role]] : []),
    ...model.markers.filter(isAt(time, near)).map((marker) => markerWords(marker, spoken)),
  ];
  tip.replaceChildren(
    // Names may run the other way.
    ...lines.map((text) => Object.assign(document.createElement('bdi'), { textContent: text })),
  );
  place(tip, clientX, top, bottom);
  if (!tip.matches(':popover-open')) tip.showPopover();
}

/** A silence is wherever it lasts; everything else is drawn where it begins. */
const isAt =
  (at: number, near: number) =>
  ({ kind, time, end = time }: Marker): boolean =>
    kind === 'silence' ? time < at && at < end : Math.abs(time - at) <= near;

export const markerWords = (
  { kind, time, end = time, name, failed = false }: Marker,
  spoken: (seconds: number) => string,
): string =>
  ({
    tool: () => words.tool(name, failed),
    interruption: () => words.interruption(name),
    silence: () => words.silence(spoken(end - time)),
  })[kind]();

/** Beside the pointer, towards the larger room, so that nothing of it has to be measured. */
function place(tip: HTMLElement, x: number, top: number, bottom: number): void {
  // What is measured is as large as it is seen; what is set is enlarged by `zoom` once more.
  const zoom = tip.currentCSSZoom ?? 1;
  const { clientWidth, clientHeight } = tip.ownerDocument.documentElement;
  const px = (value: number) => `${value / zoom}px`;
  const above = top > clientHeight - bottom;
  const before = x > clientWidth / 2;
  Object.assign(tip.style, {
    top: above ? 'auto' : px(bottom + MARGIN),
    bottom: above ? px(clientHeight - top + MARGIN) : 'auto',
    left: before ? 'auto' : px(x),
    right: before ? px(clientWidth - x) : 'auto',
    maxWidth: px((before ? x : clientWidth - x) - MARGIN),
  });
}
