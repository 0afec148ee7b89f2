/**
 * A provider's transcript as the one the elements show. Its parser, the items of a session, is a chunk
 * of its own, loaded when it is first needed.
 */
import type { RawTranscript } from '../model/provider.js';
import type { Transcript } from '../model/transcript.js';

/** What is known of the conversation beside its transcript. */
export interface ParseContext {
  /** ISO 8601. */
  readonly startedAt?: string;
  /** Seconds. */
  readonly duration?: number;
}

const isParsed = (transcript: Transcript | RawTranscript): transcript is Transcript =>
  Array.isArray((transcript as Partial<Transcript> | undefined)?.turns);

/** Rejects only when the parser itself cannot be loaded. */
export async function parseTranscript(
  transcript: Transcript | RawTranscript,
  context: ParseContext = {},
): Promise<Transcript> {
  if (isParsed(transcript)) return transcript;
  const { parseSessionItems } = await import('./session-items.js');
  return parseSessionItems((transcript as RawTranscript | undefined)?.raw, context);
}
