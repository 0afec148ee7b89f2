/**
 * What is remembered of a reader, per `storage-key`: one record in a version, with a section for each
 * thing. What is stored was written by some version of this library, or by anybody: a section is
 * handed out as it is, and whoever asked for it reads it as far as it can be read.
 */

/**
 * - `query`, in `localStorage`: what was asked for last.
 * - `columns`, in `localStorage`: what was done to the columns.
 * - `place`, in `sessionStorage`: where this tab is in the list.
 */
export type Section = 'query' | 'columns' | 'place';

type Stored = Readonly<Record<string, unknown>>;

/** Turns what one version has stored into what the next one stores. */
export type Migration = (stored: Stored) => Stored;

/**
 * The first turns version 1 into version 2, and so on: to change the stored form, add a line, and
 * never change one. Version 1 is `{ version: 1, query, columns, place }`.
 */
const MIGRATIONS: readonly Migration[] = [];

/** A function, because in some browsers even naming `localStorage` throws. */
export type StorageSource = () => Pick<Storage, 'getItem' | 'setItem'>;

export interface KeptSettings {
  /** `undefined` when there is nothing, also in private mode, and when a later version wrote it. */
  read(section: Section): unknown;
  /**
   * Keeps the other sections as they are now, so that two tabs do not undo each other.
   *
   * @param value JSON; `undefined` forgets the section
   * @returns whether it is stored; not so in private mode, in a full storage, and where a later
   * version has stored something, which is left to it
   */
  write(section: Section, value: unknown): boolean;
}

/** @param key the element's `storage-key`, by which inboxes and organizations are told apart */
export function keptSettings(
  key: string,
  storage: StorageSource = () => localStorage,
  migrations = MIGRATIONS,
): KeptSettings {
  const name = `conversation-inbox.${key}`;
  const version = migrations.length + 1;
  return {
    read(section) {
      try {
        return migrated(parsed(storage().getItem(name)), migrations)?.[section];
      } catch {
        // Private mode, or nothing that a migration can make sense of.
        return undefined;
      }
    },
    write(section, value) {
      try {
        const held = parsed(storage().getItem(name));
        if (versionOf(held) > version) return false;
        const others = attempt(() => migrated(held, migrations));
        storage().setItem(name, JSON.stringify({ ...others, version, [section]: value }));
        return true;
      } catch {
        return false;
      }
    },
  };
}

/** The record in the form of this version; `undefined` when there is none. */
function migrated(stored: Stored | undefined, migrations: readonly Migration[]) {
  const version = versionOf(stored);
  if (!stored || version < 1 || version > migrations.length + 1) return undefined;
  return migrations.slice(version - 1).reduce((record, migrate) => migrate(record), stored);
}

/** 0 for what is no version. */
function versionOf(stored: Stored | undefined): number {
  const version = stored?.['version'];
  return Number.isInteger(version) ? (version as number) : 0;
}

const parsed = (text: string | null): Stored | undefined =>
  attempt(() => {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && !Array.isArray(value)
      ? ((value ?? undefined) as Stored)
      : undefined;
  });

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
