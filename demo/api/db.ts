/** The database of one process: conversations in an embedded SQLite, newest last. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import sqlite from 'node-sqlite3-wasm';
import type { Database as SqliteDatabase, JSValue, Statement } from 'node-sqlite3-wasm';
import { generateRow, type Row } from './generate.js';
import {
  contains,
  entriesOf,
  listSql,
  type Filters,
  type ListWindow,
  type TimeBounds,
} from './sql.js';
import { between, randomFrom } from './random.js';
import { openThreads, type Threads } from './threads.js';
import { creationTimes, laterTimes, type DataSet } from './timeline.js';

/** Up to here the rows stay in memory; more go to a file. */
const IN_MEMORY_ROWS = 100_000;
/** Rows inserted before the event loop gets a turn: about 20 ms. */
const BATCH = 1_000;

const SCHEMA = `
  PRAGMA journal_mode = OFF;
  PRAGMA synchronous = OFF;
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA temp_store = MEMORY;
  PRAGMA cache_size = -65536;
  CREATE TABLE conversation (
    seq INTEGER PRIMARY KEY,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    direction TEXT NOT NULL,
    channel TEXT NOT NULL,
    status TEXT NOT NULL,
    user_id TEXT NOT NULL,
    agent_id TEXT NOT NULL,
    agent_version_id TEXT NOT NULL,
    agent_number TEXT,
    web_widget_id TEXT,
    duration INTEGER,
    user_turn_count INTEGER,
    custom_metadata TEXT
  );
  -- Every index ends with seq, which ascends with created_at: one value of an indexed column is
  -- read newest first without sorting.
  CREATE INDEX by_created_at ON conversation (created_at);
  CREATE INDEX by_direction ON conversation (direction);
  CREATE INDEX by_channel ON conversation (channel);
  CREATE INDEX by_status ON conversation (status);
  CREATE INDEX by_agent ON conversation (agent_id);
  CREATE INDEX by_agent_version ON conversation (agent_version_id);
  CREATE INDEX by_web_widget ON conversation (web_widget_id) WHERE web_widget_id IS NOT NULL;
  CREATE TABLE metadata_entry (
    entry TEXT NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (entry, seq)
  ) WITHOUT ROWID;
`;

export interface Store {
  readonly set: DataSet;
  /** The text messages in it, made when they are asked for first. */
  threads(): Promise<Threads>;
  /** A page, newest first. */
  list(filters: Filters, window: ListWindow): Row[];
  get(seq: number): Row | undefined;
  /** Row numbers of all conversations the vendor's inbox would show, newest first. */
  visible(): number[];
  /** Adds conversations newer than all others and answers their row numbers, newest first. */
  insertAtTop(count: number): number[];
  /** Deletes conversations anywhere in the list, never the newest, and answers their row numbers. */
  remove(count: number): number[];
  count(): number;
  /** Rows of a vendor's own statement; the values are bound, never part of its text. */
  query(sql: string, values: readonly JSValue[]): Record<string, JSValue>[];
  /** The steps SQLite takes for a page; for tests of the indexes. */
  explain(filters: Filters, window: ListWindow): string[];
  close(): void;
}

/**
 * Opens a database of its own and fills it in batches, so that timers and requests get their turn.
 *
 * @param onProgress called after each batch with the rows done and the rows to do.
 */
export async function openStore(
  set: DataSet,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<Store> {
  const { db, remove } = openDatabase(set.rows);
  db.function('contains', (json, wanted) => (contains(String(json), String(wanted)) ? 1 : 0), {
    deterministic: true,
  });
  await breathe();
  const writer = createWriter(db);
  const times = await creationTimes(set);
  for (let done = 0; done < set.rows; ) {
    const end = Math.min(set.rows, done + BATCH);
    writer.write(rowsBetween(set, times, done, end));
    done = end;
    onProgress(done, set.rows);
    await breathe();
  }
  await analyze(db);
  return createStore(set, db, writer, remove);
}

/** A sample of each index, which is enough for SQLite to prefer the rarer of two filters. */
async function analyze(db: SqliteDatabase): Promise<void> {
  db.exec('PRAGMA analysis_limit = 400');
  for (const { name } of db.all("SELECT name FROM sqlite_schema WHERE type = 'index'")) {
    db.exec(`ANALYZE "${String(name)}"`);
    await breathe();
  }
}

function rowsBetween(set: DataSet, times: Float64Array, from: number, to: number): Row[] {
  const rows: Row[] = [];
  for (let seq = from; seq < to; seq++) {
    const at = times[seq] as number;
    const tied = times[seq - 1] === at || times[seq + 1] === at;
    rows.push(generateRow(set, seq, at, tied));
  }
  return rows;
}

function openDatabase(rows: number): { db: SqliteDatabase; remove: () => void } {
  if (rows <= IN_MEMORY_ROWS) {
    const db = new sqlite.Database();
    db.exec(SCHEMA);
    return { db, remove: () => {} };
  }
  const folder = mkdtempSync(join(tmpdir(), 'conversation-inbox-'));
  const db = new sqlite.Database(join(folder, 'conversations.db'));
  db.exec(SCHEMA);
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    // Where the system allows it, an open file loses its name now and its space when the process
    // ends, however it ends.
    remove();
    return { db, remove: () => {} };
  } catch {
    process.once('exit', remove);
    return { db, remove };
  }
}

