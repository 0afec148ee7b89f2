import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { InboxErrorEvent, InboxLoadEvent } from '../../events/inbox.js';
import { lookUp } from '../../internal/format.js';
import { messages } from '../../internal/localize.js';
import { pageClock } from './page-clock.js';
import { createWarn } from '../../internal/settings.js';
import { VERSION } from '../../internal/version.js';
import { ConversationList } from '../../list/conversation-list.js';
import type { ListState, ListUpdate, LoadReport, Restored } from '../../list/types.js';
import { toProviderError, type ProviderError } from '../../model/error.js';
import type { ConversationProvider } from '../../model/provider.js';
import { EMPTY_QUERY, sameQuery, type Query } from '../../model/query.js';
import { host } from '../../styles/host.js';
import { tokens } from '../../styles/tokens.js';
import type { InboxColumn } from './column-state/custom-columns.js';
import { headerCell } from './columns.js';
import { styles } from './conversation-inbox.styles.js';
import { InboxLoading } from './inbox-loading.js';
import { InboxRows } from './inbox-rows.js';
import type { Neighbors } from './row-neighbors.js';
import { RowSetup } from './row-setup.js';
import { DEFAULT_PAGE_SIZE } from './settings.js';
import { failure, footer, placeholder, skeleton, vacancy, type StateContext } from './states.js';

