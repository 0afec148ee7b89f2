/**
 * Columns that not every inbox has: optional ones by their id, and the host's own. What the host gives is
 * checked here; a column that was made lives on while it is called as before.
 */
import { columnWords as words } from '../../../locales/en/columns.js';
import type { Conversation } from '../../../model/conversation.js';
import type { Column, textColumn } from '../columns.js';
import type { Lit } from '../overlays.js';
import type { RowSetup } from '../row-setup.js';
import { CustomCells, readColumn, type InboxColumn } from './custom-columns.js';
import { optionalColumn } from './optional-columns.js';

export interface AddedColumnsOptions {
  readonly setup: RowSetup;
  readonly lit: Lit;
  /** What a cell shows of a text. */
  readonly oneLine: (text: string) => string;
  readonly textColumn: typeof textColumn;
}

/** Right-aligned, like durations. */
const NUMBERS = ['turns', 'messages', 'cost'];

const TRACKS: Readonly<Record<string, string>> = {
  turns: '5.6em',
  messages: '7.4em',
  cost: '6.9em',
  consent: '13em',
  updated: '11.5em',
};
const ANY_TRACK = 'minmax(8.6em, 5fr)';

export class AddedColumns {
  readonly #options: AddedColumnsOptions;
  readonly #cells: CustomCells;
  /** Columns that were made, by id: rows of the same columns keep their DOM. */
  readonly #made = new Map<string, Column>();
  #host: unknown;
  /** The host's columns, by id; another map for every change. */
  custom: ReadonlyMap<string, InboxColumn> = new Map();
  /** Ids in the host's order; absent: the inbox's own. */
  listed: readonly string[] | undefined;

  constructor(options: AddedColumnsOptions) {
    const { lit, oneLine, setup } = options;
    this.#options = options;
    this.#cells = new CustomCells({ lit, oneLine, warn: setup.warn });
  }

  /**
   * Takes over what the host wants to show; a new array for every change.
   *
   * @returns whether the host's cells say something else now
   */
  follow(wanted: unknown, builtIn: readonly Column[]): boolean {
    const { warn } = this.#options.setup;
    if (wanted === this.#host) return false;
    this.#host = wanted;
    const custom = new Map<string, InboxColumn>();
    const listed = listOf(wanted)?.flatMap((one) => {
      const column = typeof one === 'string' ? undefined : readColumn(one);
      // A metadata key may be written in two ways.
      const id = typeof one === 'string' ? (optionalColumn(one)?.id ?? one) : column?.id;
      const own = id !== undefined && isOwn(id, builtIn);
      if (id === undefined)
        warn('columns: a column is an id, or an object with id, label and cell().');
      else if (!column && !own) warn(`columns: there is no column "${id.slice(0, 100)}".`);
      else if (column && own) warn(`columns: "${id}" is a column of the inbox; choose another id.`);
      if (column && !own) custom.set(column.id, column);
      return id !== undefined && (own || column) ? [id] : [];
    });
    if (wanted != null && !listed) warn('columns must be ids, or an array of ids and columns.');
    // A list of nothing, or of nothing but mistakes, is no wish to see nothing.
    this.listed = listed?.length ? [...new Set(listed)] : undefined;
    this.#takeCustom(custom);
    return custom.size > 0;
  }

  /** A column that is called as before keeps its DOM; its cells are asked for again. */
  #takeCustom(custom: Map<string, InboxColumn>): void {
    for (const [id, before] of this.custom) {
      const now = custom.get(id);
      const same = now?.label === before.label && now.width === before.width;
      if (!same || !now.value !== !before.value) this.#made.delete(id);
    }
    this.custom = custom;
  }

  /** Renders the host's cells of a row whose other cells are there. */
  fill(slot: Element, conversation: Conversation): void {
    if (this.custom.size === 0) return;
    for (const [index, { id }] of this.#options.setup.columns.entries()) {
      const column = this.custom.get(id);
      const place = slot.children[index]?.firstElementChild;
      if (column && place) this.#cells.show(place, column, conversation);
    }
  }

  /** A column that not every inbox has; `undefined` when there is none of this id now. */
  columnOf(id: string): Column | undefined {
    const made = this.#made.get(id);
    if (made) return made;
    const column = this.custom.has(id) ? this.#makeCustom(id) : this.#makeOptional(id);
    if (column) this.#made.set(id, column);
    return column;
  }

  #makeOptional(id: string): Column | undefined {
    const { setup, textColumn } = this.#options;
    const optional = optionalColumn(id);
    // Only an id as we write it: the others come from the storage, and stand in markup.
    if (optional?.id !== id) return undefined;
    const { label, fields, text, value } = optional;
    const className = NUMBERS.includes(id) ? 'number end' : 'muted';
    const textOf = (conversation: Conversation) => {
      const { dates } = setup.views;
      return text(conversation, { dates, locale: dates.locale });
    };
    const track = Object.hasOwn(TRACKS, id) ? TRACKS[id]! : ANY_TRACK;
    return {
      ...textColumn(id, track, 'id', (view) => textOf(view.conversation), className),
      ...{ fields, value, head: label(words) },
    };
  }

  #makeCustom(id: string): Column {
    const { html } = this.#options.lit;
    const { label, width = ANY_TRACK, value } = this.custom.get(id)!;
    // Asked of what the host wants now: the column itself lives on.
    const custom = () => this.custom.get(id);
    return {
      ...{ id, width, head: label, fields: [] },
      content: () => html`<bdi class="custom"></bdi>`,
      text: ({ conversation }) => {
        const column = custom();
        return column ? this.#cells.text(column, conversation) : '';
      },
      ...(value && { value: (conversation) => custom()?.value?.(conversation) }),
    };
  }
}

const isOwn = (id: string, builtIn: readonly Column[]): boolean =>
  builtIn.some((column) => column.id === id) || optionalColumn(id) !== undefined;

/** `undefined` for what is no list. */
function listOf(wanted: unknown): readonly unknown[] | undefined {
  if (typeof wanted === 'string') return wanted.split(/\s+/).filter(Boolean);
  return Array.isArray(wanted) ? wanted : undefined;
}
