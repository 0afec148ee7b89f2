/**
 * The panel of columns: which are shown, in which order, and how much room a row takes. A chunk of its
 * own, loaded when it is first opened. What is done in it takes effect at once, on the table beside it.
 */
import type { CSSResult, TemplateResult } from 'lit';
import { openBeside } from '../../internal/popover.js';
import type { ConversationList } from '../../list/conversation-list.js';
import { columnPanel as words } from '../../locales/en/column-panel.js';
import type { Conversation } from '../../model/conversation.js';
import { columnPanelStyles } from './column-panel.styles.js';
import type { ColumnArrangement, ColumnChoice } from './column-state/column-arrangement.js';
import { hide, move, reset, setDensity, show, type Density } from './column-state/column-state.js';
import type { Lit } from './overlays.js';
import { followPointer } from './pointer-drag.js';

export interface ColumnPanelOptions {
  readonly lit: Lit;
  readonly list: ConversationList;
  readonly arrangement: ColumnArrangement;
  /** What the panel is put after. */
  readonly place: HTMLElement;
  readonly adopt: (styles: CSSResult) => void;
  readonly announce: (text: string) => void;
}

/** Rows whose metadata keys are offered. */
const LOOKED_AT = 500;

const UP = 'm4 10 4-4 4 4';
const DOWN = 'm4 6 4 4 4-4';

export class ColumnPanel {
  readonly #options: ColumnPanelOptions;
  readonly #container = document.createElement('div');
  #letGo: (() => void) | undefined;
  /** The button that has focus moved with its column, which is another element now. */
  #refocus: { readonly id: string; readonly control: string } | undefined;

  constructor(options: ColumnPanelOptions) {
    this.#options = options;
    options.adopt(columnPanelStyles(options.lit));
    options.place.after(this.#container);
    this.#render();
  }

  /** The inbox was rendered: what is shown may be something else. */
  rendered(): void {
    if (!this.#panel?.matches(':popover-open')) return;
    this.#render();
    this.#returnFocus();
  }

  close(): void {
    this.#letGo?.();
    if (this.#panel?.matches(':popover-open')) this.#panel.hidePopover();
  }

  get #panel(): HTMLElement | null {
    return this.#container.querySelector<HTMLElement>('.columns-panel');
  }

  get #items(): HTMLElement[] {
    return [...this.#container.querySelectorAll<HTMLElement>('.columns-item')];
  }

  readonly #onToggle = (event: ToggleEvent): void => {
    // An event of the popover alone, and not of a popover that may lie in it.
    if (event.newState === 'open') {
      this.#options.arrangement.offerMetadataOf(this.#loaded());
      this.#render();
    } else this.#letGo?.();
    openBeside(event);
  };

  *#loaded(): Generator<Conversation, void, undefined> {
    const { list } = this.#options;
    for (let index = 0; index < Math.min(list.count, LOOKED_AT); index++) {
      const conversation = list.rowAt(index);
      if (conversation) yield conversation;
    }
  }

