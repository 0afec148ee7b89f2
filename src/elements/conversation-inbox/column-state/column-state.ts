/**
 * What a reader did to the columns, as small plain JSON, and what comes of it. Only acts are kept,
 * keyed by column id: a column nobody touched follows its default, also one that a later version or
 * another provider brings. Ids that are not offered now are kept, and count again once they are.
 */

const DENSITIES = ['comfortable', 'compact'] as const;

/** How much room a row takes. */
export type Density = (typeof DENSITIES)[number];

export const isDensity = (value: unknown): value is Density =>
  DENSITIES.some((one) => one === value);

/** Safe to store; `readColumnState` takes it back. */
export interface ColumnState {
  readonly version: 1;
  /** Ids in the reader's order, hidden ones included; empty until a column is moved. */
  readonly order: readonly string[];
  /** By id: `true` when the reader showed the column, `false` when they hid it. */
  readonly shown: Readonly<Record<string, boolean>>;
  /** By id, in em of a row's text: a reader who enlarges the text still sees as many letters. */
  readonly widths: Readonly<Record<string, number>>;
  /** The host's when absent. */
  readonly density?: Density;
}

/** What the inbox says of a column that it can show. */
export interface ArrangedColumn {
  readonly id: string;
  /** The grid track it has until the reader resizes it. */
  readonly width: string;
  /** Comes first, in the order of the defaults, and cannot be moved; false when absent. */
  readonly pinned?: boolean;
  /** Names the row, so it cannot be hidden; false when absent. */
  readonly required?: boolean;
  /** Whether it is shown until the reader hides it; true when absent. */
  readonly shown?: boolean;
  /** Whether the reader may resize it; true when absent. */
  readonly resizable?: boolean;
}

/** A visible column and its place; the column is the object that was handed in. */
export interface PlacedColumn<C extends ArrangedColumn> {
  readonly column: C;
  /** A grid track. */
  readonly width: string;
}

/** The state of a reader who did nothing yet; what Reset leads back to. */
export const UNTOUCHED: ColumnState = Object.freeze({
  version: 1,
  order: [],
  shown: {},
  widths: {},
});

/** In em. The narrowest still has room for a letter and for the handle that widens it again. */
export const MIN_WIDTH = 3;
export const MAX_WIDTH = 100;

/** What the reader did to this column; ids come from outside and may be `constructor`. */
const own = <T>(acts: Readonly<Record<string, T>>, id: string): T | undefined =>
  Object.hasOwn(acts, id) ? acts[id] : undefined;

/** The width that the reader gave a column, in em. */
export const widthOf = (state: ColumnState, id: string): number | undefined =>
  own(state.widths, id);

/** Whether a column is shown, by the reader's will or by default. */
export const isShown = (column: ArrangedColumn, state: ColumnState): boolean =>
  column.required || (own(state.shown, column.id) ?? column.shown ?? true);

export const show = (state: ColumnState, id: string): ColumnState => ({
  ...state,
  shown: { ...state.shown, [id]: true },
});

/** Hides a column; `arrange` shows a required one all the same. */
export const hide = (state: ColumnState, id: string): ColumnState => ({
  ...state,
  shown: { ...state.shown, [id]: false },
});

/**
 * Gives a column a width of its own.
 *
 * @param width em, kept from `MIN_WIDTH` to `MAX_WIDTH`; `undefined` gives it its default back.
 */
export function resize(state: ColumnState, id: string, width: number | undefined): ColumnState {
  const others = Object.entries(state.widths).filter(([other]) => other !== id);
  const entry = width === undefined || Number.isNaN(width) ? [] : [[id, inLimits(width)] as const];
  return { ...state, widths: Object.fromEntries([...others, ...entry]) };
}

/** Hundredths of an em are finer than any pixel. */
const inLimits = (width: number): number =>
  Math.round(Math.min(Math.max(width, MIN_WIDTH), MAX_WIDTH) * 100) / 100;

/** @param density `undefined`: the host's again. */
export function setDensity(state: ColumnState, density: Density | undefined): ColumnState {
  const { density: _, ...rest } = state;
  return density ? { ...rest, density } : rest;
}

/** Everything as the host set it. Columns that are not offered now are reset, too. */
export const reset = (): ColumnState => UNTOUCHED;

/** All columns in the reader's order, hidden ones included: what a panel lists. */
export function ordered<C extends ArrangedColumn>(
  columns: readonly C[],
  state: ColumnState,
): readonly C[] {
  const movable = new Map(columns.filter(({ pinned }) => !pinned).map((one) => [one.id, one]));
  const rest = fullOrder(columns, state).flatMap((id) => movable.get(id) ?? []);
  return [...columns.filter(({ pinned }) => pinned), ...rest];
}

/**
 * The reader's order with every column in it: one that is not in it yet stands right behind the
 * column it follows by default, and ids that are not offered now stay where they are.
 */
function fullOrder(columns: readonly ArrangedColumn[], { order }: ColumnState): readonly string[] {
  const ids = [...order];
  let before = -1;
  for (const { id } of columns.filter(({ pinned }) => !pinned)) {
    if (!ids.includes(id)) ids.splice(before + 1, 0, id);
    before = ids.indexOf(id);
  }
  return ids;
}

/**
 * Moves a column to the place of another one, which makes room: dropped on a header, or a step up or
 * down in a list. A pinned column stays where it is, and nothing comes before one.
 *
 * @param to Place in `ordered(columns, state)`, from 0; the nearest possible one when out of range.
 */
export function move(
  state: ColumnState,
  columns: readonly ArrangedColumn[],
  id: string,
  to: number,
): ColumnState {
  const before = ordered(columns, state);
  const from = before.findIndex((column) => column.id === id);
  const first = before.filter(({ pinned }) => pinned).length;
  const place = Math.min(Math.max(Math.trunc(to), first), before.length - 1);
  const there = before[place];
  if (from < first || !there || place === from) return state;
  const others = fullOrder(columns, state).filter((other) => other !== id);
  const index = others.indexOf(there.id) + (from < place ? 1 : 0);
  return { ...state, order: others.toSpliced(index, 0, id) };
}

/** The visible columns in order, with their widths. */
export function arrange<C extends ArrangedColumn>(
  columns: readonly C[],
  state: ColumnState,
): readonly PlacedColumn<C>[] {
  return ordered(columns, state)
    .filter((column) => isShown(column, state))
    .map((column) => {
      const width = column.resizable === false ? undefined : widthOf(state, column.id);
      return { column, width: width === undefined ? column.width : `${width}em` };
    });
}

/**
 * The state that was stored, as far as it can be used; nothing about it is certain. A state of a
 * version this code does not know is as if nothing had been stored.
 *
 * @param stored Any JSON value.
 */
export function readColumnState(stored: unknown): ColumnState {
  const { version, order, shown, widths, density } = Object(stored) as Record<string, unknown>;
  if (version !== 1) return UNTOUCHED;
  const ids = Array.isArray(order) ? order.filter((id) => typeof id === 'string') : [];
  const decided = entries(shown).filter(([, value]) => typeof value === 'boolean');
  const sized = entries(widths).flatMap(([id, width]) =>
    typeof width === 'number' && Number.isFinite(width) ? [[id, inLimits(width)] as const] : [],
  );
  return setDensity(
    {
      version,
      order: [...new Set(ids)],
      shown: Object.fromEntries(decided) as ColumnState['shown'],
      widths: Object.fromEntries(sized),
    },
    isDensity(density) ? density : undefined,
  );
}

const entries = (value: unknown): [string, unknown][] =>
  Array.isArray(value) ? [] : Object.entries(Object(value));
