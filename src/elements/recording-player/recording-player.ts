import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { RecordingSeekDetail } from '../../events/recording.js';
import { playback } from '../../internal/playback.js';
import { ProviderConsumer } from '../../internal/provider-consumer.js';
import { createWarn } from '../../internal/settings.js';
import { VERSION } from '../../internal/version.js';
import { player as words } from '../../locales/en/player.js';
import type { Recording } from '../../model/recording.js';
import type { Transcript } from '../../model/transcript.js';
import { host } from '../../styles/host.js';
import { tokens } from '../../styles/tokens.js';
import { clock } from './clock.js';
import { compactControls, controls, RATES, skipButton } from './controls.js';
import { Delay } from './delay.js';
import type { PlayerExtras } from './extras.js';
import { icon } from './icons.js';
import { KeptFocus } from './kept-focus.js';
import { noticeOf, noticeTemplate } from './notices.js';
import { isPending, PlayerSession } from './player-session.js';
import { PlayerStatus } from './player-status.js';
import { styles } from './recording-player.styles.js';
import { ROOM, Room } from './room.js';
import { SeekSlider } from './seek-slider.js';
import { checkedRate, createSources, type Found, type RecordingProvider } from './settings.js';

/** Seconds a renewal may take unmentioned. */
const UNNOTICED = 1;

/**
 * Plays the recording of a conversation, draws who speaks when, and never breaks off because a link
 * expired.
 *
 * It needs a provider (its own, or one from a `<conversation-provider>` around it) and
 * `conversation-id`; or a `recording`; or, for plain use, `src`. Nothing is fetched before Play. All
 * players of a page share one sound.
 *
 * @example
 * ```html
 * <recording-player src="/recordings/1.mp3" label="A call"></recording-player>
 * ```
 *
 * @tag recording-player
 * @summary A player for recordings of conversations.
 *
 * @fires {RecordingSeekEvent} recording-seek - The listener chooses another place. Cancelable: prevented, nothing moves.
 * @fires {RecordingPlayEvent} recording-play - It started to sound.
 * @fires {RecordingPauseEvent} recording-pause - It stopped: paused, ended, or another recording took over.
 * @fires {RecordingTimeUpdateEvent} recording-timeupdate - Another time is reached; at most four times a second.
 * @fires {RecordingErrorEvent} recording-error - It could not be played; the player says why.
 * @fires {RecordingRefreshEvent} recording-refresh - Its link was renewed while it was in use.
 *
 * @csspart base - The frame around everything.
 * @csspart message - What is said when something is in the way.
 * @csspart message-title - What it is.
 * @csspart message-detail - What to do about it.
 * @csspart request-id - The request id, for support.
 * @csspart message-button - The way out.
 * @csspart button - A button or choice with words in it.
 * @csspart play-button - Play and pause.
 * @csspart play-button-playing - The same while it plays.
 * @csspart skip-button - Back or forward by seconds.
 * @csspart turn-button - To the previous or next turn.
 * @csspart timeline - Clock and track.
 * @csspart clock - The place of the clock.
 * @csspart slider - The slider over the track; transparent.
 * @csspart speed - The choice of speed.
 * @csspart more-button - Opens what has no room.
 * @csspart more - What has no room.
 * @csspart silence-button - Skips silence.
 * @csspart heard - The choice of who is heard.
 * @csspart volume - Mute button and volume.
 * @csspart mute-button - Mutes.
 * @csspart volume-slider - The volume.
 * @csspart markers-button - Opens the list of markers.
 * @csspart markers - The list of markers.
 * @csspart marker - A marker in it.
 * @csspart copy-button - Copies the link to this time.
 * @csspart copy-fallback - Offers the link where the browser refused to copy it.
 * @csspart copy-field - The link in it.
 * @csspart download-button - Downloads the recording.
 * @csspart help-button - Shows the keys.
 * @csspart help - The keys.
 *
 * @cssstate playing - It sounds.
 * @cssstate loading - It waits for the recording.
 * @cssstate error - It failed.
 * @cssstate empty - There is nothing to play.
 *
 * @cssproperty [--conversation-color-text=light-dark(#171a21, #eceef2)] - Text.
 * @cssproperty [--conversation-color-text-muted=light-dark(#565d6b, #a9b0bd)] - Secondary text.
 * @cssproperty [--conversation-color-text-faint=light-dark(#6a7180, #8b93a2)] - Buffered range, other speakers.
 * @cssproperty [--conversation-color-surface=light-dark(#ffffff, #15181e)] - Background.
 * @cssproperty [--conversation-color-surface-raised=light-dark(#fafbfc, #12151a)] - Background of fields.
 * @cssproperty [--conversation-color-hover=light-dark(#f7f9fc, #1a1e26)] - Background under the pointer.
 * @cssproperty [--conversation-color-border=light-dark(#e6e8ec, #272b34)] - Hairlines.
 * @cssproperty [--conversation-color-accent=light-dark(#3558e0, #8ea8ff)] - Play button, agent.
 * @cssproperty [--conversation-color-caller=light-dark(#0b7a6f, #4fd0c2)] - Caller.
 * @cssproperty [--conversation-color-on-accent=light-dark(#ffffff, #10131a)] - Icon on the accent colour.
 * @cssproperty [--conversation-color-success=light-dark(#146c45, #58c994)] - Unused here.
 * @cssproperty [--conversation-color-info=light-dark(#2357c5, #8fb2ff)] - Unused here.
 * @cssproperty [--conversation-color-warning=light-dark(#8a5100, #e9b44c)] - Markers; notices.
 * @cssproperty [--conversation-color-danger=light-dark(#b92a25, #ff8a84)] - Failed tool calls.
 * @cssproperty [--conversation-color-focus=the accent] - Focus ring.
 * @cssproperty [--conversation-font=inherit] - Font family.
 * @cssproperty [--conversation-font-size=0.8125em] - Font size, of the size around the element.
 * @cssproperty [--conversation-radius=12px] - Corners of the frame.
 * @cssproperty [--conversation-row-padding=8px] - Unused here.
 * @cssproperty [--conversation-shadow] - Shadow of what floats.
 */
