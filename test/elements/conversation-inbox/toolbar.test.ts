/** Search and chips above the rows. */
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { PAUSE } from '../../../src/elements/conversation-inbox/quick-search.js';
import type { ConversationInbox, InboxQueryChangeEvent } from '../../../src/index.js';
import { providerError, type Query } from '../../../src/model/index.js';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { many } from '../../../stories/fixtures.js';
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
  scroller,
  text,
  until,
} from '../../helpers/inbox.js';
import { press } from '../../helpers/keys.js';

const field = (inbox: Element) => part(inbox, 'search-field') as HTMLInputElement | null;
const chips = (inbox: Element) =>
  all(inbox, '[part~="chip"]').map((chip) => chip.textContent.replace(/\s+/g, ' ').trim());
const removers = (inbox: Element) => all(inbox, '[part~="chip-remove-button"]');
const said = (inbox: Element) => one(inbox, '[role="status"]')!.textContent;
const focusedPart = (inbox: Element) => focused(inbox)?.getAttribute('part');
const place = (inbox: Element) => one(inbox, '.toolbar')!;

/** With its toolbar there. */
async function withToolbar(
  provider = createMemoryProvider({ conversations: many(60) }),
  properties: object = {},
  box?: { width: number },
) {
  const inbox = await mountLoaded(provider, properties, box);
  await until(() => place(inbox).childElementCount > 0, 'the toolbar');
  return inbox;
}

const asked = (events: readonly Event[]) =>
  (events as InboxQueryChangeEvent[]).map(({ detail }) => detail);

/** As long as a reader pauses before what was typed is sent, and a little more. */
function pause(): Promise<unknown> {
  const start = performance.now();
  return until(() => performance.now() - start > PAUSE + 50, 'a pause');
}

async function type(inbox: Element, typed: string): Promise<void> {
  field(inbox)!.focus();
  await sendKeys({ type: typed });
}

describe('the place above the rows', () => {
  it('is there from the first render on, so that nothing moves when the toolbar arrives', async () => {
    const provider = deferred();
    const inbox = await mount({ provider });
    const before = place(inbox).getBoundingClientRect();
    expect(before.height).to.be.above(40);
    const { top } = scroller(inbox).getBoundingClientRect();
    await until(() => place(inbox).childElementCount > 0, 'the toolbar');
    await frames(2);
    expect(place(inbox).getBoundingClientRect().height).to.equal(before.height);
    expect(scroller(inbox).getBoundingClientRect().top).to.equal(top);
    expect(part(inbox, 'toolbar')!.scrollHeight).to.be.at.most(Math.ceil(before.height));
  });

  it('keeps its room, and offers no filter, where the provider cannot filter', async () => {
    const provider = createMemoryProvider({
      conversations: many(3),
      capabilities: { filters: {} },
    });
    const inbox = await mountLoaded(provider);
    await until(() => place(inbox).childElementCount > 0, 'toolbar');
    const { height } = place(inbox).getBoundingClientRect();
    expect(height).to.be.above(40);
    expect(part(inbox, 'search-field') === null).to.equal(true);
    expect(part(inbox, 'filters-button') === null).to.equal(true);
    inbox.provider = createMemoryProvider({ conversations: many(3) });
    await until(() => part(inbox, 'filters-button'), 'another provider can');
    expect(place(inbox).getBoundingClientRect().height).to.equal(height);
  });

  it('offers the search alone where the caller is all there is to ask for', async () => {
    const inbox = await withToolbar(
      createMemoryProvider({
        conversations: many(3),
        capabilities: { filters: { caller: 'one' } },
      }),
    );
    expect(field(inbox) !== null).to.equal(true);
    expect(part(inbox, 'filters-button') === null).to.equal(true);
  });

  it('offers no search where the caller cannot be asked for', async () => {
    const inbox = await withToolbar(
      createMemoryProvider({
        conversations: many(3),
        capabilities: { filters: { direction: 'one' } },
      }),
    );
    expect(field(inbox) === null).to.equal(true);
    expect(part(inbox, 'filters-button')!.textContent).to.contain('Filters');
  });

  it('can be used by everybody, in every state', async () => {
    const inbox = await withToolbar();
    await expect(inbox).to.be.accessible();
    inbox.query = { caller: '55', direction: 'inbound', status: ['completed'] };
    await until(() => chips(inbox).length === 2, 'chips');
    await quiet(inbox);
    await expect(inbox).to.be.accessible();
  });

  it('opens what was asked for last, and nothing that comes late on top of it', async () => {
    const inbox = await mountLoaded(createMemoryProvider({ conversations: many(5) }));
    for (const name of ['columns', 'export', 'help', 'filters', 'columns', 'export'])
      (await until(() => part(inbox, `${name}-button`), name)).click();
    await until(() => part(inbox, 'export-menu')?.matches(':popover-open'), 'the menu');
    await frames(5);
    expect(all(inbox, 'dialog[open], :popover-open')).to.have.length(1);
  });

  it('fits 320 pixels: the search stays usable, the chips scroll', async () => {
    const query: Query = { direction: 'inbound', status: ['completed', 'failed'], durationMin: 5 };
    const inbox = await withToolbar(undefined, { query }, { width: 320 });
    await until(() => chips(inbox).length === 3, 'chips');
    const frame = inbox.getBoundingClientRect();
    for (const name of ['search', 'filters-button', 'clear-button']) {
      const box = part(inbox, name)!.getBoundingClientRect();
      expect(box.left, name).to.be.at.least(frame.left);
      expect(box.right, name).to.be.at.most(frame.right);
      expect(box.bottom, name).to.be.at.most(scroller(inbox).getBoundingClientRect().top);
    }
    expect(part(inbox, 'search')!.offsetWidth).to.be.above(150);
    for (const button of removers(inbox)) {
      expect(button.offsetWidth).to.be.at.least(24);
      expect(button.offsetHeight).to.be.at.least(24);
    }
    expect(part(inbox, 'filters-button')!.textContent).to.contain('Filters');
    await expect(inbox).to.be.accessible();
  });
});

