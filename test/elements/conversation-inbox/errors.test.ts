import { expect } from '@open-wc/testing';
import type { InboxErrorEvent } from '../../../src/events.js';
import { providerError, type ErrorKind } from '../../../src/model/index.js';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { many } from '../../../stories/fixtures.js';
import type { DeferredProvider } from '../../helpers/deferred-provider.js';
import {
  deferred,
  fired,
  frames,
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

const WORDS: Readonly<Record<Exclude<ErrorKind, 'aborted'>, string>> = {
  unauthorized: 'You are not signed in, or your session has ended.',
  forbidden: 'You are not permitted to see these conversations.',
  'not-found': 'The server does not know this list.',
  'rate-limited': 'Too many requests right now.',
  'invalid-request': 'The server did not accept this request.',
  conflict: 'The list changed while it was being read.',
  network: 'The server could not be reached.',
  offline: 'You are offline.',
  timeout: 'The server took too long to answer.',
  server: 'The server failed.',
  'invalid-response': 'The server’s answer could not be read.',
};

const called = (provider: DeferredProvider, n: number) =>
  until(() => provider.calls[n - 1], `call ${n}`);

/** An inbox whose second page has just failed. */
async function failedInTheMiddle(error: unknown) {
  const provider = deferred();
  const inbox = await mount({ provider, pageSize: 50 });
  await provider.last.resolve({ items: many(50), nextCursor: 'two' });
  await rowsShown(inbox);
  await scrollTo(inbox, 2000);
  const failed = fired<InboxErrorEvent>(inbox, 'inbox-error');
  await (await called(provider, 2)).reject(error);
  return { inbox, provider, event: await failed };
}

describe('a page that cannot be loaded', () => {
  for (const [kind, words] of Object.entries(WORDS) as [ErrorKind, string][]) {
    it(`says so in words and offers Retry: ${kind}`, async () => {
      const error = providerError(kind, 'Said the server.', { requestId: 'req-42' });
      const { inbox, event } = await failedInTheMiddle(error);
      expect(event.detail.kind).to.equal(kind);
      expect(event.detail.error).to.equal(error);
      expect(event.bubbles || event.cancelable || event.composed).to.equal(false);
      expect(part(inbox, 'error-title')!.textContent.trim()).to.equal(words);
      expect(part(inbox, 'error-detail')!.textContent.trim()).to.equal('Said the server.');
      expect(part(inbox, 'error-request-id')!.textContent.trim()).to.equal('Request ID req-42');
      expect(part(inbox, 'retry-button')!.textContent.trim()).to.equal('Retry');
      expect(inbox.matches(':state(error)')).to.equal(true);
      expect(rows(inbox).at(-1)!.textContent, 'the rows stay').to.contain('(49)');
    });
  }

  for (const kind of ['constructor', '__proto__', 'no-such-kind']) {
    it(`says in words that it failed, whatever kind it names: ${kind}`, async () => {
      const error = providerError(kind as ErrorKind, 'Said the server.');
      const { inbox } = await failedInTheMiddle(error);
      expect(part(inbox, 'error-title')!.textContent.trim()).to.equal(WORDS.server);
      expect(part(inbox, 'error-detail')!.textContent.trim()).to.equal('Said the server.');
      expect(part(inbox, 'retry-button'), 'a way on').to.exist;
      expect(rows(inbox).at(-1)!.textContent, 'the rows stay').to.contain('(49)');
    });
  }

  it('is asked for again by Retry, and nothing else is', async () => {
    const { inbox, provider } = await failedInTheMiddle(providerError('forbidden', 'No.'));
    part(inbox, 'retry-button')!.click();
    const third = await called(provider, 3);
    expect(third.request.cursor).to.equal('two');
    await third.resolve({ items: many(10, 50) });
    await until(() => part(inbox, 'end'), 'the end');
    expect(part(inbox, 'error') === null).to.equal(true);
    expect(inbox.matches(':state(error)')).to.equal(false);
    expect(provider.calls).to.have.length(3);
  });

  it('is not asked for again by a reader who scrolls', async () => {
    const { inbox, provider } = await failedInTheMiddle(providerError('forbidden', 'No.'));
    await scrollTo(inbox, 0);
    await scrollTo(inbox, 2000);
    await frames(10);
    expect(provider.calls).to.have.length(2);
  });

  it('tells when it will be tried again', async () => {
    const limited = providerError('rate-limited', 'Slow down.', { retryAfter: 120 });
    const { inbox, event } = await failedInTheMiddle(limited);
    expect(event.detail.willRetryIn).to.equal(120);
    expect(part(inbox, 'error')!.textContent).to.match(/Trying again at \d+:\d\d:\d\d\s[AP]M\./);
  });

  it('tells nothing of a retry where there is none', async () => {
    const { inbox, event } = await failedInTheMiddle(providerError('forbidden', 'No.'));
    expect(event.detail.willRetryIn).to.equal(undefined);
    expect(part(inbox, 'error')!.textContent).not.to.contain('Trying again');
  });

  it('is tried again when the browser is back online', async () => {
    const { inbox, provider } = await failedInTheMiddle(providerError('offline', 'Offline.'));
    window.dispatchEvent(new Event('online'));
    const third = await called(provider, 3);
    expect(third.request.cursor).to.equal('two');
    await third.resolve({ items: many(10, 50) });
    await until(() => part(inbox, 'end'), 'the end');
  });

  it('is not tried again then when something else had failed', async () => {
    const { provider } = await failedInTheMiddle(providerError('forbidden', 'No.'));
    window.dispatchEvent(new Event('online'));
    await frames(3);
    expect(provider.calls).to.have.length(2);
  });

  it('that was thrown by anything is an error of the server, in its own words', async () => {
    const { inbox, event } = await failedInTheMiddle(new TypeError('x is not a function'));
    expect(event.detail.kind).to.equal('server');
    expect(part(inbox, 'error-detail')!.textContent.trim()).to.equal('x is not a function');
  });

  it('shows what the server said as text, and not all of it', async () => {
    const markup = `<img src=x onerror="window.hacked=1">${'long '.repeat(10_000)}`;
    const facts = { requestId: '<b>id</b>'.repeat(1000) };
    const { inbox } = await failedInTheMiddle(providerError('server', markup, facts));
    expect(part(inbox, 'error')!.querySelector('img, b')).to.equal(null);
    expect(part(inbox, 'error-detail')!.textContent).to.contain('<img src=x');
    expect(part(inbox, 'error')!.textContent.length).to.be.below(700);
    expect('hacked' in window).to.equal(false);
  });

  for (const answer of [null, 'text', {}, { items: 'x' }, { items: [null] }, []]) {
    it(`is an answer that cannot be read: ${JSON.stringify(answer)}`, async () => {
      const provider = deferred();
      const inbox = await mount({ provider });
      await provider.last.resolve(answer);
      await until(() => !inbox.matches(':state(loading)'), 'an end');
      await inbox.updateComplete;
      const said = part(inbox, 'error') ?? part(inbox, 'empty');
      expect(said, 'something is said').to.exist;
    });
  }
});

describe('the first page that cannot be loaded', () => {
  it('says so in place of the rows', async () => {
    const provider = createMemoryProvider({ conversations: many(3) });
    provider.failNext(providerError('unauthorized', 'The token has expired.'));
    const inbox = await mount({ provider });
    const place = await until(() => part(inbox, 'error'), 'the error');
    expect(place.textContent).to.contain(WORDS.unauthorized);
    expect(part(inbox, 'skeleton') === null).to.equal(true);
    expect(part(inbox, 'empty') === null).to.equal(true);
    expect(inbox.matches(':state(empty)')).to.equal(false);
    part(inbox, 'retry-button')!.click();
    await rowsShown(inbox);
    expect(rows(inbox)).to.have.length(3);
    expect(part(inbox, 'error') === null).to.equal(true);
  });

  it('is announced', async () => {
    const provider = createMemoryProvider();
    provider.failNext('forbidden');
    const inbox = await mount({ provider });
    const status = part(inbox, 'base')!.querySelector('[role="status"]')!;
    await until(() => status.textContent === WORDS.forbidden, 'the announcement');
  });

  it('leaves a way on when the provider itself gave up', async () => {
    const provider = deferred();
    const inbox = await mount({ provider });
    await provider.last.reject(new DOMException('Given up', 'AbortError'));
    await until(() => !inbox.matches(':state(loading)'), 'an end');
    const button = await until(
      () => part(inbox, 'button') ?? part(inbox, 'retry-button'),
      'a button to go on with',
    );
    expect(button.getBoundingClientRect().height).to.be.above(0);
    button.click();
    await called(provider, 2);
  });
});

describe('a refresh that fails', () => {
  it('keeps the rows and the place, and says so above them', async () => {
    const provider = createMemoryProvider({ conversations: many(100) });
    const inbox = await mountLoaded(provider);
    await scrollTo(inbox, 600);
    const before = rows(inbox).map((row) => row.textContent);
    const events = record(inbox, 'inbox-error');
    provider.failNext(providerError('forbidden', 'Not now.'));
    await inbox.refresh();
    const place = await until(() => part(inbox, 'error'), 'the error');
    expect(place.textContent).to.contain(WORDS.forbidden);
    const view = scroller(inbox).getBoundingClientRect();
    expect(place.getBoundingClientRect().top).to.be.within(view.top, view.bottom);
    expect(rows(inbox).map((row) => row.textContent)).to.deep.equal(before);
    expect(scroller(inbox).scrollTop).to.equal(600);
    expect(events).to.have.length(1);
    part(inbox, 'retry-button')!.click();
    await until(() => !part(inbox, 'error'), 'it went well');
    expect(scroller(inbox).scrollTop).to.equal(600);
  });
});

describe('a page written from right to left', () => {
  /** Where the last of these words is on screen. */
  const whereIs = (element: Element, words: string): DOMRect => {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { currentNode } = texts;
      const at = currentNode.textContent!.lastIndexOf(words);
      if (at < 0) continue;
      const range = new Range();
      range.setStart(currentNode, at);
      range.setEnd(currentNode, at + words.length);
      return range.getBoundingClientRect();
    }
    throw new Error(`There is no "${words}".`);
  };

  it('shows what failed as English is read, and where everything else starts', async () => {
    const provider = createMemoryProvider({ conversations: many(100) });
    const inbox = await mountLoaded(provider);
    inbox.parentElement!.dir = 'rtl';
    const detail = 'The rows of this tenant are being moved. '.repeat(4).trim();
    provider.failNext(providerError('forbidden', detail));
    await inbox.refresh();
    const title = await until(() => part(inbox, 'error-title'), 'the error');
    const end = whereIs(title, '.');
    expect(end.left).to.be.above(whereIs(title, 'You').left);
    const { right } = part(inbox, 'retry-button')!.getBoundingClientRect();
    expect(end.right).to.be.closeTo(right, 1);
    expect(whereIs(part(inbox, 'error-detail')!, '.').right).to.be.closeTo(right, 1);
  });
});
