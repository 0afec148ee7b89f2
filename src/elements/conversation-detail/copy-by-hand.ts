/** Offers the link or the text that the browser did not copy, ready to be copied by key. */
import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { copyFallback, isLink } from '../../internal/copy-fallback.js';
import { detailExtras as words } from '../../locales/en/detail-extras.js';
import type { CopyLink } from '../conversation-inbox/copy-link.js';

export class CopyByHand {
  readonly #host: LitElement;
  readonly #copy: CopyLink;
  #offered: string | undefined;

  constructor(host: LitElement, copy: CopyLink) {
    this.#host = host;
    this.#copy = copy;
  }

  render(): TemplateResult | typeof nothing {
    const text = this.#copy.fallback;
    if (text === undefined) return nothing;
    const label = isLink(text) ? words.copyFailed : words.copyTextFailed;
    const onClose = () => this.#copy.closeFallback();
    const lit = { html };
    return copyFallback(lit, { text, label, close: words.close, look: 'banner copy', onClose });
  }

  /** Focuses what is offered, once: later the reader may be on the way to Close. */
  rendered(): void {
    const { fallback } = this.#copy;
    if (fallback === this.#offered) return;
    this.#offered = fallback;
    const field = this.#host.renderRoot.querySelector<HTMLInputElement>('.link-field');
    field?.focus();
    field?.select();
  }
}
