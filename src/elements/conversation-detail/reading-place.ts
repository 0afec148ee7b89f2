/**
 * Where the reader is among the turns, measured: what is seen stays where it is while turns come above
 * it, the end stays in view while turns come below it, and pages are asked for before their end is seen.
 */
import type { PagedTurns, Side } from './paged-turns.js';

/** Pages that are loaded without anybody scrolling, while the view is not full. */
const MOST_FILLS = 3;

/** Pixels from the end that still are the end. */
const NEAR = 8;

/** Screens before an end at which the next page is asked for. */
const AHEAD = 1.5;

export class ReadingPlace {
  readonly #paged: PagedTurns;
  readonly #scroller: () => HTMLElement | null;
  #fills = 0;
  #anchor: { readonly element: Element; readonly top: number } | undefined;
  #atEnd = false;
  #started = false;

  constructor(paged: PagedTurns, scroller: () => HTMLElement | null) {
    this.#paged = paged;
    this.#scroller = scroller;
  }

  /** Another conversation. */
  begin(): void {
    this.#fills = 0;
    this.#started = false;
    this.#anchor = undefined;
    this.#scroller()?.scrollTo(0, 0);
  }

  /** Turns are about to be put above. */
  keep(): void {
    const scroller = this.#scroller();
    const top = scroller?.getBoundingClientRect().top ?? 0;
    const element = [...(scroller?.querySelectorAll('.turn') ?? [])].find(
      (turn) => turn.getBoundingClientRect().bottom > top,
    );
    if (element) this.#anchor = { element, top: element.getBoundingClientRect().top };
  }

  /** Turns are about to be put below: whoever is at the end stays at the end. */
  keepEnd(): void {
    const scroller = this.#scroller();
    // It may not have been scrolled there yet since turns came last.
    if (!scroller || this.#atEnd) return;
    const { scrollTop, clientHeight, scrollHeight } = scroller;
    this.#atEnd = scrollTop + clientHeight >= scrollHeight - NEAR;
  }

  /** @param hasTurns There is something to read. */
  rendered(hasTurns: boolean): void {
    const scroller = this.#scroller();
    if (!scroller) return;
    const anchor = this.#anchor;
    this.#anchor = undefined;
    if (anchor?.element.isConnected)
      scroller.scrollTop += anchor.element.getBoundingClientRect().top - anchor.top;
    // What was written last is read first.
    const opensAtEnd = !this.#started && hasTurns && this.#paged.active && this.#paged.fromEnd;
    if (this.#atEnd || opensAtEnd) scroller.scrollTop = scroller.scrollHeight;
    this.#started ||= hasTurns;
    this.#atEnd = false;
    this.#loadOn(scroller);
  }

  scrolled(): void {
    this.#fills = 0;
    const scroller = this.#scroller();
    if (scroller) this.#loadOn(scroller);
  }

  #loadOn({ scrollTop, clientHeight, scrollHeight }: HTMLElement): void {
    const paged = this.#paged;
    // Nothing of it is seen, or it was not laid out yet.
    if (clientHeight === 0 || paged.loading || this.#fills >= MOST_FILLS) return;
    const ahead = AHEAD * clientHeight;
    const below = scrollHeight - scrollTop - clientHeight;
    const side: Side | undefined =
      below < ahead && paged.has('after')
        ? 'after'
        : scrollTop < ahead && paged.has('before')
          ? 'before'
          : undefined;
    if (!side || paged.error) return;
    this.#fills += 1;
    void paged.more(side);
  }
}
