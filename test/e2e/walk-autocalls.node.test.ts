/** Both lists of the reference API through the adapter over real HTTP: nothing lost, nothing twice. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startApi } from '../../demo/api/server.js';
import type { ProviderError, Query } from '../../src/model/index.js';
import { createAutocallsProvider } from '../../src/providers/autocalls/provider.js';
import type { AutocallsOptions } from '../../src/providers/autocalls/provider.js';
import { walk } from '../providers/anyreach/walk.js';
import { assertSameRows, assertSecondPageFails, FAILURES, NOW } from './walking.js';
import type { Server } from './walking.js';

const connect = ({ url }: Server, options: AutocallsOptions = {}) =>
  createAutocallsProvider({
    baseUrl: `${url}/autocalls`,
    token: 'ac_demo',
    random: () => 0,
    ...options,
  });

describe('a reader who scrolls through 6,000 conversations and calls', () => {
  let server: Server;
  before(async () => {
    server = await startApi({ rows: 6000, seed: 7, now: NOW });
  });
  after(() => server.close());

  it('sees each once, newest first', async () => {
    const expected = server.autocallsIds();
    assert.equal(expected.length, 6000);
    const { ids, pages } = await walk(connect(server), { pageSize: 100 });
    assertSameRows(ids, expected);
    const times = pages.flatMap(({ items }) => items).map(({ at }) => at);
    assert.deepEqual(times, [...times].sort().reverse());
    assert.deepEqual(
      pages.flatMap(({ notices }) => notices ?? []),
      [],
    );
  });

  it('sees each once while others arrive and the pages of calls shift', async () => {
    const expected = server.autocallsIds();
    const { ids } = await walk(connect(server), {
      pageSize: 100,
      afterPage: () => void server.control.insertAtTop(3),
    });
    const old = new Set(expected);
    assert.ok(server.autocallsIds().length > expected.length + 100);
    assertSameRows(
      ids.filter((id) => old.has(id)),
      expected,
    );
  });

  it('sees each of one kind once', async () => {
    const calls = server.autocallsIds().filter((id) => id.startsWith('call:'));
    const provider = connect(server);
    const [phone, web] = [
      await walk(provider, { pageSize: 100, query: { channel: ['phone'] } }),
      await walk(provider, { pageSize: 100, query: { channel: ['web-call'] } }),
    ];
    assert.ok(web.ids.length > 20);
    assertSameRows([...phone.ids, ...web.ids], calls);
  });
});

describe('a reader who scrolls while conversations come and go', () => {
  const LISTS = [['conversations'], ['calls'], ['conversations', 'calls']] as const;
  for (const resources of LISTS) {
    for (const pageSize of [7, 30]) {
      it(`sees each that stays once: ${resources.join(' and ')}, ${pageSize} at a time`, async () => {
        const server = await startApi({ rows: 1200, seed: 7, now: NOW });
        const isListed = (id: string) =>
          resources.some((name) => (name === 'calls') === id.startsWith('call:'));
        const before = server.autocallsIds().filter(isListed);
        let pages = 0;
        const { ids } = await walk(connect(server, { resources }), {
          pageSize,
          // More go than come and then more come than go, so that pages shift in both directions.
          afterPage() {
            pages += 1;
            server.control.remove(pages % 5 < 3 ? 4 : 1);
            server.control.insertAtTop(pages % 5 < 3 ? 1 : 5);
          },
        });
        const left = new Set(server.autocallsIds());
        await server.close();
        const stayed = before.filter((id) => left.has(id));
        assert.ok(pages > 5 && stayed.length < before.length);
        assertSameRows(
          ids.filter((id) => stayed.includes(id)),
          stayed,
        );
      });
    }
  }
});

describe('a reader who filters', () => {
  let server: Server;
  before(async () => {
    server = await startApi({ rows: 600, seed: 7, now: NOW });
  });
  after(() => server.close());

  it('sees what all rows that match are, and opens each of them', async () => {
    const { signal } = new AbortController();
    const provider = connect(server, { resources: ['conversations', 'calls'] });
    const rows = (await walk(provider)).pages.flatMap(({ items }) => items);
    const texting = rows.find(({ channel }) => channel === 'whatsapp');
    const byApi = rows.find(({ channel }) => channel === 'api');
    const calling = rows.find(({ channel }) => channel === 'phone');
    assert.ok(texting && byApi && calling);
    const table = [
      [{ channel: ['whatsapp'] }, (row: (typeof rows)[0]) => row.channel === 'whatsapp'],
      [{ channel: ['test'] }, (row) => row.channel === 'test'],
      [{ externalId: byApi.externalId ?? '' }, (row) => row.externalId === byApi.externalId],
      [{ status: ['no-answer'] }, (row) => row.status === 'no-answer'],
      [{ direction: 'outbound' }, (row) => row.direction === 'outbound'],
      [
        { caller: calling.caller?.address ?? '' },
        (row) => row.caller?.address === calling.caller?.address,
      ],
      [
        { channel: ['whatsapp'], agentAddress: texting.agent?.address ?? '' },
        (row) => row.channel === 'whatsapp' && row.agent?.address === texting.agent?.address,
      ],
      [{ agentId: '1' }, (row) => row.agent?.name === 'Front desk'],
      [{ campaign: '2' }, (row) => row.campaign === 'Winback Q3'],
      [
        { channel: ['phone'], createdAfter: calling.at ?? '' },
        (row) => row.channel === 'phone' && (row.at ?? '') >= (calling.at ?? ''),
      ],
      [
        { channel: ['phone'], createdBefore: calling.at ?? '' },
        (row) => row.channel === 'phone' && (row.at ?? '') <= (calling.at ?? ''),
      ],
    ] satisfies [Query, (row: (typeof rows)[0]) => boolean][];
    for (const [query, matches] of table) {
      const expected = rows.filter(matches).map(({ id }) => id);
      assert.ok(expected.length > 0, JSON.stringify(query));
      assertSameRows((await walk(provider, { query })).ids, expected);
    }
    for (const row of [texting, byApi, calling]) {
      const { conversation } = await provider.get(row.id, { signal });
      assert.deepEqual([conversation.id, conversation.at], [row.id, row.at]);
    }
  });

  it('by the uuid of the rows is told at the filter that the parameter is a number', async () => {
    const { signal } = new AbortController();
    const provider = connect(server);
    const { items } = await provider.list({ query: {}, pageSize: 50 }, { signal });
    const agentId = items.find(({ agent }) => agent?.id)?.agent?.id ?? '';
    const error = await provider.list({ query: { agentId }, pageSize: 50 }, { signal }).then(
      () => assert.fail('It should have failed.'),
      (thrown: ProviderError) => thrown,
    );
    assert.equal(error.kind, 'invalid-request');
    assert.match(error.details?.['agentId'] ?? '', /integer/);
  });

  it('hears a recording that is played', async () => {
    const { signal } = new AbortController();
    const provider = connect(server, { resources: ['calls'] });
    const { items } = await provider.list({ query: {}, pageSize: 100 }, { signal });
    const recorded = items.find(({ recording }) => recording === 'available');
    const { source } =
      (await provider.recording?.(recorded?.id ?? '', { signal, reason: 'play' })) ?? {};
    const response = await fetch(String(source), { headers: { Range: 'bytes=0-3' } });
    assert.deepEqual([response.status, await response.text()], [206, 'RIFF']);
  });
});

describe('a reader whose second page fails', () => {
  let server: Server;
  before(async () => {
    server = await startApi({ rows: 1000, seed: 7, now: NOW });
  });
  after(() => server.close());

  for (const failure of [...FAILURES, [403, 'forbidden', 1]] as const) {
    it(`with ${failure[0]} is told ${failure[1]}, and gets it when asking again`, async () => {
      const provider = connect(server, { resources: ['calls'] });
      await assertSecondPageFails(server, provider, failure, 50);
    });
  }

  it('with a row of wrong types keeps the page, and is told which row', async () => {
    const { signal } = new AbortController();
    server.control.failNext('wrong-types');
    const provider = connect(server, { resources: ['calls'] });
    const { items } = await provider.list({ query: {}, pageSize: 50 }, { signal });
    assert.equal(items.length, 50);
    assert.equal(items.filter(({ unreadable }) => unreadable).length, 1);
  });
});
