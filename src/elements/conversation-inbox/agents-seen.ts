/**
 * The agents that were seen, in whichever rows and lists: who has asked for the conversations of one
 * agent still finds the others.
 */
import type { ConversationList } from '../../list/conversation-list.js';
import type { Conversation } from '../../model/conversation.js';

export interface Agent {
  readonly id: string;
  /** Empty where only the id is known. */
  readonly name: string;
}

export class AgentsSeen {
  readonly #names = new Map<string, string>();
  /** A page that changes is another one. */
  readonly #read = new WeakSet<readonly Conversation[]>();

  /** Reads the pages that are new. */
  look(list: ConversationList): void {
    for (let page = 0; page < list.pageCount; page += 1) {
      const rows = list.pageAt(page);
      if (this.#read.has(rows)) continue;
      this.#read.add(rows);
      for (const row of rows) {
        try {
          this.learn(row.agent?.id, row.agent?.name);
        } catch {
          // Rows are the host's objects: one that cannot be read has no agent to choose.
        }
      }
    }
  }

  /** A name that is known is not forgotten for a row without one. */
  learn(id: string | undefined, name: string | null | undefined): void {
    if (id) this.#names.set(`${id}`, String(name || this.#names.get(id) || ''));
  }

  nameOf(id: string): string | undefined {
    return this.#names.get(id) || undefined;
  }

  /** Those with this part in their name, by name; an agent without a name goes by its id. */
  find(part: string): readonly Agent[] {
    return [...this.#names]
      .map(([id, name]) => ({ id, name: name || id }))
      .filter(({ name }) => name.toLowerCase().includes(part.toLowerCase()))
      .sort((a, b) => a.name.localeCompare(b.name));
  }
}
