/** What other parts of the element are given: the same objects as long as nothing of them changes. */
import type { Availability } from '../../model/conversation.js';
import type { Recording } from '../../model/recording.js';
import type { Transcript } from '../../model/transcript.js';
import { summaryOf, type TranscriptSummary } from '../../transcripts/summary.js';
import type { Shown } from './interaction.js';
import { moved } from './player-bar.js';

export function createGiven() {
  let shown: Shown | undefined;
  let known: Recording | undefined;
  let summed: { readonly of: Transcript; readonly summary: TranscriptSummary } | undefined;
  let placed:
    | { readonly from: Transcript; readonly by: number; readonly transcript: Transcript }
    | undefined;
  return {
    shown(next: Shown): Shown {
      const keys = Object.keys(next) as (keyof Shown)[];
      if (!shown || keys.some((key) => next[key] !== shown![key])) shown = next;
      return shown;
    },
    /** Only the provider knows of a recording that can be played. */
    recording(availability: Availability): Recording | undefined {
      if (availability === 'available' || availability === 'unknown') return undefined;
      if (known?.availability !== availability) known = { availability };
      return known;
    },
    summary(transcript: Transcript): TranscriptSummary {
      if (summed?.of !== transcript) summed = { of: transcript, summary: summaryOf(transcript) };
      return summed.summary;
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
