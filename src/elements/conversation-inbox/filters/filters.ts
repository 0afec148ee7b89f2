/**
 * The filters as data, in the order in which they are shown: what each is controlled with, and which
 * keys of the query it reads and writes. What a value may be is `values.ts`, what stands in the
 * fields `fields.ts`, what a chip says `chips.ts`; none of them knows a filter by name.
 */
import type { FilterWords } from '../../../locales/en/filters.js';
import type { QueryKey } from '../../../model/query.js';

export type FilterId = keyof FilterWords['labels'];

/**
 * How a filter is controlled, and with that what its values are.
 * - `text`, `agent` and `choice`: one text; an agent is picked and stored by id.
 * - `choices`: any of several texts.
 * - `number` (whole), `duration` (seconds) and `date-time` (an instant with a zone): two bounds.
 * - `yes-no`: a boolean.
 * - `pairs`: key = value pairs.
 */
export type Control =
  | 'text'
  | 'agent'
  | 'choice'
  | 'choices'
  | 'number'
  | 'duration'
  | 'date-time'
  | 'yes-no'
  | 'pairs';

export interface Filter {
  /** Also the key of its label. */
  readonly id: FilterId;
  /** Whether it is shown at once or under "More". */
  readonly group: 'main' | 'more';
  readonly control: Control;
  /** One key, or the lower and the upper bound. */
  readonly keys: readonly [QueryKey] | readonly [low: QueryKey, high: QueryKey];
}

export const FILTERS: readonly Filter[] = [
  { id: 'caller', group: 'main', control: 'text', keys: ['caller'] },
  { id: 'agent', group: 'main', control: 'agent', keys: ['agentId'] },
  { id: 'direction', group: 'main', control: 'choice', keys: ['direction'] },
  { id: 'status', group: 'main', control: 'choices', keys: ['status'] },
  { id: 'channel', group: 'main', control: 'choices', keys: ['channel'] },
  { id: 'campaign', group: 'main', control: 'text', keys: ['campaign'] },
  { id: 'duration', group: 'main', control: 'duration', keys: ['durationMin', 'durationMax'] },
  { id: 'user-turns', group: 'main', control: 'number', keys: ['userTurnsMin', 'userTurnsMax'] },
  { id: 'created', group: 'main', control: 'date-time', keys: ['createdAfter', 'createdBefore'] },
  { id: 'agent-version', group: 'more', control: 'text', keys: ['agentVersionId'] },
  { id: 'agent-number', group: 'more', control: 'text', keys: ['agentAddress'] },
  { id: 'web-widget', group: 'more', control: 'text', keys: ['webWidgetId'] },
  { id: 'your-number', group: 'more', control: 'text', keys: ['numberId'] },
  { id: 'consent', group: 'more', control: 'yes-no', keys: ['optedIn'] },
  { id: 'external-id', group: 'more', control: 'text', keys: ['externalId'] },
  { id: 'updated', group: 'more', control: 'date-time', keys: ['updatedAfter', 'updatedBefore'] },
  { id: 'metadata', group: 'more', control: 'pairs', keys: ['metadata'] },
];

/** Every key of the query with the filter it belongs to. A `Map`, so that `constructor` is none. */
const BY_KEY: ReadonlyMap<string, Filter> = new Map(
  FILTERS.flatMap((filter) => filter.keys.map((key): [string, Filter] => [key, filter])),
);

export const filterOf = (key: string): Filter | undefined => BY_KEY.get(key);
