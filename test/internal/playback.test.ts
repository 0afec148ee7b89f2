import { expect } from '@open-wc/testing';
import { playback, type PlaybackState, type PlaybackView } from '../../src/internal/playback.js';
import { providerError, type Recording } from '../../src/model/index.js';
import { tone, until } from '../../stories/inbox.js';

// Long enough to last through a test on the slowest machine.
const available = (source: string | Blob = tone(60)): Recording => ({
  availability: 'available',
  source,
});

let made = 0;
const detached: (() => void)[] = [];
afterEach(() => {
  for (const detach of detached.splice(0)) detach();
});

/** A session of its own, shown in a view that writes down what it sees. */
function sessionOf(recording: NonNullable<PlaybackView['recording']>) {
  const session = playback().session(`test/${(made += 1)}`);
  const states: PlaybackState[] = [];
  let asked = 0;
  const detach = session.attach({
    recording: (options) => {
      asked += 1;
      return recording(options);
    },
    changed: () => {
      if (states.at(-1) !== session.state) states.push(session.state);
    },
  });
  detached.push(detach);
  return {
    session,
    states,
    detach,
    get asked() {
      return asked;
    },
    reaches: (state: PlaybackState) => until(() => session.state === state, `it is ${state}`),
  };
}

describe('a recording', () => {
  it('is asked for only when it is played', async () => {
    const one = sessionOf(async () => available());
    expect(one.session.state).to.equal('idle');
    expect(one.asked).to.equal(0);
    await one.session.play();
    await one.reaches('playing');
    expect(one.asked).to.equal(1);
    expect(one.states.slice(-3)).to.deep.equal(['resolving', 'loading', 'playing']);
    expect(one.session.duration).to.be.closeTo(60, 0.05);
  });

  it('goes on where it was paused, without being asked for again', async () => {
    const one = sessionOf(async () => available());
    await one.session.play();
    await until(() => one.session.time > 0.05, 'some of it is heard');
    one.session.pause();
    await one.reaches('paused');
    const { time } = one.session;
    await one.session.play();
    await one.reaches('playing');
    expect(one.session.time).to.be.at.least(time - 0.05);
    expect(one.asked).to.equal(1);
  });

  it('stops when another one starts, and goes on from there later', async () => {
    const one = sessionOf(async () => available());
    const two = sessionOf(async () => available());
    await one.session.play();
    await until(() => one.session.time > 0.05, 'some of it is heard');
    await two.session.play();
    await two.reaches('playing');
    expect(one.session.state).to.equal('paused');
    const { time } = one.session;
    expect(time).to.be.above(0);
    await one.session.play();
    await one.reaches('playing');
    expect(two.session.state).to.equal('paused');
    await until(() => one.session.time >= time, 'it goes on');
  });

  it('ends, and starts over', async () => {
    const one = sessionOf(async () => available(tone(0.15)));
    await one.session.play();
    await one.reaches('ended');
    await one.session.play();
    await one.reaches('playing');
    await one.reaches('ended');
  });

  it('plays from where it was sought, before and while it plays', async () => {
    const one = sessionOf(async () => available());
    one.session.seek(1.2);
    expect(one.session.time).to.equal(1.2);
    await one.session.play();
    await one.reaches('playing');
    await until(() => one.session.time >= 1.2, 'it plays from there');
    one.session.seek(-5);
    expect(one.session.time).to.equal(0);
    one.session.seek(Number.NaN);
    expect(one.session.time).to.equal(0);
  });

  it('that is given up while it is asked for plays nothing', async () => {
    let answer!: (recording: Recording) => void;
    let signal: AbortSignal | undefined;
    const one = sessionOf((options) => {
      signal = options.signal;
      return new Promise((resolve) => (answer = resolve));
    });
    const playing = one.session.play();
    expect(one.session.state).to.equal('resolving');
    one.session.pause();
    expect(signal!.aborted).to.equal(true);
    answer(available());
    await playing;
    expect(one.session.state).to.equal('paused');
  });

  it('that comes late does not take over from the one that was chosen since', async () => {
    let answer!: (recording: Recording) => void;
    const one = sessionOf(() => new Promise((resolve) => (answer = resolve)));
    const two = sessionOf(async () => available());
    const late = one.session.play();
    await two.session.play();
    await two.reaches('playing');
    answer(available());
    await late;
    expect(two.session.state).to.equal('playing');
    expect(one.session.state).not.to.equal('playing');
  });

  it('is the same session wherever it is shown', () => {
    const service = playback();
    expect(playback() === service).to.equal(true);
    const one = sessionOf(async () => available());
    const same = service.session(one.session.key);
    same.seek(0.7);
    expect(one.session.time).to.equal(0.7);
  });

  it('stops when nothing shows it any more', async () => {
    const one = sessionOf(async () => available());
    await one.session.play();
    await one.reaches('playing');
    one.detach();
    expect(playback().session(one.session.key).state).not.to.equal('playing');
  });
});

