/** What is said to those who do not see the table change: only what they asked for. */
import { expect } from '@open-wc/testing';
import { providerError } from '../../../src/model/index.js';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { many } from '../../../stories/fixtures.js';
import {
  body,
  deferred,
  frames,
  mount,
  mountLoaded,
  one,
  part,
  rows,
  rowsShown,
  scrollTo,
  until,
} from '../../helpers/inbox.js';

const said = (inbox: Element) => one(inbox, '[role="status"]')!.textContent;

/** Whether a text is said anew: a screen reader speaks when it changes. */
const plain = (text: string) => text.replace(/\u00a0$/, '');

describe('what is announced', () => {
  it('is nothing of the first page, nor of pages that come while the reader scrolls', async () => {
    const provider = deferred();
    const inbox = await mount({ provider, pageSize: 50 });
    await provider.last.resolve({ items: many(50), nextCursor: 'two' });
    await rowsShown(inbox);
    expect(said(inbox)).to.equal('');
    await scrollTo(inbox, body(inbox).offsetHeight);
    const second = await until(() => provider.calls[1], 'the next page');
    await second.resolve({ items: many(10, 50) });
    await until(() => part(inbox, 'end'), 'the end');
    await frames(2);
    expect(said(inbox)).to.equal('');
  });

  it('is nothing of another query or provider', async () => {
    const inbox = await mountLoaded(createMemoryProvider({ conversations: many(9) }));
    inbox.query = { direction: 'outbound' };
    await until(() => rows(inbox).length === 3, 'the rows of the query');
    inbox.provider = createMemoryProvider({ conversations: many(12) });
    await until(() => rows(inbox).length === 4, 'the rows of the provider');
    expect(said(inbox)).to.equal('');
  });

  it('is what a refresh brought, each time', async () => {
    const provider = createMemoryProvider({ conversations: many(5) });
    const inbox = await mountLoaded(provider);
    const heard: string[] = [];
    for (let time = 0; time < 3; time += 1) {
      await inbox.refresh();
      await inbox.updateComplete;
      heard.push(said(inbox));
    }
    expect(heard.map(plain)).to.deep.equal(Array(3).fill('0 more, 5 conversations shown'));
    expect(heard[1], 'heard again').not.to.equal(heard[0]);
    expect(heard[2], 'and again').not.to.equal(heard[1]);
  });

  it('is what Retry brought, after what had failed', async () => {
    const provider = deferred();
    const inbox = await mount({ provider });
    await provider.last.reject(providerError('forbidden', 'No.'));
    const retry = await until(() => part(inbox, 'retry-button'), 'Retry');
    const failed = 'You are not permitted to see these conversations.';
    expect(said(inbox)).to.equal(failed);
    retry.click();
    await (await until(() => provider.calls[1], 'again')).reject(providerError('forbidden', 'No.'));
    await until(() => said(inbox) !== failed, 'it is heard again');
    expect(plain(said(inbox))).to.equal(failed);
    part(inbox, 'retry-button')!.click();
    await (await until(() => provider.calls[2], 'again')).resolve({ items: many(4) });
    await until(() => said(inbox) === '4 more, 4 conversations shown', 'what it brought');
  });

  it('is that a link was copied, each time', async () => {
    const { clipboard } = navigator;
    clipboard.writeText = () => Promise.resolve();
    try {
      const provider = createMemoryProvider({ conversations: many(5) });
      const inbox = await mountLoaded(provider, { detailHref: '/c/{id}' });
      part(inbox, 'copy-button')!.click();
      await until(() => said(inbox) === 'Copied', 'it is said');
      part(inbox, 'copy-button')!.click();
      await until(() => said(inbox) !== 'Copied', 'it is said again');
      expect(plain(said(inbox))).to.equal('Copied');
    } finally {
      Reflect.deleteProperty(clipboard, 'writeText');
    }
  });
});
