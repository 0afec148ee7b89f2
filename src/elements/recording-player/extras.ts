/**
 * Everything a listener can do beside Play, seek and speed, and the picture of the timeline. Loaded
 * right after the player's first view. It imports nothing the element imports; see `ExtrasContext`.
 */
import type { TemplateResult } from 'lit';
import { extras as words } from '../../locales/en/player-extras.js';
import { AdoptedStyles } from '../../internal/adopted-styles.js';
import { copyFallback } from '../../internal/copy-fallback.js';
import { helpStyles } from '../../internal/help-dialog.js';
import type { PlaybackSession } from '../../internal/playback.js';
import { openBeside } from '../../internal/popover.js';
import { toProviderError, type ProviderError } from '../../model/error.js';
import type { Transcript } from '../../model/transcript.js';
import { panelStyles } from '../../styles/panel.js';
import { createActs } from './acts.js';
import type { ExtrasContext } from './extras-context.js';
import { playerHelp } from './help-dialog.js';
import { lateStyles } from './late.styles.js';
import { expectedLength } from './length.js';
import { linkAt } from './link-at.js';
import { normalisedPeaks } from './peaks.js';
import { placedTranscript } from './placed-transcript.js';
import { shortcutFor, type PlayerActs } from './shortcuts.js';
import { Timeline, type TimelineBoxes, type TimelineState } from './timeline.js';
import { timelineStyles } from './timeline.styles.js';
import { timelineModel } from './timeline-model.js';
import { inline, more, turnButtons, type ToolsContext } from './tools.js';
import { pointTo } from './tooltip.js';

/** Milliseconds that "Copied" stays. */
const COPIED = 2000;
/** Milliseconds without anything to play after which the host's developer is told. */
const EMPTY = 5000;

export class PlayerExtras {
  readonly #context: ExtrasContext;
  readonly #acts: PlayerActs;
  readonly #timeline: Timeline;
  #of: PlaybackSession | undefined;
  #transcript: Transcript | undefined;
  #transcriptOf: readonly unknown[] = [];
  #model = timelineModel(undefined, NaN);
  #modelOf: readonly unknown[] = [];
  #peaks: readonly Float32Array[] = [];
  #peaksOf: unknown;
  /** How far it was downloaded when that was last drawn. */
  #buffered: number | undefined;
  #copyField: string | undefined;
  #markersOpen = false;
  #helpOpen = false;
  downloadError: ProviderError | undefined;

