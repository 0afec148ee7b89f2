/**
 * Ties a player to a session of the page's playback service: attaches while the player is in the
 * document, tells it when something other than time changed, and fires the events.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import {
  RecordingErrorEvent,
  RecordingPauseEvent,
  RecordingPlayEvent,
  RecordingRefreshEvent,
  RecordingSeekEvent,
  RecordingTimeUpdateEvent,
  type RecordingSeekDetail,
} from '../../events/recording.js';
import {
  isRetryable,
  PENDING,
  playback,
  type PlaybackSession,
  type PlaybackState,
  type PlaybackView,
} from '../../internal/playback.js';
import { providerError } from '../../model/error.js';
import type { Recording } from '../../model/recording.js';
import { Delay } from './delay.js';

/** What is to be played. */
export interface Source {
  /** The same key is the same session everywhere on the page. */
  readonly key: string;
  readonly conversationId: string;
  /** What is known without asking. */
  readonly offer: Recording | undefined;
  readonly ask: PlaybackView['recording'];
}

/** Milliseconds between two reports of the time. */
const REPORTED_EVERY = 250;

/** Whether the listener waits for the recording. */
export const isPending = (session: PlaybackSession | undefined): boolean =>
  session !== undefined && PENDING.has(session.state);

export interface PlayerSessionOptions {
  readonly label: () => string | undefined;
  /** Fires a report event, soon. */
  readonly report: (event: Event) => void;
  /** Anything changed, time included. */
  readonly changed: () => void;
  /** The link was renewed, which took so many seconds. */
  readonly renewed: (seconds: number) => void;
}

type Host = ReactiveControllerHost & HTMLElement;

export class PlayerSession implements ReactiveController {
  readonly #host: Host;
  readonly #options: PlayerSessionOptions;
  readonly #reporting: Delay;
  #source: Source | undefined;
  #detach: (() => void) | undefined;
  /** What the player was last told about, to tell it only what is new. */
  #seen: readonly unknown[] = [];
  #state: PlaybackState | undefined;
  #sounds = false;
  #renewals = 0;
  #reportedTime = 0;
  #reportedAt = 0;
  /** What cannot be sought in what is downloaded either. */
  #fixed: PlaybackSession | undefined;
  /** Seconds; where the host wants to go once it is known in what. */
  #startAt: number | undefined;
  session: PlaybackSession | undefined;
  /** It was to sound when it last did not fail: what the network broke off goes on by itself. */
  resumes = false;
  /** Seconds that the recording should be long, by what is known beside it. */
  expected = NaN;

  constructor(host: Host, options: PlayerSessionOptions) {
    this.#host = host;
    this.#options = options;
    this.#reporting = new Delay(host);
    host.addController(this);
  }

