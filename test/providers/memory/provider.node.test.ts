import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type {
  Conversation,
  ConversationProvider,
  ListChange,
  ProviderError,
  Query,
} from '../../../src/model/index.js';
import { providerError } from '../../../src/model/index.js';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { walk } from '../anyreach/walk.js';

const { signal } = new AbortController();

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1) + minute * 60_000).toISOString();

function conversation(id: string, minute: number, more: Partial<Conversation> = {}): Conversation {
  return {
    id,
    at: at(minute),
    channel: 'phone',
    recording: 'none',
    transcript: 'unknown',
    ...more,
  };
}

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => conversation(`c${index}`, index >> 2));

const list = (provider: ConversationProvider, query: Query = {}, pageSize = 50) =>
  provider.list({ query, pageSize }, { signal });

const idsFor = async (conversations: Conversation[], query: Query) =>
  (await list(createMemoryProvider({ conversations }), query)).items.map(({ id }) => id);

async function failure(work: Promise<unknown>): Promise<ProviderError> {
  return work.then(
    () => assert.fail('It should have been rejected.'),
    (error: ProviderError) => error,
  );
}

describe('paging through conversations in memory', () => {
  it('shows each once, newest first, whatever the order they came in', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        async (numbers, pageSize) => {
          const conversations = numbers.map((n) => conversation(`c${n}`, n >> 3));
          const { ids, pages } = await walk(createMemoryProvider({ conversations }), { pageSize });
          assert.equal(pages.flatMap(({ items }) => items).length, numbers.length);
          assert.deepEqual([...ids].sort(), conversations.map(({ id }) => id).sort());
          const times = pages.flatMap(({ items }) => items.map((one) => one.at ?? ''));
          assert.deepEqual(times, [...times].sort().reverse());
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is not disturbed by conversations that arrive at the top or go away', async () => {
    const provider = createMemoryProvider({ conversations: many(100) });
    const { ids } = await walk(provider, {
      pageSize: 10,
      afterPage: (index) => {
        provider.push(conversation(`new${index}`, 1000 + index));
        if (index === 2) provider.remove('c70');
      },
    });
    assert.equal(ids.length, 100);
    assert.equal(new Set(ids).size, 100);
    assert.ok(ids.every((id) => id.startsWith('c')));
  });

  it('ends with the last conversation, without an empty page', async () => {
    const { pages } = await walk(createMemoryProvider({ conversations: many(20) }), {
      pageSize: 10,
    });
    assert.equal(pages.length, 2);
    assert.deepEqual(await list(createMemoryProvider()), { items: [] });
  });

  it('puts those without a readable time last', async () => {
    const conversations = [
      conversation('none', 0, { at: null }),
      conversation('odd', 0, { at: 'yesterday' }),
      conversation('old', 0),
    ];
    assert.deepEqual((await idsFor(conversations, {}))[0], 'old');
    const { ids } = await walk(createMemoryProvider({ conversations }), { pageSize: 1 });
    assert.equal(ids.length, 3);
  });

  it('keeps to the largest page it can give', async () => {
    const provider = createMemoryProvider({
      conversations: many(30),
      capabilities: { maxPageSize: 7, order: 'activity' },
    });
    assert.equal((await list(provider)).items.length, 7);
    assert.equal(provider.capabilities.order, 'activity');
  });

  it('refuses a cursor that was made elsewhere', async () => {
    const provider = createMemoryProvider();
    const work = provider.list({ query: {}, pageSize: 5, cursor: 'abc' }, { signal });
    assert.equal((await failure(work)).kind, 'invalid-request');
  });
});

