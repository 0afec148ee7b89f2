/** The words of what reacts to the reader of a conversation, and of the recording beneath it. */
export const detailExtras = {
  detailsWidth: 'Width of the details',
  copied: 'Link copied',
  copyFailed: 'Copy this link:',
  copyTextFailed: 'Copy this text:',
  close: 'Close',
  follow: 'Follow',
  jump: 'Jump to current',
  offset: 'Time offset',
  offsetHint: 'Seconds the transcript is moved against the recording.',
  offsetValue: (seconds: number) =>
    `${seconds > 0 ? '+' : seconds < 0 ? '−' : ''}${Math.abs(seconds).toFixed(1)} s`,
  offsetReset: 'Reset',
  loadingTurns: 'Loading more turns…',
  loadEarlier: 'Load earlier turns',
  loadLater: 'Load more turns',
  listen: 'Listen',
  mute: 'Mute',
  request: 'Request',
  response: 'Response',
  failure: 'Response (error)',
  nothing: 'nothing',
  said: (name: string, text: string) => `${name}: ${text}`,
};

export type DetailExtrasWords = typeof detailExtras;
