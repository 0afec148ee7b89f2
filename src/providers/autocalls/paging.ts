/**
 * Several lists, each newest first and in pages of its own, read as one that is newest first.
 *
 * Rows of a page may be due only later, when another list has caught up. Nothing is kept between
 * two calls: the page is asked for again when its turn comes, and only then. All state is a
 * `Position`, which travels in the opaque cursor.
 */
import { providerError } from '../../model/index.js';
import { asObject, isObject, parseJson } from '../json.js';

/** How far one list has been read. One that has ended has no place. */
export interface Place {
  /** What to ask for: a cursor of the server (empty: the start), or the number of a page. */
  readonly next: string | number;
  /** No row is expected there that is newer than this. Milliseconds since 1970. */
  readonly from?: number;
  /** The page was read before: what is newer than the boundary has been handed out. */
  readonly opened?: true;
  /** Rows in all when it was last asked, where pages are numbered. */
  readonly total?: number;
  /** How often it was gone back, so that a page that is come to again has another cursor. */
  readonly back?: number;
}

export interface Position {
  /** Rows of a page; numbered pages make sense only with the same size throughout. */
  readonly size: number;
  /** Everything newer than this has been handed out. Milliseconds since 1970. */
  readonly boundary?: number;
  /** By the name of the list. */
  readonly places: Readonly<Record<string, Place>>;
}

export interface Timed {
  /** Milliseconds since 1970; absent when unreadable. */
  readonly time?: number | undefined;
}

export interface Answer<Row extends Timed> {
  readonly rows: readonly Row[];
  /** Absent: the list has ended. */
  readonly next?: string | number;
  readonly total?: number;
}

export interface Step<Row> {
  /** Newest first. */
  readonly rows: readonly Row[];
  /** Absent: all lists have ended. */
  readonly next?: Position;
  /** Rows that stood further down than their time says. */
  readonly misplaced: readonly Row[];
}

/** Asks for a page of one list. */
export type Ask<Row extends Timed> = (
  name: string,
  next: string | number,
  size: number,
) => Promise<Answer<Row>>;

/**
 * The next rows in order: at least one page of the list that is furthest behind. Every list that may
 * hold some of them is asked, each once, and those that cannot are not.
 */
export async function advance<Row extends Timed>(
  position: Position,
  ask: Ask<Row>,
): Promise<Step<Row>> {
  const { size, boundary = Infinity, places } = position;
  const pages = new Map<string, Page<Row>>();
  let horizon = Math.max(...Object.values(places).map(({ from = Infinity }) => from));
  for (;;) {
    const due = Object.entries(places).filter(
      ([name, { from = Infinity }]) => !pages.has(name) && from >= horizon,
    );
    if (due.length === 0) break;
    const read = due.map(async ([name, place]) => [name, await open(name, place, size, ask)]);
    for (const [name, page] of (await Promise.all(read)) as [string, Page<Row>][]) {
      pages.set(name, page);
    }
    // Older rows may still be preceded by rows that have not been asked for yet.
    const unfinished = [...pages.values()].filter(({ answer }) => answer.next !== undefined);
    horizon = Math.max(-Infinity, ...unfinished.map(({ oldest }) => oldest));
  }
  const cut = Math.min(horizon, boundary);
  const opened = [...pages].map(([name, page]) => ({ name, ...split(page, boundary, cut) }));
  const left = { ...places };
  for (const { name, place } of opened) {
    if (place) left[name] = place;
    else delete left[name];
  }
  const rows = opened.flatMap(({ due }) => due).sort((a, b) => newestFirst(a.time, b.time));
  const misplaced = [...pages.values()].flatMap(outOfOrder);
  return {
    rows: rows.map(({ row }) => row),
    ...(Object.keys(left).length > 0 && {
      next: { size, ...(Number.isFinite(cut) && { boundary: cut }), places: left },
    }),
    misplaced,
  };
}

interface Page<Row extends Timed> {
  readonly place: Place;
  readonly answer: Answer<Row>;
  /** What was asked for in the end. */
  readonly at: string | number;
  /** One with an unreadable time stays with its neighbours. */
  readonly rows: readonly { readonly row: Row; readonly time: number }[];
  readonly oldest: number;
}

