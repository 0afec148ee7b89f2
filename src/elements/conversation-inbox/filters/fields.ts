/**
 * What stands in a filter's fields: texts, by the key of the query they are for. A `<form>` whose
 * fields are named so gives them with `new FormData(form).getAll(key)`. Several choices are several
 * texts, pairs are key, value, mark, key, value, mark; a `date-time` is the wall clock in the viewer's
 * zone.
 */
import { EMPTY_QUERY, type Query, type QueryKey } from '../../../model/query.js';
import { showValue } from './chips.js';
import { printDuration } from './duration.js';
import type { Control, Filter } from './filters.js';
import { queryOf } from './fitting-query.js';
import type { FilterContext } from './offered.js';
import { parseDuration } from './parse-duration.js';
import { withFilter } from './query-changes.js';
import { markOf, scanMarked, textOf, type MetadataValue } from './typed-text.js';
import {
  amount,
  asksNothing,
  capabilityOf,
  fit,
  isInstant,
  listOf,
  type QueryValue,
} from './values.js';
import { parseWall, printWall, zonedTime } from './zoned-time.js';

export type Form = Readonly<Partial<Record<QueryKey, readonly string[]>>>;

/** Key → what is wrong, in the reader's words; of the same form as `details` of a provider's error. */
export type FieldErrors = Readonly<Partial<Record<QueryKey, string>>>;

export type Written = { readonly query: Query } | { readonly errors: FieldErrors };

/** The texts that show what the query asks for by this filter; none where it asks for nothing. */
export function readFilter({ keys, control }: Filter, query: Query, context: FilterContext): Form {
  return Object.fromEntries(keys.map((key) => [key, textsOf(control, query[key], context)]));
}

/**
 * The part of the query that the texts ask for. A field that nobody touched keeps its value exactly,
 * down to the microsecond that it does not show; so does a key whose field is not in the form.
 * @param before what the fields were filled from
 */
export function writeFilter(
  filter: Filter,
  form: Form,
  context: FilterContext,
  before: Query = EMPTY_QUERY,
): Written {
  const { keys, control } = filter;
  const touched = keys.filter((key) => {
    const texts = form[key] && tidy(control, form[key]);
    return texts && !sameTexts(texts, tidy(control, textsOf(control, before[key], context)));
  });
  const fields = keys.map((key): [QueryKey, Field] => [
    key,
    touched.includes(key)
      ? writeField(filter, key, tidy(control, form[key] ?? []), context, before)
      : { value: before[key] },
  ]);
  const errors = fields.flatMap(([key, { error }]) => (error === undefined ? [] : [[key, error]]));
  if (errors.length > 0) return { errors: Object.fromEntries(errors) as FieldErrors };
  const query = queryOf(
    fields.flatMap(([key, { value }]) => (asksNothing(value) ? [] : [[key, value!]])),
  );
  return (touched.length > 0 && outOfOrder(filter, query, context)) || { query };
}

/** All of a form. The query asks for what it asked for before wherever the form has no field. */
export function writeForm(
  filters: readonly Filter[],
  form: Form,
  context: FilterContext,
  before: Query = EMPTY_QUERY,
): Written {
  const written = filters.map((filter) => writeFilter(filter, form, context, before));
  const errors = written.flatMap((part) => ('errors' in part ? Object.entries(part.errors) : []));
  if (errors.length > 0) return { errors: Object.fromEntries(errors) };
  return {
    query: filters.reduce((query, filter, index) => {
      const part = written[index]!;
      return withFilter(query, filter, 'query' in part ? part.query : EMPTY_QUERY);
    }, before),
  };
}

interface Field {
  readonly value?: QueryValue;
  readonly error?: string;
}

function textsOf(control: Control, value: unknown, { timeZone }: FilterContext): readonly string[] {
  if (asksNothing(value)) return [];
  if (control === 'date-time') {
    return isInstant(value) ? [printWall(zonedTime(timeZone).wallAt(Date.parse(value)))] : [];
  }
  if (control === 'pairs') return Object.entries(value as Pairs).flatMap(textsOfPair);
  if (typeof value === 'boolean') return [value ? 'yes' : 'no'];
  if (control === 'duration') return [printDuration(Number(value))];
  return [value].flat().map(textOf);
}

type Pairs = NonNullable<Query['metadata']>;

