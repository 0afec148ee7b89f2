import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import {
  ConversationErrorEvent,
  ConversationLoadEvent,
  type ConversationErrorDetail,
} from '../../events/conversation.js';
import { AdoptedStyles } from '../../internal/adopted-styles.js';
import { lookUp } from '../../internal/format.js';
import type { DateFormat } from '../../internal/intl.js';
import { ProviderConsumer } from '../../internal/provider-consumer.js';
import { createWarn } from '../../internal/settings.js';
import { VERSION } from '../../internal/version.js';
import { detail as words } from '../../locales/en/detail.js';
import type { Conversation } from '../../model/conversation.js';
import type { ProviderError } from '../../model/error.js';
import type { ConversationProvider } from '../../model/provider.js';
import type { Transcript } from '../../model/transcript.js';
import { host } from '../../styles/host.js';
import { tokens } from '../../styles/tokens.js';
import type { TranscriptParser } from '../../transcripts/context.js';
import type { TranscriptSummary } from '../../transcripts/summary.js';
import { Room } from '../recording-player/room.js';
import { ConversationData, isWritten, loadWritten, type Loaded } from './conversation-data.js';
import { styles } from './conversation-detail.styles.js';
import { hasPlayer, isPlayable } from './conversation-facts.js';
import type { DetailExtras, DetailHost } from './detail-extras.js';
import { headerTemplate, titleOf } from './detail-header.js';
import { availabilityOf, failure, message, skeleton } from './detail-states.js';
import type { WrittenTurns } from './written-turns.js';
import type { FindNeighbors } from './neighbors.js';
import { paneTemplate, tabs, type Pane } from './panes.js';
import { checkedDetailProvider, createDates } from './settings.js';
import { createSummary, summaryLine } from './summary-line.js';
import { TurnList, type Shown } from './turn-list.js';