/**
 * The inbox: one table of conversations over all channels that loads on as the reader scrolls.
 *
 * It needs a provider, from its `provider` property or from a `<conversation-provider>` around it,
 * and a height from its parent (without one it keeps a minimum of its own).
 *
 * @example
 * ```html
 * <conversation-provider adapter="anyreach" base-url="/api">
 *   <conversation-inbox detail-href="/conversations/{id}"></conversation-inbox>
 * </conversation-provider>
 * ```
 *
 * @tag conversation-inbox
 * @summary An infinite table of conversations.
 *
 * @fires {ConversationOpenEvent} conversation-open - The reader opens a conversation. Cancelable: prevented, nothing is opened.
 * @fires {InboxQueryChangeEvent} inbox-query-change - The reader asks for other conversations, by search, filters, chips, Back or Forward. Cancelable: prevented, the query stays.
 * @fires {InboxLoadEvent} inbox-load - A page arrived and is shown.
 * @fires {InboxErrorEvent} inbox-error - A page could not be loaded; the inbox shows it and offers Retry. Also: the URL asks for what cannot be asked for.
 * @fires {RecordingPlayEvent} recording-play - A recording started in a row.
 * @fires {RecordingPauseEvent} recording-pause - A recording stopped in a row.
 * @fires {RecordingErrorEvent} recording-error - A recording could not be played.
 *
 * @csspart base - The frame around everything.
 * @csspart toolbar - What stands above the rows; its place is there from the start, so that nothing moves.
 * @csspart search - The search for a caller.
 * @csspart search-field - The field in it.
 * @csspart search-clear-button - Empties it.
 * @csspart filters-button - Opens the dialog of all filters.
 * @csspart filters-count - How many filters are active.
 * @csspart chip - A filter that is active.
 * @csspart chip-remove-button - Removes it.
 * @csspart clear-button - Removes all filters and the search.
 * @csspart live - Said while changes arrive as they happen.
 * @csspart columns-button - Opens the panel of columns.
 * @csspart columns-panel - The panel: columns, their order, room of a row.
 * @csspart column-choice - A column in it.
 * @csspart column-move-button - Moves it up or down.
 * @csspart export-button - Opens the menu of the export.
 * @csspart export-menu - What an export holds, and its formats.
 * @csspart export-format-button - Exports the loaded conversations in one of them.
 * @csspart help-button - Shows the keys.
 * @csspart help - The keys.
 * @csspart filter-dialog - The dialog of all filters.
 * @csspart filter-field - A filter in it: its name, its controls, what is wrong with them.
 * @csspart filter-error - What is wrong with a field.
 * @csspart filter-preset-button - A span of days by its name.
 * @csspart filter-add-button - Adds fields for another key and value.
 * @csspart filter-close-button - Closes the dialog and changes nothing.
 * @csspart apply-button - Asks for what the fields say.
 * @csspart reset-button - Empties the fields; in the panel of columns, leads back to what was at first.
 * @csspart table - The part that scrolls.
 * @csspart grid - Header and rows.
 * @csspart header - The sticky header.
 * @csspart header-row - The row of header cells.
 * @csspart header-cell - A header cell; with its column: `header-cell-caller` and so on.
 * @csspart header-cell-* - The header cell of one column.
 * @csspart column-handle - Pulled, it makes its column wider or narrower.
 * @csspart body - The rows.
 * @csspart row - A row.
 * @csspart row-playing - The row whose recording sounds.
 * @csspart row-active - A row whose conversation is still running.
 * @csspart row-unreadable - A row of which something could not be read.
 * @csspart row-link - The link stretched over a row.
 * @csspart cell - A cell; with its column: `cell-summary` and so on.
 * @csspart cell-* - A cell of one column.
 * @csspart copy-button - Copies a row's link.
 * @csspart play-button - Plays a row's recording.
 * @csspart play-button-playing - The same while it plays.
 * @csspart agent-link - Opens a row's agent.
 * @csspart others - The "+N" bubble of further participants.
 * @csspart unreadable - The mark of a row of which something could not be read.
 * @csspart status - A conversation's status.
 * @csspart status-* - One status, for example `status-completed`.
 * @csspart skeleton - The rows' outlines while the first page loads.
 * @csspart empty - Said in place of rows when there are none.
 * @csspart error - Said where something failed.
 * @csspart error-title - What failed.
 * @csspart error-detail - What the server said about it.
 * @csspart error-request-id - The request id, for support.
 * @csspart footer - Beneath the last row.
 * @csspart loading - Said while more is loaded.
 * @csspart end - Said at the end of the list.
 * @csspart gap - Said where rows may be missing.
 * @csspart limit - Said where the browser can show no further row.
 * @csspart print - The table that is printed in place of the inbox.
 * @csspart button - A button beside the rows.
 * @csspart retry-button - Tries again what failed.
 * @csspart load-more-button - Loads the next page.
 * @csspart arrivals-button - Shows what arrived; floats over the rows.
 * @csspart mini-player - The player beneath the rows.
 * @csspart mini-player-row-button - Leads from it to its row.
 * @csspart mini-player-title - What it plays.
 * @csspart mini-player-close-button - Stops and closes it.
 * @csspart player-* - The parts of the player in it, for example `player-play-button`.
 * @csspart tooltip - The tooltip.
 * @csspart copy-fallback - Offers the link where the browser refused to copy it.
 * @csspart copy-field - The link in it.
 * @csspart link-notice - Says what of the page's URL was ignored.
 *
 * @cssstate loading - A request is under way.
 * @cssstate empty - There is nothing to show.
 * @cssstate error - Something failed and was not repeated since.
 * @cssstate live - Changes arrive as they happen.
 * @cssstate playing - A recording sounds in a row.
 *
 * @cssproperty [--conversation-color-text=light-dark(#171a21, #eceef2)] - Text.
 * @cssproperty [--conversation-color-text-muted=light-dark(#565d6b, #a9b0bd)] - Secondary text.
 * @cssproperty [--conversation-color-text-faint=light-dark(#6a7180, #8b93a2)] - Missing values.
 * @cssproperty [--conversation-color-surface=light-dark(#ffffff, #15181e)] - Background of rows.
 * @cssproperty [--conversation-color-surface-raised=light-dark(#fafbfc, #12151a)] - Background of the header.
 * @cssproperty [--conversation-color-hover=light-dark(#f7f9fc, #1a1e26)] - Background of the row under the pointer.
 * @cssproperty [--conversation-color-border=light-dark(#e6e8ec, #272b34)] - Hairlines.
 * @cssproperty [--conversation-color-accent=light-dark(#3558e0, #8ea8ff)] - Buttons, playing row.
 * @cssproperty [--conversation-color-on-accent=light-dark(#ffffff, #10131a)] - Text on the accent colour.
 * @cssproperty [--conversation-color-success=light-dark(#146c45, #58c994)] - Completed.
 * @cssproperty [--conversation-color-info=light-dark(#2357c5, #8fb2ff)] - Transferred.
 * @cssproperty [--conversation-color-warning=light-dark(#8a5100, #e9b44c)] - Running; notices.
 * @cssproperty [--conversation-color-danger=light-dark(#b92a25, #ff8a84)] - Failed.
 * @cssproperty [--conversation-color-focus=the accent] - Focus ring.
 * @cssproperty [--conversation-font=inherit] - Font family.
 * @cssproperty [--conversation-font-size=0.8125em] - Font size, of the size around the element.
 * @cssproperty [--conversation-radius=12px] - Corners of the frame.
 * @cssproperty [--conversation-row-padding=8px] - Above and below a row's line.
 * @cssproperty [--conversation-shadow] - Shadow of what floats.
 */
