/** The Autocalls contract over the demo's database: two lists with two ways of paging. */
import type { IncomingHttpHeaders } from 'node:http';
import type { JSValue } from 'node-sqlite3-wasm';
import type { Store } from '../db.js';
import type { Row } from '../generate.js';
import type { Failures } from '../faults.js';
import { tapeOf } from '../generate-transcript.js';
import type { Media } from '../media.js';
import { AGENTS } from '../people.js';
import { CAMPAIGNS } from '../texts.js';
import { parseInstant } from '../time.js';
import type { Answer, Behaviour, Call } from './anyreach.js';
import {
  CALL_STATUS,
  callIdOf,
  printCall,
  printConversation,
  printHistory,
  sequenceOfExternalId,
  sequenceOfUuid,
  SPOKEN_WIDGET,
  uuidOf,
} from './autocalls-rows.js';

export interface AutocallsContext {
  readonly store: Store;
  readonly media: Media;
  readonly behaviour: () => Pick<Behaviour, 'revokeTokens'>;
}

/** What stands for `https://app.autocalls.ai/api` here. */
const BASE = '/autocalls';
const CONVERSATIONS = `${BASE}/user/conversations`;
const CALLS = `${BASE}/user/calls`;
const HISTORY = `${BASE}/conversations`;

/** Which endpoint a path belongs to, if any. */
export function autocallsEndpoint(path: string): 'list' | 'get' | undefined {
  if (path === CONVERSATIONS || path === CALLS) return 'list';
  return (idIn(path, HISTORY) ?? idIn(path, CALLS)) ? 'get' : undefined;
}

function idIn(path: string, parent: string): string | undefined {
  const id = path.startsWith(`${parent}/`) ? path.slice(parent.length + 1) : '';
  return /^[^/]+$/.test(id) ? id : undefined;
}

/** Answers a GET on one of the endpoints. */
export function answerAutocalls(context: AutocallsContext, call: Call): Answer {
  const { path } = call;
  if (!isAllowed(call.headers, context.behaviour())) return autocallsFailure(401, path);
  if (path === CONVERSATIONS) return listConversations(context, call.params);
  if (path === CALLS) return listCalls(context, call);
  return idIn(path, CALLS) === undefined ? history(context, path) : oneCall(context, call);
}

/** Demo credential only, known to everybody who reads this. */
function isAllowed(
  { authorization }: IncomingHttpHeaders,
  { revokeTokens }: Pick<Behaviour, 'revokeTokens'>,
): boolean {
  return (revokeTokens ? /^Bearer ac_demo~2$/i : /^Bearer ac_demo(~2)?$/i).test(
    authorization ?? '',
  );
}

const MESSAGES: Readonly<Record<number, string>> = {
  401: 'Unauthenticated.',
  403: 'This action is unauthorized.',
  404: 'Not found',
  429: 'Too Many Attempts.',
  500: 'Server Error',
  503: 'Service Unavailable',
};

/** What failures look like with this vendor. */
export const autocallsFailures = (path: string): Failures => ({
  failed: (status) => autocallsFailure(status, path),
  spoilt: {
    assistant_id: {},
    assistant_name: ['Front desk'],
    type: 5,
    variables: 'text',
    message_count: '12',
    total_cost: '0.034',
    ai_enabled: 'yes',
    whatsapp_sender: 'Example',
    customer: ['Ada'],
    campaign_name: 7,
    duration: 'long',
    client_phone_number: { number: 42 },
    status: ['completed'],
    transcript: 3,
    recording_url: false,
    updated_at: 12,
  },
});

function autocallsFailure(status: number, path: string): Answer {
  if (status === 422) return invalid({ type: ['The selected type is invalid.'] });
  const words = MESSAGES[status] ?? 'Error';
  const ofHistory = path.startsWith(`${HISTORY}/`);
  return { status, body: ofHistory ? { status: false, error: words } : { message: words } };
}

function invalid(errors: Readonly<Record<string, readonly string[]>>): Answer {
  const message = Object.values(errors)[0]?.[0];
  return { status: 422, body: { message, errors } };
}

// The plus keeps SQLite from sorting what it finds by channel: the table is read from the newest.
const OF_CONVERSATIONS =
  `(+channel IN ('email', 'text') OR (+channel = 'webrtc' AND ` +
  `(+web_widget_id <> '${SPOKEN_WIDGET}' OR +status = 'token_created')))`;
const OF_CALLS =
  `(+channel = 'telephone' OR ` +
  `(+web_widget_id = '${SPOKEN_WIDGET}' AND +status <> 'token_created'))`;

