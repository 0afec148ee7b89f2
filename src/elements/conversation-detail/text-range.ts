/** The place of a passage of a turn's text on the page. */
import type { Segment } from './turn-text.js';

/**
 * Where a passage of a part's text is on the page; nothing where it is redacted, cut off or not
 * rendered. `from` and `to` count within the part.
 */
export function rangeIn(
  part: Element | null | undefined,
  segments: readonly Segment[],
  from: number,
  to: number,
): Range | undefined {
  if (!part || to <= from) return undefined;
  const shown = part.childElementCount > 0 ? [...part.children] : [part];
  let at = 0;
  for (const [index, { text, redaction }] of segments.entries()) {
    const end = at + text.length;
    if (from < end) {
      const node = redaction || to > end ? undefined : textNodeOf(shown[index]);
      if (!node || to - at > node.data.length) return undefined;
      const range = part.ownerDocument.createRange();
      range.setStart(node, from - at);
      range.setEnd(node, to - at);
      return range;
    }
    at = end;
  }
  return undefined;
}

const textNodeOf = (element: Element | undefined): Text | undefined =>
  [...(element?.childNodes ?? [])].find(
    (node): node is Text => node.nodeType === Node.TEXT_NODE && (node as Text).data !== '',
  );
