/**
 * Which turns of a very long transcript are on the page: those around what is seen, and those that hold the
 * focus or an end of the selection. The others leave room where they would be, as high as they were when
 * they were last seen, else as the average. What the reader sees stays where it is while heights become
 * known. A chunk of its own, loaded with the first transcript that is so long.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Turn } from '../../model/transcript.js';
import { NOTHING, TurnHeights } from './turn-heights.js';
import { indexAt, onPage, roomsBetween, spanBetween, type Span } from './turn-places.js';

/** Milliseconds without scrolling after which it rests. */
const REST = 150;

/** Times that turns are asked for until the view is full: real heights may be less than usual ones. */
const MOST_FILLS = 5;

export interface TurnWindowOptions {
  readonly scroller: () => HTMLElement | null;
  /** The list; its children are the turns on the page, in order. */
  readonly list: () => HTMLElement | undefined;
  /** Renders these turns into the list, at once. */
  readonly render: (turns: readonly Turn[]) => void;
  /** Ids of turns that must stay on the page. */
  readonly pinned: () => readonly string[];
  /** Turns may come that are not counted yet. */
  readonly isOpen: () => boolean;
  /** Other turns are on the page. */
  readonly changed: () => void;
}

/** A turn, and how far its top is below that of the view. */
interface Anchor {
  readonly index: number;
  readonly offset: number;
}

/** What is seen of the list: from its top, in the coordinates of `Tops`. */
interface View {
  readonly top: number;
  readonly height: number;
}