  constructor(context: ExtrasContext) {
    this.#context = context;
    const styles = [panelStyles, lateStyles, helpStyles, timelineStyles].map((make) =>
      make(context.lit),
    );
    new AdoptedStyles(context.host, styles);
    this.#acts = {
      ...createActs(context, () => this.#model),
      download: () => void this.download(),
      copyLink: () => void this.#copy(),
      help: () => void this.#help(),
    };
    for (const type of ['pointermove', 'pointerout'] as const)
      context.root.addEventListener(type, (event) =>
        pointTo(context, this.#model, event as PointerEvent),
      );
    this.#timeline = new Timeline(context.host, {
      boxes: () => this.#boxes(),
      state: () => this.#drawn(),
      model: () => this.#model,
      peaks: () => this.#peaks,
    });
  }

  /** Before every rendering: what is drawn follows transcript, length and peaks. */
  derive(): void {
    const { session: sessionOf, length, host } = this.#context;
    const session = sessionOf();
    if (session !== this.#of) this.#forget();
    this.#of = session;
    const peaks = session?.recording?.peaks ?? host.recording?.peaks;
    if (peaks !== this.#peaksOf) this.#peaks = normalisedPeaks((this.#peaksOf = peaks));
    this.#place(session?.recording?.offset ?? host.recording?.offset);
    this.#watchEmpty();
    const inputs = [this.#transcript, length(), session];
    if (inputs.every((input, index) => Object.is(input, this.#modelOf[index]))) return;
    this.#modelOf = inputs;
    this.#model = timelineModel(this.#transcript, length());
    const { skipSilence, speakerId } = session?.listening ?? {};
    // What is heard follows the turns. A player that knows none leaves it to the one that does.
    if (skipSilence || speakerId !== undefined) this.#acts.listen({});
  }

  #place(offset: unknown): void {
    const { host, warn, expect } = this.#context;
    const given = [host.transcript, offset];
    if (given.every((value, index) => Object.is(value, this.#transcriptOf[index]))) return;
    this.#transcriptOf = given;
    this.#transcript = placedTranscript(host.transcript, offset, warn);
    expect(expectedLength(this.#transcript));
  }

  /** What a player needs may come late; when it never comes, it is not the listener who is told why. */
  #watchEmpty(): void {
    const { host, isEmpty, empty, warn } = this.#context;
    const isPuzzling = () => isEmpty() && !host.src;
    if (!isPuzzling() || empty.waiting) return;
    empty.start(EMPTY, () => {
      if (isPuzzling()) warn('needs a conversation-id and a provider, or a recording, or src.');
    });
  }

  /** What was said or opened about another recording. */
  #forget(): void {
    this.downloadError = this.#copyField = undefined;
    this.#one('.markers:popover-open')?.hidePopover();
  }

  /** After every rendering. */
  updated(): void {
    this.#timeline.run(this.#context.session()?.state === 'playing');
  }

  /** Anything changed, time included. */
  changed(): void {
    const session = this.#context.session();
    // While it plays the timeline follows by itself; only what was downloaded since is news.
    const end = session?.buffered.at(-1)?.end;
    if (session?.state !== 'playing' || end !== this.#buffered) this.#timeline.redraw();
    this.#buffered = end;
  }

  /** What the timeline is painted on, and what tells of it. */
  canvas(): TemplateResult {
    return this.#context.lit.html`<canvas aria-hidden="true"></canvas>
      <div class="tip panel" popover="manual" aria-hidden="true"></div>`;
  }

  turns(): unknown {
    return turnButtons(this.#toolsContext());
  }

  /** What has room in the bar. */
  tools(): unknown {
    return inline(this.#toolsContext());
  }

  /** What has none. */
  more(): unknown {
    return more(this.#toolsContext());
  }

  /** What is shown beside the controls. */
  overlays(): TemplateResult {
    const { html, nothing } = this.#context.lit;
    const field = this.#copyField;
    return html`${field === undefined
      ? nothing
      : copyFallback(this.#context.lit, {
          text: field,
          label: words.copyFailed,
          close: words.close,
          look: 'message',
          onClose: this.#closeCopy,
        })}
    ${this.#helpOpen ? playerHelp(this.#context, this.#closeHelp) : nothing}`;
  }

  onKeyDown(event: KeyboardEvent): void {
    const shortcut = shortcutFor(event, this.#context.host);
    // Nothing can be controlled where the controls are not.
    if (!shortcut || !this.#one('.play')) return;
    event.preventDefault();
    if (!event.repeat || shortcut.repeats) shortcut.act(this.#acts);
  }

  async download(): Promise<void> {
    const { host } = this.#context;
    const session = this.#context.session();
    this.downloadError = undefined;
    host.requestUpdate();
    const name = host.label?.trim() || host.conversationId || 'recording';
    await session?.download(name).catch((thrown: unknown) => {
      if (session !== this.#context.session()) return;
      this.downloadError = toProviderError(thrown);
      host.requestUpdate();
    });
  }

  #toolsContext(): ToolsContext {
    return {
      ...this.#context,
      model: this.#model,
      acts: this.#acts,
      linked: this.#link() !== undefined,
      markersOpen: this.#markersOpen,
      onMarkers: this.#onMarkers,
    };
  }

  #boxes(): TimelineBoxes | undefined {
    const [canvas, track] = [this.#one<HTMLCanvasElement>('canvas'), this.#one('.track')];
    return canvas && track ? { canvas, track, clock: this.#one('.clock') ?? undefined } : undefined;
  }

  #drawn(): TimelineState {
    const { session, time: timeOf, length, clock, waiting } = this.#context;
    const { buffered = [], listening } = session() ?? {};
    const [time, duration] = [timeOf(), length()];
    const beside = waiting() || (duration > 0 && `/ ${clock(duration)}`) || '';
    const clockText = `${clock(time)} ${beside}`.trim();
    return { time, duration, buffered, passages: listening?.passages, clockText };
  }

  readonly #onMarkers = (event: ToggleEvent): void => {
    openBeside(event);
    this.#markersOpen = event.newState === 'open';
    this.#context.host.requestUpdate();
  };

  async #help(): Promise<void> {
    const { host } = this.#context;
    this.#helpOpen = true;
    host.requestUpdate();
    await host.updateComplete;
    this.#one<HTMLDialogElement>('dialog:not([open])')?.showModal();
  }

  readonly #closeHelp = (): void => {
    this.#helpOpen = false;
    this.#context.host.requestUpdate();
  };

  #link(): string | undefined {
    const { host, time, links } = this.#context;
    return linkAt(host.conversationId, time(), host.detailHref, links());
  }

  async #copy(): Promise<void> {
    const { host, session: sessionOf, copied, announce } = this.#context;
    const session = sessionOf();
    const url = this.#link();
    if (!url) return;
    try {
      await navigator.clipboard.writeText(url);
      this.#copyField = undefined;
      copied.start(COPIED, () => host.requestUpdate());
      announce(words.copied);
    } catch {
      if (session !== sessionOf()) return;
      this.#copyField = url;
      // It would lie over the link.
      this.#one('.more:popover-open')?.hidePopover();
      host.requestUpdate();
      await host.updateComplete;
      this.#one<HTMLInputElement>('.link-field')?.select();
    }
  }

  readonly #closeCopy = (): void => {
    this.#copyField = undefined;
    this.#one('[part~="copy-button"]')?.focus();
    this.#context.host.requestUpdate();
  };

  #one<E extends HTMLElement = HTMLElement>(selector: string): E | null {
    return this.#context.root.querySelector<E>(selector);
  }
}
