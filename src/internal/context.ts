import { createContext } from '@lit/context';
import type { ConversationProvider } from '../model/provider.js';

/**
 * The nearest provider above an element; `null` while it is being loaded. `Symbol.for`: two copies
 * of the library on a page agree.
 */
export const providerContext = createContext<ConversationProvider | null | undefined>(
  Symbol.for('conversation-inbox.provider'),
);
