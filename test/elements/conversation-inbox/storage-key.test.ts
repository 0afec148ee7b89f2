/** What is kept from visit to visit, and in this tab. */
import { expect } from '@open-wc/testing';
import type { ConversationInbox } from '../../../src/index.js';
import type { Query } from '../../../src/model/index.js';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { many } from '../../../stories/fixtures.js';
import { address, freshHistory, openAt } from '../../helpers/address.js';
import {
  all,
  deferred,
  firstInView,
  frames,
  mount,
  mountLoaded,
  one,
  part,
  quiet,
  record,
  rows,
  rowsShown,
  scroller,
  scrollTo,
  toTheEnd,
  until,
} from '../../helpers/inbox.js';

const conversations = many(500);
const memory = () => createMemoryProvider({ conversations });
const lasting = (key = 'org'): string | null => localStorage.getItem(`conversation-inbox.${key}`);
const ofTab = (key = 'org'): string | null => sessionStorage.getItem(`conversation-inbox.${key}`);
const chips = (inbox: Element) => all(inbox, '[part~="chip"]');

const kept = (properties: object = {}, provider = memory()): Promise<ConversationInbox> =>
  mountLoaded(provider, { storageKey: 'org', pageSize: 50, ...properties });

/** Whoever comes tomorrow comes in another tab. */
const tomorrow = () => sessionStorage.clear();

/** As a browser tells that the page is left; the page of the test stays. */
const leave = () => window.dispatchEvent(new PageTransitionEvent('pagehide'));

beforeEach(async () => {
  await freshHistory();
  openAt('');
});

afterEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

describe('the last query', () => {
  it('is found again tomorrow, and asked for at once', async () => {
    const inbox = await kept();
    inbox.query = { direction: 'inbound', metadata: { order: 17 } };
    await quiet(inbox);
    inbox.remove();
    tomorrow();
    const provider = deferred();
    const next = await mount({ provider, storageKey: 'org' });
    await until(() => provider.calls[0], 'the request');
    expect(provider.calls.map(({ request }) => request.query)).to.deep.equal([
      { direction: 'inbound', metadata: { order: 17 } },
    ]);
    expect(next.query).to.deep.equal({ direction: 'inbound', metadata: { order: 17 } });
  });

  it('is that of the reader, and not of one who has removed everything', async () => {
    const inbox = await kept({ query: { direction: 'inbound' } });
    await until(() => chips(inbox).length === 1, 'the chip');
    part(inbox, 'clear-button')!.click();
    await quiet(inbox);
    tomorrow();
    const next = await kept({ query: { direction: 'inbound' } });
    expect(next.query).to.deep.equal({});
  });

  it('gives way to a URL that says something, and is written into one that says nothing', async () => {
    (await kept({ query: { direction: 'inbound' } })).remove();
    tomorrow();
    openAt('direction=outbound');
    const inbox = await kept({ syncUrl: '' });
    expect(inbox.query).to.deep.equal({ direction: 'outbound' });
    inbox.remove();
    tomorrow();
    openAt('');
    const next = await kept({ syncUrl: '' });
    expect(next.query, 'which is the last one now').to.deep.equal({ direction: 'outbound' });
    expect(address()).to.equal('direction=outbound');
  });

  it('is kept for each key, also side by side', async () => {
    const one = await kept({ storageKey: 'org-1' });
    const two = await kept({ storageKey: 'org-2' });
    one.query = { caller: '0103' };
    two.query = { caller: '0107' };
    await quiet(one);
    await quiet(two);
    [one, two].forEach((inbox) => inbox.remove());
    expect((await kept({ storageKey: 'org-2' })).query).to.deep.equal({ caller: '0107' });
    expect((await kept({ storageKey: 'org-1' })).query).to.deep.equal({ caller: '0103' });
    expect((await kept({ storageKey: 'org-3' })).query).to.deep.equal({});
  });

  it('follows the reader to another organization, whatever the URL says of this one', async () => {
    (await kept({ storageKey: 'org-2', query: { caller: '0107' } })).remove();
    const provider = deferred();
    const inbox = await mount({
      ...{ provider, storageKey: 'org-1', syncUrl: '', query: { agentId: 'a1' } },
    });
    await until(() => provider.calls[0], 'the request');
    expect(address()).to.equal('agent=a1');
    inbox.storageKey = 'org-2';
    await until(() => provider.calls[1], 'what is kept there');
    inbox.storageKey = 'org-3';
    await until(() => provider.calls[2], 'nothing is kept there');
    expect(address()).to.equal('');
    inbox.storageKey = 'org-1';
    await until(() => provider.calls[3], 'back again');
    inbox.storageKey = 'org-2';
    inbox.query = { caller: '0105' };
    await until(() => provider.calls[4], 'what the host says with it');
    expect(provider.calls.map(({ request }) => request.query)).to.deep.equal([
      { agentId: 'a1' },
      { caller: '0107' },
      {},
      { agentId: 'a1' },
      { caller: '0105' },
    ]);
    expect(address()).to.equal('caller=0105');
  });

  it('is read where the key is known only after the first page', async () => {
    (await kept({ query: { caller: '0107' } })).remove();
    const inbox = await mountLoaded(memory());
    inbox.setAttribute('storage-key', 'org');
    await until(() => inbox.query.caller === '0107', 'what is kept');
    await rowsShown(inbox);
    expect(rows(inbox)).to.have.length(5);
  });

  it('loses what this provider cannot do', async () => {
    (await kept({ query: { direction: 'inbound', caller: '0107' } })).remove();
    const inbox = await kept(
      {},
      createMemoryProvider({ conversations, capabilities: { filters: { direction: 'one' } } }),
    );
    expect(inbox.query).to.deep.equal({ direction: 'inbound' });
  });

  it('and the place of the reader are all there is in the storages', async () => {
    const inbox = await kept({ query: { caller: '555' } });
    await scrollTo(inbox, 400);
    leave();
    expect(JSON.parse(lasting()!)).to.deep.equal({ version: 1, query: { caller: '555' } });
    const { place, ...rest } = JSON.parse(ofTab()!) as { place: object };
    expect(rest).to.deep.equal({ version: 1 });
    expect(place).to.have.all.keys('version', 'query', 'anchor', 'offset', 'depth');
    expect(Object.keys(localStorage)).to.deep.equal(['conversation-inbox.org']);
    expect(Object.keys(sessionStorage)).to.deep.equal(['conversation-inbox.org']);
  });

  it('is not kept where no key is given', async () => {
    const inbox = await kept({ storageKey: '', query: { caller: '555' } });
    leave();
    inbox.remove();
    expect(localStorage.length + sessionStorage.length).to.equal(0);
  });
});

