/** Answers of the API, typed by hand from its contract: every field, every type, the odd cases. */

export const whatsapp = {
  id: '9d3f0c52-7a1e-4a60-9c1b-2f6d1c0a7e01',
  assistant_id: '5b7c0e11-2f8d-4c55-8f0a-6a1d9e3b7c02',
  assistant_name: 'Bookings',
  type: 'whatsapp',
  variables: { first_name: 'Ada', table: 7 },
  message_count: 12,
  total_cost: 0.034,
  ai_enabled: true,
  created_at: '2026-03-01 09:30:00',
  updated_at: '2026-03-01 09:37:00',
  whatsapp_sender: { name: 'Example Restaurant', phone: '+15550199' },
  customer: { name: 'Ada Example', phone: '+15550101' },
};

export const widget = {
  id: '9d3f0c52-7a1e-4a60-9c1b-2f6d1c0a7e02',
  assistant_id: '5b7c0e11-2f8d-4c55-8f0a-6a1d9e3b7c02',
  assistant_name: 'Bookings',
  type: 'widget',
  variables: null,
  message_count: 0,
  total_cost: 0,
  ai_enabled: false,
  created_at: '2026-03-01 09:20:00',
  updated_at: '2026-03-01 09:20:00',
};

export const api = {
  ...widget,
  id: '9d3f0c52-7a1e-4a60-9c1b-2f6d1c0a7e03',
  type: 'api',
  message_count: 2,
  created_at: '2026-03-01 09:10:00',
  external_identifier: 'order-1001',
};

export const test = {
  ...widget,
  id: '9d3f0c52-7a1e-4a60-9c1b-2f6d1c0a7e04',
  type: 'test',
  variables: [],
  created_at: '2026-03-01 09:00:00',
};

export const inbound = {
  id: 123,
  assistant_name: 'Reception',
  campaign_name: null,
  type: 'inbound',
  duration: 42,
  assistant_phone_number: '+15550188',
  client_phone_number: '+15550102',
  status: 'ended_by_customer',
  transcript: [
    { text: 'Reception, hello.', type: 'transcript', sender: 'bot', timestamp: 1772357700 },
    { text: 'Are you open?', type: 'transcript', sender: 'human', timestamp: 1772357704 },
  ],
  variables: { order: 'A-1' },
  evaluation: { goal_reached: true },
  total_cost: 0.12,
  answered_by: 'human',
  recording_url: 'https://media.example.com/calls/123.mp3?signature=abc',
  created_at: '2026-03-01 09:35:00',
  updated_at: '2026-03-01 09:36:00',
};

export const outbound = {
  ...inbound,
  id: 124,
  campaign_name: 'Spring',
  type: 'outbound',
  duration: 0,
  status: 'no-answer',
  transcript: [],
  variables: null,
  evaluation: null,
  answered_by: null,
  recording_url: null,
  created_at: '2026-03-01 09:25:00',
};

export const webCall = {
  ...inbound,
  id: 125,
  type: 'web',
  status: 'in-progress',
  assistant_phone_number: null,
  client_phone_number: null,
  created_at: '2026-03-01 09:15:00',
};

/** A call asked for alone carries its transcript as one text. */
export const oneCall = { ...inbound, transcript: 'Bot: Reception, hello.\nHuman: Are you open?' };

export const history = {
  status: true,
  history: [
    { role: 'assistant', content: 'Hi, how can I help?' },
    { role: 'user', content: 'A table for two.' },
    {
      role: 'assistant',
      content: 'Table 7 is yours.',
      function_calls: [{ name: 'book', arguments: { guests: 2 }, result: { table: 7 } }],
    },
  ],
  variables: { first_name: 'Ada', table: 7 },
  whatsapp_sender: { name: 'Example Restaurant', phone: '+15550199' },
  customer: { name: 'Ada Example', phone: '+15550101' },
};

export const conversationPage = {
  data: [whatsapp, widget, api, test],
  path: 'https://app.autocalls.ai/api/user/conversations',
  per_page: 50,
  next_cursor: null,
  prev_cursor: null,
};

export const callPage = {
  current_page: 1,
  data: [inbound, outbound, webCall],
  last_page: 1,
  per_page: 50,
  total: 3,
};

/** What the server says of a parameter that it does not take. */
export const invalid = {
  message: 'The assistant id field must be an integer.',
  errors: {
    assistant_id: ['The assistant id field must be an integer.', 'And another reason.'],
    customer_phone: ['The customer phone is too long.'],
    type: ['The selected type is invalid.'],
  },
};

/** Each of these fields has a type that the contract does not promise. */
export const wrongTypes = {
  id: 4711,
  assistant_id: {},
  assistant_name: ['Bookings'],
  type: 5,
  variables: 'text',
  message_count: '12',
  total_cost: '0.034',
  ai_enabled: 'yes',
  created_at: 'yesterday',
  updated_at: 1772357400,
  whatsapp_sender: 'Example',
  customer: { name: 5, phone: {} },
  external_identifier: [],
};
