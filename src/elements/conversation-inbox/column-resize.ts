/**
 * Making columns wider and narrower, by pointer and by keyboard.
 *
 * The handle at the end of a head is for pointers. By keyboard, ArrowUp leads from the first row to the
 * heads, Enter from a head to its handle, which then is a separator that the arrows move: they walk
 * from cell to cell in the table, so they can do something else only where a reader has asked for it.
 */
import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit';
import { resizing as words } from '../../locales/en/columns.js';
import type { ColumnArrangement } from './column-state/column-arrangement.js';
import {
  MAX_WIDTH,
  MIN_WIDTH,
  resize,
  widthOf,
  type ColumnState,
} from './column-state/column-state.js';
import type { Column } from './columns.js';
import type { Lit } from './overlays.js';
import { followPointer } from './pointer-drag.js';
import type { RowSetup } from './row-setup.js';
import { isButton } from './row-text.js';

export interface ColumnResizeOptions {
  readonly lit: Lit;
  readonly setup: RowSetup;
  readonly arrangement: ColumnArrangement;
  /** The row of the heads. */
  readonly header: HTMLElement;
  readonly rtl: () => boolean;
  /** Leads from the heads back to the rows. */
  readonly toRows: (columnId: string) => void;
}

/** A column that is being resized. */
interface Resizing {
  readonly id: string;
  readonly handle: HTMLElement;
  /** What Escape goes back to. */
  readonly before: ColumnState;
  /** With columns before it held where they are, so that only its own end moves. */
  readonly held: ColumnState;
  /** em */
  readonly width: number;
}

/** em a key makes a column wider or narrower. */
const STEP = 1;

export class ColumnResize implements ReactiveController {
  readonly #options: ColumnResizeOptions;
  #letGo: (() => void) | undefined;
  #keyed: Resizing | undefined;

  constructor(host: ReactiveControllerHost, options: ColumnResizeOptions) {
    this.#options = options;
    const { header } = options;
    header.addEventListener('pointerdown', this.#onPointerDown);
    header.addEventListener('dblclick', this.#onDoubleClick);
    header.addEventListener('keydown', this.#onKeyDown);
    header.addEventListener('focusout', this.#onFocusOut);
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#letGo?.();
  }

  /** Heads are used again: after this rendering there may be another column under a handle. */
  hostUpdate(): void {
    if (!this.#keyed) return;
    const { id, handle } = this.#keyed;
    const index = this.#heads.findIndex((head) => head.contains(handle));
    if (this.#options.setup.columns[index]?.id !== id) this.#leaveKeys(true, true);
  }

  /** What a pointer pulls; nothing where a column has the width of its button. */
  handle(column: Column): TemplateResult | undefined {
    if (isButton(column)) return undefined;
    return this.#options.lit
      .html`<div class="handle" part="column-handle" aria-hidden="true"></div>`;
  }

  /** Focuses the head of a column. */
  enter(columnId: string | undefined): void {
    const heads = this.#heads;
    const head = heads.find((one) => one.dataset['column'] === columnId) ?? heads[0];
    if (!head) return;
    head.tabIndex = -1;
    head.focus({ preventScroll: true });
    head.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  get #heads(): HTMLElement[] {
    return [...this.#options.header.querySelectorAll<HTMLElement>('[data-column]')];
  }

  readonly #onPointerDown = (event: PointerEvent): void => {
    const handle = handleOf(event);
    if (!handle || event.button !== 0 || !event.isPrimary) return;
    this.#letGo?.();
    const resizing = this.#start(handle);
    if (!resizing) return;
    // No text is selected, and no head gets focus.
    event.preventDefault();
    event.stopPropagation();
    this.#leaveKeys(true);
    this.#pull(event, resizing);
  };

  #pull(down: PointerEvent, resizing: Resizing): void {
    const { arrangement, rtl } = this.#options;
    const { handle } = resizing;
    const forward = rtl() ? -1 : 1;
    const em = emOf(handle);
    let moved = false;
    handle.classList.add('pulled');
    this.#letGo = followPointer(handle, down, {
      move: ({ clientX }) => {
        const by = (clientX - down.clientX) * forward;
        // A click is no pull, and two of them have a meaning of their own.
        moved ||= Math.abs(by) > 1;
        if (moved) this.#resizeTo(resizing, resizing.width + by / em);
      },
      end: (keep) => {
        handle.classList.remove('pulled');
        if (!moved) return;
        if (keep) arrangement.change((state) => state);
        else arrangement.preview(() => resizing.before);
      },
    });
  }

  readonly #onDoubleClick = (event: Event): void => {
    const id = handleOf(event) ? columnOf(event) : undefined;
    if (id !== undefined) this.#options.arrangement.change((state) => resize(state, id, undefined));
  };

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const moved = this.#keyed ? this.#onHandleKey(event, this.#keyed) : this.#onHeadKey(event);
    if (!moved) return;
    event.preventDefault();
    event.stopPropagation();
  };

  #onHeadKey(event: KeyboardEvent): boolean {
    const heads = this.#heads;
    const index = heads.findIndex((head) => head.dataset['column'] === columnOf(event));
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const to =
      step !== undefined
        ? index + (this.#options.rtl() ? -step : step)
        : { Home: 0, End: heads.length - 1 }[event.key];
    if (event.key === 'ArrowDown') this.#options.toRows(columnOf(event) ?? '');
    else if (event.key === 'Enter' || event.key === 'F2') this.#enterKeys(heads[index]);
    else if (to === undefined) return false;
    else this.enter(heads[Math.max(0, Math.min(to, heads.length - 1))]?.dataset['column']);
    return true;
  }

  #onHandleKey({ key }: KeyboardEvent, resizing: Resizing): boolean {
    const { arrangement, rtl } = this.#options;
    const forward = rtl() ? -STEP : STEP;
    const now = widthOf(arrangement.state, resizing.id) ?? resizing.width;
    const width = {
      ArrowRight: now + forward,
      ArrowLeft: now - forward,
      Home: MIN_WIDTH,
      End: MAX_WIDTH,
    }[key];
    if (width !== undefined) this.#resizeTo(resizing, width);
    else if (key === 'Delete' || key === 'Backspace')
      arrangement.preview((state) => resize(state, resizing.id, undefined));
    else if (key === 'Enter' || key === 'F2') this.#leaveKeys(true, true);
    else if (key === 'Escape') this.#leaveKeys(false, true);
    else return false;
    if (this.#keyed) this.#tell(resizing);
    return true;
  }

  /** The handle of a head becomes a separator, and takes the arrows. */
  #enterKeys(head: HTMLElement | undefined): void {
    const handle = head?.querySelector<HTMLElement>('.handle');
    const resizing = handle && this.#start(handle);
    if (!resizing) return;
    const { setup } = this.#options;
    const column = setup.columns.find(({ id }) => id === resizing.id)!;
    handle.removeAttribute('aria-hidden');
    handle.setAttribute('role', 'separator');
    handle.setAttribute('aria-orientation', 'vertical');
    handle.setAttribute('aria-label', words.widthOf(setup.headOf(column)));
    handle.tabIndex = -1;
    this.#keyed = resizing;
    this.#tell(resizing);
    handle.focus({ preventScroll: true });
  }

