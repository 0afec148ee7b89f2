/**
 * The recycling window: a fixed-height list of which only the rows in view, and a few beside them,
 * exist. It owns the slots (the row elements), creates each once and knows no columns.
 *
 * A row that stays in the window keeps its slot; a row that enters takes any free one. A pinned
 * row's slot is never free, so focus and selection survive scrolling. DOM order is not its business:
 * see `row-order.ts`.
 */

export interface Rows<Row> {
  readonly count: number;
  rowAt(index: number): Row | undefined;
  indexOf(id: string): number;
}

/** Why a row keeps its slot; each reason holds one row. */
export type PinReason = 'tab-stop' | 'selection-anchor' | 'selection-focus';

export interface Viewport {
  /** Pixels scrolled past the first row. */
  readonly top: number;
  /** Pixels of rows in view. */
  readonly height: number;
  /** Pixels of one row. */
  readonly rowHeight: number;
}

export interface RowWindowOptions<Row> {
  /** The positioned element the slots live in. */
  readonly container: HTMLElement;
  readonly idOf: (row: Row) => string;
  readonly createSlot: () => HTMLElement;
  /** Renders a row into a slot. Called only when the slot's row or the `version` changed. */
  readonly bind: (slot: HTMLElement, row: Row) => void;
}

interface Slot<Row> {
  readonly element: HTMLElement;
  id: string | undefined;
  row: Row | undefined;
  index: number;
  top: number;
  version: number;
}

/** Rows rendered beyond each edge of the viewport. */
const OVERSCAN = 6;

export class RowWindow<Row> {
  readonly #options: RowWindowOptions<Row>;
  readonly #slots: Slot<Row>[] = [];
  readonly #byId = new Map<string, Slot<Row>>();
  readonly #pins = new Map<PinReason, string>();
  #version = 0;
  #first = 0;
  #end = 0;

  constructor(options: RowWindowOptions<Row>) {
    this.#options = options;
  }

  /** The element a row is rendered in, when it is. */
  slotOf(id: string): HTMLElement | undefined {
    return this.#byId.get(id)?.element;
  }

  /** The id of the row an element inside a slot belongs to. */
  idAt(node: Node | null): string | undefined {
    return this.#slots.find((slot) => slot.id !== undefined && slot.element.contains(node))?.id;
  }

  /** Keeps a row's slot while it is out of view, one row per reason; `undefined` lets go. */
  pin(reason: PinReason, id: string | undefined): void {
    if (id === undefined) this.#pins.delete(reason);
    else this.#pins.set(reason, id);
  }

  /** Every slot is rendered anew next time: columns, language or links changed. */
  invalidate(): void {
    this.#version++;
  }

  /** One row is rendered anew next time, though its data is the same. */
  invalidateRow(id: string): void {
    const slot = this.#byId.get(id);
    if (slot) slot.version = -1;
  }

  /** Renders what the viewport shows. Synchronous: called from the scroll listener. */
  render(rows: Rows<Row>, viewport: Viewport): void {
    const { top, height, rowHeight } = viewport;
    const inView = Math.ceil(height / rowHeight) + 1;
    const wanted = Math.max(0, Math.floor(top / rowHeight) - OVERSCAN);
    // The window keeps its size at the end of the list: no slot is made or hidden there.
    this.#first = Math.max(0, Math.min(wanted, rows.count - inView - 2 * OVERSCAN));
    this.#end = Math.min(rows.count, this.#first + inView + 2 * OVERSCAN);
    this.#release(rows);
    for (let index = this.#first; index < this.#end; index++) this.#place(rows, index, rowHeight);
    for (const id of this.#pins.values()) this.#place(rows, rows.indexOf(id), rowHeight);
    for (const slot of this.#slots)
      if (slot.id === undefined && !slot.element.hidden) slot.element.hidden = true;
  }

  /** Frees the slots of rows that left the window and are not pinned. */
  #release(rows: Rows<Row>): void {
    const pinned = new Set(this.#pins.values());
    for (const [id, slot] of this.#byId) {
      const index = rows.indexOf(id);
      const stays = index >= this.#first && index < this.#end;
      if (stays || (index >= 0 && pinned.has(id))) continue;
      slot.id = undefined;
      this.#byId.delete(id);
    }
    for (const [reason, id] of this.#pins) if (rows.indexOf(id) < 0) this.#pins.delete(reason);
  }

  #place(rows: Rows<Row>, index: number, rowHeight: number): void {
    const row = rows.rowAt(index);
    if (row === undefined) return;
    const id = this.#options.idOf(row);
    const slot = this.#byId.get(id) ?? this.#take(id);
    const { element } = slot;
    if (element.hidden) element.hidden = false;
    if (slot.index !== index) {
      slot.index = index;
      // The header is row 1, and ARIA counts from 1.
      element.setAttribute('aria-rowindex', String(index + 2));
    }
    if (slot.top !== index * rowHeight) {
      slot.top = index * rowHeight;
      element.style.transform = `translateY(${slot.top}px)`;
    }
    if (slot.row === row && slot.version === this.#version) return;
    this.#options.bind(element, row);
    slot.row = row;
    slot.version = this.#version;
  }

  #take(id: string): Slot<Row> {
    let slot = this.#slots.find((candidate) => candidate.id === undefined);
    if (!slot) {
      const element = this.#options.createSlot();
      slot = { element, id: undefined, row: undefined, index: -1, top: -1, version: -1 };
      this.#slots.push(slot);
      this.#options.container.append(element);
    }
    slot.id = id;
    this.#byId.set(id, slot);
    return slot;
  }

  /** The slots in use, in the order of their rows; the DOM's order may be another. */
  get slots(): readonly HTMLElement[] {
    return this.#slots
      .filter((slot) => slot.id !== undefined)
      .sort((a, b) => a.index - b.index)
      .map((slot) => slot.element);
  }
}
