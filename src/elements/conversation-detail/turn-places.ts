/**
 * Where turns lie when only some of them are on the page. Pure: heights in, places out, all in CSS pixels
 * from the top of the list.
 */

/** The top of each turn and, last, the end of the list; what lies between two of them is a turn and its gap. */
export type Tops = Float64Array;

/** Turns from `from` up to, and without, `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * @param ids Of all turns, in order.
 * @param heights Of those that were measured.
 * @param usual Height of one that was not.
 * @param gap Between two turns.
 */
export function topsOf(
  ids: readonly string[],
  heights: ReadonlyMap<string, number>,
  usual: number,
  gap: number,
): Tops {
  const tops = new Float64Array(ids.length + 1);
  let at = 0;
  for (const [index, id] of ids.entries()) {
    at += (heights.get(id) ?? usual) + gap;
    tops[index + 1] = at;
  }
  return tops;
}

/** The turn at a height; the first above all of them, the last below. 0 where there are none. */
export function indexAt(tops: Tops, y: number): number {
  let [low, high] = [0, Math.max(0, tops.length - 2)];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (tops[middle]! <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The turns of which anything lies between two heights; always one, if there are any. */
export function spanBetween(tops: Tops, top: number, bottom: number): Span {
  if (tops.length <= 1) return { from: 0, to: 0 };
  return { from: indexAt(tops, top), to: indexAt(tops, Math.max(top, bottom)) + 1 };
}

/** The turns of a span and those that must not go, in order, each once. */
export function onPage({ from, to }: Span, pinned: readonly number[]): number[] {
  const outside = [...new Set(pinned)].filter((index) => index < from || index >= to);
  const span = Array.from({ length: to - from }, (_, index) => from + index);
  return [...outside, ...span].sort((one, other) => one - other);
}

/** For each turn on the page the room above it that turns take which are not; last, that below all. */
export function roomsBetween(indexes: readonly number[], tops: Tops): number[] {
  let end = 0;
  const rooms = indexes.map((index) => {
    const room = tops[index]! - end;
    end = tops[index + 1]!;
    return room;
  });
  return [...rooms, tops.at(-1)! - end];
}
