import { expect } from '@open-wc/testing';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { many, numbered } from '../../../stories/fixtures.js';
import {
  all,
  body,
  cell,
  firstInView,
  frames,
  indexOf,
  mountLoaded,
  part,
  quiet,
  rows,
  scrollTo,
  scroller,
  slots,
  until,
} from '../../helpers/inbox.js';

const tableOf = (count: number, pageSize = 1000, properties = {}) => {
  const provider = createMemoryProvider({ conversations: many(count) });
  return mountLoaded(provider, { detailHref: '/c/{id}', pageSize, ...properties });
};

/** What find in page reads is one element for a page, made when the browser is idle. */
const nodesOf = (inbox: Element) => all(inbox, '*').length - all(inbox, '.find > *').length;
const shownRows = (inbox: Element) =>
  Math.round(body(inbox).offsetHeight / rows(inbox)[0]!.offsetHeight);

/** Changes in the rows while something happens. */
async function changesDuring(
  inbox: Element,
  act: () => Promise<unknown>,
): Promise<MutationRecord[]> {
  const records: MutationRecord[] = [];
  const observer = new MutationObserver((more) => records.push(...more));
  observer.observe(body(inbox), {
    attributes: true,
    characterData: true,
    childList: true,
    subtree: true,
  });
  await act();
  records.push(...observer.takeRecords());
  observer.disconnect();
  return records;
}

const inOrder = (inbox: Element) => {
  const places = slots(inbox)
    .filter((slot) => !slot.hidden)
    .map(indexOf);
  return places.every((place, index) => index === 0 || places[index - 1]! < place);
};

describe('a table of a hundred thousand conversations', () => {
  it('costs at its last page what it did at its first', async function () {
    this.timeout(60_000);
    const provider = createMemoryProvider({ conversations: many(100_000) });
    const inbox = await mountLoaded(provider, { detailHref: '/c/{id}', pageSize: 1000 });
    // It comes when it is there, and belongs to no page.
    await until(() => part(inbox, 'columns-button'), 'the toolbar');
    const costs: { nodes: number; slots: number; changes: number; calls: number }[] = [];
    for (let loaded = 1000; loaded < 100_000; loaded += 1000) {
      const before = provider.calls.list;
      const changes = await changesDuring(inbox, async () => {
        await scrollTo(inbox, body(inbox).offsetHeight);
        await until(() => shownRows(inbox) === loaded + 1000, `${loaded} rows and a thousand more`);
      });
      // What is said while a page loads comes and goes.
      await quiet(inbox);
      costs.push({
        nodes: nodesOf(inbox),
        slots: slots(inbox).length,
        changes: changes.length,
        calls: provider.calls.list - before,
      });
    }
    await scrollTo(inbox, body(inbox).offsetHeight);
    expect(costs).to.have.length(99);
    // The very last page also brings the words that say so.
    const [early, late] = [costs[4]!, costs[97]!];
    expect(late.nodes, 'nodes').to.be.at.most(early.nodes);
    expect(late.slots, 'row elements').to.equal(early.slots);
    expect(Math.max(...costs.map(({ calls }) => calls)), 'one request a page').to.equal(1);
    const middle = (from: number, to: number) =>
      costs
        .slice(from, to)
        .map(({ changes }) => changes)
        .sort((a, b) => a - b)[10]!;
    expect(middle(78, 99), 'changes in the DOM').to.be.at.most(1.1 * middle(2, 23));
    expect(rows(inbox).at(-1)!.textContent).to.contain('(99999)');
  });
});

