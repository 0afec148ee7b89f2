/**
 * Playback: the one thing elements on a page share, because only one recording may sound. It lives
 * on `globalThis` under a symbol, so that two copies of the library agree, and is made when first
 * asked for. The audio object is never inserted into the document and its URL never leaves this
 * folder. This file starts, pauses and switches recordings; what keeps one going is in `playback/`
 * and arrives with the first of them.
 */
import type { Availability } from '../model/conversation.js';
import { isProviderError, providerError, type ProviderError } from '../model/error.js';
import type { Recording } from '../model/recording.js';
import type {
  Engine,
  PlaybackReason,
  PlaybackService,
  PlaybackState,
  Session,
  Upkeep,
} from './playback/types.js';
import { mediaUrl } from './urls.js';

export type * from './playback/types.js';

const KEY = Symbol.for('conversation-inbox.playback.v1');
type Page = typeof globalThis & { [KEY]?: PlaybackService };

/** The page's playback service. */
export function playback(): PlaybackService {
  return ((globalThis as Page)[KEY] ??= createPlayback());
}

/** Whether playing again may help. */
export const isRetryable = (reason: PlaybackReason | undefined): boolean =>
  !NO_USE.has(reason as PlaybackReason);

const NO_USE = new Set<PlaybackReason>(['none', 'withheld', 'removed', 'forbidden', 'unsupported']);

/** The key of a conversation's recording, the same wherever it is shown. */
export function playbackKey(provider: { readonly key?: string }, id: string): string {
  const { keys } = playback();
  if (!keys.has(provider)) keys.set(provider, provider.key ?? `provider ${Math.random()}`);
  return `${keys.get(provider)}/${id}`;
}

/** What to do about an error is in its kind; for the listener there are fewer ways out. */
const REASONS = new Map<string, PlaybackReason>([
  ['unauthorized', 'forbidden'],
  ['forbidden', 'forbidden'],
  ['not-found', 'none'],
  ['network', 'network'],
  ['timeout', 'network'],
  ['offline', 'offline'],
]);

