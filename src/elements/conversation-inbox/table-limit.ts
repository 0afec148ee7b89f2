/**
 * Browsers have a tallest element, and rows beyond its end could not be reached. Shortly before it
 * the inbox loads no more and says so, instead of losing rows silently.
 */

export interface TableLimitOptions {
  readonly scroller: HTMLElement;
  readonly footer: HTMLElement;
  readonly count: () => number;
  /** Rows the next page may bring. */
  readonly pageSize: () => number;
  /** Whether there are rows that are not loaded yet. */
  readonly more: () => boolean;
  /** Pixels. */
  readonly rowHeight: () => number;
  /** Called when the limit is reached, and when it no longer is. */
  readonly reached: (full: boolean) => void;
  readonly words: (rows: number) => string;
}

/** Pixels below which no browser has a limit; asking it costs a layout. */
const SAFE = 4_000_000;

/** Of the tallest element; the rest is for rows that arrive by themselves. */
const FILLED = 0.98;

export class TableLimit {
  readonly #options: TableLimitOptions;
  readonly #notice = document.createElement('p');
  #full = false;
  #tallest = 0;
  /** What the tallest element was measured for: zoom changes it. */
  #measuredAt = 0;

  constructor(options: TableLimitOptions) {
    this.#options = options;
    this.#notice.className = 'limit';
    this.#notice.setAttribute('part', 'limit');
    this.#notice.hidden = true;
    options.footer.after(this.#notice);
  }

  /** Rows were rendered. */
  check(): void {
    const { count, pageSize, more, rowHeight, reached, words } = this.#options;
    const height = (count() + pageSize()) * rowHeight();
    const full = height > SAFE && more() && height > FILLED * this.#measure();
    if (full === this.#full) return;
    this.#full = full;
    this.#notice.hidden = !full;
    this.#notice.textContent = full ? words(count()) : '';
    reached(full);
  }

  /** Pixels; without a limit while the inbox is hidden, where nothing can be measured. */
  #measure(): number {
    const { scroller } = this.#options;
    const ratio = scroller.ownerDocument.defaultView?.devicePixelRatio ?? 1;
    if (this.#measuredAt !== ratio) {
      const probe = document.createElement('div');
      probe.style.cssText = 'position:absolute;inline-size:0;visibility:hidden;block-size:1e9px';
      scroller.append(probe);
      this.#tallest = probe.offsetHeight;
      probe.remove();
      if (this.#tallest === 0) return Infinity;
      this.#measuredAt = ratio;
    }
    return this.#tallest;
  }
}
