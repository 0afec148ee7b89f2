/**
 * What every page of the benchmark does the same: thirteen columns of the same rows, fifty to a page,
 * and these few acts. The harness (`run.mjs`) drives a page through `window.bench` and knows nothing
 * else of it, so that no page is measured in a way another one is not.
 *
 * A page is a folder below `pages/`: `index.html` with `<div id="app">` that fills the viewport,
 * `main.ts`, which calls `publish()` of `publish.ts` with what is its own, and
 * `page.json` with a title, the npm package it stands for, if any, and the choices made.
 */
import type { Conversation } from '../../src/model/index.js';

/** What a page says of itself. */
export interface PageParts {
  /** The element whose `scrollTop` moves the rows. */
  readonly scroller: HTMLElement;
  /** Pixels of one row. */
  readonly rowHeight: number;
  /** Rows loaded so far. */
  count(): number;
  /** Index of the row an element belongs to; `undefined` when it is no row's. */
  indexAt(element: Element): number | undefined;
  /** The element the rows are rendered in, so that the harness can count what is in it. */
  readonly root: Element | ShadowRoot;
  /**
   * Replaces a loaded row by a new version of it, as one change from a server would. Its rendering
   * may come later; the harness waits for the text.
   */
  update(conversation: Conversation): void;
  /** A new row arrives at the top, as one event from a server would. */
  prepend(conversation: Conversation): void;
}

export interface BenchPage extends PageParts {
  /** Settles when the viewport is full of rows and they are painted. */
  readonly ready: Promise<void>;
  /** Requests for pages of rows so far. */
  readonly requests: { readonly count: number };
  /** A row as the server has it. */
  conversationAt(index: number): Conversation;
}

declare global {
  interface Window {
    bench: BenchPage;
  }
}