const textsOfPair = ([key, value]: readonly [string, MetadataValue]): string[] => [
  key,
  textOf(value),
  markOf(value),
];

/** Marks of direction come along when a number is copied, cannot be seen, and are in no number. */
const DIRECTION_MARKS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const sameTexts = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((text, index) => text === b[index]);

/** Without what makes no difference, so that texts can be compared. */
function tidy(control: Control, texts: readonly string[]): readonly string[] {
  // A field of one line holds no line ends.
  const trimmed = texts.map((text) => text.replace(/[\r\n]/g, '').trim());
  if (control === 'pairs') return trimmed;
  const given = trimmed.map((text) => text.replace(DIRECTION_MARKS, '').trim()).filter(Boolean);
  if (control === 'choices') return given.sort();
  if (control !== 'date-time') return given;
  return given.map((text) => {
    const wall = parseWall(text);
    return wall === undefined ? text : printWall(wall);
  });
}

function writeField(
  { control }: Filter,
  key: QueryKey,
  texts: readonly string[],
  context: FilterContext,
  before: Query,
): Field {
  if (control === 'pairs') return writePairs(texts, key, context, before.metadata);
  const { errors } = context.words;
  const { filters } = context.capabilities;
  const list = control === 'choices';
  if (texts.length > 1 && !(list && capabilityOf(filters, key)?.values === 'many'))
    return { error: errors.onlyOne };
  const given = list ? texts : scanField(control, texts[0] ?? '', context);
  const { value, whole } = fit(key, given, filters);
  return whole ? { value } : { error: errors[listOf(filters, key) ? 'choice' : REASONS[control]] };
}

const REASONS = {
  text: 'text',
  agent: 'text',
  choice: 'choice',
  choices: 'choice',
  number: 'number',
  duration: 'duration',
  'date-time': 'time',
  'yes-no': 'choice',
} as const;

/** A text as a value of its kind; what cannot be read is no value of it, and is refused later. */
function scanField(control: Control, text: string, { timeZone }: FilterContext): unknown {
  if (text === '') return undefined;
  if (control === 'number') return /^\d+$/.test(text) ? Number(text) : NaN;
  if (control === 'duration') return parseDuration(text) ?? NaN;
  if (control === 'yes-no') return text === 'yes' || (text === 'no' ? false : text);
  if (control !== 'date-time') return text;
  const [zone, wall] = [zonedTime(timeZone), parseWall(text)];
  return wall === undefined ? text : zone.print(zone.instantAt(wall));
}

/** A pair that nobody touched stays as it is, also where its field cannot show it exactly. */
function writePairs(
  texts: readonly string[],
  field: QueryKey,
  { words: { errors }, capabilities }: FilterContext,
  before: Pairs = {},
): Field {
  const pairs = new Map<string, MetadataValue>();
  for (let index = 0; index < texts.length; index += 3) {
    const [key = '', text = '', mark = 'text'] = texts.slice(index, index + 3);
    if (key === '' && text === '') continue;
    if (key === '') return { error: errors.keyMissing(text) };
    if (pairs.has(key)) return { error: errors.keyTwice(key) };
    const kept = Object.entries(before).find((pair) =>
      sameTexts(tidy('pairs', textsOfPair(pair)), [key, text, mark]),
    );
    const [own, value] = kept ?? [key, scanMarked(mark, text)];
    if (value === undefined)
      return {
        error: (text === ''
          ? errors.valueMissing
          : mark === 'number'
            ? errors.notNumber
            : errors.notBoolean)(key),
      };
    pairs.set(own, value);
  }
  const { value, whole } = fit(field, Object.fromEntries(pairs), capabilities.filters);
  return whole ? { value } : { error: pairs.size > 1 ? errors.onlyOne : errors.text };
}

/** Said at the upper bound. Two equal times hold next to nothing and are a slip; two equal amounts are meant. */
function outOfOrder(filter: Filter, query: Query, context: FilterContext): Written | undefined {
  const [low, high] = filter.keys;
  const [from, to] = [query[low], high && query[high]];
  if (!high || from === undefined || to === undefined) return undefined;
  const times = filter.control === 'date-time';
  if (times ? amount(from) < amount(to) : amount(from) <= amount(to)) return undefined;
  const { notAfter, belowLow } = context.words.errors;
  return {
    errors: { [high]: (times ? notAfter : belowLow)(showValue(filter, low, from, context)) },
  };
}
