/**
 * The grid's one tab stop and its keys. The active cell is kept as (row id, column id); a cell with
 * one control focuses the control. An arrow to a row that is not rendered scrolls, renders and
 * focuses in one task.
 */

export interface GridFocusOptions {
  readonly rowCount: () => number;
  readonly idAt: (index: number) => string | undefined;
  readonly indexOf: (id: string) => number;
  readonly columnIds: () => readonly string[];
  readonly slotOf: (id: string) => HTMLElement | undefined;
  /** The row a reader sees first. */
  readonly firstInView: () => number;
  readonly rowsInView: () => number;
  /** Scrolls a row into view and renders it. */
  readonly reveal: (index: number) => void;
  readonly pin: (id: string | undefined) => void;
  readonly rtl: () => boolean;
  readonly activeElement: () => Element | null;
}

export class GridFocus {
  readonly #options: GridFocusOptions;
  #rowId: string | undefined;
  #columnId: string | undefined;
  /** Where the active row was when it was last seen, to find the row now in its place. */
  #index = 0;
  #stop: HTMLElement | undefined;
  #held = false;

  constructor(options: GridFocusOptions) {
    this.#options = options;
  }

  /** The row that holds focus or would get it. */
  get rowId(): string | undefined {
    return this.#rowId;
  }

  /** Whether a cell or its control has focus. */
  get focused(): boolean {
    const { activeElement } = this.#options;
    return this.#stop !== undefined && activeElement() === this.#stop;
  }

  /** The cell that may have focus is about to be made anew: the next `sync()` brings focus back. */
  hold(): void {
    this.#held ||= this.focused;
  }

  /**
   * Keeps exactly one tab stop after rows or columns changed, and focus with it: if the focused row
   * has left the list, focus goes to the row now in its place.
   */
  sync(): void {
    const { indexOf, idAt, rowCount, firstInView, rowsInView, slotOf, columnIds } = this.#options;
    const hadFocus = this.focused || this.#held;
    this.#held = false;
    const index = this.#rowId === undefined ? -1 : indexOf(this.#rowId);
    if (index >= 0) this.#index = index;
    const rendered = this.#rowId !== undefined && slotOf(this.#rowId) !== undefined;
    if (index < 0 || !rendered) {
      // A row out of view that goes takes no one with it: the reader is elsewhere.
      const seen = this.#index >= firstInView() && this.#index <= firstInView() + rowsInView();
      const inPlace = index < 0 && hadFocus && seen;
      const next = inPlace ? Math.min(this.#index, rowCount() - 1) : firstInView();
      this.#rowId = idAt(next);
      this.#index = Math.max(0, next);
      if (hadFocus && this.#rowId !== undefined) this.#options.pin(this.#rowId);
    }
    if (!columnIds().includes(this.#columnId ?? '')) this.#columnId = undefined;
    // Nothing is scrolled: the reader did not ask, and may look elsewhere on the page.
    this.#setStop(this.#targetOf(this.#rowId, this.#columnId), hadFocus);
  }

  /** Focus entered a cell by pointer, Tab or script. */
  onFocusIn(cell: HTMLElement, rowId: string): void {
    const { indexOf, pin } = this.#options;
    this.#rowId = rowId;
    this.#columnId = cell.dataset['column'];
    this.#index = indexOf(rowId);
    pin(rowId);
    this.#setStop(this.#targetOf(rowId, this.#columnId), false);
  }

  onFocusOut(): void {
    this.#options.pin(undefined);
  }

  /** Focuses the cell of a row in the active column. */
  moveTo(index: number, columnId: string | undefined = this.#columnId): void {
    const { idAt, rowCount, reveal, pin } = this.#options;
    const bounded = Math.max(0, Math.min(index, rowCount() - 1));
    const id = idAt(bounded);
    if (id === undefined) return;
    this.#rowId = id;
    this.#columnId = columnId;
    this.#index = bounded;
    pin(id);
    reveal(bounded);
    this.#setStop(this.#targetOf(id, columnId), true);
    // The inbox itself may be partly out of view. The cell, for a link is as wide as its row.
    const cell = this.#stop?.closest('[data-column]');
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  /** Focuses the active cell, after what had focus outside the rows is gone. */
  returnTo(): void {
    this.moveTo(this.#index);
  }

  /** Handles a key; `true` when it moved. */
  onKeyDown(event: KeyboardEvent): boolean {
    if (event.altKey || event.metaKey || event.shiftKey) return false;
    const { columnIds, rowsInView, rowCount, rtl } = this.#options;
    const ids = columnIds();
    const column = Math.max(0, ids.indexOf(this.#columnId ?? ids[0] ?? ''));
    const page = Math.max(1, rowsInView() - 1);
    const forward = rtl() ? -1 : 1;
    const to = (row: number, columnIndex = column) => {
      this.moveTo(row, ids[Math.max(0, Math.min(columnIndex, ids.length - 1))]);
      return true;
    };
    const index = this.#index;
    switch (event.key) {
      case 'ArrowDown':
        return !event.ctrlKey && to(index + 1);
      case 'ArrowUp':
        return !event.ctrlKey && to(index - 1);
      case 'ArrowRight':
        return !event.ctrlKey && to(index, column + forward);
      case 'ArrowLeft':
        return !event.ctrlKey && to(index, column - forward);
      case 'PageDown':
        return to(index + page);
      case 'PageUp':
        return to(index - page);
      case 'Home':
        return to(event.ctrlKey ? 0 : index, 0);
      case 'End':
        return to(event.ctrlKey ? rowCount() - 1 : index, ids.length - 1);
      default:
        return false;
    }
  }

  #targetOf(rowId: string | undefined, columnId: string | undefined): HTMLElement | undefined {
    const slot = rowId === undefined ? undefined : this.#options.slotOf(rowId);
    const cells = slot ? [...slot.children] : [];
    const cell = (cells.find((node) => (node as HTMLElement).dataset['column'] === columnId) ??
      cells.find((node) => node.getAttribute('role') === 'rowheader') ??
      cells[0]) as HTMLElement | undefined;
    return cell?.querySelector<HTMLElement>(':is(button, a):not([hidden])') ?? cell;
  }

  #setStop(target: HTMLElement | undefined, focus: boolean): void {
    if (this.#stop !== target) {
      if (this.#stop) this.#stop.tabIndex = -1;
      if (target) target.tabIndex = 0;
      this.#stop = target;
    }
    if (!focus || !target || this.#options.activeElement() === target) return;
    target.focus({ preventScroll: true });
  }
}
