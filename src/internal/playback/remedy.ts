/**
 * What to do when a recording breaks off. Media errors do not say what happened (an expired link, a
 * wrong format and missing CORS headers all look the same), so it is decided by age and history.
 */
import type { RefreshReason } from '../../model/recording.js';
import type { PlaybackReason } from './types.js';

export interface Trouble {
  /** `stalled`: nothing is heard any more, and the browser does not say why. */
  readonly cause: 'media-error' | 'stalled' | 'unanswered';
  /** The media could not be read at all: nothing of it was ever known under this link. */
  readonly unread: boolean;
  /** It was heard before: its format can be played. */
  readonly heard: boolean;
  /** Somebody can be asked for another link. */
  readonly renewable: boolean;
  /** Links asked for since the recording last played for a while. */
  readonly attempts: number;
  readonly online: boolean;
  /** The recording is in memory: it has no link. */
  readonly local: boolean;
  /** The audio was asked for with CORS, which the server may not expect. */
  readonly cors: boolean;
  /** The provider names a format that this browser says it cannot play; some of those play all the same. */
  readonly unplayable: boolean;
  /** The server said until when the link was good, and it no longer is. */
  readonly expired: boolean;
}

export type Remedy =
  | { readonly do: 'wait-for-network' }
  | { readonly do: 'without-cors' }
  /** Asks for a new link after so many seconds. */
  | { readonly do: 'renew'; readonly after: number; readonly reason: RefreshReason }
  | { readonly do: 'give-up' };

/** Seconds before each link that is asked for in one incident: the first must go unnoticed. */
const PAUSES = [0, 1];

export function remedyFor(trouble: Trouble): Remedy {
  const { cause, unread, heard, attempts, online, local, cors, expired, unplayable } = trouble;
  if (!online && !local) return { do: 'wait-for-network' };
  if (cors && unread && cause === 'media-error') return { do: 'without-cors' };
  // One new link is tried even so: the old one may have been dead.
  const hopeless = unplayable && unread && !heard && attempts > 0;
  const after = hopeless ? undefined : PAUSES[attempts];
  if (local || after === undefined) return { do: 'give-up' };
  const reason = expired ? 'expired' : cause === 'stalled' ? 'stalled' : 'media-error';
  return { do: 'renew', after, reason };
}

/** What a look at the link itself says: `undefined` where the browser does not let us look. */
export type Finding = 'readable' | 'refused' | 'missing' | 'unreachable' | undefined;

/** What the listener is told once nothing helped. */
export function reasonAfter(
  { unread, expired, heard, renewable, cause }: Trouble,
  finding: Finding,
): Extract<PlaybackReason, 'expired' | 'forbidden' | 'none' | 'unsupported' | 'network'> {
  if (finding === 'missing') return 'none';
  if (finding === 'unreachable') return 'network';
  if (finding === 'refused') return renewable || expired ? 'expired' : 'forbidden';
  if (expired && finding === undefined) return 'expired';
  return unread && !heard && cause === 'media-error' ? 'unsupported' : 'network';
}
