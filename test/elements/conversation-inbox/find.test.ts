import { expect } from '@open-wc/testing';
import type { ConversationInbox } from '../../../src/elements/conversation-inbox/conversation-inbox.js';
import type { Conversation } from '../../../src/model/index.js';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { conversation, many, numbered } from '../../../stories/fixtures.js';
import {
  all,
  body,
  frames,
  indexOf,
  mountLoaded,
  part,
  quiet,
  rows,
  scroller,
  scrollTo,
  toTheEnd,
  until,
} from '../../helpers/inbox.js';
import { press } from '../../helpers/keys.js';
import { copiedNumbers, copy, selectionOf } from '../../helpers/selection.js';

const ROW = 40;

/** The unseen texts, in document order, with the place of each one's first line in the list. */
const texts = (inbox: Element) =>
  all(inbox, '.find > *').map((element) => ({
    element,
    at: Number(element.style.getPropertyValue('--_at')),
    lines: element.textContent.split('\n'),
  }));

/** What can be found in lines, by the row's place in the list. */
function findable(inbox: Element): Map<number, string> {
  const lines = texts(inbox).flatMap((text) =>
    text.lines.map((line, index) => [text.at + index, line] as const),
  );
  return new Map(lines.filter(([, line]) => line !== ''));
}

/** Every row held can be found once: in its rendered row, or in a line. */
async function complete(inbox: Element, count: number): Promise<Map<number, string>> {
  await until(() => {
    const lines = findable(inbox);
    const rendered = rows(inbox).map(indexOf);
    const once = rendered.every((index) => !lines.has(index));
    return once && lines.size + rendered.length === count;
  }, `each of ${count} rows can be found once`);
  return findable(inbox);
}

const tableOf = (count: number, properties = {}) =>
  mountLoaded(createMemoryProvider({ conversations: many(count) }), {
    pageSize: 50,
    detailHref: '/c/{id}',
    ...properties,
  });

async function load(inbox: ConversationInbox, count: number): Promise<void> {
  while (inbox.getState().depth < count) await toTheEnd(inbox);
}

