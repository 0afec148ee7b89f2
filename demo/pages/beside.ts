/**
 * Inbox and conversation on one page: a row opens beside the list, Previous and Next go through the list,
 * Escape leads back to the row.
 */
import '../../src/define/conversation-detail.js';
import '../../src/define/conversation-inbox.js';
import type { ConversationCloseEvent, ConversationOpenEvent } from '../../src/index.js';
import { readSettings } from './settings.js';
import { createSource, linksOf, siteInfo } from './source.js';

type Tags = HTMLElementTagNameMap;
const inbox = document.querySelector('conversation-inbox') as Tags['conversation-inbox'];
const detail = document.querySelector('conversation-detail') as Tags['conversation-detail'];

const settings = readSettings(location.search);
for (const element of [inbox, detail]) Object.assign(element, linksOf('anyreach', settings));
detail.neighbors = (id) => inbox.neighbors(id);

inbox.addEventListener('conversation-open', (event) => {
  const { id, conversation, modifiers } = (event as ConversationOpenEvent).detail;
  const { ctrlKey, metaKey, shiftKey, button } = modifiers;
  // With these the browser opens the row's link in a tab of its own.
  if (ctrlKey || metaKey || shiftKey || button !== 0) return;
  event.preventDefault();
  detail.conversation = conversation;
  detail.conversationId = id;
  detail.hidden = false;
});

detail.addEventListener('conversation-close', (event) => {
  const { id } = (event as ConversationCloseEvent).detail;
  if (!inbox.focusRow(id)) inbox.focus();
});

const source = await createSource('anyreach', await siteInfo(), settings);
inbox.provider = source;
detail.provider = source;
