/** The link to a moment of a conversation. */
import type { Conversation } from '../../model/conversation.js';
import type { ConversationProvider } from '../../model/provider.js';
import { fillTemplate, linkUrl } from '../../internal/urls.js';

/**
 * The absolute URL, or undefined where there is no page to link to. The time goes where the template
 * has `{time}`, else into the fragment: `#t=125`.
 *
 * @param seconds Position in the recording.
 */
export function linkAt(
  conversationId: string | undefined,
  seconds: number,
  template: string | undefined,
  links: ConversationProvider['links'],
): string | undefined {
  if (!conversationId) return undefined;
  const time = String(Math.floor(seconds));
  const url = template
    ? fillTemplate(template, { id: conversationId, time })
    : ask(() => links?.conversation?.(unknown(conversationId)));
  const link = url ? linkUrl(url, document.baseURI) : undefined;
  if (!link || template?.includes('{time}')) return link;
  return `${link}${link.includes('#') ? '&' : '#'}t=${time}`;
}

/** Links are the host's code: what it throws costs a link and nothing else. */
function ask(link: () => string | undefined): string | undefined {
  try {
    return link();
  } catch {
    return undefined;
  }
}

/** A player knows the id of its conversation and nothing else. */
const unknown = (id: string): Conversation => ({
  id,
  at: null,
  channel: null,
  recording: 'unknown',
  transcript: 'unknown',
});
