import { expect } from '@open-wc/testing';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { many } from '../../../stories/fixtures.js';
import { memory, tone } from '../../../stories/inbox.js';
import {
  cell,
  deferred,
  firstInView,
  focusedCell,
  frame,
  frames,
  mount,
  mountLoaded,
  part,
  record,
  rows,
  rowsShown,
  scroller,
  scrollTo,
  secondPlace,
  text,
  until,
} from '../../helpers/inbox.js';

describe('an inbox that is moved', () => {
  it('keeps its rows, its place and what it knows, and asks for nothing', async () => {
    const provider = createMemoryProvider({ conversations: many(100) });
    const inbox = await mountLoaded(provider, { pageSize: 100 });
    await scrollTo(inbox, 613);
    const before = firstInView(inbox);
    (await secondPlace()).append(inbox);
    await until(() => scroller(inbox).scrollTop === 613, 'its place');
    await frames(2);
    expect(firstInView(inbox)).to.deep.equal(before);
    expect(provider.calls.list).to.equal(1);
  });

  it('goes on playing', async () => {
    // Long enough to last through the test on the slowest machine.
    const recordings = () => ({ availability: 'available' as const, source: tone(60) });
    const inbox = await mountLoaded(memory(many(10), { recordings }));
    part(inbox, 'play-button')!.click();
    await until(() => inbox.matches(':state(playing)'), 'it plays');
    const events = record(inbox, 'recording-pause');
    (await secondPlace()).append(inbox);
    await frames(3);
    expect(inbox.matches(':state(playing)')).to.equal(true);
    expect(events).to.have.length(0);
    inbox.remove();
    await until(() => !inbox.matches(':state(playing)'), 'it stops when it is taken away');
  });

  it('goes on loading', async () => {
    const provider = deferred();
    const inbox = await mount({ provider });
    (await secondPlace()).append(inbox);
    await frames(2);
    expect(provider.calls).to.have.length(1);
    expect(provider.last.signal.aborted).to.equal(false);
    await provider.last.resolve({ items: many(3) });
    await rowsShown(inbox);
  });
});

describe('an inbox that is taken away', () => {
  it('gives up its request and asks again when it is back', async () => {
    const provider = deferred();
    const inbox = await mount({ provider });
    const place = inbox.parentElement!;
    inbox.remove();
    await frame();
    expect(provider.last.signal.aborted).to.equal(true);
    place.append(inbox);
    const second = await until(() => provider.calls[1], 'it asks again');
    expect(provider.maxInFlight).to.equal(1);
    await second.resolve({ items: many(3) });
    await rowsShown(inbox);
    expect(rows(inbox)).to.have.length(3);
  });

  it('asks for nothing while it is away, and has its rows when it is back', async () => {
    const provider = createMemoryProvider({ conversations: many(100) });
    const inbox = await mountLoaded(provider, { pageSize: 100 });
    await scrollTo(inbox, 613);
    const place = inbox.parentElement!;
    inbox.remove();
    await frames(3);
    place.append(inbox);
    await frames(3);
    expect(provider.calls.list).to.equal(1);
    expect(scroller(inbox).scrollTop).to.equal(613);
    expect(firstInView(inbox).index).to.equal(15);
  });

  it('leaves nothing behind, two hundred times', async function () {
    this.timeout(60_000);
    const provider = createMemoryProvider({ conversations: many(3) });
    const place = await secondPlace();
    const counted = countListeners();
    const observed = countObservers();
    try {
      for (let time = 0; time < 200; time += 1) {
        const inbox = document.createElement('conversation-inbox');
        inbox.provider = provider;
        place.append(inbox);
        await inbox.updateComplete;
        inbox.remove();
        if (time === 0) expect(counted.most, 'there is something to count').to.be.above(0);
      }
      await frames(2);
      expect(counted.now, 'listeners on window and document').to.equal(0);
      expect(observed.made, 'there is something to count').to.be.above(0);
      expect(observed.now, 'observed elements').to.equal(0);
    } finally {
      counted.stop();
      observed.stop();
    }
  });
});

