/**
 * The rows of an inbox: what they are made of, what a click on them does, and where everything that
 * hangs on them meets.
 */
import { css, html, nothing, render } from 'lit';
import { ConversationOpenEvent, type OpenModifiers } from '../../events/inbox.js';
import { oneLine } from '../../internal/format.js';
import { messages } from '../../internal/localize.js';
import type { ConversationList } from '../../list/conversation-list.js';
import type { Conversation } from '../../model/conversation.js';
import { textColumn } from './columns.js';
import type { ColumnsInbox } from './column-state/column-arrangement.js';
import type { RowExtras } from './row-extras.js';
import type { RowPlayback } from './row-playback.js';
import { rowTemplate } from './row-template.js';
import type { RowSetup } from './row-setup.js';
import type { RowView } from './row-view.js';
import { TableViewport, tableElements } from './table-viewport.js';
import type { ToolbarInbox } from './toolbar.js';

export interface InboxRowsOptions {
  readonly list: ConversationList;
  readonly setup: RowSetup;
  /** Fires a report event once what it reports is on the page. */
  readonly report: (event: Event) => void;
  readonly announce: (text: string) => void;
  readonly watchFailed: (thrown: unknown) => void;
  readonly registerPlayer: () => Promise<unknown> | undefined;
}

type Inbox = ToolbarInbox & ColumnsInbox & { readonly detailHref: string | undefined };

export class InboxRows {
  readonly #element: Inbox;
  readonly #options: InboxRowsOptions;
  readonly viewport: TableViewport;
  /** Both are absent until their code has arrived. */
  playback: RowPlayback | undefined;
  extras: RowExtras | undefined;
  #arriving: Promise<void> | undefined;

  constructor(element: Inbox, options: InboxRowsOptions) {
    const { list } = options;
    this.#element = element;
    this.#options = options;
    this.viewport = new TableViewport(element, {
      list,
      elements: () => tableElements(element.renderRoot),
      createSlot,
      bind: (slot, conversation) => this.#bind(slot, conversation),
      rendered: () => this.extras?.rendered(),
    });
  }

