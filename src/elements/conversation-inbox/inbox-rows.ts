/**
 * The rows of an inbox: what they are made of, and everything that hangs on them. The parts know
 * nothing of each other; this is where they meet.
 */
import { render, type LitElement } from 'lit';
import {
  ConversationOpenEvent,
  RecordingErrorEvent,
  RecordingPauseEvent,
  RecordingPlayEvent,
} from '../../events.js';
import { messages } from '../../internal/localize.js';
import type { ConversationList } from '../../list/conversation-list.js';
import type { Conversation } from '../../model/conversation.js';
import type { ConversationProvider } from '../../model/provider.js';
import { rowText, type Column } from './columns.js';
import { CopyLink } from './copy-link.js';
import { GridFocus } from './grid-focus.js';
import { RowActions } from './row-actions.js';
import { modifiersOf } from './row-link.js';
import { RowPlayback } from './row-playback.js';
import { RowSelection } from './row-selection.js';
import { rowView, type RowView, type ViewContext } from './row-view.js';
import { TableViewport, tableElements } from './table-viewport.js';
import { Tooltip } from './tooltip.js';

/** What every row is made of beside its conversation. */
export interface RowSetup {
  readonly provider: ConversationProvider | undefined;
  readonly views: ViewContext;
  readonly columns: readonly Column[];
}

export interface InboxRowsOptions {
  readonly list: ConversationList;
  readonly setup: () => RowSetup;
  /** Fires a report event once what it reports is on the page. */
  readonly report: (event: Event) => void;
  readonly announce: (text: string) => void;
}

export class InboxRows {
  readonly #element: LitElement;
  readonly #options: InboxRowsOptions;
  readonly viewport: TableViewport;
  readonly focus: GridFocus;
  readonly selection: RowSelection;
  readonly tooltip: Tooltip;
  readonly playback: RowPlayback;
  readonly copy: CopyLink;
  readonly actions: RowActions;

  constructor(element: LitElement, options: InboxRowsOptions) {
    const { list, setup, announce, report } = options;
    this.#element = element;
    this.#options = options;
    this.viewport = new TableViewport(element, {
      list,
      elements: () => tableElements(element.renderRoot),
      createSlot,
      bind: (slot, conversation) => this.#bind(slot, conversation),
      rendered: () => this.focus.sync(),
      still: () => this.selection.ends,
    });
    this.focus = new GridFocus({
      rowCount: () => list.count,
      idAt: (index) => list.rowAt(index)?.id,
      indexOf: (id) => list.indexOf(id),
      columnIds: () => setup().columns.map((column) => column.id),
      slotOf: (id) => this.viewport.slotOf(id),
      firstInView: () => this.viewport.firstInView,
      rowsInView: () => this.viewport.rowsInView,
      reveal: (index) => this.viewport.reveal(index),
      pin: (id) => this.viewport.pin('focus', id),
      rtl: () => element.matches(':dir(rtl)'),
      activeElement: () => element.shadowRoot?.activeElement ?? null,
    });
    this.selection = new RowSelection(element, {
      root: () => element.renderRoot as ShadowRoot,
      idAt: (node) => this.viewport.idAt(node),
      indexOf: (id) => list.indexOf(id),
      textAt: (index) => this.#textAt(index),
      pin: (end, id) => this.viewport.pin(end, id),
    });
    this.tooltip = new Tooltip(element, {
      element: () => element.renderRoot.querySelector<HTMLElement>('.tooltip'),
      textOf: (cell) => this.#tipOf(cell),
    });
    this.playback = new RowPlayback(element, {
      changed: (id) => {
        this.viewport.refreshRow(id);
        element.requestUpdate();
      },
      started: (id) => report(new RecordingPlayEvent({ conversationId: id })),
      stopped: (id) => report(new RecordingPauseEvent({ conversationId: id })),
      failed: (id, error) => {
        announce(messages.recordingFailed);
        report(new RecordingErrorEvent({ conversationId: id, kind: error.kind, error }));
      },
    });
    this.copy = new CopyLink(element, (id) => this.viewport.refreshRow(id));
    this.actions = new RowActions({
      viewport: this.viewport,
      focus: this.focus,
      selection: this.selection,
      tooltip: this.tooltip,
      conversationOf: (id) => list.rowAt(list.indexOf(id)),
      open: (conversation, event) => this.#open(conversation, event),
      copyLink: (id) => void this.#copyLink(id),
      togglePlay: (id) => this.#togglePlay(id),
    });
  }

  readonly onScroll = (): void => {
    this.tooltip.hide();
    this.viewport.onScroll();
  };

  #bind(slot: HTMLElement, conversation: Conversation): void {
    const { id } = conversation;
    const view = this.#viewOf(conversation);
    const status = {
      playback: this.playback.stateOf(id),
      copied: this.copy.copiedId === id,
    };
    const sounding = status.playback === 'playing';
    slot.classList.toggle('row-playing', sounding);
    slot.setAttribute('part', rowPart(conversation, sounding));
    render(
      this.#options.setup().columns.map((column) => column.cell(view, messages, status)),
      slot,
    );
  }

  #viewOf(conversation: Conversation): RowView {
    return rowView(conversation, this.#options.setup().views);
  }

  #viewOfId(id: string): RowView | undefined {
    const { list } = this.#options;
    const conversation = list.rowAt(list.indexOf(id));
    return conversation && this.#viewOf(conversation);
  }

  #textAt(index: number): string | undefined {
    const conversation = this.#options.list.rowAt(index);
    return conversation && rowText(this.#viewOf(conversation), this.#options.setup().columns);
  }

  /** What a cell has to say beyond what is seen of it. */
  #tipOf(cell: HTMLElement): string | undefined {
    const id = this.viewport.idAt(cell);
    const view = id === undefined ? undefined : this.#viewOfId(id);
    const column = this.#options.setup().columns.find(({ id }) => id === cell.dataset['column']);
    if (id === undefined || !view || !column) return undefined;
    const failed = column.id === 'play' ? this.playback.errorOf(id) : undefined;
    if (failed) return `${messages.recordingFailed}\n${failed.message.slice(0, 300)}`;
    return column.tip?.(view) ?? (isCut(cell) ? column.text(view) : undefined);
  }

  #open(conversation: Conversation, event: MouseEvent | KeyboardEvent): boolean {
    const { target } = this.#options.setup().views;
    const modifiers = modifiersOf(event);
    const { id } = conversation;
    return this.#element.dispatchEvent(
      new ConversationOpenEvent({ id, conversation, target, modifiers }),
    );
  }

  async #copyLink(id: string): Promise<void> {
    const href = this.#viewOfId(id)?.href;
    if (href && (await this.copy.copy(id, href))) this.#options.announce(messages.copied);
  }

  #togglePlay(id: string): void {
    const { provider } = this.#options.setup();
    if (provider?.recording && this.#viewOfId(id)?.playable) this.playback.toggle(id, provider);
  }
}

function createSlot(): HTMLElement {
  const slot = document.createElement('div');
  slot.className = 'row';
  slot.setAttribute('role', 'row');
  return slot;
}

/** The part names of a row: its states are further names on the same node. */
function rowPart(conversation: Conversation, sounding: boolean): string {
  const names = ['row'];
  if (sounding) names.push('row-playing');
  if (conversation.active) names.push('row-active');
  if (conversation.unreadable?.length) names.push('row-unreadable');
  return names.join(' ');
}

/** Whether a cell shows less than its text. */
function isCut(cell: HTMLElement): boolean {
  const text = cell.querySelector('bdi');
  return text !== null && (text.scrollWidth > text.clientWidth || text.textContent.endsWith('…'));
}
