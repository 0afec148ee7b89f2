import { providerError } from '../model/index.js';
import type { Conversation, ConversationPage, PageNotice } from '../model/index.js';

/** A page whose shape was checked. */
export interface ReadPage {
  /** Hidden ones included; every item has an id. */
  readonly items: readonly Conversation[];
  readonly nextCursor: string | undefined;
  readonly withheld: readonly (keyof Conversation)[];
  readonly total: number | undefined;
  readonly notices: readonly PageNotice[];
}

/** Whether a value can be a row at all: without an id it cannot be told from other rows. */
export function isRow(value: unknown): value is Conversation {
  const id = (value as { id?: unknown } | null | undefined)?.id;
  return typeof id === 'string' && id !== '';
}

/**
 * Checks what a provider answered. A provider is the host's code, so a wrong answer is a failure the
 * reader is told about, never a crash. Throws `invalid-response`.
 */
export function readPage(answer: unknown): ReadPage {
  const page = (answer ?? {}) as Partial<Record<keyof ConversationPage, unknown>>;
  const { items, nextCursor, total } = page;
  if (!Array.isArray(items) || typeof (nextCursor ?? '') !== 'string') {
    throw providerError('invalid-response', 'The provider answered with no page.');
  }
  const rows = items.filter(isRow);
  const broken = Array<PageNotice>(items.length - rows.length);
  return {
    items: rows,
    nextCursor: (nextCursor as string) || undefined,
    withheld: listOf(page.withheld),
    total: Number.isSafeInteger(total) ? (total as number) : undefined,
    notices: [
      ...listOf<PageNotice>(page.notices).filter((notice) => notice?.kind),
      ...broken.fill({ kind: 'unreadable-row', path: 'id' }),
    ],
  };
}

function listOf<T>(value: unknown): readonly T[] {
  return Array.isArray(value) ? value : [];
}
