/** Every filter through list engine, adapter, HTTP and SQLite, against SQL that is written by hand. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Row } from '../../demo/api/generate.js';
import { startApi, type Api } from '../../demo/api/server.js';
import { printInstant } from '../../demo/api/time.js';
import { ConversationList } from '../../src/list/conversation-list.js';
import type { LoadReport } from '../../src/list/types.js';
import type { Query } from '../../src/model/index.js';
import { createAnyreachProvider } from '../../src/providers/anyreach/provider.js';
import { FILTERS } from '../../src/providers/anyreach/query.js';
import { asks, openOracle, type Asked, type Instant, type Oracle } from './oracle.js';

const ROWS = 1500;
const SEED = 11;
const NOW = '2026-03-01T00:00:00Z';

interface World {
  readonly api: Api & { readonly url: string };
  readonly oracle: Oracle;
  /** Adds conversations newer than all others, here and there; answers their ids. */
  insert(count: number): string[];
  close(): Promise<void>;
}

async function createWorld(timestamps: 'seconds' | 'microseconds'): Promise<World> {
  const options = { rows: ROWS, seed: SEED, now: NOW, timestamps };
  const [api, oracle] = await Promise.all([startApi(options), openOracle(options)]);
  return {
    api,
    oracle,
    insert(count) {
      const ids = api.control.insertAtTop(count);
      assert.deepEqual(oracle.insertAtTop(count), ids, 'both have the same rows');
      return ids;
    },
    async close() {
      oracle.close();
      await api.close();
    },
  };
}

const queryOf = (filters: readonly Asked[]): Query =>
  Object.assign({}, ...filters.map(({ query }) => query)) as Query;

/** A reader's list over real HTTP, read a page at a time. */
function open({ api }: World, filters: readonly Asked[], pageSize: number) {
  const reports: LoadReport[] = [];
  let wake = (): void => {};
  const list = new ConversationList({
    changed: () => wake(),
    loaded: (report) => reports.push(report),
    frame: (callback) => {
      const id = setImmediate(callback);
      return () => clearImmediate(id);
    },
    // Nothing fails here, so nothing is ever tried again by itself.
    after: () => () => {},
  });
  const provider = createAnyreachProvider({ baseUrl: api.url, token: 'ak_demo.sensitive' });
  const rest = async (): Promise<void> => {
    while (list.loading) await new Promise<void>((resolve) => (wake = resolve));
    if (list.error) throw list.error.error;
  };
  list.load({ provider, query: queryOf(filters), pageSize });
  return {
    list,
    reports,
    rest,
    ids: () => Array.from({ length: list.count }, (_, index) => list.rowAt(index)!.id),
    /** Reads to the end. */
    async walk(afterPage: () => void = () => {}): Promise<void> {
      await rest();
      while (!list.ended) {
        afterPage();
        list.loadMore();
        await rest();
      }
    },
  };
}

/** Shows, at the end of the walk, exactly SQL's rows in its order. */
async function finds(world: World, filters: readonly Asked[], least = 0, pageSize = 100) {
  const expected = world.oracle.ids(filters);
  const said = JSON.stringify(queryOf(filters));
  assert.ok(expected.length >= least, `only ${expected.length} rows to tell by: ${said}`);
  const reader = open(world, filters, pageSize);
  await reader.walk();
  assert.deepEqual(reader.ids(), expected, said);
  assert.equal(reader.list.total, undefined, 'a total that no server has said');
  reader.list.dispose();
}

const OFFSETS = ['+00:00', '+05:30', '-08:00', '+14:00'];

