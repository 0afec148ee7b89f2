/** Transcript and details: side by side where there is room, else as tabs. */
import { html, nothing, type TemplateResult } from 'lit';
import { detail as words } from '../../locales/en/detail.js';

const PANES = ['interaction', 'details'] as const;
export type Pane = (typeof PANES)[number];

/** @param select The reader chose a pane. */
export function tabs(selected: Pane, select: (pane: Pane) => void): TemplateResult {
  return html`<div
    class="tabs"
    part="tabs"
    role="tablist"
    aria-label=${words.panes}
    @keydown=${(event: KeyboardEvent) => onKeyDown(event, selected, select)}
  >
    ${PANES.map(
      (pane) =>
        html`<button
          type="button"
          class="tab"
          part="tab"
          role="tab"
          id="tab-${pane}"
          aria-controls=${pane}
          aria-selected=${pane === selected}
          tabindex=${pane === selected ? 0 : -1}
          @click=${() => select(pane)}
        >
          ${words[pane]}
        </button>`,
    )}
  </div>`;
}

function onKeyDown(event: KeyboardEvent, selected: Pane, select: (pane: Pane) => void): void {
  if (!['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key)) return;
  event.preventDefault();
  // With two tabs every arrow leads to the other one.
  const other =
    event.key === 'Home'
      ? PANES[0]
      : event.key === 'End'
        ? PANES[1]
        : PANES[selected === PANES[0] ? 1 : 0];
  select(other);
  const list = event.currentTarget as HTMLElement;
  list.querySelector<HTMLElement>(`#tab-${other}`)?.focus();
}

/** A pane is a panel of its tab where there are tabs. */
export const paneTemplate = (
  pane: Pane,
  content: unknown,
  { isNarrow, isSelected }: { readonly isNarrow: boolean; readonly isSelected: boolean },
): TemplateResult =>
  html`<section
    id=${pane}
    class=${pane}
    part=${pane}
    role=${isNarrow ? 'tabpanel' : nothing}
    aria-label=${words[pane]}
    tabindex=${pane === 'details' ? 0 : nothing}
    ?hidden=${isNarrow && !isSelected}
  >
    ${content}
  </section>`;
