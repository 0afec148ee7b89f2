/**
 * What a reader needs once there are rows: keyboard, tooltip, selection, copying, live changes. The
 * inbox loads this right after its first render, so that rows are shown before the code that reacts
 * to the reader arrives. It imports nothing the inbox itself imports: what both need is handed over,
 * else a bundler would cut the first load in two.
 */
import type { CSSResult } from 'lit';
import type { OpenModifiers } from '../../events/inbox.js';
import { AdoptedStyles } from '../../internal/adopted-styles.js';
import type { Messages } from '../../internal/localize.js';
import { overlays as words } from '../../locales/en/overlays.js';
import type { ConversationList } from '../../list/conversation-list.js';
import type { ProviderError } from '../../model/error.js';
import type { Query } from '../../model/query.js';
import { adaptiveStyles } from './adaptive.styles.js';
import { BeyondWindow } from './beyond-window.js';
import { beyondStyles } from './beyond-window.styles.js';
import { columnStyles } from './columns.styles.js';
import { ColumnArrangement, type ColumnsInbox } from './column-state/column-arrangement.js';
import { ColumnResize } from './column-resize.js';
import type { textColumn } from './columns.js';
import { CopyLink } from './copy-link.js';
import { DragSelection } from './drag-selection.js';
import { FocusHandover } from './focus-handover.js';
import { GridEvents } from './grid-events.js';
import { GridFocus } from './grid-focus.js';
import { LiveWatch } from './live-watch.js';
import { overlayStyles, renderOverlays, type Lit, type OverlayContext } from './overlays.js';
import { PageCache } from './page-cache.js';
import { RowSelection } from './row-selection.js';
import { clickLink } from './row-link.js';
import { RowNeighbors } from './row-neighbors.js';
import { RowOrder } from './row-order.js';
import { headText, rowText, textColumns } from './row-text.js';
import { tipOf } from './row-tips.js';
import type { RowSetup } from './row-setup.js';
import type { RowView } from './row-view.js';
import type { TableViewport } from './table-viewport.js';
import type { Toolbar, ToolbarInbox } from './toolbar.js';
import { createBubble, Tooltip } from './tooltip.js';

/** What was loaded before this chunk, and is the same for every inbox. */
export interface Shared extends Lit {
  readonly messages: Messages;
  /** What a cell shows of a text. */
  readonly oneLine: (text: string) => string;
  /** The control, if any, an event was meant for. */
  readonly controlOf: (event: Event) => HTMLElement | undefined;
  readonly modifiersOf: (event: MouseEvent | KeyboardEvent) => OpenModifiers;
  readonly textColumn: typeof textColumn;
}

export interface RowExtrasOptions {
  readonly element: ToolbarInbox & ColumnsInbox;
  readonly list: ConversationList;
  readonly viewport: TableViewport;
  readonly setup: RowSetup;
  readonly shared: Shared;
  readonly viewAt: (index: number) => RowView | undefined;
  /** Fires the intent of a row that has no link. */
  readonly open: (id: string, event: MouseEvent | KeyboardEvent) => void;
  readonly togglePlay: (id: string) => void;
  /** Why a row's recording could not be played, if it could not. */
  readonly playbackError: (id: string) => ProviderError | undefined;
  readonly announce: (text: string) => void;
  readonly watchFailed: (thrown: unknown) => void;
}

export class RowExtras {
  readonly #options: RowExtrasOptions;
  readonly focus: GridFocus;
  readonly selection: RowSelection;
  readonly tooltip: Tooltip;
  readonly copy: CopyLink;
  readonly watch: LiveWatch;
  readonly handover: FocusHandover;
  readonly neighbors: RowNeighbors;
  readonly styles: AdoptedStyles;
  readonly #heads: ColumnResize;
  readonly #drag: DragSelection;
  readonly #order: RowOrder;
  readonly #beyond: BeyondWindow;
  readonly #events: GridEvents;
  readonly #float: HTMLElement;
  readonly #bubble: HTMLElement;
  #toolbar: Toolbar | undefined;
  #toolbarComes: Promise<void> | undefined;
  /** The link that is offered for copying by hand. */
  #offered: string | undefined;

