/** The words of a conversation that is read. Values are strings or functions: plurals and order are the language's business. */
import type { Availability } from '../../model/conversation.js';
import type { ErrorKind } from '../../model/error.js';
import type { SpeakerRole, ToolCall } from '../../model/transcript.js';

const count = (n: number, noun: string) => `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;

/** Seconds with one digit, milliseconds below one second. */
const took = (seconds: number) =>
  seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(1)} s`;

interface NoticeWords {
  readonly title: string;
  readonly hint?: string;
}

export const detail = {
  conversation: 'Conversation',
  interaction: 'Interaction',
  details: 'Details',
  panes: 'Views of the conversation',
  turns: 'Transcript',
  guest: 'Guest',
  loading: 'Loading conversation…',
  loaded: 'Conversation loaded',
  retry: 'Retry',
  requestId: (id: string) => `Request ID ${id}`,
  stale: 'What is shown was loaded before.',
  previous: 'Previous',
  next: 'Next',
  noPrevious: 'This is the first conversation',
  noNext: 'This is the last conversation',
  facts: (turns: number, tools: number) =>
    [count(turns, 'turn'), tools > 0 ? count(tools, 'tool call') : ''].filter(Boolean).join(', '),
  notices: {
    nothing: { title: 'No conversation chosen', hint: 'Open one from the inbox.' },
    notConnected: {
      title: 'Not connected',
      hint: 'Give this element a provider.',
    },
  } satisfies Record<string, NoticeWords>,
  transcript: {
    available: { title: 'Nothing was said or written' },
    none: {
      title: 'There is no transcript',
      hint: 'Nothing was said or written, or it was not kept.',
    },
    unknown: { title: 'There is no transcript' },
    processing: { title: 'The transcript is not ready yet' },
    withheld: {
      title: 'You are not permitted to read this transcript',
      hint: 'Whoever manages your account can permit it.',
    },
    removed: { title: 'The transcript was removed', hint: 'The time it is kept for is over.' },
  } satisfies Record<Availability, NoticeWords> as Readonly<Record<Availability, NoticeWords>>,
  errors: {
    unauthorized: 'You are not signed in, or your session has ended.',
    forbidden: 'You are not permitted to see this conversation.',
    'not-found': 'There is no conversation with this id.',
    'rate-limited': 'Too many requests right now.',
    'invalid-request': 'The server did not accept this request.',
    conflict: 'The conversation changed while it was being read.',
    network: 'The server could not be reached.',
    offline: 'You are offline.',
    timeout: 'The server took too long to answer.',
    server: 'The server failed.',
    'invalid-response': 'The server’s answer could not be read.',
    aborted: 'Loading was stopped.',
  } satisfies Record<ErrorKind, string> as Readonly<Record<string, string>>,
  roles: {
    agent: 'Agent',
    caller: 'Caller',
    'human-agent': 'Human agent',
    system: 'System',
    other: 'Participant',
  } satisfies Record<SpeakerRole, string> as Readonly<Record<string, string>>,
  play: (clock: string) => `Play from ${clock}`,
  copyLink: 'Copy link to this moment',
  linkCopied: 'Link copied',
  copyText: 'Copy text',
  textCopied: 'Text copied',
  interim: 'speaking…',
  interrupted: 'interrupted',
  failed: 'failed',
  estimated: (clock: string) => `about ${clock}`,
  took,
  tool: {
    states: {
      requested: 'No answer',
      running: 'Running…',
      done: 'Done',
      error: 'Error',
      blocked: 'Blocked',
    } satisfies Record<ToolCall['state'], string> as Readonly<Record<string, string>>,
  },
  showMore: (characters: number) => `Show ${count(characters, 'more character')}`,
  redacted: (label: string | undefined) => (label ? `Redacted: ${label}` : 'Redacted'),
  removed: (when: string) => `Removed on ${when}`,
  unknownEntry: 'Entry of an unknown kind',
  showSystem: (n: number) => `Show ${count(n, 'system message')}`,
  hideSystem: (n: number) => `Hide ${count(n, 'system message')}`,
  summary: (parts: {
    readonly turns: number;
    readonly duration: string;
    readonly tools: number;
    readonly failed: number;
  }) =>
    [
      count(parts.turns, 'turn'),
      parts.duration,
      parts.tools > 0 ? count(parts.tools, 'tool call') : '',
      parts.failed > 0 ? `${parts.failed} failed` : '',
    ]
      .filter(Boolean)
      .join(', '),
};
