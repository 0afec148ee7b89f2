import type {
  Conversation,
  ConversationField,
  ConversationProvider,
  ErrorKind,
  Query,
  QueryKey,
} from '../model/index.js';
import type { TranscriptParser } from '../transcripts/index.js';

/** What a team tells of its provider and of the source behind it. Only `provider` is needed. */
export interface ContractOptions<P extends ConversationProvider = ConversationProvider> {
  /**
   * Makes a provider: once, without any request, to see what it offers, and anew for every check, so
   * that none is disturbed by another. Behind it should be a small source that stays the same: at
   * least eight conversations, better fifty, of every kind the source has.
   */
  readonly provider: () => P;
  /**
   * Ids of all conversations that a reader sees, in any order. Default: what the list brings with
   * different page sizes has to agree.
   */
  readonly expectedIds?: readonly string[] | (() => readonly string[] | Promise<readonly string[]>);
  /** Values to filter by, beside those that are found in the rows and in `options` of a filter. */
  readonly filterValues?: { readonly [K in QueryKey]?: readonly NonNullable<Query[K]>[] };
  /**
   * Whether a conversation matches a filter, where that is not the field of the same name; `undefined`
   * when the row does not tell. Default: what the documentation of `Query` says.
   */
  readonly matches?: {
    readonly [K in QueryKey]?: (
      conversation: Conversation,
      wanted: NonNullable<Query[K]>,
    ) => boolean | undefined;
  };
  /**
   * Lets something happen in the source: conversations arrive and, in a list ordered by activity,
   * move up. Called with the provider under test after each of the first pages, and while it is
   * watched. Without it nobody knows what a reader misses meanwhile: the checks say that they are
   * skipped.
   */
  readonly change?: (provider: P) => unknown;
  /**
   * By kind of error: makes a provider whose next `list` fails that way. Without any the check says
   * that it is skipped.
   */
  readonly failing?: Readonly<
    Partial<Record<ErrorKind, () => ConversationProvider | Promise<ConversationProvider>>>
  >;
  /** Texts that no error may repeat, such as the token and the host. Default: none but URLs. */
  readonly secrets?: readonly string[];
  /** Fields that the credential may not see. Default: whatever the provider states. */
  readonly withheld?: readonly ConversationField[];
  /** For transcripts in shapes of the team’s own. Default: none. */
  readonly parsers?: readonly TranscriptParser[];
  /** Default 1, 2, 7, 50 and the largest. */
  readonly pageSizes?: readonly number[];
  /** Conversations read before a list counts as endless. Default 2,000. */
  readonly most?: number;
  /** Seconds in which a call that was given up, or a watch, has to end. Default 2. */
  readonly patience?: number;
}

/** One promise of the contract, for a test of any framework. */
export interface ContractCheck {
  /** A sentence about the provider: what holds. */
  readonly name: string;
  /** Why nothing is checked; the name says so as well. Absent: it is checked. */
  readonly skipped?: string;
  /** Rejects with an error that says what does not hold, what was seen, and what to do. */
  readonly run: () => Promise<void>;
}
