/**
 * The one tooltip of an inbox. It lies in the top layer outside the rows, opens on hover and on
 * keyboard focus, can be hovered itself, and closes on Escape, on scroll and when its row goes.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Milliseconds the pointer may take to reach the tooltip. */
const GRACE = 200;
/** Milliseconds the pointer rests on a cell before the tooltip opens. */
const REST = 250;
const GAP = 4;
/** Characters. */
const MOST_TOLD = 120_000;

export class Tooltip implements ReactiveController {
  readonly #element: HTMLElement;
  readonly #textOf: (cell: HTMLElement) => string | undefined;
  #owner: HTMLElement | undefined;
  #described: HTMLElement | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    host: ReactiveControllerHost,
    options: {
      readonly element: HTMLElement;
      /** What there is to say about a cell, if anything. */
      readonly textOf: (cell: HTMLElement) => string | undefined;
    },
  ) {
    this.#element = options.element;
    this.#textOf = options.textOf;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.hide();
  }

  /** The pointer moved over a cell, over the tooltip itself, or elsewhere. */
  hover(over: HTMLElement | undefined): void {
    clearTimeout(this.#timer);
    if (over && (over === this.#owner || over === this.#element)) return;
    if (over) this.#timer = setTimeout(() => this.show(over), REST);
    else if (this.#owner && !this.#described) this.#timer = setTimeout(() => this.hide(), GRACE);
  }

  /** Shows what there is to say about a cell; `focused` is described by it. */
  show(cell: HTMLElement, focused?: HTMLElement): void {
    const text = this.#tell(cell);
    const element = this.#element;
    this.hide();
    if (!text || !cell.isConnected) return;
    element.textContent = text;
    element.showPopover();
    document.addEventListener('keydown', this.#onKeyDown, { capture: true });
    place(element, cell);
    this.#owner = cell;
    this.#described = focused;
    focused?.setAttribute('aria-describedby', element.id);
  }

  /** Megabytes of text would hold up the page while they are laid out. */
  #tell(cell: HTMLElement): string | undefined {
    const text = this.#textOf(cell);
    return text && text.length > MOST_TOLD ? `${text.slice(0, MOST_TOLD)}…` : text;
  }

  /** Rows were rendered: what was said of a cell may not be true of it any more. */
  check(): void {
    if (this.#owner && this.#tell(this.#owner) !== this.#element.textContent) this.hide();
  }

  /** Wherever focus is, Escape closes the tooltip and does nothing else. */
  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.hide();
  };

  hide(): void {
    clearTimeout(this.#timer);
    this.#described?.removeAttribute('aria-describedby');
    this.#described = undefined;
    if (!this.#owner) return;
    this.#owner = undefined;
    document.removeEventListener('keydown', this.#onKeyDown, { capture: true });
    if (this.#element.matches(':popover-open')) this.#element.hidePopover();
  }
}

/** Below the cell where there is room, else above; never outside the viewport. */
function place(element: HTMLElement, cell: HTMLElement): void {
  const at = cell.getBoundingClientRect();
  const own = element.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const rtl = getComputedStyle(cell).direction === 'rtl';
  const left = rtl ? at.right - own.width : at.left;
  const below = at.bottom + GAP;
  const top = below + own.height <= clientHeight ? below : at.top - own.height - GAP;
  element.style.left = `${Math.max(GAP, Math.min(left, clientWidth - own.width - GAP))}px`;
  element.style.top = `${Math.max(GAP, top)}px`;
}
