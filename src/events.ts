/**
 * Every public event: its name, flags and detail, spelled once.
 *
 * Intent events bubble, are composed and can be cancelled; they are dispatched before the element
 * acts. Report events do none of that; listen on the element itself.
 */
import type { Conversation } from './model/conversation.js';
import type { ErrorKind, ProviderError } from './model/error.js';
import type { PageNotice } from './model/provider.js';
import type { PlaybackReason } from './model/recording.js';

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

export interface RecordingDetail {
  readonly conversationId: string;
}

/** A recording started to sound. */
export class RecordingPlayEvent extends CustomEvent<RecordingDetail> {
  static readonly eventName = 'recording-play';
  constructor(detail: RecordingDetail) {
    super(RecordingPlayEvent.eventName, { detail });
  }
}

/** A recording stopped to sound: paused, ended, or another one took over. */
export class RecordingPauseEvent extends CustomEvent<RecordingDetail> {
  static readonly eventName = 'recording-pause';
  constructor(detail: RecordingDetail) {
    super(RecordingPauseEvent.eventName, { detail });
  }
}

export interface RecordingTimeDetail extends RecordingDetail {
  /** Seconds. */
  readonly time: number;
}

export interface RecordingSeekDetail extends RecordingTimeDetail {
  /** What the listener chose the place with. */
  readonly source: 'slider' | 'button' | 'key' | 'turn' | 'marker';
}

/** The listener goes to another place of a recording. Cancel it to stay, or to go elsewhere. */
export class RecordingSeekEvent extends CustomEvent<RecordingSeekDetail> {
  static readonly eventName = 'recording-seek';
  constructor(detail: RecordingSeekDetail) {
    super(RecordingSeekEvent.eventName, {
      detail,
      bubbles: true,
      composed: true,
      cancelable: true,
    });
  }
}

/** Another time of a recording is reached: by playing, at most four times a second, or by a seek. */
export class RecordingTimeUpdateEvent extends CustomEvent<RecordingTimeDetail> {
  static readonly eventName = 'recording-timeupdate';
  constructor(detail: RecordingTimeDetail) {
    super(RecordingTimeUpdateEvent.eventName, { detail });
  }
}

/** The link of a recording was renewed while it was in use; the listener did nothing. */
export class RecordingRefreshEvent extends CustomEvent<RecordingDetail> {
  static readonly eventName = 'recording-refresh';
  constructor(detail: RecordingDetail) {
    super(RecordingRefreshEvent.eventName, { detail });
  }
}

export interface RecordingErrorDetail extends RecordingDetail {
  readonly kind: PlaybackReason;
  /** Whether another Play may help. */
  readonly retryable: boolean;
  readonly error: ProviderError;
}

/** A recording could not be played. */
export class RecordingErrorEvent extends CustomEvent<RecordingErrorDetail> {
  static readonly eventName = 'recording-error';
  constructor(detail: RecordingErrorDetail) {
    super(RecordingErrorEvent.eventName, { detail });
  }
}

declare global {
  /** Typed `addEventListener`, on the elements and on whatever the intents bubble to. */
  interface GlobalEventHandlersEventMap {
    'conversation-open': ConversationOpenEvent;
    'inbox-load': InboxLoadEvent;
    'inbox-error': InboxErrorEvent;
    'recording-play': RecordingPlayEvent;
    'recording-pause': RecordingPauseEvent;
    'recording-error': RecordingErrorEvent;
    'recording-seek': RecordingSeekEvent;
    'recording-timeupdate': RecordingTimeUpdateEvent;
    'recording-refresh': RecordingRefreshEvent;
  }
}
