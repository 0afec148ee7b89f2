/** The query in the page's URL. */
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type {
  ConversationInbox,
  InboxErrorEvent,
  InboxQueryChangeEvent,
} from '../../../src/index.js';
import type { Query } from '../../../src/model/index.js';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { many } from '../../../stories/fixtures.js';
import { memory as stories } from '../../../stories/inbox.js';
import {
  address,
  back,
  forward,
  keepsOthers,
  freshHistory,
  openAt,
} from '../../helpers/address.js';
import {
  all,
  deferred,
  focused,
  frames,
  mount,
  mountLoaded,
  one,
  part,
  quiet,
  record,
  rows,
  text,
  until,
} from '../../helpers/inbox.js';
import { press } from '../../helpers/keys.js';

const memory = () => createMemoryProvider({ conversations: many(60) });
const field = (inbox: Element) => part(inbox, 'search-field') as HTMLInputElement;
const chips = (inbox: Element) =>
  all(inbox, '[part~="chip"]').map((chip) => chip.textContent.replace(/\s+/g, ' ').trim());
const removers = (inbox: Element) => all(inbox, '[part~="chip-remove-button"]');
const notice = (inbox: Element) => part(inbox, 'link-notice');
const said = (inbox: Element) => one(inbox, '[role="status"]')!.textContent;
const details = (events: readonly Event[]) =>
  (events as InboxQueryChangeEvent[]).map(({ detail }) => detail);

/** With its toolbar there. */
async function synced(properties: object = {}, provider = memory()): Promise<ConversationInbox> {
  const inbox = await mountLoaded(provider, { syncUrl: '', ...properties });
  await until(() => field(inbox), 'the toolbar');
  return inbox;
}

async function search(inbox: ConversationInbox, typed: string): Promise<void> {
  field(inbox).focus();
  await sendKeys({ type: typed });
  await press('Enter');
  await quiet(inbox);
}

async function removeChip(inbox: ConversationInbox, index = 0): Promise<void> {
  const before = chips(inbox).length;
  removers(inbox)[index]!.click();
  await until(() => chips(inbox).length === before - 1, 'the chip is gone');
  await quiet(inbox);
}

const entries = () => history.length;

beforeEach(async () => {
  await freshHistory();
  openAt('');
});

describe('a link', () => {
  it('asks for what it says, and for nothing else before', async () => {
    openAt(
      'direction=inbound&status=completed&status=failed&created-after=2025-03-14T00:00:00%2B05:30',
    );
    const provider = deferred();
    const inbox = await mount({ provider, syncUrl: '' });
    expect(inbox.matches(':state(loading)'), 'the reader is told to wait').to.equal(true);
    await until(() => provider.calls.length > 0, 'the request');
    await provider.last.resolve({ items: many(5) });
    await until(() => rows(inbox).length === 5, 'its rows');
    await until(() => chips(inbox).length === 3, 'its chips');
    const query: Query = {
      direction: 'inbound',
      status: ['completed', 'failed'],
      createdAfter: '2025-03-14T00:00:00+05:30',
    };
    expect(provider.calls.map(({ request }) => request.query)).to.deep.equal([query]);
    expect(inbox.query).to.deep.equal(query);
  });

  it('wins over what the host asks for at first; without a word of it the host decides', async () => {
    openAt('direction=inbound');
    const inbox = await synced({ query: { direction: 'outbound' } });
    expect(inbox.query).to.deep.equal({ direction: 'inbound' });
    openAt('');
    const provider = memory();
    const other = await synced({ query: { direction: 'outbound' } }, provider);
    expect(other.query).to.deep.equal({ direction: 'outbound' });
    expect(address(), 'and can be sent on').to.equal('direction=outbound');
    expect(provider.calls.list).to.equal(1);
  });

  it('is followed from wherever the attribute and the provider come, once both are there', async () => {
    openAt('direction=inbound');
    const provider = deferred();
    const inbox = await mount();
    inbox.setAttribute('sync-url', '');
    await frames(2);
    inbox.provider = provider;
    await until(() => provider.calls[0], 'the request');
    expect(provider.calls.map(({ request }) => request.query)).to.deep.equal([
      { direction: 'inbound' },
    ]);
  });

  it('asks for nothing that the host has not asked for where URLs are not wanted', async () => {
    openAt('direction=inbound');
    const inbox = await mountLoaded(memory());
    expect(inbox.query).to.deep.equal({});
    inbox.query = { direction: 'outbound' };
    await quiet(inbox);
    expect(address()).to.equal('direction=inbound');
  });

  it('is given up with the attribute', async () => {
    openAt('direction=inbound');
    const provider = deferred();
    const inbox = await mount({ provider, syncUrl: '' });
    inbox.removeAttribute('sync-url');
    inbox.syncUrl = undefined;
    inbox.query = { direction: 'outbound' };
    await until(() => provider.calls[0], 'the request');
    const [{ request }] = provider.calls as [(typeof provider.calls)[0]];
    await request;
    await frames(3);
    inbox.query = { caller: '55' };
    await until(() => provider.last.request.query.caller, 'another request');
    expect(address()).to.equal('direction=inbound');
  });
});

