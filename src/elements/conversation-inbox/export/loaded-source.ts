/** What there is to export of an inbox: its loaded rows, as they are now, in its visible columns. */
import type { ConversationList } from '../../../list/conversation-list.js';
import type { Conversation } from '../../../model/conversation.js';
import type { Query } from '../../../model/query.js';
import type { Column } from '../columns.js';
import type { RowSetup } from '../row-setup.js';
import type { RowView } from '../row-view.js';
import { columnValues } from './column-values.js';
import type { JsonSource } from './json.js';

export interface LoadedSource {
  readonly list: ConversationList;
  readonly setup: RowSetup;
  /** The visible columns that say something, in the order shown, with their heads. */
  readonly columns: () => readonly { readonly column: Column; readonly label: string }[];
  readonly query: Query;
  /** IANA name; the viewer's own when absent. */
  readonly timeZone: string | undefined;
}

/** A copy: what arrives while the file is made is not in it. */
export function loadedSource({ list, setup, columns, query }: LoadedSource, now: Date): JsonSource {
  const pages = Array.from({ length: list.pageCount }, (_, page) => list.pageAt(page));
  const viewOf = newestOnly(setup);
  return {
    conversations: pages.flat(),
    columns: columns().map(({ column, label }) => ({
      id: column.id,
      label,
      fields: column.fields,
      text: (conversation) => column.text(viewOf(conversation)),
      // The host's columns have ids of their own, `constructor` for example.
      value:
        column.value ??
        (Object.hasOwn(columnValues, column.id) ? columnValues[column.id] : undefined),
    })),
    withheld: list.withheld,
    query,
    ended: list.ended,
    total: list.total,
    at: now.toISOString(),
  };
}

/** A row is made once for all of its cells; in the language and zone that the export began with. */
function newestOnly(setup: RowSetup): (conversation: Conversation) => RowView {
  const { views } = setup;
  let newest: RowView | undefined;
  let of: Conversation | undefined;
  return (conversation) => {
    if (!newest || of !== conversation) newest = setup.viewOf(conversation, views);
    of = conversation;
    return newest;
  };
}
