/** Going to a place in a recording, also where servers and formats do not help. */
import type { Recording } from '../../model/recording.js';
import { urlOf } from './link.js';
import { rangesOf, within } from './ranges.js';
import type { Session } from './session.js';
import type { Engine } from './types.js';
import { fetchWhole } from './whole.js';

/** A position this far along makes the browser look for the end. Seconds. */
const FAR = 1e7;
/** Milliseconds it may look. */
const PATIENCE = 3000;

export interface SeekingOptions {
  readonly stale: (session: Session) => boolean;
  /** The link may be over, and what is sought is not downloaded. */
  readonly renew: (session: Session, position: number) => void;
}

export class Seeking {
  readonly #engine: Engine;
  readonly #options: SeekingOptions;
  /** Where the recording that was put on last is to go on, once it is known. Seconds. */
  #from = 0;
  #reading: AbortController | undefined;
  /** Ends the search for the end. */
  #endFound: (() => void) | undefined;

  constructor(engine: Engine, options: SeekingOptions) {
    this.#engine = engine;
    this.#options = options;
  }

  drop(): void {
    this.#reading?.abort();
    this.#endFound?.();
  }

  put(session: Session): void {
    this.#from = session.position;
    // What one link does not let us do, the next one may.
    session.seekable = true;
  }

  to(session: Session, position: number): void {
    const { audio, set } = this.#engine;
    const away = session.state === 'recovering' || session.state === 'resolving';
    if (away || audio.error) return set(session, { position });
    const there = within(rangesOf(audio.buffered), position);
    if (this.#limited(session)) {
      if (session.seekable) return void this.#readWhole(session, position);
      // Some browsers let what is downloaded be sought all the same.
      if (!there || !within(rangesOf(audio.seekable), position)) return;
    }
    this.#from = position;
    if (this.#options.stale(session) && !there) return this.#options.renew(session, position);
    audio.currentTime = position;
    set(session, { position });
  }

  /** The recording is known; some browsers have forgotten where it was to start. */
  onMetadata(session: Session): void {
    const { audio } = this.#engine;
    if (Math.abs(audio.currentTime - this.#from) > 1) {
      if (this.#limited(session)) void this.#readWhole(session, this.#from);
      else audio.currentTime = this.#from;
    }
    if (!Number.isFinite(audio.duration) && Number.isNaN(session.duration)) this.#findEnd(session);
  }

  /** Whether the server lets nothing be sought: then browsers start over at 0. */
  #limited({ duration }: Session): boolean {
    const { readyState, seekable } = this.#engine.audio;
    const end = seekable.length > 0 ? seekable.end(seekable.length - 1) : 0;
    return readyState > 0 && end < duration - 1;
  }

  /** A live recording does not know its length until its end was looked for, once and unheard. */
  #findEnd(session: Session): void {
    const { audio, loaded } = this.#engine;
    const { muted, currentTime } = audio;
    audio.muted = true;
    audio.currentTime = FAR;
    const done = (): void => {
      this.#endFound = undefined;
      clearTimeout(timer);
      audio.removeEventListener('seeked', done);
      audio.muted = muted;
      if (session === loaded()) audio.currentTime = currentTime;
    };
    const timer = setTimeout(done, PATIENCE);
    this.#endFound = done;
    audio.addEventListener('seeked', done);
  }

  /** Reads all of it into memory, where anything can be sought. */
  async #readWhole(session: Session, position: number): Promise<void> {
    const { audio, set, start, loaded } = this.#engine;
    const { held } = session;
    const url = urlOf(held);
    if (!held || !url) return;
    this.#reading?.abort();
    const { signal } = (this.#reading = new AbortController());
    const before = audio.currentTime;
    set(session, { state: 'recovering', position });
    audio.pause();
    const source = await fetchWhole({ url, cors: held.cors, signal });
    if (signal.aborted || session !== loaded()) return;
    if (source) {
      const recording: Recording = { ...held, source, expiresAt: undefined };
      return start(session, 'play', recording);
    }
    set(session, { state: 'paused', position: before, seekable: false });
    if (session.wanted) await audio.play().catch(() => undefined);
  }
}
