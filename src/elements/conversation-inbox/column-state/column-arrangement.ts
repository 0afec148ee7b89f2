/**
 * The columns of an inbox as host and reader want them: which there are beside those of every inbox,
 * which of them are shown, in which order, how wide. The rules are in `column-state.ts`; this keeps the
 * state, and makes columns of what host and reader name.
 */
import type { LitElement } from 'lit';
import { columnWords as words } from '../../../locales/en/columns.js';
import type { Conversation } from '../../../model/conversation.js';
import type { Column, textColumn } from '../columns.js';
import { keptSettings, type KeptSettings } from '../kept-settings.js';
import type { Lit } from '../overlays.js';
import type { RowSetup } from '../row-setup.js';
import type { TableViewport } from '../table-viewport.js';
import {
  arrange,
  isDensity,
  isShown,
  ordered,
  readColumnState,
  UNTOUCHED,
  type ArrangedColumn,
  type ColumnState,
  type Density,
} from './column-state.js';
import { CustomCells, readColumn, type InboxColumn } from './custom-columns.js';
import {
  metadataKeys,
  metadataColumn,
  optionalColumn,
  optionalColumns,
} from './optional-columns.js';

/** What the host sets of it. */
export interface Inbox extends LitElement {
  readonly columns: unknown;
  readonly density: string | undefined;
  readonly storageKey?: string | undefined;
}

export interface ColumnArrangementOptions {
  readonly element: Inbox;
  readonly setup: RowSetup;
  readonly viewport: TableViewport;
  /** The cell that has focus may be made anew. */
  readonly holdFocus: () => void;
  readonly lit: Lit;
  readonly oneLine: (text: string) => string;
  readonly textColumn: typeof textColumn;
}

/** A column that can be shown, and what the reader may do to it. */
export interface Arranged extends ArrangedColumn {
  readonly column: Column;
}

/** As the panel shows it. */
export interface ColumnChoice {
  readonly id: string;
  readonly head: string;
  readonly shown: boolean;
  readonly required: boolean;
  readonly pinned: boolean;
}

const PINNED = ['copy', 'play', 'agent'];
const BUTTONS = ['copy', 'play'];
/** Names the row and carries its link. */
const REQUIRED = 'caller';

/** Right-aligned, like durations. */
const NUMBERS = ['turns', 'messages', 'cost'];

const TRACKS: Readonly<Record<string, string>> = {
  turns: '5.6em',
  messages: '7.4em',
  cost: '6.9em',
  updated: '11.5em',
};
const ANY_TRACK = 'minmax(8.6em, 5fr)';

/** Metadata keys that the panel offers; some systems put a key of its own into each conversation. */
const MOST_KEYS = 50;

type Offers = (column: Pick<Column, 'fields' | 'possible'>) => boolean;

export class ColumnArrangement {
  readonly #options: ColumnArrangementOptions;
  readonly #cells: CustomCells;
  /** Columns that were made, by id: rows of the same columns keep their DOM. */
  readonly #made = new Map<string, Column>();
  /** The host's columns, by id; another map for every change. */
  custom: ReadonlyMap<string, InboxColumn> = new Map();
  /** Ids in the host's order; absent: the inbox's own. */
  #listed: readonly string[] | undefined;
  #host: unknown;
  #state: ColumnState = UNTOUCHED;
  #key: string | undefined;
  #kept: KeptSettings | undefined;
  #all: readonly Arranged[] = [];
  #metadata: readonly string[] = [];
  /** The host's cells changed, though its columns are called as before. */
  #stale = false;
  /** How wide the columns are that are shown. */
  tracks: readonly Pick<Column, 'id' | 'width'>[] = [];

  constructor(options: ColumnArrangementOptions) {
    this.#options = options;
    const { lit, oneLine, setup } = options;
    this.#cells = new CustomCells({ lit, oneLine, warn: setup.warn });
  }

  /** The columns to show now. Asked for before each rendering. */
  columns(builtIn: readonly Column[], offers: Offers): readonly Column[] {
    this.#followKey();
    this.#followHost(builtIn);
    this.#followDensity();
    this.#all = this.#offered(builtIn, offers);
    const placed = arrange(this.#all, this.#state);
    this.#lay(placed.map(({ column: { id }, width }) => ({ id, width })));
    return placed.map(({ column }) => column.column);
  }

  /** The frame says what counts; the host's alone is on the inbox itself, where it needs no code. */
  #followDensity(): void {
    const { element, setup } = this.#options;
    const { density } = element;
    const frame = element.renderRoot.querySelector<HTMLElement>('.frame');
    if (frame) frame.dataset['density'] = this.shownDensity;
    if (density && !isDensity(density))
      setup.warn(`density must be comfortable or compact, not "${density}".`);
  }

  #lay(tracks: ColumnArrangement['tracks']): void {
    const { setup, viewport, holdFocus } = this.#options;
    const same =
      tracks.length === this.tracks.length &&
      tracks.every(({ id, width }, index) => {
        const before = this.tracks[index]!;
        return id === before.id && width === before.width;
      });
    holdFocus();
    if (!same) {
      this.tracks = tracks;
      viewport.lay(setup.grid);
    }
    if (this.#stale) viewport.invalidate(setup.grid);
    this.#stale = false;
  }