/** Listeners on window and document that were added from now on and not taken away. */
function countListeners() {
  const targets = [window, document] as const;
  const added = new Set<string>();
  let most = 0;
  const ids = new Map<unknown, number>();
  const keyOf = (type: string, listener: unknown) => {
    if (!ids.has(listener)) ids.set(listener, ids.size);
    return `${type} ${ids.get(listener)}`;
  };
  for (const target of targets) {
    const [add, remove] = [target.addEventListener, target.removeEventListener];
    target.addEventListener = (type: string, listener: never, options: never) => {
      added.add(keyOf(type, listener));
      most = Math.max(most, added.size);
      add.call(target, type, listener, options);
    };
    target.removeEventListener = (type: string, listener: never, options: never) => {
      added.delete(keyOf(type, listener));
      remove.call(target, type, listener, options);
    };
  }
  return {
    get now() {
      return added.size;
    },
    get most() {
      return most;
    },
    stop() {
      for (const target of targets) {
        Reflect.deleteProperty(target, 'addEventListener');
        Reflect.deleteProperty(target, 'removeEventListener');
      }
    },
  };
}

/** Elements that a resize observer made from now on still observes. */
function countObservers() {
  const Original = window.ResizeObserver;
  const all = new Set<Set<Element>>();
  window.ResizeObserver = class extends Original {
    readonly #elements = new Set<Element>();
    constructor(callback: ResizeObserverCallback) {
      super(callback);
      all.add(this.#elements);
    }
    override observe(element: Element, options?: ResizeObserverOptions) {
      this.#elements.add(element);
      super.observe(element, options);
    }
    override unobserve(element: Element) {
      this.#elements.delete(element);
      super.unobserve(element);
    }
    override disconnect() {
      this.#elements.clear();
      super.disconnect();
    }
  };
  return {
    get made() {
      return all.size;
    },
    get now() {
      return [...all].reduce((sum, elements) => sum + elements.size, 0);
    },
    stop() {
      window.ResizeObserver = Original;
    },
  };
}

describe('two inboxes on a page', () => {
  it('have rows, settings and focus of their own', async () => {
    const one = await mountLoaded(createMemoryProvider({ conversations: many(5) }));
    const two = await mountLoaded(
      createMemoryProvider({ conversations: many(7, 100), withheld: ['summary'] }),
      { timeZone: 'Asia/Tokyo' },
    );
    expect([rows(one).length, rows(two).length]).to.deep.equal([5, 7]);
    expect(text(one, 0, 'time')).to.equal('9:02 AM');
    expect(text(two, 0, 'time')).to.equal('4:22 PM');
    expect(one.shadowRoot!.querySelector('[data-column="summary"]') !== null).to.equal(true);
    expect(two.shadowRoot!.querySelector('[data-column="summary"]') === null).to.equal(true);
    one.focus();
    expect([focusedCell(one)?.index, focusedCell(two)?.index]).to.deep.equal([0, undefined]);
    two.focus();
    expect([focusedCell(one)?.index, focusedCell(two)?.index]).to.deep.equal([undefined, 0]);
  });
});

describe('a provider that is replaced', () => {
  it('takes its rows with it', async () => {
    const inbox = await mountLoaded(createMemoryProvider({ conversations: many(200) }));
    await scrollTo(inbox, 600);
    inbox.provider = createMemoryProvider({ conversations: many(3, 100) });
    await until(() => rows(inbox).length === 3, 'the rows of the other');
    expect(cell(inbox, 0, 'summary').textContent).to.contain('(100)');
    expect(scroller(inbox).scrollTop).to.equal(0);
    inbox.provider = undefined;
    await until(() => part(inbox, 'empty'), 'not connected');
    expect(rows(inbox)).to.have.length(0);
  });
});