const CONVERSATION_TYPES: Readonly<Record<string, string>> = {
  test: "status = 'token_created'",
  widget: `channel = 'webrtc' AND +status <> 'token_created' AND +web_widget_id <> '${SPOKEN_WIDGET}'`,
  whatsapp: "channel = 'text'",
  api: "channel = 'email'",
};

const CALL_TYPES: Readonly<Record<string, string>> = {
  inbound: "channel = 'telephone' AND +direction = 'inbound'",
  outbound: "channel = 'telephone' AND +direction = 'outbound'",
  web: `web_widget_id = '${SPOKEN_WIDGET}' AND +status <> 'token_created'`,
};

/** Collects conditions for SQL, and what is wrong with the parameters. */
class Conditions {
  readonly errors: Record<string, string[]> = {};
  readonly values: JSValue[] = [];
  readonly #parts: string[];
  readonly #params: URLSearchParams;

  constructor(resource: string, params: URLSearchParams) {
    this.#parts = [resource];
    this.#params = params;
  }

  get sql(): string {
    return this.#parts.join(' AND ');
  }

  add(condition: string, ...values: JSValue[]): void {
    this.#parts.push(`(${condition})`);
    this.values.push(...values);
  }

  /** Nothing for a parameter that is absent or empty; an error where `use` finds it invalid. */
  when(name: string, words: string, use: (text: string) => boolean): void {
    const text = this.#params.get(name);
    if (text && !use(text)) this.errors[name] = [words];
  }

  wholeNumber(name: string, low: number, high: number, fallback: number): number {
    let found = fallback;
    const words = `The ${name.replace('_', ' ')} field must be between ${low} and ${high}.`;
    this.when(name, words, (text) => {
      found = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
      return found >= low && found <= high;
    });
    return found;
  }

  /** Documented as an integer, though the rows carry a uuid under the same name. */
  assistant(): void {
    this.when('assistant_id', 'The assistant id field must be an integer.', (text) => {
      if (!/^\d{1,9}$/.test(text)) return false;
      const agent = AGENTS[Number(text) - 1];
      if (!agent) this.errors['assistant_id'] = ['The selected assistant id is invalid.'];
      this.add('agent_id = ?', agent?.id ?? '');
      return true;
    });
  }

  choice(name: string, table: Readonly<Record<string, string>>): void {
    this.when(name, `The selected ${name} is invalid.`, (text) => {
      if (!Object.hasOwn(table, text)) return false;
      this.add(table[text] as string);
      return true;
    });
  }

  equal(name: string, condition: string): void {
    this.when(name, '', (text) => {
      this.add(condition, text);
      return true;
    });
  }
}

function rowsOf(
  { store }: AutocallsContext,
  { sql, values }: Conditions,
  rest: string,
  ...more: readonly JSValue[]
): Row[] {
  return store.query(`SELECT * FROM conversation WHERE ${sql} ${rest}`, [
    ...values,
    ...more,
  ]) as Row[];
}

function listConversations(context: AutocallsContext, params: URLSearchParams): Answer {
  const conditions = new Conditions(OF_CONVERSATIONS, params);
  conditions.choice('type', CONVERSATION_TYPES);
  conditions.assistant();
  conditions.equal('customer_phone', "channel = 'text' AND user_id = ?");
  conditions.equal('whatsapp_sender_phone', "channel = 'text' AND agent_number = ?");
  conditions.when('external_identifier', '', (text) => {
    conditions.add("+channel = 'email' AND seq = ?", sequenceOfExternalId(text) ?? -1);
    return true;
  });
  const size = conditions.wholeNumber('per_page', 1, 100, 15);
  let cursor: Cursor | undefined;
  conditions.when('cursor', 'The cursor is invalid.', (text) => !!(cursor = readCursor(text)));
  if (Object.keys(conditions.errors).length > 0) return invalid(conditions.errors);
  const back = cursor !== undefined && !cursor.forward;
  if (cursor) conditions.add(back ? 'seq > ?' : 'seq < ?', cursor.seq);
  const order = `ORDER BY seq ${back ? 'ASC' : 'DESC'} LIMIT ?`;
  const found = rowsOf(context, conditions, order, size + 1);
  const page = back ? found.slice(0, size).reverse() : found.slice(0, size);
  const more = found.length > size;
  const [first, last] = [page[0], page.at(-1)];
  const { set } = context.store;
  return {
    status: 200,
    body: {
      data: page.map((row) => printConversation(set, row)),
      path: CONVERSATIONS,
      per_page: size,
      next_cursor: last && (back || more) ? writeCursor(last.seq, true) : null,
      prev_cursor: first && cursor && (!back || more) ? writeCursor(first.seq, false) : null,
    },
  };
}

interface Cursor {
  readonly seq: number;
  readonly forward: boolean;
}

