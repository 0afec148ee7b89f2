/**
 * What every filter means, said once more in SQL that is written by hand, over a database of its own:
 * nothing of the reference API's queries is used, only its generated rows.
 */
import sqlite from 'node-sqlite3-wasm';
import type { JSValue } from 'node-sqlite3-wasm';
import { openStore } from '../../demo/api/db.js';
import type { Row } from '../../demo/api/generate.js';
import { conversationId } from '../../demo/api/ids.js';
import { parseInstant, UNIT, type Precision } from '../../demo/api/time.js';
import type { Query } from '../../src/model/index.js';

/** One filter: what the inbox asks its provider for, and what it means. */
export interface Asked {
  readonly query: Query;
  readonly where: string;
  readonly values: readonly JSValue[];
}

const asked = (query: Query, where: string, ...values: JSValue[]): Asked => ({
  query,
  where,
  values,
});

type Pair = string | number | boolean;

/** A key of the metadata with exactly this value: `123` is not `'123'`. */
function pairIs(key: string, value: Pair): Pick<Asked, 'where' | 'values'> {
  const entry = 'EXISTS (SELECT 1 FROM json_each(custom_metadata) AS pair WHERE pair.key = ?';
  if (typeof value === 'boolean')
    return { where: `${entry} AND pair.type = ?)`, values: [key, String(value)] };
  const type =
    typeof value === 'string' ? `pair.type = 'text'` : `pair.type IN ('integer', 'real')`;
  return { where: `${entry} AND ${type} AND pair.value = ?)`, values: [key, value] };
}

/** A time in microseconds, as the query writes it and as the database compares it. */
export interface Instant {
  readonly text: string;
  readonly micros: number;
}

export const asks = {
  caller: (text: string) => asked({ caller: text }, 'instr(lower(user_id), lower(?)) > 0', text),
  agent: (id: string) => asked({ agentId: id }, 'agent_id = ?', id),
  agentVersion: (id: string) => asked({ agentVersionId: id }, 'agent_version_id = ?', id),
  agentNumber: (text: string) =>
    asked({ agentAddress: text }, 'instr(lower(agent_number), lower(?)) > 0', text),
  direction: (direction: 'inbound' | 'outbound') =>
    asked({ direction }, 'direction = ?', direction),
  status: (status: string) => asked({ status: [status] }, 'status = ?', status),
  channel: (channel: 'phone' | 'web' | 'email' | 'text') =>
    asked(
      { channel: [channel] },
      'channel = ?',
      { phone: 'telephone', web: 'webrtc', email: 'email', text: 'text' }[channel],
    ),
  campaign: (campaign: string) => ({
    query: { campaign },
    ...pairIs('anyreach_campaign', campaign),
  }),
  durationMin: (seconds: number) => asked({ durationMin: seconds }, 'duration >= ?', seconds),
  durationMax: (seconds: number) => asked({ durationMax: seconds }, 'duration <= ?', seconds),
  userTurnsMin: (turns: number) => asked({ userTurnsMin: turns }, 'user_turn_count >= ?', turns),
  userTurnsMax: (turns: number) => asked({ userTurnsMax: turns }, 'user_turn_count <= ?', turns),
  createdAfter: ({ text, micros }: Instant) =>
    asked({ createdAfter: text }, 'created_at >= ?', micros),
  createdBefore: ({ text, micros }: Instant) =>
    asked({ createdBefore: text }, 'created_at <= ?', micros),
  updatedAfter: ({ text, micros }: Instant) =>
    asked({ updatedAfter: text }, 'updated_at >= ?', micros),
  updatedBefore: ({ text, micros }: Instant) =>
    asked({ updatedBefore: text }, 'updated_at <= ?', micros),
  webWidget: (id: string) => asked({ webWidgetId: id }, 'web_widget_id = ?', id),
  metadata: (pairs: Readonly<Record<string, Pair>>): Asked => {
    const parts = Object.entries(pairs).map(([key, value]) => pairIs(key, value));
    return {
      query: { metadata: pairs },
      where: parts.map(({ where }) => where).join(' AND '),
      values: parts.flatMap(({ values }) => values),
    };
  },
};

export interface OracleOptions {
  readonly rows: number;
  readonly seed: number;
  readonly now: string;
  readonly timestamps?: Precision;
}

export interface Oracle {
  /** All rows, newest first, those that no inbox shows included. */
  readonly rows: readonly Row[];
  /** The ids of what these filters leave of the rows that an inbox shows, newest first. */
  ids(filters: readonly Asked[]): string[];
  /** Adds what the reference API adds when it is told to insert as many; answers their ids. */
  insertAtTop(count: number): string[];
  close(): void;
}

/** The rows that a reference API started with the same options has. */
export async function openOracle(options: OracleOptions): Promise<Oracle> {
  const { seed, timestamps = 'microseconds' } = options;
  const now = parseInstant(options.now)!;
  const source = await openStore({ seed, rows: options.rows, now, unit: UNIT[timestamps] });
  const db = new sqlite.Database();
  db.exec(`CREATE TABLE seen (
    id TEXT, seq INTEGER, created_at INTEGER, updated_at INTEGER, direction TEXT, channel TEXT,
    status TEXT, user_id TEXT, agent_id TEXT, agent_version_id TEXT, agent_number TEXT,
    web_widget_id TEXT, duration INTEGER, user_turn_count INTEGER, custom_metadata TEXT)`);
  const rows: Row[] = [];
  const add = (seqs: readonly number[]): string[] =>
    seqs.map((seq) => {
      const row = source.get(seq)!;
      const id = conversationId(seed, seq);
      const names = ['id', ...Object.keys(row)];
      db.run(`INSERT INTO seen (${names.join()}) VALUES (${names.map(() => '?').join()})`, [
        id,
        ...Object.values(row),
      ] as JSValue[]);
      rows.unshift(row);
      return id;
    });
  db.exec('BEGIN');
  add(Array.from({ length: source.count() }, (_, seq) => seq));
  db.exec('COMMIT');
  return {
    rows,
    ids(filters) {
      const where = ["status <> 'token_created'", ...filters.map((one) => `(${one.where})`)];
      const sql = `SELECT id FROM seen WHERE ${where.join(' AND ')} ORDER BY created_at DESC, seq DESC`;
      return db
        .all(
          sql,
          filters.flatMap(({ values }) => values),
        )
        .map(({ id }) => String(id));
    },
    insertAtTop: (count) => add(source.insertAtTop(count).reverse()).reverse(),
    close() {
      db.close();
      source.close();
    },
  };
}