describe('a key that is taken away', () => {
  it('ends keeping, and what was kept stays for the next time', async () => {
    const inbox = await kept({ query: { direction: 'inbound' } });
    document.dispatchEvent(new Event('visibilitychange'));
    const [before, ofThisTab] = [lasting(), ofTab()];
    inbox.setAttribute('storage-key', 'org');
    inbox.removeAttribute('storage-key');
    await inbox.updateComplete;
    inbox.query = { caller: '0107' };
    await quiet(inbox);
    leave();
    expect([lasting(), ofTab()]).to.deep.equal([before, ofThisTab]);
    expect(localStorage.length + sessionStorage.length).to.equal(2);
    inbox.setAttribute('storage-key', 'org');
    await until(() => inbox.query.direction, 'what was kept');
  });
});

describe('the place of the reader', () => {
  /** Far down, at a row and some pixels. */
  async function far(properties: object = {}): Promise<ConversationInbox> {
    const inbox = await kept(properties);
    for (let page = 0; page < 4; page += 1) await toTheEnd(inbox);
    await scrollTo(inbox, 6813);
    return inbox;
  }

  for (const [how, go] of [
    ['a reload', (inbox: Element) => [leave(), inbox.remove()]],
    ['a tab that was put to sleep', () => document.dispatchEvent(new Event('visibilitychange'))],
    ['an application that takes the inbox away', (inbox: Element) => inbox.remove()],
  ] as const) {
    it(`is found again after ${how}`, async () => {
      const inbox = await far({ query: { caller: '555' } });
      const place = firstInView(inbox);
      go(inbox);
      const provider = memory();
      const next = await kept({}, provider);
      await until(() => scroller(next).scrollTop > 0, 'the place');
      expect(firstInView(next)).to.deep.equal(place);
      expect(next.query).to.deep.equal({ caller: '555' });
      await quiet(next);
      expect(provider.calls.list, 'and nothing was asked for in vain').to.be.at.most(2);
    });
  }

  it('is the same row when others have come before it', async () => {
    const inbox = await far();
    const place = firstInView(inbox);
    inbox.remove();
    const provider = memory();
    provider.push(
      many(3, 900).map((row, n) => ({ ...row, at: new Date(Date.now() + n).toISOString() })),
    );
    const next = await kept({}, provider);
    await until(() => scroller(next).scrollTop > 0, 'the place');
    expect(firstInView(next)).to.deep.equal({ ...place, index: place.index + 3 });
  });

  it('at the top is the top, with what is new', async () => {
    const inbox = await kept();
    inbox.remove();
    const provider = memory();
    provider.push({ ...many(1, 900)[0]!, at: new Date().toISOString() });
    const next = await kept({}, provider);
    expect(firstInView(next).name).to.contain('(900)');
    expect(scroller(next).scrollTop).to.equal(0);
  });

  it('is that of its query: another one in the URL begins at the top', async () => {
    (await far({ query: { caller: '555' }, syncUrl: '' })).remove();
    openAt('direction=inbound');
    const next = await kept({ syncUrl: '' });
    await frames(3);
    expect(next.query).to.deep.equal({ direction: 'inbound' });
    expect(scroller(next).scrollTop).to.equal(0);
  });

  it('of a query that was left is forgotten', async () => {
    const inbox = await far();
    leave();
    inbox.query = { caller: '555' };
    await inbox.updateComplete;
    const next = await kept();
    await frames(3);
    expect(scroller(next).scrollTop).to.equal(0);
    expect(next.query).to.deep.equal({ caller: '555' });
  });

  it('survives being left again on the way to it', async () => {
    const inbox = await far();
    const place = firstInView(inbox);
    inbox.remove();
    const provider = deferred();
    const hasty = await mount({ provider, storageKey: 'org', pageSize: 50 });
    const call = await until(() => provider.calls[0], 'the way back');
    await call.resolve({ items: many(50), nextCursor: 'two' });
    await until(() => provider.calls[1], 'half of it');
    leave();
    hasty.remove();
    const next = await kept();
    await until(() => scroller(next).scrollTop > 0, 'the place');
    expect(firstInView(next)).to.deep.equal(place);
  });

  it('given by the host is the one that counts', async () => {
    const inbox = await far();
    const state = inbox.getState();
    await scrollTo(inbox, 2000);
    inbox.remove();
    const next = await mount({ provider: memory(), storageKey: 'org', pageSize: 50 });
    expect((await next.restoreState(state)).found).to.equal('id');
    await frames(2);
    expect(Math.round(scroller(next).scrollTop)).to.equal(6813);
  });

  it('is another one for each key', async () => {
    const inbox = await far();
    const place = firstInView(inbox);
    Object.assign(inbox, { storageKey: 'other', provider: memory() });
    await until(() => scroller(inbox).scrollTop === 0, 'the top');
    await rowsShown(inbox);
    Object.assign(inbox, { storageKey: 'org', provider: memory() });
    await until(() => scroller(inbox).scrollTop > 0, 'the place');
    expect(firstInView(inbox)).to.deep.equal(place);
  });
});

