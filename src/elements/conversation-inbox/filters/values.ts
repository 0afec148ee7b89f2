/**
 * What the values of a query may be, and which of them a provider takes. Total: hosts, storage and
 * URLs bring anything.
 */
import { instant } from '../../../list/instant.js';
import type { Capabilities, FilterCapability } from '../../../model/provider.js';
import type { Query, QueryKey } from '../../../model/query.js';
import { filterOf, type Control } from './filters.js';
import type { MetadataValue } from './typed-text.js';

export type QueryValue = NonNullable<Query[QueryKey]>;

/** A year outside of these is a slip of the keyboard; microseconds are exact within them. */
const INSTANT =
  /^((?:19\d|20\d|21\d)\d-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** An ISO 8601 instant with a zone, in the one form that every server and browser reads. */
export function isInstant(value: unknown): value is string {
  const [text, date] = typeof value === 'string' ? (INSTANT.exec(value) ?? []) : [];
  return date !== undefined && toDay(date) === date && !Number.isNaN(instant(text));
}

/** A day as the calendar has it: what it has not comes back as another one, or as none. */
function toDay(date: string): string | undefined {
  return new Date(`${date}T00:00:00Z`).toJSON()?.slice(0, 10);
}

/** Characters. A longer value is nothing that a reader asked for, and no URL and no server takes it. */
const LONGEST = 1000;

/** Neither endless nor half of a character: those cannot be sent. */
const isSendable = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= LONGEST && value.isWellFormed();

export const isText = (value: unknown): value is string => isSendable(value) && value.trim() !== '';

const isAmount = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER;

const isMetadataValue = (value: unknown): value is MetadataValue =>
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value)) ||
  isSendable(value);

/** Of controls with one value; lists and pairs are looked at piece by piece. */
const SINGLE: Readonly<Record<Exclude<Control, 'choices' | 'pairs'>, (value: unknown) => boolean>> =
  {
    text: isText,
    agent: isText,
    choice: isText,
    number: (value) => isAmount(value) && Number.isInteger(value),
    duration: isAmount,
    'date-time': isInstant,
    'yes-no': (value) => typeof value === 'boolean',
  };

/** The values of a key whose list is closed by its type, whatever the provider. */
export const CLOSED: Readonly<Partial<Record<QueryKey, readonly string[]>>> = {
  direction: ['inbound', 'outbound'],
};

export type Filters = Capabilities['filters'];

/** `'one'` and `'many'` in their long form; `undefined` when the provider has no such filter. */
export function capabilityOf(
  filters: Filters,
  key: QueryKey,
): Exclude<FilterCapability, string> | undefined {
  const capability = filters[key];
  return typeof capability === 'string' ? { values: capability } : capability;
}

/** The provider's closed list for a key; an empty one is none, and what is no choice is not in it. */
export function listOf(filters: Filters, key: QueryKey) {
  const given = capabilityOf(filters, key)?.options;
  const options = Array.isArray(given) ? given.filter(isChoice) : [];
  return options.length > 0 ? options : undefined;
}

type Choice = NonNullable<Exclude<FilterCapability, string>['options']>[number];

/** Providers are the host's code. */
const isChoice = (one: Choice | null): one is Choice => typeof one?.value === 'string';

/** Whether the provider's list of options, if it is closed, has this text. */
function isOption(key: QueryKey, text: unknown, filters: Filters | undefined): boolean {
  const options = filters && listOf(filters, key);
  const closed = options?.map(({ value }) => value) ?? CLOSED[key];
  return typeof text !== 'string' || !closed || closed.includes(text);
}

/** Absent, blank or empty: the same as no filter. */
export function asksNothing(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === '';
  return value == null || (typeof value === 'object' && Object.keys(value).length === 0);
}

export interface Fitting {
  /** What can be asked for; absent when there is nothing. */
  readonly value?: QueryValue;
  /** Whether that is all of what was given. */
  readonly whole: boolean;
}

/**
 * The part of a value that can be asked for. What asks for nothing is whole; repeats in a list
 * are dropped.
 * @param filters what the provider can do; anything the type allows when absent
 */
export function fit(key: QueryKey, value: unknown, filters?: Filters): Fitting {
  const control = filterOf(key)?.control;
  if (asksNothing(value)) return { whole: true };
  if (!control || (filters && !capabilityOf(filters, key))) return { whole: false };
  const most = filters && capabilityOf(filters, key)?.values !== 'many' ? 1 : Infinity;
  if (control === 'choices') return fitList(key, value, most, filters);
  if (control === 'pairs') return fitPairs(value, most);
  return SINGLE[control](value) && isOption(key, value, filters)
    ? { value: value as QueryValue, whole: true }
    : { whole: false };
}

function fitList(key: QueryKey, list: unknown, most: number, filters?: Filters): Fitting {
  if (!Array.isArray(list)) return { whole: false };
  const given = [...new Set<unknown>(list)];
  const kept = given.filter(isText).filter((text) => isOption(key, text, filters));
  const value = kept.slice(0, most);
  return { ...(value.length > 0 && { value }), whole: value.length === given.length };
}

function fitPairs(pairs: unknown, most: number): Fitting {
  if (typeof pairs !== 'object' || pairs === null || Array.isArray(pairs)) return { whole: false };
  const given = Object.entries(pairs as Readonly<Record<string, unknown>>);
  const kept = given
    .filter((pair): pair is [string, MetadataValue] => isText(pair[0]) && isMetadataValue(pair[1]))
    .slice(0, most);
  const value = Object.fromEntries(kept);
  return { ...(kept.length > 0 && { value }), whole: kept.length === given.length };
}

/** The place of a value between two bounds: seconds, turns, or microseconds of an instant. */
export const amount = (value: unknown): number =>
  typeof value === 'string' ? instant(value) : Number(value);
