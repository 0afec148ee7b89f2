import type { ConversationPage, ConversationProvider, Query } from '../../../src/model/index.js';

export interface Walk {
  /** Ids in the order they were first seen. */
  readonly ids: readonly string[];
  readonly pages: readonly ConversationPage[];
}

/** Reads a list to its end as the elements do: repeats dropped by id, a repeated cursor an error. */
export async function walk(
  provider: ConversationProvider,
  {
    pageSize = 50,
    query = {},
    afterPage = () => undefined as void,
  }: {
    pageSize?: number;
    query?: Query;
    afterPage?: (index: number) => void;
  } = {},
): Promise<Walk> {
  const { signal } = new AbortController();
  const ids = new Set<string>();
  const pages: ConversationPage[] = [];
  const cursors = new Set<string>();
  let cursor: string | undefined;
  do {
    const page: ConversationPage = await provider.list({ query, cursor, pageSize }, { signal });
    for (const { id, hidden } of page.items) if (!hidden) ids.add(id);
    pages.push(page);
    afterPage(pages.length - 1);
    cursor = page.nextCursor;
    if (cursor !== undefined && cursors.has(cursor)) throw new Error('A cursor repeats.');
    if (cursor !== undefined) cursors.add(cursor);
  } while (cursor !== undefined);
  return { ids: [...ids], pages };
}
