import { expect } from '@open-wc/testing';
import { available, sessionOf } from '../../helpers/sessions.js';

/** Puts something else in place of a property for as long as a test runs. */
async function instead(object: object, name: string, value: unknown, run: () => Promise<void>) {
  const own = Object.getOwnPropertyDescriptor(object, name);
  Object.defineProperty(object, name, { value, configurable: true });
  try {
    await run();
  } finally {
    if (own) Object.defineProperty(object, name, own);
    else delete (object as Record<string, unknown>)[name];
  }
}

const plays = async () => {
  const one = sessionOf(async () => available());
  await one.session.play();
  await one.reaches('playing');
  one.session.pause();
  await one.reaches('paused');
  one.detach();
};

describe('a recording plays and pauses', () => {
  it('where there are no system controls', () =>
    instead(navigator, 'mediaSession', undefined, plays));

  it('where they know less than here', async () => {
    const refuse = () => {
      throw new TypeError('not supported');
    };
    const mediaSession = {
      metadata: null,
      playbackState: 'none',
      setActionHandler: refuse,
      setPositionState: refuse,
    };
    await instead(navigator, 'mediaSession', mediaSession, plays);
  });

  it('where there is no place for its name', () =>
    instead(window, 'MediaMetadata', undefined, plays));

  it('whose name is no text', async () => {
    const one = sessionOf(async () => available());
    one.session.attach({ label: Symbol('a call') as unknown as string, changed: () => undefined });
    await one.session.play();
    await one.reaches('playing');
    expect(one.session.reason).to.equal(undefined);
  });
});
