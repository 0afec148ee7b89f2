import { providerError } from '../model/index.js';
import type { ProviderError } from '../model/index.js';

/** One way down the list: where it stands, and which cursors it has used. */
export class Walk {
  /** Of the next page; absent for the first. */
  cursor: string | undefined;
  ended = false;
  /** Pages taken. */
  pages = 0;
  readonly #used = new Set<string>();

  /**
   * Moves on to the page after the one just taken. A cursor that was used before would lead round in
   * circles: the walk stays where it is and the error is returned.
   */
  step(nextCursor: string | undefined): ProviderError | undefined {
    this.pages += 1;
    if (nextCursor === undefined) {
      this.ended = true;
    } else if (this.#used.has(nextCursor)) {
      return providerError('invalid-response', 'The provider repeated a cursor.');
    } else {
      this.#used.add(nextCursor);
      this.cursor = nextCursor;
    }
    return undefined;
  }
}
