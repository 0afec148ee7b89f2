/** Jumps over what is not to be heard, when its time comes. */
import { nextHeard, untilPassageEnds } from './passages.js';
import type { Session } from './types.js';

/** Seconds too short to jump over. */
const NOTHING = 0.02;

export class PassageJumps {
  readonly #audio: HTMLMediaElement;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(audio: HTMLMediaElement) {
    this.#audio = audio;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** Looks where it is, now and when the passage ends. */
  follow(session: Session): void {
    this.stop();
    const { passages } = session.listening;
    if (session.state !== 'playing' || !passages) return;
    const { currentTime, playbackRate } = this.#audio;
    const next = nextHeard(passages, currentTime) ?? session.duration;
    if (next > currentTime + NOTHING) {
      this.#audio.currentTime = next;
      return;
    }
    const left = untilPassageEnds(passages, currentTime) / playbackRate;
    this.#timer = setTimeout(() => this.follow(session), left * 1000);
  }
}
