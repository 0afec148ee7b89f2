/** Transcripts that come in pages, and those that are still being said. */
import { expect } from '@open-wc/testing';
import type { ConversationErrorEvent } from '../../../src/index.js';
import { providerError, type TurnsPage } from '../../../src/model/index.js';
import { manyTurns, paged, phone, talking, text, turn } from '../../../stories/detail.js';
import { frames } from '../../helpers/inbox.js';
import { mount, mountRead, named, part, read, status, turnOf, turns, until } from './support.js';

const scroller = (detail: Element) => named(detail, 'transcript');
/** Whether the end of the last turn is in view. */
const isLastSeen = (detail: Element) => {
  const view = scroller(detail).getBoundingClientRect();
  const { bottom } = turns(detail).at(-1)!.getBoundingClientRect();
  return bottom > view.top && bottom <= view.bottom;
};
const ids = (detail: Element) => turns(detail).map(({ dataset }) => dataset['id']);

describe('a transcript that comes in pages', () => {
  it('is loaded as one reads, each page once, to its end', async () => {
    const provider = paged(manyTurns(100));
    const detail = await mountRead({ provider });
    expect(provider.asked[0]).to.equal('first from start');
    const before = provider.asked.length;
    await frames(5);
    expect(provider.asked, 'no page before it is needed').to.have.length(before);
    await until(() => {
      scroller(detail).scrollTop = scroller(detail).scrollHeight;
      return turns(detail).length === 100;
    }, 'all of them');
    await until(() => !part(detail, 'load-button') && !part(detail, 'loading'), 'the end');
    expect(ids(detail)).to.deep.equal(manyTurns(100).map(({ id }) => id));
    expect(new Set(provider.asked).size).to.equal(provider.asked.length);
  });

  it('of text messages begins at the end, and what is read stays in place while it grows above', async () => {
    const provider = paged(manyTurns(100));
    const texts = { ...provider, get: () => Promise.resolve({ conversation: text }) };
    const detail = await mountRead({ provider: texts, conversationId: 'c-2' });
    expect(provider.asked[0]).to.equal('first from end');
    await frames(3);
    expect(isLastSeen(detail)).to.equal(true);
    const count = turns(detail).length;
    const first = turns(detail)[0]!;
    scroller(detail).scrollTop = 5;
    const at = first.getBoundingClientRect().top;
    await until(() => turns(detail).length > count, 'earlier turns');
    await frames(2);
    expect(first.getBoundingClientRect().top).to.be.closeTo(at, 2);
    expect(ids(detail).at(-1)).to.equal('m99');
  });

  it('that is too long to be read to its end begins with its oldest turn, and leads to the newest', async () => {
    let answer: (page: TurnsPage) => void = () => undefined;
    let report: (turns: number) => void = () => undefined;
    const asked: (string | undefined)[] = [];
    const detail = await mount({
      conversationId: 'c-2',
      provider: {
        ...paged([]),
        get: () => Promise.resolve({ conversation: text }),
        turns: ({ cursor, from, onProgress }) => {
          asked.push(`${from} ${cursor}`);
          report = onProgress!;
          return new Promise((resolve) => (answer = resolve));
        },
      },
    });
    await until(() => part(detail, 'loading') && asked.length === 1, 'the first question');
    report(1200);
    await until(() => named(detail, 'loading').innerText.includes('1,200 turns'), 'how far it is');
    answer({ turns: manyTurns(100), after: 'there' });
    await until(() => turns(detail).length > 0, 'turns');
    await frames(3);
    expect(scroller(detail).scrollTop).to.equal(0);
    expect(part(detail, 'load-button')!.textContent).to.contain('Load up to the newest');
    part(detail, 'load-button')!.click();
    await until(() => asked.length === 2, 'the second question');
    answer({ turns: manyTurns(20, 100) });
    await until(() => turns(detail).length === 120, 'all of them');
    expect(asked).to.deep.equal(['end undefined', 'end there']);
    expect(part(detail, 'load-button') ?? undefined).to.equal(undefined);
  });

  it('is loaded on until the moment a link leads to', async () => {
    const detail = await mountRead({ provider: paged(manyTurns(100)), startAt: 655 });
    await until(() => part(detail, 'turn-marked'), 'the turn');
    expect(named(detail, 'turn-marked').dataset['id']).to.equal('m65');
  });

  it('says where a page failed, keeps the others, and Retry goes on there', async () => {
    const provider = paged(manyTurns(60));
    let fails = true;
    const reports: string[] = [];
    const listen = (event: Event) => {
      const { id, during, kind } = (event as ConversationErrorEvent).detail;
      reports.push(`${id} ${during} ${kind}`);
    };
    // It may be reported before the detail is there for the test.
    document.addEventListener('conversation-error', listen, { capture: true, once: true });
    const detail = await mount({
      provider: {
        ...provider,
        turns: (request, options) =>
          fails && request.cursor
            ? Promise.reject(providerError('network', 'No.'))
            : provider.turns!(request, options),
      },
    });
    await until(() => turns(detail).length === 20, 'the first page');
    scroller(detail).scrollTop = scroller(detail).scrollHeight;
    await until(() => part(detail, 'retry-button'), 'Retry');
    expect(turns(detail)).to.have.length(20);
    expect(read(named(detail, 'error'))).to.equal('The server could not be reached. Retry');
    expect(status(detail)).to.equal('The server could not be reached.');
    fails = false;
    named(detail, 'retry-button').click();
    await until(() => turns(detail).length > 20, 'the next page');
    expect(part(detail, 'retry-button')).not.to.exist;
    expect(reports).to.deep.equal(['c-1 turns network']);
  });

  it('ends with an error, not a loop, where a page is offered twice', async () => {
    const page: TurnsPage = { turns: manyTurns(3), after: 'again' };
    let asked = 0;
    const detail = await mount({
      provider: {
        ...paged([]),
        turns: () => {
          asked += 1;
          return Promise.resolve(page);
        },
      },
    });
    await until(() => part(detail, 'error'), 'the error');
    await frames(5);
    expect(asked).to.equal(2);
    expect(turns(detail)).to.have.length(3);
  });

  it('that is left is not waited for', async () => {
    let signal: AbortSignal | undefined;
    const provider = paged([]);
    const detail = await mount({
      provider: {
        ...provider,
        turns: (_, options) => {
          signal = options.signal;
          return new Promise(() => undefined);
        },
      },
    });
    await until(() => signal, 'the question');
    expect(detail.matches(':state(loading)')).to.equal(true);
    detail.remove();
    await until(() => signal!.aborted, 'the end of it');
  });
});

