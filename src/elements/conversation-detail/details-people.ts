/** Everybody who took part in a conversation, each once, from what is known of it and its turns. Pure. */
import { details as words } from '../../locales/en/details.js';
import { lookUp, oneLine, titleCase } from '../../internal/format.js';
import type { Conversation } from '../../model/conversation.js';
import type { Transcript } from '../../model/transcript.js';
import { listOf, plainText, type DetailRow } from './details-row.js';

interface Person {
  readonly role: string;
  readonly name?: string | null;
  readonly address?: string | null;
  readonly id?: string | null;
}

/** Rows of all participants; none when there are only a caller and an agent, who have their own rows. */
export function peopleRows(
  conversation: Conversation,
  transcript: Transcript | undefined,
): readonly DetailRow[] {
  const { caller, agent, others } = conversation;
  const known = new Set<string>();
  const people: DetailRow[] = [];
  const add = ({ role, name, address, id }: Person) => {
    const texts = [plainText(name), plainText(address), plainText(id)];
    const [title, where] = texts.flatMap((text) => (text === undefined ? [] : [text]));
    const keys = texts.flatMap((text) => text?.trim().toLowerCase() ?? []);
    // A mail may name somebody by address alone, and the next one by name and address.
    if (!title || known.has(texts[1]?.trim().toLowerCase() ?? keys[0]!)) return;
    keys.forEach((key) => known.add(key));
    people.push({
      id: 'person',
      label: lookUp(words.roles, role) ?? oneLine(titleCase(plainText(role)), 40),
      text: oneLine(title, 200),
      state: 'value',
      exact: texts[0] === undefined,
      ...(where && texts[1] === where && { note: oneLine(where, 200) }),
    });
  };
  if (caller) add({ ...caller, role: 'caller' });
  if (agent) add({ ...agent, role: 'agent' });
  const both = people.length;
  for (const one of listOf(others)) if (one) add({ ...one, role: one.role ?? 'other' });
  for (const one of speakersOf(transcript)) add(one);
  return people.length > both ? people : [];
}

/** Whoever a transcript names beside caller and agent: who took over, who a mail went to. */
function speakersOf(transcript: Transcript | undefined): Person[] {
  const speakers = listOf(transcript?.speakers).flatMap((speaker): Person[] =>
    speaker && ['human-agent', 'other'].includes(speaker.role)
      ? [{ role: speaker.role, name: speaker.name, address: speaker.address }]
      : [],
  );
  const mails = listOf(transcript?.turns).flatMap((turn): Person[] => {
    const mail = turn?.email;
    const addresses = mail ? [mail.from, ...listOf(mail.to), ...listOf(mail.cc)] : [];
    return addresses.flatMap((one) => (one ? [{ ...one, role: 'other' }] : []));
  });
  return [...speakers, ...mails];
}
