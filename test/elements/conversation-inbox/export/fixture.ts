import type {
  ExportColumn,
  ExportSource,
} from '../../../../src/elements/conversation-inbox/export/export-source.js';
import type { Conversation } from '../../../../src/model/index.js';

export const conversation = (more: Partial<Conversation> = {}): Conversation => ({
  id: 'call:1',
  at: '2025-11-20T09:02:00Z',
  channel: 'phone',
  recording: 'none',
  transcript: 'none',
  ...more,
});

export const conversations = (count: number): readonly Conversation[] =>
  Array.from({ length: count }, (_, n) => conversation({ id: `call:${n}` }));

/** A column that says what the field of its name holds. */
export const column = (
  id: string,
  label = id.charAt(0).toUpperCase() + id.slice(1),
): ExportColumn => ({
  id,
  label,
  fields: [id as keyof Conversation],
  text: (one) => String(one[id as keyof Conversation] ?? '-'),
});

export const source = (more: Partial<ExportSource> = {}): ExportSource => ({
  conversations: [conversation()],
  columns: [column('summary')],
  withheld: [],
  ...more,
});