describe('rows while a reader scrolls', () => {
  it('are as many as fit, with a few beside', async () => {
    const inbox = await tableOf(1000);
    const fit = scroller(inbox).clientHeight / rows(inbox)[0]!.offsetHeight;
    expect(rows(inbox).length).to.be.at.most(Math.ceil(fit) + 14);
    expect(rows(inbox).length).to.be.at.least(Math.floor(fit));
  });

  it('are always there where the reader looks', async () => {
    const inbox = await tableOf(1000);
    for (const top of [33, 500, 20_000, 7, 39_000, 12_345, 0]) {
      await scrollTo(inbox, top);
      const view = scroller(inbox).getBoundingClientRect();
      const head = part(inbox, 'header')!.getBoundingClientRect().bottom;
      const seen = rows(inbox)
        .map((one) => ({ one, box: one.getBoundingClientRect() }))
        .filter(({ box }) => box.bottom > head && box.top < view.bottom);
      expect(seen[0]!.box.top, `no gap at the top, ${top}`).to.be.at.most(head + 0.5);
      for (const [index, { box, one }] of seen.entries()) {
        expect(one.textContent).to.contain(`(${indexOf(one)})`);
        if (index > 0) expect(box.top).to.be.closeTo(seen[index - 1]!.box.bottom, 0.5);
      }
      const footer = part(inbox, 'footer')!.getBoundingClientRect().top;
      expect(seen.at(-1)!.box.bottom).to.be.at.least(Math.min(view.bottom, footer) - 1.5);
    }
  });

  it('are the same elements all along', async () => {
    const inbox = await tableOf(1000);
    await scrollTo(inbox, 1000);
    const before = new Set(slots(inbox));
    for (const top of [1040, 1500, 20_000, 39_000, 500, 0]) await scrollTo(inbox, top);
    expect(slots(inbox)).to.have.length(before.size);
    expect(slots(inbox).every((slot) => before.has(slot))).to.equal(true);
  });

  it('are rendered anew only where another row came', async () => {
    const inbox = await tableOf(1000);
    await scrollTo(inbox, 4000);
    await until(() => inOrder(inbox), 'the order is right');
    const changes = await changesDuring(inbox, () => scrollTo(inbox, 4000 + 3 * 40));
    const touched = new Set(
      changes.map(({ target }) =>
        (target instanceof Element ? target : target.parentElement!).closest('[role="row"]'),
      ),
    );
    touched.delete(null);
    expect(touched.size).to.be.within(1, 4);
  });

  it('are formatted when they come, and not again while they stay', async () => {
    let formatted = 0;
    const links = { conversation: () => void (formatted += 1) };
    const provider = createMemoryProvider({ conversations: many(1000), links });
    const inbox = await mountLoaded(provider, { pageSize: 1000 });
    await scrollTo(inbox, 4000);
    formatted = 0;
    await scrollTo(inbox, 4000 + 3 * rows(inbox)[0]!.offsetHeight);
    expect(formatted).to.be.within(1, 4);
  });

  it('are in the order they are read once scrolling rests', async () => {
    const inbox = await tableOf(1000);
    await scrollTo(inbox, 400);
    await scrollTo(inbox, 9000);
    await scrollTo(inbox, 8800);
    await until(() => inOrder(inbox), 'the order is put right');
  });

  it('are in that order as soon as a selection starts', async () => {
    const inbox = await tableOf(1000);
    await scrollTo(inbox, 9000);
    await scrollTo(inbox, 8800);
    expect(inOrder(inbox), 'a free row is taken where it lies').to.equal(false);
    cell(inbox, firstInView(inbox).index, 'summary').dispatchEvent(
      new Event('selectstart', { bubbles: true }),
    );
    expect(inOrder(inbox)).to.equal(true);
  });

  it('do nothing while the reader stands still', async () => {
    const inbox = await tableOf(1000);
    await scrollTo(inbox, 2000);
    await until(() => inOrder(inbox), 'the order is right');
    const changes = await changesDuring(inbox, () => frames(30));
    expect(changes).to.have.length(0);
  });

  it('tell their place to a screen reader', async () => {
    const inbox = await tableOf(60, 50);
    const grid = part(inbox, 'grid')!;
    expect(grid.getAttribute('aria-rowcount'), 'unknown before the end').to.equal('-1');
    await scrollTo(inbox, body(inbox).offsetHeight);
    await until(() => grid.getAttribute('aria-rowcount') === '61', 'the end, and the head with it');
    await scrollTo(inbox, body(inbox).offsetHeight);
    expect(rows(inbox).at(-1)!.getAttribute('aria-rowindex')).to.equal('61');
  });
});

describe('a scroll in the frame in which the table gets another size', () => {
  it('is not undone', async () => {
    const inbox = await tableOf(1000);
    // After this frame's scroll events, and before it tells of sizes.
    await new Promise((done) => requestAnimationFrame(done));
    inbox.parentElement!.style.blockSize = '400px';
    scroller(inbox).scrollTop = 600;
    await frames(3);
    expect(scroller(inbox).scrollTop).to.equal(600);
    expect(firstInView(inbox).index).to.equal(15);
  });
});

describe('a change of one value', () => {
  it('touches its own cell and no other', async () => {
    const provider = createMemoryProvider({ conversations: many(100) });
    const inbox = await mountLoaded(provider, { detailHref: '/c/{id}', live: true });
    await until(() => inbox.matches(':state(live)'), 'changes are followed');
    await frames(2);
    const own = cell(inbox, 5, 'duration');
    const changes = await changesDuring(inbox, async () => {
      provider.push(numbered(5, { duration: 7384 }));
      await until(() => own.textContent.includes('2h 03m 04s'), 'the new duration is shown');
      await frames(3);
    });
    expect(changes).not.to.have.length(0);
    for (const { target } of changes) expect(own.contains(target), String(target)).to.equal(true);
  });

  it('in a row that is not rendered touches nothing', async () => {
    const provider = createMemoryProvider({ conversations: many(50) });
    const inbox = await mountLoaded(provider, { live: true });
    await until(() => inbox.matches(':state(live)'), 'changes are followed');
    await frames(2);
    const changes = await changesDuring(inbox, async () => {
      provider.push(numbered(48, { duration: 7384 }));
      await frames(5);
    });
    expect(changes).to.have.length(0);
    await scrollTo(inbox, body(inbox).offsetHeight);
    expect(cell(inbox, 48, 'duration').textContent).to.contain('2h 03m 04s');
  });
});
