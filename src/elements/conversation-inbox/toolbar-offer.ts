/** What the reader can ask for, and what is asked for: followed, because it changes seldom. */
import type { LitElement } from 'lit';
import { validTimeZone } from '../../internal/intl.js';
import { dateLocale, inheritedLanguage } from '../../internal/localize.js';
import type { ConversationList } from '../../list/conversation-list.js';
import { filters as words } from '../../locales/en/filters.js';
import type { ConversationProvider } from '../../model/provider.js';
import type { Query } from '../../model/query.js';
import { AgentsSeen } from './agents-seen.js';
import { chipsOf, type Chip } from './filters/chips.js';
import { filterOf } from './filters/filters.js';
import {
  offered,
  type FilterContext,
  type OfferedField,
  type OfferedFilter,
} from './filters/offered.js';

/** For one provider, query, language and zone. */
export interface Offer {
  readonly provider: ConversationProvider;
  readonly context: FilterContext;
  readonly filters: readonly OfferedFilter[];
  /** Absent where the provider cannot search for a caller. */
  readonly search: OfferedField | undefined;
  /** Without what is searched for, which is read in its own field. */
  readonly chips: readonly Chip[];
  readonly seen: AgentsSeen;
}

export interface ToolbarOfferOptions {
  readonly element: LitElement & { readonly timeZone: string | undefined };
  readonly list: ConversationList;
}

export const CALLER = filterOf('caller')!;

export class ToolbarOffer {
  readonly #options: ToolbarOfferOptions;
  #inputs: readonly unknown[] = [];
  #now: Offer | undefined;

  constructor(options: ToolbarOfferOptions) {
    this.#options = options;
  }

  /** The inbox renders often: the same object while nothing of it has changed. */
  follow(provider: ConversationProvider, query: Query): Offer {
    const { element, list } = this.#options;
    const before = this.#now;
    const seen = before?.provider === provider ? before.seen : new AgentsSeen();
    seen.look(list);
    const { timeZone } = element;
    const { languages } = navigator;
    const lang = inheritedLanguage(element);
    const agent = seen.nameOf(query.agentId ?? '');
    const inputs = [provider, query, lang, `${languages}`, timeZone, agent];
    if (before && inputs.every((input, index) => input === this.#inputs[index])) return before;
    this.#inputs = inputs;
    const zone = validTimeZone(timeZone);
    const { filters, order } = provider.capabilities;
    const context: FilterContext = {
      words,
      locale: dateLocale(lang, languages),
      ...(zone && { timeZone: zone }),
      capabilities: { filters: filters ?? {}, order },
      agentName: (id) => seen.nameOf(id),
    };
    return (this.#now = { provider, context, seen, ...offerOf(context, query) });
  }
}

function offerOf(
  context: FilterContext,
  query: Query,
): Pick<Offer, 'filters' | 'search' | 'chips'> {
  const filters = offered(context, query);
  const [caller] = filters.find(({ filter }) => filter === CALLER)?.fields ?? [];
  const search = caller?.control === 'text' ? caller : undefined;
  const chips = chipsOf(query, context).filter(({ filter }) => !search || filter !== CALLER);
  return { filters, search, chips };
}
