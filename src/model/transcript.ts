/**
 * The normalised transcript every parser produces. Times are seconds from the start of the
 * transcript; `offset` turns them into positions in the recording.
 */
import type { Availability } from './conversation.js';

export type SpeakerRole = 'agent' | 'caller' | 'human-agent' | 'system' | 'other';

export interface Speaker {
  readonly id: string;
  readonly role: SpeakerRole;
  readonly name?: string;
  readonly address?: string;
  /** Channel of a stereo recording this speaker is heard on. */
  readonly channel?: 0 | 1;
}

export interface Transcript {
  readonly version: 1;
  /** Id of the parser that read it, for example `livekit` or `plain`. */
  readonly shape: string;
  readonly availability: Availability;
  /** BCP 47. */
  readonly language?: string;
  /** Wall clock of second 0. */
  readonly startedAt?: string;
  /** Seconds. */
  readonly duration?: number;
  /** How much the times can be trusted. */
  readonly timing: 'word' | 'turn' | 'start-only' | 'wall-clock' | 'none';
  /** Seconds; transcript time + offset = media time. */
  readonly offset: number;
  readonly speakers: readonly Speaker[];
  readonly turns: readonly Turn[];
  /** What was skipped or guessed while parsing; for developers. */
  readonly notices: readonly TranscriptNotice[];
}

export interface TranscriptNotice {
  readonly kind: 'unknown-entry' | 'unreadable' | 'truncated' | 'guessed-time' | 'unpaired-tool';
  readonly path?: string;
  readonly message: string;
}

export interface Turn {
  /** Stable across live updates: the source's id, else derived from position, role and start. */
  readonly id: string;
  readonly kind: 'message' | 'tool' | 'event' | 'email' | 'sms' | 'note' | 'other';
  readonly speakerId?: string;
  readonly status: 'final' | 'interim' | 'interrupted' | 'failed';
  /** Seconds. */
  readonly start?: number;
  /** Seconds. */
  readonly end?: number;
  readonly timeIsEstimated?: boolean;
  /** Wall clock. */
  readonly at?: string;
  /**
   * As they are shown. Those of type text, markdown, html and refusal, joined by a line break, are the
   * turn's text, to which all offsets belong.
   */
  readonly parts: readonly TurnPart[];
  readonly words?: readonly Word[];
  readonly tool?: ToolCall;
  readonly email?: EmailHead;
  readonly sms?: SmsHead;
  readonly event?: TurnEvent;
  readonly attachments?: readonly Attachment[];
  readonly redactions?: readonly Redaction[];
  /** When retention removed the text of this turn. */
  readonly redactedAt?: string;
  readonly latency?: Latency;
  readonly language?: string;
}

export type TurnPart =
  | { readonly type: 'text' | 'markdown' | 'html' | 'refusal' | 'json'; readonly text: string }
  | { readonly type: 'image' | 'audio' | 'file'; readonly attachmentId: string };

export interface Word {
  readonly text: string;
  /** Seconds. */
  readonly start: number;
  /** Seconds. */
  readonly end: number;
  /** UTF-16 offsets into the turn's text. */
  readonly from: number;
  readonly to: number;
}

export interface ToolCall {
  readonly callId?: string;
  readonly name: string;
  readonly state: 'requested' | 'running' | 'done' | 'error' | 'blocked';
  readonly input?: unknown;
  readonly output?: unknown;
  readonly error?: string;
  /** Seconds. */
  readonly latency?: number;
}

/** Seconds, each only when it was measured. */
export interface Latency {
  readonly total?: number;
  /** Language model, time to the first token. */
  readonly llm?: number;
  /** Voice, time to the first byte. */
  readonly tts?: number;
  readonly tools?: number;
}

export interface Address {
  readonly name?: string;
  readonly address: string;
}

export interface EmailHead {
  readonly from?: Address;
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly subject?: string;
  readonly date?: string;
  readonly messageId?: string;
  readonly inReplyTo?: string;
  readonly html?: string;
  /** UTF-16 offset into the turn's text, from which on it quotes the mails it answers. */
  readonly quotedFrom?: number;
}

export interface SmsHead {
  readonly direction: 'inbound' | 'outbound' | 'unknown';
  readonly from?: string;
  readonly to?: string;
  readonly status?: string;
  readonly segments?: number;
  readonly error?: string;
}

export interface TurnEvent {
  readonly name: string;
  readonly detail?: string;
}

export interface Attachment {
  readonly id: string;
  readonly name?: string;
  readonly type?: string;
  /** Bytes. */
  readonly size?: number;
  readonly url?: string;
  readonly contentId?: string;
  readonly inline: boolean;
}

export interface Redaction {
  /** UTF-16 offsets into the turn's text. */
  readonly from: number;
  readonly to: number;
  readonly label?: string;
}
