/** What a conversation shows beside its filterable fields, made when it is asked for. */
import { callerOf, type Row } from './generate.js';
import { tapeOf } from './generate-transcript.js';
import { hostileAt } from './hostile.js';
import { AGENTS } from './people.js';
import { chance, hash, pick, randomFrom } from './random.js';
import type { DataSet } from './timeline.js';

/** `null` while there is nothing to sum up. */
export function summaryOf(set: DataSet, row: Row): string | null {
  const hostile = hostileAt(set.seed, row.seq, set.rows);
  if (hostile?.summary !== undefined) return hostile.summary;
  if (row.user_turn_count === null || row.user_turn_count === 0) return null;
  const random = randomFrom(set.seed, row.seq, 0x55);
  if (row.status === 'in_progress' || chance(random, 0.03)) return null;
  return pick(random, callerOf(set, row.seq).language.summaries);
}

export function initialContextOf(set: DataSet, row: Row): string {
  const { name, language } = callerOf(set, row.seq);
  return `You answer for Example Stores. The caller may be ${name} and prefers "${language.tag}".`;
}

/** A name beside the metadata, which a few conversations carry; not a field of the reference. */
export function userNameOf(set: DataSet, row: Row): string | undefined {
  return hash(set.seed, row.seq, 0x56) % 10 === 0 ? callerOf(set, row.seq).name : undefined;
}

export function agentOf(row: Row): { readonly id: string; readonly name: string | null } {
  return { id: row.agent_id, name: AGENTS.find(({ id }) => id === row.agent_id)?.name ?? null };
}

export type RecordingState = 'available' | 'none' | 'processing' | 'deleted';

/** Most finished spoken conversations were recorded; some recordings are gone or not ready. */
export function recordingStateOf(set: DataSet, row: Row): RecordingState {
  const spoken = row.channel === 'telephone' || row.channel === 'webrtc';
  const ended = ['completed', 'transferred', 'failed'].includes(row.status);
  if (!spoken || !ended || tapeOf(row).seconds === 0) return 'none';
  const draw = hash(set.seed, row.seq, 0x57) % 100;
  if (draw < 5) return 'none';
  if (draw < 9) return 'deleted';
  return draw < 12 ? 'processing' : 'available';
}

/** Whether the details of a recording carry the outline of its sound; most do not. */
export function hasPeaks(set: DataSet, row: Row): boolean {
  return hash(set.seed, row.seq, 0x58) % 4 === 0;
}
