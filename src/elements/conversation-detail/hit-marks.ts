/** Marks what is found on the page, with highlights; see `transcript-search.ts`. */
import type { Turn } from '../../model/transcript.js';
import type { Hit } from '../../transcripts/find.js';
import { highlightOfPage } from './page-highlight.js';
import { rangeIn } from './text-range.js';
import { shownText } from './shown-text.js';
import type { TurnContext } from './turn-context.js';
import type { TurnList } from './turn-list.js';
import { segmentsOf, textsOf } from './turn-text.js';

const FOUND = 'conversation-found';
const CURRENT = 'conversation-found-current';

export class HitMarks {
  #painted: readonly unknown[] = [];
  #ranges: readonly Range[] = [];
  #framed: HTMLElement | undefined;
  /** Where the current hit is, if it has a place. */
  current: Range | undefined;

  clear(): void {
    const [found, current] = [highlightOfPage(FOUND), highlightOfPage(CURRENT, 1)];
    for (const range of this.#ranges) found?.delete(range);
    if (this.current) current?.delete(this.current);
    this.#frame(undefined);
    this.#ranges = this.#painted = [];
    this.current = undefined;
  }

  paint(list: TurnList, hits: readonly Hit[], current: Hit | undefined): void {
    const { items, context } = list;
    if (!list.element?.isConnected) return this.clear();
    const key = [items, context, hits, current];
    if (!context || key.every((each, index) => each === this.#painted[index])) return;
    this.clear();
    this.#painted = key;
    if (hits.length === 0) return;
    const turns = new Map(items.map((turn) => [turn.id, turn]));
    const elements = new Map(
      ([...(list.element?.children ?? [])] as HTMLElement[]).map((element) => [
        element.dataset['id'],
        element,
      ]),
    );
    const place = (hit: Hit): Range | undefined => {
      const [turn, element] = [turns.get(hit.turnId), elements.get(hit.turnId)];
      return turn && element && rangeOf(hit, turn, element, context);
    };
    const ranges = hits.flatMap((hit) => (hit === current ? [] : (place(hit) ?? [])));
    this.current = current && place(current);
    this.#ranges = ranges;
    const found = highlightOfPage(FOUND);
    for (const range of ranges) found?.add(range);
    if (this.current) highlightOfPage(CURRENT, 1)?.add(this.current);
    const isMarked = found !== undefined && this.current !== undefined;
    this.#frame(isMarked ? undefined : elements.get(current?.turnId));
  }

  #frame(element: HTMLElement | undefined): void {
    this.#framed?.classList.remove('found');
    this.#framed?.part.remove('turn-found');
    this.#framed = element;
    element?.classList.add('found');
    element?.part.add('turn-found');
  }
}

function rangeOf(
  { part, from, to }: Hit,
  turn: Turn,
  element: HTMLElement,
  context: TurnContext,
): Range | undefined {
  if (part === 'event') return rangeAcross([...element.querySelectorAll('.event bdi')], from, to);
  if (part === 'tool') return rangeAcross([...element.querySelectorAll('.tool-name')], from, to);
  if (part === 'subject')
    return rangeAcross([...element.querySelectorAll('.subject bdi')], from, to);
  if (turn.kind === 'tool' || turn.kind === 'other')
    return rangeAcross([...element.querySelectorAll('pre')].slice(part, part + 1), from, to);
  const text = textsOf(turn).find(({ index }) => index === part);
  if (!text) return undefined;
  const { text: shown } = shownText(turn, text, context);
  const segments = segmentsOf({ ...text, text: shown }, turn.redactions);
  return rangeIn(element.querySelector(`[data-part="${part}"]`), segments, from, to);
}

/** Where a passage is in the texts of elements that are read one after the other, with a space between. */
function rangeAcross(elements: readonly Element[], from: number, to: number): Range | undefined {
  let at = 0;
  const range = document.createRange();
  let hasStart = false;
  for (const element of elements) {
    const node = [...element.childNodes].find(
      (child): child is Text => child instanceof Text && child.data !== '',
    );
    if (!node) continue;
    const end = at + node.data.length;
    if (!hasStart && from <= end) {
      range.setStart(node, Math.max(0, from - at));
      hasStart = true;
    }
    if (hasStart && to <= end) {
      range.setEnd(node, to - at);
      return range.collapsed ? undefined : range;
    }
    at = end + 1;
  }
  return undefined;
}
