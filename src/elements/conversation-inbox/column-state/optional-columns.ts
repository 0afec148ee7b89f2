/**
 * Columns that a reader can add, as data: what they are called, what they need, what they say. Texts
 * are whole; a cell shows as much of one as it has room for.
 */
import type { NONE } from '../../../internal/format.js';
import type { DateFormat } from '../../../internal/intl.js';
import { columnWords, type ColumnWords } from '../../../locales/en/columns.js';
import type { Conversation } from '../../../model/conversation.js';
import type { ConversationField } from '../../../model/provider.js';

export interface TextContext {
  readonly dates: DateFormat;
  /** BCP 47, of numbers. */
  readonly locale: string;
}

export interface OptionalColumn {
  readonly id: string;
  /** Its head; that of a metadata column is the key itself, a text from outside. */
  readonly label: (words: ColumnWords) => string;
  /** Not offered when the provider can send none of these, or when all of them are withheld. */
  readonly fields: readonly ConversationField[];
  /** `-` when there is nothing. */
  readonly text: (conversation: Conversation, context: TextContext) => string;
  /** The same for machines: plain JSON; absent or `null` when there is nothing. */
  readonly value: (conversation: Conversation) => unknown;
}

/** Only its type is imported: a chunk that imports what the inbox imports would cut that in two. */
const none: typeof NONE = '-';

export const optionalColumns: readonly OptionalColumn[] = [
  optional('turns', 'userTurns', ({ userTurns }, { locale }) => numberText(userTurns, locale)),
  optional('messages', 'messageCount', ({ messageCount }, { locale }) =>
    numberText(messageCount, locale),
  ),
  optional('cost', 'cost', ({ cost }, { locale }) =>
    numberText(cost?.amount, locale, cost?.currency),
  ),
  optional('consent', 'consent', ({ consent }, { dates }) => {
    const words = columnWords.consent;
    if (typeof consent?.optedIn !== 'boolean') return none;
    const date = dates.date(consent.at);
    if (!consent.optedIn) return words.out;
    return words.in(date === none ? undefined : date);
  }),
  optional('external-id', 'externalId', ({ externalId }) => anyText(externalId)),
  optional('organization', 'organizationId', ({ organizationId }) => anyText(organizationId)),
  optional('updated', 'updatedAt', ({ updatedAt }, { dates }) => {
    const date = dates.date(updatedAt);
    return date === none ? none : `${date} ${dates.time(updatedAt)}`;
  }),
];

function optional(
  id: keyof ColumnWords['optional'],
  field: keyof Conversation,
  text: OptionalColumn['text'],
): OptionalColumn {
  return {
    id,
    label: (words) => words.optional[id],
    fields: [field],
    text,
    value: (conversation) => conversation[field],
  };
}

const METADATA = 'metadata.';

/**
 * What stands for a text from outside in ids of columns, which stand in markup, and in attributes that
 * list them: percent encoded, as in a URL.
 */
export const safeId = (text: string): string =>
  // Half a character cannot be encoded.
  encodeURIComponent(text.replace(/\p{Cs}/gu, '\uFFFD'));

/** The column of a metadata key. Its id is `metadata.` and the key, percent encoded. */
export function metadataColumn(key: string): OptionalColumn {
  const valueOf = ({ metadata }: Conversation): unknown =>
    metadata && Object.hasOwn(metadata, key) ? metadata[key] : undefined;
  return {
    id: METADATA + safeId(key),
    label: () => key,
    fields: ['metadata'],
    text: (conversation) => anyText(valueOf(conversation)),
    value: valueOf,
  };
}

/** The column with this id, also of a metadata key that no conversation has shown yet. */
export function optionalColumn(id: string): OptionalColumn | undefined {
  if (!id.startsWith(METADATA)) return optionalColumns.find((column) => column.id === id);
  const key = id.slice(METADATA.length);
  try {
    return metadataColumn(decodeURIComponent(key));
  } catch {
    // A percent sign that encodes nothing stands for itself.
    return metadataColumn(key);
  }
}

/** The metadata keys of these conversations, in order, to choose columns from. */
export function metadataKeys(conversations: Iterable<Conversation>): readonly string[] {
  const keys = new Set<string>();
  for (const { metadata } of conversations)
    if (metadata && typeof metadata === 'object')
      Object.keys(metadata).forEach((key) => keys.add(key));
  return [...keys].sort();
}

/**
 * Ids and metadata values, of any JSON kind, as text. Numbers are written plainly, because many of
 * them are numbers of orders or customers.
 */
export function anyText(value: unknown): string {
  const plain = (one: unknown) => one === null || typeof one !== 'object';
  try {
    const text =
      Array.isArray(value) && value.every(plain)
        ? value.filter((one) => one != null).join(', ')
        : plain(value)
          ? String(value ?? '')
          : JSON.stringify(value);
    return text.trim() === '' ? none : text;
  } catch {
    // Providers are the host's code: a cycle, for example, is no JSON.
    return none;
  }
}

/**
 * @param currency ISO 4217; the number alone when absent. What is no such code, "credits" for
 *   example, is written behind the number.
 */
export function numberText(
  value: number | null | undefined,
  locale: string,
  currency?: string,
): string {
  if (!Number.isFinite(value)) return none;
  if (!currency) return numberFormat(locale).format(value!);
  try {
    return numberFormat(locale, currency).format(value!);
  } catch {
    return `${numberFormat(locale).format(value!)} ${currency}`;
  }
}

/** One per locale and currency: to make one costs as much as to format a hundred numbers. */
const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: string, currency?: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`;
  const made = formats.get(key);
  if (made) return made;
  // A minute of an agent costs fractions of a cent.
  const format = new Intl.NumberFormat(locale, {
    ...(currency && { style: 'currency', currency }),
    maximumFractionDigits: 4,
  });
  formats.set(key, format);
  return format;
}
