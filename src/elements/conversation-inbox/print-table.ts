/**
 * Paper shows what was loaded, not what happens to be in view: for as long as the page is printed, a
 * plain table of the loaded rows stands in place of the inbox. Built within `beforeprint`, because a
 * browser prints what is there when that event ends.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Rows that are printed at most; beyond, building them would hold up the page for too long. */
const MOST_ROWS = 5000;
/** Characters of one cell. */
const MOST_TEXT = 2000;

/** Characters up to which a text stays in one line. */
const SHORT = 18;
/** Would push other columns off the paper unless it is broken. */
const LONG_WORD = /\S{30}/;

export interface PrintTableOptions {
  /** The element printed in place of the frame is put beside it. */
  readonly frame: HTMLElement;
  readonly count: () => number;
  /** The headings, and whether a column's cell names its row. */
  readonly columns: () => readonly { readonly name: string; readonly isHeader: boolean }[];
  /** The texts of a row, one for each column. */
  readonly textsAt: (index: number) => readonly string[];
  /** Says how many of the loaded rows are printed. */
  readonly caption: (printed: number) => string;
}

export class PrintTable implements ReactiveController {
  readonly #options: PrintTableOptions;
  #view: Window | null = null;
  #table: HTMLTableElement | undefined;

  constructor(host: ReactiveControllerHost, options: PrintTableOptions) {
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    // The inbox may have been moved to another window.
    this.#view = this.#options.frame.ownerDocument.defaultView;
    this.#view?.addEventListener('beforeprint', this.#build);
    this.#view?.addEventListener('afterprint', this.#remove);
  }

  hostDisconnected(): void {
    this.#view?.removeEventListener('beforeprint', this.#build);
    this.#view?.removeEventListener('afterprint', this.#remove);
    this.#remove();
  }

  readonly #build = (): void => {
    const { frame, count, columns, textsAt, caption } = this.#options;
    const printed = Math.min(count(), MOST_ROWS);
    this.#remove();
    if (printed === 0) return;
    const headings = columns();
    const table = document.createElement('table');
    table.className = 'print';
    table.setAttribute('part', 'print');
    table.createCaption().textContent = caption(printed);
    const heads = headings.map(({ name }) => cell('th', name, 'col'));
    table
      .createTHead()
      .insertRow()
      .append(...heads);
    const body = table.createTBody();
    for (let index = 0; index < printed; index++) {
      const texts = textsAt(index);
      body
        .insertRow()
        .append(
          ...headings.map(({ isHeader }, column) =>
            isHeader ? cell('th', texts[column], 'row') : cell('td', texts[column]),
          ),
        );
    }
    frame.after(table);
    this.#table = table;
  };

  readonly #remove = (): void => {
    this.#table?.remove();
    this.#table = undefined;
  };
}

function cell(tag: 'th' | 'td', text = '', scope?: 'row' | 'col'): HTMLTableCellElement {
  const element = document.createElement(tag);
  element.textContent = text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text;
  element.className = text.length <= SHORT ? 'short' : LONG_WORD.test(text) ? 'long-word' : '';
  element.dir = 'auto';
  if (scope) element.scope = scope;
  return element;
}
