/**
 * Paging without loss over a cursor that is a bare timestamp.
 *
 * The API continues "before this time", so rows that share the time of a page's last row are lost
 * to whoever follows the recipe to the letter. Here the boundary is asked for one unit later than
 * the last row: the rows of that instant come again (the reader of the pages drops repeats by id)
 * and none is missed. All state is a `Position`, which travels in the opaque cursor.
 */
import { providerError } from '../../model/index.js';
import type { PageNotice } from '../../model/index.js';
import { asObject, parseJson } from '../json.js';
import { parseTime, shiftTime, unitOf } from './time.js';

/** Rows the API gives at most for one request. */
const MAX_LIMIT = 1000;
/** One less than the limit: a page is asked for with one row more, the boundary row again. */
export const MAX_PAGE_SIZE = MAX_LIMIT - 1;

/** Where in the list the next page begins. */
export interface Position {
  /** `created_at` of the boundary row, exactly as received. Absent: the start of the list. */
  readonly at?: string;
  /** Most fraction digits seen so far in this walk, 0 to 6. */
  readonly digits: number;
  /**
   * How the boundary is asked for: `later` by one unit, `exact` as received, or `earlier` by a
   * microsecond. The last two are ways on when more rows share an instant than one answer holds.
   */
  readonly bound: 'later' | 'exact' | 'earlier';
  /** A limit that has grown because a full page did not get past the boundary instant. */
  readonly limit?: number;
  /** The server refused the sensitive field names earlier in this walk. */
  readonly safe?: boolean;
}

export const START: Position = { digits: 0, bound: 'later' };

/** How a page is asked for. */
export interface Ask {
  readonly limit: number;
  /** The value of the `cursor` parameter. */
  readonly cursor?: string;
}

/** What the next request needs to know of an answer. */
export interface Answer {
  /** Rows received, readable or not. */
  readonly count: number;
  /** The text of every readable `created_at`, in order. */
  readonly times: readonly string[];
}

export interface Step {
  /** Absent: the list has ended. */
  readonly next?: Position;
  readonly notices: readonly PageNotice[];
}

export function askFor(position: Position, pageSize: number): Ask {
  const size = Number.isFinite(pageSize) ? Math.max(1, Math.trunc(pageSize)) : 50;
  const repeats = position.bound === 'later' && position.at !== undefined ? 1 : 0;
  const limit = Math.min(MAX_LIMIT, Math.max(size + repeats, position.limit ?? 0));
  return position.at === undefined ? { limit } : { limit, cursor: base64(boundText(position)) };
}

/** Decides how to go on after an answer to `position`, which was asked for with `limit`. */
export function stepAfter(position: Position, limit: number, answer: Answer): Step {
  refuseIgnoredBound(position, answer);
  const digits = answer.times.reduce(
    (most, text) => Math.max(most, parseTime(text)?.digits ?? 0),
    position.digits,
  );
  const gap = gapBefore(position, limit, answer);
  if (answer.count < limit) return { notices: gap };

  // One unreadable time at the end must not cost the page its boundary: an earlier row will do, the
  // rows after it just come twice. Only when no time can be read is the server's own cursor used.
  const readable = answer.times.findLast((text) => parseTime(text));
  const at = readable ?? answer.times.at(-1);
  const safe = position.safe;
  if (at === undefined || !isOlder(at, position.at)) {
    return { next: growOrPass({ ...position, digits }, limit), notices: gap };
  }
  if (readable) return { next: { at, digits, bound: 'later', safe }, notices: gap };
  const text = at.slice(0, 100);
  return {
    next: { at, digits, bound: 'exact', safe },
    notices: [...gap, { kind: 'unreadable-time', text }],
  };
}

/** The vendor's own recipe: continue at the last row's time. Rows that share it may be lost. */
export function literalStepAfter(position: Position, limit: number, answer: Answer): Step {
  const at = answer.times.at(-1);
  if (answer.count < limit) return { notices: [] };
  if (at === undefined) return { next: position, notices: [] };
  return { next: { at, digits: 0, bound: 'exact', safe: position.safe }, notices: [] };
}

export function writePosition(position: Position): string {
  return JSON.stringify(position);
}

/** Reads a cursor that `writePosition` made. Rejects anything else with `invalid-request`. */
export function readPosition(cursor: string | undefined): Position {
  if (cursor === undefined) return START;
  const position = asObject(parseJson(cursor));
  if (isPosition(position)) return position;
  throw providerError('invalid-request', 'This cursor was not made by this provider.');
}

function isPosition(value: object): value is Position {
  const { at, bound, digits, limit } = value as Partial<Position>;
  return (
    (at === undefined || typeof at === 'string') &&
    (bound === 'later' || bound === 'exact' || bound === 'earlier') &&
    isWhole(digits, 0, 6) &&
    (limit === undefined || isWhole(limit, 1, MAX_LIMIT))
  );
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
}

/**
 * A page of nothing but the boundary instant: a larger one may reach past it. When even the largest
 * does not, the exact boundary is asked for: a server that takes it as "older than" gives older
 * rows, one that takes it as "not newer than" gives the instant again and is asked for what is a
 * microsecond earlier. After that the position stays the same, and a cursor that repeats ends the
 * walk with an error instead of a loop.
 */
function growOrPass(position: Position, limit: number): Position {
  const { at, digits, bound, safe } = position;
  if (limit < MAX_LIMIT) return { ...position, limit: Math.min(MAX_LIMIT, limit * 2) };
  if (at === undefined || !parseTime(at)) return { ...position, limit };
  if (bound === 'later') return { at, digits, bound: 'exact', limit, safe };
  return { at, digits, bound: 'earlier', safe };
}

/**
 * Whether rows of the boundary instant may be missing. An answer to the exact boundary tells: rows
 * of that instant in it mean that the server includes them, and then only a full page of them
 * leaves some out of reach.
 */
function gapBefore(position: Position, limit: number, answer: Answer): PageNotice[] {
  const { at, bound } = position;
  if (bound !== 'exact' || at === undefined || !parseTime(at)) return [];
  const [first] = answer.times;
  const last = answer.times.at(-1);
  const included = first !== undefined && !isOlder(first, at);
  const passed = answer.count < limit || (last !== undefined && isOlder(last, at));
  return included && passed ? [] : [{ kind: 'gap', at }];
}

/** A server that starts over instead of continuing would otherwise be asked again and again. */
function refuseIgnoredBound(position: Position, answer: Answer): void {
  const bound = position.at === undefined ? undefined : parseTime(boundText(position));
  const first = answer.times[0] === undefined ? undefined : parseTime(answer.times[0]);
  // A second of slack for servers that compare more coarsely than they print.
  if (bound && first && first.instant > bound.instant + 1_000_000n) {
    throw providerError(
      'invalid-response',
      'The server did not continue where the last page ended, but started over.',
    );
  }
}

function boundText({ at = '', bound, digits }: Position): string {
  const time = parseTime(at);
  if (!time || bound === 'exact') return at;
  if (bound === 'earlier') return shiftTime(time, -1n, 6) ?? at;
  return shiftTime(time, unitOf(digits), digits) ?? at;
}

function isOlder(text: string, than: string | undefined): boolean {
  if (than === undefined) return true;
  const a = parseTime(text);
  const b = parseTime(than);
  return a && b ? a.instant < b.instant : text !== than;
}

/** Standard alphabet, padded. A time is ASCII, but a hostile one need not be. */
function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
