/** Which conversations are listed before and after one; the end of the list is loaded on for that. */
import type { ConversationList } from '../../list/conversation-list.js';
import type { Conversation } from '../../model/conversation.js';

export interface Neighbors {
  /** The one above in the list. */
  readonly previous?: Conversation;
  /** The one below in the list. */
  readonly next?: Conversation;
}

/** Pages that are loaded for one answer; some hold nothing that is shown. */
const MOST_PAGES = 3;

export class RowNeighbors {
  readonly #list: ConversationList;
  readonly #waiting: (() => void)[] = [];

  constructor(list: ConversationList) {
    this.#list = list;
  }

  async of(id: string): Promise<Neighbors> {
    const list = this.#list;
    const isLast = () => list.count > 0 && list.indexOf(id) === list.count - 1;
    for (let pages = 0; pages < MOST_PAGES && isLast() && !list.ended && !list.error; pages += 1) {
      list.loadMore();
      await new Promise<void>((done) => this.#waiting.push(done));
    }
    const index = list.indexOf(id);
    if (index < 0) return {};
    const [previous, next] = [list.rowAt(index - 1), list.rowAt(index + 1)];
    return { ...(previous && { previous }), ...(next && { next }) };
  }

  /** After each rendering: what was asked for may be there now. */
  rendered(): void {
    if (this.#list.loading) return;
    for (const done of this.#waiting.splice(0)) done();
  }
}
