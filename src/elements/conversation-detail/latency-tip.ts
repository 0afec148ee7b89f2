/** What a latency is made of, on hover and on focus of its badge. One bubble in the top layer. */
import type { LitElement, ReactiveController } from 'lit';
import { placeTip } from '../../internal/place-tip.js';

export class LatencyTip implements ReactiveController {
  readonly #host: LitElement;
  #owner: HTMLElement | undefined;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.hide();
  }

  readonly onOver = (event: PointerEvent): void => this.#show(event);
  readonly onFocus = (event: FocusEvent): void => this.#show(event);

  readonly hide = (): void => {
    this.#owner = undefined;
    const bubble = this.#bubble;
    if (bubble?.matches(':popover-open')) bubble.hidePopover();
  };

  /** What it belongs to was scrolled: focus takes it along, a pointer is on something else by then. */
  moved(): void {
    const [owner, bubble] = [this.#owner, this.#bubble];
    if (owner?.matches(':focus') && bubble) placeTip(bubble, owner);
    else this.hide();
  }

  /** False: it was not open. */
  dismiss(): boolean {
    const isOpen = this.#owner !== undefined;
    this.hide();
    return isOpen;
  }

  get #bubble(): HTMLElement | null {
    return this.#host.renderRoot?.querySelector<HTMLElement>('.tip') ?? null;
  }

  #show(event: Event): void {
    const badge = (event.composedPath() as HTMLElement[]).find((node) =>
      node.matches?.('.latency'),
    );
    if (badge === this.#owner) return;
    const bubble = this.#bubble;
    const text = badge?.dataset['tip'];
    if (!badge || !bubble || !text) return this.hide();
    this.#owner = badge;
    bubble.textContent = text;
    if (!bubble.matches(':popover-open')) bubble.showPopover();
    placeTip(bubble, badge);
  }
}
