import { providerError } from '../model/index.js';
import type { Conversation, ConversationPage, PageNotice } from '../model/index.js';

/** A page whose shape was checked. */
export interface ReadPage {
  /** Hidden ones included; every item has an id. */
  readonly items: readonly Conversation[];
  readonly nextCursor?: string;
  readonly withheld: readonly (keyof Conversation)[];
  readonly total?: number;
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
  if (!Array.isArray(page.items)) {
    throw providerError('invalid-response', 'The provider answered without a list of items.');
  }
  const cursor = page.nextCursor ?? '';
  if (typeof cursor !== 'string') {
    throw providerError('invalid-response', 'The provider answered with a cursor that is no text.');
  }
  const items = page.items.filter(isRow);
  const broken = page.items.length - items.length;
  const given = Array.isArray(page.notices) ? (page.notices as PageNotice[]) : [];
  return {
    items,
    withheld: Array.isArray(page.withheld) ? (page.withheld as (keyof Conversation)[]) : [],
    notices: [...given, ...Array<PageNotice>(broken).fill({ kind: 'unreadable-row', path: 'id' })],
    ...(cursor !== '' && { nextCursor: cursor }),
    ...(Number.isFinite(page.total) && { total: page.total as number }),
  };
}