/**
 * One conversation: its transcript in step with its recording, what the agent's tools did, how slow
 * each answer was, and what is known of it beside.
 *
 * It needs a provider, its own or one from a `<conversation-provider>` around it, and
 * `conversation-id`; and a height from its parent (without one it keeps a minimum of its own).
 *
 * @example
 * ```html
 * <conversation-provider adapter="anyreach" base-url="/api">
 *   <conversation-detail conversation-id="conv_1"></conversation-detail>
 * </conversation-provider>
 * ```
 *
 * @tag conversation-detail
 * @summary A conversation's transcript, recording and details.
 *
 * @fires {ConversationLoadEvent} conversation-load - The conversation arrived and is shown.
 * @fires {ConversationErrorEvent} conversation-error - It, or a part of it, could not be loaded; the element shows it and offers Retry.
 * @fires {ConversationOpenEvent} conversation-open - The reader goes to the previous or next conversation. Cancelable: prevented, this one stays.
 * @fires {ConversationCloseEvent} conversation-close - The reader wants back (Escape); a page with an inbox beside it focuses the row.
 * @fires {RecordingSeekEvent} recording-seek - The reader wants to hear a turn (`source: 'turn'`), or another place in the player. Cancelable.
 * @fires {RecordingPlayEvent} recording-play - The recording started to sound.
 * @fires {RecordingPauseEvent} recording-pause - It stopped.
 * @fires {RecordingTimeUpdateEvent} recording-timeupdate - Another time is reached; at most four times a second.
 * @fires {RecordingErrorEvent} recording-error - It could not be played; the player says why.
 * @fires {RecordingRefreshEvent} recording-refresh - Its link was renewed while it was in use.
 *
 * @csspart base - The frame around everything.
 * @csspart header - With whom, how it ended, when.
 * @csspart header-tools - What can be done with the whole conversation.
 * @csspart title - With whom; the heading.
 * @csspart status - How it ended.
 * @csspart live - Whether it is listened to.
 * @csspart listen-button - Lets one hear what is listened to, pressed while it sounds.
 * @csspart facts - Agent, time, length, how much was said.
 * @csspart neighbors - The buttons to the conversations before and after.
 * @csspart previous-button - To the one above in the list.
 * @csspart next-button - To the one below in the list.
 * @csspart tabs - The choice of a pane, where there is no room for both.
 * @csspart tab - A pane in it.
 * @csspart interaction - The pane of the transcript.
 * @csspart details - The pane of the details.
 * @csspart divider - Between the panes; moves.
 * @csspart player - The recording beneath the turns.
 * @csspart player-* - The parts of the player in it, for example `player-play-button`.
 * @csspart transcript - The part that scrolls.
 * @csspart system-button - Shows the messages of the system.
 * @csspart turns - The list of turns.
 * @csspart turn - A turn; with its side and kind: `turn turn-caller turn-message`.
 * @csspart turn-* - The turns of a side (`agent`, `caller`, `aside`) or kind (`message`, `tool`, `event`, `email`, `sms`, `note`, `other`).
 * @csspart turn-sounding - A turn that sounds; of several at once, each.
 * @csspart turn-current - The turn that sounds; of several, the one that began last.
 * @csspart turn-marked - The turn that a link led to.
 * @csspart turn-head - Who and when.
 * @csspart avatar - The first letter of who speaks.
 * @csspart turn-name - Who speaks.
 * @csspart turn-time - When; where it can be heard, a button that plays from there.
 * @csspart turn-mark - Interrupted, failed, or still speaking, in a word.
 * @csspart turn-bubble - What was said.
 * @csspart turn-text - Its text.
 * @csspart redaction - In place of what was redacted.
 * @csspart latency - How long the answer took.
 * @csspart latency-bar - The same, drawn.
 * @csspart tooltip - What a latency is made of.
 * @csspart copy-button - Copies what a turn says, or the link to it.
 * @csspart copy-fallback - Offers the link, or the text, where the browser refused to copy it.
 * @csspart copy-field - It, ready to be copied.
 * @csspart more-button - Shows the rest of a long text.
 * @csspart unfold-button - Shows what an email quotes, or its formatted view.
 * @csspart tool - A tool call.
 * @csspart tool-head - Its line.
 * @csspart tool-name - Which tool.
 * @csspart tool-latency - How long it took.
 * @csspart tool-state - How it ended.
 * @csspart tool-state-* - One way to end: `done`, `error`, `blocked`, `running`, `requested`.
 * @csspart tool-exchange - What it was asked and answered.
 * @csspart tool-json - One of them.
 * @csspart event - An event or a note.
 * @csspart entry - An entry of an unknown kind.
 * @csspart attachments - The files of a turn.
 * @csspart attachment - A file.
 * @csspart image-button - Loads and shows an image.
 * @csspart image - The image.
 * @csspart sms-status - What became of a text message.
 * @csspart email-subject - The subject of an email.
 * @csspart email-head - From, to and when.
 * @csspart load-button - Loads further turns.
 * @csspart loading - Said while they are loaded.
 * @csspart jump-button - Goes back to the turn that sounds.
 * @csspart follow-button - Keeps the turn that sounds in view.
 * @csspart offset-button - Opens the time offset.
 * @csspart offset - The time offset.
 * @csspart button - A button with words in it.
 * @csspart retry-button - Tries again what failed.
 * @csspart skeleton - Outlines while the conversation is loaded.
 * @csspart empty - Said in place of turns when there are none.
 * @csspart error - Said where something failed.
 * @csspart error-title - What failed.
 * @csspart error-detail - What the server said about it.
 * @csspart error-request-id - The request id, for support.
 * @csspart email - An email as its sender made it, and what is said of it.
 * @csspart email-frame - The frame it is in; its inside is the sender's.
 * @csspart email-notice - Which images are not shown, and why.
 * @csspart email-remote-button - Shows remote images of this message.
 * @csspart email-whole-button - Shows the whole of a long message, or its beginning.
 * @csspart email-failure - Said where a formatted message cannot be shown.
 * @csspart find - The search in the transcript.
 * @csspart find-field - Where one types what to find.
 * @csspart find-count - Which result is shown, of how many.
 * @csspart previous-hit-button - Goes to the result before.
 * @csspart next-hit-button - Goes to the next one.
 * @csspart turn-found - The turn of a result that cannot be highlighted in its text.
 * @csspart export-button - Opens the menu of copies and files.
 * @csspart export-menu - That menu.
 * @csspart export-note - What a file would hold.
 * @csspart export-format-button - Copies, or saves a file.
 * @csspart details-groups - All of the details.
 * @csspart details-title - Their heading.
 * @csspart details-group - A group of them.
 * @csspart details-group-* - The same group by its id: `summary`, `conversation`, `participants`, `context`, `variables`, `metadata` or `recording`.
 * @csspart details-heading - The heading of a group.
 * @csspart details-rows - Labels and values of a group.
 * @csspart details-row - A label and its value.
 * @csspart details-row-* - The same row by its id, `caller` or `agent-number` for example.
 * @csspart details-label - What a value is called; in the metadata their keys.
 * @csspart details-value - A value.
 * @csspart details-note - A second line of it: how long ago, the address of a participant.
 * @csspart details-link - Opens the agent or its version in a new tab.
 * @csspart details-text - The summary or the initial context.
 * @csspart details-tree - Metadata or variables, one level of them.
 * @csspart details-entry - A key of them with its value.
 * @csspart details-summary - Opens what is nested in one.
 * @csspart details-more-button - Shows more of a long text or list, or less.
 *
 * @cssstate loading - A request is under way.
 * @cssstate empty - There is no conversation to show.
 * @cssstate error - Something failed and was not repeated since.
 * @cssstate live - It is listened to as it happens.
 *
 * @cssproperty [--conversation-color-text=light-dark(#171a21, #eceef2)] - Text.
 * @cssproperty [--conversation-color-text-muted=light-dark(#565d6b, #a9b0bd)] - Secondary text.
 * @cssproperty [--conversation-color-text-faint=light-dark(#6a7180, #8b93a2)] - Missing values, dashed lines.
 * @cssproperty [--conversation-color-surface=light-dark(#ffffff, #15181e)] - Background.
 * @cssproperty [--conversation-color-surface-raised=light-dark(#fafbfc, #12151a)] - Background of JSON and fields.
 * @cssproperty [--conversation-color-hover=light-dark(#f7f9fc, #1a1e26)] - Background under the pointer.
 * @cssproperty [--conversation-color-border=light-dark(#e6e8ec, #272b34)] - Hairlines.
 * @cssproperty [--conversation-color-accent=light-dark(#3558e0, #8ea8ff)] - Agent, current turn, links.
 * @cssproperty [--conversation-color-caller=light-dark(#0b7a6f, #4fd0c2)] - Caller.
 * @cssproperty [--conversation-color-on-accent=light-dark(#ffffff, #10131a)] - Text on the accent colour.
 * @cssproperty [--conversation-color-success=light-dark(#146c45, #58c994)] - Completed; tools that are done.
 * @cssproperty [--conversation-color-info=light-dark(#2357c5, #8fb2ff)] - Transferred; human agents.
 * @cssproperty [--conversation-color-warning=light-dark(#8a5100, #e9b44c)] - Running; notices; the turn of a link.
 * @cssproperty [--conversation-color-danger=light-dark(#b92a25, #ff8a84)] - Failed.
 * @cssproperty [--conversation-color-focus=the accent] - Focus ring.
 * @cssproperty [--conversation-font=inherit] - Font family.
 * @cssproperty [--conversation-font-size=0.8125em] - Font size, of the size around the element.
 * @cssproperty [--conversation-radius=12px] - Corners of the frame.
 * @cssproperty [--conversation-row-padding=8px] - Unused here.
 * @cssproperty [--conversation-shadow] - Shadow of what floats.
 */
