/**
 * Playback: the one thing elements on a page share, because only one recording may sound. It lives
 * on `globalThis` under a symbol, so that two copies of the library agree, and is made at the first
 * Play. The audio object is never inserted into the document and its URL never leaves this file.
 */
import { isProviderError, providerError, type ProviderError } from '../model/error.js';
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

/** Whether a recording sounds or is about to. */
export const isActive = (state: PlaybackState | undefined): boolean =>
  state === 'playing' || state === 'loading' || state === 'resolving';

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

/** A session as the service sees it: the same object, with fields that may change. */
type Session = { -readonly [Field in keyof PlaybackSession]: PlaybackSession[Field] } & {
  readonly views: Set<PlaybackView>;
};

function createPlayback(): PlaybackService {
  const audio = new Audio();
  audio.preload = 'none';
  const sessions = new Map<string, Session>();
  /** Whose turn it is. */
  let current: Session | undefined;
  /** Whose recording the audio object holds. */
  let loaded: Session | undefined;
  let objectUrl: string | undefined;
  let pending: AbortController | undefined;

  const set = (session: Session, change: Partial<Session>): void => {
    Object.assign(session, change);
    for (const view of [...session.views]) view.changed();
  };

  const stop = (): void => {
    pending?.abort();
    audio.pause();
    if (current && isActive(current.state)) set(current, { state: 'paused' });
  };

  const unload = (): void => {
    loaded = undefined;
    audio.removeAttribute('src');
    audio.load();
    if (objectUrl) URL.revokeObjectURL(objectUrl);
    objectUrl = undefined;
  };

  const load = (session: Session, { source, availability, cors }: Recording): void => {
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
    loaded = session;
    if (session.time > 0) audio.currentTime = session.time;
  };

  const play = async (session: Session): Promise<void> => {
    stop();
    current = session;
    const { signal } = (pending = new AbortController());
    const reason = session.state === 'failed' ? 'media-error' : 'play';
    if (session.state === 'ended') session.time = 0;
    try {
      if (loaded !== session || reason === 'media-error') {
        set(session, { state: 'resolving', error: undefined });
        const [view] = session.views;
        const recording = await view?.recording({ signal, reason });
        if (signal.aborted) return;
        load(session, recording ?? { availability: 'none' });
      }
      set(session, { state: 'loading', error: undefined });
      await audio.play();
    } catch (thrown) {
      // A pause in between is no failure, and the media's own error was reported already.
      if (!signal.aborted && session.state !== 'failed')
        set(session, { state: 'failed', error: failureOf(thrown) });
    }
  };

  const create = (key: string): Session => {
    const session: Session = {
      key,
      state: 'idle',
      time: 0,
      duration: NaN,
      error: undefined,
      views: new Set(),
      play: () => play(session),
      pause: () => {
        if (current === session) stop();
      },
      seek: (seconds) => {
        const time = Number.isFinite(seconds) ? Math.max(0, seconds) : 0;
        if (loaded === session) audio.currentTime = time;
        set(session, { time });
      },
      attach: (view) => {
        session.views.add(view);
        return () => {
          session.views.delete(view);
          if (session.views.size > 0) return;
          session.pause();
          if (loaded === session) unload();
          if (session.time === 0) sessions.delete(key);
        };
      },
    };
    sessions.set(key, session);
    return session;
  };

  const on = (type: string, change: () => Partial<Session>): void =>
    audio.addEventListener(type, () => {
      if (loaded && loaded === current) set(loaded, change());
    });
  on('playing', () => ({ state: 'playing' }));
  on('pause', () => (audio.paused && !audio.ended && !audio.error ? { state: 'paused' } : {}));
  on('ended', () => ({ state: 'ended', time: 0 }));
  on('timeupdate', () => (audio.ended ? {} : { time: audio.currentTime }));
  on('durationchange', () => ({ duration: audio.duration }));
  on('error', () => ({ state: 'failed', error: failureOf(audio.error) }));
  return { session: (key) => sessions.get(key) ?? create(key) };
}

/**
 * What the media says may quote its URL, and so may what a provider throws unawares: only a
 * provider's own words are passed on.
 */
function failureOf(thrown: unknown): ProviderError {
  if (isProviderError(thrown)) return thrown;
  const media = thrown instanceof DOMException || thrown instanceof MediaError;
  return providerError(media ? 'network' : 'server', 'The recording could not be loaded.');
}
