/**
 * The provider contract: where conversations come from. A provider is a plain object with a few
 * functions; there is no base class and no registration. `capabilities`, `list` and `get` are all
 * it takes; everything else is optional and the elements offer only what is there.
 *
 * Every function may reject with a `ProviderError` (see `error.ts`); anything else that is thrown
 * counts as kind `server`. Every call gets an `AbortSignal`; a provider that ignores it is safe,
 * late answers are dropped.
 */
import type { Conversation } from './conversation.js';
import type { ProviderError } from './error.js';
import type { Query, QueryKey } from './query.js';
import type { Recording, RefreshReason } from './recording.js';
import type { Transcript, Turn } from './transcript.js';

/**
 * A field of a conversation, as far as a credential or a source can lack it. The names of caller
 * and agent are fields of their own: many sources give an id or address and not the name. A source
 * that knows nothing of an agent but its number has `agent.address` and no `agent`.
 */
export type ConversationField = keyof Conversation | 'caller.name' | 'agent.name' | 'agent.address';

/** What a provider can do. The elements offer nothing else. */
export interface Capabilities {
  /**
   * Filters the server applies, each with how many values it takes and how it matches. A key that
   * is missing is not offered.
   */
  readonly filters: Readonly<Partial<Record<QueryKey, FilterCapability>>>;
  /** Fields that can ever be sent. Columns that need another field are not offered. */
  readonly fields: readonly ConversationField[];
  /** `activity`: rows move up when something happens in them. */
  readonly order: 'created' | 'activity';
  /** Largest page the server gives. `page-size` is clamped to it. */
  readonly maxPageSize: number;
}

/** `'one'` and `'many'` are short for `{ values: … }` with an exact match. */
export type FilterCapability =
  | 'one'
  | 'many'
  | {
      readonly values: 'one' | 'many';
      /** `contains` may be sent while the reader types; `exact` (the default) needs the full value. */
      readonly match?: 'contains' | 'exact';
      /** The values to choose from, where they are a closed list. */
      readonly options?: readonly { readonly value: string; readonly label: string }[];
    };

export interface CallOptions {
  readonly signal: AbortSignal;
}

export interface ListRequest {
  readonly query: Query;
  /**
   * Opaque, from a page of the same query; absent for the first page. All paging state lives in it,
   * so a provider keeps none of its own.
   */
  readonly cursor?: string;
  /** A wish, at most `capabilities.maxPageSize`. A page may hold fewer or more rows. */
  readonly pageSize: number;
}

export interface ConversationPage {
  /** In order, hidden ones included. Repeats of earlier rows are allowed: they are dropped by id. */
  readonly items: readonly Conversation[];
  /**
   * Absent at the end of the list, judged by the provider on the raw count. Must differ from every
   * cursor used before in this walk: one that repeats ends the list with an error.
   */
  readonly nextCursor?: string;
  /** Fields this credential may not see. Stated by the provider; the elements never guess. */
  readonly withheld?: readonly ConversationField[];
  /** Only when the server says so. */
  readonly total?: number;
  /** Reported in `inbox-load`; a `gap` is also shown in the table. */
  readonly notices?: readonly PageNotice[];
}

export type PageNotice =
  /** Rows of this instant may be missing: the server cannot page through them. */
  | { readonly kind: 'gap'; readonly at: string }
  | { readonly kind: 'unreadable-row'; readonly id?: string; readonly path: string }
  /** A time could not be read, so paging fell back to the server's own cursor. */
  | { readonly kind: 'unreadable-time'; readonly text: string }
  /** The server sent this row out of order: it may stand further down than its time says. */
  | { readonly kind: 'out-of-order'; readonly id: string }
  /** The query asks only for conversations this source never shows; the table says so. */
  | { readonly kind: 'hidden' }
  | { readonly kind: 'source-failed'; readonly source: string; readonly error: ProviderError };

export interface ConversationDetail {
  readonly conversation: Conversation;
  readonly transcript?: Transcript | RawTranscript;
  /** As in `ConversationPage`: shown as not permitted, where an empty place would say "none". */
  readonly withheld?: readonly ConversationField[];
}

/** A transcript in the vendor's own shape; parsed lazily by the elements. */
export interface RawTranscript {
  readonly raw: unknown;
  /** Parser id; detected when absent. */
  readonly shape?: string;
}

export interface TurnsRequest {
  readonly id: string;
  readonly cursor?: string;
  readonly pageSize: number;
  /** Where a reader starts without a cursor; `end` is newest first, for SMS. */
  readonly from?: 'start' | 'end';
  /** Called with the turns read so far, where an answer takes more than one request. */
  readonly onProgress?: (turns: number) => void;
}

/**
 * Always in reading order. `before` and `after` continue up and down; absent: that side is complete. An
 * answer from the end that has an `after` did not get there: the reader starts at its oldest turn.
 */
export interface TurnsPage {
  readonly turns: readonly Turn[];
  readonly before?: string;
  readonly after?: string;
}

export type ListChange =
  /** New or changed conversations, already filtered by the query. */
  | { readonly type: 'upsert'; readonly items: readonly Conversation[] }
  /** Conversations that were deleted or no longer match. */
  | { readonly type: 'remove'; readonly ids: readonly string[] }
  /** Something changed and the server cannot say what. */
  | { readonly type: 'uncertain' }
  | {
      readonly type: 'state';
      readonly state: 'live' | 'reconnecting' | 'offline';
      readonly retryAfter?: number;
    };

export type LiveChange =
  | { readonly type: 'turn'; readonly turn: Turn }
  | { readonly type: 'state'; readonly state: 'connecting' | 'live' | 'ended' };

/** A live conversation being listened to. Starts muted; ends when the signal aborts. */
export interface ListenSession {
  startAudio?(): Promise<void>;
  mute?(): void;
  unmute?(): void;
  readonly changes: AsyncIterable<LiveChange>;
}

export interface ConversationProvider {
  /** Stable identity: default storage key, and the playback key `${key}/${id}`. */
  readonly key?: string;
  readonly capabilities: Capabilities;
  list(request: ListRequest, options: CallOptions): Promise<ConversationPage>;
  /** Rejects with kind `not-found` for an unknown id. `known` is the list row, when there is one. */
  get(
    id: string,
    options: CallOptions & { readonly known?: Conversation },
  ): Promise<ConversationDetail>;
  /** A transcript that comes in pages. */
  turns?(request: TurnsRequest, options: CallOptions): Promise<TurnsPage>;
  /** A fresh, playable recording. Called only after the reader pressed Play. */
  recording?(
    id: string,
    options: CallOptions & { readonly reason: RefreshReason },
  ): Promise<Recording>;
  /**
   * Changes since `since` (the newest time held), then changes as they happen. Ends with the signal;
   * reconnecting is the provider's business.
   */
  watch?(
    request: { readonly query: Query; readonly since?: string },
    options: CallOptions,
  ): AsyncIterable<ListChange>;
  /** Joins a conversation in progress, muted. Rejects with `conflict` when it is not in progress. */
  listen?(id: string, options: CallOptions): Promise<ListenSession>;
  /** Agents to choose from, a page at a time; `search` is part of a name. */
  agents?(
    request: { readonly search?: string; readonly cursor?: string },
    options: CallOptions,
  ): Promise<{
    readonly items: readonly { readonly id: string; readonly name: string }[];
    readonly nextCursor?: string;
  }>;
  /** Where a conversation or its agent can be opened. The elements check every URL before use. */
  readonly links?: {
    conversation?(conversation: Conversation): string | undefined;
    agent?(conversation: Conversation): string | undefined;
  };
}
