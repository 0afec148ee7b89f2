import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { providerError } from '../../src/model/index.js';
import type {
  Conversation,
  ConversationPage,
  ConversationProvider,
  ListRequest,
} from '../../src/model/index.js';
import { providerContract, type ContractOptions } from '../../src/testing/index.js';
import { conversation, SECRET, wholeOptions, wholeProvider } from './whole-provider.js';

type Whole = ReturnType<typeof wholeProvider>;
type Options = ContractOptions<Whole>;

describe('a provider that keeps every promise', () => {
  for (const { name, run } of providerContract(wholeOptions())) test(name, run);

  it('keeps them, too, where its answers take their time', async () => {
    const provider = () => wholeProvider({ latency: 0.001 });
    const slow = providerContract({ ...wholeOptions(), provider, pageSizes: [7] });
    for (const { run } of slow) await run();
  });

  it('keeps them where it is an instance of a class, as some write it', async () => {
    class Instance {
      readonly #inner = wholeProvider();
      readonly capabilities = this.#inner.capabilities;
      list(...call: Parameters<Whole['list']>) {
        return this.#inner.list(...call);
      }
      get(...call: Parameters<Whole['get']>) {
        return this.#inner.get(...call);
      }
      recording(...call: Parameters<Whole['recording']>) {
        return this.#inner.recording(...call);
      }
      turns(...call: Parameters<Whole['turns']>) {
        return this.#inner.turns(...call);
      }
      agents(...call: Parameters<Whole['agents']>) {
        return this.#inner.agents(...call);
      }
      watch(...call: Parameters<NonNullable<Whole['watch']>>) {
        return this.#inner.watch!(...call);
      }
    }
    for (const { run } of providerContract({ provider: () => new Instance() })) await run();
  });

  it('keeps them in a list where conversations move to the top when something happens', async () => {
    for (const { run } of providerContract({ ...wholeOptions(), ...active() })) await run();
  });

  it('keeps them where a credential may not see everything', async () => {
    const withheld = ['summary', 'recording'] as const;
    const provider = () => wholeProvider({ withheld });
    for (const { run } of providerContract({ ...wholeOptions(), provider, withheld })) await run();
  });
});

describe('whoever tells the suite nothing but the provider', () => {
  const checks = providerContract({ provider: wholeProvider });

  it('is told by name what was not checked, and what it takes', () => {
    const skipped = checks.filter((check) => check.skipped);
    assert.deepEqual(
      skipped.map(({ name }) => name),
      [
        'SKIPPED, the option failing is missing: rejects with the kind of what failed',
        'SKIPPED, the option change is missing: tells whoever watches that something changed',
        'SKIPPED, the option change is missing: misses no conversation while others arrive or move',
      ],
    );
  });

  it('has a check for each filter and each function that is there, and for no other', () => {
    const names = checks.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    assert.ok(names.includes('filters by caller as it says'));
    assert.ok(names.includes('stops watching when it is told to'));
    const { watch: _watch, turns: _turns, agents: _agents, ...rest } = wholeProvider();
    const provider = () => ({ ...rest, capabilities: { ...rest.capabilities, filters: {} } });
    const fewer = providerContract({ provider }).map(({ name }) => name);
    const gone = names.filter((name) => !fewer.includes(name));
    assert.deepEqual(
      gone.filter((name) => !name.startsWith('filters by')),
      [
        'applies several filters at once',
        'brings every turn once, read down or up',
        'stops watching when it is told to',
        'lists all agents once, and finds them by a part of a name',
        'SKIPPED, the option change is missing: tells whoever watches that something changed',
      ],
    );
    assert.equal(fewer.filter((name) => name.startsWith('filters by')).length, 0);
  });

  it('has rows that are lost on the way found by reading in pages of several sizes', async () => {
    const provider = () =>
      withList(wholeProvider(), (page) => ({ ...page, items: page.items.slice(0, -1) }));
    const check = providerContract({ provider }).find(({ name }) => name.startsWith('loses no'));
    await assert.rejects(check!.run(), /missing/);
  });
});

