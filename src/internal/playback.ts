/**
 * Playback: the one thing elements on a page share, because only one recording may sound. It lives
 * on `globalThis` under a symbol, so that two copies of the library agree, and is made when first
 * asked for. The audio object is never inserted into the document, and addresses of recordings never
 * leave the folder `playback/`.
 */
import { Playback } from './playback/service.js';
import type { PlaybackReason, PlaybackService } from './playback/types.js';

export type * from './playback/types.js';
export { PENDING } from './playback/service.js';

const KEY = Symbol.for('conversation-inbox.playback.v1');
type Page = typeof globalThis & { [KEY]?: PlaybackService };

/** The page's playback service. */
export function playback(): PlaybackService {
  return ((globalThis as Page)[KEY] ??= new Playback());
}

/** The key of a conversation's recording, the same wherever it is shown. */
export function playbackKey(provider: { readonly key?: string }, id: string): string {
  const { keys } = playback();
  if (!keys.has(provider)) keys.set(provider, provider.key ?? `provider ${Math.random()}`);
  return `${keys.get(provider)}/${id}`;
}

const NO_USE = new Set<PlaybackReason>(['none', 'withheld', 'removed', 'unsupported']);

/** Whether playing again may help. */
export const isRetryable = (reason: PlaybackReason | undefined): boolean =>
  !NO_USE.has(reason as PlaybackReason);
