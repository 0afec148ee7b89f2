/**
 * How much room the controls have, as a number that counts up: what has no room in the bar is under
 * "More". The container queries of the styles decide; they make a box with nothing in it as many
 * pixels wide, so that no width is written down twice and nothing is measured but a change.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** 1 is the least. */
export const ROOM = {
  turns: 2,
  /** Back and forward by 15 seconds. */
  far: 3,
  /** Everything in one line. */
  line: 4,
  download: 5,
  silence: 6,
  heard: 7,
  all: 8,
} as const;

export class Room implements ReactiveController {
  readonly #sizes: ResizeObserver;
  readonly #box: () => Element | null;
  /** 0 until it is known, and while nothing is shown. */
  level = 0;

  constructor(host: ReactiveControllerHost, box: () => Element | null) {
    this.#box = box;
    this.#sizes = new ResizeObserver(([entry]) => {
      this.level = Math.round(entry!.contentRect.width);
      host.requestUpdate();
    });
    host.addController(this);
  }

  hostUpdated(): void {
    // Watching what is watched already changes nothing.
    const box = this.#box();
    if (box) this.#sizes.observe(box);
  }

  hostDisconnected(): void {
    this.#sizes.disconnect();
  }
}