/** By activity: one that is far down moves to the top, again and again. */
const active = (spoil: Answer = (page) => page): Partial<Options> & Pick<Options, 'provider'> => {
  let moved = 0;
  return {
    provider() {
      const { capabilities, ...rest } = wholeProvider();
      const provider = { ...rest, capabilities: { ...capabilities, order: 'activity' as const } };
      return withList(provider, spoil);
    },
    change(provider) {
      const { at } = conversation(100 + (moved += 1));
      provider.push({ ...conversation(moved % 12), at });
    },
  };
};

type Answer = (page: ConversationPage, request: ListRequest) => ConversationPage;

/** A provider whose pages are spoiled on their way. */
const withList = <P extends ConversationProvider>(provider: P, spoil: Answer): P => ({
  ...provider,
  list: async (request, options) => spoil(await provider.list(request, options), request),
});

/** … whose rows are. */
const withRows = (provider: Whole, spoil: (row: Conversation) => object): Whole =>
  withList(provider, (page) => ({
    ...page,
    items: page.items.map((row) => spoil(row) as Conversation),
  }));

const spoiledRows = (spoil: (row: Conversation) => object) => ({
  provider: () => withRows(wholeProvider(), spoil),
});

const spoiledPages = (spoil: Answer) => ({ provider: () => withList(wholeProvider(), spoil) });

const spoiled = (spoil: (provider: Whole) => Partial<Whole>) => ({
  provider: () => {
    const provider = wholeProvider();
    return { ...provider, ...spoil(provider) };
  },
});

/** Pages by number, as many an API has them. */
const numbered = () =>
  spoiled((provider) => ({
    async list({ query, cursor = '1', pageSize }, options) {
      const { items } = await provider.list({ query, pageSize: 1000 }, options);
      const page = Number(cursor);
      const isLast = page * pageSize >= items.length;
      return {
        items: items.slice((page - 1) * pageSize, page * pageSize),
        ...(!isLast && { nextCursor: String(page + 1) }),
      };
    },
  }));

/** The query it was asked for last is the one it goes on with. */
const forgetful = () =>
  spoiled((provider) => {
    let read = 0;
    return {
      async list({ query, cursor, pageSize }, options) {
        if (cursor === undefined) read = 0;
        const { items } = await provider.list({ query, pageSize: 1000 }, options);
        const page = items.slice(read, read + pageSize);
        read += pageSize;
        return { items: page, ...(read < items.length && { nextCursor: `from ${read}` }) };
      },
    };
  });

const noFilter = (key: string) =>
  spoiled((provider) => ({
    list: ({ query, ...request }, options) =>
      provider.list({ ...request, query: { ...query, [key]: undefined } }, options),
  }));

const failsWith = (thrown: unknown, more: Partial<Options> = {}): Partial<Options> => ({
  ...more,
  failing: {
    'rate-limited': () => ({ ...wholeProvider(), list: () => Promise.reject(thrown as Error) }),
  },
});

const limited = (message: string, retryAfter?: number) =>
  providerError('rate-limited', message, { retryAfter });

const never = () => new Promise<never>(() => undefined);

