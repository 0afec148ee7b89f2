/** What of a row lies between two boundaries in the DOM. */

/** A boundary point: a node and an offset in it. */
export type Boundary = readonly [Node, number];

/**
 * The texts of a row's cells between two boundaries, without the cells of which nothing lies there.
 * Either may come first; the row's own edge stands for one that is not given.
 */
export function selectedCells(row: Element, one?: Boundary, other?: Boundary): string[] {
  const range = new Range();
  range.selectNodeContents(row);
  if (one && other && isAfter(one, other)) [one, other] = [other, one];
  if (one) range.setStart(...one);
  if (other) range.setEnd(...other);
  return [...row.children].map((cell) => textWithin(range, cell)).filter((text) => text !== '');
}

function isAfter(one: Boundary, other: Boundary): boolean {
  const range = new Range();
  range.setStart(...other);
  return range.comparePoint(...one) > 0;
}

function textWithin(range: Range, cell: Element): string {
  const own = new Range();
  own.selectNodeContents(cell);
  if (!range.intersectsNode(cell)) return '';
  if (own.comparePoint(range.startContainer, range.startOffset) >= 0)
    own.setStart(range.startContainer, range.startOffset);
  if (own.comparePoint(range.endContainer, range.endOffset) <= 0)
    own.setEnd(range.endContainer, range.endOffset);
  return own.toString().trim();
}
