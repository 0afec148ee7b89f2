/** The link that the audio object was given: how long it is good, and the next one ahead of its end. */
import type { Recording } from '../../model/recording.js';
import { mediaUrl } from '../urls.js';
import { rangesOf, within } from './ranges.js';
import type { Session } from './session.js';
import type { Engine } from './types.js';

/** Seconds before its end at which a link is no longer relied on; half its life when that is less. */
const MARGIN = 30;
/** What a timer can wait, in milliseconds. */
const LONGEST_WAIT = 2 ** 31 - 1;

/** The address of a recording that has one; `undefined` for one in memory. */
export const urlOf = (recording: Recording | undefined): string | undefined =>
  typeof recording?.source === 'string' ? mediaUrl(recording.source, document.baseURI) : undefined;

/** Milliseconds since 1970; `NaN` when the server does not say. */
const expiryOf = (recording: Recording | undefined): number =>
  Date.parse(recording?.expiresAt ?? '');

export class Link {
  readonly #engine: Engine;
  #expires = NaN;
  /** From then on it is not relied on. Milliseconds since 1970. */
  #stale = NaN;
  #next: Recording | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | undefined;
  /** Something of the recording could be read under it. */
  read = false;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** It was given to the audio object. */
  put(session: Session): void {
    const now = Date.now();
    this.drop();
    this.read = false;
    this.#expires = expiryOf(session.held);
    this.#stale = Math.max(this.#expires - MARGIN * 1000, (this.#expires + now) / 2);
    const wait = this.#stale - now;
    // One that is over when it comes tells of a wrong clock: it is dealt with when it fails.
    if (wait <= 0) this.#stale = NaN;
    else if (wait < LONGEST_WAIT)
      this.#timer = setTimeout(() => void this.#renewAhead(session), wait);
  }

  drop(): void {
    this.#expires = this.#stale = NaN;
    this.#next = undefined;
    this.#asking?.abort();
    clearTimeout(this.#timer);
  }

  get expired(): boolean {
    return Date.now() >= this.#expires;
  }

  get stale(): boolean {
    return Date.now() >= this.#stale;
  }

  /** The next one, if it was asked for ahead of time and is still good. */
  takeNext(): Recording | undefined {
    const next = this.#next;
    this.#next = undefined;
    return next && !(expiryOf(next) <= Date.now()) ? next : undefined;
  }

  /** Kept until it is needed: changing the link while it plays can be heard. */
  async #renewAhead(session: Session): Promise<void> {
    const { audio, ask } = this.#engine;
    const complete = within(rangesOf(audio.buffered), audio.duration - 0.5);
    if (!session.wanted || complete) return;
    const { signal } = (this.#asking = new AbortController());
    const next = await ask(session, 'expired', signal).catch(() => undefined);
    if (!signal.aborted && next?.availability === 'available') this.#next = next;
  }
}