describe('a storage that', () => {
  const own = (name: 'localStorage' | 'sessionStorage') =>
    Object.getOwnPropertyDescriptor(window, name)!;
  const saved = { localStorage: own('localStorage'), sessionStorage: own('sessionStorage') };
  const { setItem } = Storage.prototype;

  afterEach(() => {
    Object.defineProperties(window, saved);
    Storage.prototype.setItem = setItem;
  });

  async function works(): Promise<void> {
    const inbox = await kept({ syncUrl: '', query: { direction: 'inbound' } });
    const errors = record(inbox, 'inbox-error');
    inbox.query = { caller: '0107' };
    await rowsShown(inbox);
    expect(rows(inbox)).to.have.length(5);
    expect(address()).to.equal('caller=0107');
    inbox.storageKey = 'other';
    await quiet(inbox);
    leave();
    inbox.remove();
    expect(errors).to.have.length(0);
  }

  it('may not be named, in private mode, does no harm', async () => {
    const get = () => {
      throw new DOMException('Denied', 'SecurityError');
    };
    Object.defineProperty(window, 'localStorage', { configurable: true, get });
    Object.defineProperty(window, 'sessionStorage', { configurable: true, get });
    await works();
  });

  it('is full does no harm, and keeps what it has', async () => {
    (await kept({ query: { caller: '0105' } })).remove();
    const before = lasting();
    Storage.prototype.setItem = () => {
      throw new DOMException('Full', 'QuotaExceededError');
    };
    await works();
    expect(lasting()).to.equal(before);
  });

  const GARBAGE = [
    '',
    '{',
    'null',
    '[]',
    '7',
    '{"version":1}',
    '{"version":1,"query":7,"place":7}',
  ];
  GARBAGE.push(
    '{"version":1,"query":{"direction":"sideways","caller":["x"]},"place":{"query":[]}}',
  );
  GARBAGE.push('{"version":1,"query":[],"place":{"query":{},"anchor":7,"offset":"x","depth":[]}}');
  GARBAGE.push(
    '{"version":0,"query":{"caller":"0107"}}',
    '{"version":9,"query":{"caller":"0107"}}',
  );
  GARBAGE.push('{"version":1,"query":{"__proto__":{"caller":"x"},"constructor":1}}');
  for (const text of GARBAGE) {
    it(`holds ${text || 'an empty text'} is as if it were empty`, async () => {
      localStorage.setItem('conversation-inbox.org', text);
      sessionStorage.setItem('conversation-inbox.org', text);
      const inbox = await kept();
      expect(inbox.query).to.deep.equal({});
      expect(scroller(inbox).scrollTop).to.equal(0);
      expect(one(inbox, '[role="status"]')!.textContent).to.equal('');
      const query: Query = { direction: 'inbound' };
      inbox.query = query;
      await quiet(inbox);
      leave();
      if (!text.includes('9')) expect(JSON.parse(lasting()!).query).to.deep.equal(query);
      else expect(lasting(), 'it belongs to a later version').to.equal(text);
    });
  }
});
