/** The events of one conversation that is read, from `<conversation-detail>`. */
import type { Conversation } from '../model/conversation.js';
import type { ErrorKind, ProviderError } from '../model/error.js';
import type { TranscriptNotice } from '../model/transcript.js';

export interface ConversationLoadDetail {
  readonly id: string;
  readonly conversation: Conversation;
  /** Turns held now; a transcript that comes in pages holds more of them later. */
  readonly turns: number;
  /** What was skipped or guessed while the transcript was read. */
  readonly notices: readonly TranscriptNotice[];
}

/** A conversation arrived and is shown. */
export class ConversationLoadEvent extends CustomEvent<ConversationLoadDetail> {
  static readonly eventName = 'conversation-load';
  constructor(detail: ConversationLoadDetail) {
    super(ConversationLoadEvent.eventName, { detail });
  }
}

export interface ConversationErrorDetail {
  readonly id: string;
  readonly kind: ErrorKind;
  readonly error: ProviderError;
  /** What failed: the conversation itself, a page of its turns, or listening to it. */
  readonly during: 'load' | 'turns' | 'listen';
}

/** A conversation, or a part of it, could not be loaded. The element shows it too and offers Retry. */
export class ConversationErrorEvent extends CustomEvent<ConversationErrorDetail> {
  static readonly eventName = 'conversation-error';
  constructor(detail: ConversationErrorDetail) {
    super(ConversationErrorEvent.eventName, { detail });
  }
}

export interface ConversationCloseDetail {
  readonly id: string;
}

/**
 * The reader wants back to where the conversation was opened from (Escape). The element does nothing
 * by itself: a page with an inbox beside it gives focus back to the row.
 */
export class ConversationCloseEvent extends CustomEvent<ConversationCloseDetail> {
  static readonly eventName = 'conversation-close';
  constructor(detail: ConversationCloseDetail) {
    super(ConversationCloseEvent.eventName, {
      detail,
      bubbles: true,
      composed: true,
      cancelable: true,
    });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'conversation-load': ConversationLoadEvent;
    'conversation-error': ConversationErrorEvent;
    'conversation-close': ConversationCloseEvent;
  }
}
