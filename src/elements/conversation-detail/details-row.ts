/** One fact of a conversation: a label, what is shown of its value, and why where there is none. Pure. */
import { NONE, oneLine } from '../../internal/format.js';
import { details as words, type DetailsWords } from '../../locales/en/details.js';
import type { ConversationField } from '../../model/provider.js';

/** `none` shows as `-`; `removed` was taken away by retention. */
export type DetailState = 'value' | 'none' | 'withheld' | 'loading' | 'removed';

export interface Shown {
  readonly text: string;
  readonly state: DetailState;
}

export interface DetailRow extends Shown {
  readonly id: string;
  readonly label: string;
  /** A second, quieter line. */
  readonly note?: string;
  /** A number, an address or an id: in one piece, and chosen with one click. */
  readonly exact?: boolean;
  /** Absolute and checked. */
  readonly href?: string;
  /** ISO 8601, where the text is a time. */
  readonly time?: string;
}

/**
 * How the value of a field is shown; `undefined` when it has no place at all. The field is absent for
 * what no credential can lack and no provider promises.
 */
export type Say = (field: ConversationField | undefined, value: unknown) => Shown | undefined;

export interface Visibility {
  /** As the provider's answer states them. */
  readonly withheld?: readonly ConversationField[];
  /** What the provider can send. Absent: nothing is expected beside what is there. */
  readonly fields?: readonly ConversationField[];
  /** More is on its way than is known yet. */
  readonly loading?: boolean;
}

export function sayer({ withheld = [], fields = [], loading = false }: Visibility): Say {
  return (field, value) => {
    const text = plainText(value);
    if (text !== undefined) return { text, state: 'value' };
    if (field && isWithheld(field, withheld)) return { text: words.withheld, state: 'withheld' };
    if (value !== undefined) return { text: NONE, state: 'none' };
    if (!field || !fields.includes(field)) return undefined;
    return loading ? { text: words.loading, state: 'loading' } : { text: NONE, state: 'none' };
  };
}

/** Who may not see the agent may not see its name either. */
export const isWithheld = (field: string, withheld: readonly string[] = []): boolean =>
  withheld.includes(field) || withheld.includes(field.split('.')[0]!);

/** What can be read as it stands. Sources send objects where a text is promised. */
export function plainText(value: unknown): string | undefined {
  if (value === null || value === undefined || typeof value === 'object') return undefined;
  const text = String(value);
  return text.trim() === '' || text === NONE ? undefined : text;
}

/** Sources send something else where a list is promised, too. */
export const listOf = <T>(list: readonly T[] | null | undefined): readonly T[] =>
  Array.isArray(list) ? list : [];

/** `null` and absent stay what they are; what cannot be made a text of counts as none. */
export const textOf = <T>(
  value: T | null | undefined,
  text: (value: T) => string | undefined,
): string | null | undefined =>
  value === null || value === undefined ? (value as null | undefined) : (text(value) ?? null);

/** Longer texts are cut: a row is one value, not a document. */
const LONGEST_VALUE = 500;

/**
 * No row, where there is nothing to be shown.
 *
 * @param parts What belongs to the value, and is dropped where there is none.
 */
export function row(
  id: keyof DetailsWords['rows'],
  shown: Shown | undefined,
  parts: Partial<Pick<DetailRow, 'note' | 'exact' | 'href' | 'time'>> = {},
): readonly DetailRow[] {
  if (!shown) return [];
  const text = oneLine(shown.text, LONGEST_VALUE);
  const base = { id, label: words.rows[id], text, state: shown.state };
  return [shown.state === 'value' ? { ...base, ...parts } : base];
}
