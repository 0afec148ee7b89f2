import { expect } from '@open-wc/testing';
import type { PlaybackSession, PlaybackState } from '../../../src/internal/playback.js';
import { available, sessionOf } from '../../helpers/sessions.js';

/** Does something the first time that a session is in a state. */
function once(session: PlaybackSession, state: PlaybackState, act: () => void): void {
  const detach = session.attach({
    changed: () => {
      if (session.state !== state) return;
      detach();
      act();
    },
  });
}

describe('a place that is sought', () => {
  it('while the recording is loading is where it starts', async () => {
    const one = sessionOf(async () => available());
    once(one.session, 'loading', () => one.session.seek(30));
    await one.session.play();
    await one.reaches('playing');
    expect(one.session.duration).to.be.closeTo(60, 0.05);
    expect(one.session.time).to.be.within(30, 35);
  });

  it('is not waited for any more when another recording is played', async () => {
    const [one, two] = [sessionOf(async () => available()), sessionOf(async () => available())];
    await one.session.play();
    await one.reaches('playing');
    one.session.pause();
    await one.reaches('paused');
    once(one.session, 'seeking', () => void two.session.play());
    one.session.seek(30);
    await two.reaches('playing');
    expect(one.session.state).to.equal('paused');
    expect(one.session.time).to.equal(30);
  });
});
