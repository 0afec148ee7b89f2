/** The Anyreach contract over the demo's database: who may see what, and how it is printed. */
import type { IncomingHttpHeaders } from 'node:http';
import {
  agentOf,
  hasPeaks,
  initialContextOf,
  recordingStateOf,
  summaryOf,
  userNameOf,
} from '../generate-details.js';
import { ANSWER_DELAY, tapeOf, transcriptOf } from '../generate-transcript.js';
import type { Row } from '../generate.js';
import type { Store } from '../db.js';
import { conversationId, sequenceOf } from '../ids.js';
import type { Media } from '../media.js';
import { peaksOf } from '../peaks.js';
import { speechPlan } from '../speech.js';
import { printInstant, type Precision } from '../time.js';
import { parseFields, parseListQuery } from './anyreach-query.js';

/** What the server sends, before any fault is played. An error's body carries `detail`. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** The behaviour that is undocumented or deployment-specific, so that clients meet all of it. */
export interface Behaviour {
  readonly cursorBound: 'exclusive' | 'inclusive';
  /** Whether `conversations:manage` alone also shows the sensitive fields. */
  readonly manageLiftsSensitive: boolean;
  /** What naming a sensitive field without the scope brings; `null`: it is just absent. */
  readonly sensitiveFieldsError: 400 | 403 | null;
  /** While true, only tokens renewed since (ending in `~2`) are accepted. */
  readonly revokeTokens: boolean;
}

export interface AnyreachContext {
  readonly store: Store;
  readonly media: Media;
  readonly precision: Precision;
  readonly zoneSuffix: string;
  readonly behaviour: () => Behaviour;
}

export interface Call {
  readonly path: string;
  readonly params: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** What recording URLs start with. */
  readonly mediaBase: string;
}

const LIST_PATH = '/core/conversations';

/** Which endpoint a path belongs to, if any. */
export function anyreachEndpoint(path: string): 'list' | 'get' | undefined {
  if (path === LIST_PATH) return 'list';
  return /^\/core\/conversations\/[^/]+$/.test(path) ? 'get' : undefined;
}

/** Answers a GET on one of the endpoints. */
export function answerAnyreach(context: AnyreachContext, call: Call): Answer {
  const behaviour = context.behaviour();
  const access = authorize(call.headers, behaviour);
  if ('status' in access) return access;
  return anyreachEndpoint(call.path) === 'list'
    ? list(context, call, access, behaviour)
    : get(context, call, access, behaviour);
}

interface Access {
  readonly sensitive: boolean;
}

/**
 * Demo credentials only, known to everybody who reads this: `ak_demo.<scope>` belongs to the
 * organization `org_demo`, `pat_demo.<scope>` needs `X-Anyreach-Org: org_demo` beside it. Scopes:
 * `read`, `sensitive`, `manage`, `none`.
 */
function authorize(headers: IncomingHttpHeaders, behaviour: Behaviour): Access | Answer {
  const pattern = /^Bearer (ak|pat)_demo\.(read|sensitive|manage|none)(~2)?$/i;
  const match = pattern.exec(headers.authorization ?? '');
  if (!match) return refuse(401, 'Missing or invalid credential');
  if (behaviour.revokeTokens && !match[3]) return refuse(401, 'The credential was revoked');
  const organization = headers['x-anyreach-org'];
  if (match[1] === 'pat' && !organization) {
    return refuse(401, 'The token is missing its organization claim');
  }
  if (match[1] === 'pat' && organization !== 'org_demo') {
    return refuse(403, 'Not a member of this organization');
  }
  const scope = match[2];
  if (scope === 'none') return refuse(403, 'The credential lacks the scope conversations:read');
  const lifted = scope === 'manage' && behaviour.manageLiftsSensitive;
  return { sensitive: scope === 'sensitive' || lifted };
}

function list(context: AnyreachContext, call: Call, access: Access, behaviour: Behaviour): Answer {
  const query = parseListQuery(call.params, behaviour.cursorBound);
  if ('problems' in query) return { status: 422, body: { detail: query.problems } };
  const refused = refuseFields(query.fields, access, behaviour);
  if (refused) return refused;
  const names = visibleFields(query.fields, access);
  const rows = context.store.list(query.filters, query.window);
  return { status: 200, body: rows.map((row) => print(context, call, row, names)) };
}