interface Writer {
  write(rows: readonly Row[]): void;
  /** The longest time, in microseconds, by which a row was updated after it was created. */
  longestLag(): number;
  finalize(): void;
}

function createWriter(db: SqliteDatabase): Writer {
  const row: Statement = db.prepare(
    'INSERT INTO conversation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const entry: Statement = db.prepare('INSERT INTO metadata_entry VALUES (?, ?)');
  let lag = 0;
  return {
    write(rows) {
      db.exec('BEGIN');
      for (const one of rows) {
        lag = Math.max(lag, one.updated_at - one.created_at);
        row.run(Object.values(one) as JSValue[]);
        for (const text of entriesOf(one.custom_metadata)) entry.run([text, one.seq]);
      }
      db.exec('COMMIT');
    },
    longestLag: () => lag,
    finalize() {
      row.finalize();
      entry.finalize();
    },
  };
}

/** Row numbers by time, read from the index; both are `undefined` when no row is that young or old. */
function timeBounds(db: SqliteDatabase, writer: Writer): TimeBounds {
  const first = (condition: string, at: number): number | undefined =>
    db.get(`SELECT seq FROM conversation WHERE created_at ${condition}`, at)?.['seq'] as
      | number
      | undefined;
  return {
    atOrAfter: (at) => first('>= ? ORDER BY created_at, seq LIMIT 1', at),
    atOrBefore: (at) => first('<= ? ORDER BY created_at DESC, seq DESC LIMIT 1', at),
    longestLag: () => writer.longestLag(),
  };
}

function createStore(set: DataSet, db: SqliteDatabase, writer: Writer, remove: () => void): Store {
  const get = (seq: number): Row | undefined =>
    (db.get('SELECT * FROM conversation WHERE seq = ?', seq) as Row | null) ?? undefined;
  const bounds = timeBounds(db, writer);
  let next = set.rows;
  let removed = 0;
  let threads: Promise<Threads> | undefined;
  return {
    set,
    threads: () => (threads ??= openThreads(db, set)),
    get,
    list(filters, window) {
      const { sql, values } = listSql(filters, window, bounds);
      return db.all(sql, values) as Row[];
    },
    visible: () =>
      db
        .all("SELECT seq FROM conversation WHERE status <> 'token_created' ORDER BY seq DESC")
        .map((row) => row['seq'] as number),
    insertAtTop(count) {
      const newest = next > 0 ? (get(next - 1) as Row).created_at : set.now;
      const rows = laterTimes(set, newest, next, count).map((at, index) =>
        generateRow(set, next + index, at, false),
      );
      writer.write(rows);
      next += count;
      return rows.map((row) => row.seq).reverse();
    },
    remove(count) {
      const random = randomFrom(set.seed, next, removed);
      const nearest = `DELETE FROM conversation WHERE seq = (
        SELECT seq FROM conversation WHERE seq < (SELECT max(seq) FROM conversation)
        ORDER BY abs(seq - ?) LIMIT 1) RETURNING seq`;
      const seqs = Array.from({ length: count }, () => db.all(nearest, between(random, 0, next)))
        .flat()
        .map((row) => row['seq'] as number);
      for (const seq of seqs) db.run('DELETE FROM metadata_entry WHERE seq = ?', seq);
      removed += seqs.length;
      return seqs;
    },
    count: () => next - removed,
    query: (sql, values) => db.all(sql, [...values]) as Record<string, JSValue>[],
    explain(filters, window) {
      const { sql, values } = listSql(filters, window, bounds);
      return db.all(`EXPLAIN QUERY PLAN ${sql}`, values).map((step) => String(step['detail']));
    },
    close() {
      writer.finalize();
      db.close();
      remove();
    },
  };
}
