/**
 * An element may be moved to another document: a frame, a window, picture in picture. Constructed
 * style sheets belong to one document and are dropped on the way, so they are made again there.
 */
import type { LitElement, ReactiveController } from 'lit';

export class AdoptedStyles implements ReactiveController {
  readonly #host: LitElement;
  readonly #sheets: readonly CSSStyleSheet[];

  /** Made once the shadow root has all its sheets. */
  constructor(host: LitElement) {
    this.#host = host;
    this.#sheets = [...(host.shadowRoot?.adoptedStyleSheets ?? [])];
    host.addController(this);
  }

  hostConnected(): void {
    const { shadowRoot, ownerDocument } = this.#host;
    const view = ownerDocument.defaultView;
    if (!view || !shadowRoot || shadowRoot.adoptedStyleSheets.length > 0) return;
    shadowRoot.adoptedStyleSheets = this.#sheets.map((sheet) => {
      const copy = new view.CSSStyleSheet();
      copy.replaceSync([...sheet.cssRules].map(({ cssText }) => cssText).join('\n'));
      return copy;
    });
  }
}
