import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Query } from '../../../src/model/index.js';
import { createAnyreachProvider } from '../../../src/providers/anyreach/provider.js';
import { FILTERS } from '../../../src/providers/anyreach/query.js';

const { signal } = new AbortController();

/** The query string of the one request for the first page. */
async function asked(query: Query): Promise<string> {
  const urls: URL[] = [];
  const provider = createAnyreachProvider({
    token: 'ak_test',
    fields: ['id'],
    fetch: async (input) => {
      urls.push(new URL(String(input)));
      return new Response('[]');
    },
  });
  await provider.list({ query, pageSize: 50 }, { signal });
  assert.equal(urls.length, 1);
  const search = urls[0]?.search ?? '';
  const always = 'limit=50&fields=id%2Ccreated_at';
  assert.ok(search.endsWith(always), search);
  return search.slice(1, -always.length).replace(/&$/, '');
}

const TIME = '2026-03-01T00:00:00+05:30';
const TIME_TEXT = '2026-03-01T00%3A00%3A00%2B05%3A30';

const FILTERED: [Query, string][] = [
  [{}, ''],
  [{ caller: '' }, ''],
  [{ status: [], channel: [], metadata: {}, campaign: '' }, ''],
  [{ direction: 'outbound' }, 'direction=outbound'],
  [{ channel: ['phone'] }, 'channel=telephone'],
  [{ channel: ['web'] }, 'channel=webrtc'],
  [{ channel: ['email'] }, 'channel=email'],
  [{ channel: ['text'] }, 'channel=text'],
  [{ channel: ['fax'] }, 'channel=fax'],
  [{ channel: ['constructor'] }, 'channel=constructor'],
  [{ status: ['in_progress'] }, 'status=in_progress'],
  [{ caller: '+1 555' }, 'user_id=%2B1+555'],
  [{ agentId: 'a/b' }, 'agent_id=a%2Fb'],
  [{ agentVersionId: 'v1' }, 'agent_version_id=v1'],
  [{ agentAddress: '0199' }, 'agent_number=0199'],
  [{ webWidgetId: 'w1' }, 'web_widget_id=w1'],
  [{ durationMin: 0 }, 'duration_above=0'],
  [{ durationMin: 10.2 }, 'duration_above=11'],
  [{ durationMax: 60.9 }, 'duration_below=60'],
  [{ userTurnsMin: 1, userTurnsMax: 9 }, 'user_turn_count_above=1&user_turn_count_below=9'],
  [{ createdAfter: TIME }, `created_after=${TIME_TEXT}`],
  [{ createdBefore: TIME }, `created_before=${TIME_TEXT}`],
  [{ updatedAfter: TIME }, `updated_after=${TIME_TEXT}`],
  [{ updatedBefore: TIME }, `updated_before=${TIME_TEXT}`],
  [{ campaign: 'spring' }, 'custom_metadata=%7B%22anyreach_campaign%22%3A%22spring%22%7D'],
  [{ metadata: { order_id: '123' } }, 'custom_metadata=%7B%22order_id%22%3A%22123%22%7D'],
];

describe('a filter', () => {
  for (const [query, expected] of FILTERED) {
    it(`${JSON.stringify(query)} asks for ${expected || 'everything'}`, async () => {
      assert.equal(await asked(query), expected);
    });
  }

  it('of every kind the API has is offered and reaches it', async () => {
    const query: Required<Omit<Query, 'numberId' | 'optedIn' | 'externalId'>> = {
      direction: 'inbound',
      caller: 'a',
      agentId: 'b',
      agentVersionId: 'c',
      agentAddress: 'd',
      webWidgetId: 'e',
      durationMin: 1,
      durationMax: 2,
      userTurnsMin: 3,
      userTurnsMax: 4,
      createdAfter: TIME,
      createdBefore: TIME,
      updatedAfter: TIME,
      updatedBefore: TIME,
      channel: ['phone'],
      status: ['failed'],
      campaign: 'f',
      metadata: { g: 1 },
    };
    assert.deepEqual(Object.keys(FILTERS).sort(), Object.keys(query).sort());
    const params = new URLSearchParams(await asked(query));
    assert.deepEqual([...params.keys()].sort(), [
      'agent_id',
      'agent_number',
      'agent_version_id',
      'channel',
      'created_after',
      'created_before',
      'custom_metadata',
      'direction',
      'duration_above',
      'duration_below',
      'status',
      'updated_after',
      'updated_before',
      'user_id',
      'user_turn_count_above',
      'user_turn_count_below',
      'web_widget_id',
    ]);
  });

  it('keeps numbers, texts and yes or no apart in metadata, with the campaign among them', async () => {
    const metadata = { a: '1', b: 1, c: true, ['__proto__']: 'x' };
    const params = new URLSearchParams(await asked({ campaign: 'spring', metadata }));
    assert.equal(
      params.get('custom_metadata'),
      '{"anyreach_campaign":"spring","a":"1","b":1,"c":true,"__proto__":"x"}',
    );
  });

  it('says which values there are, without the sessions that never started', () => {
    const { status, channel, caller, agentId } = FILTERS;
    assert.ok(typeof status === 'object' && typeof channel === 'object');
    assert.deepEqual(
      status.options?.map(({ value }) => value),
      [
        'triggered',
        'ringing',
        'in_progress',
        'completed',
        'failed',
        'cancelled',
        'transferred',
        'unanswered',
      ],
    );
    // In the words of the reader's language, which the elements have.
    assert.ok(status.options?.every(({ label }) => label === ''));
    assert.deepEqual(channel.options, [
      { value: 'phone', label: '' },
      { value: 'web', label: '' },
      { value: 'email', label: '' },
      { value: 'text', label: '' },
    ]);
    assert.deepEqual(caller, { values: 'one', match: 'contains' });
    assert.equal(agentId, 'one');
  });
});

describe('a filter the API cannot apply', () => {
  const refusedAt = async (query: Query): Promise<string[]> => {
    const provider = createAnyreachProvider({
      token: 'ak_test',
      fetch: () => assert.fail('Nothing may be asked.'),
    });
    const work = provider.list({ query, pageSize: 50 }, { signal });
    const error = await work.then(
      () => assert.fail('It should have been rejected.'),
      (thrown: { kind?: string; details?: Record<string, string> }) => thrown,
    );
    assert.equal(error.kind, 'invalid-request');
    return Object.keys(error.details ?? {});
  };

  it('is explained at its field and not dropped or applied in secret', async () => {
    assert.deepEqual(await refusedAt({ status: ['completed', 'failed'] }), ['status']);
    assert.deepEqual(await refusedAt({ channel: ['phone', 'web'] }), ['channel']);
    assert.deepEqual(await refusedAt({ optedIn: false }), ['optedIn']);
    assert.deepEqual(await refusedAt({ externalId: 'x' }), ['externalId']);
    assert.deepEqual(await refusedAt({ numberId: 'x' }), ['numberId']);
    assert.deepEqual(await refusedAt({ durationMin: NaN }), ['durationMin']);
    assert.deepEqual(await refusedAt({ metadata: { a: Infinity } }), ['metadata']);
  });

  it('is one that asks for two campaigns at once', async () => {
    const metadata = { anyreach_campaign: 'autumn' };
    assert.deepEqual(await refusedAt({ campaign: 'spring', metadata }), ['campaign']);
    assert.equal(
      await asked({ campaign: 'autumn', metadata }),
      'custom_metadata=%7B%22anyreach_campaign%22%3A%22autumn%22%7D',
    );
  });
});
