import { expect, fixture, html } from '@open-wc/testing';
import type { ConversationInbox } from '../../../src/elements/conversation-inbox/conversation-inbox.js';
import { ConversationProviderElement } from '../../../src/elements/conversation-provider/conversation-provider.js';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { many } from '../../../stories/fixtures.js';
import { frames, part, rows, until } from '../../helpers/inbox.js';

const of = (count: number) => createMemoryProvider({ conversations: many(count) });
const inboxIn = (element: Element) =>
  element.querySelector<ConversationInbox>('conversation-inbox')!;
const shows = (inbox: Element, count: number) =>
  until(() => rows(inbox).length === count, `${count} rows`);

describe('<conversation-provider>', () => {
  it('gives its provider to the inboxes inside, however deep', async () => {
    const element = await fixture(html`
      <conversation-provider .provider=${of(3)}>
        <section>
          <div><conversation-inbox></conversation-inbox></div>
        </section>
      </conversation-provider>
    `);
    await shows(inboxIn(element), 3);
  });

  it('gives it through shadow roots', async () => {
    const element = await fixture(
      html`<conversation-provider .provider=${of(3)}>
        <div></div>
      </conversation-provider>`,
    );
    const root = element.querySelector('div')!.attachShadow({ mode: 'open' });
    const inbox = document.createElement('conversation-inbox');
    root.append(inbox);
    await shows(inbox, 3);
  });

  it('gives the nearest one', async () => {
    const element = await fixture(html`
      <conversation-provider .provider=${of(3)}>
        <conversation-provider .provider=${of(2)}>
          <conversation-inbox></conversation-inbox>
        </conversation-provider>
      </conversation-provider>
    `);
    await shows(inboxIn(element), 2);
  });

  it('gives way to a provider of the inbox itself, and takes over when that is gone', async () => {
    const own = of(2);
    const element = await fixture(html`
      <conversation-provider .provider=${of(3)}>
        <conversation-inbox .provider=${own}></conversation-inbox>
      </conversation-provider>
    `);
    const inbox = inboxIn(element);
    await shows(inbox, 2);
    inbox.provider = undefined;
    await shows(inbox, 3);
  });

  it('gives another one when its own is replaced', async () => {
    const element = await fixture<ConversationProviderElement>(html`
      <conversation-provider .provider=${of(3)}>
        <conversation-inbox></conversation-inbox>
      </conversation-provider>
    `);
    await shows(inboxIn(element), 3);
    element.provider = of(4);
    await shows(inboxIn(element), 4);
  });

  it('says that nothing is connected where it has none', async () => {
    const element = await fixture(html`
      <conversation-provider><conversation-inbox></conversation-inbox></conversation-provider>
    `);
    const notice = await until(() => part(inboxIn(element), 'empty'), 'the notice');
    expect(notice.textContent).to.contain('Not connected');
  });

  it('takes no room of its own', async () => {
    const element = await fixture(html`<conversation-provider></conversation-provider>`);
    expect(getComputedStyle(element).display).to.equal('contents');
  });
});

describe('an adapter named in markup', () => {
  const { adapters } = ConversationProviderElement;
  const { warn } = console;
  let warnings: string[];
  beforeEach(() => {
    warnings = [];
    console.warn = (...words: unknown[]) => void warnings.push(words.join(' '));
  });
  afterEach(() => {
    ConversationProviderElement.adapters = adapters;
    console.warn = warn;
  });

  it('is loaded and made with what the attributes say', async () => {
    const made: object[] = [];
    ConversationProviderElement.adapters = {
      test: () =>
        Promise.resolve((options: object) => {
          made.push(options);
          return of(3);
        }),
    };
    const element = await fixture(html`
      <conversation-provider adapter="test" base-url="/api" organization="org-1" .token=${'secret'}>
        <conversation-inbox></conversation-inbox>
      </conversation-provider>
    `);
    await shows(inboxIn(element), 3);
    expect(made).to.deep.equal([{ baseUrl: '/api', organization: 'org-1', token: 'secret' }]);
    expect(element.outerHTML, 'no credential in markup').not.to.contain('secret');
  });

  it('shows a loading inbox until it is there', async () => {
    let load!: () => void;
    ConversationProviderElement.adapters = {
      test: () => new Promise((done) => (load = () => done(() => of(3)))),
    };
    const element = await fixture(html`
      <conversation-provider adapter="test">
        <conversation-inbox></conversation-inbox>
      </conversation-provider>
    `);
    const inbox = inboxIn(element);
    await frames(2);
    expect(part(inbox, 'skeleton') !== null, 'outlines of rows').to.equal(true);
    expect(part(inbox, 'empty') === null, 'nothing is called empty').to.equal(true);
    load();
    await shows(inbox, 3);
  });

  it('is the last one named, whichever is loaded first', async () => {
    let loadSlow!: () => void;
    ConversationProviderElement.adapters = {
      slow: () => new Promise((done) => (loadSlow = () => done(() => of(9)))),
      fast: () => Promise.resolve(() => of(2)),
    };
    const element = await fixture<ConversationProviderElement>(html`
      <conversation-provider adapter="slow">
        <conversation-inbox></conversation-inbox>
      </conversation-provider>
    `);
    element.adapter = 'fast';
    await shows(inboxIn(element), 2);
    loadSlow();
    await frames(3);
    expect(rows(inboxIn(element))).to.have.length(2);
  });

  for (const name of ['nonsense', 'constructor', '__proto__']) {
    it(`that does not exist is named in a warning, and nothing is connected: ${name}`, async () => {
      const element = await fixture(html`
        <conversation-provider adapter=${name}>
          <conversation-inbox></conversation-inbox>
        </conversation-provider>
      `);
      await until(() => part(inboxIn(element), 'empty'), 'not connected');
      expect(warnings).to.have.length(1);
      expect(warnings[0]).to.contain(`no adapter "${name}"`);
      expect(warnings[0]).to.contain('anyreach');
    });
  }

  it('that cannot be loaded says so, and Retry loads it', async () => {
    let reachable = false;
    ConversationProviderElement.adapters = {
      test: () =>
        reachable
          ? Promise.resolve(() => createMemoryProvider({ conversations: many(3) }))
          : Promise.reject(new Error('No such chunk.')),
    };
    const element = await fixture(html`
      <conversation-provider adapter="test">
        <conversation-inbox></conversation-inbox>
      </conversation-provider>
    `);
    const retry = await until(() => part(inboxIn(element), 'retry-button'), 'Retry');
    expect(part(inboxIn(element), 'error-title')!.textContent).to.contain('could not be reached');
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.contain('could not be loaded');
    reachable = true;
    retry.click();
    await until(() => rows(inboxIn(element)).length === 3, 'the rows');
  });

  it('of this library is there by its name', async () => {
    const create = await adapters['anyreach']!();
    expect(create({ baseUrl: '/api', token: 'ak_x' }).list).to.be.a('function');
  });
});
