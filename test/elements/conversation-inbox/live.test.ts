import { expect } from '@open-wc/testing';
import {
  providerError,
  type ConversationProvider,
  type ListChange,
} from '../../../src/model/index.js';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { many, numbered } from '../../../stories/fixtures.js';
import { like } from '../../../stories/inbox.js';
import {
  cell,
  fired,
  firstInView,
  focusedCell,
  frames,
  indexOf,
  mount,
  mountLoaded,
  part,
  record,
  rows,
  rowsShown,
  scroller,
  scrollTo,
  until,
} from '../../helpers/inbox.js';

/** The text of the first row, when that is rendered. */
const first = (inbox: Element) => rows(inbox).find((row) => indexOf(row) === 0)?.textContent;

async function liveInbox(count = 200) {
  const provider = createMemoryProvider({ conversations: many(count) });
  const inbox = await mountLoaded(provider, { live: true, detailHref: '/c/{id}' });
  await until(() => inbox.matches(':state(live)'), 'changes are followed');
  return { inbox, provider };
}

/** A provider whose changes the test sends. */
function watched() {
  const watches: { signal: AbortSignal; since: string | undefined }[] = [];
  let send: (change: ListChange) => void = () => undefined;
  let fail: (thrown: unknown) => void = () => undefined;
  const provider: ConversationProvider = {
    ...createMemoryProvider({ conversations: many(100) }),
    async *watch({ since }, { signal }) {
      watches.push({ signal, since });
      for (;;) {
        yield await new Promise<ListChange>((resolve, reject) => {
          send = resolve;
          fail = reject;
          signal.addEventListener('abort', () => reject(signal.reason), { once: true });
        });
      }
    },
  };
  return {
    provider,
    watches,
    send: (change: ListChange) => send(change),
    fail: (thrown: unknown) => fail(thrown),
  };
}

describe('conversations that arrive', () => {
  it('are shown at once to a reader at the top', async () => {
    const { inbox, provider } = await liveInbox();
    provider.push(numbered(-1));
    await until(() => first(inbox)?.includes('(-1)'), 'it is shown');
    expect(scroller(inbox).scrollTop).to.equal(0);
    expect(part(inbox, 'arrivals-button') === null).to.equal(true);
  });

  it('wait for a reader further down, who is told how many and not disturbed', async () => {
    const { inbox, provider } = await liveInbox();
    await scrollTo(inbox, 613);
    const before = firstInView(inbox);
    provider.push(numbered(-1));
    provider.push([numbered(-2), numbered(-3)]);
    const pill = await until(() => part(inbox, 'arrivals-button'), 'the button');
    await until(() => pill.textContent.includes('3 new'), 'it counts three');
    expect(pill.getAttribute('aria-label')).to.equal('Show 3 new conversations');
    await frames(5);
    expect(scroller(inbox).scrollTop).to.equal(613);
    expect(firstInView(inbox)).to.deep.equal(before);
    await expect(inbox).to.be.accessible();
  });

  it('are shown at the top by the button, which hands on its focus', async () => {
    const { inbox, provider } = await liveInbox();
    await scrollTo(inbox, 613);
    provider.push([numbered(-1), numbered(-2)]);
    const pill = await until(() => part(inbox, 'arrivals-button'), 'the button');
    pill.focus();
    pill.click();
    await until(() => first(inbox)?.includes('(-2)'), 'they are shown');
    expect(scroller(inbox).scrollTop).to.equal(0);
    expect(cell(inbox, 1, 'summary').textContent).to.contain('(-1)');
    expect(part(inbox, 'arrivals-button') === null).to.equal(true);
    await until(() => focusedCell(inbox), 'focus is in the table');
    expect(focusedCell(inbox)!.index).to.equal(0);
  });

  it('join once a reader comes back to the top, who keeps the row under the eye', async () => {
    const { inbox, provider } = await liveInbox();
    await scrollTo(inbox, 613);
    provider.push([numbered(-1), numbered(-2), numbered(-3)]);
    await until(() => part(inbox, 'arrivals-button'), 'the button');
    await scrollTo(inbox, 0);
    await until(() => !part(inbox, 'arrivals-button'), 'they join');
    await frames(2);
    expect(firstInView(inbox).name).to.contain('(0)');
    expect(firstInView(inbox).index).to.equal(3);
    await scrollTo(inbox, 0);
    expect(first(inbox)).to.contain('(-3)');
    await frames(3);
    expect(scroller(inbox).scrollTop, 'and only once').to.equal(0);
  });

  it('are not shown when they are not what was asked for', async () => {
    const { inbox, provider } = await liveInbox();
    inbox.query = { direction: 'outbound' };
    await until(() => cell(inbox, 0, 'direction').textContent.includes('Outbound'), 'the query');
    await until(() => inbox.matches(':state(live)'), 'changes are followed');
    provider.push(numbered(-1, { direction: 'inbound' }));
    provider.push(numbered(-2, { direction: 'outbound' }));
    await until(() => first(inbox)?.includes('(-2)'), 'the one asked for');
    expect(cell(inbox, 1, 'summary').textContent).to.contain('(0)');
  });

  it('are not asked for unless the inbox is live, and no more once it is not', async () => {
    const { provider, watches } = watched();
    const inbox = await mountLoaded(provider);
    await frames(3);
    expect(watches).to.have.length(0);
    inbox.live = true;
    await until(() => watches.length === 1, 'it watches');
    expect(watches[0]!.since, 'from the newest on').to.equal(numbered(0).at);
    inbox.live = false;
    await inbox.updateComplete;
    expect(watches[0]!.signal.aborted).to.equal(true);
    expect(inbox.matches(':state(live)')).to.equal(false);
  });
});

