/** What the reader does in the table, by keyboard and pointer: for which of its parts each event is meant. */
import type { ColumnResize } from './column-resize.js';
import type { DragSelection } from './drag-selection.js';
import type { GridFocus } from './grid-focus.js';
import { RaisedLink } from './raised-link.js';
import type { RowExtrasOptions } from './row-extras.js';
import type { RowOrder } from './row-order.js';
import type { RowSelection } from './row-selection.js';
import type { Tooltip } from './tooltip.js';

export interface GridEventsOptions
  extends Pick<RowExtrasOptions, 'list' | 'viewport' | 'shared' | 'togglePlay'> {
  readonly grid: HTMLElement;
  /** Of the tooltip. */
  readonly bubble: HTMLElement;
  readonly focus: GridFocus;
  readonly selection: RowSelection;
  readonly tooltip: Tooltip;
  readonly order: RowOrder;
  readonly drag: DragSelection;
  readonly heads: ColumnResize;
  /** Opens a row as the event would have opened its link. */
  readonly follow: (id: string, event: KeyboardEvent) => void;
}

export class GridEvents {
  readonly #options: GridEventsOptions;
  readonly #link = new RaisedLink();
  /** The row a pointer is down on. */
  pressed: string | undefined;

  /** Listeners on the element's own nodes: they live and die with it. */
  constructor(options: GridEventsOptions) {
    const { grid, bubble, tooltip, drag, order, selection } = options;
    this.#options = options;
    grid.addEventListener('keydown', this.#onKeyDown);
    grid.addEventListener('focusin', this.#onFocusIn);
    grid.addEventListener('focusout', this.#onFocusOut);
    grid.addEventListener('pointerdown', this.#onPointerDown);
    grid.addEventListener('pointerdown', drag.onPointerDown);
    grid.addEventListener('pointerup', this.#onPointerUp);
    grid.addEventListener('mousedown', this.#onMouseDown);
    grid.addEventListener('pointercancel', this.#onPointerUp);
    // The menu looks for its link after this event, within the same task.
    grid.addEventListener('contextmenu', () => setTimeout(this.#link.lower));
    grid.addEventListener('pointerover', this.#onPointerOver);
    grid.addEventListener('pointerleave', () => tooltip.hover(undefined));
    grid.addEventListener('selectstart', order.restore);
    grid.addEventListener('copy', selection.onCopy);
    bubble.addEventListener('pointerenter', () => tooltip.hover(bubble));
    bubble.addEventListener('pointerleave', () => tooltip.hover(undefined));
  }

  /** Another row may be in the place of the one whose link was raised. */
  rendered(): void {
    this.#link.lower();
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    const id = this.#idOf(event);
    if (id === undefined || event.isComposing) return;
    const { shared, list, heads, focus, selection, follow, togglePlay } = this.#options;
    const control = shared.controlOf(event);
    // The keys of a field are its own; only the host brings fields.
    if ((event.target as Element).matches('input, select, textarea')) return;
    if (isUp(event) && list.indexOf(id) === 0) heads.enter(cellOf(event)?.dataset['column']);
    else if (event.key === 'Enter' && !control) follow(id, event);
    else if (event.key === ' ' && !(control instanceof HTMLButtonElement)) togglePlay(id);
    else if (isSelectAll(event)) selection.selectAll();
    else if (!focus.onKeyDown(event)) return;
    event.preventDefault();
  };

  readonly #onFocusIn = (event: FocusEvent): void => {
    const { focus, tooltip } = this.#options;
    const id = this.#idOf(event);
    const cell = cellOf(event);
    if (id === undefined || !cell) return;
    focus.onFocusIn(cell, id);
    const target = event.target as HTMLElement;
    if (target.matches(':focus-visible')) tooltip.show(cell, target);
  };

  readonly #onFocusOut = (): void => {
    const { focus, tooltip } = this.#options;
    focus.onFocusOut();
    tooltip.hide();
  };

  readonly #onPointerOver = (event: PointerEvent): void => {
    const { shared, tooltip } = this.#options;
    // The link lies beneath the whole row, so a pointer on it is over no cell in particular.
    const onLink = shared.controlOf(event)?.classList.contains('row-link');
    tooltip.hover(onLink ? undefined : cellOf(event));
  };

  readonly #onPointerDown = (event: PointerEvent): void => {
    const { viewport, shared, selection } = this.#options;
    this.#link.lower();
    const id = this.#idOf(event);
    this.pressed = id;
    // Where text is selected, the menu is for the text.
    if (id === undefined || event.button !== 2 || selection.active) return;
    if (!shared.controlOf(event)) this.#link.raise(viewport.slotOf(id));
  };

  /** The browser would start to scroll by itself on a middle click that is meant for the link. */
  readonly #onMouseDown = (event: MouseEvent): void => {
    if (event.button === 1 && this.#idOf(event)) event.preventDefault();
  };

  readonly #onPointerUp = (): void => {
    this.pressed = undefined;
  };

  #idOf(event: Event): string | undefined {
    return this.#options.viewport.idAt(event.target as Node);
  }
}

/** The keys of every platform for it; on a row they mean the table, not the whole page. */
const isSelectAll = ({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): boolean =>
  key.toLowerCase() === 'a' && ctrlKey !== metaKey && !shiftKey && !altKey;

const isUp = ({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): boolean =>
  key === 'ArrowUp' && !ctrlKey && !metaKey && !shiftKey && !altKey;

function cellOf(event: Event): HTMLElement | undefined {
  return (event.target as Element).closest<HTMLElement>('[data-column]') ?? undefined;
}