describe('the search', () => {
  it('is sent once per pause, and only the newest answer is shown', async () => {
    const provider = deferred({ honoursAbort: false });
    const inbox = await mount({ provider });
    await provider.last.resolve({ items: many(5) });
    await until(() => field(inbox), 'the search');
    await quiet(inbox);
    const events = record(inbox, 'inbox-query-change');
    await type(inbox, '+1 202');
    expect(provider.calls, 'nothing is sent while the reader types').to.have.length(1);
    const first = await until(() => provider.calls[1], 'the pause');
    await type(inbox, ' 555');
    const second = await until(() => provider.calls[2], 'the next pause');
    expect([first.request.query, second.request.query]).to.deep.equal([
      { caller: '+1 202' },
      { caller: '+1 202 555' },
    ]);
    await second.resolve({ items: many(2, 40) });
    await until(() => rows(inbox).length === 2, 'the newest answer');
    await first.resolve({ items: many(4) });
    await frames(4);
    expect(text(inbox, 0, 'summary')).to.contain('(40)');
    expect(rows(inbox)).to.have.length(2);
    expect(asked(events)).to.deep.equal([
      { query: { caller: '+1 202' }, previous: {}, source: 'search' },
      { query: { caller: '+1 202 555' }, previous: { caller: '+1 202' }, source: 'search' },
    ]);
    expect(focusedPart(inbox)).to.equal('search-field');
    expect(provider.calls).to.have.length(3);
  });

  it('does not write over what is typed while an answer comes', async () => {
    const provider = deferred();
    const inbox = await mount({ provider });
    await provider.last.resolve({ items: many(5) });
    await until(() => field(inbox), 'the search');
    await type(inbox, 'ab');
    const call = await until(() => provider.calls[1], 'the pause');
    await type(inbox, 'c');
    await call.resolve({ items: [] });
    expect(field(inbox)!.value).to.equal('abc');
    await until(() => provider.calls[2], 'the next pause');
    expect(field(inbox)!.value).to.equal('abc');
    expect(provider.last.request.query).to.deep.equal({ caller: 'abc' });
  });

  it('is sent at once on Enter, and not again at the pause', async () => {
    const provider = deferred();
    const inbox = await mount({ provider });
    await provider.last.resolve({ items: many(5) });
    await until(() => field(inbox), 'the search');
    const events = record(inbox, 'inbox-query-change');
    await type(inbox, '55');
    await press('Enter');
    expect(asked(events).map(({ query }) => query)).to.deep.equal([{ caller: '55' }]);
    await pause();
    expect(events).to.have.length(1);
  });

  it('waits for Enter where the whole number is needed, and says so', async () => {
    const inbox = await withToolbar(
      createMemoryProvider({
        conversations: many(60),
        capabilities: { filters: { caller: 'one', direction: 'one' } },
      }),
    );
    expect(field(inbox)!.placeholder).to.equal('Full number');
    expect(field(inbox)!.getAttribute('aria-label')).to.equal('Caller (full number)');
    const events = record(inbox, 'inbox-query-change');
    await type(inbox, '+1 202 555 0103');
    await pause();
    expect(events).to.have.length(0);
    await press('Enter');
    expect(asked(events)[0]!.query).to.deep.equal({ caller: '+1 202 555 0103' });
    await until(() => rows(inbox).length === 1, 'its rows');
  });

  it('is cleared with its button and with Esc, and keeps focus', async () => {
    const inbox = await withToolbar();
    const clear = part(inbox, 'search-clear-button')!;
    expect(clear.hidden, 'nothing to clear').to.equal(true);
    await type(inbox, '0103');
    expect(clear.hidden).to.equal(false);
    await until(() => rows(inbox).length === 1, 'what was searched for');
    clear.click();
    await until(() => inbox.query.caller === undefined, 'all again');
    expect(field(inbox)!.value).to.equal('');
    expect(focusedPart(inbox)).to.equal('search-field');
    await type(inbox, '0104');
    await until(() => inbox.query.caller === '0104', 'another search');
    await press('Escape');
    expect(inbox.query).to.deep.equal({});
    expect(field(inbox)!.value).to.equal('');
    await until(() => part(inbox, 'search-clear-button')!.hidden, 'nothing to clear');
  });

  it('follows the query that the host sets, which fires no event', async () => {
    const inbox = await withToolbar();
    const events = record(inbox, 'inbox-query-change');
    inbox.query = { caller: '0107' };
    await until(() => field(inbox)!.value === '0107', 'it follows');
    expect(part(inbox, 'search-clear-button')!.hidden).to.equal(false);
    inbox.query = {};
    await until(() => field(inbox)!.value === '', 'it follows again');
    expect(events).to.have.length(0);
  });

  it('sends nothing more once the inbox has left the page', async () => {
    const inbox = await withToolbar();
    const events = record(inbox, 'inbox-query-change');
    await type(inbox, '01');
    inbox.remove();
    await pause();
    expect(events).to.have.length(0);
  });

  it('says at its field what the server refuses', async () => {
    const provider = deferred();
    const inbox = await mount({ provider });
    await provider.last.resolve({ items: many(5) });
    await until(() => field(inbox), 'the search');
    await type(inbox, 'x');
    const call = await until(() => provider.calls[1], 'the search is sent');
    const details = { caller: 'At least three digits.' };
    await call.reject(providerError('invalid-request', 'No.', { details }));
    await until(() => field(inbox)!.ariaInvalid === 'true', 'it is said');
    const id = field(inbox)!.getAttribute('aria-describedby')!;
    expect(one(inbox, `#${id}`)!.textContent).to.equal('At least three digits.');
    await expect(inbox).to.be.accessible();
  });
});

