/** The fields of the filter dialog: one filter, one control. No state here. */
import type { TemplateResult } from 'lit';
import { toolbar as words } from '../../locales/en/toolbar.js';
import type { AgentChoice } from './agent-choice.js';
import type { FieldErrors } from './filters/fields.js';
import type { Control } from './filters/filters.js';
import type { FilterContext, OfferedField, OfferedFilter } from './filters/offered.js';
import type { PresetId } from './filters/presets.js';
import type { Lit } from './overlays.js';
import type { FilterTools } from './toolbar.js';

export interface FieldsView {
  readonly lit: Lit;
  readonly tools: FilterTools;
  readonly context: FilterContext;
  readonly errors: FieldErrors;
  readonly agents: AgentChoice;
  /** The agent that is chosen, whether it is among those found or not. */
  readonly agentId: string | undefined;
  readonly pairs: number;
  readonly preset: (filter: OfferedFilter) => PresetId | undefined;
  readonly onPreset: (filter: OfferedFilter, id: PresetId) => void;
  readonly onAddPair: () => void;
}

export function filterField(view: FieldsView, offer: OfferedFilter): TemplateResult {
  const { html } = view.lit;
  const { filter, label, fields } = offer;
  const [first] = fields;
  const several = filter.keys.length > 1 || ['choices', 'pairs'].includes(first!.control);
  if (!several)
    return html`<div class="filter-field" part="filter-field">
      <label for=${idOf(first!)}>${first!.label}</label>
      ${control(view, first!)} ${errorOf(view, first!)}
    </div>`;
  const inner =
    first!.control === 'choices'
      ? choices(view, first!)
      : first!.control === 'pairs'
        ? pairs(view, first!)
        : bounds(view, offer);
  return html`<fieldset class="filter-field wide" part="filter-field">
    <legend>${label}</legend>
    ${inner}
  </fieldset>`;
}

const idOf = ({ key }: OfferedField): string => `filter-${key}`;

/** What a field refers to in words: its hint, and what is wrong with it. */
function told({ context, errors, lit }: FieldsView, { key, control }: OfferedField) {
  const hint = hintOf(context, control) === undefined ? [] : [`hint-${control}`];
  const wrong = errors[key] === undefined ? [] : [`error-${key}`];
  return {
    invalid: wrong.length > 0 ? 'true' : lit.nothing,
    by: [...wrong, ...hint].join(' ') || lit.nothing,
  };
}

function errorOf({ lit: { html, nothing }, errors }: FieldsView, { key }: OfferedField) {
  return errors[key] === undefined
    ? nothing
    : html`<p class="filter-error" part="filter-error" id=${`error-${key}`}>
        <bdi>${errors[key]}</bdi>
      </p>`;
}

function control(view: FieldsView, field: OfferedField): TemplateResult {
  const { lit } = view;
  if (field.control === 'agent') return agentPicker(view, field);
  if (field.control === 'choice' || field.control === 'yes-no')
    return select(view, field, field.options);
  const { invalid, by } = told(view, field);
  const type = field.control === 'date-time' ? 'datetime-local' : 'text';
  const numeric = field.control === 'number';
  return lit.html`<input
    class="filter-input"
    id=${idOf(field)}
    name=${field.key}
    type=${type}
    inputmode=${numeric ? 'numeric' : lit.nothing}
    dir=${type === 'text' ? 'auto' : lit.nothing}
    autocomplete="off"
    spellcheck="false"
    aria-invalid=${invalid}
    aria-describedby=${by}
  />`;
}

function select(
  view: FieldsView,
  field: OfferedField,
  options: OfferedField['options'],
): TemplateResult {
  const { html } = view.lit;
  const { invalid, by } = told(view, field);
  return html`<select
    class="filter-input"
    id=${idOf(field)}
    name=${field.key}
    aria-invalid=${invalid}
    aria-describedby=${by}
  >
    <option value="">${words.any}</option>
    ${options.map(({ value, label }) => html`<option value=${value}>${label}</option>`)}
  </select>`;
}

