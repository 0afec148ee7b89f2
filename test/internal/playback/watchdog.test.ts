import { expect } from '@open-wc/testing';
import { tone } from '../../../stories/inbox.js';
import { available, sessionOf } from '../../helpers/sessions.js';

/** A second of the page's intervals passes in a fiftieth. */
async function inHaste(run: () => Promise<void>): Promise<void> {
  const real = window.setInterval;
  window.setInterval = ((callback: () => void, wait: number) =>
    real(callback, wait / 50)) as typeof window.setInterval;
  try {
    await run();
  } finally {
    window.setInterval = real;
  }
}

describe('a recording that fell silent and was given up', () => {
  it('is asked for anew when it is played again', async () => {
    // Nothing ever comes of it, and nothing says so.
    let source = new MediaSource() as unknown as Blob;
    const one = sessionOf(async () => available(source));
    await inHaste(async () => {
      await one.session.play();
      await one.reaches('failed');
    });
    source = tone(60);
    await one.session.play();
    await one.reaches('playing');
    expect(one.asked).to.have.length(2);
  });
});
