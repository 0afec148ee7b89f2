/** An account with assistants as the server of Autocalls would send it, typed by hand from its reference. */
import type { ConversationProvider } from '../src/model/index.js';
import {
  createAutocallsProvider,
  type AutocallsOptions,
} from '../src/providers/autocalls/provider.js';
import { tone } from './inbox.js';

const RECEPTION = {
  assistant_id: '5b7c0e11-2f8d-4c55-8f0a-6a1d9e3b7c01',
  assistant_name: 'Reception',
};
const ORDERS = {
  assistant_id: '5b7c0e11-2f8d-4c55-8f0a-6a1d9e3b7c02',
  assistant_name: 'Orders & returns',
};

interface Written {
  readonly id: string;
  readonly type: string;
  readonly message_count: number;
  readonly variables: unknown;
  readonly customer?: { readonly name: string; readonly phone: string };
  readonly whatsapp_sender?: { readonly name: string; readonly phone: string };
  readonly external_identifier?: string;
  readonly [field: string]: unknown;
}

const conversations: readonly Written[] = [
  {
    id: '9d3f0c52-7a1e-4a60-9c1b-2f6d1c0a7e01',
    ...ORDERS,
    type: 'whatsapp',
    variables: { first_name: 'Maya', order: 'A-10233', vip: true },
    message_count: 5,
    total_cost: 0.034,
    ai_enabled: true,
    created_at: '2026-11-20 08:57:40',
    updated_at: '2026-11-20 09:04:11',
    whatsapp_sender: { name: 'Lamp & Chair', phone: '+12025550199' },
    customer: { name: 'Maya Okafor', phone: '+12025550147' },
  },
  {
    id: '9d3f0c52-7a1e-4a60-9c1b-2f6d1c0a7e02',
    ...RECEPTION,
    type: 'widget',
    variables: null,
    message_count: 4,
    total_cost: 0.0121,
    ai_enabled: false,
    created_at: '2026-11-20 08:31:02',
    updated_at: '2026-11-20 08:33:45',
  },
  {
    id: '9d3f0c52-7a1e-4a60-9c1b-2f6d1c0a7e03',
    ...ORDERS,
    type: 'api',
    variables: { order: 'A-9871' },
    message_count: 2,
    total_cost: 0.008,
    ai_enabled: true,
    created_at: '2026-11-19 17:05:00',
    updated_at: '2026-11-19 17:05:09',
    external_identifier: 'ticket-48213',
  },
  {
    id: '9d3f0c52-7a1e-4a60-9c1b-2f6d1c0a7e04',
    ...RECEPTION,
    type: 'test',
    variables: [],
    message_count: 0,
    total_cost: 0,
    ai_enabled: true,
    created_at: '2026-11-19 11:40:30',
    updated_at: '2026-11-19 11:40:30',
  },
];

const calls = [
  {
    id: 812,
    assistant_name: 'Reception',
    campaign_name: null,
    type: 'inbound',
    duration: 21,
    assistant_phone_number: '+12025550188',
    client_phone_number: '+12025550163',
    status: 'ended_by_customer',
    transcript: [
      { text: 'Reception, hello.', type: 'transcript', sender: 'bot', timestamp: 1795165982 },
      { text: 'Are you open today?', type: 'transcript', sender: 'human', timestamp: 1795165986 },
      { text: 'Until five.', type: 'transcript', sender: 'bot', timestamp: 1795165990 },
      { text: 'Thank you!', type: 'transcript', sender: 'human', timestamp: 1795165996 },
    ],
    variables: { language: 'en' },
    evaluation: { goal_reached: true },
    total_cost: 0.12,
    answered_by: 'human',
    recording_url: 'https://media.example.com/calls/812.mp3',
    created_at: '2026-11-20 09:13:02',
    updated_at: '2026-11-20 09:13:23',
  },
  {
    id: 811,
    assistant_name: 'Orders & returns',
    campaign_name: 'Autumn',
    type: 'outbound',
    duration: 0,
    assistant_phone_number: '+12025550188',
    client_phone_number: '+442079460018',
    status: 'no-answer',
    transcript: [],
    variables: null,
    evaluation: null,
    total_cost: 0.01,
    answered_by: null,
    recording_url: null,
    created_at: '2026-11-20 08:45:10',
    updated_at: '2026-11-20 08:45:40',
  },
  {
    id: 810,
    assistant_name: 'Reception',
    campaign_name: null,
    type: 'web',
    duration: 64,
    assistant_phone_number: null,
    client_phone_number: null,
    status: 'completed',
    transcript: [{ text: 'Hello?', type: 'transcript', sender: 'bot', timestamp: 1795106420 }],
    variables: null,
    evaluation: null,
    total_cost: 0.07,
    answered_by: 'human',
    recording_url: null,
    created_at: '2026-11-19 16:40:20',
    updated_at: '2026-11-19 16:41:24',
  },
];