describe('finding in page what is loaded', () => {
  it('finds every loaded row once: on the page, or in an unseen line', async () => {
    const inbox = await tableOf(300);
    await load(inbox, 300);
    for (const top of [0, 150 * ROW, 299 * ROW, 33]) {
      await scrollTo(inbox, top);
      const lines = await complete(inbox, 300);
      for (const [index, line] of lines) expect(line).to.contain(`(${index})`);
    }
  });

  it('finds of a row what its cells show, in the columns there are', async () => {
    const provider = createMemoryProvider({
      conversations: [
        ...many(60),
        conversation({
          id: 'guest',
          at: '2020-01-01T00:00:00Z',
          channel: 'web',
          status: 'in_progress',
          caller: { role: 'caller', address: 'guest_7f3c0d', anonymous: true },
          summary: 'One line\nand\tanother',
          duration: 3725,
        }),
      ],
      withheld: ['agent.name'],
    });
    const inbox = await mountLoaded(provider, { pageSize: 100 });
    const line = (await complete(inbox, 61)).get(60);
    for (const shown of ['Guest', 'guest_7f3c0d', 'In Progress', 'One line and another'])
      expect(line).to.contain(shown);
    expect(line).to.contain('1h 02m 05s').and.contain('Web Chat').and.contain('2020');
    expect(line).not.to.contain('Front Desk');
  });

  it('is in the order of the list, so that "find next" goes down', async () => {
    const inbox = await tableOf(300);
    await load(inbox, 300);
    await scrollTo(inbox, 120 * ROW + 7);
    await complete(inbox, 300);
    const order = all(inbox, '.find > *, [part~="row"]:not([hidden])').map((element) =>
      element.matches('.find > *')
        ? Number(element.style.getPropertyValue('--_at'))
        : indexOf(element),
    );
    const first = Math.min(...rows(inbox).map(indexOf));
    const split = order.indexOf(first);
    expect(order.slice(0, split).every((at) => at < first)).to.equal(true);
    const sorted = order.toSorted((a, b) => a - b);
    expect(order.filter((at) => !rows(inbox).some((one) => indexOf(one) === at))).to.deep.equal(
      sorted.filter((at) => !rows(inbox).some((one) => indexOf(one) === at)),
    );
  });

  it('lies where its rows would, one line to a row', async () => {
    const inbox = await tableOf(300);
    await load(inbox, 300);
    await scrollTo(inbox, 0);
    await complete(inbox, 300);
    const far = texts(inbox).find(({ at }) => at === 200)!.element;
    // As the browser does before it scrolls to a match.
    far.removeAttribute('hidden');
    const range = document.createRange();
    const line = far.firstChild!;
    const from = line.textContent!.indexOf('(233)');
    range.setStart(line, from);
    range.setEnd(line, from + 5);
    const match = range.getBoundingClientRect();
    const top = body(inbox).getBoundingClientRect().top + 233 * ROW;
    expect(match.top).to.be.within(top, top + ROW);
    expect(match.bottom).to.be.within(top, top + ROW);
    expect(match.right).to.be.below(scroller(inbox).getBoundingClientRect().right);
  });

  it('is not copied, though the browser may have opened it', async () => {
    const inbox = await tableOf(120);
    await load(inbox, 100);
    await scrollTo(inbox, 0);
    const held = inbox.getState().depth;
    await complete(inbox, held);
    for (const { element } of texts(inbox)) element.removeAttribute('hidden');
    inbox.focus();
    await press('Control+a');
    // Every row once by the inbox; by the browser itself, the rows that are rendered.
    const every = Array.from({ length: held }, (_, index) => String(index));
    expect(copiedNumbers(copy(inbox))).to.deep.equal(['Agent', ...every]);
    const numbers = String(selectionOf(inbox)).matchAll(/\((\d+)\)/g);
    const rendered = rows(inbox).map((one) => String(indexOf(one)));
    expect([...numbers].map(([, number]) => number)).to.have.members(rendered);
    selectionOf(inbox).removeAllRanges();
  });

  it('is neither seen nor read nor in the way', async () => {
    const inbox = await tableOf(120);
    await load(inbox, 100);
    await scrollTo(inbox, 0);
    await complete(inbox, 100);
    const { element } = texts(inbox).at(-1)!;
    const place = element.parentElement!;
    const width = scroller(inbox).scrollWidth;
    const height = scroller(inbox).scrollHeight;
    element.removeAttribute('hidden');
    await frames(1);
    expect(place.getAttribute('aria-hidden')).to.equal('true');
    const style = getComputedStyle(element);
    expect(style.color).to.equal('rgba(0, 0, 0, 0)');
    expect(style.pointerEvents).to.equal('none');
    expect(style.userSelect).to.equal('none');
    expect([scroller(inbox).scrollWidth, scroller(inbox).scrollHeight]).to.deep.equal([
      width,
      height,
    ]);
    await expect(inbox).to.be.accessible();
  });

  it('is hidden again once the browser has opened it and its row is there', async () => {
    const inbox = await tableOf(300);
    await load(inbox, 300);
    await scrollTo(inbox, 0);
    await complete(inbox, 300);
    const { element } = texts(inbox).find(({ at }) => at === 200)!;
    element.dispatchEvent(new Event('beforematch', { bubbles: true }));
    element.removeAttribute('hidden');
    await scrollTo(inbox, 233 * ROW - 200);
    await complete(inbox, 300);
    await until(
      () => texts(inbox).every(({ element }) => element.getAttribute('hidden') === 'until-found'),
      'nothing is open',
    );
  });

  it('marks the row that the browser scrolled to, for a moment', async () => {
    const inbox = await tableOf(300);
    await load(inbox, 300);
    await scrollTo(inbox, 0);
    await complete(inbox, 300);
    const table = scroller(inbox);
    const view = table.clientHeight - part(inbox, 'header')!.offsetHeight;
    texts(inbox)
      .at(-1)!
      .element.dispatchEvent(new Event('beforematch', { bubbles: true }));
    await scrollTo(inbox, 233 * ROW + ROW / 2 - view / 2);
    const marked = await until(
      () => rows(inbox).find((one) => one.getAnimations().length > 0),
      'a row is marked',
    );
    expect(indexOf(marked)).to.equal(233);
  });

  it('marks nothing when the reader scrolls', async () => {
    const inbox = await tableOf(300);
    await load(inbox, 300);
    await scrollTo(inbox, 100 * ROW);
    await complete(inbox, 300);
    expect(rows(inbox).filter((one) => one.getAnimations().length > 0)).to.have.length(0);
  });

  it('costs two nodes a page, and none of them is made again while the reader scrolls', async () => {
    const inbox = await tableOf(500);
    await load(inbox, 500);
    await scrollTo(inbox, 0);
    await complete(inbox, 500);
    expect(texts(inbox).length).to.be.at.most(10 + 1);
    expect(texts(inbox).every(({ element }) => element.childNodes.length === 1)).to.equal(true);
    const { element, lines } = texts(inbox).find(({ at }) => at === 200)!;
    const { firstChild } = element;
    await scrollTo(inbox, 400 * ROW);
    await complete(inbox, 500);
    const after = texts(inbox).find(({ at }) => at === 200)!;
    expect(after.element === element && element.firstChild === firstChild, 'the same').to.equal(
      true,
    );
    expect(after.lines).to.deep.equal(lines);
  });
});

