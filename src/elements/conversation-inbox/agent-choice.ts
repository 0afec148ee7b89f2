/** The agents to choose from: those the provider names, else those that were seen in the list. */
import type { ConversationList } from '../../list/conversation-list.js';
import type { ConversationProvider } from '../../model/provider.js';
import { PAUSE } from './quick-search.js';

export interface Agent {
  readonly id: string;
  readonly name: string;
}

/** Rows that are looked through for agents: more would be felt when the dialog opens. */
const MOST_ROWS = 5000;

/** Agents a list is read through without a search. */
const FEW = 8;

export class AgentChoice {
  readonly #list: ConversationList;
  readonly #changed: (agents: readonly Agent[]) => void;
  #provider: ConversationProvider | undefined;
  #asking: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  found: readonly Agent[] = [];
  /** There are further agents that only a search finds. */
  more = false;
  failed = false;
  /** There are too many to read through. */
  searchable = false;

  constructor(list: ConversationList, changed: (agents: readonly Agent[]) => void) {
    this.#list = list;
    this.#changed = changed;
  }

  start(provider: ConversationProvider): void {
    this.#provider = provider;
    this.found = this.#seen('');
    this.searchable = this.found.length > FEW;
    this.#changed(this.found);
    if (provider.agents) void this.#ask('');
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.found = [];
    this.more = this.failed = this.searchable = false;
  }

  /** Looks for a part of a name, once the reader pauses. */
  readonly search = (text: string): void => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(text.trim()), PAUSE);
  };

  async #ask(search: string): Promise<void> {
    this.#asking?.abort();
    const { signal } = (this.#asking = new AbortController());
    const agents = this.#provider?.agents;
    this.failed = this.more = false;
    try {
      const page = await agents?.call(this.#provider, search ? { search } : {}, { signal });
      if (signal.aborted) return;
      this.found = page?.items ?? this.#seen(search);
      this.more = page?.nextCursor !== undefined;
    } catch {
      if (signal.aborted) return;
      this.found = this.#seen(search);
      this.failed = true;
    }
    this.searchable ||= this.more || this.found.length > FEW;
    this.#changed(this.found);
  }

  #seen(search: string): readonly Agent[] {
    const agents = new Map<string, Agent>();
    for (let index = 0; index < Math.min(this.#list.count, MOST_ROWS); index += 1) {
      const { id, name } = this.#list.rowAt(index)?.agent ?? {};
      if (id && !agents.has(id)) agents.set(id, { id, name: name || id });
    }
    return [...agents.values()]
      .filter(({ name }) => name.toLowerCase().includes(search.toLowerCase()))
      .sort((a, b) => a.name.localeCompare(b.name));
  }
}
