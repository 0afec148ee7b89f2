/** The player's parts as `exportparts` of an element it lies in: `player-slider` and so on. */
const PARTS = [
  ...['base', 'message', 'message-title', 'message-detail', 'message-button', 'request-id'],
  ...['play-button', 'play-button-playing', 'skip-button', 'turn-button', 'timeline', 'clock'],
  ...['slider', 'speed', 'button', 'more-button', 'more', 'silence-button', 'heard', 'volume'],
  ...['mute-button', 'volume-slider', 'markers-button', 'markers', 'marker', 'copy-button'],
  ...['copy-fallback', 'copy-field', 'download-button', 'help-button', 'help'],
];

export const PLAYER_PARTS = PARTS.map((part) => `${part}: player-${part}`).join(', ');