  #tell({ id, handle, width }: Resizing): void {
    const now = widthOf(this.#options.arrangement.state, id);
    const pixels = (em: number) => String(Math.round(em * fontOf(handle)));
    handle.setAttribute('aria-valuemin', pixels(MIN_WIDTH));
    handle.setAttribute('aria-valuemax', pixels(MAX_WIDTH));
    handle.setAttribute('aria-valuenow', pixels(now ?? width));
    handle.setAttribute(
      'aria-valuetext',
      now === undefined ? words.automatic : words.pixels(pixels(now)),
    );
  }

  /** @param focus whether the head gets focus back; else focus is elsewhere already */
  #leaveKeys(keep: boolean, focus = false): void {
    const resizing = this.#keyed;
    if (!resizing) return;
    const { arrangement } = this.#options;
    const { handle, before } = resizing;
    this.#keyed = undefined;
    for (const name of [...handle.attributes].map((attribute) => attribute.name))
      if (name === 'role' || name === 'tabindex' || name.startsWith('aria-'))
        handle.removeAttribute(name);
    handle.setAttribute('aria-hidden', 'true');
    if (keep) arrangement.change((state) => state);
    else arrangement.preview(() => before);
    if (focus) this.enter(resizing.id);
  }

  readonly #onFocusOut = (event: FocusEvent): void => {
    if (event.target === this.#keyed?.handle) this.#leaveKeys(true);
  };

  #resizeTo({ id, held }: Resizing, width: number): void {
    this.#options.arrangement.preview(() => resize(held, id, width));
  }

  /** Measures once; while something is resized nothing is measured any more. */
  #start(handle: HTMLElement): Resizing | undefined {
    const { arrangement } = this.#options;
    const head = handle.closest<HTMLElement>('[data-column]');
    const id = head?.dataset['column'];
    if (!head || id === undefined) return undefined;
    const em = emOf(handle);
    const { state: before, tracks } = arrangement;
    const widths = new Map(
      this.#heads.map((one) => [one.dataset['column'], one.getBoundingClientRect().width / em]),
    );
    const earlier = tracks.slice(
      0,
      tracks.findIndex((track) => track.id === id),
    );
    // They share the room that is left: without this, they would give some of it to this column.
    const held = earlier
      .filter(({ width }) => width.includes('fr'))
      .reduce((state, track) => resize(state, track.id, widths.get(track.id)), before);
    return { id, handle, before, held, width: widths.get(id) ?? MIN_WIDTH };
  }
}

const handleOf = (event: Event): HTMLElement | null =>
  (event.target as Element).closest<HTMLElement>('.handle');

const columnOf = (event: Event): string | undefined =>
  (event.target as Element).closest<HTMLElement>('[data-column]')?.dataset['column'];

const fontOf = (element: Element): number => Number.parseFloat(getComputedStyle(element).fontSize);

/** As large as an em is seen: what is measured, and where a pointer is, is enlarged by `zoom`. */
const emOf = (element: HTMLElement): number => fontOf(element) * (element.currentCSSZoom ?? 1);
