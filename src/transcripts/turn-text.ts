/** The text of a turn, to which the offsets of its words and redactions belong. Pure. */
import type { Turn, TurnPart } from '../model/transcript.js';

/** What the part says, when it is something to read and not a file. */
export const textOfPart = (part: TurnPart): string | undefined =>
  'text' in part && part.type !== 'json' ? part.text : undefined;

/** Its parts that are text, joined by a line break. */
export const turnText = ({ parts }: Pick<Turn, 'parts'>): string =>
  parts.flatMap((part) => textOfPart(part) ?? []).join('\n');

/** Where each part's text begins in the turn's text; `undefined` for a part without one. */
export function partStarts(parts: readonly TurnPart[]): readonly (number | undefined)[] {
  let at = 0;
  return parts.map((part) => {
    const text = textOfPart(part);
    if (text === undefined) return undefined;
    const start = at;
    at += text.length + 1;
    return start;
  });
}
