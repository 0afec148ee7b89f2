/** How much there is to read, for screen readers: they hear it before the turns. */
import { detail as words } from '../../locales/en/detail.js';
import { spoken } from '../../locales/en/spoken.js';
import type { Transcript } from '../../model/transcript.js';
import { summaryOf, type TranscriptSummary } from '../../transcripts/summary.js';

/** Counts a transcript once, however often it is asked. */
export function createSummary(): (transcript: Transcript) => TranscriptSummary {
  let last: { readonly of: Transcript; readonly summary: TranscriptSummary } | undefined;
  return (transcript) => {
    if (last?.of !== transcript) last = { of: transcript, summary: summaryOf(transcript) };
    return last.summary;
  };
}

/** `12 turns, 4 minutes 10 seconds, 3 tool calls, 1 failed` */
export const summaryLine = ({ turns, duration, toolCalls, failed }: TranscriptSummary): string =>
  words.summary({
    turns,
    duration: duration === undefined ? '' : spoken(duration),
    tools: toolCalls,
    failed,
  });
