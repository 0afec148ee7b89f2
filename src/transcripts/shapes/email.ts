/**
 * A mail, or a thread of mails, with their heads beside the text or in `headers`. What stands between
 * them and is no mail (tool calls, notes) is read like the items of a session.
 */
import type {
  Address,
  Attachment,
  EmailHead,
  Speaker,
  Transcript,
} from '../../model/transcript.js';
import { assemble, type Draft, type ReadEntry } from '../assemble.js';
import { contentOf, named } from '../content.js';
import type { ParseContext } from '../context.js';
import {
  entriesOf,
  entryOf,
  instantOf,
  isEntry,
  listOf,
  LONGEST,
  numberOf,
  textOf,
  type Entry,
} from '../entries.js';
import { addressesOf } from '../addresses.js';
import { textOfHtml } from '../html-text.js';
import { quotedFrom } from '../quotes.js';
import { turnText } from '../turn-text.js';
import { roleOf, speakerOf } from '../speakers.js';
import { readItem } from './session-items.js';

const LISTS = ['messages', 'emails', 'thread', 'items', 'history', 'data'] as const;

export function parse(raw: unknown, context: ParseContext): Transcript {
  const shape = 'email';
  const entries = entriesOf(raw, LISTS) ?? (isEntry(raw) ? [raw] : undefined);
  const read: ReadEntry = (entry, position, notify) => {
    const head = isEntry(entry) ? headOf(entry) : undefined;
    return head && isMail(entry, head)
      ? [mailOf(entry, head, position, context)]
      : readItem(entry, position, notify);
  };
  return assemble({ shape, raw, entries, read, context, redacted: 'written' });
}

/** A head, or a body that only mails have. */
const isMail = (entry: Entry, head: EmailHead): boolean =>
  head.from !== undefined ||
  head.to.length > 0 ||
  head.subject !== undefined ||
  head.messageId !== undefined ||
  textOf(entry, ...HTML) !== undefined;

const HTML = ['html', 'body_html', 'html_body', 'bodyHtml', 'htmlBody'] as const;
const TEXT = ['text', 'body_text', 'text_body', 'bodyText', 'textBody', 'plain'] as const;

function mailOf(entry: Entry, head: EmailHead, position: number, context: ParseContext): Draft {
  const id = textOf(entry, 'id');
  const html = textOf(entry, ...HTML) ?? htmlIn(entry['body']);
  const parts = partsOf(entry, html, id ?? `email ${position}`);
  const attachments = [...attachmentsOf(entry, id ?? `email ${position}`)];
  const quoted = quotedFrom(turnText(parts).slice(0, LONGEST));
  const instant = instantOf(
    head.date ??
      entry['created_at'] ??
      entry['sent_at'] ??
      entry['received_at'] ??
      entry['timestamp'],
  );
  const redactedAt = textOf(entry, 'redacted_at', 'redactedAt');
  return {
    ...(id !== undefined && { id }),
    kind: 'email',
    speaker: senderOf(entry, head, context),
    ...(instant !== undefined && { instant }),
    ...(redactedAt !== undefined && { redactedAt }),
    ...(redactedAt === undefined ? parts : { parts: [] }),
    email: {
      ...head,
      ...(html !== undefined && redactedAt === undefined && { html: html.slice(0, LONGEST) }),
      ...(quoted !== undefined && redactedAt === undefined && { quotedFrom: quoted }),
    },
    ...(attachments.length > 0 && { attachments }),
  };
}

const htmlIn = (body: unknown): string | undefined => {
  if (isEntry(body)) return textOf(body, 'html');
  return typeof body === 'string' && /^\s*<(?:!doctype|html|body|div|p|table)\b/i.test(body)
    ? body
    : undefined;
};

/** The plain text; where there is only markup, the words in it. */
function partsOf(entry: Entry, html: string | undefined, id: string): Pick<Draft, 'parts'> {
  const body = entry['body'];
  const text =
    textOf(entry, ...TEXT) ??
    (isEntry(body) ? textOf(body, 'text', 'plain') : undefined) ??
    (typeof body === 'string' && body !== html && body.trim() ? body : undefined);
  if (text !== undefined) return { parts: [{ type: 'text', text }] };
  const { parts } = contentOf(entry['content'], id);
  if (parts.length > 0 && parts.every(({ type }) => type === 'text')) return { parts };
  const words = html === undefined ? '' : textOfHtml(html.slice(0, LONGEST));
  if (words) return { parts: [{ type: 'text', text: words }] };
  const snippet = textOf(entry, 'snippet');
  return { parts: snippet === undefined ? parts : [{ type: 'text', text: snippet }] };
}

