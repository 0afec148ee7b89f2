/** What the player is given: the same objects as long as nothing of them changes. */
import type { Availability } from '../../model/conversation.js';
import type { Recording } from '../../model/recording.js';
import type { Transcript } from '../../model/transcript.js';
import { moved } from './player-bar.js';

export function createGiven() {
  let known: Recording | undefined;
  let placed:
    | { readonly from: Transcript; readonly by: number; readonly transcript: Transcript }
    | undefined;
  return {
    /** Only the provider knows of a recording that can be played. */
    recording(availability: Availability): Recording | undefined {
      if (availability === 'available' || availability === 'unknown') return undefined;
      if (known?.availability !== availability) known = { availability };
      return known;
    },
    /** @param by Seconds that the reader moved it. */
    transcript(from: Transcript | undefined, by: number): Transcript | undefined {
      if (!from) return undefined;
      if (placed?.from !== from || placed.by !== by)
        placed = { from, by, transcript: moved(from, by) };
      return placed.transcript;
    },
  };
}
