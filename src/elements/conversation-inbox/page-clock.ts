/** How a list waits: for the page's frames and timers. Each hands out its cancel. */
import type { ConversationListOptions } from '../../list/types.js';

export const pageClock: Pick<ConversationListOptions, 'frame' | 'after'> = {
  frame: (callback) => {
    const id = requestAnimationFrame(callback);
    return () => cancelAnimationFrame(id);
  },
  after: (seconds, callback) => {
    const id = setTimeout(callback, seconds * 1000);
    return () => clearTimeout(id);
  },
};
