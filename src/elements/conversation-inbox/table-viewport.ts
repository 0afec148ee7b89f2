/**
 * What the reader sees of the rows: scroll position, row height, the rows rendered for it, and the
 * anchor row that stays where it is when rows are merged. All of it follows the scroller, measured
 * once per change and never per row.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ConversationList, ListUpdate } from '../../list/conversation-list.js';
import type { Conversation } from '../../model/conversation.js';
import type { GridColumns } from './columns.js';
import { RowWindow, type PinReason } from './row-window.js';

const DEFAULT_ROW_HEIGHT = 40;
const ORDER: readonly ListUpdate[] = ['status', 'rows', 'top', 'merge', 'reset'];

export interface TableElements {
  readonly scroller: HTMLElement;
  readonly header: HTMLElement;
  readonly body: HTMLElement;
  /** An unseen line with a row's font and padding; its height is a row's height. */
  readonly probe: HTMLElement;
}

/** Once the inbox has rendered, they are there for good. */
export function tableElements(root: ParentNode): TableElements {
  const find = (name: string) => root.querySelector(`.${name}`) as HTMLElement;
  return {
    scroller: find('scroller'),
    header: find('header'),
    body: find('body'),
    probe: find('probe'),
  };
}

export interface TableViewportOptions {
  readonly list: ConversationList;
  readonly elements: () => TableElements;
  readonly createSlot: () => HTMLElement;
  readonly bind: (slot: HTMLElement, conversation: Conversation) => void;
  /** Rows were rendered: tab stop and DOM order follow. */
  readonly rendered: () => void;
}

