/**
 * Keeps a recording going once it was started: brings it back when it breaks off, renews its link
 * before it expires, jumps over what is not to be heard. The listener should notice none of it.
 */
import { providerError, type ProviderError } from '../../model/error.js';
import type { Recording } from '../../model/recording.js';
import { mediaUrl } from '../urls.js';
import { nextHeard, untilPassageEnds, within } from './passages.js';
import { Polling } from './polling.js';
import { rememberPreferences, restorePreferences } from './preferences.js';
import { reasonAfter, remedyFor, type Trouble } from './remedy.js';
import { SystemControls } from './system-controls.js';
import type { Engine, Passage, PlaybackState, Session, Upkeep } from './types.js';
import { Watchdog } from './watchdog.js';
import { fetchWhole, lookAt } from './whole.js';

/** Seconds before its end at which a link is no longer relied on; half its life when that is less. */
const MARGIN = 30;
/** Seconds of sound after which a recording that was brought back counts as well again. */
const WELL = 30;
/** A position this far along makes the browser look for the end. Seconds. */
const FAR = 1e7;

/** What is known of the link that was put on last. */
interface Put {
  /** Milliseconds since 1970, like all times here. */
  readonly stale: number;
  readonly expires: number;
  /** Where it was to go on, in seconds. */
  readonly from: number;
  /** Something of it could be read. */
  read: boolean;
  plain: boolean;
}

export function createUpkeep(engine: Engine): Upkeep {
  return new PlaybackUpkeep(engine);
}

class PlaybackUpkeep implements Upkeep {
  readonly #engine: Engine;
  readonly #audio: HTMLAudioElement;
  readonly #watchdog: Watchdog;
  readonly #controls: SystemControls;
  readonly #polling: Polling;
  #put: Put | undefined;
  #spare: Recording | undefined;
  /** Links asked for since the recording last played for a while. */
  #attempts = 0;
  /** When the listener would first have heard that something is wrong. */
  #since: number | undefined;
  /** Goes on by itself when the network is back. */
  #offline: Session | undefined;
  #renewal: ReturnType<typeof setTimeout> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #jump: ReturnType<typeof setTimeout> | undefined;
  #whole: AbortController | undefined;

