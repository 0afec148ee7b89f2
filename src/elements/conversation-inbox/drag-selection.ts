/**
 * A selection that the pointer drags beyond the rows. There a browser takes the text that is nearest
 * in the layout, where every row lies at the top of the table and only its transform moves it. So
 * the row at the edge of the view is found for it, for as long as the button is down.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Boundary } from './cell-range.js';
import { select, selectionIn } from './composed-selection.js';
import type { TableElements } from './table-viewport.js';

export interface DragSelectionOptions {
  readonly root: ShadowRoot;
  readonly elements: TableElements;
  /** The place in the list of the row a node lies in; -1 when it lies in none. */
  readonly indexAt: (node: Node) => number;
  /** Puts the rows into the order that a selection over them follows. */
  readonly restoreOrder: () => void;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

export class DragSelection implements ReactiveController {
  readonly #options: DragSelectionOptions;
  #listening: AbortController | undefined;
  #pointer: Point = { x: 0, y: 0 };

  constructor(host: ReactiveControllerHost, options: DragSelectionOptions) {
    this.#options = options;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#listening?.abort();
  }

  readonly onPointerDown = (event: PointerEvent): void => {
    // Fingers and pens have handles for it.
    if (event.button !== 0 || event.pointerType !== 'mouse') return;
    this.#listening?.abort();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.#pointer = event;
    const onMove = (move: PointerEvent) => {
      this.#pointer = move;
    };
    const { ownerDocument } = this.#options.root;
    ownerDocument.addEventListener('pointermove', onMove, { signal, passive: true });
    ownerDocument.addEventListener('pointerup', this.#onEnd, { signal });
    ownerDocument.addEventListener('pointercancel', this.#onEnd, { signal });
    ownerDocument.addEventListener('selectionchange', this.correct, { signal });
  };

  readonly #onEnd = (): void => {
    this.correct();
    this.#listening?.abort();
  };

  /** The selection changed, or other rows came under the pointer. */
  readonly correct = (): void => {
    if (!this.#listening || this.#listening.signal.aborted) return;
    const { root, indexAt, restoreOrder } = this.#options;
    const { anchor, focus } = selectionIn(root);
    const from = anchor ? indexAt(anchor[0]) : -1;
    if (!anchor || !focus || from < 0) return;
    restoreOrder();
    const slot = this.#rowAtEdge();
    const to = slot ? indexAt(slot) : -1;
    // Within one row the browser knows better.
    if (!slot || to < 0 || to === from || indexAt(focus[0]) === to) return;
    const end: Boundary = [slot, to < from ? 0 : slot.childNodes.length];
    select(root, anchor, end);
  };

  /** The row at the edge of the view that the pointer is beyond; none while it is over the rows. */
  #rowAtEdge(): Element | undefined {
    const { root, elements } = this.#options;
    const { scroller, header } = elements;
    const { left, right, bottom } = scroller.getBoundingClientRect();
    const top = header.getBoundingClientRect().bottom;
    const { x, y } = this.#pointer;
    const inside = { x: clamp(x, left + 4, right - 4), y: clamp(y, top + 2, bottom - 4) };
    if (inside.x === x && inside.y === y) return undefined;
    return root.elementFromPoint(inside.x, inside.y)?.closest('.row') ?? undefined;
  }
}

const clamp = (value: number, least: number, most: number): number =>
  Math.max(least, Math.min(value, most));
