/** Jumps over what is not to be heard, when its time comes. */
import { nextHeard, untilPassageEnds } from './passages.js';
import type { Session } from './session.js';

/** Seconds too short to jump over. */
const NOTHING = 0.02;
/** Seconds. A timer that is given more than it can hold does not wait at all. */
const LONGEST = 3600;

export class PassageJumps {
  readonly #audio: HTMLMediaElement;
  readonly #seek: (session: Session, position: number) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param seek Goes to a place as a listener does: not every server lets it. */
  constructor(audio: HTMLMediaElement, seek: (session: Session, position: number) => void) {
    this.#audio = audio;
    this.#seek = seek;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** Looks where it is, now and when the passage ends. */
  follow(session: Session): void {
    this.stop();
    const { passages } = session.listening;
    const { currentTime, playbackRate, error } = this.#audio;
    if (session.state !== 'playing' || !passages || !session.seekable || error) return;
    const next = nextHeard(passages, currentTime) ?? session.duration;
    if (next > currentTime + NOTHING) return this.#seek(session, next);
    const left = untilPassageEnds(passages, currentTime) / playbackRate;
    this.#timer = setTimeout(() => this.follow(session), Math.min(left, LONGEST) * 1000);
  }
}