export class TableViewport implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: TableViewportOptions;
  #window: RowWindow<Conversation> | undefined;
  /** From `start()` on. Nothing that needs them comes before it. */
  elements!: TableElements;
  #observer: ResizeObserver | undefined;
  #rowHeight = DEFAULT_ROW_HEIGHT;
  #headerHeight = 0;
  #height = 0;
  #top = 0;
  #scrolledAt = 0;
  #bodyHeight = -1;
  #noted: ListUpdate | undefined;
  #columns: GridColumns | undefined;
  #reporting = false;
  /** Hidden or taken out of the document, a scroller forgets its position. */
  #forgot = false;
  #anchor: { readonly id: string; readonly offset: number } | undefined;
  /** No further row could be shown: the browser makes no taller element. */
  full = false;

  constructor(host: ReactiveControllerHost, options: TableViewportOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    // Before the first render there is nothing to observe; `start()` follows it.
    if (this.#window) this.#observe();
  }

  hostDisconnected(): void {
    this.#forgot = true;
    this.#observer?.disconnect();
  }

  /** Called once, after the element's first render. */
  start(): void {
    if (this.#window) return;
    this.elements = this.#options.elements();
    this.#window = new RowWindow({
      container: this.elements.body,
      idOf: (row) => row.id,
      createSlot: this.#options.createSlot,
      bind: this.#options.bind,
    });
    this.#measure();
    this.#observe();
  }

  /** When the reader last scrolled, as `performance.now()`. */
  get scrolledAt(): number {
    return this.#scrolledAt;
  }

  /** Pixels. */
  get rowHeight(): number {
    return this.#rowHeight;
  }

  get atTop(): boolean {
    return this.#top < 1;
  }

  /** Index of the first row not covered by the header. */
  get firstInView(): number {
    return Math.max(0, Math.ceil(this.#top / this.#rowHeight - 0.5));
  }

  /** Whole rows that fit. */
  get rowsInView(): number {
    return Math.max(1, Math.floor(this.#height / this.#rowHeight));
  }

  /** What `getState()` remembers. */
  get position(): { readonly anchorIndex: number; readonly offset: number } {
    const anchorIndex = Math.floor(this.#top / this.#rowHeight);
    return { anchorIndex, offset: this.#top - anchorIndex * this.#rowHeight };
  }

  /** The row elements in use, in the order of their rows. */
  get slots(): readonly HTMLElement[] {
    return this.#window?.slots ?? [];
  }

  slotOf(id: string): HTMLElement | undefined {
    return this.#window?.slotOf(id);
  }

  idAt(node: Node | null): string | undefined {
    return this.#window?.idAt(node);
  }

  pin(reason: PinReason, id: string | undefined): void {
    this.#window?.pin(reason, id);
  }

  /** Everything a row is made of changed: columns, language, links. */
  invalidate(columns: GridColumns): void {
    this.lay(columns);
    this.#window?.invalidate();
  }

  /** Where the columns lie, from the next `apply()` on; rows keep all that is in them. */
  lay(columns: GridColumns): void {
    this.#columns = columns;
  }

  /** Remembers what the list changed until the element has rendered; of two, what moves more. */
  note(update: ListUpdate): void {
    if (this.#noted === undefined || ORDER.indexOf(update) > ORDER.indexOf(this.#noted))
      this.#noted = update;
  }

  /** Renders one row anew, when it is rendered at all. */
  refreshRow(id: string): void {
    this.#window?.invalidateRow(id);
    this.#render();
  }

  /** Takes over what was noted; the one place that compensates the scroll position. */
  apply(): void {
    const update = this.#noted;
    this.#noted = undefined;
    this.#applyColumns();
    const height = this.#options.list.count * this.#rowHeight;
    if (height !== this.#bodyHeight) {
      this.#bodyHeight = height;
      this.elements.body.style.blockSize = `${height}px`;
    }
    if (update === 'reset') this.scrollTo(0);
    else if (update === 'merge') this.#compensate();
    this.#render();
  }

  /** @param top Pixels past the first row. */
  scrollTo(top: number): void {
    const { scroller } = this.elements;
    scroller.scrollTop = top;
    // Hidden, it cannot scroll: the wish is kept until it is shown.
    this.#top = scroller.clientHeight > 0 ? scroller.scrollTop : Math.max(0, top);
  }

  /** Puts a row at the top of the view, `offset` pixels past its own top. */
  scrollToRow(index: number, offset = 0): void {
    this.scrollTo(index * this.#rowHeight + offset);
    this.#render();
  }

  /** Scrolls just as far as a row needs to be seen whole. */
  reveal(index: number): void {
    const top = index * this.#rowHeight;
    if (top < this.#top) this.scrollTo(top);
    else if (top + this.#rowHeight > this.#top + this.#height)
      this.scrollTo(top + this.#rowHeight - this.#height);
    this.#render();
  }

  readonly onScroll = (): void => {
    const { scroller } = this.elements;
    scroller.toggleAttribute('data-scrolled', scroller.scrollLeft !== 0);
    if (scroller.scrollTop !== this.#top) {
      this.#top = scroller.scrollTop;
      this.#scrolledAt = performance.now();
      this.#render();
    }
  };

  #applyColumns(): void {
    if (!this.#columns) return;
    const { style } = this.elements.scroller;
    for (const [name, value] of Object.entries(this.#columns)) style.setProperty(name, value);
    this.#columns = undefined;
  }

  #compensate(): void {
    const index = this.#anchor ? this.#options.list.indexOf(this.#anchor.id) : -1;
    if (index >= 0 && this.#anchor) this.scrollTo(index * this.#rowHeight + this.#anchor.offset);
  }

  #render(): void {
    const { list, rendered } = this.#options;
    if (!this.#window) return;
    this.#window.render(list, {
      top: this.#top,
      height: this.#height,
      rowHeight: this.#rowHeight,
    });
    const { anchorIndex, offset } = this.position;
    const anchor = list.rowAt(anchorIndex);
    this.#anchor = anchor && { id: anchor.id, offset };
    rendered();
    this.#report();
  }

  /**
   * Tells the list where the reader is. In a microtask: the list may answer with a change, and this
   * is reached from within the element's update. A hidden inbox has no height and asks for nothing.
   */
  #report(): void {
    if (this.#reporting) return;
    this.#reporting = true;
    queueMicrotask(() => {
      this.#reporting = false;
      const { list } = this.#options;
      const left = list.count * this.#rowHeight - this.#top - this.#height;
      list.setAtTop(this.atTop);
      list.setEndInView(this.#height > 0 && left < this.#height && !this.full);
    });
  }

  #observe(): void {
    const { scroller, header, probe } = this.elements;
    // That of the document the element is in now, which need not be the one it came from.
    const { defaultView } = scroller.ownerDocument;
    this.#observer = new (defaultView ?? window).ResizeObserver(() => this.#onResize());
    // Not the scroller: scroll bars that come with what is done here would change its size again.
    this.#observer.observe(scroller.parentElement ?? scroller);
    // Its content stays as high when only the padding changes.
    this.#observer.observe(probe, { box: 'border-box' });
    this.#observer.observe(header);
  }

  #onResize(): void {
    const before = this.#rowHeight;
    this.#measure();
    if (this.#rowHeight !== before) this.note('merge');
    this.apply();
    this.#host.requestUpdate();
  }

  #measure(): void {
    const { scroller, header, probe } = this.elements;
    this.#rowHeight = Math.ceil(probe.offsetHeight) || this.#rowHeight;
    this.#headerHeight = header.offsetHeight;
    this.#height = Math.max(0, scroller.clientHeight - this.#headerHeight);
    // It gets its position back. Else the scroller's own is right: the reader may have scrolled in this
    // very frame.
    if (this.#forgot && scroller.scrollTop !== this.#top) this.scrollTo(this.#top);
    this.#forgot = this.#height === 0;
    scroller.style.setProperty('--_row-height', `${this.#rowHeight}px`);
    scroller.parentElement?.style.setProperty('--_header-height', `${this.#headerHeight}px`);
  }
}
