/** What parsers are given beside the raw transcript, and what a parser is. */
import type { Availability } from '../model/conversation.js';
import type { Transcript } from '../model/transcript.js';

/** What is known of the conversation beside its transcript. */
export interface ParseContext {
  /** ISO 8601. */
  readonly startedAt?: string;
  /** Seconds. */
  readonly duration?: number;
  /** What a transcript without turns is, for example `processing`. Default: `none`. */
  readonly availability?: Availability;
  /** The agent's own number or address; tells the sides of a thread that names no roles. */
  readonly agentAddress?: string;
  /** The caller's. */
  readonly callerAddress?: string;
}

/** Reads the transcripts of one source. A plain object; the host hands its own to `parseTranscript`. */
export interface TranscriptParser {
  /** Its name, for `RawTranscript.shape`. One of the built-in names replaces that parser. */
  readonly shape: string;
  /** Whether it knows this transcript. Absent: it is used only where its shape is named. */
  detect?(raw: unknown): boolean;
  /** What it throws or rejects with is a notice, and the transcript is read as if it were not there. */
  parse(raw: unknown, context: ParseContext): Transcript | Promise<Transcript>;
}