  hostConnected(): void {
    // Back after a while: attached again by the update.
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    // A move within the document disconnects and connects in one task, and goes on playing.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.use(undefined);
    });
  }

  /** Shows this from now on. The same source again changes nothing. */
  use(source: Source | undefined): void {
    const before = this.#source;
    this.#source = source;
    if (before?.key !== source?.key) {
      this.#leave(before);
      if (source) this.#enter(source);
    }
    const same = before?.key === source?.key && before?.offer === source?.offer;
    if (source?.offer && !same) this.session?.offer(source.offer);
    if (this.session && this.#startAt !== undefined) this.session.seek(this.#startAt);
    if (this.session) this.#startAt = undefined;
  }

  /** Seconds. */
  get time(): number {
    return this.session?.time ?? 0;
  }

  /** Of the recording, in seconds; `NaN` until something tells. */
  get length(): number {
    const { duration = NaN } = this.session ?? {};
    return duration > 0 ? duration : this.expected;
  }

  /** Whether this is what the player shows already. */
  shows(source: Source | undefined): boolean {
    return this.session !== undefined && this.#source?.key === source?.key;
  }

  /** The host wants to hear something, and there is nothing. */
  refuse(conversationId: string): void {
    const error = providerError('not-found', 'There is nothing to play.');
    const detail = { conversationId, kind: 'none' as const, retryable: false, error };
    this.#options.report(new RecordingErrorEvent(detail));
  }

  /** @param seconds Where the host wants to go in what it shows next. */
  startAt(seconds: number): void {
    this.#startAt = seconds;
  }

  /** The listener wants to go there, or as near as possible; the host may have other plans. */
  seek(seconds: number, source: RecordingSeekDetail['source']): void {
    const { session } = this;
    const time = session && this.canSeek ? reachable(session, this.length, seconds) : undefined;
    if (time === undefined) return;
    const { conversationId = '' } = this.#source ?? {};
    const event = new RecordingSeekEvent({ conversationId, time, source });
    if (!session || !this.#host.dispatchEvent(event)) return;
    session.seek(time);
    if (session.seekable || Math.abs(session.time - time) < 1) return;
    this.#fixed = session;
    this.#host.requestUpdate();
  }

  /** Some browsers can go to what is downloaded where the server lets nothing be sought; others show it. */
  get canSeek(): boolean {
    const { session } = this;
    if (!session || session.seekable) return true;
    return session !== this.#fixed && session.buffered.length > 0;
  }

  /** Whether somebody can be asked for another link. */
  get renewable(): boolean {
    return this.#source?.ask !== undefined;
  }

  #enter({ key }: Source): void {
    const session = (this.session = playback().session(key));
    const [source, label] = [() => this.#source, this.#options.label];
    this.#detach = session.attach({
      get recording() {
        return source()?.ask;
      },
      get label() {
        return label();
      },
      changed: () => this.#changed(session),
    });
    this.#state = session.state;
    this.resumes = session.wanted;
    this.#sounds = session.state === 'playing';
    this.#renewals = session.renewals;
    this.#reportedTime = session.time;
  }

  #leave(source: Source | undefined): void {
    this.#reporting.cancel();
    this.session = undefined;
    // The service pauses what nobody shows any more; another player may still show it.
    this.#detach?.();
    this.#detach = undefined;
    if (this.#sounds && source) this.#options.report(new RecordingPauseEvent(detailOf(source)));
    this.#sounds = false;
  }

  #changed(session: PlaybackSession): void {
    const source = this.#source;
    if (session !== this.session || !source) return;
    this.#options.changed();
    const { state, reason, error, wanted, duration, seekable, recording } = session;
    if (state !== 'failed') this.resumes = wanted;
    const { rate, volume, muted } = playback();
    const seen = [
      ...[state, reason, error, wanted, duration, seekable, recording, session.listening],
      ...[session.renewals, session.buffered.length > 0, rate, volume, muted],
    ];
    if (seen.some((value, index) => !Object.is(value, this.#seen[index]))) {
      this.#seen = seen;
      this.#host.requestUpdate();
      this.#reportState(session, source);
    }
    this.#reportTime(session, source);
  }

  #reportState(session: PlaybackSession, source: Source): void {
    const { state, reason, error, wanted, renewals } = session;
    const detail = detailOf(source);
    const before = this.#state;
    this.#state = state;
    if (renewals > this.#renewals) {
      this.#options.renewed(session.renewedIn);
      this.#options.report(new RecordingRefreshEvent(detail));
    }
    this.#renewals = renewals;
    // What waits for more of itself has not stopped.
    const sounds = state === 'playing' || (this.#sounds && wanted);
    if (sounds && !this.#sounds) this.#options.report(new RecordingPlayEvent(detail));
    if (!sounds && this.#sounds) this.#options.report(new RecordingPauseEvent(detail));
    this.#sounds = sounds;
    const blocked = state === 'paused' && reason === 'blocked';
    // Unavailable without an error was known before anybody asked: no failure.
    const failed = state === 'failed' || state === 'unavailable' ? error : undefined;
    const told = blocked ? providerError('forbidden', 'The browser wants a click first.') : failed;
    if (!told || !reason || state === before) return;
    const retryable = isRetryable(reason);
    this.#options.report(
      new RecordingErrorEvent({ ...detail, kind: reason, retryable, error: told }),
    );
  }

  #reportTime(session: PlaybackSession, source: Source): void {
    const { time } = session;
    if (time === this.#reportedTime || this.#reporting.waiting) return;
    const wait = this.#reportedAt + REPORTED_EVERY - performance.now();
    // The last one of a burst is reported too: it is where the listener ended up.
    if (wait > 0) return this.#reporting.start(wait, () => this.#changed(session));
    this.#reportedTime = time;
    this.#reportedAt = performance.now();
    this.#host.dispatchEvent(new RecordingTimeUpdateEvent({ ...detailOf(source), time }));
  }
}

const detailOf = ({ conversationId }: Source) => ({ conversationId });

/**
 * The nearest place that can be reached: any within the recording, or, where the server lets nothing
 * be sought, what is downloaded. Undefined: none.
 */
function reachable(
  { seekable, buffered }: PlaybackSession,
  length: number,
  time: number,
): number | undefined {
  const within = Math.max(0, length > 0 ? Math.min(time, length) : time);
  if (!Number.isFinite(within)) return undefined;
  if (seekable) return within;
  const places = buffered.map(({ start, end }) => Math.min(Math.max(within, start), end));
  const distance = (place: number) => Math.abs(place - within);
  return places.sort((one, other) => distance(one) - distance(other))[0];
}