function writeCursor(seq: number, forward: boolean): string {
  return Buffer.from(JSON.stringify({ id: seq, _pointsToNextItems: forward })).toString(
    'base64url',
  );
}

function readCursor(text: string): Cursor | undefined {
  try {
    const value = JSON.parse(Buffer.from(text, 'base64url').toString()) as Record<string, unknown>;
    const { id, _pointsToNextItems: forward } = value;
    return Number.isInteger(id) && typeof forward === 'boolean'
      ? { seq: Number(id), forward }
      : undefined;
  } catch {
    return undefined;
  }
}

const statusTable: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(CALL_STATUS).map(([ours, theirs]) => [theirs, `status = '${ours}'`]),
  ),
  // The generator has none of these.
  busy: '0',
  ended: '0',
};

function listCalls(context: AutocallsContext, call: Call): Answer {
  const conditions = new Conditions(OF_CALLS, call.params);
  conditions.choice('type', CALL_TYPES);
  conditions.choice('status', statusTable);
  conditions.assistant();
  conditions.equal('phone_number', "channel = 'telephone' AND user_id = ?");
  conditions.when('campaign_id', 'The selected campaign id is invalid.', (text) => {
    const name = CAMPAIGNS[Number(text) - 1];
    const entry = `["anyreach_campaign"]:${JSON.stringify(name ?? '')}`;
    conditions.add('seq IN (SELECT seq FROM metadata_entry WHERE entry = ?)', entry);
    return name !== undefined;
  });
  for (const [name, sign] of [
    ['date_from', '>='],
    ['date_to', '<='],
  ] as const) {
    conditions.when(name, `The ${name.replace('_', ' ')} is not a valid date.`, (text) => {
      const at = parseInstant(text);
      // Times are compared as they are printed: a whole second belongs to its end.
      if (at !== undefined)
        conditions.add(`created_at ${sign} ?`, sign === '<=' ? at + 999_999 : at);
      return at !== undefined;
    });
  }
  const size = conditions.wholeNumber('per_page', 1, 100, 15);
  const page = conditions.wholeNumber('page', 1, 1e9, 1);
  if (Object.keys(conditions.errors).length > 0) return invalid(conditions.errors);
  const counted = context.store.query(
    `SELECT count(*) AS total FROM conversation WHERE ${conditions.sql}`,
    conditions.values,
  );
  const total = Number(counted[0]?.['total']);
  const skipped = (page - 1) * size;
  const rows = rowsOf(context, conditions, 'ORDER BY seq DESC LIMIT ? OFFSET ?', size, skipped);
  return {
    status: 200,
    body: {
      current_page: page,
      data: rows.map((row) => print(context, call, row, false)),
      from: rows.length > 0 ? skipped + 1 : null,
      last_page: Math.max(1, Math.ceil(total / size)),
      path: CALLS,
      per_page: size,
      to: rows.length > 0 ? skipped + rows.length : null,
      total,
    },
  };
}

function print({ store, media }: AutocallsContext, call: Call, row: Row, alone: boolean) {
  return printCall(store.set, row, alone, () => call.mediaBase + media.sign(tapeOf(row)).url);
}

function oneCall(context: AutocallsContext, call: Call): Answer {
  const id = idIn(call.path, CALLS) ?? '';
  const seq = /^\d{1,10}$/.test(id) ? Number(id) - callIdOf(0) : -1;
  const row = only(context, OF_CALLS, seq);
  return row
    ? { status: 200, body: print(context, call, row, true) }
    : { status: 404, body: { message: 'Call not found' } };
}

function history(context: AutocallsContext, path: string): Answer {
  const { set } = context.store;
  const seq = sequenceOfUuid(set.seed, idIn(path, HISTORY) ?? '');
  const row = only(context, OF_CONVERSATIONS, seq ?? -1);
  return row
    ? { status: 200, body: printHistory(set, row) }
    : { status: 404, body: { status: false, error: 'Conversation not found' } };
}

function only(context: AutocallsContext, resource: string, seq: number): Row | undefined {
  const conditions = new Conditions(resource, new URLSearchParams());
  conditions.add('seq = ?', seq);
  return rowsOf(context, conditions, 'LIMIT 1')[0];
}

/** For tests: the ids of all rows of both lists, as the adapter names them, newest first. */
export function autocallsIds(store: Store): string[] {
  return store
    .query(
      `SELECT seq, ${OF_CALLS} AS is_call FROM conversation
       WHERE ${OF_CALLS} OR ${OF_CONVERSATIONS} ORDER BY seq DESC`,
      [],
    )
    .map(({ seq, is_call: isCall }) =>
      isCall ? `call:${callIdOf(Number(seq))}` : uuidOf(store.set.seed, Number(seq)),
    );
}
