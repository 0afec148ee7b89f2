import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { ConversationOpenEvent } from '../../events.js';
import {
  ConversationCloseEvent,
  ConversationErrorEvent,
  ConversationLoadEvent,
  type ConversationErrorDetail,
} from '../../events/conversation.js';
import { RecordingSeekEvent } from '../../events/recording.js';
import { lookUp } from '../../internal/format.js';
import type { DateFormat } from '../../internal/intl.js';
import { ProviderConsumer } from '../../internal/provider-consumer.js';
import { createWarn } from '../../internal/settings.js';
import { VERSION } from '../../internal/version.js';
import { detail as words } from '../../locales/en/detail.js';
import type { Conversation } from '../../model/conversation.js';
import type { ProviderError } from '../../model/error.js';
import type { ConversationProvider } from '../../model/provider.js';
import type { Transcript, Turn } from '../../model/transcript.js';
import { host } from '../../styles/host.js';
import { tokens } from '../../styles/tokens.js';
import type { TranscriptParser } from '../../transcripts/context.js';
import { Room } from '../recording-player/room.js';
import { ConversationData, type Loaded } from './conversation-data.js';
import { styles } from './conversation-detail.styles.js';
import { copyFallback } from './copy-fallback.js';
import { headerTemplate, titleOf } from './detail-header.js';
import { availabilityOf, failure, message, skeleton } from './detail-states.js';
import { createGiven } from './given.js';
import { Interaction } from './interaction.js';
import { modifiersOf, shortcutOf } from './keys.js';
import { NeighborsOf, type FindNeighbors } from './neighbors.js';
import { PaneWidth } from './pane-width.js';
import { divider, paneRole, tabs, type Pane } from './panes.js';
import { hasPlayer, isPlayable, playerBar } from './player-bar.js';
import { Recorded } from './recorded.js';
import { checkedDetailProvider, createDates } from './settings.js';
import { StartPlace } from './start-place.js';
import { summaryLine } from './summary-line.js';
import { linkToTurn } from './turn-link.js';
import { TurnSource } from './turn-source.js';

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
 */
