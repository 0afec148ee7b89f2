/** Where a reader starts who followed a link to a moment or a turn. Sought once, then forgotten. */

/** Pages of turns that are loaded on the way there. */
const MOST_PAGES = 20;

export interface StartPlaceOptions {
  /** Shows the turn of a moment, in seconds of the recording; false: it is not there yet. */
  readonly toTime: (time: number) => boolean;
  readonly toTurn: (id: string) => boolean;
  /** The recording, if there is one, starts there. Never starts by itself. */
  readonly seek: (time: number | undefined) => void;
  /** Loads on; false: there is nothing more. */
  readonly more: () => boolean;
}

export class StartPlace {
  readonly #options: StartPlaceOptions;
  #time: number | undefined;
  #turn: string | undefined;
  #pages = 0;

  constructor(options: StartPlaceOptions) {
    this.#options = options;
  }

  set(time: number | undefined, turn: string | undefined): void {
    this.#time = time !== undefined && time >= 0 && time < Infinity ? time : undefined;
    this.#turn = turn || undefined;
    this.#pages = 0;
    // At once, so that the first Play starts there, whether or not there are turns.
    this.#options.seek(this.#time);
  }

  /** After each rendering, until it is reached or cannot be. */
  reach(): void {
    const [time, turn] = [this.#time, this.#turn];
    if (time === undefined && turn === undefined) return;
    const { toTime, toTurn, more } = this.#options;
    const isReached = turn !== undefined ? toTurn(turn) : toTime(time!);
    if (!isReached && this.#pages < MOST_PAGES && more()) {
      this.#pages += 1;
      return;
    }
    this.#time = this.#turn = undefined;
  }
}
