/** What the filter dialog shows around its fields. No state here. */
import type { TemplateResult } from 'lit';
import { toolbar as words } from '../../locales/en/toolbar.js';
import type { Query } from '../../model/query.js';
import { filterField, type FieldsView } from './filter-fields.js';
import type { Filter } from './filters/filters.js';
import type { OfferedFilter } from './filters/offered.js';

export interface FilterDialogView extends FieldsView {
  readonly filters: readonly OfferedFilter[];
  /** What it was opened with. */
  readonly query: Query;
  readonly onInput: () => void;
  readonly onSubmit: (event: Event) => void;
  readonly onReset: () => void;
  readonly onCancel: () => void;
  readonly onClose: (event: Event) => void;
}

export function filterDialog(view: FilterDialogView): TemplateResult {
  const { html, nothing } = view.lit;
  const inGroup = (group: Filter['group']) =>
    view.filters.filter(({ filter }) => filter.group === group);
  const fields = (filters: readonly OfferedFilter[]) =>
    html`<div class="filter-grid">${filters.map((filter) => filterField(view, filter))}</div>`;
  const [main, rest] = [inGroup('main'), inGroup('more')];
  // A fold is there to leave the few that are not needed often out of sight, and not most of them.
  const folds = rest.length <= main.length;
  const more = folds ? rest : [];
  const used = more.some(({ filter }) => view.tools.isActive(view.query, filter));
  return html`<dialog
    class="filter-dialog"
    part="filter-dialog"
    aria-labelledby="filter-dialog-title"
    @close=${view.onClose}
  >
    <form novalidate @submit=${view.onSubmit} @input=${view.onInput}>
      ${head(view)}
      <div class="filter-body">
        ${fields(folds ? main : view.filters)}
        ${more.length > 0
          ? html`<details ?open=${used}>
              <summary>${words.more}</summary>
              ${fields(more)}
            </details>`
          : nothing}
      </div>
      <footer class="filter-foot">
        <button type="button" class="tool" part="reset-button" @click=${view.onReset}>
          ${words.reset}
        </button>
        <button type="submit" class="tool primary" part="apply-button">${words.apply}</button>
      </footer>
    </form>
  </dialog>`;
}

const head = ({ lit: { html }, onCancel }: FilterDialogView): TemplateResult =>
  html`<header class="filter-head">
    <h2 id="filter-dialog-title" tabindex="-1" autofocus>${words.filters}</h2>
    <button
      type="button"
      class="icon-button"
      part="filter-close-button"
      title=${words.close}
      aria-label=${words.close}
      @click=${onCancel}
    >
      <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="m4 4 8 8m0-8-8 8" /></svg>
    </button>
  </header>`;
