import { expect, fixture, html } from '@open-wc/testing';
import type { ConversationInbox } from '../../../src/elements/conversation-inbox/conversation-inbox.js';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { many, numbered } from '../../../stories/fixtures.js';
import { like } from '../../../stories/inbox.js';
import {
  all,
  deferred,
  frames,
  mount,
  mountLoaded,
  one,
  quiet,
  record,
  rowsShown,
  secondPlace,
  text,
  until,
} from '../../helpers/inbox.js';

/** What goes to the console while something happens. */
async function warningsDuring(act: () => Promise<unknown>): Promise<string[]> {
  const { warn } = console;
  const warnings: string[] = [];
  console.warn = (...words: unknown[]) => void warnings.push(words.join(' '));
  try {
    await act();
  } finally {
    console.warn = warn;
  }
  return warnings;
}

describe('what the page sets', () => {
  type Step = (inbox: ConversationInbox, place: HTMLElement) => void;
  const query = { direction: 'outbound' } as const;
  const orders: readonly (readonly number[])[] = [
    [0, 1, 2, 3],
    [3, 0, 1, 2],
    [1, 3, 2, 0],
    [2, 1, 0, 3],
  ];
  for (const order of orders) {
    it(`may come in any order: ${order.join(' ')}`, async () => {
      const provider = deferred();
      const place = await secondPlace();
      const steps: readonly Step[] = [
        (inbox) => (inbox.provider = provider),
        (inbox) => (inbox.query = query),
        (inbox) => (inbox.pageSize = 20),
        (inbox) => place.append(inbox),
      ];
      const inbox = document.createElement('conversation-inbox');
      for (const step of order) steps[step]!(inbox, place);
      await inbox.updateComplete;
      await frames(2);
      expect(provider.calls.map(({ request }) => request)).to.deep.equal([{ query, pageSize: 20 }]);
    });
  }

  it('is read from attributes too', async () => {
    const provider = deferred();
    const inbox = await fixture<ConversationInbox>(html`
      <conversation-inbox
        page-size="7"
        detail-href="/c/{id}"
        agent-href="/a/{agentId}"
        open-target="_top"
        time-zone="Asia/Tokyo"
        live
        .provider=${provider}
      ></conversation-inbox>
    `);
    expect(provider.last.request.pageSize).to.equal(7);
    expect(inbox.detailHref).to.equal('/c/{id}');
    expect(inbox.agentHref).to.equal('/a/{agentId}');
    expect(inbox.openTarget).to.equal('_top');
    expect(inbox.timeZone).to.equal('Asia/Tokyo');
    expect(inbox.live).to.equal(true);
  });

  it('fires no event of its own', async () => {
    const inbox = await mountLoaded(createMemoryProvider({ conversations: many(60) }));
    const names = ['inbox-query-change', 'conversation-open', 'recording-play', 'recording-pause'];
    const events = record(inbox, ...names);
    inbox.query = { direction: 'outbound' };
    inbox.pageSize = 10;
    inbox.timeZone = 'Asia/Tokyo';
    inbox.live = true;
    await quiet(inbox);
    expect(events).to.have.length(0);
  });

  it('asks again only when it asks for something else', async () => {
    const provider = createMemoryProvider({ conversations: many(20) });
    const inbox = await mountLoaded(provider, { query: { direction: 'inbound', caller: '555' } });
    inbox.query = { caller: '555', direction: 'inbound' };
    inbox.detailHref = '/x/{id}';
    await inbox.updateComplete;
    await frames(2);
    expect(provider.calls.list).to.equal(1);
  });

  it('is told once and does without it when it is no page size', async () => {
    const provider = deferred();
    let inbox: ConversationInbox | undefined;
    const warnings = await warningsDuring(async () => {
      inbox = await mount({ provider, pageSize: -3 });
      inbox.query = { direction: 'inbound' };
      await inbox.updateComplete;
    });
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.contain('page-size');
    expect(provider.last.request.pageSize).to.equal(50);
  });

  it('is told once when the provider gives no pages as large as that', async () => {
    const provider = deferred({ capabilities: { maxPageSize: 25 } });
    const warnings = await warningsDuring(async () => {
      const inbox = await mount({ provider, pageSize: 100 });
      inbox.query = { direction: 'inbound' };
      await inbox.updateComplete;
    });
    expect(warnings).to.have.length(1);
    expect(provider.last.request.pageSize).to.equal(25);
  });

  it('is nothing to be told of when the provider gives less than nobody asked for', async () => {
    const provider = deferred({ capabilities: { maxPageSize: 25 } });
    const warnings = await warningsDuring(() => mount({ provider }));
    expect(warnings).to.deep.equal([]);
    expect(provider.last.request.pageSize).to.equal(25);
  });

  it('goes back to what it was at first when its attribute is taken away', async () => {
    const provider = createMemoryProvider({ conversations: many(80) });
    const sizes: number[] = [];
    const counting = like(provider, {
      list: (request, options) => {
        sizes.push(request.pageSize);
        return provider.list(request, options);
      },
    });
    const inbox = await mountLoaded(counting, { detailHref: '/c/{id}', pageSize: 80 });
    const target = () => all(inbox, '[part~="row-link"]')[0]!.getAttribute('target');
    const warnings = await warningsDuring(async () => {
      for (const [name, value] of Object.entries({ 'open-target': '_self', 'page-size': '70' }))
        inbox.setAttribute(name, value);
      await rowsShown(inbox);
      expect([target(), sizes.at(-1)]).to.deep.equal(['_self', 70]);
      for (const name of ['open-target', 'page-size']) inbox.removeAttribute(name);
      await until(() => sizes.at(-1) === 50, 'the page size at first');
      await rowsShown(inbox);
    });
    expect(target()).to.equal('_blank');
    expect(warnings).to.deep.equal([]);
  });

  it('may be no provider yet: a refresh then does nothing', async () => {
    const inbox = await mount();
    const events = record(inbox, 'inbox-error', 'inbox-load');
    const warnings = await warningsDuring(() => inbox.refresh());
    await frames(2);
    expect([warnings, events]).to.deep.equal([[], []]);
    inbox.provider = createMemoryProvider({ conversations: many(3) });
    await rowsShown(inbox);
    const status = one(inbox, '[role="status"]')!;
    expect(status.textContent, 'nobody asked for these rows').to.equal('');
  });

  it('is told once about a zone nobody knows, and shows the own one of the reader', async () => {
    const provider = createMemoryProvider({ conversations: [numbered(0)] });
    let inbox: ConversationInbox | undefined;
    const warnings = await warningsDuring(async () => {
      inbox = await mountLoaded(provider, { timeZone: 'Mars/Olympus' });
      inbox.detailHref = '/x/{id}';
      await inbox.updateComplete;
    });
    expect(warnings).to.have.length(1);
    expect(text(inbox!, 0, 'time'), 'Asia/Kolkata').to.equal('2:32 PM');
  });

  it('is told once about a query that is none, and shows everything', async () => {
    const provider = deferred();
    const warnings = await warningsDuring(() =>
      mount({ provider, query: 'status=failed' as unknown as object }),
    );
    expect(warnings).to.have.length(1);
    expect(provider.last.request.query).to.deep.equal({});
  });
});