const BROKEN: readonly [what: string, options: Partial<Options>, check: string, says: RegExp][] = [
  [
    'goes round in circles',
    spoiled((provider) => ({
      async list({ query, pageSize }, options) {
        const { items, nextCursor } = await provider.list({ query, pageSize }, options);
        return { items, nextCursor: nextCursor && 'again' };
      },
    })),
    'ends its list, and uses no cursor twice',
    /used before: again/,
  ],
  [
    'never ends',
    spoiled(() => {
      let pages = 0;
      return { list: async () => ({ items: [conversation(1)], nextCursor: `${(pages += 1)}` }) };
    }),
    'ends its list, and uses no cursor twice',
    /nothing new/,
  ],
  [
    'ends with an empty cursor',
    spoiledPages((page) => ({ ...page, nextCursor: page.nextCursor ?? '' })),
    'ends its list, and uses no cursor twice',
    /empty cursor/,
  ],
  [
    'answers with a bare array',
    spoiledPages((page) => page.items as never),
    'ends its list, and uses no cursor twice',
    /did not answer with a page/,
  ],
  [
    'changes the query that it was given',
    spoiled((provider) => ({
      list(request, options) {
        Object.assign(request.query, { channel: ['phone'] });
        return provider.list(request, options);
      },
    })),
    'ends its list, and uses no cursor twice',
    /rejected with server \(Cannot add property/,
  ],
  [
    'changes what it handed out before',
    spoiled((provider) => {
      const items: Conversation[] = [];
      return {
        async list(request, options) {
          const page = await provider.list(request, options);
          items.splice(0, items.length, ...page.items);
          return { ...page, items };
        },
      };
    }),
    'ends its list, and uses no cursor twice',
    /rejected with server/,
  ],
  [
    'repeats its first row on every page',
    spoiledPages((page) => ({ ...page, items: [conversation(23), ...page.items] })),
    'sends every conversation once; pages overlap only where they meet',
    /"c23"/,
  ],
  [
    'loses the last row of a page',
    spoiledPages((page) => ({ ...page, items: page.items.slice(0, -1) })),
    'loses no conversation, whatever the size of a page',
    /missing: "c/,
  ],
  [
    'stops a page early',
    spoiledPages((page) =>
      page.items.some(({ id }) => id === 'c3') ? { items: page.items } : page,
    ),
    'loses no conversation, whatever the size of a page',
    /missing: "c/,
  ],
  [
    'sends the oldest first',
    spoiledPages((page) => ({ ...page, items: [...page.items].reverse() })),
    'keeps the order that it claims',
    /came after/,
  ],
  [
    'remembers how far it was read',
    forgetful(),
    'keeps nothing between two calls: all that paging needs is in the cursor',
    /cursor/,
  ],
  [
    'mixes up two readers',
    forgetful(),
    'is not disturbed by another reader, nor by a call that was given up',
    /missing/,
  ],
  [
    'has a largest page of nothing',
    spoiled(({ capabilities }) => ({ capabilities: { ...capabilities, maxPageSize: 0.5 } })),
    'says what it can do in words that the elements know',
    /0\.5/,
  ],
  [
    'offers a filter that does not exist',
    spoiled(({ capabilities }) => ({
      capabilities: { ...capabilities, filters: { color: 'one' } as never },
    })),
    'says what it can do in words that the elements know',
    /"color"/,
  ],
  [
    'has numbers as ids',
    spoiledRows((row) => ({ ...row, id: Number(row.id.slice(1)) })),
    'sends rows as their type describes them',
    /`id`/,
  ],
  [
    'prints times without a zone',
    spoiledRows((row) => ({ ...row, createdAt: row.at!.replace('Z', '') })),
    'sends rows as their type describes them',
    /`createdAt`.*with a zone/,
  ],
  [
    'prints durations as text',
    spoiledRows((row) => ({ ...row, duration: '3:30' })),
    'sends rows as their type describes them',
    /`duration`/,
  ],
  [
    'has a duration that is no number',
    spoiledRows((row) => ({ ...row, duration: NaN })),
    'sends rows as their type describes them',
    /`duration` is lost in JSON/,
  ],
  [
    'has dates in its metadata',
    spoiledRows((row) => ({ ...row, metadata: { since: new Date(0) } })),
    'sends rows as their type describes them',
    /metadata\.since/,
  ],
  [
    'has a recording in a way nobody knows',
    spoiledRows((row) => ({ ...row, recording: 'yes' })),
    'sends rows as their type describes them',
    /`recording`/,
  ],
  [
    'has a field of its own',
    spoiledRows((row) => ({ ...row, recordingUrl: 'https://audio.example.com/a.mp3' })),
    'sends rows as their type describes them',
    /`recordingUrl`/,
  ],
  [
    'sends names that it did not promise',
    spoiled(({ capabilities }) => ({
      capabilities: {
        ...capabilities,
        fields: capabilities.fields.filter(
          (field) => field !== 'caller.name' && field !== 'summary',
        ),
      },
    })),
    'sends no field that its capabilities leave out',
    /"caller\.name".*"summary"|"summary".*"caller\.name"/,
  ],
  [
    'leaks a withheld field',
    spoiledPages((page) => ({ ...page, withheld: ['summary'] })),
    'sends nothing that it states as withheld, and states the same on every page',
    /"summary".*withheld/,
  ],
  [
    'states on one page what it does not on the next',
    {
      provider: () =>
        withList(wholeProvider({ withheld: ['summary'] }), (page, { cursor }) =>
          cursor ? { items: page.items, nextCursor: page.nextCursor } : page,
        ),
    },
    'sends nothing that it states as withheld, and states the same on every page',
    /Page 2 states none as withheld, and not summary/,
  ],
  ['ignores a filter', noFilter('direction'), 'filters by direction as it says', /do not match/],
  [
    'ignores a list of values',
    noFilter('channel'),
    'filters by channel as it says',
    /do not match/,
  ],
  [
    'ignores a bound',
    noFilter('createdAfter'),
    'filters by createdAfter as it says',
    /do not match/,
  ],
  [
    'ignores a pair of the metadata',
    noFilter('metadata'),
    'filters by metadata as it says',
    /do not match/,
  ],
  [
    'forgets a filter on the second page',
    spoiled((provider) => ({
      list: (request, options) =>
        provider.list(request.cursor ? { ...request, query: {} } : request, options),
    })),
    'filters by direction as it says',
    /do not match/,
  ],
  [
    'applies one filter at a time',
    spoiled((provider) => ({
      list: ({ query, ...request }, options) => {
        const [first = ['direction', undefined]] = Object.entries(query);
        return provider.list({ ...request, query: { [first[0]]: first[1] } }, options);
      },
    })),
    'applies several filters at once',
    /do not match/,
  ],
  [
    'takes the first of several values',
    spoiled((provider) => ({
      list: ({ query, ...request }, options) =>
        provider.list(
          { ...request, query: { ...query, status: query.status?.slice(0, 1) } },
          options,
        ),
    })),
    'filters by status as it says',
    /did not bring.*reject several/,
  ],
  [
    'takes a bound as exclusive',
    spoiled((provider) => ({
      async list(request, options) {
        const page = await provider.list(request, options);
        const { durationMin } = request.query;
        return { ...page, items: page.items.filter(({ duration }) => duration !== durationMin) };
      },
    })),
    'filters by durationMin as it says',
    /did not bring/,
  ],
  [
    'wants the whole of what may be a part',
    spoiled(({ capabilities, list }) => ({
      async list(request, options) {
        const page = await list(request, options);
        const { caller } = request.query;
        const isWhole = (row: Conversation) => !caller || row.caller?.address === caller;
        return { ...page, items: page.items.filter(isWhole) };
      },
      capabilities,
    })),
    'filters by caller as it says',
    /did not bring/,
  ],
  [
    'refuses a filter that it offers',
    spoiled((provider) => ({
      async list(request, options) {
        if (request.query.agentId) throw providerError('invalid-request', 'Not here.');
        return provider.list(request, options);
      },
    })),
    'filters by agentId as it says',
    /refuses/,
  ],
  [
    'ignores a filter that it does not offer',
    noFilter('webWidgetId'),
    'refuses a filter that it does not offer',
    /webWidgetId/,
  ],
  [
    'answers after it was told to stop',
    spoiled((provider) => ({
      list: (request) => provider.list(request, { signal: new AbortController().signal }),
    })),
    'gives up a call when it is told to, before and during the call',
    /list\(\) with a signal that had aborted answered/,
  ],
  [
    'does not stop in the middle',
    spoiled((provider) => ({
      recording: (id, { signal, reason }) => {
        signal.throwIfAborted();
        const answer = provider.recording(id, { signal: neverAborted(), reason });
        return new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve(answer), { once: true });
        });
      },
    })),
    'gives up a call when it is told to, before and during the call',
    /recording\(\) whose signal aborted answered/,
  ],
  [
    'hangs when it is told to stop',
    spoiled(() => ({ get: never })),
    'gives up a call when it is told to, before and during the call',
    /get\(\).* did not end within/,
  ],
  [
    'hangs when it is told to stop in the middle',
    spoiled((provider) => ({
      get: (id, options) => {
        options.signal.throwIfAborted();
        return id === 'c23' && !options.known ? never() : provider.get(id, options);
      },
    })),
    'gives up a call when it is told to, before and during the call',
    /get\(\) whose signal aborted did not end within/,
  ],
  [
    'takes giving up for a failure',
    spoiled((provider) => ({
      list: (request, options) =>
        provider.list(request, options).catch(() => {
          throw providerError('network', 'Not reached.');
        }),
    })),
    'gives up a call when it is told to, before and during the call',
    /network/,
  ],
  [
    'opens another conversation',
    spoiled((provider) => ({ get: (_id, options) => provider.get('c5', options) })),
    'opens a conversation from its row, and from nothing but its id',
    /"c5"/,
  ],
  [
    'needs the row to open a conversation',
    spoiled((provider) => ({
      get: async (id, options) =>
        options.known ? { conversation: options.known } : provider.get('nobody', options),
    })),
    'opens a conversation from its row, and from nothing but its id',
    /not-found/,
  ],
  [
    'gives another time when it is opened',
    spoiled((provider) => ({
      async get(id, options) {
        const { conversation: found } = await provider.get(id, options);
        return { conversation: { ...found, at: '2020-01-01T00:00:00Z' } };
      },
    })),
    'opens a conversation from its row, and from nothing but its id',
    /says at/,
  ],
  [
    'opens any id as something',
    spoiled((provider) => ({
      get: (id, options) => provider.get(/^c\d+$/.test(id) ? id : 'c1', options),
    })),
    'says not-found for an id that nobody has, however hostile',
    /answered/,
  ],
  [
    'does not encode ids',
    spoiled((provider) => ({
      get: (id, options) => {
        const path = new URL(`https://example.com/conversations/${id}`).pathname;
        return provider.get(path.split('/').pop()!, options);
      },
    })),
    'says not-found for an id that nobody has, however hostile',
    /get\("/,
  ],
  [
    'throws a string for an id that nobody has',
    spoiled((provider) => ({
      get: (id, options) =>
        provider.get(id, options).catch(() => Promise.reject('nothing there' as never)),
    })),
    'says not-found for an id that nobody has, however hostile',
    /threw "nothing there"/,
  ],
  [
    'promises transcripts that it does not bring',
    spoiled((provider) => ({
      turns: undefined,
      get: async (id, options) => ({
        conversation: (await provider.get(id, options)).conversation,
      }),
    })),
    'brings a transcript where a row says that there is one',
    /not there/,
  ],
  [
    'promises recordings that nobody can ask for',
    spoiled(() => ({ recording: undefined })),
    'brings a recording where a row says that there is one',
    /nobody can ask for/,
  ],
  [
    'has a recording that is no URL',
    spoiled(() => ({
      recording: async () => ({ availability: 'available', source: 'javascript:0' }),
    })),
    'brings a recording where a row says that there is one',
    /cannot be played/,
  ],
  [
    'has the URL of a recording in its rows',
    spoiledRows((row) => ({ ...row, metadata: { file: 'https://audio.example.com/a.mp3' } })),
    'brings a recording where a row says that there is one',
    /has the URL/,
  ],
  [
    'plays what its row says is not there',
    spoiledRows((row) => ({ ...row, recording: 'none' })),
    'brings a recording where a row says that there is one',
    /"none"/,
  ],
  [
    'repeats turns where pages meet',
    spoiled((provider) => ({
      async turns(request, options) {
        const page = await provider.turns(request, options);
        return { ...page, turns: [...page.turns, ...page.turns.slice(-1)] };
      },
    })),
    'brings every turn once, read down or up',
    /twice/,
  ],
  [
    'forgets turns on the way up',
    spoiled((provider) => ({
      async turns(request, options) {
        const page = await provider.turns(request, options);
        return request.cursor?.startsWith('before')
          ? { ...page, turns: page.turns.slice(1) }
          : page;
      },
    })),
    'brings every turn once, read down or up',
    /or else/,
  ],
  [
    'goes on watching',
    spoiled((provider) => ({
      watch: (request) => provider.watch!(request, { signal: neverAborted() }),
    })),
    'stops watching when it is told to',
    /went on/,
  ],
  [
    'watches nothing',
    spoiled((provider) => ({
      watch: (_request, options) => provider.watch!({ query: { channel: ['nothing'] } }, options),
    })),
    'tells whoever watches that something changed',
    /told of no change/,
  ],
  [
    'tells of half a conversation',
    spoiled((provider) => ({
      async *watch(request, options) {
        for await (const change of provider.watch!(request, options)) {
          const items = [{ id: 'c99', summary: 'New' } as Conversation];
          yield change.type === 'upsert' ? { ...change, items } : change;
        }
      },
    })),
    'tells whoever watches that something changed',
    /`at`|`recording`|`channel`/,
  ],
  [
    'lists agents in circles',
    spoiled((provider) => ({
      agents: (request, options) => provider.agents({ ...request, cursor: undefined }, options),
    })),
    'lists all agents once, and finds them by a part of a name',
    /does not end/,
  ],
  [
    'finds all agents whatever is sought',
    spoiled((provider) => ({
      agents: ({ cursor }, options) => provider.agents({ cursor }, options),
    })),
    'lists all agents once, and finds them by a part of a name',
    /search/,
  ],
  [
    'throws strings',
    failsWith('rate-limited'),
    'rejects with kind rate-limited when that is what failed',
    /threw "rate-limited"/,
  ],
  [
    'throws any error',
    failsWith(new TypeError('x')),
    'rejects with kind rate-limited when that is what failed',
    /TypeError/,
  ],
  [
    'names another kind',
    failsWith(providerError('server', 'It failed.')),
    'rejects with kind rate-limited when that is what failed',
    /server/,
  ],
  [
    'does not say when to try again',
    failsWith(limited('Too much.', NaN)),
    'rejects with kind rate-limited when that is what failed',
    /retryAfter/,
  ],
  [
    'says its token in an error',
    failsWith(limited(`Refused: ${SECRET}`, 1)),
    'rejects with kind rate-limited when that is what failed',
    /a secret or a URL/,
  ],
  [
    'says a URL in an error',
    failsWith(limited('GET https://api.example.com/x failed', 1)),
    'rejects with kind rate-limited when that is what failed',
    /a secret or a URL/,
  ],
  [
    'answers though it should fail',
    { failing: { 'rate-limited': wholeProvider } },
    'rejects with kind rate-limited when that is what failed',
    /answered where it should fail/,
  ],
  [
    'pages by number, and rows go away',
    { ...numbered(), change: (provider) => void provider.remove(nextGone()) },
    'misses no conversation while others arrive or move',
    /missed/,
  ],
  [
    'has nothing that moved on the pages a reader sees',
    active((page, { pageSize }) => {
      const isOld = ({ at }: Conversation) => at! <= conversation(23).at!;
      return pageSize > 7 ? page : { ...page, items: page.items.filter(isOld) };
    }),
    'misses no conversation while others arrive or move',
    /missed/,
  ],
  [
    'is told of a change that is none',
    { change: () => undefined },
    'misses no conversation while others arrive or move',
    /Nothing had changed/,
  ],
];

