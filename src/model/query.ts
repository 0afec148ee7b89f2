import type { Channel, Direction } from './conversation.js';

/**
 * What the reader asked for. Immutable and JSON-safe: the URL, storage and providers all use these
 * names. A missing key means "any". Every user act makes a new query.
 */
export interface Query {
  /** Address of the caller; whether a part of it is enough is the provider's `match`. */
  readonly caller?: string;
  readonly agentId?: string;
  readonly agentVersionId?: string;
  /** The agent's own number or address. */
  readonly agentAddress?: string;
  readonly direction?: Direction;
  /** Any of these, in the provider's words. */
  readonly status?: readonly string[];
  /** Any of these. */
  readonly channel?: readonly Channel[];
  /** Name of the campaign a conversation belongs to. */
  readonly campaign?: string;
  /** Seconds, inclusive. */
  readonly durationMin?: number;
  /** Seconds, inclusive. */
  readonly durationMax?: number;
  /** Turns of the caller, inclusive. */
  readonly userTurnsMin?: number;
  readonly userTurnsMax?: number;
  /** ISO 8601 with a zone, inclusive; so are the other three bounds. */
  readonly createdAfter?: string;
  readonly createdBefore?: string;
  readonly updatedAfter?: string;
  readonly updatedBefore?: string;
  readonly webWidgetId?: string;
  /** Id of one of the organization's own numbers. */
  readonly numberId?: string;
  /** Whether the contact consented to be written to. */
  readonly optedIn?: boolean;
  /** The host's own id of a conversation. */
  readonly externalId?: string;
  /** Key = value pairs the conversation's metadata must contain. `123` and `'123'` differ. */
  readonly metadata?: Readonly<Record<string, string | number | boolean>>;
}

export type QueryKey = keyof Query;

/** The query of someone who has not asked for anything yet. */
export const EMPTY_QUERY: Query = Object.freeze({});

/** The parts of a query that ask for something, with keys in a fixed order. */
function stated(query: Query): [string, unknown][] {
  return Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]): [string, unknown] => [
      key,
      value && typeof value === 'object' && !Array.isArray(value)
        ? Object.entries(value as object).sort(([a], [b]) => (a < b ? -1 : 1))
        : value,
    ])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Whether two queries ask for the same conversations, whatever the order of their keys. */
export function sameQuery(a: Query, b: Query): boolean {
  return a === b || JSON.stringify(stated(a)) === JSON.stringify(stated(b));
}
