/**
 * Puts the row slots into the order of their rows once scrolling rests: reading, tab and selection
 * order follow the DOM, and recycling leaves it a rotation of what is seen.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Milliseconds without scrolling that count as rest. */
const REST = 150;

export interface RowOrderOptions {
  /** The slots in use, in the order of their rows. */
  readonly slots: () => readonly HTMLElement[];
  /** When the reader last scrolled, as `performance.now()`. */
  readonly scrolledAt: () => number;
  /** Slots that must not move now. */
  readonly still: () => readonly (HTMLElement | undefined)[];
  /** Scrolling rests, and the order is right. */
  readonly rested: () => void;
}

export class RowOrder implements ReactiveController {
  readonly #options: RowOrderOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, options: RowOrderOptions) {
    this.#options = options;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Rows were rendered. Live changes do not put it off, or a busy list were never in order. */
  rendered(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (performance.now() - this.#options.scrolledAt() < REST) return this.rendered();
      this.restore();
      this.#options.rested();
    }, REST);
  }

  /** At once, before a selection starts. */
  readonly restore = (): void => {
    const slots = this.#options.slots();
    const fixed = new Set([...this.#options.still(), ...longestRun(slots)]);
    let next: Element | null = null;
    for (const slot of slots.toReversed()) {
      if (slot.nextElementSibling !== next && !fixed.has(slot)) move(slot, next);
      next = slot;
    }
  };
}

/** The slots of the longest stretch that is already in DOM order: they need not move. */
function longestRun(slots: readonly HTMLElement[]): readonly HTMLElement[] {
  let best: HTMLElement[] = [];
  let run: HTMLElement[] = [];
  for (const slot of slots) {
    if (run.at(-1)?.nextElementSibling === slot) run.push(slot);
    else run = [slot];
    if (run.length > best.length) best = run;
  }
  return best;
}

type MovableParent = Element & { moveBefore?(node: Node, child: Node | null): void };

/** `moveBefore` keeps focus, selection and animations; where it is missing, focus is put back. */
function move(slot: HTMLElement, before: Element | null): void {
  const parent = slot.parentElement as MovableParent;
  if (parent.moveBefore) {
    parent.moveBefore(slot, before);
    return;
  }
  const { activeElement } = slot.getRootNode() as ShadowRoot;
  parent.insertBefore(slot, before);
  if (slot.contains(activeElement)) (activeElement as HTMLElement).focus({ preventScroll: true });
}
