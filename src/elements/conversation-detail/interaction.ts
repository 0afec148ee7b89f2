/**
 * The transcript as it is read: which turns are shown, what of them is open, where the reader is, and
 * what a click or key on a turn means.
 */
import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { DateFormat } from '../../internal/intl.js';
import { detail as words } from '../../locales/en/detail.js';
import type { Conversation } from '../../model/conversation.js';
import type { Speaker, Turn } from '../../model/transcript.js';
import { turnText } from '../../transcripts/turn-text.js';
import { selectionIn } from '../conversation-inbox/composed-selection.js';
import { CopyLink } from '../conversation-inbox/copy-link.js';
import { bringToMiddle, readerScrolls } from './follow.js';
import { InStep } from './in-step.js';
import { slowestOf } from './latency.js';
import type { PagedTurns } from './paged-turns.js';
import { ReadingPlace } from './reading-place.js';
import { isSystem, speakersOf, type TurnContext } from './turn-context.js';
import { TurnFocus } from './turn-focus.js';
import { lastBefore, timesOf } from './turn-times.js';
import { LatencyTip } from './latency-tip.js';
import { turnsEdge } from './turns-edge.js';
import { turnTemplate } from './turn-view.js';

/** What is shown. The same object as long as nothing of it changed. */
export interface Shown {
  readonly conversation: Conversation;
  readonly speakers: readonly Speaker[];
  readonly turns: readonly Turn[];
  readonly dates: DateFormat;
  /** Seconds: the recording's time − the transcript's. */
  readonly offset: number;
  readonly playable: boolean;
  readonly linkable: boolean;
  /** Turns arrive while somebody reads. */
  readonly growing: boolean;
}

export interface InteractionOptions {
  /** The reader wants to hear a turn. Seconds in the recording. */
  readonly play: (time: number) => void;
  /** The absolute URL of a turn, if it has one. */
  readonly linkTo: (turn: Turn) => string | undefined;
  readonly announce: (text: string) => void;
  readonly exactTime: () => number | undefined;
}

export class Interaction {
  readonly #host: LitElement;
  readonly #options: InteractionOptions;
  readonly #paged: PagedTurns;
  readonly #tip: LatencyTip;
  readonly inStep: InStep;
  readonly copy: CopyLink;
  readonly #focus: TurnFocus;
  readonly #place: ReadingPlace;
  #shown: Shown | undefined;
  #context: TurnContext | undefined;
  #visible: readonly Turn[] = [];
  #system = 0;
  #opened: ReadonlySet<string> = new Set();
  #showsSystem = false;
  #marked: HTMLElement | undefined;
  /** The reader wants the current turn in view. */
  following = true;

  constructor(host: LitElement, paged: PagedTurns, options: InteractionOptions) {
    this.#host = host;
    this.#paged = paged;
    this.#options = options;
    this.inStep = new InStep(host, {
      elementOf: (id) => this.elementOf(id),
      offset: () => this.#shown?.offset ?? 0,
      exactTime: options.exactTime,
      changed: () => this.#onCurrent(),
    });
    this.copy = new CopyLink(host, () => this.#refresh());
    this.#focus = new TurnFocus(host, () => this.#list);
    this.#tip = new LatencyTip(host);
    this.#place = new ReadingPlace(paged, () => this.#scroller);
  }

  /** Turns that can be read now, those that are hidden left out. */
  get visible(): readonly Turn[] {
    return this.#visible;
  }

  elementOf(id: string): HTMLElement | undefined {
    return this.#list?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`) ?? undefined;
  }

  get #list(): HTMLElement | null {
    return this.#host.renderRoot?.querySelector<HTMLElement>('.turns') ?? null;
  }

