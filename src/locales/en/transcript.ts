/** The words in a transcript that is copied or saved, where nothing stands around them. */
import type { SpeakerRole, ToolCall } from '../../model/transcript.js';

export const transcript = {
  roles: {
    agent: 'Agent',
    caller: 'Caller',
    'human-agent': 'Human agent',
    system: 'System',
    // A transcript that is read again takes it for the role, and a name for a name.
    other: 'Other',
  } satisfies Record<SpeakerRole, string>,
  redacted: (label: string | undefined) => (label ? `[redacted: ${label}]` : '[redacted]'),
  removed: (at: string) => `[removed on ${at.slice(0, 10)}]`,
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
  } satisfies Record<ToolCall['state'], string>,
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
  untimed: (n: number) =>
    n === 1
      ? '1 turn without a time is missing.'
      : `${n.toLocaleString('en')} turns without a time are missing.`,
};
