import { RecordingPlayer } from '../elements/recording-player/recording-player.js';
import { defineElement } from '../internal/define-element.js';

defineElement('recording-player', RecordingPlayer);
