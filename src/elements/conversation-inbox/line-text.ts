/** The text of an element, in one line. */
import { Directive, directive, type ElementPart } from 'lit/directive.js';
import { oneLine } from '../../internal/format.js';

/**
 * Changes the text node that is there: `textContent` would make another one each time a row is
 * recycled, and the browser would lay out a new node instead of other letters.
 */
class LineText extends Directive {
  #text: string | undefined;

  override update({ element }: ElementPart, [text]: [string]): void {
    if (text === this.#text) return;
    this.#text = text;
    const line = oneLine(text);
    const node = element.firstChild;
    // An extension that translates or marks words may have put elements in its place.
    if (node?.nodeType === 3 && !node.nextSibling) node.nodeValue = line;
    else element.textContent = line;
  }

  render(_text: string): void {}
}

/** `<bdi ${lineText(text)}></bdi>`: never markup, and its direction stays its own. */
export const lineText = directive(LineText);
