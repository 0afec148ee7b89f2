import { expect } from '@open-wc/testing';
import { providerError, type PlaybackReason } from '../../../src/model/index.js';
import type { PlaybackSession } from '../../../src/internal/playback.js';
import type { RecordingErrorEvent } from '../../../src/index.js';
import { fired, focused, record, until } from '../../helpers/inbox.js';
import { recordings, transcript } from '../../../stories/player.js';
import { fakePlayback, mount, named, status, type FakeSession } from './support.js';

let fake: ReturnType<typeof fakePlayback>;
beforeEach(() => (fake = fakePlayback()));
afterEach(() => fake.restore());

const error = providerError('server', 'The archive is being moved.', { requestId: 'req_8f2c01' });
const recording = { availability: 'available' as const, downloadable: true };

async function shown(compact = false) {
  const given = { provider: recordings(), recording, conversationId: 'c-1', label: 'A call' };
  const player = await mount({ ...given, compact });
  const session = fake.session();
  return { player, session };
}

async function turns(
  session: FakeSession,
  player: HTMLElement & { updateComplete: Promise<boolean> },
  fields: Partial<PlaybackSession>,
) {
  session.change(fields);
  await player.updateComplete;
}

interface State {
  readonly reason: PlaybackReason;
  readonly says: string;
  /** On the button that leads out of it, and what that does. */
  readonly way?: string;
  readonly does?: string;
}

const UNAVAILABLE: readonly State[] = [
  { reason: 'none', says: 'There is no recording' },
  { reason: 'withheld', says: 'You are not permitted to listen to this recording' },
  { reason: 'processing', says: 'The recording is not ready yet', way: 'Check now', does: 'check' },
  { reason: 'removed', says: 'The recording was removed' },
];

const FAILED: readonly State[] = [
  {
    reason: 'expired',
    says: 'The link to the recording has expired',
    way: 'Get a new link',
    does: 'play',
  },
  { reason: 'network', says: 'The recording could not be loaded', way: 'Retry', does: 'play' },
  { reason: 'offline', says: 'You are offline', way: 'Retry', does: 'play' },
  {
    reason: 'forbidden',
    says: 'The server refused this recording',
    way: 'Retry',
    does: 'play',
  },
  {
    reason: 'unsupported',
    says: 'This browser cannot play this recording',
    way: 'Download',
    does: 'download A call',
  },
  { reason: 'provider', says: 'The recording could not be fetched', way: 'Retry', does: 'play' },
];

const button = (player: Element) =>
  player.shadowRoot!.querySelector<HTMLElement>('[part~="message-button"]');

for (const [state, list] of [
  ['unavailable', UNAVAILABLE],
  ['failed', FAILED],
] as const) {
  for (const { reason, says, way, does } of list) {
    for (const compact of [false, true]) {
      it(`a recording that is ${state} (${reason}) has words and a way out of its own${compact ? ', in a row too' : ''}`, async () => {
        const { player, session } = await shown(compact);
        await turns(session, player, {
          state,
          reason,
          error: state === 'failed' ? error : undefined,
        });
        expect(named(player, 'message-title').textContent).to.equal(says);
        expect(player.matches(state === 'failed' ? ':state(error)' : ':state(empty)')).to.equal(
          true,
        );
        const hasPlay = player.shadowRoot!.querySelector('[part~="play-button"]') !== null;
        expect(hasPlay, 'controls only where there is something to control').to.equal(
          state === 'failed',
        );
        expect(button(player)?.textContent.trim()).to.equal(way);
        button(player)?.click();
        expect(session.calls).to.deep.equal(does ? [does] : []);
        await expect(player).to.be.accessible();
      });
    }
  }
}

