/** The words of the filters; loaded with the code that shows them. */
import { inbox } from './inbox.js';

export const filters = {
  labels: {
    caller: 'Caller',
    agent: 'Agent',
    direction: 'Direction',
    status: 'Status',
    channel: 'Type',
    campaign: 'Campaign',
    duration: 'Duration',
    'user-turns': 'User turns',
    created: 'Created',
    'agent-version': 'Agent version',
    'agent-number': 'Agent number',
    'web-widget': 'Web widget',
    'your-number': 'Your number',
    consent: 'Consent',
    'external-id': 'External ID',
    updated: 'Updated',
    metadata: 'Metadata',
  },
  /** In place of "Updated" where the list is in the order of activity. */
  lastActivity: 'Last activity',
  /** A field that needs the whole number or address. */
  fullNumber: (label: string) => `${label} (full number)`,
  /** The two fields of a filter with bounds; both bounds belong to it. */
  bounds: {
    number: { low: 'At least', high: 'At most' },
    time: { low: 'From', high: 'Until' },
  },
  hints: {
    duration: 'Such as 90, 1:30 or 1m 30s',
    metadata: 'A value is text unless you say otherwise: the text 123 is not the number 123.',
  },
  channels: inbox.channels,
  directions: inbox.directions,
  consent: { yes: 'Opted in', no: 'Opted out' },
  /** What a value of the metadata is taken for, and the list to choose it from. */
  mark: 'Value is',
  marks: { text: 'Text', number: 'Number', boolean: 'True/false' },
  /** A pair of the metadata in a chip; what is no text says so. */
  pair: {
    text: (key: string, value: string) => `${key} = ${value}`,
    number: (key: string, value: string) => `${key} = ${value} (number)`,
    boolean: (key: string, value: string) => `${key} = ${value} (true/false)`,
  },
  presets: {
    today: 'Today',
    yesterday: 'Yesterday',
    'last-7-days': 'Last 7 days',
    'last-30-days': 'Last 30 days',
    'this-month': 'This month',
  },
  /** What a chip says of bounds; the texts are numbers, durations, days or times. */
  range: (low: string | undefined, high: string | undefined) =>
    low === undefined
      ? `at most ${high}`
      : high === undefined
        ? `at least ${low}`
        : `${low} – ${high}`,
  timeRange: (low: string | undefined, high: string | undefined) =>
    low === undefined ? `until ${high}` : high === undefined ? `from ${low}` : `${low} – ${high}`,
  /** A chip's values, one after the other. */
  list: (values: readonly string[]) => values.join(', '),
  errors: {
    number: 'Enter a whole number, 0 or more.',
    duration: 'Enter seconds, or a time such as 1:30 or 1m 30s.',
    time: 'Enter a date and a time.',
    choice: 'Choose one of the values that are offered.',
    onlyOne: 'Only one value at a time is possible here.',
    text: 'This text cannot be searched for.',
    belowLow: (low: string) => `Enter ${low} or more, or change the lower bound.`,
    notAfter: (low: string) => `Enter a time after ${low}.`,
    keyMissing: (value: string) => `The value “${value}” has no key.`,
    valueMissing: (key: string) => `“${key}” has no value.`,
    notNumber: (key: string) => `Write a number as the value of “${key}”, or choose Text.`,
    notBoolean: (key: string) => `Write true or false as the value of “${key}”, or choose Text.`,
    keyTwice: (key: string) => `“${key}” is given twice.`,
  },
};

export type FilterWords = typeof filters;
