/** Notices that nothing is heard although the browser reports nothing: some only fall silent. */

/** Looks without any movement until it counts as buffering, and until it counts as broken. */
const QUIET = 4;
const BROKEN = 8;
/** The same while nothing of it is known: browsers do not tell that the first bytes arrive. */
const UNKNOWN = 30;

export interface WatchdogOptions {
  /** Nothing moved for four seconds. */
  readonly quiet: () => void;
  /** Nothing moved, and nothing arrived, for too long. */
  readonly broken: () => void;
}

export class Watchdog {
  readonly #audio: HTMLMediaElement;
  readonly #options: WatchdogOptions;
  #timer: ReturnType<typeof setInterval> | undefined;
  #still = 0;
  #time = -1;
  #arrived = false;

  constructor(audio: HTMLMediaElement, options: WatchdogOptions) {
    this.#audio = audio;
    this.#options = options;
    // Not `buffered`: it stays empty until enough has come to know what it is.
    audio.addEventListener('progress', () => (this.#arrived = true));
  }

  /** @param on Whether something should be heard. */
  watch(on: boolean): void {
    if (on === (this.#timer !== undefined)) return;
    clearInterval(this.#timer);
    this.#still = 0;
    // Looks are counted, not time: a computer that slept has not waited.
    this.#timer = on ? setInterval(() => this.#look(), 1000) : undefined;
  }

  #look(): void {
    const { currentTime } = this.#audio;
    const moved = currentTime !== this.#time;
    this.#still = moved ? 0 : this.#still + 1;
    // What still arrives, however slowly, is waited for.
    if (this.#arrived) this.#still = Math.min(this.#still, QUIET);
    this.#arrived = false;
    this.#time = currentTime;
    if (this.#still === QUIET) this.#options.quiet();
    const { HAVE_NOTHING } = HTMLMediaElement;
    if (this.#still < (this.#audio.readyState === HAVE_NOTHING ? UNKNOWN : BROKEN)) return;
    this.#still = 0;
    this.#options.broken();
  }
}