describe('a live connection', () => {
  it('that is interrupted shows in the state, and so does its return', async () => {
    const { provider, send } = watched();
    const inbox = await mountLoaded(provider, { live: true });
    await until(() => inbox.matches(':state(live)'), 'live');
    send({ type: 'state', state: 'reconnecting' });
    await until(() => !inbox.matches(':state(live)'), 'interrupted');
    send({ type: 'state', state: 'live' });
    await until(() => inbox.matches(':state(live)'), 'live again');
  });

  it('that breaks later is reported, and the rows stay', async () => {
    const { provider, fail, watches } = watched();
    const inbox = await mountLoaded(provider, { live: true });
    await until(() => inbox.matches(':state(live)'), 'live');
    const failed = fired<CustomEvent>(inbox, 'inbox-error');
    fail(new Error('The stream broke.'));
    expect((await failed).detail.kind).to.equal('server');
    expect(inbox.matches(':state(live)')).to.equal(false);
    expect(first(inbox)).to.contain('(0)');
    const pill = await until(() => part(inbox, 'arrivals-button'), 'the offer to refresh');
    pill.click();
    await until(() => watches.length === 2, 'it watches again');
  });

  it('ends when the inbox leaves the page and is taken up, once, when it is back', async () => {
    const { provider, watches } = watched();
    const inbox = await mountLoaded(provider, { live: true });
    await until(() => watches.length === 1, 'it watches');
    const place = inbox.parentElement!;
    inbox.remove();
    await frames(3);
    // Elements are updated wherever they are.
    inbox.timeZone = 'Asia/Tokyo';
    await inbox.updateComplete;
    await frames(3);
    expect(
      watches.map(({ signal }) => signal.aborted),
      'nobody watches',
    ).to.deep.equal([true]);
    expect(inbox.matches(':state(live)')).to.equal(false);
    place.append(inbox);
    await until(() => watches.length === 2, 'it watches again');
    expect(watches[1]!.since).to.equal(numbered(0).at);
    await until(() => inbox.matches(':state(live)'), 'live');
    await frames(3);
    expect(watches.map(({ signal }) => signal.aborted)).to.deep.equal([true, false]);
  });

  it('begins when there are rows, not when the first page failed', async () => {
    const { provider, watches } = watched();
    let answers = false;
    const inbox = await mount({
      live: true,
      provider: like(provider, {
        list: (request, options) =>
          answers
            ? provider.list(request, options)
            : Promise.reject(providerError('forbidden', 'Not yet.')),
      }),
    });
    const retry = await until(() => part(inbox, 'retry-button'), 'Retry');
    await frames(3);
    expect(watches).to.have.length(0);
    answers = true;
    retry.click();
    await until(() => watches.length === 1, 'it watches');
    expect(watches[0]!.since, 'from the rows on').to.equal(numbered(0).at);
  });

  const breaks: [string, ConversationProvider['watch']][] = [
    [
      'at once',
      () => {
        throw new Error('No connection.');
      },
    ],
    [
      'before the first change',
      async function* () {
        await Promise.resolve();
        throw new Error('The connection broke.');
      },
    ],
  ];
  for (const [when, broken] of breaks) {
    it(`that breaks ${when} is told once, and Refresh takes it up again`, async () => {
      const { provider, watches } = watched();
      let works = false;
      const inbox = await mount({ live: true });
      const errors = record(inbox, 'inbox-error');
      inbox.provider = like(provider, {
        watch: (request, options) => (works ? provider.watch! : broken!)(request, options),
      });
      await rowsShown(inbox);
      const pill = await until(() => part(inbox, 'arrivals-button'), 'the offer');
      await frames(5);
      expect(pill.textContent).to.match(/The list may have changed · Refresh/);
      expect(errors, 'told once').to.have.length(1);
      expect(first(inbox), 'the rows stay').to.contain('(0)');
      expect(inbox.matches(':state(live)')).to.equal(false);
      works = true;
      pill.click();
      await until(() => inbox.matches(':state(live)'), 'live again');
      await until(() => !part(inbox, 'arrivals-button'), 'the offer is gone');
      await frames(3);
      expect(watches).to.have.length(1);
      expect(errors).to.have.length(1);
    });
  }

  it('that cannot say what changed offers a refresh', async () => {
    const { provider, send } = watched();
    const inbox = await mountLoaded(provider, { live: true });
    await until(() => inbox.matches(':state(live)'), 'live');
    send({ type: 'uncertain' });
    const pill = await until(() => part(inbox, 'arrivals-button'), 'the offer');
    expect(pill.textContent.replace(/\s+/g, ' ').trim()).to.equal(
      'The list may have changed · Refresh',
    );
    const loaded = fired<CustomEvent>(inbox, 'inbox-load');
    pill.click();
    expect((await loaded).detail.reason).to.equal('refresh');
    await until(() => !part(inbox, 'arrivals-button'), 'the offer is gone');
  });
});
