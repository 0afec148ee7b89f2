/**
 * Browsers have a tallest element, and rows beyond its end could not be reached. Shortly before it
 * the inbox loads no more and says so, instead of losing rows silently.
 */
import type { ConversationList } from '../../list/conversation-list.js';
import { overlays as words } from '../../locales/en/overlays.js';
import type { TableViewport } from './table-viewport.js';

export interface TableLimitOptions {
  readonly list: ConversationList;
  /** Told when it is full, and when it no longer is. */
  readonly viewport: TableViewport;
  readonly scroller: HTMLElement;
  readonly footer: HTMLElement;
  readonly announce: (text: string) => void;
}

/** Pixels below which no browser has a limit; asking it costs a layout. */
const SAFE = 4_000_000;

/** Of the tallest element; the rest is for rows that arrive by themselves. */
const FILLED = 0.98;

export class TableLimit {
  readonly #options: TableLimitOptions;
  readonly #notice = document.createElement('p');
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
    const { list, viewport, announce } = this.#options;
    // The next page brings about as many rows as the last one.
    const rows = list.count + list.pageAt(list.pageCount - 1).length;
    const height = rows * viewport.rowHeight;
    const full = height > SAFE && !list.ended && height > FILLED * this.#measure();
    if (full === viewport.full) return;
    viewport.full = full;
    this.#notice.hidden = !full;
    this.#notice.textContent = full ? words.full(list.count) : '';
    // Not within the rendering that found it.
    if (full) queueMicrotask(() => announce(words.full(list.count)));
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
