/** Registers every element. */
import './define/conversation-detail.js';
import './define/conversation-inbox.js';
import './define/conversation-provider.js';
import './define/recording-player.js';
