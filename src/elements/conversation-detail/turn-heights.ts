/**
 * How high the turns of a very long transcript are: as they were when they were last seen, else as the
 * average. And where that puts them. Nothing here looks at the page.
 */
import { topsOf, type Tops } from './turn-places.js';

/** Pixels a turn takes as long as none was measured. */
const USUAL = 90;

/** Pixels that nobody sees. */
export const NOTHING = 0.5;

export class TurnHeights {
  #ids: readonly string[] = [];
  #places: ReadonlyMap<string, number> = new Map();
  #heights = new Map<string, number>();
  #usual: number | undefined;
  #tops: Tops = new Float64Array(1);
  #gap = 0;

  /** Ids of all turns, in order. */
  get ids(): readonly string[] {
    return this.#ids;
  }

  get tops(): Tops {
    return this.#tops;
  }

  /** Pixels between two turns. */
  get gap(): number {
    return this.#gap;
  }

  /** Another conversation: nothing is known of its turns. */
  reset(): void {
    this.#heights.clear();
    this.#usual = undefined;
    this.#ids = [];
  }

  /** Other turns; the heights of those that stay are kept. */
  take(ids: readonly string[], gap: number): void {
    this.#ids = ids;
    this.#places = new Map(ids.map((id, index) => [id, index]));
    this.place(gap);
  }

  /** Puts them where their heights have them. */
  place(gap: number): void {
    this.#gap = gap;
    this.#tops = topsOf(this.#ids, this.#heights, this.#usual ?? USUAL, gap);
  }

  /** Which of the turns it is. */
  indexOf(id: string): number | undefined {
    return this.#places.get(id);
  }

  /** Whether a height is another than was thought. What is not seen has none. */
  note(id: string | undefined, height: number): boolean {
    if (id === undefined || height === 0) return false;
    const isSame = Math.abs((this.#heights.get(id) ?? -1) - height) < NOTHING;
    if (!isSame) this.#heights.set(id, height);
    return !isSame;
  }

  /** Takes the average of what was measured for the others, once; later ones would move them. */
  settle(): boolean {
    if (this.#usual !== undefined || this.#heights.size === 0) return false;
    const total = [...this.#heights.values()].reduce((sum, height) => sum + height, 0);
    this.#usual = total / this.#heights.size;
    return true;
  }

  /** At another width turns have other heights; those on the page are measured. */
  forgetOthers(onPage: readonly string[]): void {
    const known = onPage.flatMap((id) => {
      const height = this.#heights.get(id);
      return height === undefined ? [] : [[id, height] as const];
    });
    this.#heights = new Map(known);
    this.#usual = undefined;
  }
}
