export type * from './types.js';
export { ConversationList } from './conversation-list.js';