export class RecordingPlayer extends LitElement {
  static readonly version = VERSION;
  static override properties = {
    src: {},
    conversationId: { attribute: 'conversation-id' },
    playbackRate: { attribute: 'playback-rate', type: Number },
    compact: { type: Boolean },
    detailHref: { attribute: 'detail-href' },
    label: {},
    noShortcuts: { attribute: 'no-shortcuts', type: Boolean },
    provider: { attribute: false },
    recording: { attribute: false },
    transcript: { attribute: false },
  };
  static override styles = [tokens, host, ...styles];

  /** Address of a recording, for use without a provider: `https:`, `http:` or `blob:`. Wins over it. */
  src: string | undefined;

  /** Which conversation; in every event. Players of the same one and the same provider go in step. */
  conversationId: string | undefined;

  /** Speed from 0.5 to 3, of all recordings of the page. Default: what the listener used last. */
  playbackRate: number | undefined;

  /** Only play button, timeline and clock. Default false. */
  compact = false;

  /** URL template of a conversation's page, with `{id}` and perhaps `{time}`. Offers Copy link. */
  detailHref: string | undefined;

  /** What is played, in words: for the accessible name and the system's media controls. */
  label: string | undefined;

  /** Leaves all keys but those of the focused control to the page. Default false. */
  noShortcuts = false;

  /** Where recordings come from; needs `recording()` only. Wins over a provider from the context. */
  provider: RecordingProvider | undefined;

  /** What the host knows of the recording already. */
  recording: Recording | undefined;

  /** Who speaks when, for lanes, markers, turns and skipping silence. */
  transcript: Transcript | undefined;