/** The same instant as a clock in some zone has it. */
function instantAt(micros: number, offset = '+00:00'): Instant {
  const [hours, minutes] = offset.slice(1).split(':').map(Number) as [number, number];
  const ahead = (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000_000;
  return { micros, text: printInstant(micros + ahead, 'microseconds', offset) };
}

const present = <T>(values: readonly (T | null | undefined)[]): T[] => [
  ...new Set(values.filter((value) => value !== null && value !== undefined)),
];

type Metadata = Readonly<Record<string, unknown>>;
const metadataOf = ({ custom_metadata: text }: Row): Metadata =>
  (JSON.parse(text ?? '{}') ?? {}) as Metadata;

/** The pairs that can be asked for: plain values under a key that is not empty. */
const pairsOf = (row: Row): [string, string | number | boolean][] =>
  Object.entries(metadataOf(row)).filter(
    (pair): pair is [string, string | number | boolean] =>
      pair[0].trim() !== '' &&
      ['string', 'number', 'boolean'].includes(typeof pair[1]) &&
      String(pair[1]).isWellFormed(),
  );

describe('each filter alone leaves exactly what SQL says', () => {
  let world: World;
  before(async () => {
    world = await createWorld('microseconds');
  });
  after(() => world.close());

  const shown = () => world.oracle.rows.filter(({ status }) => status !== 'token_created');
  const each = async <T>(values: readonly T[], ask: (value: T) => Asked, least = 1) => {
    assert.ok(values.length > 0);
    for (const value of values) await finds(world, [ask(value)], least);
  };
  const column = <K extends keyof Row>(key: K) => present(shown().map((row) => row[key]));

  it('caller: a part in any case; %, _, quotes and backslashes are themselves', async () => {
    const parts = [
      '5550',
      'EXAMPLE.ORG',
      'guest_',
      'Guest_',
      '_',
      '.',
      '+44',
      '<img',
      '"',
      ' ',
      '=',
    ];
    await each(parts, asks.caller);
    const none = [
      '%',
      '\\',
      "'; DROP TABLE seen;--",
      'é',
      '\u{1F468}',
      '+1%',
      'guest%',
      '5_5',
      '\\_',
    ];
    await each(none, asks.caller, 0);
    for (const text of none) assert.deepEqual(world.oracle.ids([asks.caller(text)]), [], text);
  });

  it('agent number: a part, and nothing where there is none', async () => {
    await each(['@EXAMPLE', '+1', '0121', '<script>'], asks.agentNumber);
    await each(['%', '_', '-'], asks.agentNumber, 0);
  });

  it('agent, version, widget: the whole id', async () => {
    await each(column('agent_id'), asks.agent);
    await each(column('agent_version_id'), asks.agentVersion);
    await each(column('web_widget_id') as string[], asks.webWidget);
    const [id] = column('agent_id');
    await each([id!.slice(0, -1), id!.toUpperCase(), '%', `${id} `], asks.agent, 0);
  });

  it('direction, status and channel: everything that is offered', async () => {
    const values = (key: 'direction' | 'status' | 'channel') => {
      const capability = FILTERS[key] as { options: readonly { value: string }[] };
      return capability.options.map(({ value }) => value) as never[];
    };
    await each(values('direction'), asks.direction);
    await each(values('status'), asks.status);
    await each(values('channel'), asks.channel);
  });

  it('duration: inclusive bounds, zero is a value, none is not zero', async () => {
    for (const ask of [asks.durationMin, asks.durationMax]) await each([0, 1, 59, 60, 61], ask);
    await each([8200, 1e6, 1e14], asks.durationMin, 0);
    await finds(world, [asks.durationMin(0), asks.durationMax(0)], 5);
    const [some] = column('duration').filter((seconds) => Number(seconds) > 60);
    await finds(world, [asks.durationMin(some!), asks.durationMax(some!)], 1);
    await finds(world, [asks.durationMin(59.5), asks.durationMax(120.25)], 5);
    await finds(world, [asks.durationMin(60.2), asks.durationMax(60.8)]);
  });

  it('user turns: inclusive bounds, zero too', async () => {
    for (const ask of [asks.userTurnsMin, asks.userTurnsMax]) await each([0, 1, 7], ask);
    await finds(world, [asks.userTurnsMin(0), asks.userTurnsMax(0)], 5);
    await finds(world, [asks.userTurnsMin(3), asks.userTurnsMax(3)], 5);
  });

  it('times: inclusive to the microsecond, also where many rows share one', async () => {
    const times = shown().map((row) => row.created_at);
    const tied = times.find((time, index) => times[index + 40] === time)!;
    const bounds = [tied - 1, tied, tied + 1, times[300]!, times.at(-1)!, times[0]!];
    for (const [index, micros] of bounds.entries()) {
      const at = instantAt(micros, OFFSETS[index % OFFSETS.length]);
      for (const ask of [asks.createdAfter, asks.createdBefore]) await finds(world, [ask(at)]);
    }
    await finds(
      world,
      [asks.createdAfter(instantAt(tied)), asks.createdBefore(instantAt(tied))],
      41,
    );
    const updated = shown().map((row) => row.updated_at);
    for (const micros of [updated[5]!, updated[300]! + 1, updated[900]!]) {
      for (const ask of [asks.updatedAfter, asks.updatedBefore])
        await finds(world, [ask(instantAt(micros, '-08:00'))], 1);
    }
  });

  it('campaign: the whole name', async () => {
    const names = present(shown().map((row) => metadataOf(row)['anyreach_campaign'])) as string[];
    await each(names, asks.campaign);
    await each([names[0]!.slice(1), '%', names[0]!.toUpperCase()], asks.campaign, 0);
  });

  it('metadata: by key, value and type; quotes, unicode and inherited names are themselves', async () => {
    const pairs = shown().flatMap(pairsOf);
    const strange = /["'<\\]|[^ -~]|^constructor$|^toString$/;
    const odd = new Map(
      pairs.filter(([key, value]) => strange.test(key + value)).map((one) => [one.join(), one]),
    );
    const quoted = [...odd.values()].filter(([, value]) => String(value).includes('"'));
    assert.ok(quoted.length > 0 && odd.size > 40);
    for (const [key, value] of [...quoted, ...[...odd.values()].slice(0, 40)])
      await finds(world, [asks.metadata({ [key]: value })], 1);
    const digits = pairs.filter(
      ([key, value]) => key === 'order_id' && /^\d+$/.test(String(value)),
    );
    assert.deepEqual(
      new Set(digits.map(([, value]) => typeof value)),
      new Set(['number', 'string']),
    );
    for (const [, value] of digits.slice(0, 12)) {
      await finds(world, [asks.metadata({ order_id: Number(value) })]);
      await finds(world, [asks.metadata({ order_id: String(value) })]);
    }
    await each([true, false], (vip) => asks.metadata({ vip }));
    await each(['true', 'gold', 0, ''], (vip) => asks.metadata({ vip }), 0);
    const row = shown().find((one) => pairsOf(one).length > 3)!;
    await finds(world, [asks.metadata(Object.fromEntries(pairsOf(row)))], 1);
    await each(
      ['__proto__', 'hasOwnProperty', "'", '$.vip'],
      (key) => asks.metadata({ [key]: 'x' }),
      0,
    );
  });

  it('every filter that is offered has been asked for here', () => {
    const asked = [
      ...[asks.caller('x'), asks.agent('x'), asks.agentVersion('x'), asks.agentNumber('x')],
      ...[asks.direction('inbound'), asks.status('x'), asks.channel('phone'), asks.campaign('x')],
      ...[asks.durationMin(0), asks.durationMax(0), asks.userTurnsMin(0), asks.userTurnsMax(0)],
      ...[asks.createdAfter, asks.createdBefore, asks.updatedAfter, asks.updatedBefore].map((ask) =>
        ask(instantAt(0)),
      ),
      ...[asks.webWidget('x'), asks.metadata({ x: 1 })],
    ];
    assert.equal(asked.length, Object.keys(asks).length);
    assert.deepEqual(Object.keys(queryOf(asked)).sort(), Object.keys(FILTERS).sort());
  });
});

/**
 * Filters as a reader combines them: mostly about one conversation, so that it is among the rows, and
 * now and then something else, so that other filters decide.
 */
function combination(oracle: Oracle): fc.Arbitrary<readonly Asked[]> {
  const rows = oracle.rows.slice();
  const row = fc.nat({ max: rows.length - 1 }).map((index) => rows[index]!);
  const part = (text: string) =>
    fc
      .tuple(fc.nat({ max: text.length - 1 }), fc.integer({ min: 1, max: 6 }))
      .map(([from, length]) => text.slice(from, from + length).toWellFormed())
      .map((one) => (one.length % 2 ? one.toUpperCase() : one));
  const offset = fc.constantFrom(...OFFSETS);
  const near = (value: number, reach: number) =>
    fc.constantFrom(-reach, -1, 0, 0, 0, 1, reach).map((by) => Math.max(0, value + by));
  const time = (micros: number, reach: number) =>
    fc.tuple(near(micros, reach), offset).map(([at, zone]) => instantAt(at, zone));
  const day = 86_400_000_000;
  const about = (one: Row): fc.Arbitrary<Asked>[] => [
    part(one.user_id).map(asks.caller),
    fc.constant(asks.agent(one.agent_id)),
    fc.constant(asks.direction(one.direction)),
    fc.constant(asks.status(one.status === 'token_created' ? 'completed' : one.status)),
    fc.constant(
      asks.channel(
        ({ telephone: 'phone', webrtc: 'web', email: 'email', text: 'text' } as const)[one.channel],
      ),
    ),
    near(one.duration ?? 0, 30).map(asks.durationMin),
    near(one.duration ?? 600, 30).map(asks.durationMax),
    near(one.user_turn_count ?? 0, 3).map(asks.userTurnsMin),
    near(one.user_turn_count ?? 20, 3).map(asks.userTurnsMax),
    time(one.created_at - day, 7 * day).map(asks.createdAfter),
    time(one.created_at, day).map(asks.createdBefore),
    time(one.updated_at - day, 7 * day).map(asks.updatedAfter),
    time(one.updated_at, day).map(asks.updatedBefore),
    ...(one.agent_number ? [part(one.agent_number).map(asks.agentNumber)] : []),
    ...(one.web_widget_id ? [fc.constant(asks.webWidget(one.web_widget_id))] : []),
    fc.constant(asks.agentVersion(one.agent_version_id)),
    ...campaignAndMetadata(one),
  ];
  return fc
    .tuple(row, row)
    .chain(([one, other]) =>
      fc.subarray([...about(one), ...about(other).slice(0, 4)], { minLength: 0, maxLength: 5 }),
    )
    .chain((chosen) => fc.tuple(...chosen))
    .map(oneOfEach);
}

function campaignAndMetadata(row: Row): fc.Arbitrary<Asked>[] {
  const campaign = metadataOf(row)['anyreach_campaign'];
  const pairs = pairsOf(row).filter(([key]) => key !== 'anyreach_campaign');
  return [
    ...(typeof campaign === 'string' ? [fc.constant(asks.campaign(campaign))] : []),
    ...(pairs.length > 0
      ? [
          fc
            .subarray(pairs, { minLength: 1, maxLength: Math.min(3, pairs.length) })
            .map((some) => asks.metadata(Object.fromEntries(some))),
        ]
      : []),
  ];
}

/** A query holds one value a key: the later one is left out. */
function oneOfEach(filters: readonly Asked[]): readonly Asked[] {
  const taken = new Set<string>();
  return filters.filter(({ query }) => {
    const [key = ''] = Object.keys(query);
    return !taken.has(key) && taken.add(key);
  });
}

for (const timestamps of ['microseconds', 'seconds'] as const) {
  for (const cursorBound of ['exclusive', 'inclusive'] as const) {
    describe(`any filters at once, where times are in ${timestamps} and the cursor is ${cursorBound}`, () => {
      let world: World;
      before(async () => {
        world = await createWorld(timestamps);
        world.api.control.set({ cursorBound });
      });
      after(() => world.close());

      it('leave exactly what SQL says, at any page size, and while others arrive', async () => {
        let [found, pages] = [0, 0];
        const arrivals = fc.array(fc.nat({ max: 3 }), { maxLength: 4 });
        const size = fc.constantFrom(1, 2, 3, 7, 20, 50, 200, 999);
        await fc.assert(
          fc.asyncProperty(
            combination(world.oracle),
            size,
            arrivals,
            async (filters, wish, later) => {
              const expected = world.oracle.ids(filters);
              // Many tiny pages take long and tell no more than some do.
              const pageSize = Math.max(wish, Math.ceil(expected.length / 25));
              const reader = open(world, filters, pageSize);
              const arrived = new Set<string>();
              const waiting = [...later];
              await reader.walk(() => {
                for (const id of world.insert(waiting.pop() ?? 0)) arrived.add(id);
              });
              const old = reader.ids().filter((id) => !arrived.has(id));
              assert.deepEqual(old, expected);
              await reader.list.refresh();
              await reader.rest();
              assert.deepEqual(reader.ids(), world.oracle.ids(filters), 'after a refresh');
              assert.equal(reader.list.total, undefined);
              assert.deepEqual(reader.list.gaps, []);
              [found, pages] = [
                found + Math.min(1, expected.length),
                pages + reader.reports.length,
              ];
              reader.list.dispose();
            },
          ),
          { numRuns: 60, seed: 20260301 },
        );
        assert.ok(found > 25, `${found} combinations that left rows`);
        assert.ok(pages > 200, `${pages} pages`);
      });
    });
  }
}
