/** Results join the calls they answer. Pure. */
import type { ToolCall } from '../model/transcript.js';

interface Called {
  readonly tool?: ToolCall;
  /** Milliseconds since 1970. */
  readonly instant?: number;
  /** The tool is a result that belongs to an earlier call. */
  readonly isResult?: boolean;
  /** Position of its entry in the source. */
  readonly position: number;
}

/**
 * The turns with each result in its call, found by `callId`, and the positions of the results that
 * have no call: they stay turns of their own. An id that is used again belongs to the call that waits.
 */
export function pairTools<T extends Called>(
  turns: readonly T[],
): { readonly turns: readonly T[]; readonly orphans: readonly number[] } {
  const waiting = new Map<string, number>();
  const paired: T[] = [];
  const orphans: number[] = [];
  for (const turn of turns) {
    const callId = turn.tool?.callId;
    const at = turn.isResult && callId !== undefined ? waiting.get(callId) : undefined;
    const call = at === undefined ? undefined : paired[at];
    if (call?.tool && turn.tool && at !== undefined) {
      paired[at] = { ...call, tool: answered(call.tool, turn.tool, tookOf(call, turn)) };
      waiting.delete(callId as string);
      continue;
    }
    if (turn.isResult) orphans.push(turn.position);
    else if (callId !== undefined && turn.tool) waiting.set(callId, paired.length);
    paired.push(turn);
  }
  return { turns: paired, orphans };
}

function answered(call: ToolCall, result: ToolCall, took: number | undefined): ToolCall {
  const { name: _name, input: _input, ...answer } = result;
  const latency = result.latency ?? call.latency ?? took;
  return { ...call, ...answer, ...(latency !== undefined && { latency }) };
}

/** Seconds between the two, when both say when they were. */
function tookOf(call: Called, result: Called): number | undefined {
  if (call.instant === undefined || result.instant === undefined) return undefined;
  const took = (result.instant - call.instant) / 1000;
  return took >= 0 ? took : undefined;
}
