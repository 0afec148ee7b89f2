/** Starts, pauses and switches recordings: one audio object, many sessions, one of them at a time. */
import { providerError } from '../../model/error.js';
import type { Recording } from '../../model/recording.js';
import { mediaUrl } from '../urls.js';
import { asRecording, failureOf, lengthOf, reasonFor, reasonOf, stateOf } from './readings.js';
import { Session, type SessionOwner } from './session.js';
import type { Engine, PlaybackService, PlaybackState, Upkeep } from './types.js';

const EVENTS = [
  ...(['playing', 'pause', 'waiting', 'seeking', 'seeked'] as const),
  ...(['timeupdate', 'durationchange', 'ended'] as const),
];

/** States of a recording that is not, or no longer, the audio object's to speak for. */
const AWAY = new Set<PlaybackState>(['resolving', 'recovering', 'failed', 'unavailable']);

/** States in which a link is asked for or waited for. */
const ON_ITS_WAY = new Set<PlaybackState>(['resolving', 'recovering']);

/** States that something is to follow by itself. */
export const PENDING = new Set<PlaybackState>([
  ...(['resolving', 'loading', 'seeking', 'buffering', 'recovering'] as const),
]);

export class Playback implements PlaybackService, Engine, SessionOwner {
  readonly audio = new Audio();
  readonly keys = new WeakMap<object, string>();
  readonly #sessions = new Map<string, Session>();
  /** Whose turn it is. */
  #current: Session | undefined;
  /** Whose recording the audio object holds. */
  #loaded: Session | undefined;
  #objectUrl = '';
  /** The link that is asked for. */
  #pending: AbortController | undefined;
  /** The host wants another speed than the listener's own. */
  #rateChosen = false;
  #upkeep: Upkeep | undefined;
  readonly #arriving: Promise<void>;

