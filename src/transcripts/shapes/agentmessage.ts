/** AgentMessage: text messages with direction, numbers, segments, and bodies that retention removes. */
import type { Attachment, SmsHead, Transcript, Turn } from '../../model/transcript.js';
import { assemble, type Draft, type ReadEntry } from '../assemble.js';
import type { ParseContext } from '../context.js';
import { entriesOf, instantOf, listOf, numberOf, textOf, type Entry } from '../entries.js';
import { speakerOf } from '../speakers.js';
import { readItem } from './session-items.js';

export function parse(raw: unknown, context: ParseContext): Transcript {
  const shape = 'agentmessage';
  const entries = entriesOf(raw, ['data', 'messages', 'items']);
  // Not redacted by pattern: who types "[redacted]" has typed it. `redacted_at` alone tells.
  return assemble({ shape, raw, entries, read: readMessage, context });
}

const readMessage: ReadEntry = (entry, position, notify) => {
  const direction = textOf(entry, 'direction');
  if (direction === undefined && !('body' in entry)) return readItem(entry, position, notify);
  const sms = smsOf(entry);
  const id = textOf(entry, 'id');
  const instant = instantOf(entry['created_at']);
  const redactedAt = textOf(entry, 'redacted_at');
  const { body } = entry;
  const attachments = mediaOf(entry, id ?? `sms ${position}`);
  const files = attachments.map((file) => ({ type: 'file', attachmentId: file.id }) as const);
  const isSaid = typeof body === 'string' && body !== '' && redactedAt === undefined;
  const draft: Draft = {
    ...(id !== undefined && { id }),
    kind: 'sms',
    speaker: speakerIn(sms),
    status: stateOf(sms),
    ...(instant !== undefined && { instant }),
    ...(redactedAt !== undefined && { redactedAt }),
    parts: [...(isSaid ? [{ type: 'text', text: body } as const] : []), ...files],
    sms,
    ...(attachments.length > 0 && { attachments }),
  };
  return [draft];
};

const speakerIn = ({ direction, from }: SmsHead): Draft['speaker'] => {
  const words = { inbound: 'caller', outbound: 'agent', unknown: undefined } as const;
  return { ...speakerOf(words[direction]), ...(from !== undefined && { address: from }) };
};

function smsOf(entry: Entry): SmsHead {
  const direction = textOf(entry, 'direction')?.toLowerCase() ?? '';
  const [from, to] = [textOf(entry, 'from_number', 'from'), textOf(entry, 'to_number', 'to')];
  const status = textOf(entry, 'status', 'delivery_status')?.trim().toLowerCase().slice(0, 60);
  const segments = numberOf(entry, 'segment_count');
  const code = numberOf(entry, 'error_code');
  const error = textOf(entry, 'error_message', 'error') ?? (code ? String(code) : undefined);
  return {
    direction: /^(?:inbound|outbound)$/.test(direction) ? (direction as 'inbound') : 'unknown',
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(status !== undefined && { status }),
    ...(segments !== undefined && segments > 0 && { segments }),
    ...(error !== undefined && { error: error.slice(0, 500) }),
  };
}

const stateOf = ({ status = '' }: SmsHead): Turn['status'] =>
  /^(?:failed|undelivered|rejected|canceled|cancelled)$/.test(status) ? 'failed' : 'final';

/** The addresses of pictures and files; retention empties the list. */
function mediaOf(entry: Entry, id: string): Attachment[] {
  const urls = listOf(entry, 'media_urls').slice(0, 100);
  return urls.map((url, index) => ({
    id: `${id} ${index}`,
    inline: false,
    ...(typeof url === 'string' && { url }),
  }));
}