describe('what the listener is told', () => {
  it('has the words of the provider and its request id, and of nobody else', async () => {
    const { player, session } = await shown();
    await turns(session, player, { state: 'failed', reason: 'provider', error });
    expect(named(player, 'message-detail').textContent.trim()).to.equal(
      'The archive is being moved.',
    );
    expect(named(player, 'request-id').textContent.trim()).to.equal('Request ID req_8f2c01');
    await turns(session, player, { reason: 'network' });
    expect(named(player, 'message').textContent).not.to.contain('archive');
  });

  it('is an alert after pressing Play, and said politely to everybody else', async () => {
    const { player, session } = await shown();
    await turns(session, player, { state: 'failed', reason: 'network', error });
    expect(named(player, 'message').hasAttribute('role')).to.equal(false);
    expect(status(player)).to.equal('The recording could not be loaded');
    named(player, 'play-button').click();
    await turns(session, player, { state: 'resolving', wanted: true });
    expect(player.shadowRoot!.querySelector('[part="message"]') === null).to.equal(true);
    await turns(session, player, { state: 'failed', reason: 'network', wanted: false });
    expect(named(player, 'message').getAttribute('role')).to.equal('alert');
    expect(status(player), 'not twice').to.equal('');
  });

  for (const outcome of ['failed', 'paused', 'ended'] as const)
    it(`is said politely once what the listener did has come to something: ${outcome}`, async () => {
      const { player, session } = await shown();
      named(player, 'play-button').click();
      await turns(session, player, { state: 'resolving', wanted: true });
      const reason = outcome === 'failed' ? ('network' as const) : undefined;
      await turns(session, player, { state: outcome, reason, wanted: false });
      await turns(session, player, { state: 'idle', reason: undefined });
      await turns(session, player, { state: 'failed', reason: 'provider' });
      expect(named(player, 'message').hasAttribute('role')).to.equal(false);
      expect(status(player)).to.equal('The recording could not be fetched');
    });

  it('is that it is still not ready, when that is what checking brought', async () => {
    const { player, session } = await shown();
    await turns(session, player, { state: 'unavailable', reason: 'processing' });
    for (let times = 0; times < 2; times += 1) {
      const before = status(player);
      button(player)!.click();
      await until(() => status(player) !== before, 'it is said anew');
      expect(status(player).trim()).to.equal('The recording is not ready yet');
    }
    expect(session.calls, 'nothing is played').to.deep.equal(['check', 'check']);
  });

  it('is nothing more when checking brought the recording', async () => {
    const { player, session } = await shown();
    Object.assign(session, {
      check: () => Promise.resolve(session.change({ state: 'idle', reason: undefined })),
    });
    await turns(session, player, { state: 'unavailable', reason: 'processing' });
    button(player)!.focus();
    button(player)!.click();
    await until(() => focused(player)?.matches('.play'), 'Play has focus');
    expect(status(player)).to.equal('');
    expect(player.matches(':state(playing)')).to.equal(false);
  });

  it('is that the browser wants a click, when the host started it', async () => {
    const { player, session } = await shown();
    const failed = fired<RecordingErrorEvent>(player, 'recording-error');
    await turns(session, player, { state: 'paused', reason: 'blocked' });
    expect(named(player, 'message-title').textContent).to.equal('Press Play to listen');
    expect((await failed).detail).to.deep.include({ kind: 'blocked', retryable: true });
    await expect(player).to.be.accessible();
  });

  it('is nothing while a short wait lasts, and Loading when it does not end', async () => {
    const { player, session } = await shown();
    await turns(session, player, { state: 'resolving', wanted: true });
    expect(player.matches(':state(loading)')).to.equal(true);
    expect(named(player, 'base').getAttribute('aria-busy')).to.equal('false');
    expect(status(player)).to.equal('');
    const start = performance.now();
    await until(() => status(player) === 'Loading…', 'it says so');
    expect(performance.now() - start).to.be.at.least(200);
    expect(named(player, 'base').getAttribute('aria-busy')).to.equal('true');
    await expect(player).to.be.accessible();
    await turns(session, player, { state: 'playing' });
    expect(status(player)).to.equal('');
    expect(named(player, 'base').getAttribute('aria-busy')).to.equal('false');
  });

  it('is that the link was renewed, when that took long enough to be noticed', async () => {
    const { player, session } = await shown();
    const refreshed = record(player, 'recording-refresh');
    await turns(session, player, { state: 'playing', wanted: true });
    await turns(session, player, { renewals: 1, renewedIn: 0.2 });
    expect(status(player)).to.equal('');
    await turns(session, player, { renewals: 2, renewedIn: 1.4 });
    expect(status(player)).to.equal('Link renewed');
    await until(() => refreshed.length === 2, 'both are reported');
    expect(refreshed[0]!.bubbles).to.equal(false);
  });

  it('never stops being reported as playing while it is brought back', async () => {
    const { player, session } = await shown();
    const events = record(player, 'recording-play', 'recording-pause', 'recording-error');
    for (const state of ['playing', 'recovering', 'seeking', 'buffering', 'playing'] as const)
      await turns(session, player, { state, wanted: true });
    expect(named(player, 'play-button').getAttribute('aria-label')).to.equal('Pause');
    expect(events.map(({ type }) => type)).to.deep.equal(['recording-play']);
  });

  it('is that it goes on by itself when the network is back, only where it was to go on', async () => {
    const { player, session } = await shown();
    const said = () => named(player, 'message').textContent;
    await turns(session, player, { state: 'playing', wanted: true });
    await turns(session, player, { state: 'failed', reason: 'offline', wanted: false });
    expect(said()).to.contain('goes on by itself');
    expect(button(player) === null).to.equal(true);
    await turns(session, player, { state: 'paused', reason: undefined });
    await turns(session, player, { state: 'failed', reason: 'offline' });
    expect(said()).not.to.contain('by itself');
    button(player)!.click();
    expect(session.calls).to.deep.equal(['play']);
  });

  it('is no promise of another link, nor of what was recorded, where nobody can be asked', async () => {
    const player = await mount({ src: '/recordings/1.mp3' });
    const session = fake.session();
    await turns(session, player, { state: 'failed', reason: 'expired', error });
    expect(named(player, 'message-title').textContent).to.contain('expired');
    expect(named(player, 'message').textContent).not.to.contain('same place');
    expect(button(player) === null).to.equal(true);
    await expect(player).to.be.accessible();
    const network = providerError('network', 'The recording could not be loaded.');
    await turns(session, player, { state: 'unavailable', reason: 'none', error: network });
    expect(named(player, 'message-title').textContent).to.equal('There is no recording');
    expect(named(player, 'message').textContent).not.to.contain('was not recorded');
  });

  it('is that there is nothing to play, without a source, and nothing for developers', async () => {
    const player = await mount();
    expect(named(player, 'message').textContent.trim()).to.equal('Nothing to play');
    expect(player.matches(':state(empty)')).to.equal(true);
    await expect(player).to.be.accessible();
  });

  it('is Loading in place of the length, when a wait lasts a second', async () => {
    const { player, session } = await shown();
    const painted: string[] = [];
    const { fillText } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.fillText = function (text, ...at) {
      painted.push(text);
      return fillText.call(this, text, ...at);
    };
    try {
      const says = (text: string) => painted.splice(0).join('').includes(text);
      await until(() => says('0:00 / 1:00'), 'the length');
      await turns(session, player, { state: 'buffering', wanted: true, time: 7 });
      const start = performance.now();
      await until(() => says('0:07 Loading…'), 'it says so');
      expect(performance.now() - start).to.be.within(900, 5000);
      await turns(session, player, { state: 'playing' });
      await until(() => says('0:07 / 1:00'), 'the length');
      expect(says('Loading')).to.equal(false);
    } finally {
      CanvasRenderingContext2D.prototype.fillText = fillText;
    }
  });
});

