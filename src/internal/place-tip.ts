/** Pixels between a tip and what it is about, and to the edges of the page. */
const GAP = 4;

/**
 * Puts an open tip below what it is about where there is room, else above, as high as there is room;
 * never outside the viewport.
 *
 * @returns where `owner` is
 */
export function placeTip(tip: HTMLElement, owner: HTMLElement): DOMRect {
  // What is measured is as large as it is seen; what is set is enlarged by `zoom` once more.
  const zoom = tip.currentCSSZoom ?? 1;
  const { clientWidth, clientHeight } = owner.ownerDocument.documentElement;
  tip.style.maxInlineSize = `min(44em, ${clientWidth / zoom - 4 * GAP}px)`;
  const at = owner.getBoundingClientRect();
  const [above, below] = [at.top - 2 * GAP, clientHeight - at.bottom - 2 * GAP];
  tip.style.maxBlockSize = `${Math.min(clientHeight / 2, Math.max(above, below)) / zoom}px`;
  const own = tip.getBoundingClientRect();
  const rtl = getComputedStyle(owner).direction === 'rtl';
  const left = rtl ? at.right - own.width : at.left;
  const fits = own.height <= below || below >= above;
  const top = fits ? at.bottom + GAP : at.top - own.height - GAP;
  tip.style.left = `${Math.max(GAP, Math.min(left, clientWidth - own.width - GAP)) / zoom}px`;
  tip.style.top = `${Math.max(GAP, top) / zoom}px`;
  return at;
}
