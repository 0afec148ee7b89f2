/**
 * Puts a popover beside the button that opens it, before it shows, and keeps it there until it is
 * closed: above or below, towards the larger room, and never beyond the page. Nothing of it has to be
 * measured for that. Focus that is in it goes back to the button.
 */
export function openBeside({ newState, target, currentTarget }: ToggleEvent): void {
  const popover = target as HTMLElement;
  // A list within it has its own.
  if (target !== currentTarget) return;
  following.get(popover)?.abort();
  if (newState !== 'open') {
    if (popover.matches(':focus-within')) openerOf(popover)?.focus();
    return;
  }
  place(popover);
  const ends = new AbortController();
  following.set(popover, ends);
  const { defaultView } = popover.ownerDocument;
  for (const type of ['resize', 'scroll']) {
    defaultView?.addEventListener(
      type,
      // What is taken out of the page is closed without a word.
      () => (popover.matches(':popover-open') ? place(popover) : ends.abort()),
      { signal: ends.signal, capture: true, passive: true },
    );
  }
}

const following = new WeakMap<HTMLElement, AbortController>();

const openerOf = (popover: HTMLElement): HTMLElement | null =>
  (popover.getRootNode() as ShadowRoot).querySelector(`[popovertarget="${popover.id}"]`);

function place(popover: HTMLElement): void {
  const button = openerOf(popover);
  if (!button) return;
  // What is measured is as large as it is seen; what is set is enlarged by `zoom` once more.
  const zoom = popover.currentCSSZoom ?? 1;
  const { clientWidth, clientHeight } = popover.ownerDocument.documentElement;
  const { top, bottom, left, right } = button.getBoundingClientRect();
  const px = (value: number) => `${Math.max(MARGIN, value) / zoom}px`;
  const above = top > clientHeight - bottom;
  const atEnd = left + right > clientWidth;
  Object.assign(popover.style, {
    top: above ? 'auto' : px(bottom + GAP),
    bottom: above ? px(clientHeight - top + GAP) : 'auto',
    left: atEnd ? 'auto' : px(left),
    right: atEnd ? px(clientWidth - right) : 'auto',
    maxWidth: `${((atEnd ? right : clientWidth - left) - MARGIN) / zoom}px`,
    maxHeight: `${((above ? top : clientHeight - bottom) - GAP - MARGIN) / zoom}px`,
  });
}

const GAP = 6;
const MARGIN = 8;