describe('a conversation in progress', () => {
  it('is listened to where the host wants that, turns replaced in place as they are said', async () => {
    const { provider, send } = talking();
    const detail = await mountRead({ provider, live: true });
    await until(() => part(detail, 'live'), 'the badge');
    expect(read(named(detail, 'live'))).to.equal('Connecting…');
    send({ type: 'state', state: 'live' });
    await until(() => detail.matches(':state(live)'), 'it is live');
    expect(read(named(detail, 'live'))).to.equal('Live');
    send({ type: 'turn', turn: turn('l2', 'caller', 'I would', { status: 'interim' }) });
    await until(() => turns(detail).length === 2, 'the turn');
    expect(read(turnOf(detail, 'l2'))).to.contain('speaking…');
    expect(status(detail)).to.equal('');
    const element = turnOf(detail, 'l2');
    send({ type: 'turn', turn: turn('l2', 'caller', 'I would like an appointment.') });
    await until(() => read(element).includes('an appointment'), 'all of it');
    expect(turnOf(detail, 'l2')).to.equal(element);
    expect(status(detail)).to.equal('Tomasz Wójcik: I would like an appointment.');
    send({ type: 'state', state: 'ended' });
    await until(() => read(named(detail, 'live')) === 'Ended', 'the end');
    expect(detail.matches(':state(live)')).to.equal(false);
  });

  it('is heard when the reader wants that, muted until then, and says why it cannot be', async () => {
    const { provider, send } = talking();
    const calls: string[] = [];
    let answer: { resolve: () => void; reject: (thrown: unknown) => void } | undefined;
    const heard = {
      ...provider,
      listen: async (id: string, options: { readonly signal: AbortSignal }) => ({
        ...(await provider.listen!(id, options)),
        startAudio: () => {
          calls.push('start');
          return new Promise<void>((resolve, reject) => (answer = { resolve, reject }));
        },
        mute: () => calls.push('mute'),
        unmute: () => calls.push('unmute'),
      }),
    };
    const detail = await mountRead({ provider: heard, live: true });
    const button = () => named(detail, 'listen-button');
    await until(() => part(detail, 'live'), 'the badge');
    expect(part(detail, 'listen-button'), 'before it is live').not.to.exist;
    send({ type: 'state', state: 'live' });
    await until(() => part(detail, 'listen-button'), 'the button');
    expect(calls).to.deep.equal([]);
    await expect(detail).to.be.accessible();
    button().click();
    await until(() => answer, 'the sound is asked for');
    answer!.reject(providerError('forbidden', 'No.'));
    await until(() => button().ariaPressed === 'false', 'it stays muted');
    expect(status(detail)).to.equal('You are not permitted to see this conversation.');
    answer = undefined;
    button().click();
    await until(() => answer, 'the sound is asked for again');
    answer!.resolve();
    await until(() => calls.includes('unmute'), 'it sounds');
    expect(button().ariaPressed).to.equal('true');
    button().click();
    await until(() => button().ariaPressed === 'false', 'it is muted');
    button().click();
    await until(() => calls.filter((call) => call === 'unmute').length === 2, 'it sounds again');
    expect(calls).to.deep.equal(['start', 'start', 'unmute', 'mute', 'unmute']);
    send({ type: 'state', state: 'ended' });
    await until(() => !part(detail, 'listen-button'), 'nothing is left to be heard');
  });

  it('keeps its end in view for whoever is there, and moves nobody else', async () => {
    const { provider, send } = talking();
    const detail = await mountRead({ provider, live: true }, { height: '400px' });
    send({ type: 'state', state: 'live' });
    for (let n = 0; n < 12; n += 1)
      send({ type: 'turn', turn: turn(`n${n}`, 'caller', `Sentence ${n}.`) });
    await until(() => turns(detail).length === 13, 'the turns');
    await frames(2);
    expect(isLastSeen(detail)).to.equal(true);
    scroller(detail).scrollTop = 0;
    send({ type: 'turn', turn: turn('last', 'caller', 'The last.') });
    await until(() => turns(detail).length === 14, 'the turn');
    await frames(2);
    expect(scroller(detail).scrollTop).to.equal(0);
  });

  it('is not listened to otherwise, nor when it is over, nor once the detail is gone', async () => {
    const { provider, send } = talking();
    let listened = 0;
    let signal: AbortSignal | undefined;
    const counting = {
      ...provider,
      listen: (id: string, options: { readonly signal: AbortSignal }) => {
        listened += 1;
        ({ signal } = options);
        return provider.listen!(id, options);
      },
    };
    await mountRead({ provider: counting });
    expect(listened).to.equal(0);
    const over = { ...phone, active: false };
    const ended = { ...counting, get: () => Promise.resolve({ conversation: over }) };
    await mount({ provider: ended, live: true });
    expect(listened).to.equal(0);
    const detail = await mountRead({ provider: counting, live: true });
    await until(() => listened === 1, 'it is listened to');
    send({ type: 'state', state: 'live' });
    detail.remove();
    await until(() => signal!.aborted, 'the end of it');
  });
});
