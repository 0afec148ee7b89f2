/**
 * Keeps the current turn in view while the recording plays, until the reader scrolls: what the reader
 * does wins, and one button goes back to following.
 */

/** Of the height, within which the current turn may be without any scrolling. */
const MIDDLE = 0.6;

/** Screens beyond which scrolling there would only be a blur. */
const FAR = 2;

const SCROLL_KEYS = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End', ' ']);

/** Whether an event of the scroller means that the reader wants to be somewhere else. */
export function readerScrolls(event: Event): boolean {
  const { type, target, currentTarget } = event;
  if (type === 'keydown') return SCROLL_KEYS.has((event as KeyboardEvent).key);
  // A press on the scroller itself, beside everything in it, is one on its scroll bar.
  return type !== 'pointerdown' || target === currentTarget;
}

/** Brings a turn, or something in it, into the middle, if it is not about there. */
export function bringToMiddle(
  scroller: HTMLElement,
  element: Pick<Range, 'getBoundingClientRect'>,
  always = false,
): void {
  const view = scroller.getBoundingClientRect();
  const at = element.getBoundingClientRect();
  const margin = (view.height * (1 - MIDDLE)) / 2;
  if (!always && at.top >= view.top + margin && at.bottom <= view.bottom - margin) return;
  // Of a turn that is higher than the view its beginning is read first.
  const room = Math.max(margin / 2, (view.height - at.height) / 2);
  const distance = at.top - view.top - room;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const jumps = always || calm || Math.abs(distance) > FAR * view.height;
  scroller.scrollBy({ top: distance, behavior: jumps ? 'instant' : 'smooth' });
}
