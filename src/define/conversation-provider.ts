import { ConversationProviderElement } from '../elements/conversation-provider/conversation-provider.js';
import { defineElement } from '../internal/define-element.js';

// Lazy, so that a page loads the code of the one adapter that it names. Injected here, because
// elements know no providers.
ConversationProviderElement.adapters = {
  agentmessage: async () => {
    const { createAgentMessageProvider } = await import('../providers/agentmessage/provider.js');
    return (options) => createAgentMessageProvider({ baseUrl: '', ...options });
  },
  anyreach: async () => (await import('../providers/anyreach/provider.js')).createAnyreachProvider,
  autocalls: async () =>
    (await import('../providers/autocalls/provider.js')).createAutocallsProvider,
};

defineElement('conversation-provider', ConversationProviderElement);

declare global {
  interface HTMLElementTagNameMap {
    'conversation-provider': ConversationProviderElement;
  }
}
