/**
 * Everything public, and nothing happens on import: elements are registered by `./define`,
 * providers come from `./providers/<name>`.
 */
export * from './model/index.js';
export * from './events.js';
export type { ListState } from './list/conversation-list.js';
export { ConversationInbox } from './elements/conversation-inbox/conversation-inbox.js';
export {
  ConversationProviderElement,
  type AdapterLoader,
} from './elements/conversation-provider/conversation-provider.js';
