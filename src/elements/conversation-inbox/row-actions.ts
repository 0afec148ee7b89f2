/**
 * What a reader does to rows, by pointer and by keyboard. Listeners are delegated: none sits on a
 * row, whatever the number of rows.
 */
import type { Conversation } from '../../model/conversation.js';
import type { GridFocus } from './grid-focus.js';
import { clickLink, controlOf, raiseLink, rowLinkOf } from './row-link.js';
import type { RowSelection } from './row-selection.js';
import type { TableViewport } from './table-viewport.js';
import type { Tooltip } from './tooltip.js';

export interface RowActionsOptions {
  readonly viewport: TableViewport;
  readonly focus: GridFocus;
  readonly selection: RowSelection;
  readonly tooltip: Tooltip;
  readonly conversationOf: (id: string) => Conversation | undefined;
  /** Fires the intent; `false` when the host prevented it. */
  readonly open: (conversation: Conversation, event: MouseEvent | KeyboardEvent) => boolean;
  readonly copyLink: (id: string) => void;
  readonly togglePlay: (id: string) => void;
}

export class RowActions {
  readonly #options: RowActionsOptions;
  #lowerLink: (() => void) | undefined;

  constructor(options: RowActionsOptions) {
    this.#options = options;
  }

  /** Click and middle click. A click on the link is the browser's unless the host prevents it. */
  readonly onClick = (event: MouseEvent): void => {
    const id = this.#idOf(event);
    if (id === undefined || event.button === 2) return;
    const control = controlOf(event);
    const action = control?.dataset['action'];
    if (action === 'copy') this.#options.copyLink(id);
    else if (action === 'play') this.#options.togglePlay(id);
    else if (control?.classList.contains('row-link')) this.#open(id, event);
    else if (!control && !this.#options.selection.active) this.#openRow(id, event);
  };

  readonly onPointerDown = (event: PointerEvent): void => {
    this.#lowerLink?.();
    this.#lowerLink = undefined;
    const id = this.#idOf(event);
    if (id === undefined || event.button !== 2 || this.#options.selection.active) return;
    if (!controlOf(event)) this.#lowerLink = raiseLink(this.#options.viewport.slotOf(id));
  };

  /** The browser would start to scroll by itself on a middle click that is meant for the link. */
  readonly onMouseDown = (event: MouseEvent): void => {
    if (event.button === 1 && this.#idOf(event) !== undefined) event.preventDefault();
  };

  readonly onKeyDown = (event: KeyboardEvent): void => {
    const { tooltip, focus } = this.#options;
    const id = this.#idOf(event);
    if (id === undefined || event.isComposing) return;
    const control = controlOf(event);
    if (event.key === 'Escape' && tooltip.open) tooltip.hide();
    else if (event.key === 'Enter' && !control) this.#openRow(id, event);
    else if (event.key === ' ' && !(control instanceof HTMLButtonElement))
      this.#options.togglePlay(id);
    else if (!focus.onKeyDown(event)) return;
    event.preventDefault();
  };

  readonly onFocusIn = (event: FocusEvent): void => {
    const id = this.#idOf(event);
    const cell = this.#cellOf(event);
    if (id === undefined || !cell) return;
    this.#options.focus.onFocusIn(cell, id);
    const target = event.target as HTMLElement;
    if (target.matches(':focus-visible')) this.#options.tooltip.show(cell, target);
  };

  readonly onFocusOut = (): void => {
    this.#options.focus.onFocusOut();
    this.#options.tooltip.hide();
  };

  readonly onPointerOver = (event: PointerEvent): void => {
    // The link lies beneath the whole row, so a pointer on it is over no cell in particular.
    const onLink = controlOf(event)?.classList.contains('row-link');
    this.#options.tooltip.hover(onLink ? undefined : this.#cellOf(event));
  };

  readonly onPointerLeave = (): void => this.#options.tooltip.hover(undefined);

  #openRow(id: string, event: MouseEvent | KeyboardEvent): void {
    const link = rowLinkOf(this.#options.viewport.slotOf(id));
    if (link) clickLink(link, event);
    else this.#open(id, event);
  }

  #open(id: string, event: MouseEvent | KeyboardEvent): void {
    const conversation = this.#options.conversationOf(id);
    if (conversation && !this.#options.open(conversation, event)) event.preventDefault();
  }

  #idOf(event: Event): string | undefined {
    return this.#options.viewport.idAt(event.target as Node);
  }

  #cellOf(event: Event): HTMLElement | undefined {
    return (event.target as Element).closest<HTMLElement>('[data-column]') ?? undefined;
  }
}
