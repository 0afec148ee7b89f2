/**
 * Selecting and copying text across rows that come and go: the rows at both ends of a selection keep
 * their slots, and a copy over several rows is answered from the model, not from what is rendered.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { selectedCells, type Boundary } from './cell-range.js';
import { select, selectionIn } from './composed-selection.js';
import type { TableElements } from './table-viewport.js';

export interface RowSelectionOptions {
  readonly root: ShadowRoot;
  /** Header and rows: everything that can be selected. */
  readonly grid: HTMLElement;
  readonly elements: TableElements;
  readonly rowCount: () => number;
  readonly idAt: (node: Node | null) => string | undefined;
  readonly indexOf: (id: string) => number;
  /** The element of the row at an index, when it is rendered. */
  readonly slotAt: (index: number) => HTMLElement | undefined;
  /** One line for the heads of the columns. */
  readonly heading: () => string;
  /** One line for the row at an index. */
  readonly textAt: (index: number) => string | undefined;
  readonly pin: (end: 'selection-anchor' | 'selection-focus', id: string | undefined) => void;
}

/** A row that a selection starts or ends in, and where it was when it was last seen. */
interface End {
  readonly id: string;
  readonly index: number;
}

export class RowSelection implements ReactiveController {
  readonly #options: RowSelectionOptions;
  #anchor: End | undefined;
  #focus: End | undefined;
  #active = false;
  /** The one it listens to: the element may come to another. */
  #document: Document | undefined;
  /** The row in which the selection of all of them ends, as the browser puts it: one that is rendered. */
  #endOfAll: string | undefined;

  constructor(host: ReactiveControllerHost, options: RowSelectionOptions) {
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    this.#document = this.#options.root.ownerDocument;
    this.#document.addEventListener('selectionchange', this.#onChange);
  }

  hostDisconnected(): void {
    this.#document?.removeEventListener('selectionchange', this.#onChange);
    this.#hold(undefined, undefined);
  }

  /** Whether text in the table is selected right now. */
  get active(): boolean {
    return this.#active;
  }

