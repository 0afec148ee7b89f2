/** The link or the text to copy by hand, where the browser does not allow a page to do it. */
import { html, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { detailExtras as words } from '../../locales/en/detail-extras.js';
import type { CopyLink } from '../conversation-inbox/copy-link.js';

export const copyFallback = (copy: CopyLink): TemplateResult => {
  // A text may have several lines.
  const isText = !/^https?:\S+$/.test(copy.fallback ?? '');
  return html`<div
    class="banner copy"
    part="copy-fallback"
    role="group"
    @keydown=${(event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      copy.closeFallback();
    }}
  >
    <label for="link">${isText ? words.copyTextFailed : words.copyFailed}</label>
    ${isText
      ? html`<textarea
          id="link"
          part="copy-field"
          readonly
          rows="4"
          .value=${copy.fallback ?? ''}
          ${ref(selectOnce)}
        ></textarea>`
      : html`<input
          id="link"
          part="copy-field"
          readonly
          .value=${copy.fallback ?? ''}
          ${ref(selectOnce)}
        />`}
    <button type="button" class="button" part="button" @click=${() => copy.closeFallback()}>
      ${words.close}
    </button>
  </div>`;
};

/** When it appears, ready to be copied by key. */
function selectOnce(field: Element | undefined): void {
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
  // It has its value, and is in the page, once this rendering is over.
  queueMicrotask(() => {
    field.focus();
    field.select();
  });
}
