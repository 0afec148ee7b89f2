/** Typing fast into the search, and answers that come in any order. */
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { PAUSE } from '../../../src/elements/conversation-inbox/quick-search.js';
import type { InboxQueryChangeEvent } from '../../../src/index.js';
import { providerError } from '../../../src/model/index.js';
import { many } from '../../../stories/fixtures.js';
import { deferred, mount, one, part, record, rows, text, until } from '../../helpers/inbox.js';
import { press } from '../../helpers/keys.js';

const field = (inbox: Element) => part(inbox, 'search-field') as HTMLInputElement;
const said = (inbox: Element) => one(inbox, '[role="status"]')!.textContent;
const summary = (inbox: Element) => (rows(inbox).length > 0 ? text(inbox, 0, 'summary') : '');
const sources = (events: readonly Event[]) =>
  (events as InboxQueryChangeEvent[]).map(({ detail }) => [detail.source, detail.query]);

/** An inbox of five rows whose provider goes on answering whom it was told to forget. */
async function searching() {
  const provider = deferred({ honoursAbort: false });
  const inbox = await mount({ provider });
  await provider.last.resolve({ items: many(5) });
  await until(() => part(inbox, 'search-field'), 'the search');
  field(inbox).focus();
  const events = record(inbox, 'inbox-query-change');
  const failures = record(inbox, 'inbox-error');
  /** Types, pauses, and gives the call that is made then. */
  const search = async (typed: string) => {
    const { length } = provider.calls;
    await sendKeys({ type: typed });
    return until(() => provider.calls[length], 'a pause');
  };
  return { inbox, provider, events, failures, search };
}

/** What a key does to the field, without the time that a real one takes. */
function typeAtOnce(inbox: Element, typed: string): void {
  for (const letter of typed) {
    field(inbox).value += letter;
    field(inbox).dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }
}

describe('whoever types fast', () => {
  it('sees only what was asked for last, however early or late older answers come', async () => {
    const { inbox, provider, failures, search } = await searching();
    const calls = [await search('+1'), await search(' 20'), await search('2 5')];
    expect(calls.map(({ request }) => request.query.caller)).to.deep.equal([
      '+1',
      '+1 20',
      '+1 202 5',
    ]);
    await calls[0]!.resolve({ items: many(3) });
    await calls[1]!.reject(providerError('server', 'Too late.'));
    await inbox.updateComplete;
    expect(rows(inbox), 'no row of an answer that is out of date').to.have.length(0);
    expect(part(inbox, 'error') === null).to.equal(true);
    await calls[2]!.resolve({ items: many(2, 40) });
    await until(() => summary(inbox).includes('(40)'), 'the newest answer');
    await until(() => said(inbox) === '2 conversations shown', 'what came of it');
    expect(failures).to.have.length(0);
    expect(provider.calls).to.have.length(4);
  });

  it('is not overtaken by the answer to what stands in the field again', async () => {
    const { inbox, search } = await searching();
    const first = await search('a');
    const second = await search('b');
    field(inbox).value = '';
    const third = await search('a');
    expect(third.request.query).to.deep.equal({ caller: 'a' });
    await first.resolve({ items: many(4) });
    await inbox.updateComplete;
    expect(rows(inbox), 'the same question, asked before').to.have.length(0);
    await third.resolve({ items: many(1, 7) });
    await until(() => summary(inbox).includes('(7)'), 'the newest answer');
    await second.resolve({ items: many(5) });
    await inbox.updateComplete;
    expect(rows(inbox)).to.have.length(1);
  });

  it('asks once, however many letters there were', async () => {
    const { inbox, provider, events } = await searching();
    typeAtOnce(inbox, 'a caller with a long, long name');
    const start = performance.now();
    await until(() => provider.calls[1], 'the pause');
    expect(performance.now() - start).to.be.at.least(PAUSE - 20);
    expect(provider.calls[1]!.request.query).to.deep.equal({
      caller: 'a caller with a long, long name',
    });
    await until(() => performance.now() - start > PAUSE * 3, 'two more pauses');
    expect(provider.calls).to.have.length(2);
    expect(events).to.have.length(1);
  });

  it('asks for nothing with what is taken back within the pause', async () => {
    const { inbox, provider, events } = await searching();
    typeAtOnce(inbox, 'ab');
    field(inbox).value = '';
    typeAtOnce(inbox, ' ');
    const start = performance.now();
    await until(() => performance.now() - start > PAUSE * 2, 'the pause');
    expect(provider.calls).to.have.length(1);
    expect(events).to.have.length(0);
  });

  it('asks for nothing while a word is being composed', async () => {
    const { inbox, provider } = await searching();
    const compose = (type: string) =>
      field(inbox).dispatchEvent(new CompositionEvent(type, { bubbles: true, composed: true }));
    compose('compositionstart');
    field(inbox).value = 'か';
    field(inbox).dispatchEvent(
      new InputEvent('input', { bubbles: true, composed: true, isComposing: true }),
    );
    const start = performance.now();
    await until(() => performance.now() - start > PAUSE * 2, 'a pause within the word');
    expect(provider.calls).to.have.length(1);
    compose('compositionend');
    const call = await until(() => provider.calls[1], 'the pause after it');
    expect(call.request.query).to.deep.equal({ caller: 'か' });
  });

  it('does not lose the search to the dialog that is opened before the pause', async () => {
    const { inbox, events } = await searching();
    typeAtOnce(inbox, '0103');
    part(inbox, 'filters-button')!.click();
    expect(events, 'it is asked for at once').to.have.length(1);
    await until(() => (part(inbox, 'filter-dialog') as HTMLDialogElement | null)?.open, 'a dialog');
    expect((one(inbox, '[name="caller"]') as HTMLInputElement).value).to.equal('0103');
    (one(inbox, '[name="direction"]') as HTMLSelectElement).value = 'inbound';
    part(inbox, 'apply-button')!.click();
    const query = { caller: '0103', direction: 'inbound' };
    await until(() => inbox.query.direction, 'it is applied');
    expect(inbox.query).to.deep.equal(query);
    expect(field(inbox).value).to.equal('0103');
    expect(sources(events)).to.deep.equal([
      ['search', { caller: '0103' }],
      ['filters', query],
    ]);
  });

  it('and then presses Enter asks once', async () => {
    const { inbox, provider } = await searching();
    typeAtOnce(inbox, '0103');
    await press('Enter');
    const start = performance.now();
    await until(() => performance.now() - start > PAUSE * 2, 'the pause');
    expect(provider.calls).to.have.length(2);
  });
});