export class ConversationInbox extends LitElement {
  static readonly version = VERSION;
  // Declared here and not by decorators, whose helper code is 0.4 kB of what a reader downloads.
  static override properties = {
    provider: { attribute: false },
    query: { attribute: false },
    pageSize: { attribute: 'page-size', type: Number },
    detailHref: { attribute: 'detail-href' },
    agentHref: { attribute: 'agent-href' },
    openTarget: { attribute: 'open-target' },
    syncUrl: { attribute: 'sync-url' },
    storageKey: { attribute: 'storage-key' },
    timeZone: { attribute: 'time-zone' },
    live: { type: Boolean },
    columns: {},
    density: { reflect: true },
  };
  static override styles = [tokens, host, ...styles];
  /** Registers `<recording-player>`, which the inbox shows from the first Play on. `./define` gives it. */
  static registerPlayer: (() => Promise<unknown>) | undefined;

  /** Where conversations come from. Wins over a provider from the context. */
  provider: ConversationProvider | undefined;

  /** What is asked for; a new object for every change. Setting it loads and fires no event. */
  query: Query = EMPTY_QUERY;

  /** Rows asked for at once. Default 50, at most what the provider gives. */
  pageSize = DEFAULT_PAGE_SIZE;

  /** URL template of a conversation's page, with `{id}`. Makes rows links and offers Copy link. */
  detailHref: string | undefined;

  /** URL template of an agent's page, with `{agentId}` and `{agentVersionId}`. */
  agentHref: string | undefined;

  /** Where a conversation opens: a browsing context name as in `<a target>`. Default `_blank`. */
  openTarget = '_blank';

  /**
   * Keeps the query in the page's URL: the prefix of its parameters, for several inboxes on a page; empty
   * for none. Back and Forward walk the filters. What the URL asks for wins over everything kept.
   */
  syncUrl: string | undefined;

  /**
   * Keeps the last query and the reader's columns for the next visit, and the reader's place for this
   * tab, under this name, for example the id of an organization. Another name leads to what was kept
   * under that one.
   */
  storageKey: string | undefined;

  /** IANA time zone of dates and times. Default: the reader's own. */
  timeZone: string | undefined;

  /**
   * What is shown, in order, until the reader changes it: ids separated by spaces, or an array of ids
   * and columns of the host's own; a new array for every change. Default: the columns of every inbox,
   * as far as the provider has them.
   */
  columns: string | readonly (string | InboxColumn)[] | undefined;

  /** Room of a row, until the reader changes it: `comfortable` (default) or `compact`. */
  density: string | undefined;

  /** Follows the provider's live changes, where it has any. Default false. */
  live = false;

