/** The words of a conversation's details, loaded with the code that shows them. */
import type { Availability, Participant } from '../../model/conversation.js';

const count = (n: number, noun: string) => `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;

/** MIME subtypes that have a better-known name. */
const formats: Readonly<Record<string, string>> = {
  mpeg: 'MP3',
  mp3: 'MP3',
  wav: 'WAV',
  'x-wav': 'WAV',
  wave: 'WAV',
  'vnd.wave': 'WAV',
  ogg: 'Ogg',
  opus: 'Opus',
  mp4: 'MP4',
  'x-m4a': 'MP4',
  aac: 'AAC',
  webm: 'WebM',
  flac: 'FLAC',
};

export const details = {
  title: 'Details',
  groups: {
    summary: 'Summary',
    conversation: 'Conversation',
    participants: 'Participants',
    context: 'Initial context',
    variables: 'Variables',
    metadata: 'Custom metadata',
    recording: 'Recording',
  },
  rows: {
    caller: 'Caller ID',
    'caller-name': 'Caller name',
    agent: 'Agent',
    'agent-id': 'Agent ID',
    version: 'Version',
    'agent-number': 'Agent number',
    type: 'Type',
    subject: 'Subject',
    'web-widget': 'Web widget',
    direction: 'Direction',
    status: 'Status',
    time: 'Time',
    created: 'Created',
    updated: 'Updated',
    'time-zone': 'Time zone',
    duration: 'Duration',
    'user-turns': 'User turns',
    messages: 'Messages',
    language: 'Language',
    cost: 'Cost',
    consent: 'Consent',
    campaign: 'Campaign',
    'external-id': 'External ID',
    organization: 'Organization',
    source: 'Source',
    id: 'Conversation ID',
    unreadable: 'Unreadable',
    availability: 'Availability',
    length: 'Duration',
    format: 'Format',
    channels: 'Channels',
    offset: 'Transcript offset',
  },
  withheld: 'Not permitted',
  directions: { inbound: 'Inbound', outbound: 'Outbound' } as Readonly<Record<string, string>>,
  nameWithheld: 'Name not permitted',
  loading: 'Loading…',
  guest: 'Guest',
  optedIn: (when: string | undefined) => (when ? `Opted in (${when})` : 'Opted in'),
  optedOut: 'Opted out',
  summaryRemoved: (when: string) => `Removed on ${when}`,
  roles: {
    caller: 'Caller',
    agent: 'Agent',
    'human-agent': 'Human agent',
    other: 'Participant',
  } satisfies Record<Participant['role'] | 'human-agent', string> as Readonly<
    Record<string, string>
  >,
  availability: {
    available: 'Available',
    none: 'There is none',
    processing: 'Not ready yet',
    withheld: 'Not permitted',
    removed: 'Removed, the time it is kept for is over',
    unknown: 'Known when it is played',
  } satisfies Record<Availability, string> as Readonly<Record<string, string>>,
  formats,
  channels: { 1: 'Mono', 2: 'Stereo' } as Readonly<Record<string, string>>,
  offset: (seconds: number) =>
    `${seconds < 0 ? '−' : '+'}${Math.abs(seconds).toLocaleString('en', { maximumFractionDigits: 2 })} s`,
  newTab: '(new tab)',
  /** Beside the key of what can be opened. */
  entries: (n: number) => (n === 1 ? '1 entry' : `${n.toLocaleString('en')} entries`),
  moreEntries: (next: number, left: number) =>
    next < left
      ? `Show ${next.toLocaleString('en')} of ${left.toLocaleString('en')} more`
      : `Show ${left.toLocaleString('en')} more`,
  moreText: (left: number) => `Show ${count(left, 'more character')}`,
  less: 'Show less',
};

export type DetailsWords = typeof details;
