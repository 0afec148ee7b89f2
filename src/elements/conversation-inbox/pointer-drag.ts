/** Follows a pointer that pulls something, until it lets go. */

export interface PointerDrag {
  readonly move: (event: PointerEvent) => void;
  /** @param keep `false` when the reader pressed Escape, or the browser took the pointer away */
  readonly end: (keep: boolean) => void;
}

/**
 * @param handle what the pointer went down on; it needs `touch-action: none`, else a finger scrolls
 * @returns ends it, without keeping anything
 */
export function followPointer(
  handle: HTMLElement,
  { pointerId }: PointerEvent,
  { move, end }: PointerDrag,
): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  const stop = (keep: boolean) => {
    if (signal.aborted) return;
    listening.abort();
    end(keep);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    // It ends the drag and closes nothing.
    event.preventDefault();
    event.stopPropagation();
    stop(false);
  };
  handle.setPointerCapture(pointerId);
  handle.addEventListener('pointermove', move, { signal });
  handle.addEventListener('pointerup', () => stop(true), { signal });
  // Comes after `pointerup`, and alone when the pointer is taken away.
  handle.addEventListener('lostpointercapture', () => stop(false), { signal });
  handle.ownerDocument.addEventListener('keydown', onKeyDown, { signal, capture: true });
  return () => stop(false);
}