  readonly #internals = this.attachInternals();
  readonly #list = new ConversationList({
    changed: (update) => this.#onListChanged(update),
    loaded: (report) => this.#onLoaded(report),
    failed: (error, willRetryIn) => this.#onFailed(error, willRetryIn),
    ...pageClock,
  });
  readonly #warn = createWarn('conversation-inbox');
  readonly #setup = new RowSetup(this, this.#warn);
  readonly #rows = new InboxRows(this, {
    list: this.#list,
    setup: this.#setup,
    report: (event) => this.#report(event),
    announce: (text) => this.#announce(text),
    registerPlayer: () => ConversationInbox.registerPlayer?.(),
    watchFailed: (thrown) => this.#onFailed(toProviderError(thrown)),
  });
  readonly #loading = new InboxLoading(this, {
    list: this.#list,
    rows: this.#rows,
    warn: this.#warn,
    announce: (text) => this.#announce(text),
    report: (event) => this.#report(event),
  });
  #ready: Promise<void> | undefined;
  #announcement = '';
  #refreshing = false;
  /** What the query asks for is never shown, as the provider says. */
  #hiddenOnly = false;
  /** The reader asked for the load under way, so its outcome is announced. */
  #asked = false;

  /**
   * Reads the rows held again, ten requests at most, and merges once. Never rejects: what failed is
   * shown and reported in `inbox-error`.
   */
  async refresh(): Promise<void> {
    if (!this.#loading.source) return;
    this.#asked = true;
    this.#rows.extras?.watch.resume();
    this.#refreshing = true;
    await this.#list.refresh();
    this.#refreshing = false;
  }

  /** Where the reader is, as small plain JSON that is safe to store. */
  getState(): ListState {
    return this.#list.state(this.#rows.viewport.position);
  }

  /**
   * Takes the reader back to a place from `getState()`, on a fresh load too. Settles with where that
   * is now; `complete` is false when it was not reached, or another query came first. Stays open while
   * there is no provider, and after an error until Retry.
   */
  restoreState(state: ListState): Promise<Restored> {
    return this.#loading.restore(state);
  }

  /**
   * The conversations listed before and after one, in the list's order and filter; loads on at its end.
   * For `neighbors` of `<conversation-detail>`. Empty for what is not listed.
   */
  async neighbors(id: string): Promise<Neighbors> {
    await this.#ready;
    return (await this.#rows.extras?.neighbors.of(id)) ?? {};
  }

  /** Scrolls to the row of a conversation and focuses it; false: it is not listed. */
  focusRow(id: string): boolean {
    return this.#rows.extras?.focusRow(id) === true;
  }

  /** Focuses the row the reader was at, else the first one in view. */
  override focus(options?: FocusOptions): void {
    const target = this.renderRoot.querySelector<HTMLElement>('[tabindex="0"], .button');
    if (target) target.focus(options);
    else super.focus(options);
  }

  protected override willUpdate(): void {
    this.#loading.follow();
    if (this.#setup.follow(this.#loading.source?.provider, this.#list))
      this.#rows.viewport.invalidate(this.#setup.grid);
    this.#loading.followLive();
    this.#setStates();
  }

  protected override firstUpdated(): void {
    this.#ready = this.#rows.start();
  }

  /** Complete means that the rows answer to everything a reader does. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const complete = await super.getUpdateComplete();
    await this.#ready;
    return complete;
  }

  protected override updated(): void {
    this.#rows.viewport.apply();
    this.#rows.extras?.renderOverlays({
      ...this.#stateContext(),
      failure,
      keeper: this.#loading.keeper,
      onRefresh: () => void this.refresh(),
    });
  }

  protected override render(): TemplateResult {
    const list = this.#list;
    const context = this.#stateContext();
    const { columns, arrangement } = this.#setup;
    const { connected } = this.#loading;
    const vacant = vacancy(list, connected);
    const first = vacant === 'first';
    return html`<div class="frame" part="base">
      <div class="toolbar" part="toolbar"></div>
      <div
        class="scroller"
        part="table"
        tabindex=${vacant || !this.#rows.extras ? '0' : nothing}
        role=${vacant ? 'group' : nothing}
        aria-label=${vacant ? messages.table : nothing}
        @scroll=${this.#rows.onScroll}
      >
        <div
          class="grid"
          part="grid"
          role="grid"
          aria-readonly="true"
          aria-label=${messages.table}
          aria-rowcount=${(list.ended ? list.count : (list.total ?? -2)) + 1}
          aria-colcount=${columns.length}
          aria-busy=${first}
          @click=${this.#rows.onClick}
          @auxclick=${this.#rows.onClick}
        >
          <div class="header" part="header" role="rowgroup">
            <div class="header-row" part="header-row" role="row" aria-rowindex="1">
              ${columns.map((column) =>
                headerCell(column, this.#setup.headOf(column), arrangement?.handle(column)),
              )}
            </div>
          </div>
          <div class="body" part="body" role="rowgroup"></div>
        </div>
        ${first ? skeleton(this.#rows.viewport.rowsInView, columns) : nothing}
        ${vacant === 'empty'
          ? html`<div class="overlay">${placeholder(context, connected)}</div>`
          : nothing}
        ${footer(context, vacant === 'sparse')}
        <div class="probe" aria-hidden="true">0</div>
      </div>
      <div class="float"></div>
      <div class="visually-hidden" role="status">${this.#announcement}</div>
    </div>`;
  }

  #onListChanged(update: ListUpdate): void {
    // Whoever refreshes at the top wants to see what is new there.
    const shown = update === 'merge' && this.#refreshing && this.#rows.viewport.atTop;
    this.#rows.viewport.note(shown ? 'top' : update);
    if (update === 'reset') this.#rows.extras?.handover.fromRows();
    if (update !== 'status') this.#rows.playback?.rowsChanged(update === 'reset');
    this.requestUpdate();
  }

  #onLoaded(report: LoadReport): void {
    const { added, count, notices } = report;
    if (this.#asked) this.#announce(messages.added(added, count));
    this.#asked = false;
    this.#hiddenOnly = notices.some(({ kind }) => kind === 'hidden');
    this.#report(new InboxLoadEvent(report));
  }

  #onFailed(error: ProviderError, willRetryIn?: number): void {
    this.#asked = false;
    this.#announce(lookUp(messages.errors, error.kind) ?? error.message);
    this.#report(new InboxErrorEvent({ kind: error.kind, error, willRetryIn }));
  }

  /** Reports go out when what they report is on the page. */
  #report(event: Event): void {
    void super.getUpdateComplete().then(() => this.dispatchEvent(event));
  }

  #announce(text: string): void {
    // Said twice in a row, a text must differ to be heard again.
    this.#announcement = text === this.#announcement ? `${text}\u00a0` : text;
    this.requestUpdate();
  }

  readonly #onRetry = (): void => {
    this.#asked = true;
    const { count, error } = this.#list;
    // A refresh brings nothing below: the reader stays where the eye is.
    this.#rows.extras?.handover.to(() =>
      error?.during === 'refresh' ? this.#rows.viewport.firstInView : count,
    );
    this.#list.retry();
  };

  readonly #onLoadMore = (): void => {
    if (this.#list.loading) return;
    this.#asked = true;
    const { count } = this.#list;
    this.#rows.extras?.handover.to(() => count);
    this.#list.loadMore();
  };

  #stateContext(): StateContext {
    const { query = EMPTY_QUERY } = this.#loading.source ?? {};
    return {
      messages,
      query,
      dates: this.#setup.views.dates,
      list: this.#list,
      filtered: !sameQuery(query, EMPTY_QUERY),
      hiddenOnly: this.#hiddenOnly,
      waiting: this.#asked,
      onRetry: this.#onRetry,
      onLoadMore: this.#onLoadMore,
    };
  }

  #setStates(): void {
    const { loading, count, ended, error } = this.#list;
    const { states } = this.#internals;
    const set = (state: string, on: boolean) => (on ? states.add(state) : states.delete(state));
    set('loading', loading !== undefined);
    set('empty', count === 0 && ended && !error);
    set('error', error !== undefined);
    set('live', this.#rows.extras?.watch.live === true);
    set('playing', this.#rows.playback?.sounding === true);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'conversation-inbox': ConversationInbox;
  }
}
