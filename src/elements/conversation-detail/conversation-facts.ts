/** What a conversation's own fields say about its recording. Pure. */
import type { Conversation } from '../../model/conversation.js';

/** Channels in which nothing sounds: that there is no recording goes without saying. */
const SILENT = new Set<string | null>(['email', 'text', 'whatsapp']);

export const hasPlayer = ({ recording, channel }: Conversation): boolean =>
  recording !== 'none' || !SILENT.has(channel);

export const isPlayable = ({ recording }: Conversation): boolean =>
  recording === 'available' || recording === 'unknown';