export class TurnWindow implements ReactiveController {
  readonly #options: TurnWindowOptions;
  readonly #resizes = new ResizeObserver((entries) => this.#onResize(entries));
  #turns: readonly Turn[] = [];
  readonly #heights = new TurnHeights();
  #span: Span = { from: 0, to: 0 };
  #items: readonly Turn[] = [];
  /** Pixels all turns lie lower than their heights say, until scrolling rests: see `#hold`. */
  #shift = 0;
  #anchor: Anchor | undefined;
  #measured = new Set<Element>();
  #width: number | undefined;
  #isWhole = false;
  #frame: number | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, options: TurnWindowOptions) {
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('beforeprint', this.#onPrint);
    addEventListener('afterprint', this.#onPrinted);
    addEventListener('resize', this.#fillSoon);
  }

  hostDisconnected(): void {
    removeEventListener('beforeprint', this.#onPrint);
    removeEventListener('afterprint', this.#onPrinted);
    removeEventListener('resize', this.#fillSoon);
    this.#resizes.disconnect();
    this.#measured.clear();
    clearTimeout(this.#rest);
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = this.#rest = undefined;
  }

  /** Another conversation: nothing is known of its turns. */
  reset(): void {
    this.#heights.reset();
    this.#shift = 0;
    this.#turns = [];
    this.#anchor = undefined;
  }

  /** They are few enough now to be all on the page. */
  release(): void {
    if (this.#turns.length === 0) return;
    this.reset();
    for (const element of this.#measured) this.#resizes.unobserve(element);
    this.#measured.clear();
    for (const element of this.#children) {
      setStyle(element, 'margin-block-start', 0);
      element.ariaSetSize = element.ariaPosInSet = null;
    }
    const list = this.#options.list();
    if (list) setStyle(list, 'padding-block-end', 0);
  }

  /** Those of the turns that are to be rendered now. */
  items(turns: readonly Turn[]): readonly Turn[] {
    if (turns !== this.#turns) this.#take(turns);
    return this.#isWhole ? turns : this.#onPage();
  }

  /** After each rendering of the element. */
  rendered(): void {
    const view = this.#view();
    const anchor = this.#anchor ?? (view && this.#anchorAt(view));
    this.#anchor = undefined;
    if (anchor) this.#settle(anchor, false);
  }

  scrolled(): void {
    const view = this.#view();
    if (!view || this.#isWhole) return;
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#onRest(), REST);
    if (!this.#holds(view, view.height / 2)) this.#settle(this.#anchorAt(view), true);
  }

  /** The element of a turn. If it was not on the page, or near an end of what is, the list is scrolled there. */
  show(id: string): HTMLElement | undefined {
    const index = this.#heights.indexOf(id);
    const view = this.#view();
    if (index === undefined) return undefined;
    const around = { top: this.#heights.tops[index]!, height: 0 };
    if (view && !this.#holds(around, view.height)) {
      this.#shift = 0;
      this.#settle({ index, offset: view.height / 3 }, false);
    }
    return this.#elementOf(id);
  }

  #elementOf(id: string): HTMLElement | undefined {
    return this.#children.find(({ dataset }) => dataset['id'] === id);
  }

  get #children(): readonly HTMLElement[] {
    return [...(this.#options.list()?.children ?? [])] as HTMLElement[];
  }

  /** Nothing while it is not seen: nothing of it can be measured then. */
  #view(): View | undefined {
    const scroller = this.#options.scroller();
    const list = this.#options.list();
    if (!scroller?.clientHeight || !list?.isConnected) return undefined;
    const above = list.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    return { top: -above / zoomOf(list) - this.#shift, height: scroller.clientHeight };
  }

  /** The first turn on the page that is seen; where none is, the one that would be there. */
  #anchorAt({ top, height }: View): Anchor {
    const { from, to } = this.#span;
    const { tops, gap } = this.#heights;
    // Of the turn above, only the gap may be in view.
    const first = indexAt(tops, top + gap);
    const isNear = from < to && tops[from]! < top + height;
    const index = isNear ? Math.max(first, from) : first;
    return { index, offset: tops[index]! - top };
  }

  /** Other turns: what is seen stays, or what comes after it. */
  #take(turns: readonly Turn[]): void {
    const view = this.#view();
    const before = view && this.#turns.length > 0 ? this.#anchorAt(view) : undefined;
    const heights = this.#heights;
    const last = heights.ids;
    this.#turns = turns;
    heights.take(
      turns.map(({ id }) => id),
      this.#gap(),
    );
    const kept = before && last.slice(before.index).find((id) => heights.indexOf(id) !== undefined);
    const index = kept === undefined ? 0 : heights.indexOf(kept)!;
    const offset = kept !== undefined ? before!.offset : undefined;
    this.#anchor = offset === undefined ? undefined : { index, offset };
    const height = view?.height ?? 600;
    const top = offset === undefined ? (view?.top ?? 0) : heights.tops[index]! - offset;
    this.#span = spanBetween(heights.tops, top - height, top + 2 * height);
  }

  #gap(): number {
    const list = this.#options.list();
    return (list?.isConnected && parseFloat(getComputedStyle(list).rowGap)) || 0;
  }

  /** Whether the turns around a place are on the page, so far above and below. */
  #holds({ top, height }: View, around: number): boolean {
    const { tops } = this.#heights;
    const { from, to } = spanBetween(tops, top - around, top + height + around);
    return from >= this.#span.from && to <= this.#span.to;
  }

  /** What is to be on the page; the same array as long as it holds the same turns. */
  #onPage(): readonly Turn[] {
    const pinned = this.#options.pinned().flatMap((id) => this.#heights.indexOf(id) ?? []);
    const items = onPage(this.#span, pinned).map((index) => this.#turns[index]!);
    const isSame =
      items.length === this.#items.length && items.every((turn, i) => turn === this.#items[i]);
    return isSame ? this.#items : (this.#items = items);
  }

  /** Renders what an anchor needs around it, measures it, and puts everything in its place. */
  #settle(anchor: Anchor, isScrolling: boolean): void {
    const view = this.#view();
    if (!view || this.#isWhole || this.#turns.length === 0) return;
    const { height } = view;
    let isOther = false;
    for (let times = 0; times < MOST_FILLS; times += 1) {
      if (this.#measure()) this.#heights.place(this.#gap());
      const { tops } = this.#heights;
      const top = tops[anchor.index]! - anchor.offset;
      if (this.#holds({ top, height }, height / 2)) break;
      this.#span = spanBetween(tops, top - height, top + 2 * height);
      this.#options.render(this.#onPage());
      isOther = true;
    }
    this.#hold(anchor, isScrolling);
    if (isOther) this.#options.changed();
  }

  /** Heights of what is new on the page. Whether any is another than was thought. */
  #measure(): boolean {
    const children = this.#children;
    const now = new Set<Element>(children);
    for (const element of this.#measured) if (!now.has(element)) this.#resizes.unobserve(element);
    const fresh = children.filter((element) => !this.#measured.has(element));
    const sizes = fresh.map((element) => element.getBoundingClientRect().height / zoomOf(element));
    this.#measured = now;
    for (const element of fresh) this.#resizes.observe(element);
    const isOther = fresh.map((element, index) => this.#note(element, sizes[index]!)).some(Boolean);
    return this.#heights.settle() || isOther;
  }

  #note({ dataset }: HTMLElement, height: number): boolean {
    return this.#heights.note(dataset['id'], height);
  }

  /**
   * Puts the turns where they belong, the anchor where it was seen. While the reader scrolls, all turns are
   * shifted for that instead of the scroll position, because setting that ends the movement of a wheel or a
   * finger. Once scrolling rests it is set.
   */
  #hold({ index, offset }: Anchor, isScrolling: boolean): void {
    const before = this.#view();
    const scroller = this.#options.scroller();
    if (!before || !scroller) return;
    const seen = before.top + this.#shift;
    const { tops } = this.#heights;
    const wanted = tops[index]! - offset;
    const first = this.#heights.indexOf(this.#items[0]?.id ?? '') ?? 0;
    const shift = seen - wanted;
    const fits = isScrolling && first > 0 && tops[first]! + shift > 0;
    this.#shift = fits ? shift : 0;
    this.#arrange();
    if (!fits && Math.abs(wanted - seen) >= NOTHING) scroller.scrollTop += wanted - seen;
  }

  #arrange(): void {
    const list = this.#options.list();
    if (!list) return;
    const indexes = this.#items.map(({ id }) => this.#heights.indexOf(id)!);
    const rooms = roomsBetween(indexes, this.#heights.tops);
    const size = this.#options.isOpen() ? -1 : this.#turns.length;
    this.#children.forEach((element, place) => {
      const room = rooms[place]! + (place === 0 ? this.#shift : 0);
      setStyle(element, 'margin-block-start', room);
      element.ariaSetSize = String(size);
      element.ariaPosInSet = String(indexes[place]! + 1);
    });
    setStyle(list, 'padding-block-end', rooms.at(-1)!);
  }

  #onRest(): void {
    const view = this.#view();
    if (view) this.#settle(this.#anchorAt(view), false);
  }

  /** Turns are opened, images arrive, the pane gets narrower. */
  #onResize(entries: readonly ResizeObserverEntry[]): void {
    const view = this.#view();
    if (!view || this.#isWhole) return;
    const anchor = this.#anchorAt(view);
    const width = this.#options.scroller()?.clientWidth;
    const isOther = entries
      .map(({ target, borderBoxSize }) =>
        this.#note(target as HTMLElement, borderBoxSize[0]?.blockSize ?? 0),
      )
      .some(Boolean);
    if (width !== this.#width && this.#width !== undefined)
      this.#heights.forgetOthers(this.#children.map(({ dataset }) => dataset['id'] ?? ''));
    this.#width = width;
    if (isOther) {
      this.#heights.place(this.#gap());
      this.#hold(anchor, this.#rest !== undefined && this.#shift !== 0);
    }
    // To render more within the observer's call would be a loop to it.
    this.#fillSoon();
  }

  readonly #fillSoon = (): void => {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#onRest();
    });
  };

  /** On paper all of it is wanted. */
  readonly #onPrint = (): void => {
    if (this.#turns.length === 0) return;
    const view = this.#view();
    this.#anchor = view && this.#anchorAt(view);
    this.#isWhole = true;
    this.#shift = 0;
    this.#items = this.#turns;
    this.#options.render(this.#items);
    this.#arrange();
  };

  readonly #onPrinted = (): void => {
    if (!this.#isWhole) return;
    this.#isWhole = false;
    this.#options.render(this.#onPage());
    this.rendered();
  };
}

const zoomOf = (element: HTMLElement): number => element.currentCSSZoom ?? 1;

function setStyle(element: HTMLElement, name: string, pixels: number): void {
  const value = Math.abs(pixels) < 0.01 ? '' : `${pixels}px`;
  if (element.style.getPropertyValue(name) !== value) element.style.setProperty(name, value);
}
