/**
 * The menu of the export. A chunk of its own, loaded when it is first opened. It says what the file
 * will hold, makes it while the page goes on, and says what it held.
 */
import type { CSSResult, TemplateResult } from 'lit';
import { openBeside } from '../../../internal/popover.js';
import { saveBlob } from '../../../internal/save-file.js';
import { exporting as words } from '../../../locales/en/export.js';
import type { ConversationList } from '../../../list/conversation-list.js';
import type { Lit } from '../overlays.js';
import { buildFile } from './build-file.js';
import { csv } from './csv.js';
import { exportMenuStyles } from './export-menu.styles.js';
import { PIECE } from './export-source.js';
import { json, type JsonSource } from './json.js';
import { loadedSource, type LoadedSource } from './loaded-source.js';

export interface ExportMenuOptions {
  readonly lit: Lit;
  readonly list: ConversationList;
  /** What the menu is put after. */
  readonly place: HTMLElement;
  readonly adopt: (styles: CSSResult) => void;
  readonly announce: (text: string) => void;
  readonly loaded: () => LoadedSource;
}

type Format = keyof typeof words.formats;

const FORMATS: Readonly<
  Record<
    Format,
    { readonly type: string; readonly pieces: (source: JsonSource) => Iterable<string> }
  >
> = {
  csv: { type: 'text/csv;charset=utf-8', pieces: csv },
  json: { type: 'application/json', pieces: json },
};

export class ExportMenu {
  readonly #options: ExportMenuOptions;
  readonly #container = document.createElement('div');
  #building: AbortController | undefined;
  /** How far the file is, then what came of it; until the menu is opened again. */
  #note: string | undefined;

  constructor(options: ExportMenuOptions) {
    this.#options = options;
    options.adopt(exportMenuStyles(options.lit));
    options.place.after(this.#container);
    this.#render();
  }

  /** The rows that are loaded may be others. */
  rendered(): void {
    if (this.#menu?.matches(':popover-open')) this.#render();
  }

  /** Calls off what is being made. */
  close(): void {
    this.#building?.abort();
    if (this.#menu?.matches(':popover-open')) this.#menu.hidePopover();
  }

  get #menu(): HTMLElement | null {
    return this.#container.querySelector<HTMLElement>('.export-menu');
  }

  readonly #onToggle = (event: ToggleEvent): void => {
    if (event.newState === 'open' && !this.#building) this.#note = undefined;
    this.#render();
    openBeside(event);
  };

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const buttons = [...this.#container.querySelectorAll('button')];
    const index = buttons.indexOf(event.target as HTMLButtonElement);
    const step = event.key === 'ArrowDown' ? 1 : -1;
    buttons.at((index + step) % buttons.length)?.focus();
    event.preventDefault();
  };

  async #export(format: Format): Promise<void> {
    if (this.#building) return;
    const { announce, loaded } = this.#options;
    const controller = (this.#building = new AbortController());
    const now = new Date();
    const from = loaded();
    const source = loadedSource(from, now);
    const count = source.conversations.length;
    const { type, pieces } = FORMATS[format];
    const options = {
      type,
      signal: controller.signal,
      progress: (done: number) => this.#say(words.preparing(Math.min(done * PIECE, count), count)),
    };
    const file = await buildFile(pieces(source), options).catch(() => null);
    this.#building = undefined;
    if (file === undefined) return this.#say(undefined);
    if (file) saveBlob(file, `conversations-${dayOf(now, from.timeZone)}.${format}`);
    const { ended, total } = source;
    const note = file ? words.exported(words.summary(count, ended, total)) : words.failed;
    this.#say(note);
    announce(note);
  }

  #say(note: string | undefined): void {
    this.#note = note;
    this.#render();
  }

  #render(): void {
    const { lit, list } = this.#options;
    const { html, nothing } = lit;
    const { count, ended, total } = list;
    const button = (format: Format): TemplateResult =>
      html`<button
        type="button"
        class="export-format"
        part="export-format-button"
        aria-describedby="export-note"
        aria-disabled=${this.#building ? 'true' : nothing}
        ?autofocus=${format === 'csv'}
        @click=${() => void this.#export(format)}
      >
        ${words.formats[format].name} <span class="muted">${words.formats[format].purpose}</span>
      </button>`;
    lit.render(
      html`<div
        class="export-menu"
        part="export-menu"
        id="export-menu"
        role="group"
        aria-labelledby="export-note"
        popover
        @beforetoggle=${this.#onToggle}
        @keydown=${this.#onKeyDown}
      >
        <p id="export-note">${this.#note ?? words.summary(count, ended, total)}</p>
        ${button('csv')}${button('json')}
      </div>`,
      this.#container,
    );
  }
}

/** `2025-11-20`, as the calendar on the reader's wall has it. */
const dayOf = (date: Date, timeZone: string | undefined): string =>
  // The locale that writes ISO dates.
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(date);
