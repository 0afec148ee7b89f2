/**
 * The dialog of all filters. A chunk of its own, loaded when it is first opened. Its fields belong to
 * the form: they are filled once when it opens and read once when the reader applies them, so that
 * nothing is sent, and nothing written over, while somebody types.
 */
import type { CSSResult } from 'lit';
import type { ConversationProvider } from '../../model/provider.js';
import type { Query, QueryKey } from '../../model/query.js';
import { AgentChoice } from './agent-choice.js';
import type { AgentsSeen } from './agents-seen.js';
import { filterDialog } from './filter-dialog-view.js';
import { filterDialogStyles } from './filter-dialog.styles.js';
import type { FieldErrors, Form } from './filters/fields.js';
import type { FilterContext, OfferedFilter } from './filters/offered.js';
import type { PresetId } from './filters/presets.js';
import type { Lit } from './overlays.js';
import type { FilterTools } from './toolbar.js';

export interface FilterDialogOptions {
  readonly lit: Lit;
  readonly adopt: (styles: CSSResult) => void;
  readonly tools: FilterTools;
  /** What the dialog is put after. */
  readonly place: HTMLElement;
  readonly apply: (query: Query) => void;
  readonly closed: () => void;
}

/** What the dialog is opened with. */
export interface FilterForm {
  readonly provider: ConversationProvider;
  readonly context: FilterContext;
  readonly filters: readonly OfferedFilter[];
  readonly query: Query;
  readonly errors: FieldErrors;
  /** The agents to choose from, where the provider names none. */
  readonly seen: AgentsSeen;
}

export class FilterDialog {
  readonly #options: FilterDialogOptions;
  readonly #container = document.createElement('div');
  readonly #agents = new AgentChoice(() => this.#render());
  #form: FilterForm | undefined;
  /** What the fields were filled from; those nobody touches keep their values exactly. */
  #before: Query = {};
  #errors: FieldErrors = {};
  /** How many metadata pairs have fields. */
  #pairs = 1;

  constructor(options: FilterDialogOptions) {
    this.#options = options;
    options.adopt(filterDialogStyles(options.lit));
  }

  open(form: FilterForm): void {
    if (this.#form) return;
    this.#form = form;
    this.#before = form.query;
    this.#errors = form.errors;
    this.#pairs = Object.keys(form.query.metadata ?? {}).length || 1;
    this.#options.place.after(this.#container);
    this.#render();
    this.#fill(form.filters);
    this.#render();
    this.#dialog?.showModal();
    this.#focusError();
    const agents = form.filters.flatMap(({ fields }) => fields);
    if (agents.some(({ control }) => control === 'agent'))
      this.#agents.start(form.provider, form.seen);
  }

  /** Closes without asking for anything. */
  close(): void {
    this.#dialog?.close();
    this.#forget();
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#container.querySelector('dialog');
  }

  get #fields(): HTMLFormElement {
    return this.#container.querySelector('form') as HTMLFormElement;
  }

  readonly #onClose = (event?: Event): void => {
    // The event comes late: another dialog may have been opened since.
    if (!this.#form || (event && event.target !== this.#dialog)) return;
    this.#forget();
    this.#options.closed();
  };