describe('the URL', () => {
  it('says what is asked for, beside other parameters and the hash', async () => {
    openAt('page=a+b', '#top');
    const inbox = await synced();
    await search(inbox, '555');
    expect(address()).to.equal('page=a+b&caller=555');
    expect(keepsOthers()).to.equal(true);
    expect(location.hash).to.equal('#top');
    inbox.query = { ...inbox.query, durationMin: 90, metadata: { order: 17 } };
    await inbox.updateComplete;
    expect(address()).to.equal('page=a+b&caller=555&duration-min=90&metadata.order=number:17');
    field(inbox).focus();
    await press('Escape');
    await quiet(inbox);
    expect(address()).to.equal('page=a+b&duration-min=90&metadata.order=number:17');
  });

  it('keeps what a router has noted with the entry', async () => {
    history.replaceState({ router: 7 }, '');
    const inbox = await synced();
    await search(inbox, '555');
    expect(history.state).to.deep.equal({ router: 7 });
    await back();
    expect(history.state).to.deep.equal({ router: 7 });
  });

  it('is another entry of the history for every act of the reader, and none for the host', async () => {
    const inbox = await synced({ query: { direction: 'inbound', durationMin: 1 } });
    const events = record(inbox, 'inbox-query-change');
    const before = entries();
    inbox.query = { direction: 'inbound', durationMin: 2 };
    await quiet(inbox);
    expect(address()).to.equal('direction=inbound&duration-min=2');
    expect(entries()).to.equal(before);
    expect(events).to.have.length(0);
    await until(() => chips(inbox).length === 2, 'chips');
    await removeChip(inbox);
    expect(entries()).to.equal(before + 1);
    expect(address()).to.equal('duration-min=2');
    part(inbox, 'clear-button')!.click();
    await quiet(inbox);
    expect(address()).to.equal('');
    expect(entries()).to.equal(before + 2);
  });

  it('has one entry for a search, however often the reader pauses', async () => {
    const inbox = await synced();
    const before = entries();
    field(inbox).focus();
    for (const letter of '555') {
      await sendKeys({ type: letter });
      await press('Enter');
      await quiet(inbox);
    }
    expect(address()).to.equal('caller=555');
    expect(entries()).to.equal(before + 1);
    await back();
    expect(inbox.query).to.deep.equal({});
    await until(() => field(inbox).value === '', 'the field follows');
    await search(inbox, '7');
    expect(address()).to.equal('caller=7');
    expect(entries(), 'another search').to.equal(before + 1);
    await back();
    expect(inbox.query).to.deep.equal({});
  });

  it('has no prefix either where a framework sets true', async () => {
    openAt('direction=inbound');
    const inbox = await synced({ syncUrl: true });
    expect(inbox.query).to.deep.equal({ direction: 'inbound' });
    expect(address()).to.equal('direction=inbound');
  });

  it('takes any prefix, whole characters or not', async () => {
    const inbox = await synced({ syncUrl: '\ud800&=# ' });
    await search(inbox, '0103');
    expect(location.search).to.contain('%EF%BF%BD%26%3D%23%20caller=0103');
    await back();
    expect(inbox.query).to.deep.equal({});
  });

  it('tells inboxes apart by their prefixes', async () => {
    openAt('sales-caller=0103&direction=inbound');
    const sales = await synced({ syncUrl: 'sales-' });
    const rest = await synced();
    expect(sales.query).to.deep.equal({ caller: '0103' });
    expect(rest.query).to.deep.equal({ direction: 'inbound' });
    await until(() => chips(rest).length === 1, 'its chip');
    await removeChip(rest);
    expect(address()).to.equal('sales-caller=0103');
    field(sales).focus();
    await press('Escape');
    await quiet(sales);
    expect(address()).to.equal('');
    await back();
    expect(sales.query).to.deep.equal({ caller: '0103' });
    expect(rest.query).to.deep.equal({});
    await back();
    expect(rest.query).to.deep.equal({ direction: 'inbound' });
  });
});

