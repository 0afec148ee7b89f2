import { expect } from '@open-wc/testing';
import { Watchdog } from '../../../src/internal/playback/watchdog.js';

/** An audio object that falls silent without a word, and a clock that the test turns. */
function silent(readyState: number) {
  const audio = Object.assign(new EventTarget(), { currentTime: 3, readyState });
  const said: string[] = [];
  const { setInterval: real } = window;
  let look = () => {};
  window.setInterval = ((callback: () => void) => {
    look = callback;
    return 1;
  }) as typeof setInterval;
  const dog = new Watchdog(audio as unknown as HTMLMediaElement, {
    quiet: () => said.push('quiet'),
    broken: () => said.push('broken'),
  });
  dog.watch(true);
  window.setInterval = real;
  // The first look learns where it stands.
  look();
  return {
    audio,
    said,
    seconds: (count: number) => Array.from({ length: count }).forEach(() => look()),
  };
}

describe('the watchdog', () => {
  it('says after four seconds that it waits, and after eight that it is broken', () => {
    const { said, seconds } = silent(HTMLMediaElement.HAVE_FUTURE_DATA);
    seconds(3);
    expect(said).to.deep.equal([]);
    seconds(1);
    expect(said).to.deep.equal(['quiet']);
    seconds(4);
    expect(said).to.deep.equal(['quiet', 'broken']);
  });

  it('says nothing while it moves', () => {
    const { audio, said, seconds } = silent(HTMLMediaElement.HAVE_FUTURE_DATA);
    for (let second = 0; second < 30; second += 1) {
      audio.currentTime += 1;
      seconds(1);
    }
    expect(said).to.deep.equal([]);
  });

  it('waits for what still arrives, however slowly', () => {
    const { audio, said, seconds } = silent(HTMLMediaElement.HAVE_CURRENT_DATA);
    for (let second = 0; second < 60; second += 3) {
      seconds(3);
      audio.dispatchEvent(new Event('progress'));
    }
    expect(said).not.to.include('broken');
  });

  it('gives a slow server half a minute for the first sign', () => {
    const { said, seconds } = silent(HTMLMediaElement.HAVE_NOTHING);
    seconds(29);
    expect(said).to.deep.equal(['quiet']);
    seconds(1);
    expect(said).to.deep.equal(['quiet', 'broken']);
  });
});
