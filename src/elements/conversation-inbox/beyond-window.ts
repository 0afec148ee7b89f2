/**
 * What a reader expects of a table although only a window of it is rendered: find in page, print, and
 * a word where the tallest element that the browser makes comes to its end.
 */
import type { LitElement } from 'lit';
import type { ConversationList } from '../../list/conversation-list.js';
import { overlays as words } from '../../locales/en/overlays.js';
import type { Conversation } from '../../model/conversation.js';
import { FindText } from './find-text.js';
import { PrintTable } from './print-table.js';
import { findableText, textColumns } from './row-text.js';
import type { Shared } from './row-extras.js';
import type { RowSetup } from './row-setup.js';
import type { RowView } from './row-view.js';
import { TableLimit } from './table-limit.js';
import type { TableViewport } from './table-viewport.js';

/** Milliseconds within which a browser scrolls to what it found. */
const SOON = 500;

/** Milliseconds a row that find in page found stays marked. */
const MARKED_FOR = 2000;

export interface BeyondWindowOptions {
  readonly element: LitElement;
  readonly list: ConversationList;
  readonly viewport: TableViewport;
  readonly setup: RowSetup;
  readonly shared: Pick<Shared, 'oneLine'>;
  readonly announce: (text: string) => void;
}

export class BeyondWindow {
  readonly #find: FindText | undefined;
  readonly #limit: TableLimit;
  readonly #list: ConversationList;
  readonly #viewport: TableViewport;
  /** When find in page was about to scroll to a row; the row is marked once scrolling rests. */
  #foundAt = -Infinity;

  constructor(options: BeyondWindowOptions) {
    this.#find = FindText.supported
      ? createFindText(options, () => (this.#foundAt = performance.now()))
      : undefined;
    this.#list = options.list;
    this.#viewport = options.viewport;
    createPrintTable(options);
    this.#limit = createLimit(options);
  }

  /** Rows were rendered. */
  rendered(): void {
    this.#limit.check();
  }

  /** Scrolling rests. */
  rested(): void {
    const after = this.#viewport.scrolledAt - this.#foundAt;
    // What was found in view needed no scrolling, and is no row that the reader scrolls to later.
    if (after >= 0 && after < SOON)
      foundRow(this.#list, this.#viewport)?.animate([MARKED, MARKED], MARKED_FOR);
    this.#foundAt = -Infinity;
    this.#find?.update();
  }
}

/**
 * The row that find in page brought into view; the browser marks what it found in the unseen text,
 * which shows a reader nothing. Browsers scroll a match to the middle of the rows' view. Where the
 * list begins or ends they cannot, and no row is taken rather than a wrong one.
 */
function foundRow(list: ConversationList, viewport: TableViewport): HTMLElement | undefined {
  const { scroller, header } = viewport.elements;
  const { scrollTop, scrollHeight, clientHeight } = scroller;
  if (scrollTop < 1 || scrollTop + clientHeight > scrollHeight - 1) return undefined;
  const middle = scrollTop + (clientHeight - header.offsetHeight) / 2;
  const row = list.rowAt(Math.floor(middle / viewport.rowHeight));
  return row && viewport.slotOf(row.id);
}

const MARKED = {
  '--_row-background': 'color-mix(in srgb, var(--_accent) 16%, var(--_surface))',
  outline: '2px solid var(--_focus)',
  outlineOffset: '-2px',
};

function createFindText(options: BeyondWindowOptions, found: () => void): FindText {
  const { element, list, viewport, setup, shared } = options;
  return new FindText(element, {
    body: viewport.elements.body,
    pageCount: () => list.pageCount,
    pageAt: (page) => list.pageAt(page),
    pageStart: (page) => list.pageStart(page),
    lineOf: (conversation, rendered) =>
      findableText(plainView(setup, conversation), setup.columns, rendered, shared.oneLine),
    context: () => [setup.columns, setup.views, setup.arrangement?.added.custom],
    rendered: () => viewport.slots.map((slot) => list.indexOf(viewport.idAt(slot) ?? '')),
    firstInView: () => viewport.firstInView,
    scrolledAt: () => viewport.scrolledAt,
    found,
  });
}

/** Links are the host's code, which need not run for a text. */
const plainView = (setup: RowSetup, conversation: Conversation): RowView =>
  setup.viewOf(conversation, {
    ...setup.views,
    detailHref: undefined,
    agentHref: undefined,
    links: undefined,
  });

function createPrintTable(options: BeyondWindowOptions): PrintTable {
  const { element, list, setup } = options;
  return new PrintTable(element, {
    frame: element.renderRoot.querySelector('.frame') as HTMLElement,
    count: () => list.count,
    columns: () =>
      textColumns(setup.columns).map((column) => ({
        name: setup.headOf(column),
        isHeader: column.id === 'caller',
      })),
    textsAt: (index) => {
      const view = plainView(setup, list.rowAt(index)!);
      return textColumns(setup.columns).map((column) => column.text(view));
    },
    caption: (printed) => words.printed(printed, list.count, list.ended),
  });
}

function createLimit({ element, list, viewport, announce }: BeyondWindowOptions): TableLimit {
  return new TableLimit({
    list,
    viewport,
    scroller: viewport.elements.scroller,
    footer: element.renderRoot.querySelector('.footer') as HTMLElement,
    announce,
  });
}
