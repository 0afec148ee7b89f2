import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { providerError } from '../../../src/model/index.js';
import type { ProviderError, Query } from '../../../src/model/index.js';
import { filtersOf, sourcesOf, withQueryKeys } from '../../../src/providers/autocalls/query.js';
import type { Resource } from '../../../src/providers/autocalls/query.js';
import { accountClock } from '../../../src/providers/autocalls/time.js';

const BOTH: readonly Resource[] = ['conversations', 'calls'];
const clock = accountClock('Europe/Berlin');

const asked = (query: Query, resources = BOTH) =>
  sourcesOf(query, { resources, clock }).map(({ resource, params }) => [
    resource,
    Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined)),
  ]);

function refusal(query: Query, resources = BOTH): ProviderError {
  try {
    sourcesOf(query, { resources, clock });
  } catch (thrown) {
    return thrown as ProviderError;
  }
  return assert.fail('It should have been refused.');
}

describe('what is asked', () => {
  const table: readonly [string, Query, unknown][] = [
    [
      'nothing',
      {},
      [
        ['conversations', {}],
        ['calls', {}],
      ],
    ],
    [
      'a number and an assistant, of both',
      { caller: '+15550101', agentId: '7' },
      [
        ['conversations', { assistant_id: '7', customer_phone: '+15550101' }],
        ['calls', { assistant_id: '7', phone_number: '+15550101' }],
      ],
    ],
    ['a web chat', { channel: ['web'] }, [['conversations', { type: 'widget' }]]],
    ['a test', { channel: ['test'] }, [['conversations', { type: 'test' }]]],
    ['a type nobody knows', { channel: ['fax'] }, [['conversations', { type: 'fax' }]]],
    [
      'WhatsApp of one sender',
      { channel: ['whatsapp'], agentAddress: '+15550199' },
      [['conversations', { type: 'whatsapp', whatsapp_sender_phone: '+15550199' }]],
    ],
    ['an external id', { externalId: 'o-1' }, [['conversations', { external_identifier: 'o-1' }]]],
    [
      'phone calls, which are of two types: all calls, once',
      { channel: ['phone'] },
      [['calls', {}]],
    ],
    ['calls from a page', { channel: ['web-call'] }, [['calls', { type: 'web' }]]],
    ['a direction', { direction: 'outbound' }, [['calls', { type: 'outbound' }]]],
    [
      'a direction of phone calls',
      { channel: ['phone'], direction: 'inbound' },
      [['calls', { type: 'inbound' }]],
    ],
    [
      'a status and a campaign',
      { status: ['in_progress'], campaign: '3' },
      [['calls', { status: 'in-progress', campaign_id: '3' }]],
    ],
    [
      'dates, in the account’s zone',
      {
        channel: ['web-call'],
        createdAfter: '2026-03-01T08:00:00.5Z',
        createdBefore: '2026-07-01T08:00:00.5Z',
      },
      [
        [
          'calls',
          { type: 'web', date_from: '2026-03-01 09:00:01', date_to: '2026-07-01 10:00:00' },
        ],
      ],
    ],
    ['what nothing has: a chat with a direction', { channel: ['web'], direction: 'inbound' }, []],
    ['what nothing has: a call with an external id', { channel: ['phone'], externalId: 'o-1' }, []],
    [
      'what nothing has: a web call with a direction',
      { channel: ['web-call'], direction: 'inbound' },
      [],
    ],
  ];
  for (const [name, query, expected] of table) {
    it(`for ${name}`, () => assert.deepEqual(asked(query), expected));
  }

  it('is only what the host lists', () => {
    assert.deepEqual(asked({}, ['calls']), [['calls', {}]]);
    assert.deepEqual(asked({ status: ['busy'] }, ['conversations']), []);
  });
});

describe('what cannot be asked is refused at its filter', () => {
  const table: readonly [Query, string][] = [
    [{ createdAfter: '2026-03-01T00:00:00Z' }, 'createdAfter'],
    [{ createdBefore: '2026-03-01T00:00:00Z' }, 'createdBefore'],
    [{ agentAddress: '+15550199' }, 'agentAddress'],
    [{ durationMin: 5 }, 'durationMin'],
    [{ metadata: { a: 1 } }, 'metadata'],
    [{ status: ['busy', 'failed'] }, 'status'],
    [{ channel: ['web', 'api'] }, 'channel'],
    [{ channel: ['phone'], createdAfter: 'soon' }, 'createdAfter'],
  ];
  for (const [query, key] of table) {
    it(JSON.stringify(query), () => {
      const { kind, details } = refusal(query);
      assert.equal(kind, 'invalid-request');
      assert.deepEqual(Object.keys(details ?? {}), [key]);
    });
  }
});

describe('what is offered', () => {
  const offered = (resources: readonly Resource[], ...named: [{ id: number; name: string }[]?]) =>
    Object.keys(filtersOf(resources, named[0], named[0])).sort();

  it('is what every listed resource can do or has none of', () => {
    assert.deepEqual(offered(BOTH), ['caller', 'channel', 'direction', 'externalId', 'status']);
    assert.deepEqual(offered(['conversations']), [
      'agentAddress',
      'caller',
      'channel',
      'externalId',
    ]);
    assert.deepEqual(offered(['calls']), [
      ...['caller', 'channel', 'createdAfter', 'createdBefore', 'direction', 'status'],
    ]);
  });

  it('is never refused', () => {
    const values: Query = {
      caller: '+15550101',
      agentId: '1',
      agentAddress: '+15550199',
      campaign: '1',
      channel: ['whatsapp'],
      createdAfter: '2026-03-01T00:00:00Z',
      createdBefore: '2026-03-01T00:00:00Z',
      direction: 'inbound',
      externalId: 'o-1',
      status: ['busy'],
    };
    for (const resources of [BOTH, ['conversations'], ['calls']] as Resource[][]) {
      const filters = filtersOf(resources, [], []);
      for (const key of Object.keys(filters) as (keyof Query)[]) {
        assert.doesNotThrow(() => asked({ [key]: values[key] }, resources), key);
      }
    }
  });

  it('are the host’s assistants and campaigns, by the ids that the parameters take', () => {
    const { agentId, campaign } = filtersOf(
      BOTH,
      [{ id: 7, name: 'Bookings' }],
      [{ id: 3, name: 'Spring' }],
    );
    assert.deepEqual(agentId, { values: 'one', options: [{ value: '7', label: 'Bookings' }] });
    assert.deepEqual(campaign, { values: 'one', options: [{ value: '3', label: 'Spring' }] });
  });
});

it('reasons of the server stand at the filters they are about', () => {
  const reasons = (query: Query, details: Record<string, string>) =>
    withQueryKeys(providerError('invalid-request', 'No.', { details }), query).details;
  assert.deepEqual(reasons({ channel: ['fax'], caller: '1' }, { type: 'a', customer_phone: 'b' }), {
    channel: 'a',
    caller: 'b',
  });
  assert.deepEqual(
    reasons(
      { direction: 'inbound', caller: '1' },
      { type: 'a', phone_number: 'b', campaign_id: 'c', date_from: 'd', page: 'e' },
    ),
    { direction: 'a', caller: 'b', campaign: 'c', createdAfter: 'd', page: 'e' },
  );
});
