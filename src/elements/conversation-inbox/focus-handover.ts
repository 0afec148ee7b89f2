/**
 * What has focus may go with the next rendering: a button once it has done its work, rows when others
 * come in their place. Then focus is handed on to a row, or to Retry, and not lost to the page.
 */
import type { LitElement } from 'lit';
import type { ConversationList } from '../../list/conversation-list.js';
import type { GridFocus } from './grid-focus.js';

export interface FocusHandoverOptions {
  readonly element: LitElement;
  readonly list: ConversationList;
  readonly focus: GridFocus;
  readonly firstInView: () => number;
}

export class FocusHandover {
  readonly #options: FocusHandoverOptions;
  #row: (() => number) | undefined;

  constructor(options: FocusHandoverOptions) {
    this.#options = options;
  }

  /** The button that asks for rows now goes with them; then focus goes to this row. */
  to(row: () => number): void {
    this.#row = row;
  }

  /** The rows are about to go: focus in them returns to those that come in their place. */
  fromRows(): void {
    const { focus, firstInView } = this.#options;
    if (focus.focused) this.to(firstInView);
  }

  /** Everything is rendered. While rows are still loaded, focus waits for them. */
  rendered(): void {
    const { element, list, focus } = this.#options;
    if (!this.#row || list.loading) return;
    const row = this.#row();
    this.#row = undefined;
    const { activeElement, body } = element.ownerDocument;
    const lost = !element.shadowRoot?.activeElement && activeElement === body;
    if (!lost) return;
    if (list.error) element.renderRoot.querySelector<HTMLElement>('.button')?.focus();
    else focus.moveTo(row);
  }
}
