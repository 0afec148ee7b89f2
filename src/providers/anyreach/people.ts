/**
 * Who took part in a conversation. The vendor's reference has no field for a caller's name or for
 * the other participants of an email thread; this is the one place that knows where they are found.
 */
import type { Participant } from '../../model/index.js';
import { asObject } from '../json.js';
import type { AnyreachRow } from './wire.js';

/** A hostile list of participants must not become thousands of objects per row. */
const MOST_PARTICIPANTS = 200;

/** The caller's name; `null` when there is none, `undefined` when the places for it were not sent. */
export function callerNameOf(row: AnyreachRow): string | null | undefined {
  const { custom_metadata: metadata } = row;
  const places = [
    row['user_name'],
    row['caller_name'],
    metadata?.['user_name'],
    metadata?.['caller_name'],
    metadata?.['customer_name'],
    metadata?.['name'],
  ];
  const name = places.find((place) => typeof place === 'string' && place.trim() !== '');
  return typeof name === 'string' ? name : metadata === undefined ? undefined : null;
}

/**
 * Everybody named in an email thread, caller and agent included; for other channels nobody.
 * `undefined` when the places were not sent.
 */
export function participantsOf(row: AnyreachRow): readonly Participant[] | null | undefined {
  if (row.channel !== 'email') return null;
  const { custom_metadata: metadata, conversation } = row;
  if (metadata === undefined && conversation === undefined) return undefined;
  return [
    ...peopleIn(metadata?.['participants']),
    ...peopleIn(metadata?.['to']),
    ...peopleIn(metadata?.['cc']),
    ...headersIn(conversation).flatMap((headers) =>
      ['from', 'to', 'cc'].flatMap((name) => peopleIn(headers[name])),
    ),
  ].slice(0, MOST_PARTICIPANTS);
}

/** Those who are neither caller nor agent, each address once, whatever its letter case. */
export function othersOf(
  row: AnyreachRow,
  participants: readonly Participant[] | null | undefined,
): readonly Participant[] | null | undefined {
  if (!participants) return participants;
  const known = new Set(
    [row.user_id, row.agent_number].map((address) => identity({ address, role: 'other' })),
  );
  const others = participants.filter((participant) => {
    const one = identity(participant);
    if (!one || known.has(one)) return false;
    known.add(one);
    return participant.role === 'other';
  });
  return others.length ? others : null;
}

function identity({ address, name, id }: Participant): string {
  return (address || id || name || '').trim().toLowerCase();
}

/** The header lines of every mail in a transcript, under lower-case names. */
function headersIn(conversation: unknown): Record<string, unknown>[] {
  const whole = asObject(conversation);
  const places = ['items', 'history', 'messages', 'turns', 'transcript'];
  const lists = [conversation, ...places.map((name) => whole[name])];
  const entries = lists.find(Array.isArray) as unknown[] | undefined;
  return [whole, ...(entries ?? []).map(asObject)]
    .slice(0, MOST_PARTICIPANTS)
    .flatMap((entry) => [entry, asObject(entry['headers']), asObject(entry['email'])])
    .map((headers) =>
      Object.fromEntries(Object.entries(headers).map(([name, at]) => [name.toLowerCase(), at])),
    );
}

/** Accepts `Ada <ada@example.org>, bob@example.org`, objects, and lists of both. */
function peopleIn(value: unknown): Participant[] {
  if (Array.isArray(value)) return value.slice(0, MOST_PARTICIPANTS).flatMap(peopleIn);
  if (typeof value === 'string') return splitAddresses(value).map(toParticipant);
  const { address, email, phone, user_id, id, name, role } = asObject(value);
  const found = [address, email, phone, user_id].find((text) => typeof text === 'string');
  const read = typeof found === 'string' ? toParticipant(found) : undefined;
  const label = typeof name === 'string' && name.trim() ? name : read?.name;
  const key = typeof id === 'string' ? id : undefined;
  if (!read && !label && !key) return [];
  return [
    {
      ...(key ? { id: key } : {}),
      ...(label ? { name: label } : {}),
      ...(read ? { address: read.address } : {}),
      role: role === 'caller' || role === 'agent' ? role : 'other',
    },
  ];
}

/** A comma inside quotes belongs to a name. */
function splitAddresses(text: string): string[] {
  const parts = text.slice(0, 20_000).match(/(?:"[^"]*"|[^,;"])+/g) ?? [];
  return parts.map((part) => part.trim()).filter(Boolean);
}

function toParticipant(text: string): Participant {
  const open = text.lastIndexOf('<');
  const close = text.endsWith('>') ? text.length - 1 : -1;
  if (open < 0 || close < open) return { address: text.trim(), role: 'other' };
  const address = text.slice(open + 1, close).trim();
  const name = text.slice(0, open).trim().replace(/^"|"$/g, '');
  return name ? { name, address, role: 'other' } : { address, role: 'other' };
}
