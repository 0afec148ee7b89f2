/**
 * Text messages in the same database: one thread per contact and number of ours, made from the
 * conversations of the channel `text` when somebody asks for the first time.
 */
import { setImmediate as breathe } from 'node:timers/promises';
import type { Database as SqliteDatabase, JSValue } from 'node-sqlite3-wasm';
import { transcriptOf } from './generate-transcript.js';
import type { Row } from './generate.js';
import { between, hash, pick, randomFrom } from './random.js';
import type { DataSet } from './timeline.js';

/** Times in microseconds. */
export type Thread = {
  readonly key: number;
  readonly number: string;
  readonly contact: string;
  readonly last_at: number;
  readonly message_count: number;
  /** `null`: nobody asked. */
  readonly opted_in: 0 | 1 | null;
  readonly opted_in_at: number | null;
};

export type Message = {
  readonly thread: number;
  /** From 0, oldest first. */
  readonly place: number;
  readonly at: number;
  readonly direction: 'inbound' | 'outbound';
  readonly body: string;
  readonly media: string | null;
};

export interface ThreadFilters {
  readonly number?: string;
  readonly contact?: string;
  readonly since?: number;
  readonly optedIn?: boolean;
}

export interface Threads {
  /** A page, the newest message first, below a place in that order. */
  list(filters: ThreadFilters, limit: number, below?: readonly [at: number, key: number]): Thread[];
  find(number: string, contact: string): Thread | undefined;
  messages(key: number, from: number, limit: number): Message[];
  last(thread: Thread): Message;
  numbers(): string[];
  all(): Thread[];
  /** A message each in that many threads, anywhere in the list, which so move to its top. */
  move(count: number): Thread[];
  /** That many new threads. */
  begin(count: number): Thread[];
}

const SCHEMA = `
  CREATE TABLE thread (
    key INTEGER PRIMARY KEY,
    number TEXT NOT NULL,
    contact TEXT NOT NULL,
    last_at INTEGER NOT NULL,
    message_count INTEGER NOT NULL,
    opted_in INTEGER,
    opted_in_at INTEGER,
    UNIQUE (contact, number)
  );
  CREATE INDEX by_last_at ON thread (last_at);
  CREATE TABLE message (
    thread INTEGER NOT NULL,
    place INTEGER NOT NULL,
    at INTEGER NOT NULL,
    direction TEXT NOT NULL,
    body TEXT NOT NULL,
    media TEXT,
    PRIMARY KEY (thread, place)
  ) WITHOUT ROWID;
`;

/** The newest conversations are enough, however many there are. */
const MOST_CONVERSATIONS = 20_000;
/** Threads written before the event loop gets a turn. */
const BATCH = 100;

type Draft = Omit<Message, 'thread' | 'place'>;

export async function openThreads(db: SqliteDatabase, set: DataSet): Promise<Threads> {
  db.exec(SCHEMA);
  const writer = createWriter(db, set);
  const groups = [...groupsOf(db).entries()].reverse();
  for (const [index, [pair, rows]] of groups.entries()) {
    if (index % BATCH === 0) await breathe();
    const all = rows.flatMap((row) => draftsOf(set, row)).sort((a, b) => a.at - b.at);
    // Our side answers last in all of them, and in life it does not.
    const drafts = all.length > 1 && hash(set.seed, index, 0x61) % 5 < 2 ? all.slice(0, -1) : all;
    if (drafts.length > 0) writer.begin(JSON.parse(pair) as [string, string], drafts);
  }
  return createThreads(db, set, writer);
}

/** Conversations by number and contact. */
function groupsOf(db: SqliteDatabase): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  const rows = db.all(
    `SELECT * FROM conversation WHERE channel = 'text' ORDER BY seq DESC LIMIT ${MOST_CONVERSATIONS}`,
  ) as Row[];
  for (const row of rows) {
    if (!row.agent_number) continue;
    const pair = JSON.stringify([row.agent_number, row.user_id.replaceAll(' ', '')]);
    groups.set(pair, [...(groups.get(pair) ?? []), row]);
  }
  return groups;
}

function draftsOf(set: DataSet, row: Row): Draft[] {
  const items = transcriptOf(set, row)?.items.filter(({ type }) => type === 'message') ?? [];
  return items.flatMap((item, index) => {
    const at = Math.round(Number(item['created_at']) * 1000) * 1000;
    if (at > set.now) return [];
    const isTheirs = item['role'] === 'user';
    const draw = hash(set.seed, row.seq, index, 0x5e);
    return {
      at,
      direction: isTheirs ? 'inbound' : 'outbound',
      // Some people type the very word that retention leaves.
      body: isTheirs && draw % 40 === 0 ? '[redacted]' : String((item['content'] as unknown[])[0]),
      media: draw % 12 === 1 ? `https://files.example.com/media/${row.seq}-${index}.jpg` : null,
    };
  });
}