export class ConversationDetailElement extends LitElement {
  static readonly version = VERSION;
  static override properties = {
    conversationId: { attribute: 'conversation-id' },
    startAt: { attribute: 'start-at', type: Number },
    startTurn: { attribute: 'start-turn' },
    live: { type: Boolean },
    detailHref: { attribute: 'detail-href' },
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
  readonly #warn = createWarn('conversation-detail');
  readonly #dates = createDates(this, this.#warn);
  readonly #room = new Room(this, () => this.#one('.room'));
  readonly #width = new PaneWidth(this, {
    frame: () => this.#one('.base'),
    storageKey: () => this.storageKey,
  });
  readonly #data = new ConversationData(this, {
    provider: () => this.#provider,
    id: () => this.#id,
    known: () => this.#known,
    parsers: () => this.parsers,
    loaded: (loaded) => this.#onLoaded(loaded),
    failed: (error) => this.#onFailed(error, 'load'),
  });
  readonly #source = new TurnSource(this, {
    failed: (error, during) => this.#onFailed(error, during),
    growsAbove: () => this.#interaction.keepPlace(),
    said: (turn) => this.#announce(this.#interaction.spoken(turn)),
    ended: () => void this.refresh(),
  });
  readonly #recorded = new Recorded(this, {
    registerPlayer: () => ConversationDetailElement.registerPlayer?.(),
    report: (event) => this.dispatchEvent(event),
    reached: (time) => this.#interaction.inStep.at(time),
    sounds: (sounds) => this.#interaction.inStep[sounds ? 'start' : 'stop'](),
  });
  readonly #interaction: Interaction = new Interaction(this, this.#source.paged, {
    play: (time) => this.#play(time),
    linkTo: (turn) => this.#linkTo(turn),
    announce: (text) => this.#announce(text),
    exactTime: () => this.#exactTime(),
  });
  readonly #neighbors = new NeighborsOf(() => this.requestUpdate());
  readonly #start = new StartPlace({
    toTime: (time) => this.#interaction.goTo(time),
    toTurn: (id) => this.#interaction.goToTurn(id),
    seek: (time) => void this.#recorded.seek(time),
    more: () => this.#source.paged.goOn(),
  });
  #provider: ConversationProvider | undefined;
  #pane: Pane = 'interaction';
  #announcement = '';
  /** The reader asked for what is loaded now, so its outcome is announced. */
  #asked = false;
  /** What the player is given; the same objects as long as nothing of them changes. */
  readonly #given = createGiven();

  /** Asks for the conversation again; what is shown stays if that fails. Never rejects. */
  refresh(): Promise<void> {
    return this.#data.refresh();
  }

  /** Focuses the turn the reader was at, else the heading. */
  override focus(options?: FocusOptions): void {
    (this.#interaction.stop ?? this.#one('.title'))?.focus(options);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // A move within the document disconnects and connects in one task.
    queueMicrotask(() => {
      if (!this.isConnected) this.#source.stop();
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#provider = checkedDetailProvider(this.provider ?? this.#context.value, this.#warn);
    this.#neighbors.follow(this.neighbors, this.#id);
    const places = ['conversationId', 'startAt', 'startTurn'] as const;
    if (places.some((name) => changed.has(name)))
      this.#start.set(this.startAt ?? undefined, this.startTurn);
  }

  protected override firstUpdated(): void {
    this.#recorded.load();
  }

  protected override updated(): void {
    this.#setStates();
    // Not within the update: what is found out now may ask for another one.
    queueMicrotask(() => {
      this.#interaction.rendered();
      if (this.#data.value) this.#start.reach();
    });
  }

  protected override render(): TemplateResult {
    const { value } = this.#data;
    const conversation = value?.conversation ?? this.#known;
    const dates = this.#dates(this.timeZone);
    this.#source.listen(value, this.live && this.isConnected);
    const transcript = this.#source.transcript(value);
    const isNarrow = this.#room.level === 1;
    const hides = (pane: Pane) => isNarrow && this.#pane !== pane;
    return html`<div class="base" part="base" @keydown=${this.#onKeyDown}>
      <div class="room"></div>
      ${headerTemplate({
        conversation,
        dates,
        turns: transcript && this.#given.summary(transcript),
        neighbors: this.neighbors && this.#neighbors.value,
        live: this.#source.live?.state,
        go: (to, event) => this.#go(to, event),
      })}
      ${isNarrow ? tabs(this.#pane, (pane) => this.#select(pane)) : nothing}
      <section
        id="interaction"
        class="interaction"
        part="interaction"
        role=${paneRole(isNarrow)}
        aria-label=${words.interaction}
        ?hidden=${hides('interaction')}
      >
        ${this.#interactionPane(value, transcript, dates)}
      </section>
      ${value && hasPlayer(value.conversation) ? this.#player(value, transcript) : nothing}
      ${isNarrow ? nothing : divider(this.#width)}
      <section
        id="details"
        class="details"
        part="details"
        role=${paneRole(isNarrow)}
        aria-label=${words.details}
        tabindex="0"
        ?hidden=${hides('details')}
      ></section>
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

  /** The transcript, or what is said in its place. */
  #interactionPane(
    value: Loaded | undefined,
    transcript: Transcript | undefined,
    dates: DateFormat,
  ): unknown {
    const { error, pending } = this.#data;
    const failed =
      error &&
      failure({
        error,
        kept: value !== undefined,
        waiting: pending,
        onRetry: () => void this.#retry(),
      });
    if (!value) {
      if (failed) return failed;
      if (!this.#id) return message(words.notices.nothing);
      const isComing = this.#provider !== undefined || this.#context.value === null;
      return isComing ? skeleton() : message(words.notices.notConnected);
    }
    const { conversation } = value;
    if (!transcript || (transcript.turns.length === 0 && !this.#source.paged.active))
      return html`${failed}${message(words.transcript[availabilityOf(conversation, transcript)])}`;
    const links = this.detailHref ?? value.provider.links?.conversation;
    this.#interaction.show(
      this.#given.shown({
        conversation,
        turns: transcript.turns,
        speakers: transcript.speakers,
        dates,
        offset: this.#recorded.offset(value.provider, conversation.id, transcript),
        playable: isPlayable(conversation),
        linkable: links !== undefined,
        growing: this.#source.live !== undefined,
      }),
    );
    return html`${failed}${this.#interaction.render(summaryLine(this.#given.summary(transcript)))}
    ${this.#interaction.copy.fallback === undefined
      ? nothing
      : copyFallback(this.#interaction.copy)}`;
  }

  #player({ conversation, provider }: Loaded, transcript: Transcript | undefined): TemplateResult {
    const { id } = conversation;
    const correction = this.#recorded.correction(id);
    return playerBar({
      conversation,
      provider,
      transcript: this.#given.transcript(transcript, correction),
      recording: this.#given.recording(conversation.recording),
      label: titleOf(conversation),
      detailHref: this.detailHref,
      noShortcuts: this.noShortcuts,
      timed: transcript !== undefined && transcript.timing !== 'none',
      following: this.#interaction.following,
      correction,
      onFollow: () => this.#interaction.follow(!this.#interaction.following),
      onCorrect: (seconds) => this.#recorded.correct(id, seconds),
      onReport: this.#recorded.onReport,
    });
  }

  #select(pane: Pane): void {
    this.#pane = pane;
    this.requestUpdate();
  }

  #exactTime(): number | undefined {
    const { value } = this.#data;
    return value && this.#recorded.session(value.provider, value.conversation.id)?.time;
  }

  /** The reader wants to hear a turn. */
  #play(time: number): void {
    const conversationId = this.#id ?? '';
    const intent = new RecordingSeekEvent({ conversationId, time, source: 'turn' });
    if (!this.dispatchEvent(intent)) return;
    this.#interaction.inStep.at(time, true);
    this.#recorded.play(time);
  }

  #linkTo(turn: Turn): string | undefined {
    const { value } = this.#data;
    if (!value) return undefined;
    const { provider, conversation, transcript } = value;
    const offset = this.#recorded.offset(provider, conversation.id, transcript);
    return linkToTurn(conversation, turn, offset, this.detailHref, provider.links);
  }

  /** The reader goes to the conversation before or after this one. */
  #go(to: Conversation | undefined, event: Event): void {
    if (!to) return;
    const { id } = to;
    const modifiers = modifiersOf(event);
    const intent = new ConversationOpenEvent({ id, conversation: to, target: '_self', modifiers });
    if (!this.dispatchEvent(intent)) return;
    this.#asked = true;
    this.conversation = to;
    this.conversationId = id;
    // A place in the last one is none in this.
    this.startAt = this.startTurn = undefined;
  }

  async #retry(): Promise<void> {
    if (this.#data.pending) return;
    this.#asked = true;
    const root = this.renderRoot as ShadowRoot;
    const hadFocus = root.activeElement?.matches('[part~="retry-button"]');
    await this.refresh();
    await super.getUpdateComplete();
    // The button is gone with what it was for.
    if (hadFocus && !root.activeElement) this.#one('.title')?.focus();
  }

  #onLoaded(loaded: Loaded): void {
    this.#source.start(loaded);
    const { conversation, transcript } = loaded;
    const { id } = conversation;
    if (this.#asked) this.#announce(`${words.loaded}: ${titleOf(conversation)}`);
    this.#asked = false;
    const { turns = [], notices = [] } = transcript ?? {};
    this.#report(new ConversationLoadEvent({ id, conversation, turns: turns.length, notices }));
  }

  #onFailed(error: ProviderError, during: ConversationErrorDetail['during']): void {
    this.#asked = false;
    const { kind } = error;
    this.#announce(lookUp(words.errors, kind) ?? error.message);
    this.#report(new ConversationErrorEvent({ id: this.#id ?? '', kind, error, during }));
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

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    const key = this.noShortcuts ? undefined : shortcutOf(event, this.renderRoot);
    if (!key) return;
    if (key === 'close') {
      if (this.#interaction.dismiss()) return event.preventDefault();
      const intent = new ConversationCloseEvent({ id: this.#id ?? '' });
      // Whoever took it as meant has closed something already.
      if (!this.dispatchEvent(intent)) event.preventDefault();
    } else if (this.neighbors) {
      event.preventDefault();
      this.#go(this.#neighbors.value[key], event);
    }
  };

  #setStates(): void {
    const { states } = this.#internals;
    const { pending, error, value } = this.#data;
    const set = (state: string, on: boolean) => (on ? states.add(state) : states.delete(state));
    set('loading', pending || this.#source.paged.loading !== undefined);
    set('error', error !== undefined || this.#source.paged.error !== undefined);
    set('empty', !value && !pending && !error);
    set('live', this.#source.live?.state === 'live');
  }

  #one<E extends HTMLElement = HTMLElement>(selector: string): E | null {
    return this.renderRoot?.querySelector<E>(selector) ?? null;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'conversation-detail': ConversationDetailElement;
  }
}
