/** An SMS inbox as AgentMessage's server would send it, typed by hand from its reference. */
import type { ConversationProvider } from '../src/model/index.js';
import { createAgentMessageProvider } from '../src/providers/agentmessage/provider.js';

const NUMBERS = [
  { id: '6f1d2c3b-0a4e-4c5d-8e9f-000000000001', label: '+12025550100' },
  { id: '6f1d2c3b-0a4e-4c5d-8e9f-000000000002', label: '+12025550101' },
] as const;

type Side = 'inbound' | 'outbound';
/** Who wrote, when, and what; `null`: retention took it. */
type Written = readonly [side: Side, at: string, body: string | null, media?: string];

export interface Thread {
  readonly id: string;
  readonly own: 0 | 1;
  readonly contact: string;
  readonly optedIn: boolean | null;
  readonly written: readonly Written[];
}

const REDACTED_AT = '2026-11-01T00:00:00Z';

export const THREADS: readonly Thread[] = [
  {
    id: 'bGFtcA',
    own: 0,
    contact: '+12025550143',
    optedIn: true,
    written: [
      [
        'inbound',
        '2026-11-20T08:30:00Z',
        'Is my lamp ready?',
        'https://files.example.com/lamp.jpg',
      ],
      ['outbound', '2026-11-20T08:31:00Z', 'It is. We are open until five.'],
      ['inbound', '2026-11-20T08:34:00Z', 'See you then 👍'],
    ],
  },
  {
    id: 'am9rZXI',
    own: 1,
    contact: '+12025550144',
    optedIn: false,
    written: [
      [
        'outbound',
        '2026-11-20T07:00:00Z',
        'Your plan renews on 1 December. Reply STOP to opt out.',
      ],
      ['inbound', '2026-11-20T07:02:00Z', '[redacted]'],
    ],
  },
  {
    id: 'YXJhYmlj',
    own: 0,
    contact: '+442079460020',
    optedIn: null,
    written: [['inbound', '2026-11-19T17:12:00Z', 'مرحبًا، أريد تغيير موعد التوصيل.']],
  },
  {
    id: 'b2xk',
    own: 0,
    contact: '+12025550145',
    optedIn: true,
    written: [
      ['inbound', '2026-08-02T10:00:00Z', null],
      ['outbound', '2026-08-02T10:03:00Z', null],
    ],
  },
];

/** Too long to be read to its end at once, however many messages the server gives in a page. */
export const LONG: Thread = {
  id: 'bG9uZw',
  own: 1,
  contact: '+12025550146',
  optedIn: true,
  written: Array.from({ length: 60 }, (_, n): Written => {
    const at = `2026-11-${10 + Math.floor(n / 10)}T08:${String((n % 10) * 5).padStart(2, '0')}:00Z`;
    return n % 2 === 0
      ? ['inbound', at, `Is parcel ${n / 2 + 1} on its way?`]
      : ['outbound', at, `It is: parcel ${(n + 1) / 2} arrives tomorrow.`];
  }),
};

const rowOf = ({ id, own, contact, optedIn, written }: Thread) => {
  const [side, at, body] = written.at(-1)!;
  return {
    id,
    phone_number_id: NUMBERS[own].id,
    phone_number: NUMBERS[own].label,
    contact_number: contact,
    last_message_at: at,
    last_message_direction: side,
    last_message_preview: body ?? '[redacted]',
    last_message_body_redacted_at: body === null ? REDACTED_AT : null,
    message_count: written.length,
    consent:
      optedIn === null
        ? null
        : { opted_in: optedIn, opted_in_at: optedIn ? '2026-01-15T08:00:00Z' : null },
  };
};

const messagesOf = ({ id, own, contact, written }: Thread) =>
  written.map(([direction, at, body, media], index) => ({
    id: `${id}-${index}`,
    direction,
    phone_number_id: NUMBERS[own].id,
    from_number: direction === 'inbound' ? contact : NUMBERS[own].label,
    to_number: direction === 'inbound' ? NUMBERS[own].label : contact,
    body,
    media_urls: media ? [media] : [],
    channel: 'sms',
    segment_count: 1,
    created_at: at,
    redacted_at: body === null ? REDACTED_AT : null,
  }));

/** Messages of a page: fewer than are asked for, as a server may. */
const PAGE = 10;

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const page = (data: readonly unknown[], next: string | null = null): Answer => ({
  status: 200,
  body: { success: true, data, meta: { total: 0, limit: 50, offset: 0, next_cursor: next } },
});

/** An error in the vendor's envelope. */
export const refused = (
  status: number,
  code: string,
  message: string,
  details?: Readonly<Record<string, string>>,
): Answer => ({
  status,
  body: {
    success: false,
    error: { code, message, request_id: 'req_7d41c0', ...(details && { details }) },
  },
});

function answer(url: URL, threads: readonly Thread[]): Answer {
  const [, id] = /\/v1\/conversations\/(.+)\/messages$/.exec(url.pathname) ?? [];
  const wanted = (name: string) => url.searchParams.get(name);
  if (id === undefined) {
    const rows = threads
      .map(rowOf)
      .filter(
        (row) =>
          [null, row.contact_number].includes(wanted('contact_number')) &&
          [null, String(row.phone_number_id)].includes(wanted('phone_number_id')) &&
          [null, String(row.consent?.opted_in)].includes(wanted('opted_in')) &&
          row.last_message_at >= (wanted('since') ?? ''),
      );
    return page(rows);
  }
  const thread = threads.find((one) => one.id === decodeURIComponent(id));
  if (!thread) return refused(404, 'NOT_FOUND', 'Conversation not found.');
  const from = Number(wanted('cursor') ?? 0);
  const end = from + Math.min(PAGE, Number(wanted('limit')));
  const more = end < thread.written.length ? String(end) : null;
  return page(messagesOf(thread).slice(from, end), more);
}

/** The adapter before that server, or before one that always gives the same answer. */
export function textMessages(
  threads: readonly Thread[] = THREADS,
  always?: Answer,
): ConversationProvider {
  return createAgentMessageProvider({
    baseUrl: 'https://sms.example.com',
    numbers: NUMBERS,
    fetch: (input) => {
      const { status, body } = always ?? answer(new URL(String(input)), threads);
      return Promise.resolve(new Response(JSON.stringify(body), { status }));
    },
  });
}
