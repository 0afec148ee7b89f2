/** The link to copy by hand, where the browser does not allow a page to do it. */
import type { TemplateResult } from 'lit';
import { extras as words } from '../../locales/en/player-extras.js';
import type { ExtrasContext } from './extras-context.js';

export const copyFallback = (
  { lit: { html } }: ExtrasContext,
  url: string,
  onClose: () => void,
): TemplateResult =>
  html`<div
    class="message"
    part="copy-fallback"
    role="group"
    @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && onClose()}
  >
    <label for="link">${words.copyFailed}</label>
    <input id="link" class="link" part="copy-field" readonly .value=${url} />
    <button type="button" class="button" part="button" @click=${onClose}>${words.close}</button>
  </div>`;
