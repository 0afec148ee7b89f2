/**
 * The script-tag entry: registers every element and hands out what a page script may need. The detail
 * is a chunk beside it, loaded when the page has the first one.
 */
import './define/conversation-inbox.js';
import './define/conversation-provider.js';
import './define/recording-player.js';
import { defineWhenUsed } from './define/when-used.js';

export {
  ConversationCloseEvent,
  ConversationErrorEvent,
  ConversationInbox,
  ConversationLoadEvent,
  ConversationOpenEvent,
  ConversationProviderElement,
  EMPTY_QUERY,
  InboxErrorEvent,
  InboxLoadEvent,
  InboxQueryChangeEvent,
  RecordingErrorEvent,
  RecordingPauseEvent,
  RecordingPlayEvent,
  RecordingPlayer,
  RecordingRefreshEvent,
  RecordingSeekEvent,
  RecordingTimeUpdateEvent,
  isProviderError,
  providerError,
  sameQuery,
  toProviderError,
} from './index.js';

/** Registers `<conversation-detail>` now, for a page that puts it into a shadow root. */
export const loadConversationDetail = (): Promise<unknown> =>
  import('./define/conversation-detail.js');

defineWhenUsed('conversation-detail', loadConversationDetail);
