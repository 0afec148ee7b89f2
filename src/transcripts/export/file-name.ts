/** What an exported transcript is called. Pure. */

export type TranscriptFormat = 'md' | 'txt' | 'json' | 'vtt' | 'csv';

/** Longer names are cut by some systems, and then lose their ending. */
const LONGEST_NAME = 80;

/** Phone numbers and mail addresses say who was talked with; a name in a folder is seen by others. */
const PHONE = /\+\d[\d\s().-]{5,30}|\btel[:-]\d+|\(\d{2,4}\)\s?\d[\d\s.-]{5,30}/g;
const MAIL = /[^\s:/]{1,100}@[^\s:/]{1,200}/g;

/** `conversation-<id>.md`, of signs that every system allows. */
export function transcriptFileName(conversationId: string, format: TranscriptFormat): string {
  const id = conversationId
    .slice(0, 500)
    .replace(MAIL, '')
    .replace(PHONE, '')
    .replace(/[^\p{L}\p{N}_-]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  const cut = id.slice(0, LONGEST_NAME).toWellFormed().replaceAll('\ufffd', '');
  return `${cut ? `conversation-${cut}` : 'conversation'}.${format}`;
}
