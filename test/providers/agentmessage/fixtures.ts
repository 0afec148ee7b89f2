/** Typed by hand from the vendor's reference; numbers and domains are reserved ones. */
export const NUMBER = '6f1d2c3b-0a4e-4c5d-8e9f-000000000001';
export const OWN = '+12025550100';
export const CONTACT = '+12025550143';

export const thread = {
  id: 'bnVtYmVyMTo6KzEyMDI1NTUwMTQz',
  phone_number_id: NUMBER,
  phone_number: OWN,
  contact_number: CONTACT,
  last_message_at: '2026-03-02T09:01:00.000Z',
  last_message_direction: 'outbound',
  last_message_preview: 'It is. See you at five.',
  last_message_body_redacted_at: null,
  message_count: 2,
  consent: { opted_in: true, opted_in_at: '2026-01-15T08:00:00Z' },
};

/** Past retention: the vendor writes the same word that a customer may write. */
export const redacted = {
  ...thread,
  id: 'cmVkYWN0ZWQ',
  contact_number: '+12025550144',
  last_message_at: '2025-11-02T09:01:00+01:00',
  last_message_direction: 'inbound',
  last_message_preview: '[redacted]',
  last_message_body_redacted_at: '2026-02-01T00:00:00Z',
  consent: { opted_in: false, opted_in_at: null },
};

export const joker = {
  ...thread,
  id: 'am9rZXI',
  contact_number: '+12025550145',
  last_message_preview: '[redacted]',
  consent: null,
};

export const wrongTypes = {
  ...thread,
  id: 'd3Jvbmc',
  phone_number: 12025550100,
  last_message_at: 'yesterday',
  last_message_direction: 'sideways',
  message_count: '2',
  consent: { opted_in: 'yes', opted_in_at: 7 },
};

const message = {
  id: '0b6a0d52-2f6e-4f0e-9f0d-000000000001',
  direction: 'inbound',
  phone_number_id: NUMBER,
  from_number: CONTACT,
  to_number: OWN,
  body: 'Is my lamp ready? [redacted]',
  media_urls: ['https://files.example.com/m/lamp%20shade.jpg'],
  channel: 'sms',
  segment_count: 1,
  created_at: '2026-03-02T09:00:00Z',
  redacted_at: null,
};

export const messages = [
  message,
  {
    ...message,
    id: '0b6a0d52-2f6e-4f0e-9f0d-000000000002',
    direction: 'outbound',
    from_number: OWN,
    to_number: CONTACT,
    body: 'It is. See you at five.',
    media_urls: [],
    segment_count: 2,
    created_at: '2026-03-02T09:01:00.000Z',
  },
];

export const redactedMessage = {
  ...message,
  id: '0b6a0d52-2f6e-4f0e-9f0d-000000000003',
  body: null,
  media_urls: [],
  redacted_at: '2026-02-01T00:00:00Z',
};

/** The vendor's own example has a total of 0 beside two rows. */
export const envelope = (data: readonly unknown[], next: string | null = null) => ({
  success: true,
  data,
  meta: { total: 0, limit: 50, offset: 0, next_cursor: next },
});

export const refusal = (
  code: string,
  message = 'No.',
  details?: Readonly<Record<string, string>>,
) => ({
  success: false,
  error: { code, message, request_id: 'req_am_1', ...(details ? { details } : {}) },
});
