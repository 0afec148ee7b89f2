/**
 * The columns of an inbox as host and reader want them: which there are beside those of every inbox,
 * which of them are shown, in which order, how wide. The rules are in `column-state.ts`, the columns that
 * are added in `added-columns.ts`; this keeps the state.
 */
import type { LitElement } from 'lit';
import type { Conversation } from '../../../model/conversation.js';
import type { Column } from '../columns.js';
import { keptSettings, type KeptSettings } from '../kept-settings.js';
import type { RowSetup } from '../row-setup.js';
import { isButton } from '../row-text.js';
import type { TableViewport } from '../table-viewport.js';
import { AddedColumns, type AddedColumnsOptions } from './added-columns.js';
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
import { metadataKeys, metadataColumn, optionalColumns } from './optional-columns.js';

/** What the host sets of it. */
export interface ColumnsInbox extends LitElement {
  readonly columns: unknown;
  readonly density: string | undefined;
  readonly storageKey: string | undefined;
}

export interface ColumnArrangementOptions extends AddedColumnsOptions {
  readonly element: ColumnsInbox;
  readonly setup: RowSetup;
  readonly viewport: TableViewport;
  /** The cell that has focus may be made anew. */
  readonly holdFocus: () => void;
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

/** Names the row and carries its link. */
const REQUIRED = 'caller';

/** Metadata keys that the panel offers; some systems put a key of its own into each conversation. */
const MOST_KEYS = 50;

type Offers = (column: Pick<Column, 'fields' | 'possible'>) => boolean;

export class ColumnArrangement {
  readonly #options: ColumnArrangementOptions;
  /** Columns that not every inbox has. */
  readonly added: AddedColumns;
  #state: ColumnState = UNTOUCHED;
  #key: string | undefined;
  #kept: KeptSettings | undefined;
  #all: readonly Arranged[] = [];
  #metadata: readonly string[] = [];
  /** The columns that are shown, as wide as they are now. */
  tracks: readonly Column[] = [];

  constructor(options: ColumnArrangementOptions) {
    this.#options = options;
    this.added = new AddedColumns(options);
  }

  /** The columns to show now. Asked for before each rendering. */
  columns(builtIn: readonly Column[], offers: Offers): readonly Column[] {
    const { element, setup, viewport, holdFocus } = this.#options;
    this.#followKey();
    const stale = this.added.follow(element.columns, builtIn);
    this.#followDensity();
    this.#all = this.#offered(builtIn, offers);
    const placed = arrange(this.#all, this.#state);
    holdFocus();
    this.#lay(placed.map(({ column: { column }, width }) => ({ ...column, width })));
    if (stale) viewport.invalidate(setup.grid);
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
    const { setup, viewport } = this.#options;
    const same =
      tracks.length === this.tracks.length &&
      tracks.every(({ id, width }, index) => {
        const before = this.tracks[index]!;
        return id === before.id && width === before.width;
      });
    if (same) return;
    this.tracks = tracks;
    viewport.lay(setup.grid);
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

  /** What the rows have now. */
  get shownDensity(): Density {
    const { density } = this.#options.element;
    return this.#state.density ?? (isDensity(density) ? density : 'comfortable');
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

  /** What the head of a column ends with; later code gives it. */
  handle: (column: Column) => unknown = () => undefined;

  #followKey(): void {
    const { storageKey } = this.#options.element;
    if (storageKey === this.#key) return;
    this.#key = storageKey;
    this.#kept = storageKey ? keptSettings(storageKey) : undefined;
    this.#state = readColumnState(this.#kept?.read('columns'));
  }

  /** Every column that can be shown, in the order it has until the reader moves one. */
  #offered(builtIn: readonly Column[], offers: Offers): readonly Arranged[] {
    const { added } = this;
    const { listed } = added;
    const { order, shown } = this.#state;
    const named = [...(listed ?? []), ...order, ...Object.keys(shown), ...this.#metadata];
    const own = builtIn.map(({ id }) => id);
    const optional = optionalColumns.map(({ id }) => id);
    const extra = [...new Set([...optional, ...named])].filter((id) => !own.includes(id));
    const first = listed?.includes(REQUIRED) === false ? [REQUIRED, ...listed] : (listed ?? []);
    const ids = new Set([...first, ...own, ...extra]);
    return [...ids].flatMap((id) => {
      const column = builtIn.find((one) => one.id === id) ?? added.columnOf(id);
      if (!column || !(added.custom.has(id) || offers(column))) return [];
      return [
        {
          id,
          column,
          width: column.width,
          pinned: column.className?.includes('pinned') === true,
          required: id === REQUIRED,
          shown: listed ? listed.includes(id) : own.includes(id),
          resizable: !isButton(column),
        },
      ];
    });
  }
}
