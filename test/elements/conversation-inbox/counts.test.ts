/**
 * What the table may cost, counted and not timed: a count is the same on a fast and on a busy
 * computer, so these fail only when the table does more than it did.
 */
import { expect } from '@open-wc/testing';
import type { ConversationProvider } from '../../../src/model/index.js';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { many, numbered } from '../../../stories/fixtures.js';
import {
  all,
  body,
  frames,
  mountLoaded,
  part,
  rows,
  scroller,
  scrollTo,
  until,
} from '../../helpers/inbox.js';

/** Counts calls of a method while something happens. */
async function callsOf<T extends object>(
  target: T,
  method: keyof T & string,
  act: () => Promise<unknown>,
): Promise<number> {
  const own = target[method] as (...given: unknown[]) => unknown;
  let calls = 0;
  (target as Record<string, unknown>)[method] = function (this: unknown, ...given: unknown[]) {
    calls += 1;
    return own.apply(this, given);
  };
  try {
    await act();
  } finally {
    delete (target as Record<string, unknown>)[method];
  }
  return calls;
}

/** Pages of numbered rows, made when they are asked for. */
function pagesOf(size: number, pages: number) {
  const asked: (string | undefined)[] = [];
  const { capabilities } = createMemoryProvider();
  const provider: ConversationProvider = {
    capabilities: { ...capabilities, maxPageSize: size },
    list: async ({ cursor }) => {
      asked.push(cursor);
      const start = Number(cursor ?? 0);
      const items = Array.from({ length: size }, (_, offset) => numbered(start + offset));
      const next = start + size;
      return { items, nextCursor: next < size * pages ? String(next) : undefined };
    },
    get: () => Promise.reject(new Error('Nobody asks for one.')),
  };
  return { provider, asked };
}

describe('the cost of a table', () => {
  it('is one request a page: two thousand pages are two thousand requests', async function () {
    this.timeout(240_000);
    const { provider, asked } = pagesOf(50, 2000);
    const inbox = await mountLoaded(provider);
    const table = scroller(inbox);
    while (asked.length < 2000) {
      const before = asked.length;
      table.scrollTop = 0;
      table.dispatchEvent(new Event('scroll'));
      table.scrollTop = table.scrollHeight;
      table.dispatchEvent(new Event('scroll'));
      for (let turn = 0; asked.length === before && turn < 50; turn += 1)
        await inbox.updateComplete;
      if (asked.length === before) await frames(1);
    }
    await frames(3);
    expect(inbox.getState().depth).to.equal(100_000);
    await scrollTo(inbox, 0);
    await scrollTo(inbox, table.scrollHeight);
    expect(asked).to.have.length(2000);
    expect(new Set(asked).size, 'each asked for once').to.equal(2000);
    expect(rows(inbox).at(-1)!.textContent).to.contain('(99999)');
  });

  it('is no template and no element while a reader scrolls', async () => {
    const inbox = await mountLoaded(createMemoryProvider({ conversations: many(2000) }), {
      pageSize: 1000,
      detailHref: '/c/{id}',
    });
    await until(() => part(inbox, 'columns-button'), 'the toolbar');
    // The window has its full size once a reader is away from the top.
    await scrollTo(inbox, 2000);
    const far = async () => {
      for (let top = 2000; top < 30_000; top += 1130) await scrollTo(inbox, top);
    };
    expect(await callsOf(document, 'importNode', far), 'templates').to.equal(0);
    expect(await callsOf(document, 'createElement', far), 'elements').to.equal(0);
    expect(await callsOf(document, 'createTreeWalker', far), 'tree walkers').to.equal(0);
  });

  it('is one template for a row, however many rows come', async () => {
    const created = async (count: number) => {
      const provider = createMemoryProvider({ conversations: many(count) });
      let rendered = 0;
      const calls = await callsOf(document, 'importNode', async () => {
        const inbox = await mountLoaded(provider, { pageSize: 1000, detailHref: '/c/{id}' });
        rendered = rows(inbox).length;
      });
      return { calls, rendered };
    };
    const [some, more] = [await created(10), await created(1000)];
    expect(more.calls - some.calls).to.be.at.most(more.rendered - some.rendered);
  });

  it('is at most fifty-five elements a row', async () => {
    const inbox = await mountLoaded(createMemoryProvider({ conversations: many(200) }), {
      pageSize: 1000,
      detailHref: '/c/{id}',
    });
    await scrollTo(inbox, 2000);
    for (const row of rows(inbox)) expect(row.querySelectorAll('*').length).to.be.at.most(55);
    const walker = document.createTreeWalker(rows(inbox)[3]!);
    let nodes = 0;
    while (walker.nextNode()) nodes += 1;
    expect(nodes, 'texts and comments included').to.be.at.most(66);
  });

  it('is two nodes for a page that is not in view', async function () {
    this.timeout(60_000);
    const { provider } = pagesOf(50, 100);
    const inbox = await mountLoaded(provider);
    const nodes = () => all(inbox, '*').length;
    const before = nodes();
    while (body(inbox).offsetHeight < 100 * 50 * 40) {
      await scrollTo(inbox, 0);
      await scrollTo(inbox, scroller(inbox).scrollHeight);
    }
    for (let times = 0; all(inbox, '.find > *').length < 100 && times < 300; times += 1)
      await frames(1);
    expect(all(inbox, '.find > *').length).to.be.at.most(101);
    // The window grew by the rows above, once the reader was away from the top.
    expect(nodes() - before).to.be.at.most(101 + 8 * 56);
  });
});
