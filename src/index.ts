/**
 * Everything public, and nothing happens on import: elements are registered by `./define`,
 * providers come from `./providers/<name>`.
 */
export * from './model/index.js';
export * from './events.js';
export type { ListState, Restored } from './list/types.js';
export { ConversationDetailElement } from './elements/conversation-detail/conversation-detail.js';
export type { FindNeighbors, Neighbors } from './elements/conversation-detail/neighbors.js';
export { ConversationInbox } from './elements/conversation-inbox/conversation-inbox.js';
export type { InboxColumn } from './elements/conversation-inbox/column-state/custom-columns.js';
export {
  ConversationProviderElement,
  type AdapterLoader,
  type AdapterOptions,
} from './elements/conversation-provider/conversation-provider.js';
export { RecordingPlayer } from './elements/recording-player/recording-player.js';
