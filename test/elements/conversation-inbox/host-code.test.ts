/** A provider is the host's code: whatever it does, the reader keeps rows, words and a way out. */
import { expect } from '@open-wc/testing';
import { providerError, type ConversationProvider } from '../../../src/model/index.js';
import { many } from '../../../stories/fixtures.js';
import { like, memory } from '../../../stories/inbox.js';
import {
  deferred,
  firstInView,
  mount,
  mountLoaded,
  part,
  rows,
  scroller,
  scrollTo,
  until,
} from '../../helpers/inbox.js';

const searchField = (inbox: Element) => part(inbox, 'search-field') as HTMLInputElement | null;

const LINK = { detailHref: '/c/{id}' };

describe('a provider that is not as it should be', () => {
  it('loads once when it names no page limit', async () => {
    const provider = memory(many(5));
    const capabilities = { ...provider.capabilities, maxPageSize: undefined as unknown as number };
    let calls = 0;
    const inbox = await mount({
      provider: like(provider, {
        capabilities,
        list: () => {
          calls += 1;
          return Promise.resolve({ items: many(5) });
        },
      }),
    });
    await until(() => rows(inbox).length === 5, 'the rows');
    expect(calls).to.equal(1);
  });

  it('without list or capabilities is no provider: one warning, and words in place of rows', async () => {
    const { warn } = console;
    const warnings: unknown[] = [];
    console.warn = (message: unknown) => void warnings.push(message);
    try {
      for (const provider of [{}, 5, { list: () => undefined }]) {
        const inbox = await mount({ provider: provider as unknown as ConversationProvider });
        await until(() => part(inbox, 'empty'), 'words in place of rows');
      }
      expect(warnings).to.have.length(3);
      expect(String(warnings[0])).to.contain('list()');
    } finally {
      console.warn = warn;
    }
  });

  it('whose links throw costs the links and no row', async () => {
    const links = {
      conversation: () => {
        throw new Error('No link.');
      },
      agent: () => {
        throw new Error('No link.');
      },
    };
    const inbox = await mountLoaded(like(memory(many(8)), { links }));
    expect(rows(inbox)).to.have.length(8);
    for (const row of rows(inbox)) expect(row.textContent.trim()).to.not.equal('');
  });

  it('whose errors are no texts still shows words and Retry', async () => {
    const provider = deferred();
    const inbox = await mount({ provider });
    const odd = { name: 'ProviderError', kind: 'server', message: { odd: true }, requestId: 123 };
    await provider.last.reject(Object.assign(new Error('x'), odd));
    await until(() => part(inbox, 'retry-button'), 'Retry');
    expect(part(inbox, 'error-request-id')!.textContent).to.contain('123');
  });

  it('whose errors name fields with what is no text leaves the search as it is', async () => {
    const provider = deferred();
    const inbox = await mount({ provider, query: { caller: 'a' } });
    const details = { caller: { toString: 1 } } as never;
    await provider.last.reject(providerError('invalid-request', 'No.', { details }));
    const search = await until(() => searchField(inbox), 'the search');
    inbox.query = { caller: 'b' };
    await until(() => search.value === 'b', 'it follows');
    await until(() => provider.calls.length > 1, 'it is asked');
    await provider.last.reject(providerError('invalid-request', 'No.', { details }));
    inbox.query = { caller: 'c' };
    await until(() => search.value === 'c', 'it follows on');
  });

  it('that does not say what it can filter by has the other tools', async () => {
    const provider = memory(many(3));
    for (const filters of [undefined, null] as never[]) {
      const capabilities = { ...provider.capabilities, filters };
      const inbox = await mountLoaded(like(provider, { capabilities }));
      await until(() => part(inbox, 'columns-button'), 'the tools');
      expect(searchField(inbox) === null).to.equal(true);
    }
  });

  it('whose rows throw when they are read fails the page, with Retry', async () => {
    const provider = deferred();
    const inbox = await mount({ provider });
    const row = {
      ...many(1)[0]!,
      get hidden(): boolean {
        throw new Error('No.');
      },
    };
    await provider.last.resolve({ items: [row] });
    const retry = await until(() => part(inbox, 'retry-button'), 'Retry');
    retry.click();
    await until(() => provider.calls.length === 2, 'asked again');
    await provider.last.resolve({ items: many(2) });
    await until(() => rows(inbox).length === 2, 'the rows');
  });

  it('with notices that are nothing is listened to all the same', async () => {
    const provider = deferred();
    const inbox = await mount({ provider });
    const loaded = new Promise((done) => inbox.addEventListener('inbox-load', done));
    await provider.last.resolve({ items: many(2), notices: [null, undefined] as never });
    await loaded;
    expect(rows(inbox)).to.have.length(2);
  });
});

describe('the place of a reader', () => {
  it('is kept by a refresh while the inbox is hidden', async () => {
    const inbox = await mountLoaded(memory(many(300)), { ...LINK, pageSize: 300 });
    await scrollTo(inbox, 4000);
    const before = firstInView(inbox);
    const box = inbox.parentElement!;
    box.hidden = true;
    await inbox.refresh();
    await inbox.updateComplete;
    box.hidden = false;
    await until(() => scroller(inbox).scrollTop === 4000, 'the same place');
    expect(firstInView(inbox)).to.deep.equal(before);
  });

  it('is kept when a row out of view that had focus is deleted', async () => {
    const provider = memory(many(300));
    const inbox = await mountLoaded(provider, { ...LINK, pageSize: 300 });
    rows(inbox)[2]!.querySelector<HTMLElement>('.row-link')!.focus();
    await scrollTo(inbox, 4000);
    provider.remove(many(3)[2]!.id);
    await inbox.refresh();
    await inbox.updateComplete;
    expect(scroller(inbox).scrollTop).to.be.within(3900, 4000);
  });
});

describe('a query that is none', () => {
  it('asks for nothing, and the reader can ask for something all the same', async () => {
    const { warn } = console;
    console.warn = () => undefined;
    try {
      const circle: Record<string, unknown> = {};
      circle['metadata'] = circle;
      for (const query of [circle, { durationMin: 5n }, [1], 'x'] as never[]) {
        const inbox = await mountLoaded(memory(many(3)), { query });
        const search = await until(() => searchField(inbox), 'the search');
        search.value = '5';
        search.dispatchEvent(new InputEvent('input'));
        await until(() => inbox.query.caller === '5', 'it is asked');
        expect(inbox.query).to.deep.equal({ caller: '5' });
      }
    } finally {
      console.warn = warn;
    }
  });
});
