/** The events of a recording, from `<conversation-inbox>` and `<recording-player>`. */
import type { ProviderError } from '../model/error.js';
import type { PlaybackReason } from '../model/recording.js';

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
  interface GlobalEventHandlersEventMap {
    'recording-play': RecordingPlayEvent;
    'recording-pause': RecordingPauseEvent;
    'recording-error': RecordingErrorEvent;
    'recording-seek': RecordingSeekEvent;
    'recording-timeupdate': RecordingTimeUpdateEvent;
    'recording-refresh': RecordingRefreshEvent;
  }
}
