/** Every adapter keeps the provider contract: the suite that we give to others, over real HTTP. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, test } from 'node:test';
import { startApi } from '../../demo/api/server.js';
import type { ApiOptions, Fault } from '../../demo/api/server.js';
import { createProxies } from '../../demo/site-proxy.js';
import type { ConversationProvider, ErrorKind } from '../../src/model/index.js';
import { createAgentMessageProvider } from '../../src/providers/agentmessage/provider.js';
import { createAnyreachProvider } from '../../src/providers/anyreach/provider.js';
import { createAutocallsProvider } from '../../src/providers/autocalls/provider.js';
import { providerContract, type ContractOptions } from '../../src/testing/index.js';
import { NOW, type Server } from './walking.js';

async function serve(options: ApiOptions): Promise<Server> {
  const server = await startApi({ seed: 7, now: NOW, ...options });
  after(() => server.close());
  return server;
}

const FAULTS: readonly [ErrorKind, Fault][] = [
  ['unauthorized', 401],
  ['forbidden', 403],
  ['rate-limited', 429],
  ['invalid-request', 422],
  ['server', 500],
  ['network', 'cut'],
  ['invalid-response', 'html'],
];

/** More often than an adapter tries; what is left is cleared after the test. */
const ALWAYS = 20;

function failing(
  server: Server,
  connect: () => ConversationProvider,
  faults = FAULTS,
): ContractOptions['failing'] {
  return Object.fromEntries(
    faults.map(([kind, fault]) => [
      kind,
      () => {
        server.control.failNext(fault, ALWAYS);
        return connect();
      },
    ]),
  );
}

function keepsTheContract<P extends ConversationProvider>(
  server: Server,
  options: ContractOptions<P> & { readonly secrets: readonly string[] },
): void {
  const connected = { failing: failing(server, options.provider), ...options };
  for (const { name, run, skipped } of providerContract(connected)) {
    test(name, { skip: skipped }, () => run().finally(() => server.control.clearFaults()));
  }
}

/** Two more at the top, and one less anywhere. */
function comeAndGo({ control }: Server): void {
  control.insertAtTop(2);
  control.remove(1);
}

const quick = { random: () => 0 };

for (const cursorBound of ['exclusive', 'inclusive'] as const) {
  const server = await serve({ rows: 80, cursorBound, timestamps: 'seconds' });
  describe(`Anyreach, where the cursor is ${cursorBound}`, () => {
    const token = 'ak_demo.sensitive';
    keepsTheContract(server, {
      provider: () => createAnyreachProvider({ baseUrl: server.url, token, ...quick }),
      expectedIds: () => server.visibleIds(),
      change: () => comeAndGo(server),
      secrets: [token, server.url, '127.0.0.1'],
    });
  });
}

