/** Who speaks, from the words that vendors have for it. Pure. */
import type { Speaker, SpeakerRole } from '../model/transcript.js';

const WORDS: Readonly<Record<SpeakerRole, readonly string[]>> = {
  caller: ['user', 'caller', 'customer', 'human', 'client', 'lead', 'contact', 'guest', 'visitor'],
  agent: ['assistant', 'agent', 'bot', 'ai', 'model', 'ai agent', 'ai assistant', 'virtual agent'],
  'human-agent': ['human agent', 'transfer target', 'supervisor', 'operator', 'representative'],
  system: ['system', 'developer'],
  other: ['other', 'unknown'],
};

const ROLES = new Map(
  Object.entries(WORDS).flatMap(([role, words]) =>
    words.map((word) => [word, role as SpeakerRole] as const),
  ),
);

/** Upper and lower case, `_` and `-` make no other word. */
const wordOf = (label: string): string =>
  label
    .trim()
    .toLowerCase()
    .replace(/[_\s-]+/g, ' ');

/** The role that a word stands for; `undefined` for any other word, which may be a name. */
export const roleOf = (label: string | undefined): SpeakerRole | undefined =>
  label === undefined || label.length > 40 ? undefined : ROLES.get(wordOf(label));

/**
 * @param label A vendor's word for a role, or a name. A word that stands for no role is a speaker
 *   of its own, shown by that word.
 * @param name When the source has both.
 */
export function speakerOf(label: string | undefined, name?: string): Speaker {
  const role = roleOf(label) ?? 'other';
  const shown = name ?? (label && roleOf(label) === undefined ? label : undefined);
  const short = shown?.trim().slice(0, 200);
  return short ? { id: `${role} ${short}`, role, name: short } : { id: role, role };
}
