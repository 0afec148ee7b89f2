/**
 * Playback: the one thing elements on a page share, because only one recording may sound. It lives
 * on `globalThis` under a symbol, so that two copies of the library agree, and is made at the first
 * Play. The audio object is never inserted into the document and its URL never leaves this file.
 */
import { providerError, toProviderError, type ProviderError } from '../model/error.js';
import type { Recording, RefreshReason } from '../model/recording.js';
import { mediaUrl } from './urls.js';

export type PlaybackState =
  | 'idle'
  | 'resolving'
  | 'loading'
  | 'playing'
  | 'paused'
  | 'ended'
  | 'failed';

/** What shows a session. The service asks it for the recording and tells it when anything changed. */
export interface PlaybackView {
  recording(options: { signal: AbortSignal; reason: RefreshReason }): Promise<Recording>;
  changed(): void;
}

export interface PlaybackSession {
  readonly key: string;
  readonly state: PlaybackState;
  /** Seconds. */
  readonly time: number;
  /** Seconds; `NaN` until known. */
  readonly duration: number;
  readonly error: ProviderError | undefined;
  /** Starts or resumes; stops whatever else sounds. Failures end in `state` and `error`. */
  play(): Promise<void>;
  pause(): void;
  /** @param seconds Position in the recording. */
  seek(seconds: number): void;
  /** Shows the session in a view until the returned function is called. */
  attach(view: PlaybackView): () => void;
}

export interface PlaybackService {
  /** @param key `provider.key/id`; the same key is the same session everywhere on the page. */
  session(key: string): PlaybackSession;
}

const KEY = Symbol.for('conversation-inbox.playback.v1');
type Page = typeof globalThis & { [KEY]?: PlaybackService };

/** The page's playback service; made when first asked for. */
export function playback(): PlaybackService {
  return ((globalThis as Page)[KEY] ??= createPlayback());
}

interface Entry {
  state: PlaybackState;
  time: number;
  duration: number;
  error?: ProviderError;
  readonly views: Set<PlaybackView>;
}

function createPlayback(): PlaybackService {
  const audio = new Audio();
  audio.preload = 'none';
  const entries = new Map<string, Entry>();
  /** The session whose recording the audio object holds or is about to hold. */
  let current: string | undefined;
  let loaded: string | undefined;
  let objectUrl: string | undefined;
  let pending: AbortController | undefined;

  const entryOf = (key: string): Entry => {
    let entry = entries.get(key);
    if (!entry)
      entries.set(key, (entry = { state: 'idle', time: 0, duration: NaN, views: new Set() }));
    return entry;
  };
  const set = (key: string | undefined, change: Partial<Entry>) => {
    if (key === undefined) return;
    const entry = entryOf(key);
    Object.assign(entry, change);
    for (const view of [...entry.views]) view.changed();
  };
  const fail = (key: string, thrown: unknown) => {
    const error = toProviderError(thrown);
    if (error.kind === 'aborted') set(key, { state: 'paused' });
    else set(key, { state: 'failed', error });
  };

  const stop = () => {
    pending?.abort();
    pending = undefined;
    audio.pause();
    const entry = current === undefined ? undefined : entryOf(current);
    if (entry && entry.state !== 'idle' && entry.state !== 'failed' && entry.state !== 'ended')
      set(current, { state: 'paused' });
  };

  const unload = () => {
    audio.removeAttribute('src');
    audio.load();
    if (objectUrl) URL.revokeObjectURL(objectUrl);
    objectUrl = undefined;
    loaded = undefined;
  };

  const load = (key: string, recording: Recording) => {
    const { source, availability, cors } = recording;
    if (source === undefined || availability !== 'available')
      throw providerError('not-found', 'There is no recording to play.');
    unload();
    const url =
      typeof source === 'string'
        ? mediaUrl(source, document.baseURI)
        : (objectUrl = URL.createObjectURL(source));
    if (!url) throw providerError('invalid-response', 'The recording has no playable address.');
    audio.crossOrigin = cors ?? null;
    audio.src = url;
    loaded = key;
    if (entryOf(key).time > 0) audio.currentTime = entryOf(key).time;
  };

  const play = async (key: string) => {
    if (current !== key) stop();
    current = key;
    const entry = entryOf(key);
    if (entry.state === 'ended' || !Number.isFinite(entry.time)) entry.time = 0;
    const controller = (pending = new AbortController());
    const superseded = () => controller.signal.aborted;
    try {
      if (loaded !== key || entry.state === 'failed') {
        set(key, { state: 'resolving', error: undefined });
        const [view] = entry.views;
        if (!view) throw providerError('not-found', 'There is no recording to play.');
        const reason = entry.state === 'failed' ? 'media-error' : 'play';
        const recording = await view.recording({ signal: controller.signal, reason });
        if (superseded()) return;
        load(key, recording);
      }
      set(key, { state: 'loading', error: undefined });
      await audio.play();
    } catch (thrown) {
      if (!superseded() && current === key && entry.state !== 'failed')
        fail(key, mediaError(thrown));
    }
  };

  const session = (key: string): PlaybackSession => ({
    key,
    get state() {
      return entryOf(key).state;
    },
    get time() {
      return entryOf(key).time;
    },
    get duration() {
      return entryOf(key).duration;
    },
    get error() {
      return entryOf(key).error;
    },
    play: () => play(key),
    pause: () => {
      if (current === key) stop();
    },
    seek: (seconds) => {
      const time = Math.max(0, Number.isFinite(seconds) ? seconds : 0);
      if (loaded === key) audio.currentTime = time;
      set(key, { time });
    },
    attach: (view) => {
      entryOf(key).views.add(view);
      return () => {
        const entry = entries.get(key);
        entry?.views.delete(view);
        if (entry?.views.size !== 0) return;
        if (current === key) stop();
        if (loaded === key) unload();
        if (entry.time === 0) entries.delete(key);
      };
    },
  });

  const on = (type: string, update: () => Partial<Entry> | undefined) =>
    audio.addEventListener(type, () => {
      const change = loaded !== undefined && loaded === current ? update() : undefined;
      if (change) set(current, change);
    });
  on('playing', () => ({ state: 'playing', duration: audio.duration }));
  on('pause', () => (audio.ended ? undefined : { state: 'paused', time: audio.currentTime }));
  on('ended', () => ({ state: 'ended', time: 0 }));
  on('timeupdate', () => ({ time: audio.currentTime }));
  on('durationchange', () => ({ duration: audio.duration }));
  on('error', () => ({
    state: 'failed',
    error: providerError('network', 'The recording could not be loaded.'),
  }));
  return { session };
}

/** `play()` rejects with DOM exceptions; only a pause in between is not a failure. */
function mediaError(thrown: unknown): unknown {
  return thrown instanceof DOMException && thrown.name !== 'AbortError'
    ? providerError('network', 'The recording could not be played.', { cause: thrown })
    : thrown;
}
