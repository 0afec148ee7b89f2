/** How much there is to read, for screen readers: they hear it before the turns. */
import { detail as words } from '../../locales/en/detail.js';
import { spoken } from '../../locales/en/spoken.js';
import type { TranscriptSummary } from '../../transcripts/summary.js';

/** `12 turns, 4 minutes 10 seconds, 3 tool calls, 1 failed` */
export const summaryLine = ({ turns, duration, toolCalls, failed }: TranscriptSummary): string =>
  words.summary({
    turns,
    duration: duration === undefined ? '' : spoken(duration),
    tools: toolCalls,
    failed,
  });
