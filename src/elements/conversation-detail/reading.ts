/** What a reader does with the turns: scrolls, listens, goes from one to the next, copies their links. */
import type { LitElement } from 'lit';
import { html, nothing, type TemplateResult } from 'lit';
import { detailExtras as words } from '../../locales/en/detail-extras.js';
import type { Turn } from '../../model/transcript.js';
import { selectionIn } from '../conversation-inbox/composed-selection.js';
import { CopyLink } from '../conversation-inbox/copy-link.js';
import { bringToMiddle, readerScrolls } from './follow.js';
import { InStep } from './in-step.js';
import { LatencyTip } from './latency-tip.js';
import type { PagedTurns } from './paged-turns.js';
import { ReadingPlace } from './reading-place.js';
import { TurnFocus } from './turn-focus.js';
import { MOST_ON_PAGE, type ListHooks, type Shown, type TurnList } from './turn-list.js';
import { lastBefore, timesOf, turnOfSecond } from './turn-times.js';
import type { TurnWindow } from './turn-window.js';
import { turnsEdge } from './turns-edge.js';

export interface ReadingOptions {
  readonly host: LitElement;
  readonly list: TurnList;
  readonly paged: PagedTurns;
  /** The reader wants to hear a turn. Seconds in the recording. */
  readonly play: (time: number) => void;
  /** The absolute URL of a turn, if it has one. */
  readonly linkTo: (turn: Turn) => string | undefined;
  readonly announce: (text: string) => void;
  /** Copies what a turn says. */
  readonly copyTurn: (id: string) => void;
  /** Seconds in the recording, as exact as it is known. */
  readonly exactTime: () => number | undefined;
}

export class Reading {
  readonly #options: ReadingOptions;
  readonly #host: LitElement;
  readonly #list: TurnList;
  readonly #tip: LatencyTip;
  readonly #focus: TurnFocus;
  readonly #place: ReadingPlace;
  readonly inStep: InStep;
  readonly copy: CopyLink;
  #last: Shown | undefined;
  /** Id of the turn a link led to. */
  #marked: string | undefined;
  #markedElement: HTMLElement | undefined;
  #window: TurnWindow | undefined;
  #isWindowComing = false;
  /** The reader wants the current turn in view. */
  following = true;
  /** Other turns are on the page, without a rendering of the element. */
  others: (() => void) | undefined;

