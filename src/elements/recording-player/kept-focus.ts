/**
 * Focus that would be lost with what had it goes to the same control in its new place, else beside it,
 * and not to the start of the page.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export class KeptFocus implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  /** Selects what had focus before the update. */
  #had: string | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    const active = this.#host.shadowRoot?.activeElement;
    this.#had = active ? `[part="${active.getAttribute('part')}"]` : undefined;
  }

  hostUpdated(): void {
    const root = this.#host.shadowRoot;
    const isLost = () => this.#had && !root?.activeElement?.matches(':not(:disabled)');
    if (isLost()) root?.querySelector<HTMLElement>(this.#had!)?.focus();
    if (isLost()) this.#host.focus();
  }
}