/** A list to choose from and, where it is long, a search in it. The id is what is asked for. */
function agentPicker(view: FieldsView, field: OfferedField): TemplateResult {
  const { html, nothing } = view.lit;
  const { agents, agentId, context } = view;
  const known = agents.found.some(({ id }) => id === agentId);
  const chosen = !agentId || known ? [] : [agentId];
  const options = [
    ...chosen.map((id) => ({ value: id, label: context.agentName?.(id) ?? id })),
    ...agents.found.map(({ id, name }) => ({ value: id, label: name || id })),
  ];
  const none = agents.searchable && agents.found.length === 0 ? words.noAgents : undefined;
  const note = agents.failed ? words.agentsFailed : agents.more ? words.moreAgents : none;
  return html`${agents.searchable
    ? html`<input
        class="filter-input"
        type="search"
        autocomplete="off"
        dir="auto"
        aria-label=${words.findAgent}
        placeholder=${words.findAgent}
        @input=${(event: Event) => {
          event.stopPropagation();
          agents.search((event.target as HTMLInputElement).value);
        }}
        @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && event.preventDefault()}
      />`
    : nothing}
  ${select(view, field, options)}
  ${note ? html`<p class="filter-hint" role="status"><bdi>${note}</bdi></p>` : nothing}`;
}

function choices(view: FieldsView, field: OfferedField): TemplateResult {
  const { html } = view.lit;
  const { invalid, by } = told(view, field);
  return html`<div class="filter-choices">
      ${field.options.map(
        ({ value, label }) =>
          html`<label class="filter-choice">
            <input
              type="checkbox"
              name=${field.key}
              value=${value}
              aria-invalid=${invalid}
              aria-describedby=${by}
            />
            <bdi>${label}</bdi>
          </label>`,
      )}
    </div>
    ${errorOf(view, field)}`;
}

function bounds(view: FieldsView, offer: OfferedFilter): TemplateResult {
  const { html, nothing } = view.lit;
  const { fields } = offer;
  const { control: kind } = fields[0]!;
  const hint = hintOf(view.context, kind);
  return html`${kind === 'date-time' && fields.length === 2 ? presets(view, offer) : nothing}
    <div class="filter-bounds">
      ${fields.map(
        (field) =>
          html`<div>
            <label for=${idOf(field)}>${field.label}</label>
            ${control(view, field)} ${errorOf(view, field)}
          </div>`,
      )}
    </div>
    ${hint === undefined
      ? nothing
      : html`<p class="filter-hint" id=${`hint-${kind}`}><bdi>${hint}</bdi></p>`}`;
}

function presets(view: FieldsView, offer: OfferedFilter): TemplateResult {
  const { html } = view.lit;
  const pressed = view.preset(offer);
  return html`<div class="filter-presets">
    ${view.tools.PRESETS.map(
      (id) =>
        html`<button
          type="button"
          class="preset"
          part="filter-preset-button"
          aria-pressed=${id === pressed}
          @click=${() => view.onPreset(offer, id)}
        >
          ${view.context.words.presets[id]}
        </button>`,
    )}
  </div>`;
}

function pairs(view: FieldsView, field: OfferedField): TemplateResult {
  const { html, nothing } = view.lit;
  const { invalid, by } = told(view, field);
  const many =
    view.tools.capabilityOf(view.context.capabilities.filters, field.key)?.values === 'many';
  const { mark, marks } = view.context.words;
  const input = (label: string) =>
    html`<input
      class="filter-input"
      name=${field.key}
      autocomplete="off"
      spellcheck="false"
      dir="auto"
      aria-label=${label}
      placeholder=${label}
      aria-invalid=${invalid}
      aria-describedby=${by}
    />`;
  return html`${Array.from(
      { length: view.pairs },
      () =>
        html`<div class="filter-pair">
          ${input(words.key)} <span aria-hidden="true">=</span> ${input(words.value)}
          <select
            class="filter-input"
            name=${field.key}
            aria-label=${mark}
            aria-invalid=${invalid}
            aria-describedby=${by}
          >
            ${Object.entries(marks).map(
              ([value, label]) => html`<option value=${value}>${label}</option>`,
            )}
          </select>
        </div>`,
    )}
    ${errorOf(view, field)}
    ${many
      ? html`<button type="button" class="preset" part="filter-add-button" @click=${view.onAddPair}>
          ${words.addPair}
        </button>`
      : nothing}
    <p class="filter-hint" id="hint-pairs"><bdi>${hintOf(view.context, 'pairs')}</bdi></p>`;
}

function hintOf({ words: { hints } }: FilterContext, control: Control): string | undefined {
  return { duration: hints.duration, pairs: hints.metadata }[control as string];
}
