/**
 * What stands at the end of the toolbar: whether changes arrive by themselves, the export, the help of
 * keys. What export and help need is loaded when they are first asked for.
 */
import type { CSSResult, LitElement, TemplateResult } from 'lit';
import { validTimeZone } from '../../internal/intl.js';
import { toolbar as words } from '../../locales/en/toolbar.js';
import type { Query } from '../../model/query.js';
import type { ColumnPanel } from './column-panel.js';
import type { ExportMenu } from './export/export-menu.js';
import type { LoadedSource } from './export/loaded-source.js';
import type { KeyboardHelp } from './keyboard-help.js';
import type { Lit } from './overlays.js';

export interface ToolbarActionsOptions extends Pick<LoadedSource, 'list' | 'setup' | 'columns'> {
  readonly lit: Lit;
  readonly element: LitElement & { readonly timeZone: string | undefined };
  /** What popover and dialog are put after. */
  readonly place: HTMLElement;
  readonly query: () => Query;
  /** Whether changes arrive as they happen. */
  readonly live: () => boolean;
  readonly adopt: (styles: CSSResult) => void;
  readonly announce: (text: string) => void;
}

export class ToolbarActions {
  readonly #options: ToolbarActionsOptions;
  #columns: ColumnPanel | undefined;
  #menu: ExportMenu | undefined;
  #help: KeyboardHelp | undefined;
  /** What was asked for last. */
  #awaited: Promise<unknown> | undefined;
  /** It did not arrive. */
  #failed = false;

  constructor(options: ToolbarActionsOptions) {
    this.#options = options;
  }

  view(): TemplateResult {
    const { lit, live } = this.#options;
    const { html, nothing } = lit;
    return html`<div class="actions">
      ${live()
        ? html`<span class="live" part="live" title=${words.liveHint}>${words.live}</span>`
        : nothing}
      <button
        type="button"
        class="tool"
        part="columns-button"
        popovertarget="columns-panel"
        title=${words.columns}
        @click=${this.#onColumns}
      >
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
          <path d="M2.500 3h11v10h-11ZM6.200 3v10M9.800 3v10" />
        </svg>
        <span class="tool-text">${words.columns}</span>
      </button>
      <button
        type="button"
        class="tool"
        part="export-button"
        popovertarget="export-menu"
        title=${words.export}
        @click=${this.#onExport}
      >
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
          <path d="M8 2.500v7M5 7l3 3 3-3M3 13h10" />
        </svg>
        <span class="tool-text">${words.export}</span>
      </button>
      <button
        type="button"
        class="tool plain"
        part="help-button"
        aria-haspopup="dialog"
        title=${words.help}
        aria-label=${words.help}
        @click=${() => void this.#openHelp()}
      >
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
          <path
            d="M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2ZM6.300 6.400a1.750 1.750 0 1 1 2.500 1.600c-.5.200-.8.600-.8 1.100M8 11.200v.1"
          />
        </svg>
      </button>
      ${this.#failed ? html`<p class="search-error" part="error">${words.notLoaded}</p>` : nothing}
    </div>`;
  }

  /** The toolbar was rendered: what is said of the rows that are loaded follows them. */
  rendered(): void {
    this.#columns?.rendered();
    this.#menu?.rendered();
  }

  /** The rows belong to somebody else now, or nobody looks at them any more. */
  close(): void {
    this.#columns?.close();
    this.#menu?.close();
    this.#help?.close();
  }

  /**
   * A chunk, unless the network fails, which is said until something else is asked for, or something
   * else has been asked for meanwhile.
   */
  async arrived<T>(chunk: Promise<T>): Promise<T | undefined> {
    const { element, announce } = this.#options;
    this.#awaited = chunk;
    const loaded = await chunk.catch(() => undefined);
    if (this.#awaited !== chunk) return undefined;
    this.#failed = !loaded;
    if (!loaded) announce(words.notLoaded);
    element.requestUpdate();
    return loaded;
  }

  /** From the second time on the button opens the panel by itself, and so does the menu's. */
  readonly #onColumns = async (event: Event): Promise<void> => {
    if (this.#columns) return;
    const { lit, list, element, setup, place, adopt, announce } = this.#options;
    const button = event.currentTarget as HTMLElement;
    const loaded = await this.arrived(import('./column-panel.js'));
    const { arrangement } = setup;
    if (!loaded || !arrangement || this.#columns || !element.isConnected) return;
    this.#columns = new loaded.ColumnPanel({ lit, list, arrangement, place, adopt, announce });
    button.click();
  };

  readonly #onExport = async (event: Event): Promise<void> => {
    if (this.#menu) return;
    const { lit, element, place, adopt, announce } = this.#options;
    const button = event.currentTarget as HTMLElement;
    const loaded = await this.arrived(import('./export/export-menu.js'));
    if (!loaded || this.#menu || !element.isConnected) return;
    this.#menu = new loaded.ExportMenu({
      ...{ lit, place, adopt, announce },
      list: this.#options.list,
      loaded: () => this.#loaded(),
    });
    button.click();
  };

  #loaded(): LoadedSource {
    const { list, setup, columns, query, element } = this.#options;
    const timeZone = validTimeZone(element.timeZone);
    return { list, setup, columns, query: query(), timeZone };
  }

  async #openHelp(): Promise<void> {
    const { lit, element, place, adopt, setup } = this.#options;
    const loaded = await this.arrived(import('./keyboard-help.js'));
    if (!loaded || !element.isConnected) return;
    this.#help ??= new loaded.KeyboardHelp({
      ...{ lit, place, adopt },
      closed: () => place.querySelector<HTMLElement>('[part="help-button"]')?.focus(),
    });
    this.#help.open({
      plays: setup.views.recordings,
      searches: place.querySelector('.search-field') !== null,
    });
  }
}
