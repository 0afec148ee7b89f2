/** What this provider can filter by, and with which choices. Nothing else is ever offered. */
import { lookUp, titleCase } from '../../../internal/format.js';
import type { FilterWords } from '../../../locales/en/filters.js';
import type { Capabilities } from '../../../model/provider.js';
import { EMPTY_QUERY, type Query, type QueryKey } from '../../../model/query.js';
import { FILTERS, type Control, type Filter } from './filters.js';
import { textOf } from './typed-text.js';
import { CLOSED, capabilityOf, listOf } from './values.js';

/** What filters are shown and read with. */
export interface FilterContext {
  readonly words: FilterWords;
  /** BCP 47, one the platform knows. */
  readonly locale: string;
  /** IANA name the platform knows; the viewer's zone when absent. */
  readonly timeZone?: string;
  readonly capabilities: Pick<Capabilities, 'filters' | 'order'>;
  /** The name of an agent, where it has been seen; else its id is shown. */
  readonly agentName?: (id: string) => string | undefined;
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** One field of a filter: what has two bounds has two. */
export interface OfferedField {
  readonly key: QueryKey;
  readonly label: string;
  readonly control: Control;
  /** `contains` may be sent while the reader types; `exact` waits for Enter or Apply. */
  readonly match: 'contains' | 'exact';
  /** What `choice`, `choices` and `yes-no` choose from; empty for other controls. */
  readonly options: readonly Option[];
}

export interface OfferedFilter {
  readonly filter: Filter;
  readonly label: string;
  readonly fields: readonly OfferedField[];
}

/**
 * In the order in which they are shown. Of two bounds, only those that the provider knows.
 * @param query what is asked for already: a value that no list has can then be kept
 */
export function offered(
  context: FilterContext,
  query: Query = EMPTY_QUERY,
): readonly OfferedFilter[] {
  return FILTERS.map((filter) => ({
    filter,
    label: labelOf(filter, context),
    fields: filter.keys.flatMap((key) => fieldOf(filter, key, context, query) ?? []),
  })).filter(({ fields }) => fields.length > 0);
}

export function labelOf({ id }: Filter, { words, capabilities }: FilterContext): string {
  return id === 'updated' && capabilities.order === 'activity'
    ? words.lastActivity
    : words.labels[id];
}

/** Addresses that are of use in part, so that it must be said where the whole is needed. */
const ADDRESSES: readonly QueryKey[] = ['caller', 'agentAddress'];

function fieldOf(
  filter: Filter,
  key: QueryKey,
  context: FilterContext,
  query: Query,
): OfferedField | undefined {
  const capability = capabilityOf(context.capabilities.filters, key);
  if (!capability) return undefined;
  const match = capability.match ?? 'exact';
  const options = optionsOf(filter, key, context, query);
  const control = controlOf(filter, capability.values, options);
  const [low, high] = filter.keys;
  const bounds = context.words.bounds[filter.control === 'date-time' ? 'time' : 'number'];
  const name = labelOf(filter, context);
  const whole = match === 'exact' && control === 'text' && ADDRESSES.includes(key);
  const single = whole ? context.words.fullNumber(name) : name;
  const label = !high ? single : key === low ? bounds.low : bounds.high;
  return { key, label, control, match, options };
}

/** A closed list is chosen from, whatever it is of; a choice of nothing is written instead. */
function controlOf(
  { control }: Filter,
  values: 'one' | 'many',
  options: readonly Option[],
): Control {
  if (control === 'choices') {
    if (values === 'many') return options.length > 0 ? 'choices' : 'text';
    return options.length > 0 ? 'choice' : 'text';
  }
  const written = control === 'text' || control === 'agent';
  return written && options.length > 0 ? 'choice' : control;
}

/** The words of a vocabulary that may grow; a provider's own list takes their place. */
const KNOWN: Readonly<Partial<Record<QueryKey, readonly string[]>>> = {
  ...CLOSED,
  channel: ['phone', 'web', 'email', 'text', 'whatsapp', 'api', 'test'],
  status: [
    'triggered',
    'ringing',
    'in_progress',
    'completed',
    'failed',
    'cancelled',
    'transferred',
    'unanswered',
  ],
};

/**
 * What can be chosen for a key, with the provider's labels where it has some. A provider's list is
 * closed; ours is only what is known, so that what is asked for already is added to it.
 */
export function optionsOf(
  { control }: Filter,
  key: QueryKey,
  { words, capabilities }: FilterContext,
  query: Query = EMPTY_QUERY,
): readonly Option[] {
  if (control === 'yes-no')
    return (['yes', 'no'] as const).map((value) => ({ value, label: words.consent[value] }));
  const own = listOf(capabilities.filters, key);
  const known = KNOWN[key] && [
    ...new Set([...KNOWN[key], ...[query[key] ?? []].flat().map(textOf)]),
  ];
  return (own ?? known?.map((value) => ({ value, label: '' })) ?? []).map(({ value, label }) => ({
    value,
    label: label || wordFor(key, value, words),
  }));
}

/** A value as people say it: of a known word our own, of a vendor's word its title case. */
export function wordFor(key: QueryKey, value: string, words: FilterWords): string {
  const table = { direction: words.directions, channel: words.channels }[key as string] ?? {};
  return lookUp(table, value) ?? (KNOWN[key] ? titleCase(value) : value);
}
