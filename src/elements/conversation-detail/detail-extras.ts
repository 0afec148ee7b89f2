/**
 * What a reader needs once there is something to read: the player beneath the turns and all that goes in
 * step with it, keys, pages of turns, what is said now, the details beside. Loaded right after the first
 * rendering, so that turns are shown before the code that reacts to the reader arrives.
 */
import { css, html, nothing, type LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { ConversationOpenEvent } from '../../events.js';
import { ConversationCloseEvent, type ConversationErrorDetail } from '../../events/conversation.js';
import { RecordingSeekEvent } from '../../events/recording.js';
import type { AdoptedStyles } from '../../internal/adopted-styles.js';
import type { Conversation } from '../../model/conversation.js';
import type { ProviderError } from '../../model/error.js';
import type { ConversationProvider } from '../../model/provider.js';
import type { Transcript, Turn } from '../../model/transcript.js';
import { detailExtras as words } from '../../locales/en/detail-extras.js';
import { panelStyles } from '../../styles/panel.js';
import { turnText } from '../../transcripts/turn-text.js';
import type { Loaded } from './conversation-data.js';
import { CopyByHand } from './copy-by-hand.js';
import { extrasStyles } from './detail-extras.styles.js';
import { titleOf } from './detail-header.js';
import type * as DetailsModule from './details-pane.js';
import { createGiven } from './given.js';
import { modifiersOf, shortcutOf } from './keys.js';
import { latencies } from './latency.js';
import type { LiveState } from './live-turns.js';
import { NeighborsOf, type FindNeighbors, type Neighbors } from './neighbors.js';
import type { PagedTurns } from './paged-turns.js';
import { PaneWidth } from './pane-width.js';
import { divider, playerBar } from './player-bar.js';
import { Reading } from './reading.js';
import { Recorded } from './recorded.js';
import { StartPlace } from './start-place.js';
import { toolExchange } from './tool-exchange.js';
import type { TurnList } from './turn-list.js';
import { linkToTurn } from './turn-link.js';
import type { TranscriptTools } from './transcript-tools.js';
import { TurnSource } from './turn-source.js';

/** The element, as far as the code that comes later knows it. */
export interface DetailHost extends LitElement {
  conversation: Conversation | undefined;
  conversationId: string | undefined;
  startAt: number | undefined;
  startTurn: string | undefined;
  readonly live: boolean;
  readonly detailHref: string | undefined;
  readonly agentHref: string | undefined;
  readonly timeZone: string | undefined;
  readonly storageKey: string | undefined;
  readonly noShortcuts: boolean;
  readonly neighbors: FindNeighbors | undefined;
}

export interface DetailExtrasContext {
  readonly host: DetailHost;
  readonly list: TurnList;
  readonly styles: AdoptedStyles;
  readonly id: () => string | undefined;
  /** The one that is asked; not checked in any way but for its methods. */
  readonly provider: () => ConversationProvider | undefined;
  /** The last good answer for what is asked for now. */
  readonly loaded: () => Loaded | undefined;
  /** It is being asked for. */
  readonly pending: () => boolean;
  readonly registerPlayer: () => Promise<unknown> | undefined;
  readonly announce: (text: string) => void;
  readonly failed: (error: ProviderError, during: ConversationErrorDetail['during']) => void;
  /** Shows the transcript, where panes are tabs. */
  readonly read: () => void;
  /** The reader asked for another conversation: what becomes of it is announced. */
  readonly asked: () => void;
  /** Asks for the conversation again. */
  readonly refresh: () => void;
}

export class DetailExtras {
  readonly #context: DetailExtrasContext;
  readonly #host: DetailHost;
  readonly #source: TurnSource;
  readonly #recorded: Recorded;
  readonly #width: PaneWidth;
  readonly #neighbors: NeighborsOf;
  readonly #start: StartPlace;
  readonly #byHand: CopyByHand;
  readonly #given = createGiven();
  readonly reading: Reading;
  readonly exchange = toolExchange;
  readonly latencies = latencies;
  #details: ReturnType<typeof DetailsModule.detailsPane> | undefined;
  #tools: TranscriptTools | undefined;

  constructor(context: DetailExtrasContext) {
    const { host, list, announce, failed, registerPlayer, styles } = context;
    const changed = () => host.requestUpdate();
    this.#context = context;
    this.#host = host;
    styles.add(panelStyles({ css }));
    styles.add(extrasStyles);
    this.#source = new TurnSource(host, {
      failed,
      growsAbove: () => this.reading.keepPlace(),
      said: (turn) => announce(this.#spoken(turn)),
      ended: context.refresh,
    });
    this.#recorded = new Recorded(host, {
      registerPlayer,
      report: (event) => host.dispatchEvent(event),
      reached: (time) => this.reading.inStep.at(time),
      sounds: (sounds) => this.reading.inStep[sounds ? 'start' : 'stop'](),
    });
    this.reading = new Reading({
      host,
      list,
      paged: this.#source.paged,
      play: (time) => this.#play(time),
      linkTo: (turn) => this.#linkTo(turn),
      announce,
      exactTime: () => this.#exactTime(),
      copyTurn: (id) => void this.#tools?.copyTurn(id),
    });
    this.#byHand = new CopyByHand(host, this.reading.copy);
    this.#width = new PaneWidth(host, {
      frame: () => host.renderRoot.querySelector<HTMLElement>('.base'),
      storageKey: () => host.storageKey,
    });
    this.#neighbors = new NeighborsOf(changed);
    this.#start = new StartPlace({
      toTime: (time) => this.reading.goTo(time),
      toTurn: (id) => this.reading.goToTurn(id),
      seek: (time) => this.#recorded.seek(context.id(), time),
      more: () => this.#source.paged.goOn(),
    });
    this.#recorded.load();
    void this.#loadDetails(changed);
    void this.#loadTools(changed);
  }

  get neighbors(): Neighbors | undefined {
    return this.#host.neighbors && this.#neighbors.value;
  }

  get live(): LiveState | undefined {
    return this.#source.live?.state;
  }

  /** How far it is listened to, and the button to hear it where that is possible. */
  listening(): TemplateResult | typeof nothing {
    const { live } = this.#source;
    if (!live) return nothing;
    const { state, sounds, canSound, toggleSound } = live;
    return html`<span class="live dot ${state}" part="live">${words.live[state]}</span> ${canSound
        ? html`<button
            type="button"
            class="button"
            part="button listen-button"
            aria-pressed=${sounds}
            @click=${toggleSound}
          >
            ${words.listen}
          </button>`
        : nothing}`;
  }

  get paged(): PagedTurns {
    return this.#source.paged;
  }

  /** The reader follows links to places, and the host moves on to other conversations. */
  update(changed: PropertyValues<DetailHost>): void {
    const { neighbors, startAt, startTurn } = this.#host;
    this.#neighbors.follow(neighbors, this.#context.id());
    const places = ['conversationId', 'startAt', 'startTurn'] as const;
    if (places.some((name) => changed.has(name))) this.startAt(startAt, startTurn);
  }

  startAt(time: number | undefined | null, turn: string | undefined | null): void {
    this.#start.set(time ?? undefined, turn ?? undefined);
  }

  /** Another answer is there. */
  begin(loaded: Loaded): void {
    this.#source.start(loaded);
  }

  /** With the turns of all sources. */
  transcript(loaded: Loaded): Transcript | undefined {
    this.#source.listen(loaded, this.#host.live && this.#host.isConnected);
    return this.#source.transcript(loaded);
  }

  /** Seconds: the recording's time − the transcript's. */
  offset({ provider, conversation, transcript }: Loaded): number {
    return this.#recorded.offset(provider, conversation.id, transcript);
  }

  rendered(): void {
    this.reading.rendered();
    this.#recorded.rendered();
    this.#byHand.rendered();
    if (this.#context.loaded() && this.reading.isReady) this.#start.reach();
  }

  player({ conversation, provider }: Loaded, transcript: Transcript | undefined): TemplateResult {
    const { id } = conversation;
    const { detailHref, noShortcuts } = this.#host;
    const correction = this.#recorded.correction(id);
    return playerBar({
      conversation,
      provider,
      transcript: this.#given.transcript(transcript, correction),
      recording: this.#given.recording(conversation.recording),
      label: titleOf(conversation),
      detailHref,
      noShortcuts,
      timed: transcript?.turns.some(({ start }) => start !== undefined) === true,
      following: this.reading.following,
      correction,
      onFollow: () => this.reading.follow(!this.reading.following),
      onCorrect: (seconds) => this.#recorded.correct(id, seconds),
      onReport: this.#recorded.onReport,
    });
  }

  /** Search, copies and files. */
  tools(): TemplateResult | undefined {
    return this.#tools?.render();
  }

  divider(): TemplateResult {
    return divider(this.#width);
  }

  copyFallback(): TemplateResult | typeof nothing {
    return this.#byHand.render();
  }

  /** What is known beside the turns; of a preloaded conversation before the rest is there. */
  details(
    conversation: Conversation,
    loaded: Loaded | undefined,
    transcript: Transcript | undefined,
    locale: string,
  ): TemplateResult | typeof nothing {
    const { timeZone, agentHref } = this.#host;
    const provider = this.#context.provider();
    const recording = provider && this.#recorded.session(provider, conversation.id)?.recording;
    return (
      this.#details?.({
        conversation,
        locale,
        loading: loaded === undefined && this.#context.pending(),
        ...(transcript && { transcript }),
        ...(timeZone && { timeZone }),
        ...(agentHref && { agentHref }),
        ...(recording && { recording }),
        ...(provider?.links && { links: provider.links }),
        ...(provider && { fields: provider.capabilities?.fields ?? [] }),
        ...(loaded?.withheld && { withheld: loaded.withheld }),
      }) ?? nothing
    );
  }

  /** The reader goes to the conversation before or after this one. */
  readonly go = (to: Conversation | undefined, event: Event): void => {
    if (!to) return;
    const host = this.#host;
    const { id } = to;
    const modifiers = modifiersOf(event);
    const intent = new ConversationOpenEvent({ id, conversation: to, target: '_self', modifiers });
    if (!host.dispatchEvent(intent)) return;
    this.#context.asked();
    host.conversation = to;
    host.conversationId = id;
    // A place in the last one is none in this.
    host.startAt = host.startTurn = undefined;
  };

  readonly onKeyDown = (event: KeyboardEvent): void => {
    const host = this.#host;
    const key = host.noShortcuts ? undefined : shortcutOf(event, host.renderRoot);
    if (!key) return;
    if (key === 'close') {
      if (this.reading.dismiss()) return event.preventDefault();
      const intent = new ConversationCloseEvent({ id: this.#context.id() ?? '' });
      // Whoever took it as meant has closed something already.
      if (!host.dispatchEvent(intent)) event.preventDefault();
    } else if (key === 'find') {
      if (!this.#tools) return;
      event.preventDefault();
      this.#tools.search.focus();
    } else if (host.neighbors) {
      event.preventDefault();
      this.go(this.#neighbors.value[key], event);
    }
  };

  async #loadDetails(changed: () => void): Promise<void> {
    // The transcript is read without them.
    const late = await import('./details-pane.js').catch(() => undefined);
    if (!late) return;
    this.#context.styles.add(late.detailsStyles);
    this.#details = late.detailsPane(changed);
    changed();
  }

  async #loadTools(changed: () => void): Promise<void> {
    const late = await import('./transcript-tools.js').catch(() => undefined);
    if (!late) return;
    const { host, list, announce, styles, loaded, read } = this.#context;
    const { reading, paged } = this;
    styles.add(late.transcriptToolsStyles);
    const tools = new late.TranscriptTools(host, {
      list,
      announce,
      copy: reading.copy,
      scroller: () => host.renderRoot.querySelector<HTMLElement>('.scroller'),
      bring: (id) => reading.bring(id),
      focusTurn: (id) => reading.focusTurn(id),
      leave: () => reading.leave(),
      show: () => (read(), host.updateComplete),
      isOpen: () => paged.has('before') || paged.has('after'),
      id: () => loaded()?.conversation.id,
      transcript: () => this.#source.transcript(loaded()),
    });
    reading.others = () => tools.search.paint();
    this.#tools = tools;
    changed();
  }

  #exactTime(): number | undefined {
    const loaded = this.#context.loaded();
    return loaded && this.#recorded.session(loaded.provider, loaded.conversation.id)?.time;
  }

  /** The reader wants to hear a turn. */
  #play(time: number): void {
    const conversationId = this.#context.id() ?? '';
    const intent = new RecordingSeekEvent({ conversationId, time, source: 'turn' });
    if (!this.#host.dispatchEvent(intent)) return;
    this.reading.inStep.at(time, true);
    this.#recorded.play(time);
  }

  #linkTo(turn: Turn): string | undefined {
    const loaded = this.#context.loaded();
    if (!loaded) return undefined;
    const { provider, conversation } = loaded;
    const { detailHref } = this.#host;
    return linkToTurn(conversation, turn, this.offset(loaded), detailHref, provider.links);
  }

  /** What a turn says, for who hears and does not see it. */
  #spoken(turn: Turn): string {
    const name = this.#context.list.context?.whoSpeaks(turn)?.name ?? '';
    return words.said(name, turnText(turn));
  }
}
