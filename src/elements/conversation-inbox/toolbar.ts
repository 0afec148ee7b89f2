/**
 * What stands above the rows: search, filters, and what ends the line (`toolbar-actions.ts`). A chunk
 * of its own, loaded after the first rows. It turns what the reader asks for into `inbox-query-change` and,
 * unless the host prevents that, into the inbox's query.
 */
import type { LitElement, ReactiveController } from 'lit';
import type { Messages } from '../../internal/localize.js';
import { toolbar as words } from '../../locales/en/toolbar.js';
import type { ConversationProvider } from '../../model/provider.js';
import { sameQuery, type Query } from '../../model/query.js';
import type { FilterDialog } from './filter-dialog.js';
import { readFilter, writeFilter, writeForm, type FieldErrors } from './filters/fields.js';
import { FILTERS, filterOf } from './filters/filters.js';
import { offered } from './filters/offered.js';
import { PRESETS, presetOf, presetSpan } from './filters/presets.js';
import { isActive, withFilter, withoutFilter } from './filters/query-changes.js';
import { textOf } from './filters/typed-text.js';
import { capabilityOf } from './filters/values.js';
import { changeQuery, currentQuery, type QuerySource } from './query-intent.js';
import { QuickSearch } from './quick-search.js';
import { ToolbarActions, type ToolbarActionsOptions } from './toolbar-actions.js';
import { CALLER, ToolbarOffer, type Offer } from './toolbar-offer.js';
import { toolbarView } from './toolbar-view.js';
import { toolbarStyles } from './toolbar.styles.js';

export type ToolbarInbox = LitElement & { query: Query; readonly timeZone: string | undefined };

export interface ToolbarOptions extends Omit<ToolbarActionsOptions, 'place' | 'query'> {
  readonly element: ToolbarInbox;
  readonly messages: Messages;
}

/**
 * What the dialog needs of the filters. It is handed over: what three chunks import is cut out of the
 * first one by bundlers, and every inbox would pay for that.
 */
const TOOLS = {
  ...{ PRESETS, presetOf, presetSpan, readFilter, writeForm },
  ...{ capabilityOf, isActive, withFilter, withoutFilter },
};

export type FilterTools = typeof TOOLS;

export class Toolbar implements ReactiveController {
  readonly #options: ToolbarOptions;
  readonly #place: HTMLElement;
  readonly #offers: ToolbarOffer;
  readonly #search: QuickSearch;
  readonly #actions: ToolbarActions;
  #dialog: FilterDialog | undefined;
  /** As rendered. */
  #query: Query = {};
  #offer: Offer | undefined;
  #searchError: string | undefined;
  /** The reader asked for other rows and has not heard yet what came of it. */
  #asked = false;
  /** What the dialog asked for last; a field that the server refuses brings it back. */
  #applied: Query | undefined;
  /** Where focus goes when the chips are rendered without the one that was removed. */
  #focusChip: number | undefined;