export class ConversationDetailElement extends LitElement {
  static readonly version = VERSION;
  static override properties = {
    conversationId: { attribute: 'conversation-id' },
    startAt: { attribute: 'start-at', type: Number },
    startTurn: { attribute: 'start-turn' },
    live: { type: Boolean },
    detailHref: { attribute: 'detail-href' },
    agentHref: { attribute: 'agent-href' },
    timeZone: { attribute: 'time-zone' },
    storageKey: { attribute: 'storage-key' },
    noShortcuts: { attribute: 'no-shortcuts', type: Boolean },
    provider: { attribute: false },
    conversation: { attribute: false },
    neighbors: { attribute: false },
    parsers: { attribute: false },
  };
  static override styles = [tokens, host, ...styles];
  /** Registers `<recording-player>`, which is shown beneath the turns. `./define` gives it. */
  static registerPlayer: (() => Promise<unknown>) | undefined;

  /** Which conversation. Default: that of `conversation`. */
  conversationId: string | undefined;

  /** Seconds in the recording: the turn of that moment is shown and marked. Nothing plays by itself. */
  startAt: number | undefined;

  /** Id of the turn that is shown and marked, for what has no time. Wins over `start-at`. */
  startTurn: string | undefined;

  /** Listens to a conversation in progress, where the provider can. Default false. */
  live = false;

