/**
 * The sheets of an element's shadow root, those that come with late code among them. They belong to
 * one document and are dropped when the element is moved to another one (a frame, a window, picture
 * in picture), so they are made again there.
 */
import type { CSSResult, LitElement, ReactiveController } from 'lit';

export class AdoptedStyles implements ReactiveController {
  readonly #host: LitElement;
  readonly #sheets: CSSStyleSheet[];

  /** @param late Styles beside the element's own. */
  constructor(host: LitElement, late: readonly CSSResult[]) {
    const { elementStyles } = host.constructor as typeof LitElement;
    this.#host = host;
    this.#sheets = [...elementStyles, ...late].flatMap(sheetOf);
    host.addController(this);
    this.#adopt();
  }

  /** Styles that come later still. */
  add(styles: CSSResult): void {
    this.#sheets.push(...sheetOf(styles));
    this.#adopt();
  }

  hostConnected(): void {
    this.#adopt();
  }

  #adopt(): void {
    const { shadowRoot, ownerDocument } = this.#host;
    const view = ownerDocument.defaultView;
    if (!view || !shadowRoot || shadowRoot.adoptedStyleSheets.length === this.#sheets.length)
      return;
    shadowRoot.adoptedStyleSheets = this.#sheets.map((sheet) => {
      if (view === window) return sheet;
      const copy = new view.CSSStyleSheet();
      copy.replaceSync([...sheet.cssRules].map(({ cssText }) => cssText).join('\n'));
      return copy;
    });
  }
}

const sheetOf = (style: CSSResult | CSSStyleSheet): CSSStyleSheet[] =>
  style instanceof CSSStyleSheet ? [style] : style.styleSheet ? [style.styleSheet] : [];
