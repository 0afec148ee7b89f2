/** The event of a reader who asks for other conversations. */
import type { Query } from '../model/query.js';

export interface InboxQueryChangeDetail {
  /** What the reader asks for now. */
  readonly query: Query;
  /** What was asked for before. */
  readonly previous: Query;
  /**
   * What the reader asked with: the search, the dialog, a chip that was removed, "Clear all", or Back
   * and Forward of the browser.
   */
  readonly source: 'search' | 'filters' | 'chip' | 'clear' | 'history';
}

/** The reader asks for other conversations. Cancel it to keep the query, or to set one of yours. */
export class InboxQueryChangeEvent extends CustomEvent<InboxQueryChangeDetail> {
  static readonly eventName = 'inbox-query-change';
  constructor(detail: InboxQueryChangeDetail) {
    super(InboxQueryChangeEvent.eventName, {
      detail,
      bubbles: true,
      composed: true,
      cancelable: true,
    });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'inbox-query-change': InboxQueryChangeEvent;
  }
}
