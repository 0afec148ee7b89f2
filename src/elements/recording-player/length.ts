/** How long a recording is, as long as only its transcript can tell. */
import type { Transcript } from '../../model/transcript.js';

/** Seconds that a turn lasts of which only the start is known; as in `timeline-model.ts`. */
const LEAST = 1;

/** Seconds of the recording; `NaN` when the transcript says nothing of it. */
export function expectedLength(transcript: Transcript | undefined): number {
  const { duration, timing, turns = [], offset } = transcript ?? {};
  const isTimed = timing !== 'none' && timing !== 'wall-clock';
  const ends = turns.map(({ start, end }) => end ?? start! + LEAST).filter(Number.isFinite);
  const last = isTimed ? ends.reduce((most, end) => Math.max(most, end), 0) : 0;
  const length = Number.isFinite(duration) && duration! > 0 ? duration! : last;
  return length > 0 ? length + (offset || 0) : NaN;
}