  readonly #internals = this.attachInternals();
  readonly #context = new ProviderConsumer(this);
  readonly #room = new Room(this, () => this.#one('.room'));
  readonly #status = new PlayerStatus(this);
  readonly #warn = createWarn('recording-player');
  readonly #sources = createSources(this.#warn);
  readonly #playing = new PlayerSession(this, {
    label: () => this.label,
    // Reports go out when what they report is on the page.
    report: (event) => void this.#rendered().then(() => this.dispatchEvent(event)),
    changed: () => this.#onChanged(),
    renewed: (seconds) => {
      if (seconds > UNNOTICED) this.#status.announce(words.renewed);
    },
  });
  readonly #slider = new SeekSlider({
    input: () => this.#one('.slider'),
    session: () => this.#playing.session,
    length: () => this.#playing.length,
    seek: (time) => this.#seek(time, 'slider'),
    dragged: () => this.#extras?.changed(),
  });
  #extras: PlayerExtras | undefined;
  #ready: Promise<void> | undefined;
  #bare = false;
  #missing: Found['missing'];

  constructor() {
    super();
    new KeptFocus(this);
  }

  /** Starts or goes on. Settles when that is under way; failures are shown and reported. */
  async play(): Promise<void> {
    // At once where possible: browsers let sound start only within a click.
    if (this.#isChanging()) await this.#rendered();
    if (this.#missing) return this.#playing.refuse(this.conversationId ?? '');
    await this.#playing.session?.play();
  }

  pause(): void {
    if (this.#isChanging()) void this.#rendered().then(() => this.#playing.session?.pause());
    else this.#playing.session?.pause();
  }

  /** @param seconds Position in the recording. Fires no `recording-seek`. */
  seekTo(seconds: number): void {
    if (this.#isChanging()) return this.#playing.startAt(seconds);
    this.#playing.session?.seek(seconds);
    this.#slider.show();
  }

  /** Focuses the play button, else the way out of what is in the way. */
  override focus(options?: FocusOptions): void {
    const target = this.#one('.play') ?? this.#one('.message button') ?? this.#one('.base');
    target?.focus(options);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { source, missing } = this.#sources(this, this.#context.value);
    this.#missing = missing;
    // An element that left the document is updated all the same.
    this.#playing.use(this.isConnected ? source : undefined);
    const { session } = this.#playing;
    const rate = changed.has('playbackRate') && checkedRate(this.playbackRate, this.#warn);
    if (rate) playback().setRate(rate);
    this.#extras?.derive();
    this.#status.update(
      session,
      noticeOf(this.#playing, this.#missing, this.#extras?.downloadError),
    );
    this.#setStates();
  }

  protected override firstUpdated(): void {
    this.#ready = this.#loadExtras();
  }

  protected override updated(): void {
    this.#slider.sync();
    this.#extras?.updated();
  }

  /** Complete means that the player answers to everything a listener does. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const complete = await super.getUpdateComplete();
    await this.#ready;
    return complete && super.getUpdateComplete();
  }

  protected override render(): TemplateResult {
    const { notice, urgent, late, announcement } = this.#status;
    const { session } = this.#playing;
    const shown = (this.compact ? compactControls : controls)({
      session,
      length: this.#playing.length,
      slider: this.#slider,
      canSeek: this.#playing.canSeek,
      room: this.#room.level,
      extras: this.#extras,
      onPlay: this.#onPlay,
      onSkip: this.#onSkip,
    });
    return html`<div
      class="base ${this.compact ? 'compact' : ''} ${this.#bare ? 'bare' : ''}"
      part="base"
      role="group"
      tabindex="-1"
      aria-label=${words.name(this.label)}
      aria-busy=${late}
      @keydown=${(event: KeyboardEvent) => this.#extras?.onKeyDown(event)}
    >
      <div class="room"></div>
      ${notice
        ? noticeTemplate(notice, {
            downloadable: session?.recording?.downloadable === true,
            urgent,
            onPlay: this.#onPlay,
            onCheck: () => void this.#check(),
            onDownload: () => void this.#extras?.download(),
          })
        : nothing}
      ${notice?.instead ? nothing : shown} ${this.#extras?.overlays()}
      <div class="visually-hidden" role="status">${announcement}</div>
    </div>`;
  }

  async #loadExtras(): Promise<void> {
    const late = await import('./extras.js').catch(() => undefined);
    if (!late) {
      // Without it the recording can still be played and sought, with the slider as it is.
      this.#bare = true;
      return this.requestUpdate();
    }
    this.#extras = new late.PlayerExtras({
      lit: { css, html, nothing },
      host: this,
      root: this.renderRoot as ShadowRoot,
      service: playback(),
      session: () => this.#playing.session,
      isEmpty: () => this.#missing === 'nothing',
      warn: this.#warn,
      expect: (length) => (this.#playing.expected = length),
      length: () => this.#playing.length,
      fits: (what) => this.#room.level >= ROOM[what],
      links: () => (this.provider ?? this.#context.value)?.links,
      waiting: () => (this.#status.long ? words.loading : ''),
      time: () => this.#slider.preview ?? this.#playing.time,
      icon,
      clock,
      spoken: words.spoken,
      skipButton: (seconds) => skipButton(this.#onSkip, seconds),
      rates: RATES,
      copied: new Delay(this),
      empty: new Delay(this),
      toggle: this.#onPlay,
      seek: (time, source) => this.#seek(time, source),
      announce: (text) => this.#status.announce(text),
    });
    this.requestUpdate();
  }

  /** What the host wants is for what it chose last, which is not shown yet. */
  #isChanging(): boolean {
    if (this.#playing.session && !this.isUpdatePending) return false;
    return !this.#playing.shows(this.#sources(this, this.#context.value).source);
  }

  /** Once what is known now is on the page, extras or not. */
  #rendered(): Promise<boolean> {
    return super.getUpdateComplete();
  }

  #setStates(): void {
    const { session } = this.#playing;
    const { states } = this.#internals;
    const set = (state: string, on: boolean) => (on ? states.add(state) : states.delete(state));
    set('playing', session?.state === 'playing');
    set('loading', isPending(session));
    set('error', session?.state === 'failed');
    set('empty', this.#status.notice?.instead === true);
  }

  readonly #onPlay = (): void => {
    const { session } = this.#playing;
    if (session?.wanted) return session.pause();
    this.#status.asked = true;
    void session?.play();
  };

  async #check(): Promise<void> {
    const { notice } = this.#status;
    await this.#playing.session?.check();
    await this.#rendered();
    // That nothing changed is an answer, too.
    if (notice?.kind === this.#status.notice?.kind)
      this.#status.announce(words.notices.processing.title);
  }

  readonly #onSkip = (seconds: number): void => this.#seek(this.#playing.time + seconds, 'button');

  #seek(time: number, source: RecordingSeekDetail['source']): void {
    this.#playing.seek(time, source);
    this.#slider.show();
    this.#extras?.changed();
  }

  #onChanged(): void {
    this.#slider.sync();
    this.#extras?.changed();
  }

  #one<E extends HTMLElement = HTMLElement>(selector: string): E | null {
    return this.renderRoot?.querySelector<E>(selector) ?? null;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'recording-player': RecordingPlayer;
  }
}
