/** The read calls of the vendors' contracts, and nothing else of their APIs. */
import type { ProxyCall, ProxyParam } from './types.js';

/** Whose contract a proxy keeps to. */
export type Vendor = 'anyreach' | 'agentmessage' | 'autocalls';

const id: ProxyParam = { matches: /^[^\p{Cc}]{1,200}$/u };
const whole: ProxyParam = { matches: /^-?\d{1,20}$/ };
const upTo = (most: number): ProxyParam => ({
  matches: (value) => /^\d{1,4}$/.test(value) && Number(value) >= 1 && Number(value) <= most,
});
const from = (field: string, rule: ProxyParam = {}): ProxyParam => ({
  ...rule,
  field,
  narrows: 'from',
});
const to = (field: string, rule: ProxyParam = {}): ProxyParam => ({
  ...rule,
  field,
  narrows: 'to',
});

const FIELDS: ProxyParam = { matches: /^[a-z_]{1,50}(,[a-z_]{1,50}){0,50}$/ };

const ANYREACH_FILTERS: ProxyCall['params'] = {
  direction: id,
  channel: id,
  status: id,
  user_id: { ...id, narrows: 'contains' },
  agent_id: id,
  agent_version_id: id,
  agent_number: { ...id, narrows: 'contains' },
  web_widget_id: id,
  duration_above: from('duration', whole),
  duration_below: to('duration', whole),
  user_turn_count_above: from('user_turn_count', whole),
  user_turn_count_below: to('user_turn_count', whole),
  custom_metadata: { matches: isPairs, narrows: 'pairs' },
  created_after: from('created_at'),
  created_before: to('created_at'),
  updated_after: from('updated_at'),
  updated_before: to('updated_at'),
};

const ANYREACH: readonly ProxyCall[] = [
  {
    name: 'list',
    path: '/core/conversations',
    params: {
      ...ANYREACH_FILTERS,
      limit: upTo(1000),
      // A time, by which the rest of the list is asked for.
      cursor: { matches: /^[A-Za-z0-9+/]{1,500}={0,2}$/, field: 'created_at' },
      fields: FIELDS,
    },
    files: anyreachFiles(),
  },
  {
    name: 'get',
    path: '/core/conversations/{id}',
    params: { fields: FIELDS },
    proves: ANYREACH_FILTERS,
    files: anyreachFiles(),
  },
];

const AGENTMESSAGE: readonly ProxyCall[] = [
  {
    name: 'list',
    path: '/v1/conversations',
    rows: 'data',
    params: {
      cursor: { matches: /^[\x21-\x7e]{1,1000}$/ },
      limit: upTo(200),
      phone_number_id: id,
      contact_number: id,
      since: from('last_message_at'),
      opted_in: { matches: /^(true|false)$/, field: 'consent.opted_in' },
    },
  },
  {
    name: 'messages',
    path: '/v1/conversations/{id}/messages',
    rows: 'data',
    params: { cursor: { matches: /^[\x21-\x7e]{1,1000}$/ }, limit: upTo(200) },
    proves: {
      phone_number_id: id,
      contact_number: { ...id, field: ['from_number', 'to_number'] },
    },
    files: [{ field: 'media_urls' }],
  },
];

const AUTOCALLS: readonly ProxyCall[] = [
  {
    name: 'conversations',
    path: '/user/conversations',
    rows: 'data',
    params: {
      type: id,
      assistant_id: id,
      customer_phone: { ...id, field: 'customer.phone' },
      whatsapp_sender_phone: { ...id, field: 'whatsapp_sender.phone' },
      external_identifier: id,
      per_page: upTo(100),
      cursor: { matches: /^[\x21-\x7e]{1,1000}$/ },
    },
  },
  {
    name: 'conversation',
    path: '/conversations/{id}',
    proves: {
      customer_phone: { ...id, field: 'customer.phone' },
      whatsapp_sender_phone: { ...id, field: 'whatsapp_sender.phone' },
      external_identifier: id,
    },
  },
  {
    name: 'calls',
    path: '/user/calls',
    rows: 'data',
    params: {
      page: { matches: /^[1-9]\d{0,8}$/ },
      per_page: upTo(100),
      status: id,
      type: id,
      phone_number: { ...id, field: 'client_phone_number' },
      assistant_id: id,
      campaign_id: id,
      date_from: from('created_at'),
      date_to: to('created_at'),
    },
    files: [{ field: 'recording_url' }],
  },
  {
    name: 'call',
    path: '/user/calls/{id}',
    rows: 'data',
    proves: { status: id, type: id, phone_number: { ...id, field: 'client_phone_number' } },
    files: [{ field: 'recording_url' }],
  },
];

/** The calls of each, to let through fewer of them (`ProxyOptions.allow`). */
export const VENDORS: Readonly<Record<Vendor, readonly ProxyCall[]>> = {
  anyreach: ANYREACH,
  agentmessage: AGENTMESSAGE,
  autocalls: AUTOCALLS,
};

/** AgentMessage documents none. */
export const UPSTREAMS: Readonly<Partial<Record<Vendor, string>>> = {
  anyreach: 'https://api.anyreach.ai',
  autocalls: 'https://app.autocalls.ai/api',
};

function anyreachFiles(): ProxyCall['files'] {
  return [{ field: 'recording_details.recording_url', expires: 'recording_details.expires_at' }];
}

/** Text, numbers and true or false under names that are no trap for whoever copies them. */
function isPairs(text: string): boolean {
  if (text.length > 2000) return false;
  try {
    const value = JSON.parse(text) as unknown;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    return Object.entries(value).every(
      ([name, part]) =>
        !/^(__proto__|constructor|prototype)$/.test(name) &&
        /^(string|number|boolean)$/.test(typeof part),
    );
  } catch {
    return false;
  }
}