describe('filtering conversations in memory', () => {
  const conversations = [
    conversation('a', 9, {
      caller: { role: 'caller', address: '+15550101', name: 'Ada Example' },
      agent: { id: 'agent_1', versionId: 'v1', address: 'Help@example.com' },
      direction: 'inbound',
      status: 'completed',
      duration: 0,
      userTurns: 3,
      metadata: { campaign: 'spring', order: '1' },
      consent: { optedIn: true },
      externalId: 'x1',
      updatedAt: at(20),
    }),
    conversation('b', 8, {
      caller: { role: 'caller', address: 'guest_1' },
      agent: { id: 'agent_11', versionId: 'v2', address: '+15550199' },
      direction: 'outbound',
      status: 'failed',
      channel: 'web',
      duration: 60,
      userTurns: 9,
      metadata: { order: 1 },
      consent: { optedIn: false },
      createdAt: at(1),
    }),
    conversation('c', 7, { channel: 'email', duration: null, metadata: null }),
  ];

  const cases: [Query, string[]][] = [
    [{}, ['a', 'b', 'c']],
    [{ caller: '' }, ['a', 'b', 'c']],
    [{ status: [], channel: [] }, ['a', 'b', 'c']],
    [{ caller: 'ada EX' }, ['a']],
    [{ caller: '0101' }, ['a']],
    [{ caller: 'GUEST' }, ['b']],
    [{ agentId: 'agent_1' }, ['a']],
    [{ agentId: 'agent' }, []],
    [{ agentVersionId: 'v2' }, ['b']],
    [{ agentAddress: 'help' }, ['a']],
    [{ direction: 'outbound' }, ['b']],
    [{ status: ['failed', 'completed'] }, ['a', 'b']],
    [{ channel: ['email', 'web'] }, ['b', 'c']],
    [{ campaign: 'spring' }, ['a']],
    [{ durationMin: 0 }, ['a', 'b']],
    [{ durationMin: 1 }, ['b']],
    [{ durationMax: 60 }, ['a', 'b']],
    [{ durationMax: 59 }, ['a']],
    [{ userTurnsMin: 4 }, ['b']],
    [{ userTurnsMax: 3 }, ['a']],
    [{ createdAfter: at(7) }, ['a', 'c']],
    [{ createdBefore: at(7) }, ['b', 'c']],
    [{ updatedAfter: at(20) }, ['a']],
    [{ updatedBefore: at(7) }, ['c']],
    [{ optedIn: false }, ['b']],
    [{ externalId: 'x1' }, ['a']],
    [{ metadata: { order: '1' } }, ['a']],
    [{ metadata: { order: 1 } }, ['b']],
    [{ metadata: { order: '1', campaign: 'autumn' } }, []],
    [{ metadata: { toString: 'x' } }, []],
    [{ status: ['failed'], direction: 'inbound' }, []],
  ];

  for (const [query, expected] of cases) {
    it(`by ${JSON.stringify(query)} shows ${expected.join(', ') || 'none'}`, async () => {
      assert.deepEqual(await idsFor(conversations, query), expected);
    });
  }

  it('by what is not offered is refused at its field', async () => {
    const error = await failure(list(createMemoryProvider(), { webWidgetId: 'w' }));
    assert.equal(error.kind, 'invalid-request');
    assert.deepEqual(Object.keys(error.details ?? {}), ['webWidgetId']);
    const less = createMemoryProvider({ capabilities: { filters: { caller: 'one' } } });
    assert.deepEqual(Object.keys((await failure(list(less, { agentId: 'x' }))).details ?? {}), [
      'agentId',
    ]);
  });

  it('matches as its capabilities say', async () => {
    const exact = createMemoryProvider({
      conversations,
      capabilities: { filters: { caller: 'one' } },
    });
    assert.equal((await list(exact, { caller: '0101' })).items.length, 0);
    assert.equal((await list(exact, { caller: '+15550101' })).items.length, 1);
  });
});

describe('opening a conversation in memory', () => {
  it('shows the details given for it, else the row alone', async () => {
    const [one, two] = [conversation('a', 1), conversation('b', 2)];
    const transcript = { raw: [], shape: 'plain' };
    const conversations = [one, two];
    const details = { a: { conversation: one, transcript } };
    const provider = createMemoryProvider({ conversations, details });
    assert.deepEqual(await provider.get('a', { signal }), { conversation: one, transcript });
    assert.deepEqual(await provider.get('b', { signal }), { conversation: two });
    for (const id of ['c', 'constructor', '__proto__']) {
      assert.equal((await failure(provider.get(id, { signal }))).kind, 'not-found');
    }
  });

  it('asks a function where one is given', async () => {
    const provider = createMemoryProvider({
      details: (id) => (id === 'x' ? { conversation: conversation('x', 1) } : undefined),
      recordings: async (id, reason) => ({ availability: 'available', source: `${id}-${reason}` }),
    });
    assert.equal((await provider.get('x', { signal })).conversation.id, 'x');
    assert.equal((await failure(provider.get('y', { signal }))).kind, 'not-found');
    const found = await provider.recording?.('x', { signal, reason: 'expired' });
    assert.equal(found?.source, 'x-expired');
  });

  it('offers recordings only where there can be some', async () => {
    assert.equal(createMemoryProvider().recording, undefined);
    const provider = createMemoryProvider({ recordings: { a: { availability: 'processing' } } });
    const ask = (id: string) => provider.recording?.(id, { signal, reason: 'play' });
    assert.deepEqual(await ask('a'), { availability: 'processing' });
    assert.deepEqual(await ask('b'), { availability: 'none' });
  });
});

describe('a credential that may not see everything, in memory', () => {
  it('gets neither the fields nor the names, and the page says so', async () => {
    const one = conversation('a', 1, {
      summary: 'secret',
      caller: { role: 'caller', name: 'Ada', address: '+15550101' },
      agent: { id: 'agent_1', name: 'Reception' },
      recording: 'available',
    });
    const provider = createMemoryProvider({
      conversations: [one],
      details: { a: { conversation: one, transcript: { raw: ['secret'] } } },
      recordings: { a: { availability: 'available', source: 'https://example.com/a' } },
      withheld: ['summary', 'caller.name', 'agent.name', 'recording', 'transcript'],
    });
    const page = await list(provider);
    const expected = {
      id: 'a',
      at: at(1),
      channel: 'phone',
      caller: { role: 'caller', address: '+15550101' },
      agent: { id: 'agent_1' },
      recording: 'withheld',
      transcript: 'withheld',
    };
    assert.deepEqual(page.items, [expected]);
    assert.ok(page.withheld?.includes('summary'));
    assert.deepEqual(await provider.get('a', { signal }), {
      conversation: expected,
      withheld: ['summary', 'caller.name', 'agent.name', 'recording', 'transcript'],
    });
    const sound = await provider.recording?.('a', { signal, reason: 'play' });
    assert.deepEqual(sound, { availability: 'withheld' });
  });
});

