/** The link to a turn: to its moment where it has one, else to the turn itself. */
import { linkAt } from '../recording-player/link-at.js';
import type { Conversation } from '../../model/conversation.js';
import type { ConversationProvider } from '../../model/provider.js';
import type { Turn } from '../../model/transcript.js';

/**
 * The absolute URL, or undefined where there is no page to link to: `…#t=125`, in seconds of the
 * recording, or `…#turn=<id>` for what has no time, as in an email.
 *
 * @param offset Seconds: the recording's time − the transcript's.
 */
export function linkToTurn(
  { id }: Conversation,
  turn: Turn,
  offset: number,
  template: string | undefined,
  links: ConversationProvider['links'],
): string | undefined {
  const at = turn.start === undefined ? 0 : Math.max(0, turn.start + offset);
  const link = linkAt(id, at, template, links);
  if (link === undefined || turn.start !== undefined) return link;
  const url = new URL(link);
  // `toWellFormed`: half a surrogate pair cannot be encoded.
  url.hash = `turn=${encodeURIComponent(turn.id.toWellFormed())}`;
  return url.href;
}