  constructor() {
    const { audio } = this;
    audio.preload = 'none';
    for (const type of EVENTS) audio.addEventListener(type, () => this.#sync());
    audio.addEventListener('error', () => this.#onError());
    this.#arriving = import('./upkeep.js').then(
      ({ createUpkeep }) => void (this.#upkeep = createUpkeep(this, this.#rateChosen)),
      // Without it recordings still play; they are not brought back when they break off.
      () => undefined,
    );
  }

  session(key: string): Session {
    const session = this.#sessions.get(key) ?? new Session(key, this);
    this.#sessions.set(key, session);
    return session;
  }

  readonly sessions = (): Iterable<Session> => this.#sessions.values();

  readonly loaded = (): Session | undefined => this.#loaded;

  get rate(): number {
    return this.audio.defaultPlaybackRate;
  }

  get volume(): number {
    return this.audio.volume;
  }

  get muted(): boolean {
    return this.audio.muted;
  }

  setRate(rate: number): void {
    const { audio } = this;
    this.#rateChosen = true;
    audio.defaultPlaybackRate = audio.playbackRate = Math.min(3, Math.max(0.5, rate || 1));
    this.#remember();
  }

  setVolume(volume: number, muted: boolean): void {
    this.audio.volume = Math.min(1, Math.max(0, volume || 0));
    this.audio.muted = muted;
    this.#remember();
  }

  readonly set = (session: Session, change: Partial<Session>): void => {
    Object.assign(session, change);
    this.#upkeep?.changed(session);
    for (const view of [...session.views]) view.changed();
  };

  readonly play = (session: Session): Promise<void> => {
    if (session.wanted) return Promise.resolve();
    const upkeep = this.#upkeep;
    if (this.#current && this.#current !== session) this.pause(this.#current);
    this.#current = session;
    const { state } = session;
    if (state === 'ended') session.position = 0;
    this.set(session, { wanted: true, reason: undefined, error: undefined });
    const ready = this.#loaded === session && !this.audio.error && !AWAY.has(state);
    if (!ready) return this.start(session, state === 'failed' ? 'media-error' : 'play');
    return upkeep?.stale(session) ? upkeep.renew(session) : this.#sound(session);
  };

  readonly pause = (session: Session): void => {
    if (session !== this.#current) return;
    this.#upkeep?.calledOff();
    if (ON_ITS_WAY.has(session.state)) {
      // What the audio object still holds is not what the listener asked for last.
      this.#unload();
      this.set(session, { wanted: false, state: 'paused' });
    } else if (session.wanted) {
      const position = session.time;
      this.audio.pause();
      this.set(session, { wanted: false, state: 'paused', position });
    }
  };

  readonly seek = (session: Session, position: number): void => {
    if (this.#loaded === session) {
      if (this.#upkeep) return this.#upkeep.seek(session, position);
      this.audio.currentTime = position;
    }
    this.set(session, { position, ...(session.state === 'ended' && { state: 'paused' }) });
  };

  readonly offer = (session: Session, recording: Recording): void => {
    const { held, state: before } = session;
    if (before !== 'idle' && before !== 'unavailable') {
      if (session.askable) return;
      // Nobody can be asked for the next link: this is it.
      session.held = recording;
      if (before !== 'failed' || recording.source === held?.source) return;
      if (this.#loaded === session) this.#unload();
    }
    session.hold(recording);
    const duration = lengthOf(recording.duration) || session.duration;
    const reason = reasonOf(recording.availability);
    const state = reason ? 'unavailable' : 'idle';
    this.set(session, { duration, error: undefined, state, reason });
    void this.#arriving.then(() => this.#upkeep?.poll(session));
  };

  readonly check = async (session: Session): Promise<void> => {
    await this.#arriving;
    await this.#upkeep?.check(session);
  };

  readonly download = async (session: Session, fileName: string): Promise<void> => {
    await this.#arriving;
    await this.#upkeep?.download(session, fileName);
  };

  readonly left = (session: Session): void => {
    this.pause(session);
    if (this.#loaded === session) this.#unload();
    if (session.position === 0) this.#sessions.delete(session.key);
    session.forget();
    this.set(session, {});
  };

  readonly ask: Engine['ask'] = async (session, reason, signal) => {
    const { held } = session;
    // A link that is known to be good needs no asking.
    const good = reason === 'play' && held?.source && Date.parse(held.expiresAt ?? '') > Date.now();
    try {
      const answer = good ? held : await session.askable?.recording?.({ signal, reason });
      return asRecording(answer) ?? held ?? { availability: 'none' };
    } catch (thrown) {
      throw failureOf(thrown);
    }
  };

  readonly start: Engine['start'] = async (session, reason, given) => {
    this.#pending?.abort();
    if (this.#loaded !== session) this.#unload();
    const { signal } = (this.#pending = new AbortController());
    if (session.state !== 'recovering') this.set(session, { state: 'resolving' });
    // Within the click: what was started by the listener once may be started by us later.
    if (!this.#loaded && session.wanted) void this.audio.play().catch(() => undefined);
    try {
      const spare = given ?? this.#upkeep?.spare();
      const recording = spare ?? (await this.ask(session, reason, signal));
      await this.#arriving;
      if (signal.aborted) return;
      this.#load(session, recording);
      if (session.wanted) await this.#sound(session);
    } catch (thrown) {
      if (signal.aborted) return;
      const error = failureOf(thrown);
      if (!this.#upkeep?.unanswered(session, error)) this.fail(session, reasonFor(error), error);
    }
  };

  readonly fail: Engine['fail'] = (session, reason, error) => {
    // Some browsers play on to the end of what they have.
    if (this.#loaded === session) this.audio.pause();
    const state = reason === 'none' ? 'unavailable' : 'failed';
    this.set(session, { state, reason, error, wanted: false });
  };

  #load(session: Session, recording: Recording): void {
    const { source, availability, cors, duration } = recording;
    const { audio } = this;
    session.hold(recording);
    if (!source || availability !== 'available') return this.#missing(session, recording);
    const given = typeof source === 'string' ? mediaUrl(source, document.baseURI) : source;
    if (!given) throw providerError('invalid-response', 'The recording has no playable address.');
    URL.revokeObjectURL(this.#objectUrl);
    this.#objectUrl = typeof given === 'string' ? '' : URL.createObjectURL(given);
    audio.crossOrigin = cors ?? null;
    audio.src = this.#objectUrl || (given as string);
    if (session.position > 0) audio.currentTime = session.position;
    session.buffered = [];
    if (Number.isNaN(session.duration)) session.duration = lengthOf(duration);
    this.#loaded = session;
    this.#upkeep?.loading(session);
    this.set(session, { state: session.wanted ? 'loading' : 'paused' });
  }

  #missing(session: Session, { availability }: Recording): void {
    if (this.#loaded === session) this.#unload();
    const reason = reasonOf(availability) ?? 'none';
    const error = providerError('not-found', 'The recording is not available.');
    this.set(session, { state: 'unavailable', reason, error, wanted: false });
    this.#upkeep?.poll(session);
  }

  #unload(): void {
    const { audio } = this;
    const last = this.#loaded;
    this.#pending?.abort();
    this.#loaded = undefined;
    audio.removeAttribute('src');
    audio.load();
    URL.revokeObjectURL(this.#objectUrl);
    this.#upkeep?.unloaded();
    // Nothing that it waits for will come.
    if (last && PENDING.has(last.state)) this.set(last, { state: 'paused' });
  }

  #sound(session: Session): Promise<void> {
    return this.audio.play().catch((thrown: unknown) => {
      // Whatever else it is, the media's own events say so.
      if ((thrown as Error).name === 'NotAllowedError' && this.#loaded === session)
        this.set(session, { state: 'paused', reason: 'blocked', wanted: false });
    });
  }

  /** What the audio object says of itself is the state, except while its recording is on its way. */
  #sync(): void {
    const { audio } = this;
    const session = this.#loaded;
    if (!session || audio.error || AWAY.has(session.state)) return;
    const state = stateOf(audio, session.sounded);
    this.set(session, {
      state,
      wanted: !audio.paused && !audio.ended,
      sounded: session.sounded || state === 'playing',
      position: audio.currentTime,
      duration: Number.isFinite(audio.duration) ? audio.duration : session.duration,
    });
  }

  #onError(): void {
    const session = this.#loaded;
    if (!session) return;
    if (this.#upkeep) return this.#upkeep.broken(session);
    const error = providerError('network', 'The recording could not be loaded.');
    this.fail(session, 'network', error);
  }

  #remember(): void {
    this.#upkeep?.remember();
    for (const session of this.#sessions.values()) this.set(session, {});
  }
}
