/** The inbox's keys in a dialog. A chunk of its own, loaded when somebody asks for it. */
import type { CSSResult } from 'lit';
import { helpDialog, helpStyles, type HelpLine } from '../../internal/help-dialog.js';
import { keyboard as words } from '../../locales/en/keyboard.js';
import type { Lit } from './overlays.js';

export interface KeyboardHelpOptions {
  readonly lit: Lit;
  /** What the dialog is put after. */
  readonly place: HTMLElement;
  readonly adopt: (styles: CSSResult) => void;
  readonly closed: () => void;
}

/** What this inbox has, so that no key is told which does nothing. */
export interface KeysOf {
  readonly plays: boolean;
  readonly searches: boolean;
}

/** In the order in which a reader meets them. */
function linesOf({ plays, searches }: KeysOf): readonly HelpLine[] {
  const { does, where } = words;
  const lines: readonly (HelpLine | false)[] = [
    { keys: ['Tab'], does: does.next },
    searches && { keys: ['Enter'], where: where.search, does: does.search },
    searches && { keys: ['Escape'], where: where.search, does: does.clear },
    { keys: ['ArrowUp', 'ArrowDown'], does: does.row },
    { keys: ['ArrowLeft', 'ArrowRight'], does: does.cell },
    { keys: ['Home', 'End'], does: does.rowEnds },
    { keys: ['PageUp', 'PageDown'], does: does.screen },
    { keys: ['Control+Home', 'Control+End'], does: does.listEnds },
    { keys: ['Enter'], does: does.open },
    plays && { keys: ['Space'], does: does.play },
    { keys: ['Control+A'], does: does.selectAll },
    { keys: ['ArrowUp'], where: where.firstRow, does: does.heads },
    { keys: ['Enter'], where: where.head, does: does.resize },
    { keys: ['Escape'], does: does.close },
  ];
  return lines.filter((line) => line !== false);
}

export class KeyboardHelp {
  readonly #options: KeyboardHelpOptions;
  readonly #container = document.createElement('div');

  constructor(options: KeyboardHelpOptions) {
    this.#options = options;
    options.adopt(helpStyles(options.lit));
  }

  open(keys: KeysOf): void {
    const { lit, place } = this.#options;
    if (this.#container.isConnected) return;
    const { title, close } = words;
    const help = { title, close, lines: linesOf(keys), onClose: this.#onClose };
    place.after(this.#container);
    lit.render(helpDialog(lit, help), this.#container);
    this.#container.querySelector('dialog')?.showModal();
  }

  close(): void {
    this.#container.querySelector('dialog')?.close();
    this.#forget();
  }

  readonly #onClose = (): void => {
    // Closed by the inbox, it is gone already, and focus is not the reader's wish.
    if (!this.#container.isConnected) return;
    this.#forget();
    this.#options.closed();
  };

  #forget(): void {
    const { lit } = this.#options;
    lit.render(lit.nothing, this.#container);
    this.#container.remove();
  }
}