function createPlayback(): PlaybackService {
  const audio = new Audio();
  audio.preload = 'none';
  const sessions = new Map<string, Session>();
  /** Whose turn it is. */
  let current: Session | undefined;
  /** Whose recording the audio object holds. */
  let loaded: Session | undefined;
  let objectUrl = '';
  let pending: AbortController | undefined;
  let upkeep: Upkeep | undefined;
  /** The host wants another speed than the listener's own. */
  let rateChosen = false;

  const set: Engine['set'] = (session, change) => {
    Object.assign(session, change);
    upkeep?.changed(session);
    for (const view of [...session.views]) view.changed();
  };

  const pause = (session: Session): void => {
    if (session !== current) return;
    upkeep?.calledOff();
    if (ON_ITS_WAY.has(session.state)) {
      // What the audio object still holds is not what the listener asked for last.
      unload();
      set(session, { wanted: false, state: 'paused' });
    } else if (session.wanted) {
      const position = session.time;
      audio.pause();
      set(session, { wanted: false, state: 'paused', position });
    }
  };

  const fail: Engine['fail'] = (session, reason, error) => {
    // Some browsers play on to the end of what they have.
    if (loaded === session) audio.pause();
    const state = reason === 'none' ? 'unavailable' : 'failed';
    set(session, { state, reason, error, wanted: false });
  };

  const unload = (): void => {
    const last = loaded;
    pending?.abort();
    loaded = undefined;
    audio.removeAttribute('src');
    audio.load();
    URL.revokeObjectURL(objectUrl);
    upkeep?.unloaded();
    // Nothing that it waits for will come.
    if (last && PENDING.has(last.state)) set(last, { state: 'paused' });
  };

  const ask: Engine['ask'] = async (session, reason, signal) => {
    const { held } = session;
    // A link that is known to be good needs no asking.
    const good = reason === 'play' && held?.source && Date.parse(held.expiresAt ?? '') > Date.now();
    try {
      const answer = good ? held : await askable(session)?.recording?.({ signal, reason });
      return asRecording(answer) ?? held ?? { availability: 'none' };
    } catch (thrown) {
      throw told(thrown);
    }
  };

  const load = (session: Session, recording: Recording): void => {
    const { source, availability, cors, duration } = recording;
    hold(session, recording);
    if (!source || availability !== 'available') {
      if (loaded === session) unload();
      const reason = reasonOf(availability) ?? 'none';
      const error = providerError('not-found', 'There is no recording to play.');
      set(session, { state: 'unavailable', reason, error, wanted: false });
      return upkeep?.poll(session);
    }
    const given = typeof source === 'string' ? mediaUrl(source, document.baseURI) : source;
    if (!given) throw providerError('invalid-response', 'The recording has no playable address.');
    URL.revokeObjectURL(objectUrl);
    objectUrl = typeof given === 'string' ? '' : URL.createObjectURL(given);
    audio.crossOrigin = cors ?? null;
    audio.src = objectUrl || (given as string);
    if (session.position > 0) audio.currentTime = session.position;
    session.buffered = [];
    loaded = session;
    if (Number.isNaN(session.duration)) session.duration = lengthOf(duration);
    upkeep?.loading(session);
    set(session, { state: session.wanted ? 'loading' : 'paused' });
  };

  const sound = (session: Session): Promise<void> =>
    audio.play().catch((thrown: unknown) => {
      // Whatever else it is, the media's own events say so.
      if ((thrown as Error).name === 'NotAllowedError' && loaded === session)
        set(session, { state: 'paused', reason: 'blocked', wanted: false });
    });

  const start: Engine['start'] = async (session, reason, given) => {
    pending?.abort();
    if (loaded !== session) unload();
    const { signal } = (pending = new AbortController());
    if (session.state !== 'recovering') set(session, { state: 'resolving' });
    // Within the click: what was started by the listener once may be started by us later.
    if (!loaded && session.wanted) void audio.play().catch(() => undefined);
    try {
      const recording = given ?? upkeep?.spare() ?? (await ask(session, reason, signal));
      await arriving;
      if (signal.aborted) return;
      load(session, recording);
      if (session.wanted) await sound(session);
    } catch (thrown) {
      if (signal.aborted) return;
      const error = told(thrown);
      if (!upkeep?.unanswered(session, error))
        fail(session, REASONS.get(error.kind) ?? 'provider', error);
    }
  };

  const play = (session: Session): Promise<void> => {
    if (session.wanted) return Promise.resolve();
    if (current && current !== session) pause(current);
    current = session;
    const { state } = session;
    if (state === 'ended') session.position = 0;
    set(session, { wanted: true, reason: undefined, error: undefined });
    const ready = loaded === session && !audio.error && !AWAY.has(state);
    if (ready && upkeep?.stale(session)) return upkeep.renew(session);
    return ready ? sound(session) : start(session, state === 'failed' ? 'media-error' : 'play');
  };

  const create = (key: string): Session => {
    const session: Session = {
      key,
      ...NEW,
      wanted: false,
      get time() {
        return session.state === 'playing' ? audio.currentTime : session.position;
      },
      position: 0,
      duration: NaN,
      seekable: true,
      sounded: false,
      renewals: 0,
      renewedIn: 0,
      listening: { skipSilence: false, speakerId: undefined, passages: undefined },
      views: new Set(),
      play: () => play(session),
      pause: () => pause(session),
      seek: (seconds) => {
        const end = session.duration > 0 ? session.duration : Infinity;
        const position = Number.isFinite(seconds) ? Math.min(Math.max(0, seconds), end) : 0;
        if (loaded === session) {
          if (upkeep) return upkeep.seek(session, position);
          audio.currentTime = position;
        }
        set(session, { position, ...(session.state === 'ended' && { state: 'paused' }) });
      },
      offer: (recording) => {
        const { held, state: before } = session;
        if (held === recording) return;
        if (before !== 'idle' && before !== 'unavailable') {
          if (askable(session)) return;
          // Nobody can be asked for the next link: this is it.
          session.held = recording;
          if (before !== 'failed' || recording.source === held?.source) return;
          if (loaded === session) unload();
        }
        hold(session, recording);
        const duration = lengthOf(recording.duration) || session.duration;
        const reason = reasonOf(recording.availability);
        const state = reason ? 'unavailable' : 'idle';
        set(session, { duration, error: undefined, state, reason });
        void arriving.then(() => upkeep?.poll(session));
      },
      check: async () => {
        await arriving;
        await upkeep?.check(session);
      },
      listen: (listening) => set(session, { listening }),
      download: async (fileName) => {
        await arriving;
        await upkeep?.download(session, fileName);
      },
      attach: (view) => {
        session.views.add(view);
        return () => {
          session.views.delete(view);
          if (session.views.size > 0) return;
          pause(session);
          if (loaded === session) unload();
          if (session.position === 0) sessions.delete(key);
          // Its place is kept, and nothing else: recordings may be large.
          set(session, { ...NEW });
        };
      },
    };
    sessions.set(key, session);
    return session;
  };

  /** What the audio object says of itself is the state, except while its recording is on its way. */
  const sync = (): void => {
    if (!loaded || audio.error || AWAY.has(loaded.state)) return;
    const state = stateOf(audio, loaded.sounded);
    set(loaded, {
      state,
      wanted: !audio.paused && !audio.ended,
      sounded: loaded.sounded || state === 'playing',
      position: audio.currentTime,
      duration: Number.isFinite(audio.duration) ? audio.duration : loaded.duration,
    });
  };
  for (const type of EVENTS) audio.addEventListener(type, sync);
  audio.addEventListener('error', () => {
    if (!loaded) return;
    const error = providerError('network', 'The recording could not be loaded.');
    if (upkeep) upkeep.broken(loaded);
    else fail(loaded, 'network', error);
  });

  const engine: Engine = {
    audio,
    loaded: () => loaded,
    sessions: () => sessions.values(),
    set,
    ask,
    start,
    fail,
  };
  const arriving = import('./playback/upkeep.js').then(
    ({ createUpkeep }) => (upkeep = createUpkeep(engine, rateChosen)),
    // Without it recordings still play; they are not brought back when they break off.
    () => undefined,
  );

  const notify = (): void => {
    upkeep?.remember();
    for (const session of sessions.values()) set(session, {});
  };
  return {
    session: (key) => sessions.get(key) ?? create(key),
    keys: new WeakMap(),
    get rate() {
      return audio.defaultPlaybackRate;
    },
    get volume() {
      return audio.volume;
    },
    get muted() {
      return audio.muted;
    },
    setRate(rate) {
      rateChosen = true;
      audio.defaultPlaybackRate = audio.playbackRate = Math.min(3, Math.max(0.5, rate || 1));
      notify();
    },
    setVolume(volume, muted) {
      audio.volume = Math.min(1, Math.max(0, volume || 0));
      audio.muted = muted;
      notify();
    },
  };
}