  constructor(options: ReadingOptions) {
    const { host, list, paged, exactTime } = options;
    this.#options = options;
    this.#host = host;
    this.#list = list;
    this.inStep = new InStep(host, {
      elementOf: (id) => this.elementOf(id),
      offset: () => list.shown?.offset ?? 0,
      exactTime,
      changed: () => this.#onCurrent(),
    });
    this.copy = new CopyLink(host, () => list.setCopied(this.copy.copiedId));
    this.#focus = new TurnFocus(
      host,
      () => this.#one('.turns'),
      (id, by) => this.#move(id, by),
    );
    this.#tip = new LatencyTip(host);
    this.#place = new ReadingPlace(paged, () => this.#one('.scroller'));
  }

  /** The turn that has the stop of Tab. */
  get stop(): HTMLElement | undefined {
    return this.#focus.element;
  }

  /** Whether every turn can be gone to; of very many only once the code for that is there. */
  get isReady(): boolean {
    return this.#list.visible.length <= MOST_ON_PAGE || this.#list.window !== undefined;
  }

  /** The element of a turn, while it is on the page. */
  elementOf(id: string): HTMLElement | undefined {
    return (
      this.#one('.turns')?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`) ?? undefined
    );
  }

  #one(selector: string): HTMLElement | null {
    return this.#host.renderRoot?.querySelector<HTMLElement>(selector) ?? null;
  }

  /** The element of any turn, put on the page if need be. */
  bring(id: string): HTMLElement | undefined {
    return this.#window?.show(id) ?? this.elementOf(id);
  }

  focusTurn(id: string): void {
    this.#focus.focus(this.bring(id));
  }

  /** The reader is led away from what sounds. */
  leave(): void {
    if (this.inStep.current !== undefined) this.follow(false);
  }

  /** Before what the list shows now is rendered. */
  prepare(): void {
    const { shown } = this.#list;
    if (!this.isReady && !this.#isWindowComing) void this.#loadWindow();
    const last = this.#last;
    if (!shown || shown === last) return;
    this.#last = shown;
    if (last?.conversation.id !== shown.conversation.id) this.#begin();
    else if (shown.growing) this.#place.keepEnd();
    this.inStep.follow(shown.turns);
  }

  /** Another conversation. */
  #begin(): void {
    this.#window?.reset();
    this.#place.begin();
    this.following = true;
    this.#mark(undefined);
    this.inStep.reset();
  }

  /** After each rendering: places that must not move, pages that are wanted. */
  rendered(): void {
    this.#window?.[this.#list.visible.length > MOST_ON_PAGE ? 'rendered' : 'release']();
    this.#place.rendered(this.#list.visible.length > 0);
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
    const times = timesOf(this.#list.visible);
    const place = time - (this.#list.shown?.offset ?? 0);
    const found = Number.isInteger(time)
      ? turnOfSecond(times, place)
      : times[Math.max(0, lastBefore(times, place))];
    const isBeyond = this.#options.paged.has('after') && times.at(-1) === found;
    if (!found || isBeyond || !this.goToTurn(found.id)) return false;
    this.inStep.at(time, true);
    return true;
  }

  /** Shows a turn and marks it. False: it is not there (yet). */
  goToTurn(id: string): boolean {
    const element = this.bring(id);
    const scroller = this.#one('.scroller');
    if (!element || !scroller) return false;
    this.#focus.enter(element);
    this.#mark(id);
    bringToMiddle(scroller, element, true);
    return true;
  }

  /** Where a link led to, until the reader goes on from there. */
  #mark(id: string | undefined): void {
    this.#marked = id;
    const element = id === undefined ? undefined : this.elementOf(id);
    if (this.#markedElement === element) return;
    this.#markedElement?.classList.remove('marked');
    this.#markedElement?.part.remove('turn-marked');
    this.#markedElement = element;
    element?.classList.add('marked');
    element?.part.add('turn-marked');
  }

  async #loadWindow(): Promise<void> {
    this.#isWindowComing = true;
    const late = await import('./turn-window.js').catch(() => undefined);
    const list = this.#list;
    this.#window =
      late &&
      new late.TurnWindow(this.#host, {
        scroller: () => this.#one('.scroller'),
        list: () => list.element,
        render: (turns) => list.renderItems(turns),
        pinned: () => this.#pinned(),
        isOpen: () => this.#options.paged.has('before') || this.#options.paged.has('after'),
        changed: () => this.#onOthers(),
      });
    // Without it they are all on the page, however long that takes.
    list.window = this.#window ?? { items: (turns) => turns };
    this.#host.requestUpdate();
  }

  /** Other turns are on the page, without a rendering of the element. */
  #onOthers(): void {
    this.inStep.hostUpdated();
    this.#focus.hostUpdated();
    this.#mark(this.#marked);
    this.others?.();
  }

  /** Turns that hold the stop of Tab, the focus, or an end of the selection. */
  #pinned(): readonly string[] {
    const { anchor, focus } = selectionIn(this.#host.renderRoot as ShadowRoot);
    const nodes = [anchor?.[0], focus?.[0]].map((node) => turnAround(node)?.dataset['id']);
    return [this.#focus.active, ...nodes].filter((id) => id !== undefined);
  }

  /** The turn so many turns further. */
  #move(id: string | undefined, by: number): HTMLElement | undefined {
    const { visible } = this.#list;
    const from = id ?? this.stop?.dataset['id'];
    const at =
      Math.max(
        0,
        visible.findIndex((turn) => turn.id === from),
      ) + by;
    const turn = visible[Math.max(0, Math.min(visible.length - 1, at))];
    return turn && this.bring(turn.id);
  }

  /** Closes what floats; false: nothing did. */
  dismiss(): boolean {
    return this.#tip.dismiss();
  }

  follow(on: boolean): void {
    if (this.following === on) return;
    this.following = on;
    if (on) this.#onCurrent();
    this.#host.requestUpdate();
  }

  readonly hooks: ListHooks = {
    scroll: () => {
      this.#tip.moved();
      if (this.#list.visible.length > MOST_ON_PAGE) this.#window?.scrolled();
      this.#place.scrolled();
    },
    reader: (event) => this.#onReader(event),
    keydown: (event) => this.#onKeyDown(event),
    click: (event) => this.#onClick(event),
    focusin: (event) => {
      const turn = turnOf(event);
      if (turn) this.#focus.enter(turn);
      this.#tip.onFocus(event);
    },
    focusout: () => this.#tip.hide(),
    pointerover: (event) => this.#tip.onOver(event),
    edge: (side) =>
      html`${turnsEdge(this.#options.paged, side)}${side === 'after' ? this.#jumpButton() : nothing}`,
  };

  #jumpButton(): TemplateResult | typeof nothing {
    if (this.following || this.inStep.current === undefined) return nothing;
    return html`<button
      type="button"
      class="button jump"
      part="button jump-button"
      @click=${() => this.follow(true)}
    >
      ${words.jump}
    </button>`;
  }

  #onCurrent(): void {
    const { current } = this.inStep;
    const scroller = this.#one('.scroller');
    if (this.following && current !== undefined && scroller) {
      const element = this.bring(current);
      if (element) bringToMiddle(scroller, element);
    }
    this.#host.requestUpdate();
  }

  #onReader(event: Event): void {
    if (readerScrolls(event)) this.leave();
  }

  #onKeyDown(event: KeyboardEvent): void {
    if (event.defaultPrevented) return;
    this.#onReader(event);
    const turn = turnOf(event);
    if (!turn) return;
    const onTurn = event.composedPath()[0] === turn;
    if (event.key === 'Enter' && onTurn) this.#play(turn);
    else if (!this.#focus.onKey(event)) return;
    event.preventDefault();
  }

  #onClick(event: MouseEvent): void {
    const turn = turnOf(event);
    if (!turn) return;
    const path = event.composedPath() as HTMLElement[];
    const within = path.slice(0, path.indexOf(turn));
    const control = within.find((node) => node.matches?.('button, a, summary, input, img'));
    if (control?.matches('summary[data-key]')) event.preventDefault();
    const { action, key } = control?.dataset ?? {};
    if (action === 'open' && key !== undefined) this.#list.toggle(key);
    else if (action === 'copy') void this.#copy(turn);
    else if (action === 'copy-text') this.#options.copyTurn(turn.dataset['id'] ?? '');
    else if (action === 'play') this.#play(turn);
    else if (!control && this.#isPlain(event) && within.some((node) => node.matches?.('.bubble')))
      this.#play(turn);
  }

  /** A click that neither selected text nor meant something else. */
  #isPlain({ button, ctrlKey, metaKey, shiftKey, altKey, detail }: MouseEvent): boolean {
    if (button !== 0 || ctrlKey || metaKey || shiftKey || altKey || detail > 1) return false;
    return selectionIn(this.#host.renderRoot as ShadowRoot).anchor === undefined;
  }

  #play(element: HTMLElement): void {
    const turn = this.#turnOf(element);
    const { shown } = this.#list;
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
    return this.#list.visible.find(({ id }) => id === dataset['id']);
  }
}

const turnOf = (event: Event): HTMLElement | undefined =>
  event
    .composedPath()
    .find((node): node is HTMLElement => node instanceof HTMLElement && node.matches('.turn'));

const turnAround = (node: Node | undefined): HTMLElement | null | undefined =>
  (node instanceof Element ? node : node?.parentElement)?.closest<HTMLElement>('.turn');