  constructor(engine: Engine) {
    const { audio } = engine;
    this.#engine = engine;
    this.#audio = audio;
    this.#controls = new SystemControls(engine);
    this.#polling = new Polling(engine);
    this.#watchdog = new Watchdog(audio, {
      quiet: () => this.#withLoaded((session) => engine.set(session, { state: 'buffering' })),
      broken: () => this.#withLoaded((session) => this.#remedy(session, 'stalled')),
    });
    restorePreferences(audio);
    audio.addEventListener('loadedmetadata', () => this.#withLoaded((s) => this.#onMetadata(s)));
    audio.addEventListener('progress', () =>
      this.#withLoaded((session) => engine.set(session, { buffered: ranges(audio.buffered) })),
    );
    window.addEventListener('online', () => this.#onOnline());
    for (const session of engine.sessions()) engine.set(session, {});
  }

  readonly switched = (): void => {
    this.#put = this.#spare = this.#since = this.#offline = undefined;
    this.#attempts = 0;
    this.#whole?.abort();
    for (const timer of [this.#renewal, this.#retry, this.#jump]) clearTimeout(timer);
  };

  readonly spare = (): Recording | undefined => {
    const spare = this.#spare;
    this.#spare = undefined;
    return spare && !(expiryOf(spare) <= Date.now()) ? spare : undefined;
  };

  readonly stale = (session: Session): boolean =>
    session === this.#engine.loaded() && Date.now() >= (this.#put?.stale ?? Infinity);

  readonly loading = (session: Session): void => {
    const now = Date.now();
    const expires = expiryOf(session.held);
    const stale = Math.max(expires - MARGIN * 1000, (expires + now) / 2);
    const plain = this.#audio.crossOrigin === null;
    this.#put = { expires, stale, from: session.position, read: false, plain };
    clearTimeout(this.#renewal);
    const wait = stale - now;
    // A link that is over already is dealt with when it fails.
    if (wait > 0 && wait < 2 ** 31)
      this.#renewal = setTimeout(() => void this.#renewAhead(session), wait);
  };

  readonly broken = (session: Session): void => this.#remedy(session, 'media-error');

  readonly unanswered = (session: Session, error: ProviderError): boolean => {
    if (error.kind === 'offline') this.#waitForNetwork(session);
    else if (session.state !== 'recovering' || error.kind !== 'network') return false;
    else this.#remedy(session, 'unanswered');
    return true;
  };

  readonly seek = (session: Session, position: number): void => {
    const audio = this.#audio;
    if (session.state === 'recovering' || session.state === 'resolving' || audio.error)
      return this.#engine.set(session, { position });
    if (this.#limited(session)) {
      if (!session.seekable) return this.#engine.set(session, {});
      return void this.#seekInWhole(session, position);
    }
    this.#engine.set(session, { position });
    if (this.stale(session) && !within(ranges(audio.buffered), position)) this.#renew(session);
    else audio.currentTime = position;
  };

  readonly changed = (session: Session): void => {
    if (session !== this.#engine.loaded()) return;
    const { state, wanted } = session;
    this.#watchdog.watch(wanted && WATCHED.has(state));
    this.#controls.show(session);
    clearTimeout(this.#jump);
    if (state === 'playing') this.#hear(session);
    if (state === 'playing' || state === 'paused') this.#settle(session);
  };

  readonly poll = (session: Session): void => this.#polling.wait(session);

  readonly download = async (session: Session, fileName: string): Promise<void> => {
    const { signal } = new AbortController();
    const current = session === this.#engine.loaded() && !this.stale(session) && session.held;
    const { source } = current || (await this.#engine.ask(session, 'play', signal));
    const url =
      typeof source === 'string'
        ? mediaUrl(source, document.baseURI)
        : source && URL.createObjectURL(source);
    if (!url) throw providerError('not-found', 'There is no recording to download.');
    // Never inserted. Servers that do not send it as a file show it in a page of its own.
    const anchor = Object.assign(document.createElement('a'), {
      href: url,
      download: fileName,
      target: '_blank',
      rel: 'noopener noreferrer',
    });
    anchor.click();
    if (typeof source !== 'string') setTimeout(() => URL.revokeObjectURL(url), 60_000);
  };

  readonly remember = (): void => rememberPreferences(this.#audio);

  #withLoaded(act: (session: Session) => void): void {
    const session = this.#engine.loaded();
    if (session) act(session);
  }

  #remedy(session: Session, cause: Trouble['cause']): void {
    const put = this.#put;
    const now = Date.now();
    const trouble: Trouble = {
      cause,
      unread: !put?.read,
      attempts: this.#attempts,
      online: navigator.onLine,
      local: typeof session.held?.source !== 'string',
      cors: put?.plain === false,
      expired: now >= (put?.expires ?? NaN),
    };
    const remedy = remedyFor(trouble);
    this.#since ??= performance.now();
    if (remedy.do === 'wait-for-network') this.#waitForNetwork(session);
    else if (remedy.do === 'give-up') void this.#giveUp(session, trouble);
    else if (remedy.do === 'without-cors') {
      this.#engine.set(session, { state: 'recovering', position: session.time });
      void this.#engine.start(session, 'media-error', { ...session.held!, cors: undefined });
    } else {
      this.#attempts += 1;
      this.#engine.set(session, { state: 'recovering', position: session.time });
      clearTimeout(this.#retry);
      this.#retry = setTimeout(() => {
        // The listener may have paused in between.
        if (session.state === 'recovering') void this.#engine.start(session, remedy.reason);
      }, remedy.after * 1000);
    }
  }

  async #giveUp(session: Session, trouble: Trouble): Promise<void> {
    const { held } = session;
    const position = session.time;
    this.#engine.set(session, { state: 'recovering', position });
    const url =
      typeof held?.source === 'string' ? mediaUrl(held.source, document.baseURI) : undefined;
    const signal = AbortSignal.timeout(5000);
    const finding = url ? await lookAt({ url, cors: held?.cors, signal }) : undefined;
    if (session.state !== 'recovering') return;
    const reason = reasonAfter(trouble, finding);
    this.#attempts = 0;
    this.#since = undefined;
    const error = providerError('network', 'The recording could not be loaded.');
    this.#engine.fail(session, reason, error);
  }

  #waitForNetwork(session: Session): void {
    if (session.wanted) this.#offline = session;
    const error = providerError('offline', 'You are offline.');
    this.#engine.fail(session, 'offline', error);
  }

  #onOnline(): void {
    const session = this.#offline;
    this.#offline = undefined;
    if (!session || session.reason !== 'offline') return;
    this.#attempts = 0;
    void session.play();
  }

  /** A new link, at the same place; nothing failed yet. */
  #renew(session: Session): void {
    this.#since ??= performance.now();
    this.#engine.set(session, { state: 'recovering' });
    void this.#engine.start(session, 'expired');
  }

  /** Kept until it is needed: changing the link while it plays can be heard. */
  async #renewAhead(session: Session): Promise<void> {
    const audio = this.#audio;
    const complete = within(ranges(audio.buffered), audio.duration - 0.5);
    if (!session.wanted || complete) return;
    const { signal } = new AbortController();
    const put = this.#put;
    const spare = await this.#engine.ask(session, 'expired', signal).catch(() => undefined);
    if (put === this.#put && spare?.availability === 'available') this.#spare = spare;
  }

  /** It goes on: what was done about it is over. */
  #settle(session: Session): void {
    const since = this.#since;
    if (since === undefined) {
      if (this.#attempts > 0 && played(this.#audio) >= WELL) this.#attempts = 0;
      return;
    }
    this.#since = undefined;
    const renewedIn = (performance.now() - since) / 1000;
    this.#engine.set(session, { renewals: session.renewals + 1, renewedIn });
  }

  /** Jumps over what is not to be heard, now or when the passage ends. */
  #hear(session: Session): void {
    const { passages } = session.listening;
    if (!passages) return;
    const time = this.#audio.currentTime;
    const next = nextHeard(passages, time) ?? session.duration;
    if (next > time + 0.02) {
      this.#audio.currentTime = next;
      return;
    }
    const left = untilPassageEnds(passages, time) / this.#audio.playbackRate;
    this.#jump = setTimeout(() => this.#hear(session), left * 1000);
  }

  #onMetadata(session: Session): void {
    const put = this.#put;
    if (!put) return;
    put.read = true;
    if (Math.abs(this.#audio.currentTime - put.from) > 1) {
      if (this.#limited(session)) void this.#seekInWhole(session, put.from);
      else this.#audio.currentTime = put.from;
    }
    if (!Number.isFinite(this.#audio.duration) && Number.isNaN(session.duration))
      this.#findEnd(session);
  }

  /** A live recording does not know its length until its end was looked for, once and unheard. */
  #findEnd(session: Session): void {
    const audio = this.#audio;
    const { muted, currentTime } = audio;
    audio.muted = true;
    audio.currentTime = FAR;
    const done = (): void => {
      clearTimeout(timer);
      audio.removeEventListener('seeked', done);
      audio.muted = muted;
      if (session === this.#engine.loaded()) audio.currentTime = currentTime;
    };
    const timer = setTimeout(done, 3000);
    audio.addEventListener('seeked', done);
  }

  /** Whether the server lets nothing be sought: then browsers start over at 0. */
  #limited({ duration }: Session): boolean {
    const { readyState, seekable } = this.#audio;
    const end = seekable.length > 0 ? seekable.end(seekable.length - 1) : 0;
    return readyState > 0 && end < duration - 1;
  }

  /** Reads all of it into memory, where anything can be sought. */
  async #seekInWhole(session: Session, position: number): Promise<void> {
    const { held } = session;
    const url =
      typeof held?.source === 'string' ? mediaUrl(held.source, document.baseURI) : undefined;
    if (!held || !url) return;
    this.#whole?.abort();
    const { signal } = (this.#whole = new AbortController());
    const before = this.#audio.currentTime;
    this.#engine.set(session, { state: 'recovering', position });
    this.#audio.pause();
    const source = await fetchWhole({ url, cors: held.cors, signal });
    if (signal.aborted || session !== this.#engine.loaded()) return;
    if (source) {
      const recording = { ...held, source, expiresAt: undefined };
      return this.#engine.start(session, 'play', recording);
    }
    this.#engine.set(session, { state: 'paused', position: before, seekable: false });
    if (session.wanted) await this.#audio.play().catch(() => undefined);
  }
}

/** States in which something is heard, or about to be. */
const WATCHED = new Set<PlaybackState>(['loading', 'seeking', 'buffering', 'playing']);

const expiryOf = (recording: Recording | undefined): number =>
  Date.parse(recording?.expiresAt ?? '');

function ranges(times: TimeRanges): Passage[] {
  return Array.from({ length: times.length }, (_, index) => ({
    start: times.start(index),
    end: times.end(index),
  }));
}

/** Seconds heard since the recording was put on. */
const played = ({ played: times }: HTMLMediaElement): number =>
  ranges(times).reduce((sum, { start, end }) => sum + end - start, 0);
