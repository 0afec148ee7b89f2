/** The keys, in words. */
import type { TemplateResult } from 'lit';
import { extras as words } from '../../locales/en/player-extras.js';
import type { ExtrasContext } from './extras-context.js';
import { SHORTCUTS, type Shortcut } from './shortcuts.js';

export function helpDialog(context: ExtrasContext, onClose: () => void): TemplateResult {
  const { html } = context.lit;
  return html`<dialog class="help panel" part="help" aria-labelledby="help" @close=${onClose}>
    <h2 id="help" tabindex="-1" autofocus>${words.help}</h2>
    <dl>${SHORTCUTS.map((shortcut) => line(context, shortcut))}</dl>
    <form method="dialog">
      <button class="button" part="button">${words.close}</button>
    </form>
  </dialog>`;
}

const line = (
  { lit: { html, nothing } }: ExtrasContext,
  { keys, does, onSlider }: Shortcut,
): TemplateResult =>
  html`<div>
    <dt>
      ${keys.map((key) => html`<kbd>${spelled(key)}</kbd> `)}
      ${onSlider ? words.onTimeline : nothing}
    </dt>
    <dd>${words.shortcuts[does]}</dd>
  </div>`;

const spelled = (combination: string): string =>
  combination
    .split('+')
    .map((key) => words.keys[key] ?? (key.length === 1 ? key.toUpperCase() : key))
    .join(' + ');
