/**
 * Selecting and copying text across rows that come and go: the rows at both ends of a selection keep
 * their slots, and a copy over several rows is answered from the model, not from what is rendered.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { selectionIn } from './composed-selection.js';

export interface RowSelectionOptions {
  readonly root: () => ShadowRoot;
  readonly idAt: (node: Node | null) => string | undefined;
  readonly indexOf: (id: string) => number;
  /** One line for the row at an index. */
  readonly textAt: (index: number) => string | undefined;
  readonly pin: (end: 'selection-anchor' | 'selection-focus', id: string | undefined) => void;
}

export class RowSelection implements ReactiveController {
  readonly #options: RowSelectionOptions;
  #anchor: string | undefined;
  #focus: string | undefined;

  constructor(host: ReactiveControllerHost, options: RowSelectionOptions) {
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('selectionchange', this.#onChange);
  }

  hostDisconnected(): void {
    document.removeEventListener('selectionchange', this.#onChange);
    this.#keep(undefined, undefined);
  }

  /** Whether text in the rows is selected right now. */
  get active(): boolean {
    return this.#anchor !== undefined || this.#focus !== undefined;
  }

  /** Ids of the rows a selection starts and ends in. */
  get ends(): readonly (string | undefined)[] {
    return [this.#anchor, this.#focus];
  }

  readonly #onChange = (): void => {
    const { anchor, focus, collapsed } = selectionIn(this.#options.root());
    if (collapsed) this.#keep(undefined, undefined);
    else this.#keep(this.#options.idAt(anchor), this.#options.idAt(focus));
  };

  #keep(anchor: string | undefined, focus: string | undefined): void {
    this.#anchor = anchor;
    this.#focus = focus;
    this.#options.pin('selection-anchor', anchor);
    this.#options.pin('selection-focus', focus);
  }

  /** Within one row the browser copies what is selected; over several rows it is whole rows. */
  readonly onCopy = (event: ClipboardEvent): void => {
    const { indexOf, textAt } = this.#options;
    const from = this.#anchor === undefined ? -1 : indexOf(this.#anchor);
    const to = this.#focus === undefined ? -1 : indexOf(this.#focus);
    if (from < 0 || to < 0 || from === to || !event.clipboardData) return;
    const lines: string[] = [];
    for (let index = Math.min(from, to); index <= Math.max(from, to); index++) {
      const line = textAt(index);
      if (line !== undefined) lines.push(line);
    }
    event.clipboardData.setData('text/plain', lines.join('\n'));
    event.preventDefault();
  };
}