  get state(): ColumnState {
    return this.#state;
  }

  /** Everything that can be shown, in the reader's order. */
  get all(): readonly Arranged[] {
    return ordered(this.#all, this.#state);
  }

  get choices(): readonly ColumnChoice[] {
    return this.all.map((one) => ({
      id: one.id,
      head: this.#options.setup.headOf(one.column),
      shown: isShown(one, this.#state),
      required: one.required === true,
      pinned: one.pinned === true,
    }));
  }

  /** The reader's; the host's when absent. */
  get density(): Density | undefined {
    return this.#state.density;
  }

  /** What the rows have now. */
  get shownDensity(): Density {
    const { density } = this.#options.element;
    return this.density ?? (isDensity(density) ? density : 'comfortable');
  }

  /** The reader did something to the columns. */
  change(change: (state: ColumnState, all: readonly Arranged[]) => ColumnState): void {
    this.preview(change);
    this.#kept?.write('columns', this.#state === UNTOUCHED ? undefined : this.#state);
  }

  /** As `change`, for something that is still under way. */
  preview(change: (state: ColumnState, all: readonly Arranged[]) => ColumnState): void {
    this.#state = change(this.#state, this.#all);
    this.#options.element.requestUpdate();
  }

  /** Metadata of these conversations can be chosen from now on. */
  offerMetadataOf(conversations: Iterable<Conversation>): void {
    this.#metadata = metadataKeys(conversations)
      .slice(0, MOST_KEYS)
      .map((key) => metadataColumn(key).id);
    this.#options.element.requestUpdate();
  }

  /** Whether a column has another width than that of its button. */
  isResizable(id: string): boolean {
    return !BUTTONS.includes(id);
  }

  /** What the head of a column ends with; later code gives it. */
  handle: (column: Column) => unknown = () => undefined;

  /** Renders the host's cells of a row whose other cells are there. */
  fill(slot: Element, conversation: Conversation): void {
    if (this.custom.size === 0) return;
    for (const [index, { id }] of this.#options.setup.columns.entries()) {
      const column = this.custom.get(id);
      const place = slot.children[index]?.firstElementChild;
      if (column && place) this.#cells.show(place, column, conversation);
    }
  }

  #followKey(): void {
    const { storageKey } = this.#options.element;
    if (storageKey === this.#key) return;
    this.#key = storageKey;
    this.#kept = storageKey ? keptSettings(storageKey) : undefined;
    this.#state = readColumnState(this.#kept?.read('columns'));
  }

  /** What the host wants to show; a new array for every change. */
  #followHost(builtIn: readonly Column[]): void {
    const { element, setup } = this.#options;
    const { warn } = setup;
    const wanted = element.columns;
    if (wanted === this.#host) return;
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
    this.#listed = listed?.length ? [...new Set(listed)] : undefined;
    this.#takeCustom(custom);
  }

  /** A column that is called as before keeps its DOM; its cells are asked for again. */
  #takeCustom(custom: Map<string, InboxColumn>): void {
    for (const [id, before] of this.custom) {
      const now = custom.get(id);
      const same = now?.label === before.label && now.width === before.width;
      if (!same || !now.value !== !before.value) this.#made.delete(id);
    }
    this.#stale ||= custom.size > 0;
    this.custom = custom;
  }

  /** Every column that can be shown, in the order it has until the reader moves one. */
  #offered(builtIn: readonly Column[], offers: Offers): readonly Arranged[] {
    const listed = this.#listed;
    const { order, shown } = this.#state;
    const named = [...(listed ?? []), ...order, ...Object.keys(shown), ...this.#metadata];
    const own = builtIn.map(({ id }) => id);
    const optional = optionalColumns.map(({ id }) => id);
    const extra = [...new Set([...optional, ...named])].filter((id) => !own.includes(id));
    const first = listed?.includes(REQUIRED) === false ? [REQUIRED, ...listed] : (listed ?? []);
    const ids = new Set([...first, ...own, ...extra]);
    return [...ids].flatMap((id) => {
      const column = builtIn.find((one) => one.id === id) ?? this.#columnOf(id);
      if (!column || !(this.custom.has(id) || offers(column))) return [];
      return [
        {
          id,
          column,
          width: column.width,
          pinned: PINNED.includes(id),
          required: id === REQUIRED,
          shown: listed ? listed.includes(id) : own.includes(id),
          resizable: this.isResizable(id),
        },
      ];
    });
  }

  /** A column that not every inbox has; `undefined` when there is none of this id now. */
  #columnOf(id: string): Column | undefined {
    const made = this.#made.get(id);
    if (made) return made;
    const column = this.custom.has(id) ? this.#makeCustom(id) : this.#makeOptional(id);
    if (column) this.#made.set(id, column);
    return column;
  }

  #makeOptional(id: string): Column | undefined {
    const { setup, textColumn } = this.#options;
    const optional = optionalColumn(id);
    if (!optional) return undefined;
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