const crowded = await serve({ rows: 80, timestamps: 'seconds' });
test('Anyreach by the vendor’s own recipe loses conversations that share a second, and is caught', async () => {
  const options = { baseUrl: crowded.url, token: 'ak_demo.sensitive', paging: 'literal' } as const;
  const checks = providerContract({ provider: () => createAnyreachProvider(options) });
  const check = checks.find(({ name }) => name.startsWith('loses no conversation'));
  await assert.rejects(check!.run(), /are missing: "/);
});

const unseen = await serve({ rows: 80 });
describe('Anyreach, for a credential without the scope for sensitive fields', () => {
  const token = 'ak_demo.read';
  keepsTheContract(unseen, {
    provider: () => createAnyreachProvider({ baseUrl: unseen.url, token, ...quick }),
    expectedIds: () => unseen.visibleIds(),
    // What no row tells: it is withheld.
    filterValues: { campaign: ['Winback Q3'], metadata: [{ anyreach_campaign: 'Winback Q3' }] },
    change: () => comeAndGo(unseen),
    secrets: [token, unseen.url, '127.0.0.1'],
  });
});

/** Ids of the organization’s own numbers; the rows have them in their metadata. */
async function ownNumbers({ url }: Server): Promise<string[]> {
  const provider = createAgentMessageProvider({ baseUrl: url, token: 'am_live_demo' });
  const { signal } = new AbortController();
  const { items } = await provider.list({ query: {}, pageSize: 200 }, { signal });
  return [...new Set(items.map(({ metadata }) => String(metadata?.['phone_number_id'])))];
}

const texts = await serve({ rows: 2400 });
const numberIds = await ownNumbers(texts);
describe('AgentMessage', () => {
  const token = 'am_live_demo';
  keepsTheContract(texts, {
    provider: () => createAgentMessageProvider({ baseUrl: texts.url, token, ...quick }),
    expectedIds: async () => (await texts.textThreads()).map(({ id }) => id),
    filterValues: { numberId: numberIds.slice(0, 2) },
    matches: { numberId: ({ metadata }, wanted) => metadata?.['phone_number_id'] === wanted },
    change: () => texts.control.textMessages({ moved: 2, begun: 1 }),
    secrets: [token, texts.url, '127.0.0.1'],
  });
});

for (const resources of [['conversations', 'calls'], ['conversations'], ['calls']] as const) {
  const server = await serve({ rows: 120 });
  describe(`Autocalls, ${resources.join(' and ')}`, () => {
    const token = 'ac_demo';
    const isListed = (id: string) =>
      resources.some((name) => (name === 'calls') === id.startsWith('call:'));
    keepsTheContract(server, {
      provider: () =>
        createAutocallsProvider({
          baseUrl: `${server.url}/autocalls`,
          token,
          resources,
          assistants: [{ id: 1, name: 'Front desk' }],
          campaigns: [{ id: 2, name: 'Winback Q3' }],
          ...quick,
        }),
      // Rows have uuids and names where the parameters are numbers.
      matches: {
        agentId: ({ agent }, wanted) => wanted === '1' && agent?.name === 'Front desk',
        campaign: ({ campaign }, wanted) => wanted === '2' && campaign === 'Winback Q3',
      },
      expectedIds: () => server.autocallsIds().filter(isListed),
      change: () => comeAndGo(server),
      secrets: [token, server.url, '127.0.0.1'],
    });
  });
}

/** What a reader can do something about stays what it is; the rest is a failure of the server. */
const BEHIND_A_PROXY: typeof FAULTS = [
  ['forbidden', 403],
  ['rate-limited', 429],
  ['invalid-request', 422],
  ['server', 500],
  ['server', 401],
];

/** The proxies of the demo before a server, at an address of their own. */
async function proxied(server: Server): Promise<string> {
  const proxies = createProxies(server.url);
  const front = createServer((request, response) => void proxies(request, response));
  await once(front.listen(0, '127.0.0.1'), 'listening');
  after(() => {
    front.close();
    front.closeAllConnections();
  });
  return `http://127.0.0.1:${(front.address() as AddressInfo).port}/proxy`;
}

const spoken = await serve({ rows: 120, timestamps: 'seconds' });
const [toSpoken, toTexts] = [await proxied(spoken), await proxied(texts)];
for (const { name, server, connect, expectedIds, change } of [
  {
    name: 'Anyreach',
    server: spoken,
    connect: () => createAnyreachProvider({ baseUrl: `${toSpoken}/anyreach`, ...quick }),
    expectedIds: () => spoken.visibleIds(),
    change: () => comeAndGo(spoken),
  },
  {
    name: 'AgentMessage',
    server: texts,
    connect: () => createAgentMessageProvider({ baseUrl: `${toTexts}/agentmessage`, ...quick }),
    expectedIds: async () => (await texts.textThreads()).map(({ id }) => id),
    change: () => texts.control.textMessages({ moved: 2, begun: 1 }),
  },
  {
    name: 'Autocalls',
    server: spoken,
    connect: () => createAutocallsProvider({ baseUrl: `${toSpoken}/autocalls`, ...quick }),
    expectedIds: () => spoken.autocallsIds(),
    change: () => comeAndGo(spoken),
  },
]) {
  describe(`${name} through the proxy`, () => {
    keepsTheContract(server, {
      provider: connect,
      expectedIds,
      change,
      failing: failing(server, connect, BEHIND_A_PROXY),
      filterValues: name === 'AgentMessage' ? { numberId: numberIds.slice(0, 2) } : {},
      matches: { numberId: ({ metadata }, wanted) => metadata?.['phone_number_id'] === wanted },
      secrets: ['ak_demo', 'am_live_demo', 'ac_demo', server.url, '127.0.0.1'],
    });
  });
}
