import type { ListState, Restored } from './types.js';
import { instant } from './instant.js';
import type { PageStore } from './pages.js';

/**
 * The state as far as it can be used: it comes from storage, so nothing about it is certain. What
 * cannot be read is as if it had not been saved.
 */
export function readState(state: ListState): Pick<ListState, 'anchor' | 'depth'> {
  const { version, anchor, depth } = (state ?? {}) as Partial<ListState>;
  if (version !== 1) return { depth: 0 };
  const usable = typeof anchor?.id === 'string';
  return {
    depth: Number.isFinite(depth) ? Math.max(0, depth as number) : 0,
    ...(usable && { anchor: { id: anchor.id, at: anchor.at ?? null } }),
  };
}

/** Whether the old place is held, or reading on could not find it any more. */
export function reached(pages: PageStore, anchor: ListState['anchor']): boolean {
  return !anchor || pages.has(anchor.id) || instant(pages.oldest) < instant(anchor.at);
}

/** Where the old place is in what is held: by id, else by time, else the top. */
export function placeOf(pages: PageStore, anchor: ListState['anchor'], ended: boolean): Restored {
  if (!anchor) return { index: 0, found: 'top', complete: true };
  const index = pages.indexOf(anchor.id);
  if (index >= 0) return { index, found: 'id', complete: true };
  if (pages.count === 0 || Number.isNaN(instant(anchor.at))) {
    return { index: 0, found: 'top', complete: false };
  }
  const place = pages.indexAt(anchor.at);
  const complete = ended || place < pages.count;
  return { index: Math.min(place, pages.count - 1), found: 'time', complete };
}
