/** The turns that are shown, and what of them the reader has opened. What reacts to the reader is `reading.ts`. */
import { html, nothing, render, type TemplateResult } from 'lit';
import type { DateFormat } from '../../internal/intl.js';
import { detail as words } from '../../locales/en/detail.js';
import type { Conversation } from '../../model/conversation.js';
import type { Speaker, Turn } from '../../model/transcript.js';
import type { WrittenTurns } from './written-turns.js';
import type { latencies } from './latency.js';
import { isSystem, speakersOf, type TurnContext } from './turn-context.js';
import { newDays } from './turn-days.js';
import { sideOf, turnTemplate } from './turn-view.js';

/** What is shown. */
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
  readonly exchange: TurnContext['exchange'];
  /** There once its code is. */
  readonly latencies: typeof latencies | undefined;
  /** There when something was written. */
  readonly written: WrittenTurns | undefined;
}

/** What hangs on the list once its code is there. */
export interface ListHooks {
  readonly scroll: () => void;
  readonly reader: (event: Event) => void;
  readonly keydown: (event: KeyboardEvent) => void;
  readonly click: (event: MouseEvent) => void;
  readonly focusin: (event: FocusEvent) => void;
  readonly focusout: () => void;
  readonly pointerover: (event: PointerEvent) => void;
  /** Above and below the turns. */
  readonly edge: (side: 'before' | 'after') => unknown;
}

/** Chooses the turns that are on the page, where they are very many. */
export interface ItemsOf {
  readonly items: (turns: readonly Turn[]) => readonly Turn[];
}

/** Turns that are all on the page, and found there by the browser. */
export const MOST_ON_PAGE = 1000;

/** Of more, those that are there before the code that chooses them. */
const FIRST = 40;

/** The row of a turn, with what it looks like by the turn itself. */
interface Row extends HTMLLIElement {
  looks?: string;
}

export class TurnList {
  readonly #changed: () => void;
  #shown: Shown | undefined;
  #context: TurnContext | undefined;
  #visible: readonly Turn[] = [];
  #system = 0;
  #showsSystem = false;
  #opened: ReadonlySet<string> = new Set();
  #copied: string | undefined;
  #element: HTMLOListElement | undefined;
  /** Those on the page, by the id of their turn. */
  #rows: ReadonlyMap<string, Row> = new Map();
  #rendered: { readonly items: readonly Turn[]; readonly context: TurnContext } | undefined;
  /** There where turns are too many for one page. */
  window: ItemsOf | undefined;

  /** @param changed Something the reader did wants a new rendering. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get shown(): Shown | undefined {
    return this.#shown;
  }

  /** Turns that can be read now, those that are hidden left out. */
  get visible(): readonly Turn[] {
    return this.#visible;
  }

  get context(): TurnContext | undefined {
    return this.#context;
  }

  /** The list itself; it stays the same. */
  get element(): HTMLOListElement | undefined {
    return this.#element;
  }

  /** Turns that are on the page. */
  get items(): readonly Turn[] {
    return this.#rendered?.items ?? [];
  }