  #forget(): void {
    const { lit } = this.#options;
    this.#form = undefined;
    this.#agents.stop();
    lit.render(lit.nothing, this.#container);
    this.#container.remove();
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    const form = this.#form;
    if (!form) return;
    const filters = form.filters.map(({ filter }) => filter);
    const written = this.#options.tools.writeForm(
      filters,
      this.#read(form),
      form.context,
      this.#before,
    );
    const errors = {
      ...('errors' in written && written.errors),
      ...this.#unfinished(form.context),
    };
    this.#errors = errors;
    if (!('query' in written) || Object.keys(errors).length > 0) {
      this.#render();
      this.#focusError();
      return;
    }
    const { query } = written;
    this.#dialog?.close();
    // Focus is back before the rows go.
    this.#onClose();
    this.#options.apply(query);
  };

  /** Empties the fields; what was asked for stays until Apply. */
  readonly #onReset = (): void => {
    const form = this.#form;
    if (!form) return;
    const { withoutFilter } = this.#options.tools;
    this.#errors = {};
    this.#before = form.filters.reduce(
      (query, { filter }) => withoutFilter(query, filter),
      this.#before,
    );
    this.#pairs = 1;
    this.#render();
    // The search for an agent is in the form and in no filter.
    this.#fields.reset();
    this.#agents.search('');
    this.#fill(form.filters);
    this.#render();
  };

  /** A span of days by its name; pressed again, any time. */
  readonly #onPreset = (offer: OfferedFilter, id: PresetId): void => {
    const { context } = this.#form!;
    const [low, high] = offer.filter.keys;
    const { presetSpan, withFilter } = this.#options.tools;
    const span = presetSpan(id, Date.now(), context.timeZone);
    const pressed = this.#preset(offer) === id;
    const part = pressed ? {} : { [low]: span.after, [high!]: span.before };
    this.#before = withFilter(this.#before, offer.filter, part);
    this.#errors = without(this.#errors, offer.filter.keys);
    this.#fill([offer]);
    this.#render();
  };

  readonly #onAddPair = (): void => {
    this.#pairs += 1;
    this.#render();
    const fields = this.#fields.querySelectorAll<HTMLElement>('[name="metadata"]');
    // A pair is a key, a value and what the value is taken for.
    fields[fields.length - 3]?.focus();
  };

  /** The span that the fields show now, if it is one that has a name. */
  #preset({ filter }: OfferedFilter): PresetId | undefined {
    const { context } = this.#form!;
    const [low, high] = filter.keys;
    const { presetOf, readFilter } = this.#options.tools;
    const shown = readFilter(filter, this.#before, context);
    const touched = filter.keys.some((key) => this.#texts(key)[0] !== (shown[key]?.[0] ?? ''));
    const [after, before] = [this.#before[low], this.#before[high!]];
    return touched
      ? undefined
      : presetOf(after as string, before as string, Date.now(), context.timeZone);
  }

  /** Half a date is no text of its field, so that only the browser knows of it. */
  #unfinished({ words: { errors } }: FilterContext): FieldErrors {
    const inputs = [...this.#fields.querySelectorAll<HTMLInputElement>('input[name]')];
    return Object.fromEntries(
      inputs.filter(({ validity }) => validity.badInput).map(({ name }) => [name, errors.time]),
    );
  }

  #read({ filters }: FilterForm): Form {
    const data = new FormData(this.#fields);
    const keys = filters.flatMap(({ fields }) => fields.map(({ key }) => key));
    return Object.fromEntries(keys.map((key) => [key, data.getAll(key).map(String)]));
  }

  #texts(key: QueryKey): readonly string[] {
    // The form is not there before the first rendering.
    return this.#dialog ? new FormData(this.#fields).getAll(key).map(String) : [];
  }

  #fill(filters: readonly OfferedFilter[]): void {
    const { context } = this.#form!;
    for (const { filter } of filters) {
      const texts = this.#options.tools.readFilter(filter, this.#before, context);
      for (const key of filter.keys) fillFields(this.#fields, key, texts[key] ?? []);
    }
  }

  #focusError(): void {
    const field = this.#container.querySelector<HTMLElement>('[aria-invalid]');
    const closed = field?.closest('details');
    if (closed) closed.open = true;
    field?.focus();
  }

  #render(): void {
    const form = this.#form;
    if (!form) return;
    const { lit, tools } = this.#options;
    const { context, filters, query } = form;
    const agentId = this.#dialog ? this.#texts('agentId')[0] : query.agentId;
    const view = filterDialog({
      ...{ lit, tools, context, filters, query, agentId },
      errors: this.#errors,
      agents: this.#agents,
      pairs: this.#pairs,
      preset: (offer) => this.#preset(offer),
      onPreset: this.#onPreset,
      onAddPair: this.#onAddPair,
      onInput: () => this.#render(),
      onSubmit: this.#onSubmit,
      onReset: this.#onReset,
      onCancel: () => this.#dialog?.close(),
      onClose: this.#onClose,
    });
    lit.render(view, this.#container);
    // Options came and went under the one that is chosen.
    const picker = this.#container.querySelector<HTMLSelectElement>('select[name="agentId"]');
    if (picker) picker.value = agentId ?? '';
  }
}

/** Texts into the fields of a key; several fields of one name take one each. */
function fillFields(form: HTMLFormElement, key: QueryKey, texts: readonly string[]): void {
  const fields = form.querySelectorAll<HTMLInputElement | HTMLSelectElement>(`[name="${key}"]`);
  fields.forEach((field, index) => {
    if (field.type === 'checkbox')
      (field as HTMLInputElement).checked = texts.includes(field.value);
    else field.value = texts[index] ?? '';
    // A list without a blank choice shows its first one.
    if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.selectedIndex = 0;
  });
}

const without = (errors: FieldErrors, keys: readonly string[]): FieldErrors =>
  Object.fromEntries(Object.entries(errors).filter(([key]) => !keys.includes(key)));