  readonly #onShow = (id: string, event: Event): void => {
    const { checked } = event.target as HTMLInputElement;
    this.#options.arrangement.change((state) => (checked ? show(state, id) : hide(state, id)));
  };

  /** @param control the button that asked for it, which keeps focus */
  #move(choice: ColumnChoice, to: number, control?: string): void {
    const { arrangement, announce } = this.#options;
    const before = arrangement.state;
    arrangement.change((state, all) => move(state, all, choice.id, to));
    if (arrangement.state === before) return;
    const { choices } = arrangement;
    const place = choices.findIndex(({ id }) => id === choice.id);
    if (control) this.#refocus = { id: choice.id, control };
    announce(words.moved(choice.head, place + 1, choices.length));
  }

  #returnFocus(): void {
    const { id, control } = this.#refocus ?? {};
    this.#refocus = undefined;
    const item = this.#items.find((one) => one.dataset['id'] === id);
    if (!item || !control) return;
    item.querySelector<HTMLElement>(control)?.focus({ preventScroll: true });
    item.scrollIntoView({ block: 'nearest' });
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined || !event.altKey) return;
    const { choices } = this.#options.arrangement;
    const index = choices.findIndex(({ id }) => id === idOf(event));
    const choice = choices[index];
    if (!choice || choice.pinned) return;
    event.preventDefault();
    const control = (event.target as Element).matches('input') ? 'input' : `.${nameOf(event)}`;
    this.#move(choice, index + step, control);
  };

  readonly #onPointerDown = (event: PointerEvent): void => {
    const grip = (event.target as Element).closest<HTMLElement>('.columns-grip');
    const { choices } = this.#options.arrangement;
    const from = choices.findIndex(({ id }) => id === idOf(event));
    if (!grip || from < 0 || event.button !== 0 || !event.isPrimary) return;
    event.preventDefault();
    this.#letGo?.();
    this.#pull(grip, event, from);
  };

  /** Everything is measured once, before anything moves. */
  #pull(grip: HTMLElement, down: PointerEvent, from: number): void {
    const { choices } = this.#options.arrangement;
    const items = this.#items;
    const [item, list] = [items[from]!, items[from]!.parentElement!];
    const zoom = list.currentCSSZoom ?? 1;
    const scrolled = list.scrollTop;
    const tops = items.map((one) => one.getBoundingClientRect().top);
    const first = choices.filter(({ pinned }) => pinned).length;
    const height = items[from]!.offsetHeight;
    let to = from;
    const shift = (index: number, by: number) =>
      (items[index]!.style.transform = by === 0 ? '' : `translateY(${by}px)`);
    // The others make room where it would come to.
    const makeRoom = () =>
      items.forEach((_, index) => {
        if (index === from) return;
        const [passed, met] = [index > from && index <= to, index < from && index >= to];
        shift(index, passed ? -height : met ? height : 0);
      });
    list.classList.add('sorting');
    item.classList.add('dragged');
    this.#letGo = followPointer(grip, down, {
      move: ({ clientY }) => {
        const y = clientY + (list.scrollTop - scrolled) * zoom;
        const over = Math.max(
          first,
          tops.findLastIndex((top) => top <= y),
        );
        shift(from, (y - down.clientY) / zoom);
        if (over === to) return;
        to = over;
        makeRoom();
        items[to]!.scrollIntoView({ block: 'nearest' });
      },
      end: (keep) => {
        list.classList.remove('sorting');
        item.classList.remove('dragged');
        items.forEach((_, index) => shift(index, 0));
        if (keep && to !== from) this.#move(choices[from]!, to);
      },
    });
  }

  readonly #onReset = (): void => {
    const { arrangement, announce } = this.#options;
    arrangement.change(reset);
    announce(words.wasReset);
  };

  #render(): void {
    const { lit, arrangement } = this.#options;
    const { html } = lit;
    const { choices } = arrangement;
    const first = choices.filter(({ pinned }) => pinned).length;
    lit.render(
      html`<div
        class="columns-panel"
        part="columns-panel"
        id="columns-panel"
        role="dialog"
        aria-labelledby="columns-title"
        popover
        @beforetoggle=${this.#onToggle}
      >
        <header class="columns-head">
          <h2 id="columns-title" tabindex="-1" autofocus>${words.title}</h2>
          <button type="button" class="clear" part="reset-button" @click=${this.#onReset}>
            ${words.reset}
          </button>
        </header>
        <ul
          class="columns-list"
          role="list"
          @keydown=${this.#onKeyDown}
          @pointerdown=${this.#onPointerDown}
        >
          ${choices.map((choice, index) => this.#item(choice, index, first, choices.length - 1))}
        </ul>
        ${this.#densities()}
      </div>`,
      this.#container,
    );
  }

  #item(choice: ColumnChoice, index: number, first: number, last: number): TemplateResult {
    const { html, nothing } = this.#options.lit;
    const { id, head, shown, required, pinned } = choice;
    const button = (name: string, label: string, icon: string, to: number, end: boolean) =>
      html`<button
        type="button"
        class="icon-button ${name}"
        part="column-move-button"
        title=${label}
        aria-label=${label}
        aria-disabled=${end ? 'true' : nothing}
        @click=${() => this.#move(choice, to, `.${name}`)}
      >
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d=${icon} /></svg>
      </button>`;
    return html`<li class="columns-item" part="column-choice" data-id=${id}>
      <span class="columns-grip" title=${words.drag} aria-hidden="true" ?hidden=${pinned}>
        <svg class="icon" viewBox="0 0 16 16">
          <path d="M6 4v.1M10 4v.1M6 8v.1M10 8v.1M6 12v.1M10 12v.1" />
        </svg>
      </span>
      <label>
        <input
          type="checkbox"
          .checked=${shown}
          ?disabled=${required}
          @change=${(event: Event) => this.#onShow(id, event)}
        />
        <bdi .title=${head}>${head}</bdi>
      </label>
      ${pinned
        ? nothing
        : html`${button('up', words.up(head), UP, index - 1, index === first)}
          ${button('down', words.down(head), DOWN, index + 1, index === last)}`}
    </li>`;
  }

  #densities(): TemplateResult {
    const { lit, arrangement } = this.#options;
    const names = Object.entries(words.densities) as [Density, string][];
    return lit.html`<fieldset class="densities">
      <legend>${words.rows}</legend>
      ${names.map(
        ([density, name]) =>
          lit.html`<label>
            <input
              type="radio"
              name="density"
              .checked=${arrangement.shownDensity === density}
              @change=${() => arrangement.change((state) => setDensity(state, density))}
            />
            ${name}
          </label>`,
      )}
    </fieldset>`;
  }
}

const idOf = (event: Event): string | undefined =>
  (event.target as Element).closest<HTMLElement>('.columns-item')?.dataset['id'];

/** Which of the two buttons an event is meant for. */
const nameOf = (event: Event): string =>
  (event.target as Element).classList.contains('up') ? 'up' : 'down';
