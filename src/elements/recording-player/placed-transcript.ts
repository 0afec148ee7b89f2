/** The transcript that the host gave, made safe, with the times of the recording. */
import type { Warn } from '../../internal/settings.js';
import type { Transcript } from '../../model/transcript.js';

/** @param offset Of the recording, which knows better than the transcript, if it says anything. */
export function placedTranscript(
  given: Transcript | null | undefined,
  offset: unknown,
  warn: Warn,
): Transcript | undefined {
  if (!given) return undefined;
  const listed = (list: unknown) =>
    Array.isArray(list) && list.every((each) => each && typeof each === 'object');
  if (!listed(given.turns) || !listed(given.speakers)) {
    warn('transcript needs turns and speakers.');
    return undefined;
  }
  return Number.isFinite(offset) ? { ...given, offset: offset as number } : given;
}
