import { expect } from '@open-wc/testing';
import type { ConversationPage } from '../../../src/model/index.js';
import { providerError } from '../../../src/model/index.js';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { many, numbered } from '../../../stories/fixtures.js';
import type { DeferredProvider } from '../../helpers/deferred-provider.js';
import {
  body,
  deferred,
  focused,
  focusedCell,
  fired,
  frames,
  mount,
  mountLoaded,
  part,
  quiet,
  rows,
  scrollTo,
  until,
} from '../../helpers/inbox.js';
import { press } from '../../helpers/keys.js';

const pageOf = (from: number, to: number): ConversationPage => ({
  items: many(to - from, from),
  nextCursor: `after-${to}`,
});

/** Waits for the call number `n`, from 1. */
const called = (provider: DeferredProvider, n: number) =>
  until(() => provider.calls[n - 1], `call ${n}`);

describe('loading on', () => {
  it('asks for the next page with the cursor of the last, as the end comes near', async () => {
    const provider = deferred();
    const inbox = await mount({ provider, pageSize: 50 });
    expect(provider.last.request).to.deep.equal({ query: {}, pageSize: 50 });
    await provider.last.resolve(pageOf(0, 50));
    await until(() => rows(inbox).length > 0, 'rows');
    await frames(5);
    expect(provider.calls, 'nothing before the reader comes near').to.have.length(1);
    await scrollTo(inbox, body(inbox).offsetHeight * 0.65);
    const second = await called(provider, 2);
    expect(second.request.cursor).to.equal('after-50');
    expect(part(inbox, 'loading')!.textContent).to.contain('Loading more…');
    await second.resolve({ items: many(10, 50) });
    await until(() => part(inbox, 'end'), 'the end');
    expect(part(inbox, 'end')!.textContent).to.contain('End of list · 60 conversations');
  });

  it('has never more than one request on its way', async () => {
    const provider = deferred();
    const inbox = await mount({ provider });
    await provider.last.resolve(pageOf(0, 50));
    await until(() => rows(inbox).length > 0, 'rows');
    for (const top of [900, 1800, 100, 1900, 0, 2000]) await scrollTo(inbox, top);
    void inbox.refresh();
    await scrollTo(inbox, 1000);
    inbox.query = { direction: 'inbound' };
    await inbox.updateComplete;
    inbox.query = { direction: 'outbound' };
    inbox.pageSize = 20;
    await inbox.updateComplete;
    void inbox.refresh();
    await frames(5);
    expect(provider.maxInFlight).to.equal(1);
    expect(provider.last.request).to.deep.equal({ query: { direction: 'outbound' }, pageSize: 20 });
  });

  it('drops what comes late for another query', async () => {
    const provider = deferred({ honoursAbort: false });
    const inbox = await mount({ provider });
    const [late] = provider.calls;
    inbox.query = { direction: 'outbound' };
    await inbox.updateComplete;
    const second = await called(provider, 2);
    expect(late!.signal.aborted).to.equal(true);
    await second.resolve({ items: [numbered(7)] });
    await late!.resolve(pageOf(0, 50));
    await frames(3);
    expect(rows(inbox)).to.have.length(1);
    expect(rows(inbox)[0]!.textContent).to.contain('(7)');
  });

  it('asks a few times and then the reader, when the table never fills', async () => {
    let asked = 0;
    const provider = {
      ...createMemoryProvider(),
      list: () =>
        Promise.resolve({
          items: [numbered(asked++)],
          nextCursor: `c${asked}`,
        } as ConversationPage),
    };
    const inbox = await mount({ provider });
    const button = await until(() => part(inbox, 'load-more-button'), 'Load more');
    const first = asked;
    expect(first).to.be.within(2, 6);
    await frames(30);
    expect(asked, 'and waits').to.equal(first);
    button.click();
    await until(() => asked > first, 'the reader gets more');
    await until(
      () => part(inbox, 'load-more-button') && !inbox.matches(':state(loading)'),
      'again',
    );
    expect(asked - first).to.be.at.most(5);
  });

  it('asks a few times and then the reader, when every row is hidden', async () => {
    let asked = 0;
    const provider = {
      ...createMemoryProvider(),
      list: () =>
        Promise.resolve({
          items: [numbered(asked++, { hidden: true })],
          nextCursor: `c${asked}`,
        } as ConversationPage),
    };
    const inbox = await mount({ provider });
    await until(() => asked > 1, 'it asks on');
    await quiet(inbox);
    await frames(30);
    const before = asked;
    expect(before).to.be.at.most(6);
    const button = part(inbox, 'load-more-button')!;
    expect(button, 'a way on').to.exist;
    expect(button.getBoundingClientRect().height, 'to be seen').to.be.above(0);
    button.click();
    await until(() => asked > before, 'the reader gets more');
  });

  it('asks for nothing while the reader stands still', async () => {
    const provider = createMemoryProvider({ conversations: many(500) });
    const inbox = await mountLoaded(provider);
    await scrollTo(inbox, 700);
    await quiet(inbox);
    const { list } = provider.calls;
    await frames(40);
    expect(provider.calls.list).to.equal(list);
  });

  it('asks for one page while it is not displayed, and goes on when it is', async () => {
    const provider = deferred();
    const inbox = await mount({ provider, pageSize: 5 });
    inbox.parentElement!.style.display = 'none';
    await frames(2);
    await provider.last.resolve(pageOf(0, 5));
    await frames(20);
    expect(provider.calls).to.have.length(1);
    inbox.parentElement!.style.display = '';
    const second = await called(provider, 2);
    expect(second.request.cursor).to.equal('after-5');
  });

  it('asks for one page where it has never been displayed', async () => {
    const provider = deferred();
    const inbox = await mount({ provider, pageSize: 5 }, { hidden: true });
    await provider.last.resolve(pageOf(0, 5));
    await frames(20);
    expect(provider.calls).to.have.length(1);
    inbox.parentElement!.hidden = false;
    await called(provider, 2);
  });

  it('asks once for what is never shown, and says that it is not', async () => {
    const provider = deferred();
    const inbox = await mount({ provider, query: { status: ['token_created'] } });
    await provider.last.resolve({ items: [], notices: [{ kind: 'hidden' }] });
    const said = await until(() => part(inbox, 'empty'), 'words in place of rows');
    expect(said.textContent).to.contain('These sessions are not shown');
    await frames(20);
    expect(provider.calls).to.have.length(1);
    inbox.query = { status: ['failed'] };
    await (await called(provider, 2)).resolve({ items: [] });
    await until(() => part(inbox, 'empty')?.textContent.includes('match'), 'other words');
  });

  it('shows nothing twice when a page repeats rows of the last', async () => {
    const provider = deferred();
    const inbox = await mount({ provider, pageSize: 5 });
    await provider.last.resolve(pageOf(0, 5));
    const second = await called(provider, 2);
    await second.resolve({ items: many(5, 3) });
    await until(() => part(inbox, 'end'), 'the end');
    expect(rows(inbox)).to.have.length(8);
  });
});

