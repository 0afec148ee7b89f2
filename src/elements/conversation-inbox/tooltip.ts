/**
 * The one tooltip of an inbox. It lies in the top layer outside the rows, opens on hover and on
 * keyboard focus, can be hovered itself, and closes on Escape and when its row goes. When its cell
 * moves, what the keyboard asked for goes along, and what a pointer asked for closes: the pointer is
 * on something else by then.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { placeTip } from '../../internal/place-tip.js';

/** Milliseconds the pointer may take to reach the tooltip. */
const GRACE = 200;
/** Milliseconds the pointer rests on a cell before the tooltip opens. */
const REST = 250;
/** Characters. */
const MOST_TOLD = 120_000;

export class Tooltip implements ReactiveController {
  readonly #element: HTMLElement;
  readonly #textOf: (cell: HTMLElement) => string | undefined;
  #owner: HTMLElement | undefined;
  #described: HTMLElement | undefined;
  /** Where the cell was when the tooltip was placed. */
  #at: DOMRect | undefined;
  /** Ends the listeners of an open tooltip. */
  #open: AbortController | undefined;
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
    this.#listen(cell);
    this.#at = placeTip(element, cell);
    this.#owner = cell;
    this.#described = focused;
    focused?.setAttribute('aria-describedby', element.id);
  }

  /** Megabytes of text would hold up the page while they are laid out. */
  #tell(cell: HTMLElement): string | undefined {
    const text = this.#textOf(cell);
    return text && text.length > MOST_TOLD ? `${text.slice(0, MOST_TOLD)}…` : text;
  }

  /** Rows were rendered: the cell may say something else now, or be elsewhere. */
  check(): void {
    const cell = this.#owner;
    if (!cell) return;
    if (this.#tell(cell) !== this.#element.textContent) return this.hide();
    const { top, left } = cell.getBoundingClientRect();
    if (top !== this.#at?.top || left !== this.#at.left) this.follow();
  }

  /** The cell moved, or will not be under the pointer any more. */
  follow(): void {
    clearTimeout(this.#timer);
    const cell = this.#owner;
    if (cell && this.#described && isSeen(cell, this.#element)) {
      this.#at = placeTip(this.#element, cell);
    } else this.hide();
  }

  /**
   * Whatever the inbox lies in may be scrolled; scroll events do not leave their shadow tree. Of its
   * own scrolling the inbox tells by `follow()`, for it matters before the tooltip is open, too.
   */
  #listen(cell: HTMLElement): void {
    this.#open = new AbortController();
    const options = { capture: true, signal: this.#open.signal };
    for (let inside: Node | undefined = (cell.getRootNode() as ShadowRoot).host; inside; ) {
      const [within, root]: [Node, Node] = [inside, inside.getRootNode()];
      const onScroll = ({ target }: Event) => {
        if ((target as Node).contains(within)) this.follow();
      };
      root.addEventListener('scroll', onScroll, { ...options, passive: true });
      inside = (root as Partial<ShadowRoot>).host;
    }
    const { ownerDocument } = cell;
    ownerDocument.defaultView?.addEventListener('resize', () => this.follow(), options);
    ownerDocument.addEventListener('keydown', this.#onKeyDown, options);
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
    this.#open?.abort();
    if (this.#element.matches(':popover-open')) this.#element.hidePopover();
  }
}

/** The tooltip's own element, in the top layer when open. */
export function createBubble(beside: HTMLElement): HTMLElement {
  const bubble = document.createElement('div');
  bubble.className = 'tooltip';
  bubble.id = 'tooltip';
  bubble.popover = 'manual';
  bubble.setAttribute('part', 'tooltip');
  bubble.setAttribute('role', 'tooltip');
  beside.after(bubble);
  return bubble;
}

/** Whether the middle of what the table shows of a cell can be seen, and is the row's own. */
function isSeen(cell: HTMLElement, tooltip: HTMLElement): boolean {
  const root = cell.getRootNode() as ShadowRoot;
  const row = cell.parentElement;
  const [at, view] = [cell, row?.parentElement?.closest('.scroller') ?? cell].map((element) =>
    element.getBoundingClientRect(),
  ) as [DOMRect, DOMRect];
  const middle = (Math.max(at.left, view.left) + Math.min(at.right, view.right)) / 2;
  const found = root.elementFromPoint(middle, at.top + at.height / 2);
  return found !== null && (found === tooltip || row?.contains(found) === true);
}
