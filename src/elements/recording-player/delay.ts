/** A timer that ends with its element; starting it again forgets what it waited for. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export class Delay implements ReactiveController {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.cancel();
  }

  get waiting(): boolean {
    return this.#timer !== undefined;
  }

  start(milliseconds: number, callback: () => void): void {
    this.cancel();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      callback();
    }, milliseconds);
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
