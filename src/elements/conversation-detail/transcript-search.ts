/**
 * Searching in the transcript. What is found is what is shown: hidden system messages and folded texts are
 * not searched, tool calls by their names, and by what they were asked and answered once they are open.
 * Hits are marked by highlights, which change nothing in the page; where a browser has none, or a hit has
 * no place in the page, its whole turn is framed.
 */
import { html, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { transcriptTools as words } from '../../locales/en/transcript-tools.js';
import type { Turn } from '../../model/transcript.js';
import { MOST_HITS, searchIn, type Hit } from '../../transcripts/find.js';
import { Delay } from '../recording-player/delay.js';
import { icon } from '../recording-player/icons.js';
import { bringToMiddle } from './follow.js';
import { HitMarks } from './hit-marks.js';
import { searchable } from './searchable.js';
import type { TurnContext } from './turn-context.js';
import type { TurnList } from './turn-list.js';

/** Milliseconds without a key after which the count is said. */
const PAUSE = 500;

const LENS = 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9ZM10.3 10.3l3.2 3.2';
const UP = 'm3.5 10 4.5-4.5 4.5 4.5';
const DOWN = 'm3.5 6 4.5 4.5 4.5-4.5';

export interface TranscriptSearchOptions {
  readonly list: TurnList;
  readonly scroller: () => HTMLElement | null;
  /** The element of any turn, put on the page if need be. */
  readonly bring: (id: string) => HTMLElement | undefined;
  readonly focusTurn: (id: string) => void;
  /** The reader is led away from what sounds. */
  readonly leave: () => void;
  /** Shows the transcript, where something else is shown in its place. */
  readonly show: () => Promise<unknown>;
  /** Turns are not loaded yet. */
  readonly isOpen: () => boolean;
  readonly announce: (text: string) => void;
}

export class TranscriptSearch implements ReactiveController {
  readonly #host: LitElement;
  readonly #options: TranscriptSearchOptions;
  readonly #pause: Delay;
  readonly #marks = new HitMarks();
  #text = '';
  #hits: readonly Hit[] = [];
  #index = -1;
  /** Of which turns `#search` knows the texts. */
  #searched: readonly unknown[] = [];
  #search: ReturnType<typeof searchIn> = () => [];
  #cameFrom: HTMLElement | undefined;
  /** Id of the first turn that was seen when the reader began to type. */
  #origin: string | undefined;

  constructor(host: LitElement, options: TranscriptSearchOptions) {
    this.#host = host;
    this.#options = options;
    this.#pause = new Delay(host);
    host.addController(this);
  }

  hostUpdated(): void {
    this.paint();
  }

  hostDisconnected(): void {
    this.#marks.clear();
  }

  focus(): void {
    this.#field?.focus();
    this.#field?.select();
  }

  /** Another conversation. */
  reset(): void {
    this.#pause.cancel();
    this.#text = '';
    this.#hits = [];
    this.#index = -1;
    this.#cameFrom = this.#origin = undefined;
  }

  /** Marks the hits on the page. */
  paint(): void {
    this.#marks.paint(this.#options.list, this.#hits, this.#hits[this.#index]);
  }

  render(): TemplateResult {
    this.#follow();
    const none = this.#hits.length === 0;
    const hint = this.#options.isOpen() ? words.partly : '';
    return html`<search class="find" part="find" title=${hint}>
      ${icon(LENS)}
      <input
        id="find"
        class="find-field"
        part="find-field"
        type="search"
        autocomplete="off"
        spellcheck="false"
        enterkeyhint="next"
        aria-label=${words.search}
        aria-description=${hint}
        placeholder=${words.placeholder}
        .value=${this.#text}
        @input=${this.#onInput}
        @keydown=${this.#onKeyDown}
        @focus=${this.#onFocus}
      />
      <span class="find-count number" part="find-count" ?hidden=${!this.#text}
        ><bdi>${this.#place}</bdi></span
      >
      ${this.#button('previous-hit-button', words.previousHit, UP, none, -1)}
      ${this.#button('next-hit-button', words.nextHit, DOWN, none, 1)}
    </search>`;
  }

  #button(part: string, label: string, path: string, none: boolean, by: number): TemplateResult {
    return html`<button
      type="button"
      class="tool-button"
      part=${part}
      title=${label}
      aria-label=${label}
      aria-disabled=${none}
      ?hidden=${!this.#text}
      @click=${() => this.#step(by)}
    >
      ${icon(path)}
    </button>`;
  }

  get #field(): HTMLInputElement | null {
    return this.#host.renderRoot.querySelector<HTMLInputElement>('.find-field');
  }

  get #place(): string {
    return words.place(this.#index + 1, this.#hits.length, this.#hits.length >= MOST_HITS);
  }

  /** Other turns are shown, or something of them was opened: what is found is another. */
  #follow(): void {
    const { context, visible } = this.#options.list;
    if (!this.#text || !context || this.#isSearched(visible, context)) return;
    const current = this.#hits[this.#index];
    this.#find();
    const same = current
      ? this.#hits.findIndex(
          (hit) =>
            hit.turnId === current.turnId && hit.part === current.part && hit.from === current.from,
        )
      : -1;
    this.#index = same >= 0 ? same : Math.min(this.#index, this.#hits.length - 1);
  }

  #isSearched(visible: readonly Turn[], { opened, written, exchange }: TurnContext): boolean {
    const key = [visible, opened, written, exchange];
    const isSame = key.every((each, index) => each === this.#searched[index]);
    this.#searched = key;
    return isSame;
  }

  #find(): void {
    const { context, visible } = this.#options.list;
    if (!context) return;
    this.#search = searchIn(visible.map((turn) => searchable(turn, context)));
    this.#hits = this.#search(this.#text);
  }

  readonly #onInput = (event: Event): void => {
    if (!this.#text) this.#origin = undefined;
    this.#text = (event.target as HTMLInputElement).value;
    const { context, visible } = this.#options.list;
    if (context && !this.#isSearched(visible, context)) this.#find();
    else this.#hits = this.#search(this.#text);
    const nearest = this.#nearest();
    this.#index = this.#hits.length > 0 ? Math.max(0, nearest) : -1;
    // Of hits without number not all are known; there may be one further down.
    const isAway = nearest < 0 && this.#hits.length >= MOST_HITS;
    if (this.#index >= 0 && !isAway) this.#show();
    this.#host.requestUpdate();
    this.#pause.start(PAUSE, () => this.#text.trim() && this.#options.announce(this.#place));
  };

  /** The first hit from where the reader began to search; −1 where all are above. */
  #nearest(): number {
    const { visible } = this.#options.list;
    const places = new Map(visible.map(({ id }, index) => [id, index]));
    const from = places.get((this.#origin ??= this.#seen()) ?? '') ?? 0;
    return this.#hits.findIndex(({ turnId }) => (places.get(turnId) ?? 0) >= from);
  }

  /** Id of the first turn that is seen. */
  #seen(): string | undefined {
    const { list, scroller } = this.#options;
    const top = scroller()?.getBoundingClientRect().top ?? 0;
    const turns = [...(list.element?.children ?? [])] as HTMLElement[];
    return turns.find((turn) => turn.getBoundingClientRect().bottom > top)?.dataset['id'];
  }

  #step(by: number): void {
    const { length } = this.#hits;
    if (length === 0) return;
    this.#index = (this.#index + by + length) % length;
    this.#origin = this.#hits[this.#index]?.turnId;
    this.#show();
    this.#host.requestUpdate();
    this.#pause.cancel();
    this.#options.announce(this.#place);
  }

  /** Brings the current hit in view. */
  #show(again = false): void {
    const { scroller, bring, leave, show } = this.#options;
    const hit = this.#hits[this.#index];
    const view = scroller();
    if (!hit || !view) return;
    if (view.clientHeight === 0) {
      if (!again) void show().then(() => this.#show(true));
      return;
    }
    leave();
    const turn = bring(hit.turnId);
    this.paint();
    const place = this.#marks.current ?? turn;
    if (place) bringToMiddle(view, place);
  }

  readonly #onFocus = (event: FocusEvent): void => {
    const from = event.relatedTarget;
    if (from instanceof HTMLElement && !from.closest('.find')) this.#cameFrom = from;
  };

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Enter') this.#step(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape' && this.#text) this.#leave();
    else return;
    event.preventDefault();
  };

  /** Search is over: the reader goes on at what was found, else where they came from. */
  #leave(): void {
    const hit = this.#hits[this.#index];
    const from = this.#cameFrom;
    this.reset();
    this.#host.requestUpdate();
    if (hit) this.#options.focusTurn(hit.turnId);
    else if (from?.isConnected) from.focus();
  }
}
