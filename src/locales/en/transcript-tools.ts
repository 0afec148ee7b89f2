/** The words of searching, copying and saving a transcript. */
import { detail } from './detail.js';

const count = (n: number, noun: string) => `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;

/** In files, where nothing stands around the words. */
const written = {
  roles: {
    agent: 'Agent',
    caller: 'Caller',
    'human-agent': 'Human agent',
    system: 'System',
    other: 'Participant',
  },
  redacted: (label: string | undefined) => (label ? `[redacted: ${label}]` : '[redacted]'),
  removed: (at: string) => `[removed on ${at}]`,
  interrupted: 'interrupted',
  interim: 'still speaking',
  failed: 'failed',
  attachment: (name: string | undefined) => (name ? `[attachment: ${name}]` : '[attachment]'),
  tool: (name: string) => `Tool ${name}`,
  toolStates: {
    requested: 'no answer',
    running: 'running',
    done: 'done',
    error: 'error',
    blocked: 'blocked',
  },
  request: 'Request',
  response: 'Response',
  responseError: 'Response (error)',
  subject: 'Subject',
  columns: {
    time: 'Time',
    seconds: 'Seconds',
    at: 'Date and time',
    speaker: 'Speaker',
    kind: 'Kind',
    text: 'Text',
    tool: 'Tool',
    state: 'State',
  },
  untimed: (n: number) => `${count(n, 'turn')} without a time ${n === 1 ? 'is' : 'are'} missing.`,
};

export const transcriptTools = {
  search: 'Search the transcript',
  placeholder: 'Search',
  previousHit: 'Previous result',
  nextHit: 'Next result',
  /** What is found, `most` meaning that there is more. */
  place: (n: number, of: number, most: boolean) =>
    of === 0
      ? 'No results'
      : `${n.toLocaleString('en')} of ${of.toLocaleString('en')}${most ? '+' : ''}`,
  partly: 'Only the turns that are loaded are searched.',
  save: 'Copy and download',
  copyAll: 'Copy as Markdown',
  copiedAll: 'Transcript copied',
  download: 'Download',
  formats: {
    txt: { name: 'Text', purpose: 'to read' },
    json: { name: 'JSON', purpose: 'for programs' },
    vtt: { name: 'WebVTT', purpose: 'as subtitles' },
    csv: { name: 'CSV', purpose: 'for spreadsheets' },
  },
  /** What a file holds. */
  holds: (turns: number, hidden: number, more: boolean) =>
    [
      `${count(turns, 'turn')}${more ? ' loaded so far' : ''}`,
      hidden > 0 ? `${hidden.toLocaleString('en')} hidden left out` : '',
    ]
      .filter(Boolean)
      .join(', '),
  saved: (name: string) => `${name} saved`,
  textCopied: detail.textCopied,
  written,
};

export type TranscriptToolsWords = typeof transcriptTools;
