/** Which conversations come before and after this one, in the list it was opened from. */
import type { Conversation } from '../../model/conversation.js';
import type { Neighbors } from '../conversation-inbox/row-neighbors.js';

export type { Neighbors };

/** As `<conversation-inbox>` answers it: in the order and filter of its list. */
export type FindNeighbors = (id: string) => Neighbors | Promise<Neighbors>;

export class NeighborsOf {
  readonly #changed: () => void;
  #find: FindNeighbors | undefined;
  #id: string | undefined;
  /** Empty until the answer is there. */
  value: Neighbors = {};

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Asks when the conversation, or whom to ask, is another one. What is thrown costs the buttons. */
  follow(find: FindNeighbors | undefined, id: string | undefined): void {
    if (find === this.#find && id === this.#id) return;
    this.#find = find;
    this.#id = id;
    this.value = {};
    if (find && id !== undefined) void this.#ask(find, id);
  }

  async #ask(find: FindNeighbors, id: string): Promise<void> {
    const value = await Promise.resolve(id)
      .then(find)
      .then(checked)
      .catch(() => ({}));
    if (find !== this.#find || id !== this.#id) return;
    this.value = value;
    this.#changed();
  }
}

/** What has no id cannot be gone to. */
function checked(answer: Neighbors | null | undefined): Neighbors {
  const { previous, next } = answer ?? {};
  const isThere = (to: Conversation | null | undefined) => typeof to?.id === 'string';
  return { ...(isThere(previous) && { previous }), ...(isThere(next) && { next }) };
}