  constructor(options: RowExtrasOptions) {
    const { element, list, viewport, setup, shared, viewAt } = options;
    const { elements } = viewport;
    const root = element.renderRoot as ShadowRoot;
    const grid = root.querySelector('.grid') as HTMLElement;
    const { oneLine, textColumn } = shared;
    this.#options = options;
    const arrangement = (setup.arrangement = new ColumnArrangement({
      ...{ element, setup, viewport, lit: shared, oneLine, textColumn },
      holdFocus: () => this.focus.hold(),
    }));
    this.#heads = new ColumnResize(element, {
      ...{ lit: shared, setup, arrangement, header: elements.header },
      rtl: () => element.matches(':dir(rtl)'),
      toRows: (column) => this.focus.moveTo(viewport.firstInView, column),
    });
    arrangement.handle = (column) => this.#heads.handle(column);
    this.#float = root.querySelector('.float') as HTMLElement;
    this.styles = new AdoptedStyles(
      element,
      [overlayStyles, adaptiveStyles, beyondStyles, columnStyles].map((make) => make(shared)),
    );
    this.#bubble = createBubble(this.#float);
    this.focus = new GridFocus({
      rowCount: () => list.count,
      idAt: (index) => list.rowAt(index)?.id,
      indexOf: (id) => list.indexOf(id),
      columnIds: () => setup.columns.map((column) => column.id),
      slotOf: (id) => viewport.slotOf(id),
      firstInView: () => viewport.firstInView,
      rowsInView: () => viewport.rowsInView,
      reveal: (index) => viewport.reveal(index),
      pin: (id) => viewport.pin('tab-stop', id),
      rtl: () => element.matches(':dir(rtl)'),
      activeElement: () => root.activeElement,
    });
    this.selection = new RowSelection(element, {
      root,
      grid,
      elements,
      rowCount: () => list.count,
      idAt: (node) => viewport.idAt(node),
      indexOf: (id) => list.indexOf(id),
      slotAt: (index) => viewport.slotOf(list.rowAt(index)?.id ?? ''),
      heading: () => headText(setup.columns, (column) => setup.headOf(column)),
      textAt: (index) => {
        const view = viewAt(index);
        return view && rowText(view, setup.columns);
      },
      pin: (end, id) => viewport.pin(end, id),
    });
    this.#drag = new DragSelection(element, {
      root,
      elements,
      indexAt: (node) => list.indexOf(viewport.idAt(node) ?? ''),
      restoreOrder: () => this.#order.restore(),
    });
    this.tooltip = new Tooltip(element, {
      element: this.#bubble,
      textOf: (cell) => this.#tipOf(cell),
    });
    this.copy = new CopyLink(element, (id) => viewport.refreshRow(id));
    this.watch = new LiveWatch(element, list, options.watchFailed);
    new PageCache(element, list, this.watch);
    this.#order = new RowOrder(element, {
      slots: () => viewport.slots,
      scrolledAt: () => viewport.scrolledAt,
      // A move would swallow the click of a pointer that is down on the row, disturb a selection that
      // ends in it, and where there is no `moveBefore` take focus away for a moment.
      still: () =>
        [this.#events.pressed, ...this.selection.ends, this.focus.rowId].map((id) =>
          id === undefined ? undefined : viewport.slotOf(id),
        ),
      keepSelection: () => this.selection.keep(),
      rested: () => this.#beyond.rested(),
    });
    this.neighbors = new RowNeighbors(list);
    this.#beyond = new BeyondWindow(options);
    this.handover = new FocusHandover({
      element,
      list,
      focus: this.focus,
      firstInView: () => viewport.firstInView,
    });
    const { focus, selection, tooltip } = this;
    this.#events = new GridEvents({
      ...{ ...options, grid, bubble: this.#bubble, focus, selection, tooltip },
      ...{ order: this.#order, drag: this.#drag, heads: this.#heads },
      follow: (id, event) => this.follow(id, event),
    });
  }

  /** Rows were rendered: tab stop and tooltip follow at once, the order of the DOM at rest. */
  rendered(): void {
    this.focus.sync();
    this.tooltip.check();
    this.selection.check();
    this.#drag.correct();
    this.#events.rendered();
    this.#beyond.rendered();
    this.#order.rendered();
  }

  /** Opens a row as the event would have opened its link. */
  follow(id: string, event: MouseEvent | KeyboardEvent): void {
    const { viewport, open, shared } = this.#options;
    const link = viewport.slotOf(id)?.querySelector('.row-link[href]');
    if (link) clickLink(link, shared.modifiersOf(event));
    else open(id, event);
  }

  async copyLink(id: string): Promise<void> {
    const { list, viewAt, announce } = this.#options;
    const href = viewAt(list.indexOf(id))?.href;
    if (href && (await this.copy.copy(id, href))) announce(words.copied);
  }

  /** Scrolls to a row and focuses it; false: the list does not hold it. */
  focusRow(id: string): boolean {
    const index = this.#options.list.indexOf(id);
    if (index >= 0) this.focus.moveTo(index);
    return index >= 0;
  }

  renderOverlays(context: Omit<OverlayContext, 'copy' | 'onShowArrivals'>): void {
    this.neighbors.rendered();
    const { fallback } = this.copy;
    const root = this.#options.element.renderRoot as ShadowRoot;
    const hadFocus = this.#float.contains(root.activeElement);
    renderOverlays(this.#options.shared, this.#float, {
      ...context,
      copy: this.copy,
      onShowArrivals: this.#showArrivals,
    });
    this.#renderToolbar(context.query);
    // Last: the button that had focus may have been one that floats.
    this.handover.rendered();
    if (fallback === this.#offered) return;
    // Once, not at each render: the reader may be on the way to Close.
    this.#offered = fallback;
    const field = this.#float.querySelector<HTMLInputElement>('.link-field');
    field?.focus();
    field?.select();
    if (!field && hadFocus) this.focus.returnTo();
  }

  #renderToolbar(query: Query): void {
    const { provider } = this.#options.setup;
    if (!provider) return;
    if (this.#toolbar) this.#toolbar.rendered(provider, query);
    else void (this.#toolbarComes ??= this.#loadToolbar());
  }

  async #loadToolbar(): Promise<void> {
    const { element, list, setup, shared, announce } = this.#options;
    try {
      const { Toolbar } = await import('./toolbar.js');
      const adopt = (styles: CSSResult) => this.styles.add(styles);
      const { messages } = shared;
      this.#toolbar = new Toolbar({
        ...{ element, lit: shared, list, setup, messages, adopt, announce },
        columns: () =>
          textColumns(setup.columns).map((column) => ({
            column,
            label: setup.headOf(column),
          })),
        live: () => this.watch.live,
      });
      element.requestUpdate();
    } catch {
      // Asked for again at the next rendering; the rows do without it.
      this.#toolbarComes = undefined;
    }
  }

  readonly #showArrivals = (): void => {
    const { list, viewport, announce } = this.#options;
    announce(words.shown(list.count + list.arrivals));
    list.showArrivals();
    viewport.note('reset');
    this.handover.to(() => 0);
  };

  /** What a cell has to say beyond what is seen of it. */
  #tipOf(cell: HTMLElement): string | undefined {
    const { list, viewport, setup, shared, viewAt, playbackError } = this.#options;
    const id = viewport.idAt(cell);
    // The head of a column: cut off when the reader spreads the letters.
    if (id === undefined) return cell.scrollWidth > cell.clientWidth ? cell.innerText : undefined;
    const view = viewAt(list.indexOf(id));
    const column = setup.columns.find((candidate) => candidate.id === cell.dataset['column']);
    if (!view || !column) return undefined;
    const failed = column.id === 'play' ? playbackError(id) : undefined;
    if (failed) return `${shared.messages.recordingFailed}\n${failed.message.slice(0, 300)}`;
    return tipOf(cell, column, view, setup.views);
  }
}
