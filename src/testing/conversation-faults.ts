/** Whether a conversation is what its type says. Pure. */
import { instant } from '../list/instant.js';
import type { Availability, Conversation, ConversationField } from '../model/index.js';

/** What a value has to be, in words, and whether it is. */
type Rule = readonly [words: string, holds: (value: unknown) => boolean];

const isText = (value: unknown): value is string => typeof value === 'string';
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTime = (value: unknown) => isText(value) && !Number.isNaN(instant(value));
const isAmount = (value: unknown) => typeof value === 'number' && Number.isFinite(value);
const orNothing = (holds: (value: unknown) => boolean) => (value: unknown) =>
  value === undefined || value === null || holds(value);

export const AVAILABILITIES: readonly Availability[] = [
  ...(['available', 'none', 'processing', 'withheld', 'removed', 'unknown'] as const),
];

const TIME: Rule = ['a time in ISO 8601 with a zone, or null', orNothing(isTime)];
const TEXT: Rule = ['text, or null', orNothing(isText)];
const WORD: Rule = ['text', (value) => value === undefined || isText(value)];
const FLAG: Rule = ['true or false', (value) => value === undefined || typeof value === 'boolean'];
const SECONDS: Rule = [
  'seconds, as a finite number from 0 on, or null',
  orNothing((value) => isAmount(value) && Number(value) >= 0),
];
const COUNT: Rule = [
  'a whole number from 0 on, or null',
  orNothing((value) => Number.isSafeInteger(value) && Number(value) >= 0),
];
const AVAILABILITY: Rule = [
  `one of ${AVAILABILITIES.join(', ')}`,
  (value) => (AVAILABILITIES as readonly unknown[]).includes(value),
];
const isPerson = (value: unknown) =>
  isObject(value) &&
  ['caller', 'agent', 'other'].includes(String(value['role'])) &&
  [value['id'], value['name'], value['address']].every(orNothing(isText));

const RULES: Readonly<Record<keyof Conversation, Rule>> = {
  id: ['text that is not empty', (value) => isText(value) && value !== ''],
  at: TIME,
  createdAt: TIME,
  updatedAt: TIME,
  channel: TEXT,
  typeLabel: WORD,
  direction: [
    'inbound, outbound or null',
    orNothing((value) => value === 'inbound' || value === 'outbound'),
  ],
  status: TEXT,
  active: FLAG,
  agent: [
    'an object with id (text), name, versionId and address, or null',
    orNothing(
      (value) =>
        isObject(value) &&
        isText(value['id']) &&
        [value['name'], value['versionId'], value['address']].every(orNothing(isText)),
    ),
  ],
  caller: ['an object with role, id, name and address, or null', orNothing(isPerson)],
  others: [
    'an array of objects with role, id, name and address, or null',
    orNothing((value) => Array.isArray(value) && value.every(isPerson)),
  ],
  summary: TEXT,
  summaryRedactedAt: TIME,
  initialContext: TEXT,
  duration: SECONDS,
  userTurns: COUNT,
  messageCount: COUNT,
  cost: [
    'an object with amount (a number) and currency, or null',
    orNothing((value) => isObject(value) && isAmount(value['amount'])),
  ],
  consent: [
    'an object with optedIn (true or false) and at, or null',
    orNothing((value) => isObject(value) && typeof value['optedIn'] === 'boolean'),
  ],
  externalId: TEXT,
  campaign: TEXT,
  webWidgetId: TEXT,
  organizationId: TEXT,
  metadata: ['an object, or null', orNothing(isObject)],
  recording: AVAILABILITY,
  transcript: AVAILABILITY,
  source: WORD,
  hidden: FLAG,
  unreadable: [
    'an array of texts',
    (value) => value === undefined || (Array.isArray(value) && value.every(isText)),
  ],
};

/** Parts of fields that are fields of their own, because a source can lack them. */
const PARTS: readonly ConversationField[] = ['caller.name', 'agent.name', 'agent.address'];

export const FIELDS: readonly string[] = [...Object.keys(RULES), ...PARTS];

/** Every row has these, and what concerns the row itself needs no column. */
const ALWAYS: readonly string[] = [
  ...['id', 'at', 'channel', 'typeLabel', 'recording', 'transcript'],
  ...['source', 'hidden', 'unreadable'],
];

/** What is wrong with a conversation, in words; nothing when all is well. */
export function conversationFaults(row: unknown): readonly string[] {
  if (!isObject(row)) return ['It is no object.'];
  const faults = Object.entries(row).flatMap(([field, value]) => {
    if (!Object.hasOwn(RULES, field)) return [`\`${field}\` is no field of a conversation.`];
    const odd = pathToOdd(value);
    return odd === undefined ? [] : [`\`${field}${odd}\` is lost in JSON: use plain data.`];
  });
  const wrong = Object.entries(RULES).flatMap(([field, [words, holds]]) =>
    holds(row[field]) ? [] : [`\`${field}\` is ${print(row[field])} and should be ${words}.`],
  );
  return [...faults, ...wrong];
}

/** Fields that a row has a value of. */
export function fieldsOf(row: Conversation): readonly ConversationField[] {
  const { caller, agent } = row;
  const parts = {
    'caller.name': caller?.name,
    'agent.name': agent?.name,
    'agent.address': agent?.address,
  };
  // A source that knows nothing of an agent but its number has no field `agent`.
  const { agent: _agent, ...rest } = row;
  const entries = Object.entries({ ...rest, ...parts, ...(agent?.id && { agent }) });
  return entries
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([field]) => field as ConversationField);
}

/** Fields that a row has a value of, and that nobody promised. */
export function unpromised(row: Conversation, promised: readonly string[]): readonly string[] {
  const ofAgent = promised.includes('agent') ? ['agent.address'] : [];
  const known = new Set([...ALWAYS, ...promised, ...ofAgent]);
  return fieldsOf(row).filter((field) => !known.has(field));
}

/** Where in a value there is something that JSON cannot say. */
function pathToOdd(value: unknown): string | undefined {
  if (value === null || ['string', 'boolean', 'undefined'].includes(typeof value)) return undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : '';
  if (typeof value !== 'object') return '';
  const proto: unknown = Object.getPrototypeOf(value);
  const isPlain = Array.isArray(value) || proto === null || Object.getPrototypeOf(proto) === null;
  if (!isPlain) return '';
  for (const [key, part] of Object.entries(value)) {
    const odd = pathToOdd(part);
    if (odd !== undefined) return `.${key}${odd}`;
  }
  return undefined;
}

function print(value: unknown): string {
  return typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'absent');
}
