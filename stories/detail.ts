/** Conversations, transcripts and providers for the stories and tests of `<conversation-detail>`. */
import type {
  Conversation,
  ConversationDetail,
  ConversationProvider,
  LiveChange,
  Speaker,
  Transcript,
  Turn,
  TurnsPage,
} from '../src/model/index.js';
import { createMemoryProvider, type MemoryOptions } from '../src/providers/memory/provider.js';
import { conversation } from './fixtures.js';
import { tone } from './inbox.js';

export const SPEAKERS: readonly Speaker[] = [
  { id: 'agent', role: 'agent', name: 'Nora' },
  { id: 'caller', role: 'caller', name: 'Tomasz Wójcik' },
  { id: 'system', role: 'system' },
];

export function turn(id: string, speakerId: string, text: string, parts: Partial<Turn> = {}): Turn {
  return {
    id,
    kind: 'message',
    speakerId,
    status: 'final',
    parts: [{ type: 'text', text }],
    ...parts,
  };
}

export const transcriptOf = (
  turns: readonly Turn[],
  parts: Partial<Transcript> = {},
): Transcript => ({
  version: 1,
  shape: 'plain',
  availability: 'available',
  timing: turns.some(({ start }) => start !== undefined) ? 'turn' : 'none',
  offset: 0,
  speakers: SPEAKERS,
  turns,
  notices: [],
  ...parts,
});

const words = (text: string, start: number, each: number) =>
  [...text.matchAll(/\S+/g)].map(({ 0: word, index }, order) => ({
    text: word,
    start: start + order * each,
    end: start + (order + 1) * each,
    from: index,
    to: index + word.length,
  }));

const WHETHER =
  'Your Silver plan pays half of a crown. Whether the deductible is met I cannot see.';

/** A minute on the phone: answers of all speeds, tools that work and fail, marks of every kind. */
export const callTurns: readonly Turn[] = [
  turn('t0', 'system', 'You answer for Riverside Dental. Be brief.'),
  turn('t1', 'agent', 'Good afternoon, Riverside Dental, this is Nora. How can I help?', {
    start: 0,
    end: 6,
  }),
  turn('t2', 'caller', 'Hi, I need a crown replaced. Does my insurance cover it?', {
    start: 7,
    end: 12,
  }),
  turn('t3', 'agent', 'Of course. May I have your member number?', {
    start: 13,
    end: 16,
    latency: { total: 0.9, llm: 0.5, tts: 0.2 },
  }),
  turn('t4', 'caller', 'It is 5550104417, my email is tomasz@example.com.', {
    start: 17,
    end: 20,
    redactions: [{ from: 30, to: 48, label: 'email address' }],
  }),
  {
    id: 't5',
    kind: 'tool',
    status: 'final',
    start: 20.5,
    parts: [],
    tool: {
      callId: 'call-1',
      name: 'lookup_insurance_plan',
      state: 'done',
      latency: 0.64,
      input: { member_id: '5550104417', api_key: 'not-for-eyes' },
      output: { plan: 'Silver PPO', covered: true, share: 0.5 },
    },
  },
  turn('t6', 'agent', WHETHER, {
    start: 21,
    end: 30,
    words: words(WHETHER, 21, 0.5),
    latency: { total: 2.4, llm: 1.5, tts: 0.3, tools: 0.4 },
  }),
  turn('t7', 'caller', 'That is exactly what I need to know, though.', { start: 29, end: 33 }),
  turn('t8', 'agent', 'I will ask the front desk, one', {
    start: 34,
    end: 36,
    status: 'interrupted',
    latency: { llm: 0.34 },
  }),
  {
    id: 't9',
    kind: 'tool',
    status: 'final',
    start: 37,
    parts: [],
    tool: {
      callId: 'call-2',
      name: 'transfer_call',
      state: 'error',
      latency: 1.2,
      input: { to: 'front_desk' },
      output: 'Nobody answered within 20 seconds.',
      error: 'Nobody answered within 20 seconds.',
    },
  },
  {
    id: 't10',
    kind: 'event',
    status: 'final',
    start: 40,
    parts: [],
    event: { name: 'agent_handoff', detail: 'Front desk' },
  },
  turn('t11', 'human', 'Front desk, this is Ana. I have your plan here.', {
    start: 44,
    end: 50,
    latency: undefined,
  }),
  turn('t12', 'caller', 'Thank you!', { start: 51, end: 53 }),
  {
    id: 't13',
    kind: 'other',
    status: 'final',
    parts: [{ type: 'json', text: '{ "type": "dtmf", "digit": 4 }' }],
  },
];

export const callTranscript = transcriptOf(callTurns, {
  timing: 'word',
  duration: 60,
  speakers: [...SPEAKERS, { id: 'human', role: 'human-agent', name: 'Ana' }],
});

const PDF = { id: 'a1', name: 'invoice 2291.pdf', type: 'application/pdf', size: 48_211 };
const PHOTO = { id: 'a2', name: 'chair.png', type: 'image/png', size: 1_204_000 };

export const smsTranscript = transcriptOf(
  [
    turn('s1', 'agent', 'Hello Priya, your plan renews on 1 December. Reply YES to renew.', {
      kind: 'sms',
      at: '2026-11-20T08:30:00Z',
      sms: { direction: 'outbound', status: 'delivered', segments: 2 },
    }),
    turn('s2', 'caller', 'I will decide this week. This is the chair:', {
      kind: 'sms',
      at: '2026-11-20T08:34:00Z',
      sms: { direction: 'inbound', status: 'received' },
      attachments: [{ ...PHOTO, url: 'https://files.example.com/chair.png', inline: false }],
    }),
    turn('s3', 'agent', 'Thank you.', {
      kind: 'sms',
      at: '2026-11-20T08:35:00Z',
      status: 'failed',
      sms: { direction: 'outbound', status: 'undelivered', error: '30006' },
    }),
    turn('s4', 'caller', '', {
      kind: 'sms',
      at: '2026-11-20T08:40:00Z',
      redactedAt: '2026-11-21T00:00:00Z',
      parts: [],
    }),
  ],
  {
    timing: 'wall-clock',
    speakers: [SPEAKERS[0]!, { id: 'caller', role: 'caller', name: 'Priya' }],
  },
);