  /** Called once the table is rendered. Settles when the rows answer to everything a reader does. */
  start(): Promise<void> {
    this.viewport.start();
    return (this.#arriving ??= Promise.all([this.#loadPlayback(), this.#loadExtras()]).then(
      () => undefined,
      () => {
        // Asked for again at the next use; until then the rows still show and link.
        this.#arriving = undefined;
        this.#options.setup.alone = true;
        this.#element.requestUpdate();
      },
    ));
  }

  readonly onScroll = (): void => {
    void this.start();
    this.extras?.tooltip.follow();
    this.viewport.onScroll();
  };

  /** Click and middle click. A click on the link is the browser's unless the host prevents it. */
  readonly onClick = (event: MouseEvent): void => {
    const id = this.viewport.idAt(event.target as Node);
    const middle = event.button === 1;
    // `auxclick` also comes from the right button and from those that go back and forward.
    if (id === undefined || (event.type === 'auxclick' && !middle)) return;
    const control = controlOf(event);
    const action = middle ? undefined : control?.dataset['action'];
    if (action === 'copy') void this.start().then(() => this.extras?.copyLink(id));
    else if (action === 'play') void this.start().then(() => this.#togglePlay(id));
    else if (control?.classList.contains('row-link')) this.#open(id, event);
    else if (!control && !this.extras?.selection.active) this.#follow(id, event);
  };

  async #loadPlayback(): Promise<void> {
    const { announce, list, report, registerPlayer } = this.#options;
    const { RowPlayback } = await import('./row-playback.js');
    this.playback ??= new RowPlayback(this.#element, {
      changed: (id) => {
        this.viewport.refreshRow(id);
        this.#element.requestUpdate();
      },
      report,
      failed: () => announce(messages.recordingFailed),
      mini: {
        element: this.#element,
        lit: { css, html, nothing, render },
        registerPlayer,
        adopt: (styles) => this.extras?.styles.add(styles),
        isListed: (id) => list.indexOf(id) >= 0,
        toRow: (id) => this.extras?.focus.moveTo(list.indexOf(id), 'play'),
        leave: (id) => {
          const { firstInView, rowsInView } = this.viewport;
          const index = list.indexOf(id);
          const seen = index >= firstInView && index < firstInView + rowsInView;
          this.extras?.focus.moveTo(seen ? index : firstInView, 'play');
        },
      },
    });
  }

  async #loadExtras(): Promise<void> {
    if (this.extras) return;
    const { list, setup, announce, watchFailed } = this.#options;
    const { RowExtras } = await import('./row-extras.js');
    this.extras = new RowExtras({
      element: this.#element,
      list,
      viewport: this.viewport,
      setup,
      shared: { css, html, nothing, render, messages, oneLine, controlOf, modifiersOf, textColumn },
      viewAt: (index) => this.#viewAt(index),
      open: (id, event) => this.#open(id, event),
      togglePlay: (id) => this.#togglePlay(id),
      playbackError: (id) => this.playback?.sessionOf(id)?.error,
      announce,
      watchFailed,
    });
    this.extras.rendered();
    this.#element.requestUpdate();
  }

  #bind(slot: HTMLElement, conversation: Conversation): void {
    const { id } = conversation;
    const { setup } = this.#options;
    const view = setup.viewOf(conversation);
    const playback = this.playback?.sessionOf(id);
    const status = { playback, copied: this.extras?.copy.copiedId === id };
    const sounding = playback?.wanted === true;
    slot.classList.toggle('row-playing', sounding);
    const parts = rowPart(view, sounding);
    // Written only when it differs: a live change touches nothing but its own cells.
    if (slot.getAttribute('part') !== parts) slot.setAttribute('part', parts);
    render(rowTemplate(setup.columns, view, messages, status), slot);
    setup.arrangement?.added.fill(slot, conversation);
  }

  #viewAt(index: number): RowView | undefined {
    const { list, setup } = this.#options;
    const conversation = list.rowAt(index);
    return conversation && setup.viewOf(conversation);
  }

  /** Passes a click on text on to the row's link; the code for that may still be on its way. */
  #follow(id: string, event: MouseEvent): void {
    if (this.extras) this.extras.follow(id, event);
    else void this.start().then(() => this.extras?.follow(id, event));
  }

  #open(id: string, event: MouseEvent | KeyboardEvent): void {
    const view = this.#viewAt(this.#options.list.indexOf(id));
    if (!view) return;
    const { conversation, target } = view;
    const modifiers = modifiersOf(event);
    const intent = new ConversationOpenEvent({ id, conversation, target, modifiers });
    if (!this.#element.dispatchEvent(intent)) event.preventDefault();
  }

  #togglePlay(id: string): void {
    const { list, setup } = this.#options;
    const { provider } = setup;
    const view = this.#viewAt(list.indexOf(id));
    if (provider?.recording && view?.playable) this.playback?.toggle(view, provider);
  }
}

/** The control, if any, an event was meant for. */
function controlOf(event: Event): HTMLElement | undefined {
  return event
    .composedPath()
    .find(
      (node): node is HTMLElement =>
        node instanceof HTMLElement && node.matches('button, a, input'),
    );
}

function modifiersOf(event: MouseEvent | KeyboardEvent): OpenModifiers {
  const { ctrlKey, metaKey, shiftKey, altKey } = event;
  return { ctrlKey, metaKey, shiftKey, altKey, button: 'button' in event ? event.button : 0 };
}

function createSlot(): HTMLElement {
  const slot = document.createElement('div');
  slot.className = 'row';
  slot.setAttribute('role', 'row');
  return slot;
}

/** The part names of a row: its states are further names on the same node. */
function rowPart({ active, unreadable }: RowView, sounding: boolean): string {
  const playing = sounding ? ' row-playing' : '';
  return `row${playing}${active ? ' row-active' : ''}${unreadable ? ' row-unreadable' : ''}`;
}
