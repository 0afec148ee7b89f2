/**
 * A link or a text to copy by hand, where the browser does not allow a page to do it. Lit is handed over:
 * whoever shows this is a chunk that came late, and focuses the field once it is there.
 */
import type * as LitModule from 'lit';

export interface CopyFallback {
  /** What could not be copied. */
  readonly text: string;
  /** What is to be done with it. */
  readonly label: string;
  readonly close: string;
  /** Classes of the box. */
  readonly look: string;
  readonly onClose: () => void;
}

export function copyFallback(
  { html }: Pick<typeof LitModule, 'html'>,
  { text, label, close, look, onClose }: CopyFallback,
): LitModule.TemplateResult {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    onClose();
  };
  return html`<div class=${look} part="copy-fallback" role="group" @keydown=${onKeyDown}>
    <label for="link">${label}</label>
    ${isLink(text)
      ? html`<input id="link" class="link-field" part="copy-field" readonly .value=${text} />`
      : html`<textarea
          id="link"
          class="link-field"
          part="copy-field"
          readonly
          rows="4"
          .value=${text}
        ></textarea>`}
    <button type="button" class="button" part="button" @click=${onClose}>${close}</button>
  </div>`;
}

/** A text may have several lines. */
export const isLink = (text: string): boolean => /^https?:\S+$/.test(text);
