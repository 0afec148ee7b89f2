/**
 * The script-tag entry: registers every element and hands out what a page script may need. Its first load
 * is for inboxes; detail and player are chunks beside it, loaded when the page has the first one.
 */
import './define/conversation-inbox.js';
import './define/conversation-provider.js';
import { defineWhenUsed } from './define/when-used.js';

// One by one: the classes all together, as in `index.ts`, would bring those that come later.
export * from './events.js';
export * from './model/index.js';
export { ConversationInbox } from './elements/conversation-inbox/conversation-inbox.js';
export { ConversationProviderElement } from './elements/conversation-provider/conversation-provider.js';

const LATER = {
  'conversation-detail': () => import('./define/conversation-detail.js'),
  'recording-player': () => import('./define/recording-player.js'),
};

/** Registers an element now, for a page that puts it into a shadow root, where it is not seen. */
export const loadElement = (tag: keyof typeof LATER): Promise<unknown> => LATER[tag]();

for (const [tag, load] of Object.entries(LATER)) defineWhenUsed(tag, load);