  show(shown: Shown): void {
    const keys = Object.keys(shown) as (keyof Shown)[];
    if (keys.every((key) => this.#shown?.[key] === shown[key])) return;
    // Nothing the reader did to the last conversation holds for this one.
    if (this.#shown?.conversation.id !== shown.conversation.id) {
      this.#opened = new Set();
      this.#showsSystem = false;
    }
    this.#shown = shown;
    this.#refresh();
  }

  /** Opens or closes a part of a turn, by its key. */
  toggle(key: string): void {
    const opened = new Set(this.#opened);
    if (!opened.delete(key)) opened.add(key);
    this.#opened = opened;
    this.#refresh();
    this.#changed();
  }

  /** @param id Of the turn whose link was just copied. */
  setCopied(id: string | undefined): void {
    this.#copied = id;
    this.#refresh();
    this.#changed();
  }

  /** Something that the turns show has changed beside the transcript. */
  refresh(): void {
    this.#refresh();
    this.#changed();
  }

  /** What the turns look like now; a new context, because something of it changed. */
  #refresh(): void {
    const shown = this.#shown;
    if (!shown) return;
    const { turns } = shown;
    const whoSpeaks = speakersOf(shown.speakers, shown.conversation);
    const system = new Set(turns.filter((turn) => isSystem(turn, { whoSpeaks })));
    this.#system = system.size;
    const hides = system.size > 0 && !this.#showsSystem;
    this.#visible = hides ? turns.filter((turn) => !system.has(turn)) : turns;
    this.#context = {
      ...shown,
      whoSpeaks,
      dayOf: newDays(this.#visible, shown.conversation.at, shown.dates),
      latencyOf: shown.latencies?.(turns),
      copied: this.#copied,
      opened: this.#opened,
    };
  }

  /**
   * Renders these turns, at once. First those go that are on the page and not among them, then the others
   * come: so none is moved, and neither focus nor selection are lost. Rows are no children of a Lit
   * template, whose `repeat` leaves a comment behind for each row it takes away (lit issue 5298).
   */
  renderItems(items: readonly Turn[]): void {
    const context = this.#context;
    const last = this.#rendered;
    if (!context || (last?.items === items && last.context === context)) return;
    const list = (this.#element ??= createList());
    const rows = new Map(items.map(({ id }) => [id, this.#rows.get(id) ?? createRow(id)]));
    for (const [id, row] of this.#rows) if (!rows.has(id)) row.remove();
    this.#rows = rows;
    let next = list.firstElementChild;
    for (const turn of items) {
      const row = renderTurn(rows.get(turn.id)!, turn, context);
      if (row === next) next = next.nextElementSibling;
      else list.insertBefore(row, next);
    }
    this.#rendered = { items, context };
  }

  #items(): readonly Turn[] {
    const turns = this.#visible;
    if (turns.length <= MOST_ON_PAGE) return turns;
    return this.window?.items(turns) ?? turns.slice(0, FIRST);
  }

  /** @param summary How much there is to read, said before the turns. */
  render(summary: string, hooks: ListHooks | undefined): TemplateResult {
    this.renderItems(this.#items());
    return html`<div
      class="scroller"
      part="transcript"
      @scroll=${hooks?.scroll}
      @wheel=${hooks?.reader}
      @touchmove=${hooks?.reader}
      @pointerdown=${hooks?.reader}
      @keydown=${hooks?.keydown}
      @click=${hooks?.click}
      @focusin=${hooks?.focusin}
      @focusout=${hooks?.focusout}
      @pointerover=${hooks?.pointerover}
    >
      <p class="visually-hidden">${summary}</p>
      ${this.#system > 0 ? this.#systemButton() : nothing} ${hooks?.edge('before')} ${this.#element}
      ${hooks?.edge('after')}
    </div>`;
  }

  #systemButton(): TemplateResult {
    const label = this.#showsSystem ? words.hideSystem : words.showSystem;
    return html`<button
      type="button"
      class="link system-button"
      part="system-button"
      aria-pressed=${this.#showsSystem}
      @click=${() => {
        this.#showsSystem = !this.#showsSystem;
        this.#refresh();
        this.#changed();
      }}
    >
      ${label(this.#system)}
    </button>`;
  }
}

function renderTurn(row: Row, turn: Turn, context: TurnContext): Row {
  const side = sideOf(turn, context.whoSpeaks(turn));
  const looks = side + turn.status + turn.kind;
  // What others marked the row with stays while the turn looks the same.
  if (row.looks !== looks) {
    row.looks = looks;
    row.className = `turn ${side} ${turn.status}`;
    row.part = `turn turn-${side} turn-${turn.kind}`;
  }
  render(turnTemplate(turn, context), row);
  return row;
}

function createRow(id: string): Row {
  const row: Row = document.createElement('li');
  row.dataset['id'] = id;
  row.tabIndex = -1;
  return row;
}

function createList(): HTMLOListElement {
  const list = document.createElement('ol');
  list.part = list.className = 'turns';
  list.role = 'list';
  list.ariaLabel = words.turns;
  return list;
}
