import type { Conversation } from '../model/index.js';
import { instant } from './instant.js';

/** Rows heard of from a live source, by id; `undefined`: gone, or no longer to be shown. */
export type Heard = Map<string, Conversation | undefined>;

/** The newer of two copies of a row: the later one, unless the held one was provably updated after it. */
export function newest(held: Conversation, later: Conversation): Conversation {
  return instant(later.updatedAt) < instant(held.updatedAt) ? held : later;
}

/**
 * Rows of an answer, brought up to what was heard while it was on its way: an answer may be older
 * than a change that overtook it. With `moves`, a row that was heard to be elsewhere by now is left
 * out: its place in the answer is not its place any more.
 */
export function withHeard(
  items: readonly Conversation[],
  heard: Heard,
  moves: boolean,
): readonly Conversation[] {
  if (heard.size === 0) return items;
  return items.flatMap((item) => {
    if (!heard.has(item.id)) return item;
    const later = heard.get(item.id);
    const copy = later && newest(item, later);
    return copy && !(moves && copy.at !== item.at) ? copy : [];
  });
}
