/** What an active filter says of itself in a few words. */
import type { Query, QueryKey } from '../../../model/query.js';
import { printDuration } from './duration.js';
import { FILTERS, type Filter } from './filters.js';
import { labelOf, optionsOf, wordFor, type FilterContext } from './offered.js';
import { endsDay, startsDay } from './presets.js';
import { isActive } from './query-changes.js';
import { markOf, textOf } from './typed-text.js';
import { asksNothing, isInstant, type QueryValue } from './values.js';

export interface Chip {
  readonly filter: Filter;
  readonly label: string;
  /** Text from outside is part of it: it is shown as text, and isolated. */
  readonly value: string;
}

/**
 * Every filter that is active has a chip, also one that the host has set and the provider does not
 * offer: nothing narrows the list unseen.
 */
export const chipsOf = (query: Query, context: FilterContext): readonly Chip[] =>
  FILTERS.flatMap((filter) => chipOf(filter, query, context) ?? []);

function chipOf(filter: Filter, query: Query, context: FilterContext): Chip | undefined {
  if (!isActive(query, filter)) return undefined;
  const [low, high] = filter.keys;
  const given = (key: QueryKey) => (asksNothing(query[key]) ? undefined : query[key]);
  const value = high
    ? showBounds(filter, given(low), given(high), context)
    : showValue(filter, low, query[low]!, context);
  return { filter, label: labelOf(filter, context), value };
}

/** One value of a key, as the reader says it. */
export function showValue(
  filter: Filter,
  key: QueryKey,
  value: QueryValue,
  context: FilterContext,
): string {
  const { words, locale, agentName } = context;
  if (Array.isArray(value))
    return words.list(value.map((one) => showChoice(filter, key, textOf(one), context)));
  if (typeof value === 'object') return showPairs(value as Pairs, context);
  if (typeof value === 'boolean') return words.consent[value ? 'yes' : 'no'];
  if (typeof value === 'number')
    return filter.control === 'duration' ? printDuration(value) : value.toLocaleString(locale);
  const text = String(value);
  if (filter.control === 'date-time') return showTimes([text], context) ?? text;
  return (
    (filter.control === 'agent' && agentName?.(text)) || showChoice(filter, key, text, context)
  );
}

type Pairs = Readonly<Record<string, unknown>>;

const showPairs = (pairs: Pairs, { words }: FilterContext): string =>
  words.list(
    Object.entries(pairs).map(([key, value]) => words.pair[markOf(value)](key, textOf(value))),
  );

function showChoice(filter: Filter, key: QueryKey, value: string, context: FilterContext): string {
  const option = optionsOf(filter, key, context).find((one) => one.value === value);
  return option?.label ?? wordFor(key, value, context.words);
}

function showBounds(
  filter: Filter,
  low: QueryValue | undefined,
  high: QueryValue | undefined,
  context: FilterContext,
): string {
  const { words, timeZone } = context;
  const show = (value: QueryValue | undefined) =>
    value === undefined ? undefined : showValue(filter, filter.keys[0], value, context);
  if (filter.control !== 'date-time') return words.range(show(low), show(high));
  const times = [low, high].filter((time) => time !== undefined).map(textOf);
  const days =
    (low === undefined || startsDay(textOf(low), timeZone)) &&
    (high === undefined || endsDay(textOf(high), timeZone));
  const shown = showTimes(times, context, days);
  if (shown === undefined) return words.timeRange(show(low), show(high));
  if (times.length === 2) return shown;
  return words.timeRange(
    low === undefined ? undefined : shown,
    high === undefined ? undefined : shown,
  );
}

/** One time, or the span between two; `undefined` when they are no times, or in the wrong order. */
function showTimes(
  texts: readonly string[],
  { locale, timeZone }: FilterContext,
  days = false,
): string | undefined {
  if (!texts.every(isInstant)) return undefined;
  const [from = 0, to = from] = texts.map((text) => Date.parse(text));
  const whole = [from, to].every((time) => time % 60_000 === 0);
  // Older engines throw at a span that ends before it starts.
  if (from > to) return undefined;
  const format = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    ...(!days && { timeStyle: whole ? 'short' : 'medium' }),
    timeZone,
  });
  return texts.length === 2 ? format.formatRange(from, to) : format.format(from);
}