const EVENTS = [
  'playing',
  'pause',
  'waiting',
  'seeking',
  'seeked',
  'timeupdate',
  'durationchange',
  'ended',
] as const;

/** States of a recording that is not, or no longer, the audio object's to speak for. */
const AWAY = new Set<PlaybackState>(['resolving', 'recovering', 'failed', 'unavailable']);

/** States in which a link is asked for or waited for. */
const ON_ITS_WAY = new Set<PlaybackState>(['resolving', 'recovering']);

/** States that something is to follow by itself. */
export const PENDING = new Set<PlaybackState>([
  ...(['resolving', 'loading', 'seeking', 'buffering', 'recovering'] as const),
]);

/** What a session is that nobody has touched. */
const NEW = {
  state: 'idle',
  reason: undefined,
  error: undefined,
  buffered: [],
  held: undefined,
  recording: undefined,
} as const;

/** A view that can be asked for a recording. */
const askable = ({ views }: Session) => [...views].find((view) => view.recording);

/** A provider that gives only the address, or the audio itself, means that there is a recording. */
function asRecording(answer: unknown): Recording | undefined {
  if (!answer) return undefined;
  if (typeof answer === 'string' || answer instanceof Blob)
    return { availability: 'available', source: answer };
  const recording = answer as Recording;
  return recording.source && !recording.availability
    ? { ...recording, availability: 'available' }
    : recording;
}

/** What is thrown unawares may quote the URL. */
const told = (thrown: unknown): ProviderError =>
  isProviderError(thrown) ? thrown : providerError('server', 'The recording could not be loaded.');

/** `NaN` for what is no length. */
const lengthOf = (duration: unknown): number =>
  Number.isFinite(duration) && (duration as number) > 0 ? (duration as number) : NaN;

function stateOf(audio: HTMLAudioElement, sounded: boolean): PlaybackState {
  if (audio.ended) return 'ended';
  if (audio.seeking) return 'seeking';
  if (audio.paused) return sounded ? 'paused' : 'ready';
  if (audio.readyState > HTMLMediaElement.HAVE_CURRENT_DATA) return 'playing';
  return sounded ? 'buffering' : 'loading';
}

function hold(session: Session, recording: Recording): void {
  const { source: _source, perSpeaker: _perSpeaker, ...facts } = recording;
  session.held = recording;
  session.recording = facts;
}

/** Why an availability leaves nothing to play; `undefined` when there may be something. */
function reasonOf(availability: Availability): PlaybackReason | undefined {
  return ABSENT.has(availability) ? (availability as PlaybackReason) : undefined;
}

const ABSENT = new Set<Availability>(['none', 'processing', 'withheld', 'removed']);
