/**
 * What rows are made of beside their conversations: the columns this inbox shows, and everything a
 * view depends on. New ones remake every row.
 */
import { createDateFormat, validTimeZone } from '../../internal/intl.js';
import { dateLocale, inheritedLanguage, messages } from '../../internal/localize.js';
import type { Conversation } from '../../model/conversation.js';
import type { ConversationField, ConversationProvider } from '../../model/provider.js';
import type { ConversationList } from '../../list/conversation-list.js';
import type { ColumnArrangement } from './column-state/column-arrangement.js';
import {
  ALL_FIELDS,
  columns as builtIn,
  gridColumns,
  isOffered,
  type Column,
  type GridColumns,
} from './columns.js';
import { broken, rowView, type RowView, type ViewContext } from './row-view.js';
import type { Warn } from '../../internal/settings.js';

/** What the host sets of it. */
interface Settings extends Element {
  readonly detailHref: string | undefined;
  readonly agentHref: string | undefined;
  readonly openTarget: string;
  readonly timeZone: string | undefined;
  readonly columns: unknown;
  readonly storageKey: string | undefined;
}

export class RowSetup {
  readonly #element: Settings;
  readonly warn: Warn;
  provider: ConversationProvider | undefined;
  /** The same array while the columns are the same. */
  columns: readonly Column[] = [];
  /** What host and reader make of the columns; absent until the code for that has arrived. */
  arrangement: ColumnArrangement | undefined;
  /** That code did not arrive: the inbox does without it. */
  alone = false;
  /** From the first `follow()` on, which comes before the first rendering. */
  views!: ViewContext;
  /** What the views were made for. */
  #inputs: readonly unknown[] = [];
  #withheld: readonly ConversationField[] = [];

  constructor(element: Settings, warn: Warn) {
    this.#element = element;
    this.warn = warn;
  }

  /** Follows settings, language, provider and credential; `true` when every row is made anew. */
  follow(provider: ConversationProvider | undefined, list: ConversationList): boolean {
    if (provider !== this.provider) this.#withheld = [];
    // Until the first page of a new query is there, what was withheld last is the best guess.
    if (list.count > 0) this.#withheld = list.withheld;
    this.provider = provider;
    const { views, arrangement } = this;
    this.#followViews();
    const fields = provider?.capabilities.fields ?? ALL_FIELDS;
    const offers = (column: Pick<Column, 'fields' | 'possible'>) =>
      isOffered(column, this.views, fields, this.#withheld);
    const columns = arrangement?.columns(builtIn, offers) ?? this.#withoutArrangement(offers);
    // Rows of the same columns keep their DOM, and with it focus and selection.
    const same = isSame(columns, this.columns);
    if (!same) this.columns = columns;
    return !same || views !== this.views;
  }

  /** None while others are on their way: no reader sees columns that are taken away again. */
  #withoutArrangement(offers: (column: Column) => boolean): readonly Column[] {
    const { columns, storageKey } = this.#element;
    const awaited = (columns ?? storageKey) !== undefined && !this.alone;
    return awaited ? this.columns : builtIn.filter(offers);
  }

  /** The head of a column. */
  headOf({ id, head }: Column): string {
    return head ?? (messages.columns as Readonly<Record<string, string>>)[id]!;
  }

  /** How the columns are laid out. */
  get grid(): GridColumns {
    return gridColumns(this.arrangement?.tracks ?? this.columns);
  }

  /** Providers are the host's code: what they hand out may be anything. */
  viewOf(conversation: Conversation, views = this.views): RowView {
    try {
      return rowView(conversation, views);
    } catch {
      return rowView(broken(conversation), views);
    }
  }

  #followViews(): void {
    const { provider } = this;
    const { detailHref, agentHref, openTarget, timeZone } = this.#element;
    const { languages } = navigator;
    const { baseURI } = document;
    const lang = inheritedLanguage(this.#element);
    const inputs = [
      `${languages}`,
      lang,
      timeZone,
      detailHref,
      agentHref,
      openTarget,
      provider,
      baseURI,
    ];
    if (isSame(inputs, this.#inputs)) return;
    this.#inputs = inputs;
    const zone = validTimeZone(timeZone);
    if (timeZone && !zone)
      this.warn(`time-zone "${timeZone}" is not known; using the reader’s own.`);
    this.views = {
      messages,
      dates: createDateFormat(dateLocale(lang, languages), zone),
      detailHref: detailHref || undefined,
      agentHref: agentHref || undefined,
      target: openTarget || '_blank',
      links: provider?.links,
      recordings: provider?.recording !== undefined,
      baseUrl: baseURI,
    };
  }
}

const isSame = (now: readonly unknown[], before: readonly unknown[]): boolean =>
  now.length === before.length && now.every((value, index) => value === before[index]);
