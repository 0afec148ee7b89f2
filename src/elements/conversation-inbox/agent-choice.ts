/** The agents to choose from: those the provider names, else those that were seen in the list. */
import type { ConversationProvider } from '../../model/provider.js';
import type { Agent, AgentsSeen } from './agents-seen.js';
import { PAUSE } from './quick-search.js';

/** Agents a list is read through without a search. */
const FEW = 8;

export class AgentChoice {
  readonly #changed: () => void;
  #seen: AgentsSeen | undefined;
  #provider: ConversationProvider | undefined;
  #asking: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  found: readonly Agent[] = [];
  /** There are further agents that only a search finds. */
  more = false;
  failed = false;
  /** There are too many to read through. */
  searchable = false;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  start(provider: ConversationProvider, seen: AgentsSeen): void {
    this.#provider = provider;
    this.#seen = seen;
    this.#take(seen.find(''));
    if (provider.agents) void this.#ask('');
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#provider = this.#seen = undefined;
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
    const provider = this.#provider;
    const seen = this.#seen?.find(search) ?? [];
    this.failed = this.more = false;
    if (!provider?.agents) return this.#take(seen);
    try {
      const page = await provider.agents(search ? { search } : {}, { signal });
      if (signal.aborted) return;
      // What is no agent is not offered; what is no list is a failure.
      const agents = page.items.filter(({ id }) => typeof id === 'string' && id !== '');
      this.more = page.nextCursor !== undefined;
      for (const { id, name } of agents) this.#seen?.learn(id, name);
      this.#take(agents);
    } catch {
      if (signal.aborted) return;
      this.failed = true;
      this.#take(seen);
    }
  }

  #take(agents: readonly Agent[]): void {
    this.found = agents;
    this.searchable ||= this.more || agents.length > FEW;
    this.#changed();
  }
}