describe('a recording that cannot be played', () => {
  const failures: [string, () => Promise<Recording>, string][] = [
    ['is not there', async () => ({ availability: 'none' }), 'unavailable none'],
    ['is still being made', async () => ({ availability: 'processing' }), 'unavailable processing'],
    ['was removed', async () => ({ availability: 'removed' }), 'unavailable removed'],
    [
      'is withheld',
      async () => ({ availability: 'withheld', source: tone() }),
      'unavailable withheld',
    ],
    ['has no source', async () => ({ availability: 'available' }), 'unavailable none'],
    ['has a script for a source', async () => available('javascript:alert(1)'), 'failed provider'],
    [
      'has data for a source',
      async () => available('data:audio/wav;base64,AA=='),
      'failed provider',
    ],
    [
      'may not be asked for',
      () => Promise.reject(providerError('forbidden', 'Not yours.')),
      'failed forbidden',
    ],
    [
      'is not known to the server',
      () => Promise.reject(providerError('not-found', 'Gone.')),
      'unavailable none',
    ],
    [
      'is out of reach',
      () => Promise.reject(providerError('network', 'No answer.')),
      'failed network',
    ],
    ['makes the provider fail', () => Promise.reject(new TypeError('x')), 'failed provider'],
  ];
  for (const [what, recording, said] of failures) {
    it(`says why: it ${what}`, async () => {
      const one = sessionOf(recording);
      await one.session.play();
      const { session } = one;
      await until(
        () => session.state === 'failed' || session.state === 'unavailable',
        'it says so',
      );
      expect(`${session.state} ${session.reason}`).to.equal(said);
      expect(session.wanted).to.equal(false);
      expect(session.error).to.have.property('kind');
    });
  }

  it('is asked for again by itself while it is still being made, and waits for Play', async () => {
    let ready = false;
    const reasons: string[] = [];
    const one = sessionOf(async ({ reason }) => {
      reasons.push(reason);
      return ready ? available() : { availability: 'processing', retryAfter: 0 };
    });
    await one.session.play();
    await one.reaches('unavailable');
    ready = true;
    await one.reaches('idle');
    expect(reasons).to.deep.equal(['play', 'processing']);
    expect(one.session.wanted).to.equal(false);
    await one.session.play();
    await one.reaches('playing');
  });

  it('is asked for again at the listener’s wish, and waits for Play', async () => {
    let ready = false;
    const one = sessionOf(async () =>
      ready ? available() : { availability: 'processing', retryAfter: 600 },
    );
    await one.session.play();
    await one.reaches('unavailable');
    await one.session.check();
    expect(one.session.reason).to.equal('processing');
    ready = true;
    await one.session.check();
    expect(one.session.state).to.equal('idle');
    expect(one.asked).to.equal(3);
  });

  it('says that it is no sound', async () => {
    const one = sessionOf(async () => available(new Blob(['not audio'], { type: 'audio/wav' })));
    await one.session.play();
    await one.reaches('failed');
    expect(one.session.reason).to.equal('unsupported');
    expect(one.session.error!.message).not.to.contain('blob:');
  });

  it('is asked for anew when it is played again', async () => {
    let broken = true;
    const one = sessionOf(async () => {
      if (broken) throw providerError('network', 'Gone for a moment.');
      return available();
    });
    await one.session.play();
    await one.reaches('failed');
    broken = false;
    await one.session.play();
    await one.reaches('playing');
    expect(one.session.error).to.equal(undefined);
    expect(one.asked).to.equal(2);
  });
});
