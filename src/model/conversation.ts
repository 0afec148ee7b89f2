/**
 * One conversation, as every provider hands it out and every element shows it.
 *
 * Conventions that hold for all model types:
 * - Times are ISO 8601 strings with a zone. Durations, positions and delays are seconds.
 * - Optional fields are three-valued: a value, `null` (there is none; shown as `-`) or
 *   absent (not sent). A field the credential may not see is listed in `withheld` of the answer.
 * - Ids are opaque strings.
 * - All text is untrusted and is only ever rendered as text.
 */

/** A vocabulary with known members that may grow: a new member is shown title-cased and never fails. */
export type Open<T extends string> = T | (string & {});

export type Channel = Open<'phone' | 'web' | 'email' | 'text' | 'whatsapp' | 'api' | 'test'>;

export type Direction = 'inbound' | 'outbound';

export type ConversationStatus = Open<
  | 'triggered'
  | 'ringing'
  | 'in_progress'
  | 'completed'
  | 'failed'
  | 'cancelled'
  | 'transferred'
  | 'unanswered'
>;

/**
 * What there is of a recording or transcript.
 * - `available`: it can be asked for now.
 * - `none`: there is none and never was.
 * - `processing`: not ready yet.
 * - `withheld`: it may exist, but the credential may not see it.
 * - `removed`: there was one; retention deleted it.
 * - `unknown`: only `provider.get()` or `provider.recording()` can tell.
 */
export type Availability = 'available' | 'none' | 'processing' | 'withheld' | 'removed' | 'unknown';

/** Someone who takes part in a conversation. */
export interface Participant {
  readonly id?: string | null;
  readonly name?: string | null;
  /** Phone number, email address or visitor id, as the vendor writes it. */
  readonly address?: string | null;
  readonly role: 'caller' | 'agent' | 'other';
  /** A visitor nobody can name: shown as "Guest", with the address in a tooltip. */
  readonly anonymous?: boolean;
}

/** The agent that handled a conversation. `name` is absent when the credential may not see it. */
export interface Agent {
  readonly id: string;
  readonly name?: string | null;
  readonly versionId?: string | null;
  /** The agent's own number or address; the "Agent Number" column. */
  readonly address?: string | null;
  /** What that number or address is called; the tooltip of the column, and in the details. */
  readonly addressName?: string | null;
}

/** Metadata of one conversation; the same type for list rows and for the detail. */
export interface Conversation {
  /** Unique within the provider, for example `call:123`. Encoded before it enters a URL. */
  readonly id: string;
  /** The time the list is ordered by; feeds the Date and Time columns. `null` only when unreadable. */
  readonly at: string | null;
  readonly createdAt?: string | null;
  readonly updatedAt?: string | null;
  /** What filters use. The Type column shows `typeLabel`, else the channel's own label. */
  readonly channel: Channel | null;
  readonly typeLabel?: string;
  readonly direction?: Direction | null;
  readonly status?: ConversationStatus | null;
  /** Still running. */
  readonly active?: boolean;
  readonly agent?: Agent | null;
  readonly caller?: Participant | null;
  /** Participants beside caller and agent; drawn as a "+N" bubble. */
  readonly others?: readonly Participant[] | null;
  readonly summary?: string | null;
  /** Set when retention removed the summary's text. */
  readonly summaryRedactedAt?: string | null;
  readonly initialContext?: string | null;
  /** Seconds; `0` is a value. */
  readonly duration?: number | null;
  /** How often the caller spoke or wrote. */
  readonly userTurns?: number | null;
  /** Messages of both sides. */
  readonly messageCount?: number | null;
  /** `amount` in units of `currency` (ISO 4217; absent: unknown). */
  readonly cost?: { readonly amount: number; readonly currency?: string } | null;
  readonly consent?: { readonly optedIn: boolean; readonly at?: string | null } | null;
  readonly externalId?: string | null;
  /** Name of the campaign it belongs to. */
  readonly campaign?: string | null;
  /** Id of the widget on a web page in which it took place. */
  readonly webWidgetId?: string | null;
  readonly organizationId?: string | null;
  readonly metadata?: Readonly<Record<string, unknown>> | null;
  /** Enough for the Play column. A row never carries a recording URL. */
  readonly recording: Availability;
  readonly transcript: Availability;
  /** Which upstream a merged provider got this row from. */
  readonly source?: string;
  /** Counted for paging, never shown. */
  readonly hidden?: boolean;
  /** Paths that failed validation; the row is shown with the rest. */
  readonly unreadable?: readonly string[];
}
