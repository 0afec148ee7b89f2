/**
 * What is exported: loaded conversations and the columns the reader sees, without anything that the
 * credential may not see.
 */
import type { NONE } from '../../../internal/format.js';
import type { Conversation } from '../../../model/conversation.js';
import type { ConversationField } from '../../../model/provider.js';

export interface ExportColumn {
  readonly id: string;
  /** Its head. */
  readonly label: string;
  /** Left out when all of these are withheld; empty: it is not known what the column reads. */
  readonly fields: readonly ConversationField[];
  /** What its cell says; `-` when there is nothing. */
  readonly text: (conversation: Conversation) => string;
  /** The same for machines, as plain JSON: seconds, ISO times. The text when absent. */
  readonly value?: (conversation: Conversation) => unknown;
}

export interface ExportSource {
  /** A copy: it must not change between two pieces. */
  readonly conversations: readonly Conversation[];
  /** The visible columns that say something, in order; no buttons. */
  readonly columns: readonly ExportColumn[];
  readonly withheld: readonly ConversationField[];
}

/** Rows of one piece: a few milliseconds of work, so that the page lives on between two pieces. */
export const PIECE = 200;

/** Only its type is imported: a chunk that imports what the inbox imports would cut that in two. */
const none: typeof NONE = '-';

/** The columns that are exported. */
export const exportedColumns = ({ columns, withheld }: ExportSource): readonly ExportColumn[] =>
  columns.filter(
    ({ fields }) => fields.length === 0 || !fields.every((field) => withheld.includes(field)),
  );

/**
 * The conversations without what is withheld, a piece at a time. That a provider sent a field all the
 * same, or sent it before the credential changed, is no reason to write it into a file.
 */
export function* exportedRows({
  conversations,
  withheld,
}: ExportSource): Generator<readonly Conversation[], void, undefined> {
  for (let start = 0; start < conversations.length; start += PIECE)
    yield conversations
      .slice(start, start + PIECE)
      .map((conversation) => withoutWithheld(conversation, withheld));
}

function withoutWithheld(
  conversation: Conversation,
  withheld: readonly ConversationField[],
): Conversation {
  if (withheld.length === 0) return conversation;
  const { caller, agent, ...rest } = conversation;
  const gone = new Set<string>(withheld);
  const kept = Object.entries({
    ...rest,
    ...(caller && { caller: gone.has('caller.name') ? { ...caller, name: undefined } : caller }),
    ...(agent && { agent: gone.has('agent.name') ? { ...agent, name: undefined } : agent }),
  }).filter(([field]) => !gone.has(field));
  // What every conversation has is still there, and says nothing.
  const { id } = conversation;
  const required = {
    at: null,
    channel: null,
    recording: 'withheld',
    transcript: 'withheld',
  } as const;
  return { ...required, ...Object.fromEntries(kept), id };
}

/**
 * The text of a cell, empty when there is none. Columns may be the host's code: what one throws costs
 * a cell and nothing else.
 */
export function exportedText(column: ExportColumn, conversation: Conversation): string {
  try {
    const text: unknown = column.text(conversation);
    return typeof text === 'string' && text !== none ? text : '';
  } catch {
    return '';
  }
}
