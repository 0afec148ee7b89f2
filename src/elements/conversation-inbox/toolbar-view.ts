/** What the toolbar shows: search, the button of the filters, what is active. No state here. */
import type { TemplateResult } from 'lit';
import { toolbar as words } from '../../locales/en/toolbar.js';
import type { Chip } from './filters/chips.js';
import type { OfferedField } from './filters/offered.js';
import type { Lit } from './overlays.js';

export interface ToolbarView {
  /** Absent where the provider cannot search for a caller. */
  readonly search: OfferedField | undefined;
  readonly searchError: string | undefined;
  /** Whether there is anything in the field. */
  readonly searched: boolean;
  /** Whether there is any other filter. */
  readonly filters: boolean;
  readonly chips: readonly Chip[];
  /** What stands at the end. */
  readonly actions: TemplateResult;
  readonly onInput: (event: Event) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onClearSearch: () => void;
  readonly onOpen: () => void;
  readonly onRemove: (index: number) => void;
  readonly onClearAll: () => void;
}

export function toolbarView(lit: Lit, view: ToolbarView): TemplateResult {
  const { html, nothing } = lit;
  const { search, filters, chips, actions } = view;
  return html`<div class="tools" role="group" aria-label=${words.toolbar}>
    ${search ? searchView(lit, view, search) : nothing}
    ${filters ? filtersButton(lit, view) : nothing}
    ${chips.length > 0 ? chipsView(lit, view) : nothing} ${actions}
  </div>`;
}

function searchView(
  { html, nothing }: Lit,
  { searched, searchError, onInput, onKeyDown, onClearSearch }: ToolbarView,
  { label, match }: OfferedField,
): TemplateResult {
  const partial = match === 'contains';
  return html`<div class="search" part="search">
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M7 2.500a4.500 4.500 0 1 1 0 9 4.500 4.500 0 0 1 0-9ZM10.300 10.300l3.400 3.400" />
    </svg>
    <input
      class="search-field"
      part="search-field"
      type="search"
      autocomplete="off"
      spellcheck="false"
      enterkeyhint="search"
      dir="auto"
      aria-label=${partial ? words.search : label}
      placeholder=${partial ? words.search : words.fullNumber}
      aria-invalid=${searchError === undefined ? nothing : 'true'}
      aria-describedby=${searchError === undefined ? nothing : 'search-error'}
      @input=${onInput}
      @compositionend=${onInput}
      @keydown=${onKeyDown}
    />
    <button
      type="button"
      class="icon-button"
      part="search-clear-button"
      title=${words.clearSearch}
      aria-label=${words.clearSearch}
      ?hidden=${!searched}
      @click=${onClearSearch}
    >
      <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="m4 4 8 8m0-8-8 8" /></svg>
    </button>
    ${searchError === undefined
      ? nothing
      : html`<p class="search-error" part="filter-error" id="search-error">${searchError}</p>`}
  </div>`;
}

const filtersButton = ({ html, nothing }: Lit, { chips, onOpen }: ToolbarView): TemplateResult =>
  html`<button
    type="button"
    class="tool"
    part="filters-button"
    aria-haspopup="dialog"
    @click=${onOpen}
  >
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M2.500 4.500h11M4.500 8h7M6.500 11.500h3" />
    </svg>
    <span class="tool-text">${words.filters}</span>
    ${chips.length > 0
      ? html`<span class="count" part="filters-count">${chips.length}</span
          ><span class="visually-hidden"> ${words.active}</span>`
      : nothing}
  </button>`;

const chipsView = ({ html }: Lit, { chips, onRemove, onClearAll }: ToolbarView): TemplateResult =>
  html`<ul class="chips" role="list" aria-label=${words.activeFilters}>
      ${chips.map(
        ({ label, value }, index) =>
          html`<li class="chip" part="chip">
            <span class="muted">${words.chip(label)}</span>
            <bdi .title=${value}>${value}</bdi>
            <button
              type="button"
              class="icon-button"
              part="chip-remove-button"
              aria-label=${words.remove(label, value)}
              @click=${() => onRemove(index)}
            >
              <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
                <path d="m5 5 6 6m0-6-6 6" />
              </svg>
            </button>
          </li>`,
      )}
    </ul>
    <button type="button" class="clear" part="clear-button" @click=${onClearAll}>
      ${words.clearAll}
    </button>`;