describe('the reader who asked for more', () => {
  it('finds focus on the first new row after Load more', async () => {
    let asked = 0;
    const provider = {
      ...createMemoryProvider(),
      list: () =>
        Promise.resolve({
          items: [numbered(asked++)],
          nextCursor: `c${asked}`,
        } as ConversationPage),
    };
    const inbox = await mount({ provider });
    const button = await until(() => part(inbox, 'load-more-button'), 'Load more');
    const before = rows(inbox).length;
    button.focus();
    await press('Enter');
    await until(() => focusedCell(inbox), 'focus is on a row');
    expect(focusedCell(inbox)!.index).to.equal(before);
  });

  it('keeps focus on Load more while it loads', async () => {
    const provider = deferred();
    const inbox = await mount({ provider, pageSize: 1 });
    for (let n = 0; n < 4; n += 1) await (await called(provider, n + 1)).resolve(pageOf(n, n + 1));
    const button = await until(() => part(inbox, 'load-more-button'), 'Load more');
    button.focus();
    await press('Enter');
    const fifth = await called(provider, 5);
    await inbox.updateComplete;
    expect(focused(inbox)!.part.contains('load-more-button')).to.equal(true);
    expect(focused(inbox)!.ariaDisabled).to.equal('true');
    expect(focused(inbox)!.textContent).to.contain('Loading more…');
    await press('Enter');
    expect(provider.calls, 'pressed again, it asks no more').to.have.length(5);
    await fifth.resolve(pageOf(4, 5));
    await until(() => focusedCell(inbox), 'focus is on a row');
    expect(focusedCell(inbox)!.index).to.equal(4);
  });

  it('finds focus on the first new row after Retry', async () => {
    const provider = deferred();
    const inbox = await mount({ provider, pageSize: 5 });
    await provider.last.resolve(pageOf(0, 5));
    await (await called(provider, 2)).reject(providerError('forbidden', 'No more for you.'));
    const retry = await until(() => part(inbox, 'retry-button'), 'Retry');
    retry.focus();
    await press('Enter');
    const third = await called(provider, 3);
    expect(third.request.cursor, 'that page again').to.equal('after-5');
    await third.resolve({ items: many(5, 5) });
    await until(() => focusedCell(inbox), 'focus is on a row');
    expect(focusedCell(inbox)!.index).to.equal(5);
  });

  it('finds focus on the first row after a Retry of the first page', async () => {
    const provider = deferred();
    const inbox = await mount({ provider });
    await provider.last.reject(providerError('forbidden', 'Not yet.'));
    const retry = await until(() => part(inbox, 'retry-button'), 'Retry');
    retry.focus();
    await press('Enter');
    await (await called(provider, 2)).resolve(pageOf(0, 50));
    await until(() => focusedCell(inbox), 'focus is on a row');
    expect(focusedCell(inbox)!.index).to.equal(0);
  });

  it('hears how many came, and nothing of what loads by itself', async () => {
    const provider = deferred();
    const inbox = await mount({ provider, pageSize: 1 });
    const said = () => part(inbox, 'base')!.querySelector('[role="status"]')!.textContent;
    await provider.last.resolve(pageOf(0, 1));
    for (let n = 1; n < 4; n += 1) await (await called(provider, n + 1)).resolve(pageOf(n, n + 1));
    const button = await until(() => part(inbox, 'load-more-button'), 'Load more');
    expect(said()).to.equal('');
    button.click();
    await (await called(provider, 5)).resolve(pageOf(4, 5));
    await until(
      () => said() === '1 more, 5 conversations shown',
      'the page asked for is announced',
    );
  });

  it('is told of each load by an event, once its rows are on the page', async () => {
    const provider = deferred();
    const inbox = await mount({ provider, pageSize: 5 });
    const loaded = fired<CustomEvent>(inbox, 'inbox-load');
    await provider.last.resolve({ items: many(3), total: 3 });
    const { detail, bubbles, cancelable, composed } = await loaded;
    expect({ bubbles, cancelable, composed }).to.deep.equal({
      bubbles: false,
      cancelable: false,
      composed: false,
    });
    expect(detail).to.deep.include({ reason: 'first', added: 3, count: 3, ended: true, total: 3 });
    expect(rows(inbox), 'fired when the rows are on the page').to.have.length(3);
  });
});