describe('the host', () => {
  it('hears of it before anything happens, above the inbox too, and can prevent it', async () => {
    const inbox = await withToolbar(undefined, { query: { direction: 'inbound' } });
    await until(() => chips(inbox).length === 1, 'a chip');
    const before = inbox.query;
    let seen: unknown;
    const prevent = (event: Event) => {
      seen = [inbox.query, event.composed, event.cancelable];
      event.preventDefault();
    };
    document.addEventListener('inbox-query-change', prevent);
    removers(inbox)[0]!.click();
    document.removeEventListener('inbox-query-change', prevent);
    await frames(3);
    expect(seen).to.deep.equal([before, true, true]);
    expect(inbox.query).to.equal(before);
    expect(chips(inbox)).to.deep.equal(['Direction: Inbound']);
  });

  it('can ask for something else instead', async () => {
    const inbox = await withToolbar();
    inbox.addEventListener('inbox-query-change', (event) => {
      event.preventDefault();
      inbox.query = { ...event.detail.query, direction: 'inbound' };
    });
    await type(inbox, '555');
    await until(() => chips(inbox).length === 1, 'its own query');
    expect(inbox.query).to.deep.equal({ caller: '555', direction: 'inbound' });
    expect(field(inbox)!.value).to.equal('555');
  });
});

