/** What the details of a conversation say, and what they say where there is nothing to show. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  detailsOf,
  type DetailsContext,
} from '../../../src/elements/conversation-detail/details.js';
import type { Conversation, Transcript } from '../../../src/model/index.js';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';

const NOW = Date.parse('2026-11-20T11:02:11Z');
const { fields } = createMemoryProvider().capabilities;

const call: Conversation = {
  id: 'c-1',
  at: '2026-11-20T09:02:11Z',
  createdAt: '2026-11-20T09:02:11Z',
  channel: 'phone',
  direction: 'inbound',
  status: 'in_progress',
  agent: { id: 'agent-1', name: 'Front Desk', versionId: 'v12', address: '+1 202 555 0100' },
  caller: { role: 'caller', name: 'Maya Okafor', address: '+1 202 555 0147' },
  summary: 'Moved her appointment.',
  initialContext: null,
  duration: 364,
  userTurns: 0,
  metadata: null,
  recording: 'available',
  transcript: 'available',
};

const transcript: Transcript = {
  version: 1,
  shape: 'email',
  availability: 'available',
  timing: 'none',
  offset: 0,
  speakers: [],
  turns: [],
  notices: [],
};

const groupsOf = (
  conversation: Partial<Conversation> = {},
  context: Partial<DetailsContext> = {},
  said?: Partial<Transcript>,
) =>
  detailsOf({ ...call, ...conversation }, said && { ...transcript, ...said }, {
    locale: 'en-US',
    timeZone: 'Asia/Kolkata',
    now: NOW,
    baseUrl: 'https://app.example.com/conversations/c-1',
    fields,
    ...context,
  });

const group = (id: string, ...given: Parameters<typeof groupsOf>) =>
  groupsOf(...given).find((one) => one.id === id);

function text(id: string, ...given: Parameters<typeof groupsOf>) {
  const found = group(id, ...given);
  return found?.kind === 'text' ? [found.state, found.text] : undefined;
}

function rows(id: string, ...given: Parameters<typeof groupsOf>) {
  const found = group(id, ...given);
  return found?.kind === 'rows' ? found.rows : [];
}

const row = (id: string, ...given: Parameters<typeof groupsOf>) =>
  rows('conversation', ...given).find((one) => one.id === id);
const shown = (id: string, ...given: Parameters<typeof groupsOf>) => row(id, ...given)?.text;

describe('the details of a conversation', () => {
  it('say who, what, when and how long', () => {
    const facts = rows('conversation').map(({ label, text: value }) => `${label}: ${value}`);
    assert.deepEqual(facts, [
      'Caller ID: +1 202 555 0147',
      'Caller name: Maya Okafor',
      'Agent: Front Desk',
      'Agent ID: agent-1',
      'Version: v12',
      'Agent number: +1 202 555 0100',
      'Type: Phone Call',
      'Direction: Inbound',
      'Status: In Progress',
      'Created: Nov 20, 2026, 2:32:11 PM GMT+5:30',
      'Time zone: India Standard Time',
      'Duration: 6m 04s',
      'User turns: 0',
      'Conversation ID: c-1',
    ]);
    assert.deepEqual(text('summary'), ['value', 'Moved her appointment.']);
  });

  it('show what only some sources send, where it is sent', () => {
    const rare: Partial<Conversation> = {
      messageCount: 1200,
      cost: { amount: 0.0125, currency: 'EUR' },
      consent: { optedIn: true, at: '2026-01-05T10:00:00Z' },
      campaign: 'autumn-recall',
      externalId: 'crm-42',
      organizationId: 'org_1',
      source: 'calls',
      webWidgetId: 'widget_1',
      updatedAt: '2026-11-20T09:10:00Z',
      unreadable: ['agent.name', 'cost'],
    };
    const of = (id: string) => shown(id, rare);
    assert.equal(of('messages'), '1,200');
    assert.equal(of('cost'), '€0.0125');
    assert.equal(of('consent'), 'Opted in (Jan 5, 2026, 3:30:00 PM GMT+5:30)');
    assert.equal(of('campaign'), 'autumn-recall');
    assert.equal(of('external-id'), 'crm-42');
    assert.equal(of('organization'), 'org_1');
    assert.equal(of('source'), 'calls');
    assert.equal(of('web-widget'), 'widget_1');
    assert.equal(of('updated'), 'Nov 20, 2026, 2:40:00 PM GMT+5:30');
    assert.equal(of('unreadable'), 'agent.name, cost');
    assert.equal(shown('consent', { consent: { optedIn: false } }), 'Opted out');
    assert.equal(shown('cost', { cost: { amount: 3 } }), '3');
    assert.equal(shown('cost', { cost: { amount: 3, currency: 'credits' } }), '3 credits');
    for (const id of ['messages', 'cost', 'consent', 'campaign', 'external-id', 'web-widget'])
      assert.equal(shown(id), undefined, id);
  });

  it('tell a time with its zone and how long ago it was, and every time there is', () => {
    assert.equal(row('created')?.note, '2 hours ago');
    assert.equal(row('created')?.time, '2026-11-20T09:02:11Z');
    assert.equal(shown('time'), undefined, 'it is the time of its beginning');
    const moved = { at: '2026-11-20T10:00:00Z' };
    assert.equal(shown('time', moved), 'Nov 20, 2026, 3:30:00 PM GMT+5:30');
    assert.equal(shown('time', { createdAt: undefined }), 'Nov 20, 2026, 2:32:11 PM GMT+5:30');
    assert.equal(shown('created', { createdAt: undefined }), undefined);
    const soon = { at: '2026-11-20T09:02:11Z', createdAt: undefined };
    assert.equal(row('time', soon, { now: Date.parse(soon.at) + 40_000 })?.note, '40 seconds ago');
    const hours = 3_600_000;
    assert.equal(row('time', soon, { now: Date.parse(soon.at) + 47 * hours })?.note, '1 day ago');
    assert.equal(row('time', soon, { now: Date.parse(soon.at) - 1.5 * hours })?.note, 'in 1 hour');
    assert.equal(row('time', { at: 'yesterday', createdAt: undefined })?.text, '-');
    assert.equal(row('time', { at: null, createdAt: undefined })?.text, '-');
    const far = row('time', soon, { timeZone: 'America/New_York' });
    assert.equal(far?.text, 'Nov 20, 2026, 4:02:11 AM EST');
    assert.equal(
      shown('time-zone', {}, { timeZone: 'Europe/Berlin' }),
      'Central European Standard Time',
    );
    assert.equal(shown('time-zone', {}, { timeZone: 'Mars/Olympus' }), 'India Standard Time');
  });

  it('call a visitor nobody can name a guest, with the id beside it', () => {
    const guest = { caller: { role: 'caller', address: 'guest_7f3c', anonymous: true } } as const;
    assert.equal(shown('caller', guest), 'Guest');
    assert.equal(row('caller', guest)?.note, 'guest_7f3c');
    assert.equal(shown('caller-name', guest), '-');
  });

  it('name the language and the subject, where the transcript does', () => {
    const said: Partial<Transcript> = {
      language: 'de-AT',
      turns: [
        { id: '1', kind: 'message', status: 'final', parts: [] },
        {
          id: '2',
          kind: 'email',
          status: 'final',
          parts: [],
          email: { to: [], cc: [], subject: 'Invoice 2291' },
        },
      ],
    };
    assert.equal(shown('language', {}, {}, said), 'Austrian German');
    assert.equal(shown('subject', {}, {}, said), 'Invoice 2291');
    assert.equal(shown('language', {}, {}, { language: '!!' }), '!!');
  });
});

it('a number of the agent has what it is called beside it, and nothing where it has no name', () => {
  const agent = { id: 'agent-1', address: '+1 202 555 0100' };
  assert.equal(
    row('agent-number', { agent: { ...agent, addressName: 'Example Restaurant' } })?.note,
    'Example Restaurant',
  );
  assert.equal(row('agent-number', { agent })?.note, undefined);
});

describe('a field with nothing to show', () => {
  it('is a dash where there is none', () => {
    const empty = { status: null, duration: null, direction: null, agent: null, caller: null };
    for (const id of [
      'status',
      'duration',
      'direction',
      'agent',
      'agent-number',
      'caller',
      'caller-name',
    ])
      assert.deepEqual([row(id, empty)?.text, row(id, empty)?.state], ['-', 'none'], id);
    assert.equal(shown('cost', { cost: null }), '-', 'also where most have none');
    assert.deepEqual(text('context'), ['none', '-']);
    assert.deepEqual(text('metadata'), ['none', '-']);
    assert.deepEqual(text('summary', { summary: '  ' }), ['none', '-']);
  });

  it('is not there where the provider cannot send it, unless it came', () => {
    const few = { fields: ['id', 'at', 'caller'] } as const;
    const bare: Conversation = {
      ...{ id: 'x', at: call.at, channel: null, caller: call.caller },
      ...{ recording: 'none', transcript: 'none' },
    };
    const groups = detailsOf(bare, undefined, {
      ...few,
      ...{ locale: 'en', now: NOW, baseUrl: 'https://app.example.com/' },
    });
    assert.deepEqual(
      groups.flatMap((one) => (one.kind === 'rows' ? one.rows.map(({ id }) => id) : [one.id])),
      ['caller', 'caller-name', 'type', 'time', 'time-zone', 'id'],
    );
  });

  it('is said to be withheld where the provider says so, and nowhere else', () => {
    const withheld = [
      'summary',
      'initialContext',
      'metadata',
      'caller.name',
      'agent.name',
      'others',
    ] as const;
    const safe: Partial<Conversation> = {
      summary: undefined,
      initialContext: undefined,
      metadata: undefined,
      caller: { role: 'caller', address: '+1 202 555 0147' },
      agent: { id: 'agent-1', versionId: 'v12' },
      recording: 'withheld',
    };
    for (const id of ['summary', 'context', 'metadata', 'participants'])
      assert.deepEqual(text(id, safe, { withheld }), ['withheld', 'Not permitted'], id);
    assert.equal(row('caller-name', safe, { withheld })?.state, 'withheld');
    assert.equal(shown('caller', safe, { withheld }), '+1 202 555 0147');
    assert.equal(shown('agent', safe, { withheld }), 'agent-1');
    assert.equal(row('agent', safe, { withheld })?.note, 'Name not permitted');
    assert.equal(row('agent', safe)?.note, undefined);
    assert.deepEqual(text('summary', safe), ['none', '-'], 'nobody said so');
    const sound = rows('recording', safe, { withheld })[0];
    assert.deepEqual([sound?.text, sound?.state], ['Not permitted', 'withheld']);
    const nobody = { agent: undefined, caller: undefined };
    for (const id of ['agent', 'agent-number', 'caller', 'caller-name'])
      assert.equal(row(id, nobody, { withheld: ['agent', 'caller'] })?.state, 'withheld', id);
  });

  it('shows its value all the same where there is one', () => {
    assert.deepEqual(text('summary', {}, { withheld: ['summary'] })?.[0], 'value');
  });

  it('is loading while the rest is on its way', () => {
    const row = { initialContext: undefined, metadata: undefined };
    assert.deepEqual(text('context', row, { loading: true }), ['loading', 'Loading…']);
    assert.deepEqual(text('metadata', row, { loading: true }), ['loading', 'Loading…']);
    assert.equal(text('context', row, { loading: true, fields: [] }), undefined);
    assert.deepEqual(text('summary', { summary: null }, { loading: true }), ['none', '-']);
  });

  it('was removed where retention took it', () => {
    const removed = { summary: null, summaryRedactedAt: '2026-11-19T00:00:00Z' };
    assert.deepEqual(text('summary', removed), [
      'removed',
      'Removed on Nov 19, 2026, 5:30:00 AM GMT+5:30',
    ]);
  });
});

describe('the agent’s links', () => {
  const agentHref = '/agents/{agentId}/versions/{agentVersionId}';
  const hrefs = (...given: Parameters<typeof groupsOf>) => [
    row('agent', ...given)?.href,
    row('version', ...given)?.href,
  ];

  it('lead to the agent and to its version', () => {
    assert.deepEqual(hrefs({}, { agentHref }), [
      'https://app.example.com/agents/agent-1',
      'https://app.example.com/agents/agent-1/versions/v12',
    ]);
    const one = { agentHref: '/agents/{agentId}' };
    assert.deepEqual(hrefs({}, one), ['https://app.example.com/agents/agent-1', undefined]);
    const links = { agent: () => 'https://vendor.example.com/a' };
    assert.deepEqual(hrefs({}, { links }), ['https://vendor.example.com/a', undefined]);
  });

  it('are left out where nothing safe can be linked to', () => {
    const links = (url: unknown) => ({ links: { agent: () => url as string } });
    for (const url of ['javascript:alert(1)', 'data:text/html,x', 7, undefined, ''])
      assert.deepEqual(hrefs({}, links(url)), [undefined, undefined], String(url));
    const throws = () => {
      throw new Error('the host failed');
    };
    assert.deepEqual(hrefs({}, { links: { agent: throws } }), [undefined, undefined]);
    assert.deepEqual(hrefs({ agent: { id: '..' } }, { agentHref }), [undefined, undefined]);
    assert.deepEqual(hrefs({ agent: { id: '' } }, { agentHref }), [undefined, undefined]);
  });
});

describe('who took part', () => {
  const people = (...given: Parameters<typeof groupsOf>) =>
    rows('participants', ...given).map(({ label, text: name, note }) => [label, name, note]);
  const address = (mail: string, name?: string) => ({ address: mail, ...(name && { name }) });

  it('is not told twice of a caller and an agent', () => {
    assert.deepEqual(people(), []);
    assert.deepEqual(people({ others: [] }), []);
  });

  it('lists everybody once, also those whom only the transcript names', () => {
    const others = [
      { role: 'other', address: 'warehouse@example.org' },
      { role: 'other', address: '+1 202 555 0147', name: 'Maya again' },
      { role: 'other', name: 'Carlos Pinto', address: 'carlos@example.net' },
    ] as const;
    const said: Partial<Transcript> = {
      speakers: [
        { id: 'a', role: 'agent', name: 'Voice' },
        { id: 's', role: 'system', name: 'Router' },
        { id: 'h', role: 'human-agent', name: 'Lena' },
      ],
      turns: [
        {
          ...{ id: '1', kind: 'email', status: 'final', parts: [] },
          email: {
            from: address('CARLOS@example.net'),
            to: [address('orders@example.com', 'Orders')],
            cc: [address('orders@example.com'), null as never],
          },
        },
      ],
    };
    assert.deepEqual(people({ others }, {}, said), [
      ['Caller', 'Maya Okafor', '+1 202 555 0147'],
      ['Agent', 'Front Desk', '+1 202 555 0100'],
      ['Participant', 'warehouse@example.org', undefined],
      ['Participant', 'Carlos Pinto', 'carlos@example.net'],
      ['Human agent', 'Lena', undefined],
      ['Participant', 'Orders', 'orders@example.com'],
    ]);
  });
});

describe('the facts of a recording', () => {
  const facts = (
    recording?: DetailsContext['recording'],
    conversation: Partial<Conversation> = {},
  ) => rows('recording', conversation, { recording }).map(({ id, text: value }) => [id, value]);

  it('are in words', () => {
    assert.deepEqual(
      facts({
        availability: 'available',
        duration: 221,
        type: 'audio/mpeg',
        channels: 2,
        offset: -0.5,
      }),
      [
        ['availability', 'Available'],
        ['length', '3m 41s'],
        ['format', 'MP3'],
        ['channels', 'Stereo'],
        ['offset', '−0.5 s'],
      ],
    );
    assert.deepEqual(
      facts({ availability: 'available', channels: 1, type: 'audio/ogg; codecs=opus' }),
      [
        ['availability', 'Available'],
        ['format', 'Ogg'],
        ['channels', 'Mono'],
      ],
    );
  });

  it('say why there is none', () => {
    const of = (recording: Conversation['recording']) => facts(undefined, { recording })[0]?.[1];
    assert.equal(of('none'), 'There is none');
    assert.equal(of('processing'), 'Not ready yet');
    assert.equal(of('removed'), 'Removed, the time it is kept for is over');
    assert.equal(of('unknown'), 'Known when it is played');
    assert.deepEqual(rows('recording', { recording: 'none' }, { fields: ['id'] }), []);
  });

  it('never hold where it is, nor when its link ends', () => {
    const recording = {
      ...{ availability: 'available', source: 'https://media.example.com/a?signature=1' },
      expiresAt: '2026-11-20T12:00:00Z',
    } as DetailsContext['recording'];
    const all = JSON.stringify(groupsOf({}, { recording }));
    assert.ok(!all.includes('media.example.com') && !all.includes('12:00:00'));
  });
});

describe('metadata', () => {
  const data = (metadata: unknown, id = 'metadata') => {
    const found = group(id, { metadata: metadata as Conversation['metadata'] });
    return found?.kind === 'data' ? found.data : undefined;
  };

  it('come in their own order; variables have a heading of their own', () => {
    assert.deepEqual(Object.keys(data({ b: 1, a: { c: [true] } })!), ['b', 'a']);
    const both = { campaign: 'x', variables: { clinic: 'riverside' } };
    assert.deepEqual(data(both), { campaign: 'x' });
    assert.deepEqual(data(both, 'variables'), { clinic: 'riverside' });
    assert.deepEqual(data({ variables: 'none' }), { variables: 'none' });
    assert.equal(group('metadata', { metadata: { variables: { a: 1 } } }), undefined);
  });

  it('never show a secret, and the initial context neither', () => {
    const all = JSON.stringify(
      data({ auth: { api_key: 'abc123' }, note: 'Bearer abcdef0123456789', plan: 'gold' }),
    );
    assert.ok(!all.includes('abc123') && !all.includes('abcdef0123456789'), all);
    assert.ok(all.includes('gold'));
    assert.ok(
      !text('context', { initialContext: 'password=hunter22 and go' })?.[1]?.includes('hunter22'),
    );
  });

  it('are read to the end whatever they are', () => {
    const circle: Record<string, unknown> = { name: 'round' };
    circle['self'] = circle;
    let deep: object = {};
    for (let level = 0; level < 10_000; level += 1) deep = { deep };
    const broken = {
      get fine() {
        throw new Error('a getter of the host');
      },
    };
    assert.match(JSON.stringify(data(circle)), /round/);
    assert.match(JSON.stringify(data(deep)), /nested/);
    for (const odd of [broken, 'text', 7, [], [1, { a: 2 }], new Map(), () => 1])
      assert.doesNotThrow(() => groupsOf({ metadata: odd as never }));
  });
});

it('anything at all gives details, and nothing throws', () => {
  fc.assert(
    fc.property(fc.object({ maxDepth: 3 }), fc.anything(), fc.string(), (odd, value, key) => {
      const names = Object.keys({ ...call, others: 1, cost: 1, consent: 1, unreadable: 1 });
      for (const name of names) {
        const groups = groupsOf({ ...odd, [name]: value, [key]: value } as never, {}, {
          ...{ speakers: value, turns: value, language: value, offset: value },
        } as never);
        JSON.stringify(groups);
      }
    }),
    { numRuns: 200 },
  );
});
