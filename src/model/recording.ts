import type { Availability } from './conversation.js';

/** Waveform peaks: plain numbers for one channel, one array per channel, or audiowaveform JSON v2. */
export type Peaks =
  | readonly number[]
  | readonly (readonly number[])[]
  | {
      readonly version: 2;
      readonly channels: number;
      readonly sample_rate: number;
      readonly samples_per_pixel: number;
      readonly bits: 8 | 16;
      readonly length: number;
      readonly data: readonly number[];
    };

/**
 * A recording, ready to play. Never put in attributes, events, logs or storage.
 * A `Blob` is allowed as source: the playback service makes and revokes its URL.
 */
export interface Recording {
  readonly availability: Availability;
  /** `https:`, `http:` or `blob:` URL, or the audio itself. */
  readonly source?: string | Blob;
  /** When the URL stops working, if the server says so. */
  readonly expiresAt?: string;
  /** MIME type. */
  readonly type?: string;
  /** Seconds. */
  readonly duration?: number;
  /** Seconds; transcript time + offset = media time. */
  readonly offset?: number;
  readonly channels?: 1 | 2;
  readonly peaks?: Peaks;
  /** The same recording split by speaker, for listening to one side. */
  readonly perSpeaker?: readonly { readonly speakerId: string; readonly source: string | Blob }[];
  /** How the audio element asks for it, when the server expects CORS. Absent: without CORS. */
  readonly cors?: 'anonymous' | 'use-credentials';
  /** Whether the reader may be offered a download. */
  readonly downloadable?: boolean;
  /** Seconds to wait before asking again while `availability` is `processing`. */
  readonly retryAfter?: number;
}

/** Why a recording is asked for, so that a provider can decide to skip its own cache. */
export type RefreshReason = 'play' | 'expired' | 'media-error' | 'stalled' | 'processing';

/** Why a recording cannot be heard. */
export type PlaybackReason =
  | 'none'
  | 'processing'
  | 'withheld'
  | 'removed'
  | 'expired'
  | 'network'
  | 'offline'
  | 'forbidden'
  /** The browser cannot play the format. */
  | 'unsupported'
  /** The provider failed; `error` has its words. */
  | 'provider'
  /** The browser wants a click before anything sounds. */
  | 'blocked';
