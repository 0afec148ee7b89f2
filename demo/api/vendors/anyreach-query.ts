/** The list parameters of the Anyreach contract: text in, filters or field errors out. */
import type { Filters, ListWindow } from '../sql.js';
import { parseInstant } from '../time.js';

/** One reason why a request is refused, at the parameter it concerns. */
export interface Problem {
  readonly loc: readonly [place: 'query', parameter: string];
  readonly msg: string;
}

export interface ListQuery {
  readonly filters: Filters;
  readonly window: ListWindow;
  /** The names asked for; `undefined` for all. */
  readonly fields: readonly string[] | undefined;
}

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  direction: ['inbound', 'outbound'],
  channel: ['telephone', 'webrtc', 'email', 'text'],
  status: [
    'token_created',
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

const KNOWN = new Set([
  ...Object.keys(CHOICES),
  'user_id',
  'agent_id',
  'agent_version_id',
  'agent_number',
  'web_widget_id',
  'duration_above',
  'duration_below',
  'user_turn_count_above',
  'user_turn_count_below',
  'custom_metadata',
  'created_after',
  'created_before',
  'updated_after',
  'updated_before',
  'limit',
  'cursor',
  'fields',
]);

/** What an omitted `limit` means; the contract documents no default. */
const DEFAULT_LIMIT = 100;

/**
 * Reads the query string. Every fault is reported, not only the first. A known parameter given
 * twice is one of them: the contract takes single values, and a client that sends more expects more.
 * Unknown parameters are ignored.
 *
 * @param bound whether the cursor's own instant belongs to the next page.
 */
export function parseListQuery(
  params: URLSearchParams,
  bound: 'exclusive' | 'inclusive',
): ListQuery | { readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const report = (name: string, msg: string): undefined => {
    problems.push({ loc: ['query', name], msg });
    return undefined;
  };
  for (const name of new Set(params.keys())) {
    if (KNOWN.has(name) && params.getAll(name).length > 1) report(name, 'Given more than once');
  }
  const read = createReaders(params, report);
  const filters: Filters = {
    exact: given({
      direction: read.choice('direction'),
      channel: read.choice('channel'),
      status: read.choice('status'),
      agent_id: read.text('agent_id'),
      agent_version_id: read.text('agent_version_id'),
      web_widget_id: read.text('web_widget_id'),
    }),
    partial: given({ user_id: read.text('user_id'), agent_number: read.text('agent_number') }),
    above: given({
      duration: read.integer('duration_above'),
      user_turn_count: read.integer('user_turn_count_above'),
    }),
    below: given({
      duration: read.integer('duration_below'),
      user_turn_count: read.integer('user_turn_count_below'),
    }),
    createdAfter: read.instant('created_after'),
    createdBefore: read.instant('created_before'),
    updatedAfter: read.instant('updated_after'),
    updatedBefore: read.instant('updated_before'),
    metadata: read.object('custom_metadata'),
  };
  const limit = read.integer('limit', 1, 1000) ?? DEFAULT_LIMIT;
  const cursor = read.cursor('cursor');
  const upTo = cursor === undefined || bound === 'inclusive' ? cursor : cursor - 1;
  const fields = parseFields(params.get('fields'));
  return problems.length > 0 ? { problems } : { filters, window: { limit, upTo }, fields };
}

/** Names separated by commas; nothing but blanks means all fields. */
export function parseFields(text: string | null): readonly string[] | undefined {
  const names = (text ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  return names.length > 0 ? names : undefined;
}

type Report = (name: string, msg: string) => undefined;

interface Readers {
  text(name: string): string | undefined;
  choice(name: string): string | undefined;
  integer(name: string, low?: number, high?: number): number | undefined;
  instant(name: string): number | undefined;
  object(name: string): Readonly<Record<string, unknown>> | undefined;
  cursor(name: string): number | undefined;
}

function createReaders(params: URLSearchParams, report: Report): Readers {
  const text = (name: string): string | undefined => params.get(name) ?? undefined;
  const when = <T>(name: string, use: (value: string) => T): T | undefined => {
    const value = text(name);
    return value === undefined ? undefined : use(value);
  };
  return {
    text,
    choice: (name) =>
      when(name, (value) =>
        CHOICES[name]?.includes(value)
          ? value
          : report(name, `Must be one of ${CHOICES[name]?.join(', ')}`),
      ),
    integer: (name, low = -Infinity, high = Infinity) =>
      when(name, (value) => {
        const number = /^[+-]?\d{1,15}$/.test(value) ? Number(value) : NaN;
        if (Number.isNaN(number)) return report(name, 'Must be a whole number');
        if (number >= low && number <= high) return number;
        return report(name, `Must be from ${low} to ${high}`);
      }),
    instant: (name) =>
      when(name, (value) => parseInstant(value) ?? report(name, 'Must be an ISO 8601 date-time')),
    object: (name) =>
      when(name, (value) => parseObject(value) ?? report(name, 'Must be a JSON object')),
    cursor: (name) =>
      when(name, (value) => {
        const decoded = decodeBase64(value);
        if (decoded === undefined) return report(name, 'Must be padded standard base64');
        return parseInstant(decoded) ?? report(name, 'Must encode an ISO 8601 date-time');
      }),
  };
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Node's decoder forgives anything; comparing with its own output does not. */
function decodeBase64(text: string): string | undefined {
  const bytes = Buffer.from(text, 'base64');
  return text !== '' && bytes.toString('base64') === text ? bytes.toString('latin1') : undefined;
}

/** Without the keys that were not given. */
function given<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}
