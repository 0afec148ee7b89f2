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
  /** Slots that should not move now, the most important first. */
  readonly still: () => readonly (HTMLElement | undefined)[];
  /** What is selected now, to be selected again: an end whose slot moves is lost. */
  readonly keepSelection: () => () => void;
  /** Scrolling rests, and the order is right. */
  readonly rested: () => void;
}

export class RowOrder implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly isConnected: boolean };
  readonly #options: RowOrderOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    host: ReactiveControllerHost & { readonly isConnected: boolean },
    options: RowOrderOptions,
  ) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Rows were rendered. Live changes do not put it off, or a busy list were never in order. */
  rendered(): void {
    if (!this.#host.isConnected) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (performance.now() - this.#options.scrolledAt() < REST) return this.rendered();
      this.restore();
      this.#options.rested();
    }, REST);
  }

  /** At once, before a selection starts. */
  readonly restore = (): void => {
    const { still, keepSelection } = this.#options;
    const slots = this.#options.slots();
    const fixed = inOrder([...still(), ...longestRun(slots)], slots);
    let next: Element | null = null;
    let selectAgain: (() => void) | undefined;
    for (const slot of slots.toReversed()) {
      if (slot.nextElementSibling !== next && !fixed.has(slot)) {
        selectAgain ??= keepSelection();
        move(slot, next);
      }
      next = slot;
    }
    selectAgain?.();
  };
}

/** Of these slots, the ones that are in order among themselves; the first ones win. */
function inOrder(
  candidates: readonly (HTMLElement | undefined)[],
  slots: readonly HTMLElement[],
): ReadonlySet<HTMLElement> {
  const places = new Map(slots.map((slot, index) => [slot, index]));
  const kept = new Set<HTMLElement>();
  for (const slot of candidates) {
    const place = slot && places.get(slot);
    if (!slot || place === undefined) continue;
    const fits = [...kept].every((other) => {
      const later = slot.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING;
      return slot === other || place > places.get(other)! === later > 0;
    });
    if (fits) kept.add(slot);
  }
  return kept;
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