describe('latency and failures on demand', () => {
  it('answers after the time that was set', async () => {
    const waits: number[] = [];
    const provider = createMemoryProvider({
      latency: 0.3,
      delay: async (seconds) => void waits.push(seconds),
    });
    await list(provider);
    provider.setLatency(() => 1.5);
    await list(provider);
    provider.setLatency(0);
    await list(provider);
    assert.deepEqual(waits, [0.3, 1.5]);
  });

  it('stops waiting when the reader goes on', async () => {
    const giver = new AbortController();
    const provider = createMemoryProvider({ latency: 600 });
    const work = failure(provider.list({ query: {}, pageSize: 5 }, { signal: giver.signal }));
    giver.abort();
    assert.equal((await work).kind, 'aborted');
    const late = failure(provider.get('a', { signal: giver.signal }));
    assert.equal((await late).kind, 'aborted');
  });

  it('fails as often as it was told to, with what it was told', async () => {
    const provider = createMemoryProvider();
    provider.failNext('network', 2);
    provider.failNext(providerError('rate-limited', 'Slow down.', { retryAfter: 5 }));
    assert.equal((await failure(list(provider))).kind, 'network');
    assert.equal((await failure(provider.get('a', { signal }))).kind, 'network');
    assert.equal((await failure(list(provider))).retryAfter, 5);
    assert.deepEqual(await list(provider), { items: [] });
    assert.deepEqual(provider.calls, { list: 3, get: 1, recording: 0 });
  });
});

describe('watching conversations in memory', () => {
  async function next(changes: AsyncIterator<ListChange>): Promise<ListChange> {
    const { value, done } = await changes.next();
    assert.ok(!done);
    return value as ListChange;
  }

  function watching(provider: ConversationProvider, query: Query = {}, since?: string) {
    const giver = new AbortController();
    const changes = provider.watch?.({ query, since }, { signal: giver.signal });
    assert.ok(changes);
    return { changes: changes[Symbol.asyncIterator](), stop: () => giver.abort() };
  }

  it('tells every watcher what came, changed or left its own list', async () => {
    const provider = createMemoryProvider({ conversations: [conversation('a', 1)] });
    const all = watching(provider);
    const failed = watching(provider, { status: ['failed'] });
    const b = conversation('b', 2, { status: 'failed' });
    provider.push(b);
    assert.deepEqual(await next(all.changes), { type: 'upsert', items: [b] });
    assert.deepEqual(await next(failed.changes), { type: 'upsert', items: [b] });
    const better = { ...b, status: 'completed' };
    provider.push([better]);
    assert.deepEqual(await next(all.changes), { type: 'upsert', items: [better] });
    assert.deepEqual(await next(failed.changes), { type: 'remove', ids: ['b'] });
    provider.remove(['a', 'unknown']);
    assert.deepEqual(await next(all.changes), { type: 'remove', ids: ['a'] });
  });

  it('misses nothing between the start and the first look', async () => {
    const provider = createMemoryProvider();
    const { changes } = watching(provider);
    provider.push(conversation('a', 1));
    provider.push(conversation('b', 2));
    assert.deepEqual(
      [await next(changes), await next(changes)].map((change) =>
        change.type === 'upsert' ? change.items[0]?.id : change.type,
      ),
      ['a', 'b'],
    );
  });

  it('begins with what has changed since the newest time held', async () => {
    const conversations = [
      conversation('old', 1),
      conversation('changed', 2, { updatedAt: at(9) }),
      conversation('new', 8),
    ];
    const { changes } = watching(createMemoryProvider({ conversations }), {}, at(5));
    const change = await next(changes);
    assert.ok(change.type === 'upsert');
    assert.deepEqual(change.items.map(({ id }) => id).sort(), ['changed', 'new']);
  });

  it('ends when the watcher goes, also while it waits, and leaves the others alone', async () => {
    const provider = createMemoryProvider();
    const first = watching(provider);
    const second = watching(provider);
    const waiting = first.changes.next();
    first.stop();
    assert.deepEqual(await waiting, { value: undefined, done: true });
    provider.push(conversation('a', 1));
    assert.equal((await next(second.changes)).type, 'upsert');
    assert.deepEqual(await first.changes.next(), { value: undefined, done: true });
  });

  it('shows a watcher no more than a page would', async () => {
    const provider = createMemoryProvider({ withheld: ['summary'] });
    const { changes } = watching(provider);
    provider.push(conversation('a', 1, { summary: 'secret' }));
    const change = await next(changes);
    assert.ok(change.type === 'upsert');
    assert.ok(!JSON.stringify(change).includes('secret'));
  });
});
