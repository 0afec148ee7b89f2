/**
 * The query that is remembered from visit to visit, per `storage-key`. What is stored was written by
 * some version of this library, or by anybody: it is read as far as it can be.
 */
import type { Query } from '../../../model/query.js';
import { fittingQuery } from './fitting-query.js';

/** Turns what one version has stored into what the next one stores. */
export type Migration = (stored: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/**
 * The first turns version 1 into version 2, and so on: to change the stored form, add a line, and
 * never change one. Version 1 is `{ version: 1, query }`.
 */
const MIGRATIONS: readonly Migration[] = [];

/** @returns the text to store */
export const printStored = (query: Query, migrations = MIGRATIONS): string =>
  JSON.stringify({ version: migrations.length + 1, query });

/**
 * The query in a stored text; `undefined` for anything else, and for what a later version has stored.
 * Only types are looked at: whether the provider can do it is `fittingQuery`.
 */
export function parseStored(text: unknown, migrations = MIGRATIONS): Query | undefined {
  try {
    const stored: unknown = JSON.parse(String(text));
    if (!isRecord(stored)) return undefined;
    const version = stored['version'];
    if (!Number.isInteger(version) || (version as number) < 1) return undefined;
    if ((version as number) > migrations.length + 1) return undefined;
    const { query } = migrations
      .slice((version as number) - 1)
      .reduce((record, migrate) => migrate(record), stored);
    return isRecord(query) ? fittingQuery(query).query : undefined;
  } catch {
    // No JSON, or nothing that a migration can make sense of.
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A function, because in some browsers even naming `localStorage` throws. */
export type StorageSource = () => Pick<Storage, 'getItem' | 'setItem'>;

/** @param key the element's `storage-key`, by which inboxes and organizations are told apart */
export function readStored(storage: StorageSource, key: string): Query | undefined {
  try {
    return parseStored(storage().getItem(nameOf(key)));
  } catch {
    // Private mode: there is nothing to remember.
    return undefined;
  }
}

/** @returns whether it is stored; not so in private mode, or when the storage is full */
export function writeStored(storage: StorageSource, key: string, query: Query): boolean {
  try {
    storage().setItem(nameOf(key), printStored(query));
    return true;
  } catch {
    return false;
  }
}

const nameOf = (key: string): string => `conversation-inbox.query.${key}`;
