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
  'conversation-detail': async () => {
    await import('./define/conversation-detail.js');
    const late = await import('./elements/conversation-detail/conversation-detail.js');
    return late.ConversationDetailElement;
  },
  'recording-player': async () => {
    await import('./define/recording-player.js');
    return (await import('./elements/recording-player/recording-player.js')).RecordingPlayer;
  },
};

/** Registers an element now, for a page that puts it where it is not seen: into a shadow root. Gives its class. */
export const loadElement = <T extends keyof typeof LATER>(tag: T): ReturnType<(typeof LATER)[T]> =>
  LATER[tag]() as ReturnType<(typeof LATER)[T]>;

for (const [tag, load] of Object.entries(LATER)) defineWhenUsed(tag, load);
