/** Answers of the API, typed by hand from its contract: every field, both scopes, the odd cases. */

/** A phone call as a credential with `conversations:read_sensitive` gets it from the list. */
export const call = {
  id: 'conv_call',
  organization_id: 'org_1',
  direction: 'inbound',
  channel: 'telephone',
  status: 'completed',
  user_id: '+15550101',
  agent_id: 'agent_1',
  agent_version_id: 'version_7',
  agent_number: '+15550199',
  web_widget_id: null,
  duration: 364,
  user_turn_count: 12,
  created_at: '2026-03-01T09:30:00.123456+00:00',
  updated_at: '2026-03-01T09:37:00+00:00',
  agent: { id: 'agent_1', name: 'Reception' },
  summary: 'Asked about opening hours.',
  custom_metadata: { customer_name: 'Ada Example', order_id: '123', anyreach_campaign: 'spring' },
  recording_details: {
    recording_url: 'https://media.example.com/r/1?signature=abc',
    duration: 363.5,
    expires_at: '2026-03-01T10:30:00Z',
    mime_type: 'audio/wav',
    channels: 2,
    started_at: '2026-03-01T09:30:01Z',
    peaks: [0, 0.5, 1],
  },
};

/** The same call from the detail endpoint, which sends the long texts as well. */
export const callDetail = {
  ...call,
  initial_context: 'Called before.',
  conversation: {
    items: [
      { type: 'message', id: 'm1', role: 'user', content: ['Hello'], start_time: 0.5, end_time: 1 },
      {
        type: 'message',
        role: 'agent',
        content: [{ type: 'text', text: 'Hi' }],
        metrics: { e2e_latency: 1.2, llm_node_ttft: 0.34, tts_node_ttfb: 0.2 },
      },
      { type: 'function_call', call_id: 'c1', name: 'look_up', arguments: '{"a":1}' },
      { type: 'function_call_output', call_id: 'c1', output: 'none', is_error: true },
    ],
  },
};

/** The same call for a credential with `conversations:read` alone: sensitive keys are absent. */
export const safeCall = {
  id: 'conv_call',
  organization_id: 'org_1',
  direction: 'inbound',
  channel: 'telephone',
  status: 'completed',
  user_id: '+15550101',
  agent_id: 'agent_1',
  agent_version_id: 'version_7',
  agent_number: '+15550199',
  web_widget_id: null,
  duration: 364,
  user_turn_count: 12,
  created_at: '2026-03-01T09:30:00.123456+00:00',
  updated_at: '2026-03-01T09:37:00+00:00',
};

/** An anonymous visitor of a web page; nothing was said, so most is null. */
export const visit = {
  id: 'conv_visit',
  organization_id: 'org_1',
  direction: 'inbound',
  channel: 'webrtc',
  status: 'in_progress',
  user_id: 'guest_5f0c',
  agent_id: 'agent_1',
  agent_version_id: null,
  agent_number: null,
  web_widget_id: 'widget_1',
  duration: null,
  user_turn_count: null,
  created_at: '2026-03-01T09:00:00+00:00',
  updated_at: '2026-03-01T09:00:00+00:00',
  agent: { id: 'agent_1', name: null },
  summary: '',
  custom_metadata: null,
  recording_details: null,
};

/** A session with a token that never started. */
export const neverStarted = { ...visit, id: 'conv_token', status: 'token_created' };

/** An email thread with more people than caller and agent. */
export const thread = {
  id: 'conv_mail',
  organization_id: 'org_1',
  direction: 'outbound',
  channel: 'email',
  status: 'transferred',
  user_id: 'ada@example.org',
  agent_id: 'agent_2',
  agent_version_id: 'version_1',
  agent_number: 'Help@example.com',
  web_widget_id: null,
  duration: 0,
  user_turn_count: 2,
  created_at: '2026-02-28T23:59:59.999Z',
  updated_at: '2026-02-28T23:59:59.999Z',
  agent: { id: 'agent_2', name: 'Help' },
  summary: null,
  custom_metadata: {
    participants: ['ada@example.org', 'Bob <bob@example.net>'],
    to: 'HELP@example.com, "Doe, Carol" <carol@example.net>',
    cc: [{ email: 'BOB@example.net' }, { address: 'dan@example.net', name: 'Dan' }],
  },
  recording_details: null,
};

/** The same thread where its people stand only in the mails themselves. */
export const threadWithHeaders = {
  ...thread,
  id: 'conv_headers',
  custom_metadata: {},
  conversation: {
    messages: [
      {
        role: 'user',
        content: 'Hello',
        headers: { From: 'Ada <ada@example.org>', To: 'help@example.com', Cc: 'eve@example.net' },
      },
      { role: 'agent', content: 'Hi', email: { to: ['ada@example.org', 'eve@example.net'] } },
    ],
  },
};

/** What a later version of the API might send. */
export const fromTheFuture = {
  ...call,
  id: 'conv_future',
  channel: 'carrier_pigeon',
  status: 'on_hold',
  direction: 'sideways',
  mood: { happy: true },
};

/** Each of these fields has a type that the contract does not promise. */
export const wrongTypes = {
  id: 4711,
  organization_id: 1,
  direction: 5,
  channel: ['telephone'],
  status: {},
  user_id: 15550101,
  agent_id: false,
  agent_version_id: 7,
  agent_number: '+15550199',
  web_widget_id: [],
  duration: '364',
  user_turn_count: {},
  created_at: 1_772_357_400,
  updated_at: 'yesterday',
  agent: { id: 'agent_1', name: 5 },
  summary: ['text'],
  custom_metadata: 'text',
  recording_details: [],
};

export const recordings = {
  processing: { status: 'processing' },
  deleted: { deleted_at: '2026-03-02T00:00:00Z' },
  marked: { status: 'deleted', recording_url: 'https://media.example.com/gone' },
  empty: {},
};
