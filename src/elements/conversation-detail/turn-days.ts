/** Where a thread goes on on another day. Pure. */
import type { DateFormat } from '../../internal/intl.js';
import type { Turn } from '../../model/transcript.js';

/**
 * The day of a turn that is of another one than the turn before it. Only of what has a time of day: what is
 * said in a call has its place in the recording.
 *
 * @param first ISO 8601: the day that the reader knows already.
 */
export function newDays(
  turns: readonly Turn[],
  first: string | null,
  dates: DateFormat,
): (turn: Turn) => string | undefined {
  const before = new Map<Turn, string | null>();
  let last = first;
  for (const turn of turns) {
    if (!turn.at || turn.start !== undefined) continue;
    before.set(turn, last);
    last = turn.at;
  }
  return (turn) => {
    const day = dates.date(turn.at);
    return before.has(turn) && day !== dates.date(before.get(turn)) ? day : undefined;
  };
}