  get #scroller(): HTMLElement | null {
    return this.#host.renderRoot?.querySelector<HTMLElement>('.scroller') ?? null;
  }

  show(shown: Shown): void {
    const last = this.#shown;
    if (last === shown) return;
    this.#shown = shown;
    if (last?.conversation.id !== shown.conversation.id) this.#begin();
    else if (shown.growing) this.#place.keepEnd();
    this.#refresh();
    this.inStep.follow(shown.turns);
  }

  /** Another conversation: nothing the reader did to the last one holds for it. */
  #begin(): void {
    this.#opened = new Set();
    this.#showsSystem = false;
    this.#place.begin();
    this.following = true;
    this.#mark(undefined);
    this.inStep.reset();
  }

  /** What the turns look like now; a new context, because something of it changed. */
  #refresh(): void {
    const shown = this.#shown;
    if (!shown) return;
    const { turns } = shown;
    const context: TurnContext = {
      ...shown,
      whoSpeaks: speakersOf(shown.speakers, shown.conversation),
      slowest: slowestOf(turns),
      copied: this.copy.copiedId,
      opened: this.#opened,
    };
    const system = new Set(turns.filter((turn) => isSystem(turn, context)));
    this.#system = system.size;
    const isHidden = system.size > 0 && !this.#showsSystem;
    this.#visible = isHidden ? turns.filter((turn) => !system.has(turn)) : turns;
    this.#context = context;
    this.#host.requestUpdate();
  }

  render(summary: string): TemplateResult {
    const context = this.#context;
    return html`<div
      class="scroller"
      part="transcript"
      @scroll=${this.#onScroll}
      @wheel=${this.#onReader}
      @touchmove=${this.#onReader}
      @pointerdown=${this.#onReader}
      @keydown=${this.#onKeyDown}
      @click=${this.#onClick}
      @focusin=${this.#onFocus}
      @pointerover=${this.#tip.onOver}
      @focusout=${this.#tip.hide}
    >
      <p class="visually-hidden">${summary}</p>
      ${this.#system > 0 ? this.#systemToggle() : nothing} ${turnsEdge(this.#paged, 'before')}
      <ol class="turns" part="turns" role="list" aria-label=${words.turns}>
        ${guard([context, this.#visible], () =>
          context
            ? repeat(
                this.#visible,
                ({ id }) => id,
                (turn) => turnTemplate(turn, context),
              )
            : nothing,
        )}
      </ol>
      ${turnsEdge(this.#paged, 'after')}
      ${!this.following && this.inStep.current !== undefined
        ? html`<button
            type="button"
            class="button jump"
            part="button jump-button"
            @click=${this.jump}
          >
            ${words.jump}
          </button>`
        : nothing}
    </div>`;
  }

  /** After each rendering: places that must not move, pages that are wanted. */
  rendered(): void {
    this.#place.rendered(this.#visible.length > 0);
  }

  /** Turns are about to be put above: what the reader sees stays where it is. */
  keepPlace(): void {
    this.#place.keep();
  }

  /**
   * Shows the turn of a moment and marks it. False: no turn is there (yet).
   *
   * @param time Seconds in the recording.
   */
  goTo(time: number): boolean {
    const times = timesOf(this.#visible);
    const place = time - (this.#shown?.offset ?? 0);
    const found = times[Math.max(0, lastBefore(times, place))];
    const isBeyond = this.#paged.has('after') && times.at(-1) === found;
    if (!found || isBeyond || !this.goToTurn(found.id)) return false;
    this.inStep.at(time, true);
    return true;
  }

  /** Shows a turn and marks it. False: it is not there (yet). */
  goToTurn(id: string): boolean {
    const element = this.elementOf(id);
    const scroller = this.#scroller;
    if (!element || !scroller) return false;
    this.#focus.enter(element);
    this.#mark(element);
    bringToMiddle(scroller, element, true);
    return true;
  }

  /** Where a link led to, until the reader goes on from there. */
  #mark(element: HTMLElement | undefined): void {
    this.#marked?.classList.remove('marked');
    this.#marked?.part.remove('turn-marked');
    this.#marked = element;
    element?.classList.add('marked');
    element?.part.add('turn-marked');
  }

  /** What a turn says, for who hears and does not see it. */
  spoken(turn: Turn): string {
    const name = this.#context?.whoSpeaks(turn)?.name ?? '';
    return words.said(name, turnText(turn));
  }

  /** Closes what floats; false: nothing did. */
  dismiss(): boolean {
    return this.#tip.dismiss();
  }

  /** The turn that has the stop of Tab. */
  get stop(): HTMLElement | undefined {
    return this.#focus.element;
  }

  readonly jump = (): void => {
    this.follow(true);
    this.#onCurrent(true);
  };

  follow(on: boolean): void {
    if (this.following === on) return;
    this.following = on;
    this.#host.requestUpdate();
  }

  #onCurrent(always = false): void {
    const { current } = this.inStep;
    const element = current === undefined ? undefined : this.elementOf(current);
    const scroller = this.#scroller;
    if (element && scroller && this.following) bringToMiddle(scroller, element, always);
    this.#host.requestUpdate();
  }

  #systemToggle(): TemplateResult {
    return html`<button
      type="button"
      class="link system-button"
      part="system-button"
      aria-pressed=${this.#showsSystem}
      @click=${() => {
        this.#showsSystem = !this.#showsSystem;
        this.#refresh();
      }}
    >
      ${(this.#showsSystem ? words.hideSystem : words.showSystem)(this.#system)}
    </button>`;
  }

  readonly #onScroll = (): void => {
    this.#tip.hide();
    this.#place.scrolled();
  };

  readonly #onReader = (event: Event): void => {
    if (this.inStep.current !== undefined && readerScrolls(event)) this.follow(false);
  };

  readonly #onFocus = (event: FocusEvent): void => {
    const turn = turnOf(event);
    if (turn) this.#focus.enter(turn);
    this.#tip.onFocus(event);
  };

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    this.#onReader(event);
    const turn = turnOf(event);
    if (!turn) return;
    const onTurn = event.composedPath()[0] === turn;
    if (event.key === 'Enter' && onTurn) this.#play(turn);
    else if (!this.#focus.onKey(event)) return;
    event.preventDefault();
  };

  readonly #onClick = (event: MouseEvent): void => {
    const turn = turnOf(event);
    if (!turn) return;
    const path = event.composedPath() as HTMLElement[];
    const within = path.slice(0, path.indexOf(turn));
    const control = within.find((node) => node.matches?.('button, a, summary, input, img'));
    if (control?.matches('summary')) {
      // Open and closed is state like any other, so that what is rendered later agrees.
      event.preventDefault();
      return this.#toggle(control.parentElement?.dataset['key']);
    }
    const { action, key } = control?.dataset ?? {};
    if (action === 'open') this.#toggle(key);
    else if (action === 'copy') void this.#copy(turn);
    else if (action === 'play') this.#play(turn);
    else if (!control && this.#isPlain(event) && within.some((node) => node.matches?.('.bubble')))
      this.#play(turn);
  };

  /** A click that neither selected text nor meant something else. */
  #isPlain({ button, ctrlKey, metaKey, shiftKey, altKey, detail }: MouseEvent): boolean {
    if (button !== 0 || ctrlKey || metaKey || shiftKey || altKey || detail > 1) return false;
    return selectionIn(this.#host.renderRoot as ShadowRoot).anchor === undefined;
  }

  #toggle(key: string | undefined): void {
    if (key === undefined) return;
    const opened = new Set(this.#opened);
    if (!opened.delete(key)) opened.add(key);
    this.#opened = opened;
    this.#refresh();
  }

  #play(element: HTMLElement): void {
    const turn = this.#turnOf(element);
    const shown = this.#shown;
    if (!shown?.playable || turn?.start === undefined) return;
    this.following = true;
    this.#mark(undefined);
    this.#options.play(Math.max(0, turn.start + shown.offset));
  }

  async #copy(element: HTMLElement): Promise<void> {
    const turn = this.#turnOf(element);
    const link = turn && this.#options.linkTo(turn);
    if (link && (await this.copy.copy(turn.id, link))) this.#options.announce(words.copied);
  }

  #turnOf({ dataset }: HTMLElement): Turn | undefined {
    return this.#visible.find(({ id }) => id === dataset['id']);
  }
}

const turnOf = (event: Event): HTMLElement | undefined =>
  event
    .composedPath()
    .find((node): node is HTMLElement => node instanceof HTMLElement && node.matches('.turn'));
