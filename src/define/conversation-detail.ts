import { ConversationDetailElement } from '../elements/conversation-detail/conversation-detail.js';
import { defineElement } from '../internal/define-element.js';

// Lazy: the player beneath the turns comes after they are shown.
ConversationDetailElement.registerPlayer = () => import('./recording-player.js');

defineElement('conversation-detail', ConversationDetailElement);