describe('a chip', () => {
  const QUERY: Query = {
    direction: 'inbound',
    status: ['completed', 'failed'],
    durationMin: 60,
    createdAfter: '2025-01-01T00:00:00Z',
  };

  async function withChips(): Promise<ConversationInbox> {
    const inbox = await withToolbar(undefined, { query: QUERY });
    await until(() => chips(inbox).length === 4, 'chips');
    return inbox;
  }

  it('says what is asked for, and the button says of how many filters', async () => {
    const inbox = await withChips();
    expect(chips(inbox)).to.deep.equal([
      'Direction: Inbound',
      'Status: Completed, Failed',
      'Duration: at least 1m 00s',
      'Created: from Jan 1, 2025',
    ]);
    expect(part(inbox, 'filters-count')!.textContent).to.equal('4');
    expect(removers(inbox)[1]!.getAttribute('aria-label')).to.equal(
      'Remove filter Status: Completed, Failed',
    );
  });

  it('is removed with its button, and focus goes on to the next one', async () => {
    const inbox = await withChips();
    const events = record(inbox, 'inbox-query-change');
    removers(inbox)[1]!.focus();
    await press('Enter');
    await until(() => chips(inbox).length === 3, 'it is gone');
    expect(focused(inbox)!.getAttribute('aria-label')).to.equal(
      'Remove filter Duration: at least 1m 00s',
    );
    const { status: _, ...rest } = QUERY;
    expect(asked(events)).to.deep.equal([{ query: rest, previous: QUERY, source: 'chip' }]);
    await press('Enter', 'Enter');
    await until(() => chips(inbox).length === 1, 'two more');
    expect(focused(inbox)!.getAttribute('aria-label')).to.contain('Direction');
    await press('Enter');
    await until(() => chips(inbox).length === 0, 'the last one');
    expect(focusedPart(inbox)).to.equal('filters-button');
    expect(inbox.query).to.deep.equal({});
  });

  it('goes with all others, and with the search, at once', async () => {
    const inbox = await withChips();
    inbox.query = { ...QUERY, caller: '55' };
    await until(() => field(inbox)!.value === '55', 'a search too');
    const events = record(inbox, 'inbox-query-change');
    part(inbox, 'clear-button')!.focus();
    await press('Enter');
    await until(() => chips(inbox).length === 0, 'no chip');
    expect(field(inbox)!.value).to.equal('');
    expect(inbox.query).to.deep.equal({});
    expect(asked(events)[0]!.source).to.equal('clear');
    expect(part(inbox, 'clear-button') === null).to.equal(true);
    expect(focusedPart(inbox)).to.equal('filters-button');
  });

  it('names an agent, once a row has named it', async () => {
    const [first] = many(1);
    const inbox = await withToolbar(undefined, { query: { agentId: first!.agent!.id } });
    await until(() => chips(inbox)[0] === `Agent: ${first!.agent!.name}`, 'the name');
  });

  it('is there for what the provider does not offer, too', async () => {
    const inbox = await withToolbar(
      createMemoryProvider({
        conversations: many(9),
        capabilities: { filters: { direction: 'one' } },
      }),
    );
    inbox.query = { webWidgetId: 'w<b>1' } as Query;
    await until(() => chips(inbox)[0] === 'Web widget: w<b>1', 'as text');
  });
});

describe('what came of it', () => {
  it('is said politely, without a total that nobody knows', async () => {
    const inbox = await withToolbar(undefined, { pageSize: 20 });
    await type(inbox, '+1 202 555 010');
    await until(() => said(inbox) === '10 conversations shown', 'how many');
    await type(inbox, 'x');
    await until(() => said(inbox) === 'No conversations match', 'that there are none');
    await press('Escape');
    await until(() => said(inbox) === '20 conversations shown', 'what is shown');
  });
});