/** The head, beside the text or in `headers`; blind copies are nobody's business and are not read. */
function headOf(entry: Entry): EmailHead {
  const headers = headersOf(entry);
  const first = (...keys: readonly string[]): unknown =>
    keys.map((key) => entry[key]).find((value) => value != null && value !== '') ??
    headers.get((keys[0] as string).replaceAll('_', '-'));
  const text = (...keys: readonly string[]): string | undefined => {
    const value = first(...keys);
    return typeof value === 'string' && value.trim() ? value.trim().slice(0, 2000) : undefined;
  };
  const [from] = addressesOf(first('from', 'sender'));
  const subject = text('subject');
  const date = instantOf(first('date'));
  const messageId = text('message_id', 'messageId');
  const inReplyTo = text('in_reply_to', 'inReplyTo');
  return {
    ...(from && { from }),
    to: addressesOf(first('to')),
    cc: addressesOf(first('cc')),
    ...(subject !== undefined && { subject }),
    ...(date !== undefined && { date: new Date(date).toISOString() }),
    ...(messageId !== undefined && { messageId }),
    ...(inReplyTo !== undefined && { inReplyTo }),
  };
}

/** By name in lower case with hyphens, from an object or from a list of `{ name, value }`. */
function headersOf(entry: Entry): ReadonlyMap<string, unknown> {
  const headers = entry['headers'] ?? entryOf(entry, 'payload')?.['headers'];
  const keyOf = (name: string): string => name.toLowerCase().replaceAll('_', '-');
  if (Array.isArray(headers)) {
    return new Map(
      headers.slice(0, 500).flatMap((header: unknown) => {
        const name = isEntry(header) ? textOf(header, 'name', 'key') : undefined;
        return name === undefined ? [] : [[keyOf(name), (header as Entry)['value']] as const];
      }),
    );
  }
  if (!isEntry(headers)) return new Map();
  const names = Object.keys(headers).filter((name) => HEADERS.has(keyOf(name)));
  return new Map(names.map((name) => [keyOf(name), headers[name]]));
}

const HEADERS: ReadonlySet<string> = new Set(
  'from sender to cc subject date message-id in-reply-to'.split(' '),
);

/** Who wrote it: a named role, else a known address, else a person of their own. */
function senderOf(entry: Entry, { from }: EmailHead, context: ParseContext): Speaker {
  const direction = textOf(entry, 'direction')?.toLowerCase();
  const role =
    roleOf(textOf(entry, 'role')) ??
    (direction === 'inbound' ? 'caller' : direction === 'outbound' ? 'agent' : undefined) ??
    (isSame(from, context.agentAddress) ? 'agent' : undefined) ??
    (isSame(from, context.callerAddress) ? 'caller' : undefined);
  const { name, address } = from ?? {};
  const person = { ...(name && { name }), ...(address && { address }) };
  // Several people may write for one side; each is shown by their name.
  const id = `${role ?? 'other'}${address ? ` ${address.toLowerCase()}` : ''}`;
  return { ...speakerOf(role), id, ...person };
}

const isSame = (one: Address | undefined, other: string | undefined): boolean =>
  !!other && one?.address.toLowerCase() === other.trim().toLowerCase();

function attachmentsOf(entry: Entry, id: string): Attachment[] {
  const files = listOf(entry, 'attachments', 'files').slice(0, 500);
  return files.map((file, index) => {
    const base = { id: `${id} ${index}`, inline: false };
    if (typeof file === 'string') return { ...base, name: file.slice(0, 500) };
    if (!isEntry(file)) return base;
    const url = textOf(file, 'url', 'href', 'download_url');
    const contentId = textOf(file, 'content_id', 'contentId', 'cid')?.replace(/^<|>$/g, '');
    const size = numberOf(file, 'size', 'bytes');
    return {
      ...base,
      ...named(file),
      ...(size !== undefined && size >= 0 && { size }),
      ...(url !== undefined && { url }),
      ...(contentId !== undefined && { contentId }),
      inline: textOf(file, 'disposition') === 'inline' || file['related'] === true,
    };
  });
}
