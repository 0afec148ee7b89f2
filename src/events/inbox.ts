/** The events of an inbox and its rows. */
import type { Conversation } from '../model/conversation.js';
import type { ErrorKind, ProviderError } from '../model/error.js';
import type { PageNotice } from '../model/provider.js';

/** Keys and button held while a conversation was opened, as in `MouseEvent`. */
export interface OpenModifiers {
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  /** `0` for a plain click or Enter, `1` for a middle click. */
  readonly button: number;
}

export interface ConversationOpenDetail {
  readonly id: string;
  readonly conversation: Conversation;
  /** The browsing context the link would open in, `open-target`. */
  readonly target: string;
  readonly modifiers: OpenModifiers;
}

/** The reader opens a conversation. Cancel it to open the conversation yourself. */
export class ConversationOpenEvent extends CustomEvent<ConversationOpenDetail> {
  static readonly eventName = 'conversation-open';
  constructor(detail: ConversationOpenDetail) {
    super(ConversationOpenEvent.eventName, {
      detail,
      bubbles: true,
      composed: true,
      cancelable: true,
    });
  }
}

export interface InboxLoadDetail {
  readonly reason: 'first' | 'more' | 'retry' | 'refresh' | 'restore';
  /** Rows this load added. */
  readonly added: number;
  /** Rows held now. */
  readonly count: number;
  /** Whether the end of the list is reached. */
  readonly ended: boolean;
  /** Only when the server says so. */
  readonly total?: number;
  /** Rows that could not be read, gaps, sources that failed. */
  readonly notices: readonly PageNotice[];
}

/** A page arrived and is shown. */
export class InboxLoadEvent extends CustomEvent<InboxLoadDetail> {
  static readonly eventName = 'inbox-load';
  constructor(detail: InboxLoadDetail) {
    super(InboxLoadEvent.eventName, { detail });
  }
}

export interface InboxErrorDetail {
  readonly kind: ErrorKind;
  readonly error: ProviderError;
  /** Seconds until the element tries again by itself; absent when it does not. */
  readonly willRetryIn?: number;
}

/** A page could not be loaded. The element shows it too and offers Retry. */
export class InboxErrorEvent extends CustomEvent<InboxErrorDetail> {
  static readonly eventName = 'inbox-error';
  constructor(detail: InboxErrorDetail) {
    super(InboxErrorEvent.eventName, { detail });
  }
}

declare global {
  /** Typed `addEventListener`, on the elements and on whatever the intents bubble to. */
  interface GlobalEventHandlersEventMap {
    'conversation-open': ConversationOpenEvent;
    'inbox-load': InboxLoadEvent;
    'inbox-error': InboxErrorEvent;
  }
}