  /** URL template of a conversation's page, with `{id}` and perhaps `{time}`. Offers links to a moment. */
  detailHref: string | undefined;

  /** URL template of an agent's page, with `{agentId}` and `{agentVersionId}`. */
  agentHref: string | undefined;

  /** IANA time zone of dates and times. Default: the reader's own. */
  timeZone: string | undefined;

  /** Keeps the width of the details in the browser's storage, under this name. Default: not kept. */
  storageKey: string | undefined;

  /** Leaves all keys but those of the focused control to the page. Default false. */
  noShortcuts = false;

  /** Where the conversation comes from. Wins over a provider from the context. */
  provider: ConversationProvider | undefined;

  /** What the host knows of it already: shown at once, while the rest is loaded. */
  conversation: Conversation | undefined;

  /** Who comes before and after, as `inbox.neighbors` tells. Offers Previous and Next. */
  neighbors: FindNeighbors | undefined;

  /** The host's own parsers of transcripts, asked before the built-in ones. */
  parsers: readonly TranscriptParser[] | undefined;

  readonly #internals = this.attachInternals();
  readonly #context = new ProviderConsumer(this);
  readonly #styles = new AdoptedStyles(this, []);
  readonly #warn = createWarn('conversation-detail');
  readonly #dates = createDates(this, this.#warn);
  readonly #room = new Room(this, () => this.#one('.room'));
  readonly #data = new ConversationData(this, {
    provider: () => this.#provider,
    id: () => this.#id,
    known: () => this.#known,
    parsers: () => this.parsers,
    loaded: (loaded) => this.#onLoaded(loaded),
    failed: (error) => this.#onFailed(error, 'load'),
  });
  readonly #summary = createSummary();
  readonly #list = new TurnList(() => this.requestUpdate());
  #extras: DetailExtras | undefined;
  #written: WrittenTurns | undefined;
  #ready: Promise<void> | undefined;
  #provider: ConversationProvider | undefined;
  #pane: Pane = 'interaction';
  #announcement = '';
  /** The reader asked for what is loaded now, so its outcome is announced. */
  #asked = false;
  #hadFocus = false;

  /** Asks for the conversation again; what is shown stays if that fails. Never rejects. */
  refresh(): Promise<void> {
    return this.#data.refresh();
  }

  /** Focuses the turn the reader was at, else the heading. */
  override focus(options?: FocusOptions): void {
    (this.#extras?.reading.stop ?? this.#one('.title'))?.focus(options);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#hadFocus = Boolean(this.shadowRoot?.activeElement);
    this.#provider = checkedDetailProvider(this.provider ?? this.#context.value, this.#warn);
    this.#extras?.update(changed as PropertyValues<DetailHost>);
  }

  protected override firstUpdated(): void {
    this.#ready = this.#loadExtras();
  }

  protected override updated(): void {
    this.#setStates();
    // What had the focus is gone, a turn of the conversation before for example: keys work on.
    if (this.#hadFocus && !this.shadowRoot?.activeElement) this.#one('.title')?.focus();
    // Not within the update: what is found out now may ask for another one. Where one comes anyway, what
    // is on the page is old already.
    queueMicrotask(() => {
      if (!this.isUpdatePending) this.#extras?.rendered();
    });
  }

  /** Complete means that the element answers to everything a reader does. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const complete = await super.getUpdateComplete();
    await this.#ready;
    return complete && super.getUpdateComplete();
  }

  protected override render(): TemplateResult {
    const { value } = this.#data;
    const extras = this.#extras;
    const conversation = value?.conversation ?? this.#known;
    const dates = this.#dates(this.timeZone);
    const transcript = value && (extras ? extras.transcript(value) : value.transcript);
    const summary = transcript && this.#summary(transcript);
    const isNarrow = this.#room.level === 1;
    const pane = (id: Pane, content: unknown) =>
      paneTemplate(id, content, { isNarrow, isSelected: this.#pane === id });
    return html`<div class="base" part="base" @keydown=${extras?.onKeyDown}>
      <div class="room"></div>
      ${headerTemplate({
        conversation,
        dates,
        summary,
        neighbors: extras?.neighbors,
        live: extras?.listening(),
        tools: transcript?.turns.length ? (extras?.tools() ?? '') : undefined,
        go: extras?.go,
      })}
      ${isNarrow ? tabs(this.#pane, (chosen) => this.#select(chosen)) : nothing}
      ${pane('interaction', this.#interaction(value, transcript, summary, dates))}
      ${value && hasPlayer(value.conversation)
        ? html`<div class="player" part="player">${extras?.player(value, transcript)}</div>`
        : nothing}
      ${isNarrow ? nothing : extras?.divider()}
      ${pane(
        'details',
        conversation && extras?.details(conversation, value, transcript, dates.locale),
      )}
      <div class="tip" part="tooltip" popover="manual" aria-hidden="true"></div>
      <div class="visually-hidden" role="status">${this.#announcement}</div>
    </div>`;
  }

  get #id(): string | undefined {
    return this.conversationId || this.conversation?.id;
  }

  /** What the host knows, as long as it is about the conversation that is asked for. */
  get #known(): Conversation | undefined {
    return this.conversation?.id === this.#id ? this.conversation : undefined;
  }

  async #loadExtras(): Promise<void> {
    // Without it the conversation can still be read; it is asked for again with the next element.
    const late = await import('./detail-extras.js').catch(() => undefined);
    if (!late) return;
    const extras = new late.DetailExtras({
      host: this,
      list: this.#list,
      styles: this.#styles,
      id: () => this.#id,
      provider: () => this.#provider,
      loaded: () => this.#data.value,
      pending: () => this.#data.pending,
      registerPlayer: () => ConversationDetailElement.registerPlayer?.(),
      announce: (text) => this.#announce(text),
      failed: (error, during) => this.#onFailed(error, during),
      read: () => this.#select('interaction'),
      asked: () => (this.#asked = true),
      refresh: () => void this.refresh(),
    });
    this.#extras = extras;
    extras.startAt(this.startAt, this.startTurn);
    const { value } = this.#data;
    if (value) extras.begin(value);
    this.requestUpdate();
  }

  /** The transcript, or what is said in its place. */
  #interaction(
    value: Loaded | undefined,
    transcript: Transcript | undefined,
    summary: TranscriptSummary | undefined,
    dates: DateFormat,
  ): unknown {
    const extras = this.#extras;
    const failed = this.#failure(value !== undefined);
    if (!value) {
      if (failed !== nothing) return failed;
      if (!this.#id) return message(words.notices.nothing);
      const isComing = this.#provider !== undefined || this.#context.value === null;
      return isComing ? skeleton() : message(words.notices.notConnected);
    }
    const { conversation, provider } = value;
    const isEmpty = !transcript?.turns.length;
    // Its pages are asked for by code that is still on its way.
    if (isEmpty && provider.turns && !extras) return skeleton();
    if (!transcript || !summary || (isEmpty && !extras?.paged.active))
      return html`${failed}${message(
        lookUp(words.transcript, availabilityOf(conversation, transcript)) ??
          words.transcript.unknown,
      )}`;
    this.#list.show(this.#showing(value, transcript, dates));
    extras?.reading.prepare();
    return html`${failed}${extras?.copyFallback()}
    ${this.#list.render(summaryLine(summary), extras?.reading.hooks)}`;
  }

  #showing(value: Loaded, { turns, speakers }: Transcript, dates: DateFormat): Shown {
    const { conversation, provider, transcript } = value;
    const extras = this.#extras;
    // Of the first turns it is there already; of later ones it comes.
    if (!this.#written && turns.some(isWritten))
      void loadWritten().then((code) => this.#useWritten(code));
    return {
      ...{ conversation, turns, speakers, dates },
      offset: extras?.offset(value) ?? transcript?.offset ?? 0,
      playable: isPlayable(conversation),
      linkable: (this.detailHref ?? provider.links?.conversation) !== undefined,
      growing: extras?.live !== undefined,
      exchange: extras?.exchange,
      latencies: extras?.latencies,
      written: this.#written,
    };
  }

  #failure(kept: boolean): TemplateResult | typeof nothing {
    const { error, pending } = this.#data;
    if (!error) return nothing;
    return failure({ error, kept, waiting: pending, onRetry: () => void this.#retry() });
  }

  #select(pane: Pane): void {
    this.#pane = pane;
    this.requestUpdate();
  }

  async #retry(): Promise<void> {
    if (this.#data.pending) return;
    this.#asked = true;
    await this.refresh();
  }

  #onLoaded(loaded: Loaded): void {
    const { conversation, transcript, written } = loaded;
    const { id } = conversation;
    this.#written?.clear();
    this.#useWritten(written);
    this.#extras?.begin(loaded);
    if (this.#asked) this.#announce(`${words.loaded}: ${titleOf(conversation)}`);
    this.#asked = false;
    const { turns = [], notices = [] } = transcript ?? {};
    this.#report(new ConversationLoadEvent({ id, conversation, turns: turns.length, notices }));
  }

  #useWritten(code: Loaded['written']): void {
    if (!code || this.#written) return;
    const changed = () => this.#list.refresh();
    this.#written = new code.WrittenTurns({ styles: this.#styles, changed });
    this.requestUpdate();
  }

  #onFailed(error: ProviderError, during: ConversationErrorDetail['during']): void {
    this.#asked = false;
    const { kind } = error;
    this.#announce(lookUp(words.errors, kind) ?? error.message);
    this.#report(new ConversationErrorEvent({ id: this.#id ?? '', kind, error, during }));
  }

  /** Reports go out when what they report is on the page. */
  #report(event: Event): void {
    this.requestUpdate();
    void super.getUpdateComplete().then(() => this.dispatchEvent(event));
  }

  #announce(text: string): void {
    // Said twice in a row, a text must differ to be heard again.
    this.#announcement = text === this.#announcement ? `${text}\u00a0` : text;
    this.requestUpdate();
  }

  #setStates(): void {
    const { states } = this.#internals;
    const { pending, error, value } = this.#data;
    const paged = this.#extras?.paged;
    const set = (state: string, on: boolean) => (on ? states.add(state) : states.delete(state));
    set('loading', pending || paged?.loading !== undefined);
    set('error', error !== undefined || paged?.error !== undefined);
    set('empty', !value && !pending && !error);
    set('live', this.#extras?.live === 'live');
  }

  #one(selector: string): HTMLElement | null {
    return this.renderRoot?.querySelector<HTMLElement>(selector) ?? null;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'conversation-detail': ConversationDetailElement;
  }
}
