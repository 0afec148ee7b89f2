import { ConversationInbox } from '../elements/conversation-inbox/conversation-inbox.js';
import { defineElement } from '../internal/define-element.js';

defineElement('conversation-inbox', ConversationInbox);
