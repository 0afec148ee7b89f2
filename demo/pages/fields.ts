/** One conversation as labels and texts. */
import type { Conversation } from '../../src/index.js';
import { formatDuration, NONE, orNone, titleCase } from '../../src/internal/format.js';

export interface Field {
  readonly label: string;
  readonly text: string;
  /** There is no value to read. */
  readonly quiet: boolean;
}

const WITHHELD = 'Not permitted';

export function fieldsOf(conversation: Conversation): readonly Field[] {
  const { agent, caller, others, metadata } = conversation;
  // `get` asks for everything: what is absent then was held back.
  const held = conversation.recording === 'withheld';
  const text = (value: string | null | undefined) =>
    value === undefined && held ? WITHHELD : orNone(value);
  const number = (value: number | null | undefined) => orNone(value?.toLocaleString());
  const fields: readonly (readonly [string, string])[] = [
    ['Summary', text(conversation.summary)],
    ['Status', titleCase(conversation.status)],
    ['Type', titleCase(conversation.channel)],
    ['Direction', titleCase(conversation.direction)],
    ['Created', time(conversation.createdAt)],
    ['Updated', time(conversation.updatedAt)],
    ['Duration', formatDuration(conversation.duration)],
    ['User turns', number(conversation.userTurns)],
    ['Caller ID', orNone(caller?.address)],
    ['Caller name', text(caller?.name)],
    ['Other participants', text(others?.map((one) => orNone(one.address ?? one.name)).join(', '))],
    ['Agent', text(agent?.name)],
    ['Agent ID', orNone(agent?.id)],
    ['Agent version', orNone(agent?.versionId)],
    ['Agent number', orNone(agent?.address)],
    ['Recording', titleCase(conversation.recording)],
    ['Transcript', titleCase(conversation.transcript)],
    ['Initial context', text(conversation.initialContext)],
    ['Metadata', text(metadata && JSON.stringify(metadata, undefined, 2))],
    ['Conversation ID', conversation.id],
    ['Could not be read', orNone(conversation.unreadable?.join(', '))],
  ];
  return fields.map(([label, shown]) => ({
    label,
    text: shown,
    quiet: shown === NONE || shown === WITHHELD,
  }));
}

function time(iso: string | null | undefined): string {
  const date = iso ? new Date(iso) : undefined;
  return date && !Number.isNaN(date.getTime())
    ? date.toLocaleString(undefined, { dateStyle: 'full', timeStyle: 'long' })
    : NONE;
}
