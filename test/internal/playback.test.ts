import { expect } from '@open-wc/testing';
import { playback } from '../../src/internal/playback.js';
import { providerError, type Recording } from '../../src/model/index.js';
import { tone, until } from '../../stories/inbox.js';
import { available, sessionOf } from '../helpers/sessions.js';

describe('a recording', () => {
  it('is asked for only when it is played', async () => {
    const one = sessionOf(async () => available());
    expect(one.session.state).to.equal('idle');
    expect(one.asked).to.deep.equal([]);
    await one.session.play();
    await one.reaches('playing');
    expect(one.asked).to.have.length(1);
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
    expect(one.asked).to.have.length(1);
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

describe('a provider that is short of words', () => {
  for (const [what, answer] of [
    ['only the address', () => URL.createObjectURL(tone(60))],
    ['only the audio', () => tone(60)],
    ['a source and no availability', () => ({ source: tone(60) })],
  ] as [string, () => unknown][]) {
    it(`means that there is a recording: ${what}`, async () => {
      const one = sessionOf(async () => answer() as Recording);
      await one.session.play();
      await one.reaches('playing');
    });
  }
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
    ['has an empty address', async () => available(''), 'unavailable none'],
    ['has no source at all', async () => available(null as never), 'unavailable none'],
    ['has a number for a source', async () => available(5 as never), 'failed provider'],
    [
      'is in a state nobody knows',
      async () => ({ availability: 'x' as never }),
      'unavailable none',
    ],
    ['is nothing', async () => null as never, 'unavailable none'],
    ['is a number', async () => 5 as never, 'unavailable none'],
    [
      'cannot even be read',
      async () =>
        new Proxy({} as Recording, {
          get: () => {
            throw new Error('no');
          },
        }),
      'failed provider',
    ],
    [
      'makes the provider throw at once',
      () => {
        throw new TypeError('x');
      },
      'failed provider',
    ],
    [
      'fails in a way nobody knows',
      () =>
        Promise.reject(
          Object.assign(new Error('x'), { name: 'ProviderError', kind: 'constructor' }),
        ),
      'failed provider',
    ],
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

  for (const availability of ['withheld', 'processing', 'removed'] as const) {
    it(`does not say that there is none while it is ${availability}`, async () => {
      const one = sessionOf(async () => ({ availability, retryAfter: 600 }));
      await one.session.play();
      await one.reaches('unavailable');
      expect(one.session.error?.message).to.equal('The recording is not available.');
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
    expect(one.asked).to.have.length(3);
  });

  it('says that it is no sound', async () => {
    const one = sessionOf(async () => available(new Blob(['not audio'], { type: 'audio/wav' })));
    await one.session.play();
    await one.reaches('failed');
    expect(one.session.reason).to.equal('unsupported');
    expect(one.session.error!.message).not.to.contain('blob:');
  });

  it('says so sooner when its format is named and this browser does not know it', async () => {
    const broken = URL.createObjectURL(new Blob(['not audio']));
    for (const [type, links] of [
      ['audio/x-nobody-knows', 2],
      ['audio/wav', 3],
    ] as const) {
      const one = sessionOf(async () => ({ ...available(), source: broken, type }));
      await one.session.play();
      await one.reaches('failed');
      expect(one.session.reason, type).to.equal('unsupported');
      expect(one.asked, type).to.have.length(links);
    }
    URL.revokeObjectURL(broken);
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
    expect(one.asked).to.have.length(2);
  });
});

describe('what a provider says about a recording', () => {
  for (const duration of ['60', -1, 0, Infinity, NaN, null, {}])
    it(`is left out when it is no length: ${String(duration)}`, async () => {
      const given = { duration: duration as number };
      const one = sessionOf(async () => available(tone(20), given));
      one.session.offer({ availability: 'available', ...given });
      expect(one.session.duration).to.be.NaN;
      await one.session.play();
      await one.reaches('playing');
      expect(one.session.duration).to.be.closeTo(20, 0.05);
    });

  for (const expiresAt of ['soon', '', '1970-01-01T00:00:00Z', '+275760-09-13T00:00:00Z', 5, {}])
    it(`does not keep it from playing, whenever it ends: ${String(expiresAt)}`, async () => {
      const given = { expiresAt: expiresAt as string };
      const one = sessionOf(async () => available(tone(20), given));
      await one.session.play();
      await one.reaches('playing');
      one.session.pause();
      await one.session.play();
      await one.reaches('playing');
      expect(one.asked.length).to.be.at.most(2);
    });

  it('about an end that is over already costs one request, however often it is paused and sought', async () => {
    const one = sessionOf(async () => available(tone(60), { expiresAt: '2001-01-01T00:00:00Z' }));
    await one.session.play();
    await one.reaches('playing');
    for (let time = 0; time < 60; time += 3) {
      one.session.pause();
      one.session.seek(time);
      await one.session.play();
    }
    await one.reaches('playing');
    expect(one.asked).to.deep.equal(['play']);
  });

  it('about its availability is believed only when it is known', () => {
    const one = sessionOf(async () => available());
    one.session.offer({ availability: 'toString' as never });
    expect(one.session.state).to.equal('idle');
  });
});

describe('a recording that only the host knows', () => {
  const shown = (key: string) => {
    const session = playback().session(key);
    const detach = session.attach({ changed: () => undefined });
    return { session, detach };
  };

  it('plays from the address that was given last, once the first one failed', async () => {
    const { session, detach } = shown('host/late');
    session.offer(available(`blob:${location.origin}/gone`));
    await session.play();
    await until(() => session.state === 'failed', 'it fails');
    session.offer(available());
    expect(session.state).to.equal('idle');
    await session.play();
    await until(() => session.state === 'playing', 'it plays');
    detach();
  });

  it('stays as it is when what failed is offered again', async () => {
    const { session, detach } = shown('host/same');
    const source = `blob:${location.origin}/gone`;
    session.offer(available(source));
    await session.play();
    await until(() => session.state === 'failed', 'it fails');
    session.offer(available(source));
    expect(session.state).to.equal('failed');
    detach();
  });

  it('goes on with an address that was given while it played', async () => {
    const { session, detach } = shown('host/ahead');
    let source = URL.createObjectURL(tone(60));
    session.offer(available(source));
    await session.play();
    await until(() => session.state === 'playing', 'it plays');
    URL.revokeObjectURL(source);
    source = URL.createObjectURL(tone(30));
    session.offer(available(source));
    expect(session.state).to.equal('playing');
    const two = sessionOf(async () => available());
    await two.session.play();
    await two.reaches('playing');
    await session.play();
    await until(() => session.state === 'playing', 'it goes on');
    expect(session.duration).to.be.closeTo(30, 0.05);
    detach();
    URL.revokeObjectURL(source);
  });
});

describe('a recording that is left', () => {
  it('is forgotten but for its place', async () => {
    const one = sessionOf(async () => available());
    await one.session.play();
    await until(() => one.session.time > 0.05, 'some of it is heard');
    one.detach();
    const { time } = one.session;
    expect(time).to.be.above(0);
    expect(one.session.state).to.equal('idle');
    expect(one.session.recording).to.equal(undefined);
    expect(one.session).to.have.property('held', undefined);
    const again = sessionOf(async () => available(), one.session.key);
    await again.session.play();
    await again.reaches('playing');
    expect(again.session.time).to.be.at.least(time - 0.05);
  });

  it('stays silent when the network is back', async () => {
    const one = sessionOf(() => Promise.reject(providerError('offline', 'You are offline.')));
    one.session.seek(5);
    await one.session.play();
    await until(() => one.session.reason === 'offline', 'it says so');
    one.detach();
    window.dispatchEvent(new Event('online'));
    expect(one.session.wanted).to.equal(false);
    expect(one.session.state).to.equal('idle');
  });

  it('is not loaded when it is answered after that', async () => {
    let answer!: (recording: Recording) => void;
    const one = sessionOf(() => new Promise((resolve) => (answer = resolve)));
    const playing = one.session.play();
    one.detach();
    answer(available());
    await playing;
    expect(one.session.state).to.equal('idle');
  });
});

describe('a listener in a hurry', () => {
  it('hears what was chosen last, after two hundred clicks', async () => {
    const [one, two] = [sessionOf(async () => available()), sessionOf(async () => available())];
    for (let click = 0; click < 200; click += 1) {
      const { session } = click % 3 ? one : two;
      if (click % 2) void session.play();
      else if (click % 5) session.pause();
      else session.seek(click / 10);
      if (click % 7 === 0) await Promise.resolve();
    }
    one.session.pause();
    two.session.pause();
    void one.session.play();
    await one.reaches('playing');
    expect(two.session.wanted).to.equal(false);
    expect(two.session.state).not.to.equal('playing');
    one.session.pause();
    await one.reaches('paused');
    expect([one, two].every(({ session }) => !session.wanted)).to.equal(true);
  });
});
