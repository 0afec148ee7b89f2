import { ConversationInbox } from '../elements/conversation-inbox/conversation-inbox.js';
import { defineElement } from '../internal/define-element.js';

defineElement('conversation-inbox', ConversationInbox);

declare global {
  interface HTMLElementTagNameMap {
    'conversation-inbox': ConversationInbox;
  }
}