describe('what developers are told', () => {
  const { warn } = console;
  const { setTimeout: later } = window;
  let said: string[];
  let waits: (() => void)[];
  beforeEach(() => {
    [said, waits] = [[], []];
    console.warn = (...words: unknown[]) => void said.push(words.join(' '));
    window.setTimeout = ((callback: () => void, milliseconds = 0, ...rest: unknown[]) => {
      if (milliseconds < 2000) return later(callback, milliseconds, ...rest);
      return waits.push(callback);
    }) as typeof setTimeout;
  });
  afterEach(() => {
    console.warn = warn;
    window.setTimeout = later;
  });
  const timePasses = () => waits.splice(0).forEach((callback) => callback());

  it('is once, in the console, what a player needs that has had nothing to play for a while', async () => {
    const player = await mount();
    expect(said).to.deep.equal([]);
    timePasses();
    expect(said).to.have.length(1);
    expect(said[0]).to.contain('<recording-player>').and.to.contain('conversation-id');
    player.label = 'still nothing';
    await player.updateComplete;
    timePasses();
    expect(said).to.have.length(1);
  });

  it('is nothing where the source only comes a little later', async () => {
    const player = await mount();
    player.recording = recording;
    await player.updateComplete;
    timePasses();
    expect(said).to.deep.equal([]);
  });

  it('is nothing about a provider that has recordings and no list', async () => {
    const { recording: ask } = recordings();
    const player = await mount({ provider: { recording: ask }, conversationId: 'c-1' });
    expect(named(player, 'play-button').checkVisibility()).to.equal(true);
    timePasses();
    expect(said).to.deep.equal([]);
  });

  it('is that a provider is none, which breaks nothing', async () => {
    const player = await mount({ provider: 'anyreach' as never, conversationId: 'c-1', recording });
    expect(named(player, 'play-button').checkVisibility()).to.equal(true);
    expect(said).to.have.length(1);
    expect(said[0]).to.contain('provider');
  });
});