interface Writer {
  begin(pair: readonly [number: string, contact: string], drafts: readonly Draft[]): number;
  add(thread: Thread, draft: Draft): void;
}

function createWriter(db: SqliteDatabase, set: DataSet): Writer {
  let next = 1;
  const insert = (key: number, place: number, { at, direction, body, media }: Draft): void => {
    db.run('INSERT INTO message VALUES (?, ?, ?, ?, ?, ?)', [
      ...[key, place, at, direction, body, media],
    ] as JSValue[]);
  };
  return {
    begin([number, contact], drafts) {
      const key = next++;
      const [first, last] = [drafts[0] as Draft, drafts.at(-1) as Draft];
      const consent = hash(set.seed, key, 0x5f) % 3;
      const values = [key, number, contact, last.at, drafts.length];
      const consented = consent === 0 ? [null, null] : consent === 1 ? [1, first.at] : [0, null];
      db.exec('BEGIN');
      db.run('INSERT INTO thread VALUES (?, ?, ?, ?, ?, ?, ?)', [...values, ...consented]);
      drafts.forEach((draft, place) => insert(key, place, draft));
      db.exec('COMMIT');
      return key;
    },
    add(thread, draft) {
      insert(thread.key, thread.message_count, draft);
      db.run('UPDATE thread SET last_at = ?, message_count = message_count + 1 WHERE key = ?', [
        ...[draft.at, thread.key],
      ]);
    },
  };
}

function createThreads(db: SqliteDatabase, set: DataSet, writer: Writer): Threads {
  const random = randomFrom(set.seed, 0x60);
  const all = (): Thread[] =>
    db.all('SELECT * FROM thread ORDER BY last_at DESC, key DESC') as Thread[];
  const get = (key: number): Thread =>
    db.get('SELECT * FROM thread WHERE key = ?', key) as unknown as Thread;
  const numbers = (): string[] =>
    db
      .all('SELECT DISTINCT number FROM thread ORDER BY number')
      .map((row) => String(row['number']));
  const later = (): Draft => {
    const newest = db.get('SELECT max(last_at) AS at FROM thread')?.['at'] as number | null;
    const at = Math.max(newest ?? 0, set.now) + between(random, 1, 30) * 1_000_000;
    return { at, direction: 'inbound', body: 'One more thing.', media: null };
  };
  return {
    list(filters, limit, below) {
      const { conditions, values } = where(filters, below);
      const sql = `SELECT * FROM thread WHERE ${conditions} ORDER BY last_at DESC, key DESC LIMIT ?`;
      return db.all(sql, [...values, limit]) as Thread[];
    },
    find: (number, contact) =>
      (db.get('SELECT * FROM thread WHERE contact = ? AND number = ?', [contact, number]) ??
        undefined) as Thread | undefined,
    messages: (key, from, limit) =>
      db.all('SELECT * FROM message WHERE thread = ? AND place >= ? ORDER BY place LIMIT ?', [
        ...[key, from, limit],
      ]) as Message[],
    last: ({ key, message_count: count }) =>
      db.get('SELECT * FROM message WHERE thread = ? AND place = ?', [key, count - 1]) as Message,
    numbers,
    all,
    move(count) {
      const threads = all();
      return Array.from({ length: threads.length > 0 ? count : 0 }, () => {
        const { key } = pick(random, threads);
        writer.add(get(key), later());
        return get(key);
      });
    },
    begin(count) {
      const own = numbers();
      return Array.from({ length: own.length > 0 ? count : 0 }, (_, index) => {
        const contact = `+44207946${String(all().length + index).padStart(6, '0')}`;
        return get(writer.begin([pick(random, own), contact], [later()]));
      });
    },
  };
}

function where(
  { number, contact, since, optedIn }: ThreadFilters,
  below: readonly [number, number] | undefined,
): { readonly conditions: string; readonly values: JSValue[] } {
  const stated: (readonly [string, ...JSValue[]])[] = [['1']];
  if (number !== undefined) stated.push(['number = ?', number]);
  if (contact !== undefined) stated.push(['contact = ?', contact]);
  if (since !== undefined) stated.push(['last_at >= ?', since]);
  // Whom nobody asked has not opted in, nor out.
  if (optedIn !== undefined) stated.push(['opted_in = ?', Number(optedIn)]);
  if (below) stated.push(['(last_at, key) < (?, ?)', ...below]);
  return {
    conditions: stated.map(([condition]) => condition).join(' AND '),
    values: stated.flatMap(([, ...values]) => values),
  };
}