describe('Back and Forward', () => {
  it('walk the filters, with chips, fields and rows', async () => {
    const inbox = await synced({ query: { direction: 'inbound' } });
    const events = record(inbox, 'inbox-query-change');
    await search(inbox, '0103');
    const some = rows(inbox).length;
    await removeChip(inbox);
    await back();
    await until(() => chips(inbox).length === 1, 'the chip is back');
    expect(chips(inbox)[0]).to.equal('Direction: Inbound');
    await quiet(inbox);
    expect(rows(inbox)).to.have.length(some);
    await back();
    await quiet(inbox);
    expect(inbox.query).to.deep.equal({ direction: 'inbound' });
    expect(field(inbox).value).to.equal('');
    expect(text(inbox, 0, 'direction')).to.equal('Inbound');
    await forward(2);
    await quiet(inbox);
    expect(inbox.query).to.deep.equal({ caller: '0103' });
    expect(field(inbox).value).to.equal('0103');
    expect(
      details(events)
        .filter(({ source }) => source === 'history')
        .map(({ query, previous }) => [query, previous]),
    ).to.deep.equal([
      [{ caller: '0103', direction: 'inbound' }, { caller: '0103' }],
      [{ direction: 'inbound' }, { caller: '0103', direction: 'inbound' }],
      [{ caller: '0103' }, { direction: 'inbound' }],
    ]);
  });

  it('that the host prevents leave everything as it is, the URL too', async () => {
    const inbox = await synced({ query: { direction: 'inbound' } });
    await search(inbox, '0103');
    inbox.addEventListener('inbox-query-change', (event) => event.preventDefault());
    await back();
    expect(inbox.query).to.deep.equal({ caller: '0103', direction: 'inbound' });
    expect(address()).to.equal('caller=0103&direction=inbound');
  });

  it('are left to the host where they lead to another page of it', async () => {
    const path = location.pathname + location.search;
    const inbox = await synced({ query: { direction: 'inbound' } });
    const events = record(inbox, 'inbox-query-change');
    const here = location.href;
    history.pushState(null, '', '/elsewhere');
    history.pushState(null, '', here);
    await back();
    expect(inbox.query).to.deep.equal({ direction: 'inbound' });
    expect(events).to.have.length(0);
    expect(location.pathname, 'nothing is written there').to.equal('/elsewhere');
    expect(location.search).to.equal('');
    history.pushState(null, '', path);
  });

  it('find a page untouched by an inbox that was taken out of it', async () => {
    const inbox = await synced({ query: { direction: 'inbound' } });
    const box = inbox.parentElement!;
    inbox.remove();
    openAt('page=2');
    inbox.query = { direction: 'outbound' };
    await inbox.updateComplete;
    await frames(2);
    expect(address()).to.equal('page=2');
    box.append(inbox);
    await quiet(inbox);
    expect(address()).to.equal('page=2&direction=outbound');
  });

  it('within the page, to a hash, ask for nothing', async () => {
    const inbox = await synced({ query: { direction: 'inbound' } });
    const events = record(inbox, 'inbox-query-change');
    location.hash = '#part';
    await back();
    expect(inbox.query).to.deep.equal({ direction: 'inbound' });
    expect(events).to.have.length(0);
  });

  it('are heard no more once the inbox has left the page, and again when it is back', async () => {
    const inbox = await synced({ query: { direction: 'inbound' } });
    const box = inbox.parentElement!;
    await search(inbox, '0103');
    const events = record(inbox, 'inbox-query-change');
    inbox.remove();
    await back();
    expect(inbox.query).to.deep.equal({ caller: '0103', direction: 'inbound' });
    box.append(inbox);
    await quiet(inbox);
    expect(inbox.query, 'what the URL says').to.deep.equal({ direction: 'inbound' });
    expect(events).to.have.length(0);
    await forward();
    expect(inbox.query).to.deep.equal({ caller: '0103', direction: 'inbound' });
  });
});