  constructor(options: ToolbarOptions) {
    const { element, lit, adopt } = options;
    this.#options = options;
    this.#offers = new ToolbarOffer(options);
    this.#place = element.renderRoot.querySelector('.toolbar') as HTMLElement;
    this.#search = new QuickSearch({
      field: () => this.#place.querySelector('.search-field'),
      partial: () => this.#offer?.search?.match === 'contains',
      send: (text) => this.#sendSearch(text),
      typed: () => {
        this.#searchError = undefined;
        this.#render();
      },
    });
    this.#actions = new ToolbarActions({
      ...options,
      place: this.#place,
      query: () => this.#query,
    });
    adopt(toolbarStyles(lit));
    element.addController(this);
  }

  hostDisconnected(): void {
    // A move within the document disconnects and connects in one task.
    queueMicrotask(() => {
      if (this.#options.element.isConnected) return this.#raise();
      this.#search.stop();
      this.#close();
    });
  }

  /** A dialog that was moved with its inbox no longer is above the page. */
  #raise(): void {
    const { renderRoot } = this.#options.element;
    for (const dialog of renderRoot.querySelectorAll<HTMLDialogElement>(
      'dialog[open]:not(:modal)',
    )) {
      // Not by `close()`, which would tell that the reader is done with it.
      dialog.open = false;
      dialog.showModal();
    }
  }

  #close(): void {
    this.#dialog?.close();
    this.#actions.close();
  }

  /** The inbox has rendered what its provider and query are now. */
  rendered(provider: ConversationProvider, query: Query): void {
    if (this.#offer && provider !== this.#offer.provider) this.#close();
    if (query !== this.#query) this.#searchError = undefined;
    this.#query = query;
    this.#offer = this.#offers.follow(provider, query);
    this.#render();
    this.#actions.rendered();
    // A field that was filled has something to clear.
    if (this.#search.follow(textOf(query.caller ?? ''))) this.#render();
    this.#returnFocus();
    this.#hearOutcome();
  }

  #render(): void {
    const { lit } = this.#options;
    const offer = this.#offer;
    if (!offer) return;
    const { search, filters, chips } = offer;
    const field = this.#place.querySelector<HTMLInputElement>('.search-field');
    lit.render(
      toolbarView(lit, {
        search,
        searchError: this.#searchError ?? this.#refused()['caller'],
        searched: Boolean(field?.value),
        filters: filters.length > (search ? 1 : 0),
        chips,
        actions: this.#actions.view(),
        onInput: this.#search.onInput,
        onKeyDown: this.#search.onKeyDown,
        onClearSearch: () => this.#search.clear(),
        onOpen: this.#onOpen,
        onRemove: (index) => this.#remove(index),
        onClearAll: () => this.#clearAll(),
      }),
      this.#place,
    );
  }

  #sendSearch(text: string): void {
    const { context, search } = this.#offer ?? {};
    if (!context || !search) return;
    const query = this.#newest;
    const written = writeFilter(CALLER, { caller: [text] }, context, query);
    this.#searchError = 'errors' in written ? written.errors.caller : undefined;
    if ('query' in written) this.#send(withFilter(query, CALLER, written.query), 'search');
    this.#render();
  }

  #remove(index: number): void {
    const chip = this.#offer?.chips[index];
    if (!chip) return;
    this.#focusChip = index;
    if (!this.#send(withoutFilter(this.#newest, chip.filter), 'chip')) this.#focusChip = undefined;
  }

  #clearAll(): void {
    this.#focusChip = 0;
    if (!this.#send(FILTERS.reduce(withoutFilter, this.#newest), 'clear'))
      this.#focusChip = undefined;
  }

  /** What is asked for, or will be once the inbox has rendered. */
  get #newest(): Query {
    return currentQuery(this.#options.element);
  }

  /** @returns whether the inbox asks for it now */
  #send(query: Query, source: QuerySource): boolean {
    const { element } = this.#options;
    this.#applied = undefined;
    if (sameQuery(query, this.#newest) || !changeQuery(element, query, source)) return false;
    this.#asked = true;
    if (source === 'filters') this.#applied = query;
    return true;
  }

  /** Says politely what came of the reader's act; a failure is said by the inbox itself. */
  #hearOutcome(): void {
    const { list, messages, announce } = this.#options;
    if (!this.#asked || list.loading) return;
    this.#asked = false;
    const { count } = list;
    if (list.error) return this.#showRefused();
    const none = sameQuery(this.#query, {}) ? messages.empty : messages.emptyFiltered;
    // Not within the rendering that told of it: to announce is to render again.
    if (count > 0 || list.ended)
      queueMicrotask(() => announce(count > 0 ? words.shown(count) : none));
  }

  /** What the server says of the fields, by their keys. */
  #refused(): FieldErrors {
    const details = this.#options.list.error?.error.details ?? {};
    return Object.fromEntries(
      Object.entries(details)
        .filter(([key, reason]) => filterOf(key) && typeof reason === 'string')
        .map(([key, reason]) => [key, reason.slice(0, 300)]),
    );
  }

  /** A field of the dialog was refused: it is shown again, with the reason at the field. */
  #showRefused(): void {
    const applied = this.#applied;
    this.#applied = undefined;
    const fields = this.#offer?.filters.flatMap((filter) => filter.fields) ?? [];
    const refused = this.#refused();
    if (applied === this.#query && fields.some(({ key }) => refused[key] !== undefined))
      void this.#open();
  }

  /** What was typed into the search and waits for a pause is asked for first: the dialog would undo it. */
  readonly #onOpen = (): void => {
    this.#search.flush();
    void this.#open();
  };

  async #open(): Promise<void> {
    const { element, lit, adopt } = this.#options;
    const loaded = await this.#actions.arrived(import('./filter-dialog.js'));
    const offer = this.#offer;
    if (!loaded || !offer || !element.isConnected) return;
    this.#dialog ??= new loaded.FilterDialog({
      lit,
      adopt,
      place: this.#place,
      tools: TOOLS,
      apply: (query) => this.#send(query, 'filters'),
      closed: () => this.#place.querySelector<HTMLElement>('.tool')?.focus(),
    });
    this.#dialog.open({
      ...offer,
      filters: offered(offer.context, this.#newest),
      query: this.#newest,
      errors: this.#refused(),
    });
  }

  /** The button that had focus is gone with its chip: focus goes on to the next one. */
  #returnFocus(): void {
    if (this.#focusChip === undefined) return;
    const buttons = [...this.#place.querySelectorAll<HTMLElement>('.chip > button')];
    const next = buttons[Math.min(this.#focusChip, buttons.length - 1)];
    this.#focusChip = undefined;
    const find = (selector: string) => this.#place.querySelector<HTMLElement>(selector);
    (next ?? find('.tool') ?? find('.search-field'))?.focus();
  }
}
