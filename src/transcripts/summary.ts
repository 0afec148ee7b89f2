/** What there is in a transcript, in numbers; a screen reader says them before the turns. Pure. */
import type { Transcript } from '../model/transcript.js';

export interface TranscriptSummary {
  /** What was said and written; neither tool calls nor the words of the system. */
  readonly turns: number;
  /** Seconds; absent when nobody knows. */
  readonly duration?: number;
  readonly toolCalls: number;
  /** Of these, those that ended in an error or were blocked. */
  readonly failed: number;
}

const SAID: ReadonlySet<string> = new Set(['message', 'email', 'sms']);

export function summaryOf(
  transcript: Pick<Transcript, 'turns' | 'speakers' | 'timing' | 'duration'>,
): TranscriptSummary {
  const { turns, speakers } = transcript;
  const roles = new Map(speakers.map(({ id, role }) => [id, role]));
  const said = turns.filter(
    ({ kind, speakerId }) => SAID.has(kind) && roles.get(speakerId ?? '') !== 'system',
  );
  const calls = turns.flatMap(({ tool }) => tool ?? []);
  const failed = calls.filter(({ state }) => state === 'error' || state === 'blocked');
  const duration = durationOf(transcript);
  return {
    turns: said.length,
    ...(duration !== undefined && { duration }),
    toolCalls: calls.length,
    failed: failed.length,
  };
}

/** What the source says, else the last time in it. */
function durationOf({
  duration,
  timing,
  turns,
}: Pick<Transcript, 'turns' | 'timing' | 'duration'>): number | undefined {
  if (duration !== undefined && duration > 0) return duration;
  if (timing === 'none' || timing === 'wall-clock') return undefined;
  const last = turns.reduce((most, { start, end }) => Math.max(most, end ?? start ?? 0), 0);
  return last > 0 ? last : undefined;
}