describe('what a URL asks for in vain', () => {
  const vain: readonly [string, string, Query][] = [
    ['a value that is none', 'direction=sideways&caller=0103', { caller: '0103' }],
    ['a time without a zone', 'created-after=2025-03-14T00:00', {}],
    ['a number that is none', 'duration-min=-5', {}],
    ['an endless value', `caller=${'5'.repeat(50_000)}`, {}],
    ['bounds that cross', 'duration-min=9&duration-max=3', {}],
    ['a name that objects have', 'metadata.__proto__=1&direction=__proto__', {}],
  ];
  for (const [what, parameters, expected] of vain) {
    it(`is ignored, said and reported: ${what}`, async () => {
      openAt(parameters);
      const provider = deferred();
      const errors: Event[] = [];
      // It does not bubble, and may come before the test has its hands on the inbox.
      const note = (event: Event) => errors.push(event);
      document.addEventListener('inbox-error', note, { capture: true, once: true });
      const inbox = await mount({ provider, syncUrl: '' });
      await until(() => provider.calls[0], 'the request');
      await provider.last.resolve({ items: many(3) });
      await until(() => notice(inbox), 'the notice');
      expect(provider.calls).to.have.length(1);
      expect({ ...provider.last.request.query, metadata: undefined }).to.deep.equal({
        ...expected,
        metadata: undefined,
      });
      expect(notice(inbox)!.textContent).to.contain('Left out of this link');
      expect(notice(inbox)!.textContent.length).to.be.below(400);
      expect(said(inbox)).to.contain('Left out of this link');
      const [{ detail }] = errors as [InboxErrorEvent];
      expect(detail.kind).to.equal('invalid-request');
      expect(JSON.stringify(detail.error.details).length).to.be.within(5, 1000);
      expect(address().length, 'the URL says what is shown').to.be.below(100);
      await expect(inbox).to.be.accessible();
    });
  }

  it('is said until the reader has read it, or asks for something else', async () => {
    openAt('direction=sideways');
    const inbox = await synced();
    await until(() => notice(inbox), 'the notice');
    await until(() => focused(inbox) ?? (inbox.focus(), focused(inbox)), 'focus');
    const close = notice(inbox)!.querySelector('button')!;
    close.focus();
    await press('Enter');
    await until(() => !notice(inbox), 'it is gone');
    expect(focused(inbox)?.closest('[role="row"]') !== null, 'focus is in the rows').to.equal(true);
    openAt('direction=sideways');
    const other = await synced();
    await until(() => notice(other), 'the notice');
    await search(other, '55');
    expect(notice(other) === null).to.equal(true);
  });

  it('is said beside what is said in place of rows, and beside the player', async () => {
    openAt('direction=sideways&caller=nobody');
    const inbox = await mount({ provider: stories(many(20)), syncUrl: '' });
    const below = (name: string) => part(inbox, name)!.getBoundingClientRect().bottom;
    await until(() => notice(inbox) && part(inbox, 'empty'), 'nobody');
    await until(() => notice(inbox)!.getBoundingClientRect().top > below('empty'), 'its styles');
    openAt('direction=sideways');
    const other = await mountLoaded(stories(many(20)), { syncUrl: '' });
    await until(() => notice(other), 'the notice');
    await quiet(other);
    part(other, 'play-button')!.click();
    const player = await until(() => part(other, 'mini-player'), 'the player');
    await frames(2);
    const { bottom } = notice(other)!.getBoundingClientRect();
    expect(bottom).to.be.below(player.getBoundingClientRect().top);
  });

  it('is said where Back leads to it', async () => {
    const inbox = await synced();
    openAt('direction=sideways');
    await search(inbox, '0103');
    await back();
    expect(inbox.query).to.deep.equal({});
    await until(() => notice(inbox), 'the notice');
    expect(address()).to.equal('');
  });
});