const neverAborted = () => new AbortController().signal;

/** From the top down, so that all others move up. */
let gone = 24;
const nextGone = () => `c${(gone -= 1)}`;

describe('a provider that', () => {
  for (const [what, options, check, says] of BROKEN) {
    it(`${what} is caught: it no longer "${check}"`, async () => {
      const found = providerContract({ ...wholeOptions(), ...options } as Options);
      const meant = found.find(({ name }) => name === check);
      assert.ok(meant, `There is no check "${check}".`);
      await assert.rejects(meant.run(), (error: Error) => {
        assert.equal(error.name, 'ProviderContractError');
        assert.match(error.message, says);
        assert.ok(!error.message.includes(SECRET) && !error.message.includes('audio.example.com'));
        return true;
      });
    });
  }

  it('lists too little to tell anything by is told so, and passes nothing', async () => {
    const provider = () => withList(wholeProvider(), () => ({ items: [conversation(1)] }));
    const checks = providerContract({ provider });
    const paging = checks.find(({ name }) => name.startsWith('ends its list'));
    await assert.rejects(paging!.run(), /too few/);
  });
});

it('has a broken provider for every check', () => {
  const tested = new Set(BROKEN.map(([, , check]) => check));
  const kinds = /^(filters by|rejects with kind) /;
  const left = providerContract(wholeOptions()).filter(({ name }) => !tested.has(name));
  assert.deepEqual(
    left.map(({ name }) => name).filter((name) => !kinds.test(name)),
    [],
  );
});
