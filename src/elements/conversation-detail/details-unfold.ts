/** Long texts and lists are shown in steps: laying out all of them at once holds up the page. */
import { html, nothing, type TemplateResult } from 'lit';
import { details as words } from '../../locales/en/details.js';
import { cut } from './cut-text.js';

/** What the reader opened, by keys that hold the id of the conversation. */
export interface Unfolded {
  readonly has: (key: string) => boolean;
  readonly set: (key: string, open: boolean) => void;
}

/** A list in steps of 100, a text after its beginning in steps that are read in minutes. */
const ENTRIES = 100;
const NEXT_TEXT = 20_000;

/** How much is shown: one step more for each that was asked for, in a row. */
function shownOf(key: string, unfolded: Unfolded, first: number, next: number): number {
  let shown = first;
  while (unfolded.has(`${shown} ${key}`)) shown += next;
  return shown;
}

/** A list as far as it is unfolded, and the button that goes on. */
export function unfoldedList<T>(
  list: readonly T[],
  key: string,
  unfolded: Unfolded,
  item: (one: T, index: number) => unknown,
): { readonly items: readonly unknown[]; readonly button: TemplateResult | typeof nothing } {
  const shown = shownOf(key, unfolded, ENTRIES, ENTRIES);
  return {
    items: list.slice(0, shown).map(item),
    button: button(list.length, shown, ENTRIES, key, unfolded, (left) =>
      words.moreEntries(Math.min(left, ENTRIES), left),
    ),
  };
}

/**
 * A text as far as it is unfolded, and the button that goes on.
 *
 * @param first Characters that are shown at first.
 */
export function unfoldedText(
  text: string,
  key: string,
  unfolded: Unfolded,
  first: number,
): { readonly text: string; readonly button: TemplateResult | typeof nothing } {
  const shown = shownOf(key, unfolded, first, NEXT_TEXT);
  return {
    text: text.length > shown ? `${cut(text, shown)}…` : text,
    button: button(text.length, shown, first, key, unfolded, words.moreText),
  };
}

/** The same button to the end and back, so that the focus stays on it. */
function button(
  size: number,
  shown: number,
  first: number,
  key: string,
  unfolded: Unfolded,
  label: (left: number) => string,
): TemplateResult | typeof nothing {
  if (size <= first) return nothing;
  const left = size - shown;
  const step = left > 0 ? shown : first;
  return html`<button
    type="button"
    class="details-more"
    part="details-more-button"
    @click=${() => unfolded.set(`${step} ${key}`, left > 0)}
  >
    ${left > 0 ? label(left) : words.less}
  </button>`;
}