function get(context: AnyreachContext, call: Call, access: Access, behaviour: Behaviour): Answer {
  const fields = parseFields(call.params.get('fields'));
  const refused = refuseFields(fields, access, behaviour);
  if (refused) return refused;
  const seq = sequenceOf(context.store.set.seed, decode(call.path.slice(LIST_PATH.length + 1)));
  const row = seq === undefined ? undefined : context.store.get(seq);
  if (!row) return refuse(404, 'Conversation not found');
  return { status: 200, body: print(context, call, row, visibleFields(fields, access)) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

function refuse(status: number, detail: string): Answer {
  return { status, body: { detail } };
}

function refuseFields(
  fields: readonly string[] | undefined,
  access: Access,
  { sensitiveFieldsError }: Behaviour,
): Answer | undefined {
  const named = fields?.filter((name) => FIELDS.get(name)?.sensitive) ?? [];
  if (sensitiveFieldsError === null || access.sensitive || named.length === 0) return undefined;
  return refuse(
    sensitiveFieldsError,
    `Needs the scope conversations:read_sensitive: ${named.join(', ')}`,
  );
}

/** The names to print: unknown ones are ignored, and sensitive ones without the scope are absent. */
function visibleFields(fields: readonly string[] | undefined, access: Access): readonly string[] {
  const names = fields ? [...new Set(fields)] : [...FIELDS.keys()];
  return names.filter((name) => {
    const field = FIELDS.get(name);
    return field !== undefined && (access.sensitive || !field.sensitive);
  });
}

interface Source {
  readonly row: Row;
  readonly context: AnyreachContext;
  readonly mediaBase: string;
  /** Asked for alone, not as a row of a page. */
  readonly alone: boolean;
}

interface Field {
  readonly sensitive: boolean;
  /** `undefined` leaves the key out. */
  readonly read: (source: Source) => unknown;
}

const open = (read: Field['read']): Field => ({ sensitive: false, read });
const sensitive = (read: Field['read']): Field => ({ sensitive: true, read });

const FIELDS: ReadonlyMap<string, Field> = new Map([
  ['id', open(({ row, context }) => conversationId(context.store.set.seed, row.seq))],
  ['organization_id', open(() => 'org_demo')],
  ['direction', open(({ row }) => row.direction)],
  ['channel', open(({ row }) => row.channel)],
  ['status', open(({ row }) => row.status)],
  ['user_id', open(({ row }) => row.user_id)],
  ['agent_id', open(({ row }) => row.agent_id)],
  ['agent_version_id', open(({ row }) => row.agent_version_id)],
  ['agent_number', open(({ row }) => row.agent_number)],
  ['web_widget_id', open(({ row }) => row.web_widget_id)],
  ['duration', open(({ row }) => row.duration)],
  ['user_turn_count', open(({ row }) => row.user_turn_count)],
  ['created_at', open(({ row, context }) => time(context, row.created_at))],
  ['updated_at', open(({ row, context }) => time(context, row.updated_at))],
  ['agent', sensitive(({ row }) => agentOf(row))],
  ['summary', sensitive(({ row, context }) => summaryOf(context.store.set, row))],
  ['initial_context', sensitive(({ row, context }) => initialContextOf(context.store.set, row))],
  ['custom_metadata', sensitive(({ row }) => JSON.parse(row.custom_metadata ?? 'null') as unknown)],
  ['conversation', sensitive(({ row, context }) => transcriptOf(context.store.set, row))],
  ['recording_details', sensitive(recordingDetails)],
  ['user_name', sensitive(({ row, context }) => userNameOf(context.store.set, row))],
]);

function print(
  context: AnyreachContext,
  call: Call,
  row: Row,
  names: readonly string[],
): Record<string, unknown> {
  const alone = anyreachEndpoint(call.path) === 'get';
  const source = { row, context, mediaBase: call.mediaBase, alone };
  return Object.fromEntries(names.map((name) => [name, FIELDS.get(name)?.read(source)]));
}

function recordingDetails({ row, context, mediaBase, alone }: Source): unknown {
  const { set } = context.store;
  const state = recordingStateOf(set, row);
  if (state === 'none') return null;
  if (state === 'processing') return { status: 'processing' };
  const tape = tapeOf(row);
  if (state === 'deleted') {
    return { deleted_at: time(context, row.updated_at), duration: tape.seconds };
  }
  const { url, expiresAt, type, timed } = context.media.sign(tape);
  // A page of rows would be many times as long with them.
  const outlined = alone && timed && hasPeaks(set, row);
  return {
    recording_url: mediaBase + url,
    ...(timed ? { duration: tape.seconds } : {}),
    expires_at: time(context, expiresAt * 1000),
    mime_type: type,
    channels: 2,
    started_at: time(context, row.created_at + ANSWER_DELAY * 1_000_000),
    ...(outlined ? { peaks: peaksOf(speechPlan(set.seed, tape), tape.seconds) } : {}),
  };
}

function time({ precision, zoneSuffix }: AnyreachContext, instant: number): string {
  return printInstant(instant, precision, zoneSuffix);
}
