import type { ConversationProvider, PageNotice, ProviderError, Query } from '../model/index.js';
import type { Later } from './later.js';

/** Where the reader is. Small plain JSON, safe to store. */
export interface ListState {
  readonly version: 1;
  readonly query: Query;
  /** The first row in view. */
  readonly anchor?: { readonly id: string; readonly at: string | null };
  /** Pixels the anchor row is scrolled past the top; only the element gives and reads it. */
  readonly offset: number;
  /** Rows held. */
  readonly depth: number;
}

/**
 * What changed.
 * - `reset`: rows were dropped; start at the top.
 * - `rows`: rows were appended or changed in place; nothing above a visible row moved.
 * - `merge`: rows may have moved; keep the reader's anchor row where it is.
 * - `top`: rows were merged while the reader is at the top; no compensation.
 * - `status`: phase, error, arrivals and the like; rows did not change.
 */
export type ListUpdate = 'reset' | 'rows' | 'merge' | 'top' | 'status';

/** What a call is for. */
export type LoadKind = 'first' | 'more' | 'refresh' | 'restore';

export type LoadReason = LoadKind | 'retry';

/** What one load brought. A refresh or restore of several requests reports once per merge or page. */
export interface LoadReport {
  readonly reason: LoadReason;
  /** Rows that were not held before. */
  readonly added: number;
  /** Visible rows now held. */
  readonly count: number;
  readonly ended: boolean;
  readonly notices: readonly PageNotice[];
  readonly total?: number;
}

export interface ListSource {
  readonly provider: ConversationProvider;
  readonly query: Query;
  /** Clamped to the provider's `maxPageSize`. */
  readonly pageSize: number;
}

export interface ListError {
  readonly error: ProviderError;
  /** When the automatic retry goes out, in milliseconds of the epoch; absent: there is none. */
  readonly retryAt?: number;
  readonly during: LoadKind;
}

export interface Restored {
  readonly index: number;
  /** By what the place was found. `time`: the anchor is gone, this is where it would be. */
  readonly found: 'id' | 'time' | 'top';
  /** Whether the old place was reached before the requests ran out. */
  readonly complete: boolean;
}

export interface ConversationListOptions {
  /** Called synchronously after every observable change. */
  readonly changed: (update: ListUpdate) => void;
  /** Called after `changed`, once per answer that was merged. */
  readonly loaded?: (report: LoadReport) => void;
  /** `willRetryIn`: seconds until the automatic retry; absent when there is none. */
  readonly failed?: (error: ProviderError, willRetryIn?: number) => void;
  /** Runs the callback before the next frame is drawn, not synchronously; returns its cancel. */
  readonly frame: (callback: () => void) => () => void;
  /** Runs the callback after so many seconds; returns its cancel. */
  readonly after: (seconds: number, callback: () => void) => () => void;
  /**
   * Loads the code for live changes, refresh and restore, when it is first needed and again after it
   * could not be loaded. By default its own chunk.
   */
  readonly later?: () => Promise<{ readonly Later: typeof Later }>;
  /** From 0 to below 1; spreads retries. `Math.random` by default. */
  readonly random?: () => number;
  /** Milliseconds of the epoch. `Date.now` by default. */
  readonly now?: () => number;
}