describe('a recording that starts at another time than its transcript', () => {
  it('is drawn, sought and told the length of by its own offset, which comes before that of the transcript', async () => {
    const given = { provider: recordings(), conversationId: 'c-1' };
    const player = await mount({ ...given, transcript: { ...transcript, offset: 9 } });
    const session = fake.session();
    session.change({ duration: NaN });
    await player.updateComplete;
    expect(named(player, 'clock').textContent).to.contain('1:09');
    player.recording = { ...recording, offset: 3 };
    await player.updateComplete;
    expect(named(player, 'clock').textContent).to.contain('1:03');
    const [, next] = player.shadowRoot!.querySelectorAll<HTMLElement>('[part="turn-button"]');
    session.change({ time: 3 });
    next!.click();
    expect(session.calls).to.deep.equal(['seek 10']);
    // What the provider says of it, later, counts as well.
    session.change({ recording: { ...recording, offset: 0 }, time: 0 });
    await player.updateComplete;
    expect(named(player, 'clock').textContent).to.contain('1:00');
    next!.click();
    expect(session.calls).to.deep.equal(['seek 10', 'seek 7']);
  });
});

describe('focus', () => {
  it('goes on to Play when the button that had it is gone', async () => {
    const { player, session } = await shown();
    await turns(session, player, { state: 'failed', reason: 'network', error });
    button(player)!.focus();
    button(player)!.click();
    await turns(session, player, { state: 'resolving', wanted: true });
    expect(focused(player) === named(player, 'play-button')).to.equal(true);
  });

  it('stays in the player when Play is gone', async () => {
    const { player, session } = await shown();
    named(player, 'play-button').focus();
    await turns(session, player, { state: 'unavailable', reason: 'removed' });
    expect(focused(player) === named(player, 'base')).to.equal(true);
    await turns(session, player, { reason: 'processing' });
    player.focus();
    expect(focused(player) === button(player)).to.equal(true);
  });
});