/** With functions that were called, what they were asked and what they answered. */
const history = [
  { role: 'assistant', content: 'Hello! How can I help?' },
  { role: 'user', content: 'Where is my lamp? Order A-10233.' },
  {
    role: 'assistant',
    content: 'It left our warehouse this morning and arrives on Monday.',
    function_calls: [
      {
        name: 'look_up_order',
        arguments: { order: 'A-10233' },
        result: { status: 'shipped', carrier: 'Example Post', arrives: '2026-11-23' },
      },
      { name: 'send_tracking_link', arguments: { to: '+12025550147' }, result: true },
    ],
  },
  { role: 'user', content: 'ممتاز، شكرًا!' },
  { role: 'assistant', content: 'You are welcome.' },
];

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const json = (body: unknown, status = 200): Answer => ({ status, body });

/** A call asked for alone has its transcript as one text. */
const inWords = (call: (typeof calls)[number]) => ({
  ...call,
  transcript: call.transcript
    .map(({ sender, text }) => `${sender === 'bot' ? 'Bot' : 'Human'}: ${text}`)
    .join('\n'),
});

function answer({ pathname, searchParams }: URL, account: Account): Answer {
  const { written = conversations, called = calls, texts = true } = account;
  const wanted = (name: string) => searchParams.get(name);
  const fits = (name: string, value: unknown) => [null, value].includes(wanted(name));
  const [, list, id = ''] = /(conversations|calls)(?:\/(.+))?$/.exec(pathname) ?? [];
  if (list === 'calls') {
    const data = called.filter(
      (call) =>
        fits('type', call.type) &&
        fits('status', call.status) &&
        fits('phone_number', call.client_phone_number),
    );
    const total = data.length;
    if (!id) return json({ current_page: 1, data, last_page: 1, per_page: 50, total });
    const one = called.find((call) => String(call.id) === id);
    return one ? json(texts ? inWords(one) : one) : json({ message: 'Call not found' }, 404);
  }
  if (!id) {
    const data = written.filter(
      (row) =>
        fits('type', row.type) &&
        fits('external_identifier', row.external_identifier) &&
        fits('customer_phone', row.customer?.phone),
    );
    return json({ data, path: pathname, per_page: 50, next_cursor: null, prev_cursor: null });
  }
  const row = written.find((one) => one.id === decodeURIComponent(id));
  if (!row) return json({ status: false, error: 'Conversation not found' }, 404);
  const { variables, customer, whatsapp_sender: sender, external_identifier: external } = row;
  return json({
    status: true,
    history: row.message_count > 0 ? history : [],
    variables,
    ...(customer && { customer, whatsapp_sender: sender }),
    ...(external && { external_identifier: external }),
  });
}

export interface Account {
  readonly written?: readonly Written[];
  readonly called?: typeof calls;
  /** Whether a call asked for alone has its transcript as one text, as the reference says; default true. */
  readonly texts?: boolean;
  /** What is answered whatever is asked. */
  readonly always?: Answer;
}

/** What the server says when something is wrong, with the id by which support finds it. */
export const wrong = (status: number, body: unknown): Account => ({ always: { status, body } });

/** The adapter before that server. Recordings are a tone: nobody is there to send one. */
export function assistants(
  account: Account = {},
  options: AutocallsOptions = {},
): ConversationProvider {
  const provider = createAutocallsProvider({
    baseUrl: 'https://assistants.example.com/api',
    assistants: [
      { id: 1, name: RECEPTION.assistant_name },
      { id: 2, name: ORDERS.assistant_name },
    ],
    retries: 0,
    ...options,
    fetch: (input) => {
      const { status, body } = account.always ?? answer(new URL(String(input)), account);
      const headers = { 'Content-Type': 'application/json', 'X-Request-Id': 'req_51ab90' };
      return Promise.resolve(new Response(JSON.stringify(body), { status, headers }));
    },
  });
  const sound = { availability: 'available', source: tone(21), duration: 21 } as const;
  return { ...provider, recording: () => Promise.resolve(sound) };
}
