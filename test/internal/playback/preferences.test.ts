import { expect } from '@open-wc/testing';
import { playback } from '../../../src/internal/playback.js';
import { until } from '../../../stories/inbox.js';

describe('speed', () => {
  const KEY = Symbol.for('conversation-inbox.playback.v1');
  const page = globalThis as { [KEY]?: unknown };
  const PREFERENCES = 'conversation-inbox.playback';

  it('that the host chose is not undone by what was remembered', async () => {
    const before = page[KEY];
    const remembered = localStorage.getItem(PREFERENCES);
    localStorage.setItem(PREFERENCES, JSON.stringify({ rate: 2, volume: 0.5 }));
    delete page[KEY];
    try {
      const fresh = playback();
      fresh.setRate(1);
      await until(() => fresh.volume === 0.5, 'what was remembered is back');
      expect(fresh.rate).to.equal(1);
    } finally {
      page[KEY] = before;
      if (remembered === null) localStorage.removeItem(PREFERENCES);
      else localStorage.setItem(PREFERENCES, remembered);
    }
  });
});
