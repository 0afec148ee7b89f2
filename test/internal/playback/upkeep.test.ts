/** What the page's playback service does around a recording, in the browser itself. */
import { expect } from '@open-wc/testing';
import { playback } from '../../../src/internal/playback.js';
import { restorePreferences } from '../../../src/internal/playback/preferences.js';
import { providerError, type Recording } from '../../../src/model/index.js';
import { tone, until } from '../../../stories/inbox.js';

const KEY = 'conversation-inbox.playback';
const service = playback();
const detached: (() => void)[] = [];
let made = 0;

function sessionOf(recording: () => Promise<Recording>, label?: string) {
  const session = service.session(`upkeep/${(made += 1)}`);
  let asked = 0;
  const view = () => ({
    label,
    recording: () => {
      asked += 1;
      return recording();
    },
    changed: () => undefined,
  });
  detached.push(session.attach(view()));
  return { session, again: () => detached.push(session.attach(view())), asked: () => asked };
}

const sounding = async (): Promise<Recording> => ({ availability: 'available', source: tone(60) });
const plays = (session: { readonly state: string }) =>
  until(() => session.state === 'playing', 'it plays');

afterEach(() => {
  for (const detach of detached.splice(0)) detach();
  service.setRate(1);
  service.setVolume(1, false);
  localStorage.removeItem(KEY);
});

describe('speed and volume', () => {
  it('are one for all recordings, and stay when another one is played', async () => {
    const one = sessionOf(sounding);
    const two = sessionOf(sounding);
    service.setRate(1.5);
    await one.session.play();
    await plays(one.session);
    await two.session.play();
    await plays(two.session);
    expect(service.rate).to.equal(1.5);
  });

  it('are remembered on the next visit', async () => {
    await sessionOf(sounding).session.play();
    service.setRate(1.75);
    service.setVolume(0.4, false);
    const next = new Audio();
    restorePreferences(next);
    expect(next.playbackRate).to.equal(1.75);
    expect(next.defaultPlaybackRate).to.equal(1.75);
    expect(next.volume).to.equal(0.4);
  });

  it('are within what can be heard, whatever is asked for or was written down', () => {
    for (const [asked, given] of [
      [9, 3],
      [0.1, 0.5],
      [NaN, 1],
    ] as const) {
      service.setRate(asked);
      expect(service.rate).to.equal(given);
    }
    service.setVolume(7, false);
    expect(service.volume).to.equal(1);
    for (const garbage of ['', '{', 'null', '[]', '{"rate":99,"volume":"loud"}', '{"rate":null}']) {
      localStorage.setItem(KEY, garbage);
      const next = new Audio();
      restorePreferences(next);
      expect([next.playbackRate, next.volume], garbage).to.deep.equal([1, 1]);
    }
  });
});

describe('the system’s media controls', () => {
  it('say what plays, and are the page’s again when nothing does', async () => {
    const { session } = sessionOf(sounding, 'Call of Maya');
    await session.play();
    await plays(session);
    const { mediaSession } = navigator;
    expect(mediaSession.metadata?.title).to.equal('Call of Maya');
    expect(mediaSession.playbackState).to.equal('playing');
    session.pause();
    await until(() => mediaSession.playbackState === 'paused', 'the pause');
    detached.pop()?.();
    expect(mediaSession.metadata).to.equal(null);
    expect(mediaSession.playbackState).to.equal('none');
  });
});

describe('two views of one recording', () => {
  it('ask for it once, however often Play is pressed', async () => {
    let answer!: (recording: Recording) => void;
    const one = sessionOf(() => new Promise((resolve) => (answer = resolve)));
    one.again();
    void one.session.play();
    void one.session.play();
    void one.session.play();
    answer(await sounding());
    await plays(one.session);
    expect(one.asked()).to.equal(1);
  });

  it('play on when one of them goes', async () => {
    const one = sessionOf(sounding);
    one.again();
    await one.session.play();
    await plays(one.session);
    detached.pop()?.();
    expect(one.session.wanted).to.equal(true);
    expect(one.session.state).to.equal('playing');
  });
});

describe('passages', () => {
  it('are heard one after the other, and then it ends', async () => {
    const { session } = sessionOf(async () => ({ availability: 'available', source: tone(20) }));
    session.listen({
      skipSilence: true,
      speakerId: undefined,
      passages: [
        { start: 1, end: 1.3 },
        { start: 15, end: 15.3 },
      ],
    });
    await session.play();
    await plays(session);
    expect(session.time).to.be.within(0, 1.6);
    await until(() => session.time >= 15, 'the second one');
    expect(session.time).to.be.at.most(15.8);
    await until(() => session.state === 'ended', 'the end');
  });
});

describe('a recording that waits for the network', () => {
  const offline = async (): Promise<Recording> => {
    throw providerError('offline', 'Nobody there.');
  };

  async function waiting() {
    let answer: () => Promise<Recording> = offline;
    const one = sessionOf(() => answer());
    await one.session.play();
    await until(() => one.session.reason === 'offline', 'it waits');
    answer = sounding;
    return one;
  }

  it('goes on by itself when the network is back', async () => {
    const { session } = await waiting();
    window.dispatchEvent(new Event('online'));
    await plays(session);
  });

  it('does not, once the listener has paused it', async () => {
    const { session, asked } = await waiting();
    session.pause();
    window.dispatchEvent(new Event('online'));
    await session.check();
    expect(session.wanted).to.equal(false);
    expect(asked()).to.equal(2);
  });

  it('does not, once nobody shows it any more', async () => {
    const { session, asked } = await waiting();
    detached.pop()?.();
    window.dispatchEvent(new Event('online'));
    expect(session.wanted).to.equal(false);
    expect(asked()).to.equal(1);
  });

  it('does not, once another one is played', async () => {
    const { session } = await waiting();
    const two = sessionOf(sounding);
    await two.session.play();
    await plays(two.session);
    window.dispatchEvent(new Event('online'));
    expect(session.wanted).to.equal(false);
    expect(two.session.state).to.equal('playing');
  });
});

describe('a link that is renewed', () => {
  const good = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

  it('is counted once, and not when the listener pauses before it comes', async () => {
    let answer: ((recording: Recording) => void) | undefined;
    const fresh = async (): Promise<Recording> => ({ ...(await sounding()), expiresAt: good(0.2) });
    const one = sessionOf(() => new Promise<Recording>((resolve) => (answer = resolve)));
    const { session } = one;
    void session.play();
    answer!(await fresh());
    await plays(session);
    session.pause();
    await until(() => session.state === 'paused', 'the pause');
    const { time } = session;
    // Its link is over by now, so Play asks for another one.
    await until(() => Date.now() > 0 && one.asked() === 1, 'one link');
    const over = performance.now() + 250;
    await until(() => performance.now() > over, 'the end of the link');
    void session.play();
    await until(() => one.asked() === 2, 'the second link');
    session.pause();
    expect(session.state).to.equal('paused');
    expect(session.renewals).to.equal(0);
    void session.play();
    await until(() => one.asked() === 3, 'the third link');
    answer!(await sounding());
    await plays(session);
    expect(session.time).to.be.within(time - 0.3, time + 1);
  });
});
