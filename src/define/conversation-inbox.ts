import { ConversationInbox } from '../elements/conversation-inbox/conversation-inbox.js';
import { defineElement } from '../internal/define-element.js';

// Lazy: the player beneath the rows comes with the first Play.
ConversationInbox.registerPlayer = () => import('./recording-player.js');

defineElement('conversation-inbox', ConversationInbox);
