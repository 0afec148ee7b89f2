/** The words of what reacts to the reader of a conversation, and of the recording beneath it. */
import { detail } from './detail.js';

export const detailExtras = {
  answered: (seconds: number) => `${detail.took(seconds)} response`,
  firstToken: (seconds: number) => `${detail.took(seconds)} TTFT`,
  slowest: 'slowest',
  latencyParts: { llm: 'LLM', tts: 'Voice', tools: 'Tools', other: 'Other' },
  detailsWidth: 'Width of the details',
  copied: 'Link copied',
  copyFailed: 'Copy this link:',
  copyTextFailed: 'Copy this text:',
  close: 'Close',
  follow: 'Follow',
  jump: 'Jump to current',
  offset: 'Transcript offset',
  offsetHint: 'Seconds the transcript is moved against the recording.',
  offsetValue: (seconds: number) =>
    `${seconds > 0 ? '+' : seconds < 0 ? '−' : ''}${Math.abs(seconds).toFixed(1)} s`,
  offsetReset: 'Reset',
  loadingTurns: 'Loading more turns…',
  loadEarlier: 'Load earlier turns',
  loadLater: 'Load more turns',
  /** A source read that far on its way to the newest turn. */
  readSoFar: (turns: number) => `Loading, ${turns.toLocaleString('en')} turns so far…`,
  loadNewest: 'Load up to the newest',
  live: { connecting: 'Connecting…', live: 'Live', ended: 'Ended' },
  listen: 'Listen',
  request: 'Request',
  response: 'Response',
  failure: 'Response (error)',
  nothing: 'nothing',
  said: (name: string, text: string) => `${name}: ${text}`,
};