  /** Ids of the rows a selection starts and ends in. */
  get ends(): readonly (string | undefined)[] {
    return [this.#anchor?.id, this.#focus?.id];
  }

  /** Every row that is loaded, and the heads of the columns. */
  selectAll(): void {
    const { root, grid, idAt } = this.#options;
    select(root, [grid, 0], [grid, grid.childNodes.length]);
    this.#endOfAll = idAt(selectionIn(root).focus?.[0] ?? null);
  }

  /** Remembers what is selected; what it gives selects that again. */
  keep(): () => void {
    const { root } = this.#options;
    const { anchor, focus } = selectionIn(root);
    return () => {
      const now = selectionIn(root);
      const same = isSame(anchor, now.anchor) && isSame(focus, now.focus);
      if (!same && anchor && focus) select(root, anchor, focus);
    };
  }

  /** Rows were rendered: those at the ends may have moved, or left the list. */
  check(): void {
    const [anchor, focus] = [this.#anchor, this.#focus];
    if (!anchor && !focus) return;
    const { indexOf } = this.#options;
    const [from, to] = [anchor, focus].map((end) => end && { ...end, index: indexOf(end.id) });
    if (from?.index !== -1 && to?.index !== -1) [this.#anchor, this.#focus] = [from, to];
    else if (anchor && focus) this.#shrink(anchor, focus, from?.index === -1, to?.index === -1);
  }

  /** An end whose row has left goes to the next row that is selected; with no such row, none is. */
  #shrink(anchor: End, focus: End, anchorLeft: boolean, focusLeft: boolean): void {
    const { root, slotAt, indexOf } = this.#options;
    const down = anchor.index <= focus.index;
    const [kept, left] = [anchorLeft ? focus : anchor, anchorLeft ? anchor : focus];
    const upper = down === anchorLeft;
    const other = indexOf(kept.id);
    // The row next to the one that left: as far from the other end as it was, less one.
    const distance = kept.index - left.index;
    const index = other - distance + Math.sign(distance);
    const slot = slotAt(index);
    const selected = upper ? index <= other : index >= other;
    const ends = selectionIn(root);
    const next: Boundary | undefined = slot && [slot, upper ? 0 : slot.childNodes.length];
    if ((anchorLeft && focusLeft) || !selected || !next) select(root, undefined, undefined);
    else if (anchorLeft) select(root, next, ends.focus);
    else select(root, ends.anchor, next);
  }

  readonly #onChange = (): void => {
    const { root, elements } = this.#options;
    const { anchor, focus } = selectionIn(root);
    const isInside = (end: Boundary | undefined) => elements.scroller.contains(end?.[0] ?? null);
    this.#active = isInside(anchor) || isInside(focus);
    this.#hold(this.#endAt(anchor), this.#endAt(focus));
    if (this.#anchor || this.#focus?.id !== this.#endOfAll) this.#endOfAll = undefined;
  };

  #endAt(boundary: Boundary | undefined): End | undefined {
    const id = boundary && this.#options.idAt(boundary[0]);
    return id === undefined ? undefined : { id, index: this.#options.indexOf(id) };
  }

  #hold(anchor: End | undefined, focus: End | undefined): void {
    this.#anchor = anchor;
    this.#focus = focus;
    this.#options.pin('selection-anchor', anchor?.id);
    this.#options.pin('selection-focus', focus?.id);
  }

  /** A piece of one cell is copied by the browser, and so is what reaches beyond the table. */
  readonly onCopy = (event: ClipboardEvent): void => {
    const text = this.#text();
    if (text === undefined || !event.clipboardData) return;
    event.clipboardData.setData('text/plain', text);
    event.preventDefault();
  };

  #text(): string | undefined {
    const { root, heading, textAt, rowCount, slotAt } = this.#options;
    const { anchor, focus } = selectionIn(root);
    if (!anchor || !focus) return undefined;
    const ends = [anchor, focus].map((at) => ({ at, index: this.#indexOf(at) }));
    // In the order of the rows: that of the DOM may be another while rows are recycled.
    const [start, end] = ends.sort((a, b) => (a.index ?? 0) - (b.index ?? 0)) as [Edge, Edge];
    if (start.index === undefined || end.index === undefined) return undefined;
    if (start.index === end.index) {
      const slot = slotAt(start.index);
      const cells = slot ? selectedCells(slot, anchor, focus) : [];
      return cells.length > 1 ? cells.join('\t') : undefined;
    }
    const [above, below] = [slotAt(start.index), slotAt(end.index)];
    const atStart = above && selectedCells(above, start.at, undefined);
    const atEnd = below && selectedCells(below, undefined, end.at);
    // A triple click ends before the first letter of the next row.
    const from = start.index + (atStart?.length === 0 ? 1 : 0);
    const to = end.index - (atEnd?.length === 0 ? 1 : 0);
    if (from === to && from === start.index && atStart) return atStart.join('\t');
    if (from === to && to === end.index && atEnd) return atEnd.join('\t');
    const lines: string[] = start.index < 0 ? [heading()] : [];
    const last = this.#endOfAll === undefined ? to : rowCount() - 1;
    for (let index = Math.max(0, from); index <= Math.min(last, rowCount() - 1); index++) {
      const line = textAt(index);
      if (line !== undefined) lines.push(line);
    }
    return lines.join('\n');
  }

  /** The row a boundary lies in; -1 above all rows, their count below them, nothing elsewhere. */
  #indexOf([node, offset]: Boundary): number | undefined {
    const { idAt, indexOf, rowCount, elements } = this.#options;
    const id = idAt(node) ?? idAt(node.childNodes[offset] ?? null);
    if (id !== undefined) return indexOf(id);
    if (!elements.scroller.contains(node)) return undefined;
    const range = new Range();
    range.selectNodeContents(elements.body);
    return range.comparePoint(node, offset) < 0 ? -1 : rowCount();
  }
}

const isSame = (one: Boundary | undefined, other: Boundary | undefined): boolean =>
  one?.[0] === other?.[0] && one?.[1] === other?.[1];

interface Edge {
  readonly at: Boundary;
  readonly index: number | undefined;
}