describe('what can be found while the list changes', () => {
  const live = async () => {
    const provider = createMemoryProvider({ conversations: many(200) });
    const inbox = await mountLoaded(provider, { pageSize: 50, live: true });
    await load(inbox, 200);
    await scrollTo(inbox, 0);
    await complete(inbox, 200);
    await until(() => inbox.matches(':state(live)'), 'changes are followed');
    return { provider, inbox };
  };

  it('is what a row says now', async () => {
    const { provider, inbox } = await live();
    provider.push(numbered(150, { summary: 'Called back about the parcel.' }));
    await until(() => findable(inbox).get(150)?.includes('the parcel'), 'the new text');
    await complete(inbox, 200);
  });

  it('leaves with its row', async () => {
    const { provider, inbox } = await live();
    provider.remove(numbered(150).id);
    const lines = await complete(inbox, 199);
    expect([...lines.values()].join('\n')).not.to.contain('(150)');
    expect(lines.get(150)).to.contain('(151)');
  });

  it('moves down with its row when others arrive', async () => {
    const { provider, inbox } = await live();
    const newest = many(1)[0]!.at!;
    const later = new Date(Date.parse(newest) + 60_000).toISOString();
    provider.push(numbered(900, { at: later, createdAt: later, updatedAt: later }));
    const lines = await complete(inbox, 201);
    expect(lines.get(151)).to.contain('(150)');
  });

  it('goes when another query comes', async () => {
    const { inbox } = await live();
    inbox.query = { status: ['failed'] };
    await quiet(inbox);
    await until(
      () => [...findable(inbox).values()].every((line) => line.includes('Failed')),
      'new',
    );
  });

  it('follows language, time zone and columns', async () => {
    const { inbox } = await live();
    const before = findable(inbox).get(150);
    inbox.timeZone = 'Asia/Tokyo';
    await until(() => {
      const line = findable(inbox).get(150);
      return line && line !== before;
    }, 'another time of day');
    await complete(inbox, 200);
  });
});

describe('a text that its cell cuts off', () => {
  const long = (words: string): Conversation =>
    conversation({
      id: 'long',
      at: '2020-01-01T00:00:00Z',
      summary: `${'word '.repeat(60)}${words}`,
    });

  it('can be found to its end, and no part of it twice', async () => {
    const provider = createMemoryProvider({ conversations: [long('xylophone')] });
    const inbox = await mountLoaded(provider);
    const line = await until(() => findable(inbox).get(0), 'the rest has a line');
    expect(line).to.contain('xylophone');
    const shown = rows(inbox)[0]!.querySelector('[data-column="summary"]')!.textContent.trim();
    expect(shown.endsWith('…')).to.equal(true);
    const words = (text: string) => text.match(/\bword\b/g)!.length;
    expect(words(shown) + words(line)).to.equal(60);
  });

  it('of megabytes is found at its beginning', async () => {
    const provider = createMemoryProvider({
      conversations: [...many(60), long('x'.repeat(2_000_000))],
    });
    const inbox = await mountLoaded(provider, { pageSize: 100 });
    const lines = await complete(inbox, 61);
    expect(Math.max(...[...lines.values()].map(({ length }) => length))).to.be.below(20_000);
  });
});

describe('a browser that does not search hidden text', () => {
  it('gets none', async () => {
    const own = Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'onbeforematch')!;
    delete (HTMLElement.prototype as { onbeforematch?: unknown }).onbeforematch;
    try {
      const inbox = await tableOf(120);
      await scrollTo(inbox, 400);
      await frames(30);
      expect(all(inbox, '.find')).to.have.length(0);
    } finally {
      Object.defineProperty(HTMLElement.prototype, 'onbeforematch', own);
    }
  });
});

describe('a guest', () => {
  it('can be found by id while the cell says "Guest"', async () => {
    const guest = conversation({
      id: 'guest',
      caller: { role: 'caller', address: 'guest_7f3c0d', anonymous: true },
    });
    const inbox = await mountLoaded(createMemoryProvider({ conversations: [guest] }));
    expect(rows(inbox)[0]!.textContent).to.contain('Guest').and.not.to.contain('guest_7f3c0d');
    await until(() => findable(inbox).get(0)?.includes('guest_7f3c0d'), 'the id has a line');
  });
});
