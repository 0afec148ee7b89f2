/** Conversations for stories and tests: a dozen typed by hand, and a generator for many. */
import type { Conversation, Participant } from '../src/model/index.js';

const NEWEST = Date.UTC(2026, 10, 20, 9, 2, 11);

/** A conversation with a value in every column; what is given replaces its parts. */
export function conversation(parts: Partial<Conversation> & { readonly id: string }): Conversation {
  return {
    at: new Date(NEWEST).toISOString(),
    channel: 'phone',
    direction: 'inbound',
    status: 'completed',
    agent: {
      id: 'agent-front-desk',
      name: 'Front Desk',
      versionId: 'v12',
      address: '+1 202 555 0100',
    },
    caller: { role: 'caller', name: 'Maya Okafor', address: '+1 202 555 0147' },
    summary: 'Moved her appointment from Tuesday to Friday morning.',
    duration: 364,
    recording: 'available',
    transcript: 'available',
    ...parts,
  };
}

const caller = (address: string, name?: string): Participant => ({ role: 'caller', name, address });
const other = (address: string, name?: string): Participant => ({ role: 'other', name, address });
const agents = {
  frontDesk: { id: 'agent-front-desk', name: 'Front Desk', versionId: 'v12' },
  orders: { id: 'agent-orders', name: 'Order Support', versionId: 'v3' },
  renewals: { id: 'agent-renewals', name: 'Renewals' },
};

/** A morning in the inbox: every channel, every status, and what the columns make of each. */
export const morning: readonly Conversation[] = [
  conversation({
    id: 'c-1001',
    at: '2026-11-20T09:02:11Z',
    status: 'in_progress',
    active: true,
    caller: caller('+1 202 555 0147', 'Maya Okafor'),
    agent: { ...agents.frontDesk, address: '+1 202 555 0100' },
    summary: null,
    duration: null,
    recording: 'processing',
  }),
  conversation({
    id: 'c-1002',
    at: '2026-11-20T08:57:40Z',
    caller: caller('+1 202 555 0112', 'Tomás Herrera'),
    agent: { ...agents.orders, address: '+1 202 555 0101' },
    summary: 'Order 48213 arrived without the power cable; a replacement ships today.',
    duration: 364,
  }),
  conversation({
    id: 'c-1003',
    at: '2026-11-20T08:51:03Z',
    channel: 'web',
    caller: { ...caller('guest_7f3c0d1e9a5b4c2f8e6d'), anonymous: true },
    agent: { ...agents.orders, address: null },
    summary: 'Asked whether the blue chair can be delivered on a Saturday. It can.',
    duration: 42,
    recording: 'none',
  }),
  conversation({
    id: 'c-1004',
    at: '2026-11-20T08:44:19Z',
    channel: 'email',
    caller: caller('ines.duarte@example.com', 'Inês Duarte'),
    others: [other('warehouse@example.org'), other('carlos@example.net', 'Carlos Pinto')],
    agent: { ...agents.orders, address: 'orders@example.com' },
    summary:
      'Invoice 2291 names the old billing address. Corrected, and a new copy was sent to everybody on the thread.',
    duration: null,
    recording: 'none',
  }),
  conversation({
    id: 'c-1005',
    at: '2026-11-20T08:30:00Z',
    channel: 'text',
    direction: 'outbound',
    caller: caller('+44 20 7946 0018', 'Priya Raman'),
    agent: { ...agents.renewals, address: '+44 20 7946 0001' },
    summary: 'Reminded of the renewal on 1 December; will decide this week.',
    duration: 0,
    recording: 'none',
  }),
  conversation({
    id: 'c-1006',
    at: '2026-11-20T08:12:48Z',
    direction: 'outbound',
    status: 'unanswered',
    caller: caller('+1 202 555 0163'),
    agent: { ...agents.renewals, address: '+1 202 555 0102' },
    summary: null,
    duration: 0,
    recording: 'none',
  }),
  conversation({
    id: 'c-1007',
    at: '2026-11-20T07:58:25Z',
    status: 'transferred',
    caller: caller('+1 202 555 0189', 'Lena Fischer'),
    agent: { ...agents.frontDesk, address: '+1 202 555 0100' },
    summary: 'Wanted to speak to a person about a refund; handed over to the billing team.',
    duration: 3725,
  }),
  conversation({
    id: 'c-1008',
    at: '2026-11-20T07:40:09Z',
    status: 'failed',
    caller: caller('+1 202 555 0120', '佐藤 美咲'),
    agent: { ...agents.frontDesk, address: '+1 202 555 0100' },
    summary: 'The line dropped while the caller was spelling the street name.',
    duration: 17,
    recording: 'removed',
  }),
  conversation({
    id: 'c-1009',
    at: '2026-11-20T07:21:55Z',
    channel: 'web',
    status: 'cancelled',
    caller: { ...caller('guest_b2', 'ياسمين حداد'), anonymous: true },
    agent: { ...agents.orders, address: null },
    summary: null,
    duration: 5,
    recording: 'none',
  }),
  conversation({
    id: 'c-1010',
    at: '2026-11-19T16:05:31Z',
    status: 'waiting_for-callback',
    caller: caller('+1 202 555 0155', 'Noah Lindqvist'),
    agent: { id: 'agent-night' },
    summary: 'Asked to be called back after six in the evening.',
    duration: 61,
  }),
  conversation({
    id: 'c-1011',
    at: '2025-12-30T23:59:59Z',
    channel: 'fax_line',
    direction: null,
    status: null,
    caller: null,
    agent: null,
    summary: '   ',
    duration: undefined,
    recording: 'none',
  }),
];

