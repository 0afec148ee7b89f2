import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Later } from '../../src/list/later.js';
import type { ConversationList } from '../../src/list/conversation-list.js';
import type { Conversation, ConversationPage, ListRequest } from '../../src/model/index.js';
import { providerError } from '../../src/model/index.js';
import { settled } from '../helpers/deferred-provider.js';
import type { DeferredCall } from '../helpers/deferred-provider.js';
import { idsOf, listWith, readyList, row } from './fixture.js';

/** A server that pages by time; its rows come, go and move while it is read. */
function server(order: 'created' | 'activity', count: number) {
  let rows = Array.from({ length: count }, (_, n) => row(n));
  let newest = 0;
  const top = (one: Conversation) => {
    newest -= 1;
    const moved = { ...one, at: row(newest).at, updatedAt: row(newest).at };
    rows = [moved, ...rows.filter((other) => other.id !== one.id)];
    return moved;
  };
  return {
    get ids() {
      return rows.map((one) => one.id);
    },
    answer({ cursor, pageSize }: ListRequest): ConversationPage {
      const start = cursor === undefined ? 0 : rows.findIndex((one) => one.at! < cursor);
      const items = start < 0 ? [] : rows.slice(start, start + pageSize);
      const last = items.at(-1);
      const more = last && rows.at(-1) !== last;
      return { items, ...(more && { nextCursor: last.at! }) };
    },
    create: () => top(row(newest - 1)),
    touch(n: number) {
      const one = rows[n % Math.max(1, rows.length)];
      if (!one) return undefined;
      if (order === 'activity') return top(one);
      const changed = { ...one, updatedAt: row((newest -= 1)).at };
      rows = rows.map((other) => (other.id === one.id ? changed : other));
      return changed;
    },
    remove(n: number) {
      const one = rows[n % Math.max(1, rows.length)];
      rows = rows.filter((other) => other !== one);
      return one?.id;
    },
  };
}

function consistent(list: ConversationList): void {
  const ids = idsOf(list);
  assert.equal(new Set(ids).size, ids.length, 'an id is shown twice');
  ids.forEach((id, index) => assert.equal(list.indexOf(id), index));
  let start = 0;
  for (let page = 0; page < list.pageCount; page += 1) {
    assert.equal(list.pageStart(page), start);
    start += list.pageAt(page).length;
  }
  assert.equal(start, list.count);
}

const small = fc.nat({ max: 40 });
const act = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('answer' as const), n: small }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('end' as const), n: small }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'more',
        'away',
        'fail',
        'retry',
        'refresh',
        'create',
        'touch',
        'remove',
        'draw',
        'top',
        'scrolled',
        'show',
        'move',
        'wait',
        'silently',
      ),
      n: small,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('load', 'restore', 'garbage', 'code'), n: small }),
  },
);

interface Step {
  readonly do: string;
  readonly n: number;
}

/** `lateCode`: the later part arrives, or cannot be loaded, when the test says so. */
async function world(order: 'created' | 'activity', honoursAbort: boolean, lateCode: boolean) {
  const code: { arrive(): void; fail(): void }[] = [];
  const later = () =>
    new Promise<{ Later: typeof Later }>((resolve, reject) => {
      code.push({ arrive: () => resolve({ Later }), fail: () => reject(new TypeError('Cut.')) });
    });
  const fixture = await (lateCode ? listWith : readyList)({
    pageSize: 5,
    honoursAbort,
    capabilities: { order, maxPageSize: 12 },
    ...(lateCode && { later }),
  });
  const { list, provider, clock, source } = fixture;
  const data = server(order, 40);
  // Read when it is asked, answered when the test says so: late answers are really old.
  const answers = new Map<DeferredCall, ConversationPage>();
  const note = () => {
    for (const call of provider.calls) {
      if (!answers.has(call)) answers.set(call, data.answer(call.request));
    }
  };
  const waiting = () => provider.calls.filter((call) => !call.settled);
  const pick = (n: number) => waiting()[n % Math.max(1, waiting().length)];
  const tell = (one: Conversation | undefined) =>
    one && list.apply({ type: 'upsert', items: [one] });
  const error = providerError('network', 'Cut.');
  let silent = false;
  const acts: Record<string, (n: number) => unknown> = {
    code: (n) => {
      const load = code.shift();
      if (n % 3 === 2) load?.fail();
      else load?.arrive();
      return settled();
    },
    silently: (n) => {
      silent = true;
      const change = [() => data.create(), () => data.touch(n), () => data.remove(n)][n % 3];
      change?.();
    },
    answer: (n) => pick(n)?.resolve(answers.get(pick(n)!)),
    fail: (n) => pick(n)?.reject(error),
    garbage: (n) => pick(n)?.resolve({ items: 'x' }),
    end: () => list.setEndInView(true),
    away: () => list.setEndInView(false),
    more: () => list.loadMore(),
    retry: () => list.retry(),
    refresh: () => void list.refresh(),
    create: () => tell(data.create()),
    touch: (n) => tell(data.touch(n)),
    remove: (n) => {
      const id = data.remove(n);
      if (id !== undefined) list.apply({ type: 'remove', ids: [id] });
    },
    draw: () => clock.draw(),
    top: () => list.setAtTop(true),
    scrolled: () => list.setAtTop(false),
    show: () => list.showArrivals(),
    move: () => {
      list.suspend();
      list.resume();
    },
    wait: (n) => clock.advance(n),
    load: () => list.load(source),
    restore: (n) => {
      const state = list.state({ anchorIndex: n, offset: 0 });
      void list.restore(source, state);
    },
  };
  const step = async ({ do: name, n }: Step) => {
    await acts[name]!(n);
    note();
    consistent(list);
  };
  /** Whether something changed that no live source told of: only a refresh can find it. */
  const changedSilently = () => silent;
  return { ...fixture, data, step, changedSilently };
}

/** Lets everything come to rest: answers all, retries, reads to the end, shows what waits. */
async function rest({
  list,
  step,
  changedSilently,
}: Awaited<ReturnType<typeof world>>): Promise<void> {
  const settle = async () => {
    for (let turn = 0; turn < 300; turn += 1) {
      await step({ do: 'code', n: 0 });
      await step({ do: 'answer', n: 0 });
      if (list.error) await step({ do: 'retry', n: 0 });
      else if (!list.ended) await step({ do: 'more', n: 0 });
      if (list.ended && !list.loading && !list.error) return;
    }
  };
  await settle();
  if (changedSilently()) {
    await step({ do: 'refresh', n: 0 });
    await settle();
  }
  await step({ do: 'draw', n: 0 });
  await step({ do: 'show', n: 0 });
}

for (const order of ['created', 'activity'] as const) {
  for (const [kind, honoursAbort, lateCode] of [
    ['whose provider stops when told', true, false],
    ['whose provider ignores being told to stop', false, false],
    ['whose code comes late', true, true],
  ] as const) {
    test(`whatever happens in whatever order, a list by ${order} ${kind} ends complete`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(act, { maxLength: 60, size: 'max' }), async (steps) => {
          const all = await world(order, honoursAbort, lateCode);
          all.list.load(all.source);
          await all.step({ do: 'draw', n: 0 });
          for (const one of steps) await all.step(one);
          await rest(all);
          assert.equal(all.list.ended, true);
          assert.deepEqual(idsOf(all.list), all.data.ids);
          if (honoursAbort) assert.ok(all.provider.maxInFlight <= 1);
        }),
        { numRuns: 300 },
      );
    });
  }
}
