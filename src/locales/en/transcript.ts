/** The words in an exported transcript, loaded with the code that writes it. */
import type { SpeakerRole, ToolCall } from '../../model/transcript.js';

export const transcript = {
  roles: {
    agent: 'Agent',
    caller: 'Caller',
    'human-agent': 'Human agent',
    system: 'System',
    other: 'Other',
  } satisfies Record<SpeakerRole, string>,
  redacted: (label: string | undefined) => (label ? `[redacted: ${label}]` : '[redacted]'),
  removed: (at: string) => `[removed by retention on ${at.slice(0, 10)}]`,
  interrupted: 'interrupted',
  interim: 'not final',
  failed: 'failed',
  attachment: (name: string | undefined) => (name ? `[attachment: ${name}]` : '[attachment]'),
  tool: (name: string) => `Tool call ${name}`,
  toolStates: {
    requested: 'no response',
    running: 'running',
    done: 'done',
    error: 'failed',
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
  untimed: (count: number) =>
    count === 1
      ? 'One turn has no time and is left out.'
      : `${count} turns have no time and are left out.`,
};