export const emailTranscript = transcriptOf(
  [
    turn('e1', 'caller', 'Invoice 2291 names my old address. Could you correct it?', {
      kind: 'email',
      at: '2026-11-20T08:44:00Z',
      email: {
        from: { name: 'Inês Duarte', address: 'ines.duarte@example.com' },
        to: [{ address: 'orders@example.org' }],
        cc: [{ name: 'Carlos Pinto', address: 'carlos@example.net' }],
        subject: 'Invoice 2291',
        date: '2026-11-20T08:44:00Z',
      },
      attachments: [{ ...PDF, url: 'https://files.example.com/2291.pdf', inline: false }],
    }),
    turn(
      'e2',
      'agent',
      'Corrected. A new copy is attached.\n\nOn Fri, 20 Nov 2026, Inês Duarte wrote:\n> Invoice 2291 names my old address.',
      {
        kind: 'email',
        at: '2026-11-20T08:51:00Z',
        email: {
          from: { name: 'Orders', address: 'orders@example.org' },
          to: [{ name: 'Inês Duarte', address: 'ines.duarte@example.com' }],
          cc: [],
          subject: 'Re: Invoice 2291',
          date: '2026-11-20T08:51:00Z',
          html: '<p>Corrected. A <b>new copy</b> is attached.</p>',
        },
      },
    ),
  ],
  { timing: 'wall-clock', speakers: [] },
);

export const phone: Conversation = conversation({
  id: 'c-1',
  at: '2026-11-20T14:27:09Z',
  status: 'transferred',
  agent: { id: 'agent-1', name: 'Nora · Booking', versionId: 'v14', address: '+1 202 555 0100' },
  caller: { role: 'caller', name: 'Tomasz Wójcik', address: '+1 202 555 0187' },
  summary: 'Caller wants a crown replaced and asks whether his insurance covers it.',
  duration: 60,
  recording: 'available',
  transcript: 'available',
});

export const text: Conversation = { ...phone, id: 'c-2', channel: 'text', recording: 'none' };
export const email: Conversation = { ...phone, id: 'c-3', channel: 'email', recording: 'none' };

/** A provider of these conversations with their transcripts. */
export function details(
  given: readonly ConversationDetail[] = [
    { conversation: phone, transcript: callTranscript },
    { conversation: text, transcript: smsTranscript },
    { conversation: email, transcript: emailTranscript },
  ],
  options: MemoryOptions = {},
): ReturnType<typeof createMemoryProvider> {
  return createMemoryProvider({
    conversations: given.map((each) => each.conversation),
    details: Object.fromEntries(given.map((each) => [each.conversation.id, each])),
    recordings: () => ({ availability: 'available', source: tone(60), duration: 60 }),
    ...options,
  });
}

/** Many turns, ten seconds apart. */
export const manyTurns = (count: number, from = 0): Turn[] =>
  Array.from({ length: count }, (_, index) => {
    const n = from + index;
    return turn(`m${n}`, n % 2 === 0 ? 'agent' : 'caller', `This is sentence ${n} of the talk.`, {
      start: n * 10,
      end: n * 10 + 8,
    });
  });

/** A provider whose transcript comes in pages of `size`, in both directions. */
export function paged(
  turns: readonly Turn[],
  size = 20,
): ConversationProvider & { asked: string[] } {
  const asked: string[] = [];
  const page = (from: number, to: number): TurnsPage => ({
    turns: turns.slice(from, to),
    ...(from > 0 && { before: `to ${from}` }),
    ...(to < turns.length && { after: `from ${to}` }),
  });
  return {
    ...details([{ conversation: phone }]),
    asked,
    turns: ({ cursor, from }) => {
      asked.push(cursor ?? `first from ${from}`);
      const at = Number(/\d+$/.exec(cursor ?? '')?.[0]);
      if (cursor?.startsWith('to')) return Promise.resolve(page(Math.max(0, at - size), at));
      if (cursor) return Promise.resolve(page(at, Math.min(turns.length, at + size)));
      const start = from === 'end' ? Math.max(0, turns.length - size) : 0;
      return Promise.resolve(page(start, Math.min(turns.length, start + size)));
    },
  };
}

/** A conversation in progress, and a hand to say something in it. */
export function talking(): {
  readonly provider: ConversationProvider;
  readonly send: (change: LiveChange) => void;
} {
  const waiting: LiveChange[] = [];
  let wake = () => undefined as void;
  const send = (change: LiveChange) => {
    waiting.push(change);
    wake();
  };
  async function* changes(signal: AbortSignal): AsyncGenerator<LiveChange> {
    signal.addEventListener('abort', () => wake());
    while (!signal.aborted) {
      const next = waiting.shift();
      if (next) yield next;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  }
  const running = { ...phone, status: 'in_progress', active: true, recording: 'none' as const };
  const saved = transcriptOf([
    turn('l1', 'agent', 'Good afternoon, how can I help?', { start: 0 }),
  ]);
  const provider = details([{ conversation: running, transcript: saved }]);
  return {
    provider: {
      ...provider,
      listen: (_, { signal }) =>
        Promise.resolve({
          changes: changes(signal),
          startAudio: () => Promise.resolve(),
          mute: () => undefined,
          unmute: () => undefined,
        }),
    },
    send,
  };
}