/**
 * Reads the page at a place. Where pages are numbered and there are fewer rows than before, some have
 * moved up into pages that were read already: those are read again, as far back as the rows can
 * have moved. More rows than before only make some come twice.
 */
async function open<Row extends Timed>(
  name: string,
  place: Place,
  size: number,
  ask: Ask<Row>,
): Promise<Page<Row>> {
  let { next: at, total: before } = place;
  for (;;) {
    const answer = await ask(name, at, size);
    const gone = before === undefined || answer.total === undefined ? 0 : before - answer.total;
    if (typeof at === 'number' && at > 1 && gone > 0) {
      at = Math.max(1, at - Math.ceil(gone / size));
      before = answer.total;
      continue;
    }
    const known = answer.rows.find(({ time }) => time !== undefined)?.time;
    let time = known ?? place.from ?? Infinity;
    const rows = answer.rows.map((row) => ({ row, time: (time = row.time ?? time) }));
    const oldest = Math.min(place.from ?? Infinity, ...rows.map((row) => row.time));
    const back = { ...place, opened: true as const, back: (place.back ?? 0) + 1 };
    return { place: at === place.next ? place : back, answer, at, rows, oldest };
  }
}

/** Which rows of a page are due, and where its list goes on; no place: it has ended. */
function split<Row extends Timed>(
  { place, answer, at, rows, oldest }: Page<Row>,
  boundary: number,
  cut: number,
) {
  // Rows of the boundary itself come again, so that none of several that share it is missed. What
  // is newer on a page that is read for the first time is out of order, and must not be lost.
  const open = place.opened ? rows.filter(({ time }) => time <= boundary) : rows;
  const due = open.filter(({ time }) => time >= cut);
  const later = open.filter(({ time }) => time < cut).map(({ time }) => time);
  const { next, total } = answer;
  const { back } = place;
  const known = { ...(total !== undefined && { total }), ...(back !== undefined && { back }) };
  if (later.length > 0) {
    return { due, place: { next: at, from: Math.max(...later), opened: true as const, ...known } };
  }
  const from = Number.isFinite(oldest) ? { from: oldest } : {};
  return { due, place: next === undefined ? undefined : { next, ...from, ...known } };
}

/** The first row of a page that is newer than the one before it. */
function outOfOrder<Row extends Timed>({ place, at, rows }: Page<Row>): readonly Row[] {
  if (place.opened) return [];
  // Rows that come twice where pages are numbered are newer than the last row before; that is fine.
  const start = typeof at === 'number' ? Infinity : (place.from ?? Infinity);
  const found = rows.find(({ time }, index) => time > (rows[index - 1]?.time ?? start));
  return found ? [found.row] : [];
}

function newestFirst(a: number, b: number): number {
  return a === b ? 0 : b - a;
}

export function writePosition(position: Position): string {
  return JSON.stringify(position);
}

/**
 * Reads a cursor that `writePosition` made for the same lists. Rejects anything else with
 * `invalid-request`.
 *
 * @param starts What to ask each list for first.
 */
export function readPosition(
  cursor: string | undefined,
  starts: Readonly<Record<string, string | number>>,
  size: number,
): Position {
  const entries = Object.entries(starts);
  if (cursor === undefined) {
    return { size, places: Object.fromEntries(entries.map(([name, next]) => [name, { next }])) };
  }
  const position = asObject(parseJson(cursor));
  const places = Object.entries(asObject(position['places']));
  const fits = places.every(([name, place]) => {
    const kind = Object.hasOwn(starts, name) ? typeof starts[name] : undefined;
    return (
      isObject(place) && typeof place['next'] === kind && areNumbers(place, 'from', 'total', 'back')
    );
  });
  const known = isWhole(position['size']) && areNumbers(position, 'boundary');
  if (fits && known && places.length > 0) return position as unknown as Position;
  throw providerError('invalid-request', 'This cursor was not made by this provider.');
}

function areNumbers(value: Record<string, unknown>, ...keys: string[]): boolean {
  return keys.every((key) => value[key] === undefined || Number.isFinite(value[key]));
}

function isWhole(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_PAGE_SIZE;
}

/** Rows the API gives at most for one request. */
export const MAX_PAGE_SIZE = 100;
