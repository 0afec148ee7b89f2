import { instant } from './instant.js';
import type { Held } from './held.js';
import type { Later } from './later.js';
import type { PageStore } from './pages.js';
import type { Placing } from './placing.js';
import type { Call } from './requests.js';
import { MOST_REQUESTS, largePage } from './reread.js';
import type { ListState, Restored } from './types.js';

export interface RestoreOptions {
  readonly held: Held;
  readonly later: Pick<Later, 'takePage'>;
  readonly placing: Placing;
  readonly state: ListState;
  readonly done: (place: Restored) => void;
}

/** Reads down to an earlier place in large pages, and says where it is when it is held. */
export function restoreCall(options: RestoreOptions): Call {
  const { held, later, placing, done } = options;
  const { anchor, depth } = readState(options.state);
  const { pages } = held;
  // Once an older row is held, reading on cannot find the place any more.
  const reached = () =>
    !anchor || pages.pageOf.has(anchor.id) || instant(placing.oldest) < instant(anchor.at);
  const call: Call = {
    kind: 'restore',
    request: () => held.next(largePage(depth - pages.count, held)),
    took: (page, reason) => {
      const outcome = later.takePage(page, reason);
      if (outcome.error) return outcome;
      const { ended, pages: read } = held.walk;
      if (!ended && read < MOST_REQUESTS && !reached()) return { ...outcome, next: call };
      const readable = anchor && !Number.isNaN(instant(anchor.at));
      done(placeOf(pages, anchor, ended, readable ? placing.indexAt(anchor.at) : undefined));
      return outcome;
    },
  };
  return call;
}

/**
 * The state as far as it can be used: it comes from storage, so nothing about it is certain. What
 * cannot be read is as if it had not been saved.
 */
function readState(state: ListState): Pick<ListState, 'anchor' | 'depth'> {
  const { version, anchor, depth } = (state ?? {}) as Partial<ListState>;
  if (version !== 1) return { depth: 0 };
  const usable = typeof anchor?.id === 'string';
  return {
    depth: Number.isFinite(depth) ? Math.max(0, depth as number) : 0,
    ...(usable && { anchor: { id: anchor.id, at: anchor.at ?? null } }),
  };
}

/** Where the old place is in what is held: by id, else by time (`index`), else the top. */
function placeOf(
  pages: PageStore,
  anchor: ListState['anchor'],
  ended: boolean,
  byTime: number | undefined,
): Restored {
  if (!anchor) return { index: 0, found: 'top', complete: true };
  const index = pages.indexOf(anchor.id);
  if (index >= 0) return { index, found: 'id', complete: true };
  if (pages.count === 0 || byTime === undefined) {
    return { index: 0, found: 'top', complete: false };
  }
  const complete = ended || byTime < pages.count;
  return { index: Math.min(byTime, pages.count - 1), found: 'time', complete };
}