const NAMES = [
  'Maya Okafor',
  'Tomás Herrera',
  'Inês Duarte',
  'Priya Raman',
  'Lena Fischer',
  '佐藤',
];
const STATUSES = ['completed', 'completed', 'transferred', 'unanswered', 'failed', 'cancelled'];
const CHANNELS = ['phone', 'web', 'phone', 'email', 'text'];
const SUMMARIES = [
  'Moved an appointment to Friday morning.',
  'Asked about the delivery of order 48213; it arrives tomorrow before noon.',
  'Wanted an invoice sent again.',
  'Could not log in; the password was reset and the account works again.',
];

const pick = <T>(from: readonly T[], n: number): T => from[n % from.length] as T;

/** Conversation number `n` of many; a higher number is older, by a minute each. */
export function numbered(n: number, parts: Partial<Conversation> = {}): Conversation {
  const address = `+1 202 555 01${String(n % 100).padStart(2, '0')}`;
  return conversation({
    id: `n-${n}`,
    at: new Date(NEWEST - n * 60_000).toISOString(),
    channel: pick(CHANNELS, n),
    direction: n % 3 === 0 ? 'outbound' : 'inbound',
    status: pick(STATUSES, n),
    caller: caller(address, pick(NAMES, n)),
    summary: `${pick(SUMMARIES, n)} (${n})`,
    duration: (n * 37) % 4000,
    recording: n % 2 === 0 ? 'available' : 'none',
    ...parts,
  });
}

/** The newest `count` of them, or those from a number on. */
export function many(count: number, from = 0): Conversation[] {
  return Array.from({ length: count }, (_, index) => numbered(from + index));
}

const RTL_OVERRIDE = '\u202e';
const HALF_EMOJI = '\ud83d';
const MARKUP = '<img src=x onerror="window.hacked = true"><script>window.hacked = true</script>';
const FAMILY = '👩‍👩‍👧‍👦🏳️‍🌈';

const TEXTS = [
  MARKUP,
  `${RTL_OVERRIDE}gnp.tsop${RTL_OVERRIDE}`,
  `half a pair ${HALF_EMOJI} and a whole family ${FAMILY}`,
  'javascript:window.hacked=true',
  'A line\nand another\tand a tab\u0000 and a null',
  `${'Long words without an end '.repeat(4000)}`,
  'ẑ̶̛a̷͝l̸g̵o̷̕'.repeat(20),
];

/** Words that every object answers to: looked up without care, they are in every table. */
const INHERITED = ['constructor', 'toString', '__proto__'];

const minutesAgo = (n: number) => new Date(NEWEST - n * 60_000).toISOString();

/** Texts that try to be more than text, in every field a conversation has. */
export const hostile: readonly Conversation[] = [
  ...TEXTS.map((text, index) =>
    conversation({
      id: `${text.slice(0, 200)}/${index}?#`,
      at: minutesAgo(index),
      channel: index === 1 ? text : 'phone',
      status: text,
      agent: { id: text.slice(0, 200), name: text, versionId: text, address: text },
      caller: caller(text, text),
      others: [other(text, text)],
      summary: text,
      typeLabel: text,
      unreadable: index === 0 ? [text] : undefined,
    }),
  ),
  ...INHERITED.map((word, index) =>
    conversation({
      id: word,
      at: minutesAgo(TEXTS.length + index),
      channel: word,
      direction: word as Conversation['direction'],
      status: word,
      summary: word,
    }),
  ),
];
