/** Recordings under attack: by servers, by hosts and by what is missing. */
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { controlOf, openPlayer, part, player, session, sound } from './player.js';
import { ask, until, useDemo } from './support.js';

const demo = useDemo({ direct: true, api: { rows: 400, now: '2025-03-14T15:09:26Z' } });
const control = () => controlOf(demo());

afterEach(() => {
  control().setMedia({ mode: 'normal' });
  control().set({ mediaElsewhere: false, recordingLifetime: 300 });
});

/** Ten seconds of silence as a WAV file, in `window.wave`. */
const WAVE = `void (() => {
  const bytes = new DataView(new ArrayBuffer(44 + 80_000));
  const words = [0x52494646, 0, 0x57415645, 0x666d7420];
  words.forEach((word, index) => bytes.setUint32(index * 4, word));
  bytes.setUint32(4, 80_036, true);
  [16, 0x10001, 8000, 8000, 0x80001].forEach((word, index) => bytes.setUint32(16 + index * 4, word, true));
  bytes.setUint32(36, 0x64617461);
  bytes.setUint32(40, 80_000, true);
  new Uint8Array(bytes.buffer, 44).fill(128);
  window.wave = bytes.buffer;
})()`;

describe('a recording', () => {
  test('without silence goes on to its end where the server lets nothing be sought', async () => {
    const { page, press, heard } = await openPlayer(demo(), { mode: 'no-range' });
    await ask(
      page,
      `(() => {
        const detail = document.querySelector('conversation-detail');
        const { provider } = detail;
        const { transcript } = ${player};
        const [turn] = transcript.turns.filter(({ kind }) => kind === 'message');
        const turns = [[0, 1], [20, 21], [40, 170]].map(([start, end], index) =>
          ({ ...turn, id: String(index), start, end }));
        const get = async (...asked) =>
          ({ ...(await provider.get(...asked)), transcript: { ...transcript, turns } });
        detail.provider = { ...provider, get };
      })()`,
    );
    await until(page, 'its turns', `${player}?.transcript?.turns.length === 3`);
    await until(page, 'its controls', part('silence-button'));
    await ask(page, `void ${part('silence-button')}.click()`);
    await press();
    await heard(40.2);
    assert.ok((await ask<number>(page, `${sound}.currentTime`)) < 44);
    await page.close();
  });

  test('that fell silent while there was no network goes on when there is', async () => {
    const { page, press, heard } = await openPlayer(demo(), {
      mode: 'stall',
      seconds: 8,
      times: 1,
    });
    await ask(page, `void (${player}.playbackRate = 3)`);
    await press();
    await heard(1);
    await ask(
      page,
      `void Object.defineProperty(navigator, 'onLine', { value: false, configurable: true })`,
    );
    await until(page, 'the word', `${session}.reason === 'offline'`);
    const { time, error } = await ask<{ time: number; error: boolean }>(
      page,
      `({ time: ${session}.time, error: ${sound}.error !== null })`,
    );
    assert.equal(error, false, 'the browser said nothing of it');
    await ask(page, `void (delete navigator.onLine, window.dispatchEvent(new Event('online')))`);
    await heard(time + 3);
    assert.equal(await ask(page, `${part('message')} === null`), true);
    await page.close();
  });

  test('whose link is good for a second is asked for once more, not every second', async () => {
    control().set({ recordingLifetime: 1 });
    const { page, press, heard, links } = await openPlayer(demo(), {
      mode: 'slow',
      bytesPerSecond: 64_000,
    });
    await press();
    await heard(5);
    assert.ok(links() <= 2, `${links()} links`);
    await page.close();
  });

  test('plays and can be sought without what keeps it going', async () => {
    const { page, press, heard } = await openPlayer(demo());
    await page.setRequestInterception(true);
    page.on(
      'request',
      (request) => void (/upkeep/.test(request.url()) ? request.abort() : request.continue()),
    );
    await page.reload();
    await until(
      page,
      'the player',
      `${player}?.shadowRoot?.querySelector('[part~="more-button"]')`,
    );
    await until(page, 'all of its controls', part('more-button'));
    await press();
    await heard(0.2);
    await ask(page, `${player}.seekTo(30)`);
    await heard(30.2);
    assert.ok((await ask<number>(page, `${sound}.currentTime`)) < 34);
    await page.close();
  });

  test('that is read whole goes to the place that was sought, also when it was paused meanwhile', async () => {
    const { page, press, heard } = await openPlayer(demo(), { mode: 'no-range' });
    // What is read whole is held back.
    await ask(
      page,
      `void (window.held = [], window.real = window.fetch, window.fetch = (url, ...more) =>
        /media/.test(url) ? new Promise((go) =>
          window.held.push(() => go(window.real(url, ...more)))) : window.real(url, ...more))`,
    );
    await press();
    await heard(0.3);
    await ask(page, `${player}.seekTo(40)`);
    await until(page, 'the request', 'window.held.length === 1');
    await ask(page, `(${player}.pause(), ${player}.play())`);
    await until(page, 'the next request', 'window.held.length === 2');
    await ask(page, 'window.held.forEach((go) => go())');
    await heard(40.2);
    assert.ok((await ask<number>(page, `${sound}.currentTime`)) < 43);
    await page.close();
  });

  test('is not muted by the search for the end of the one before', async () => {
    const { page, press } = await openPlayer(demo(), { mode: 'webm' });
    await ask(
      page,
      `void ${sound}.addEventListener('seeking', () => {
        if (window.other || ${sound}.currentTime < 1e6) return;
        window.wasMuted = ${sound}.muted;
        window.other = globalThis[Symbol.for('conversation-inbox.playback.v1')].session('other');
        window.other.attach({ changed: () => {}, recording: async () => {
          const blob = new Blob([window.wave], { type: 'audio/wav' });
          return { availability: 'available', source: blob };
        } });
        void window.other.play();
      })`,
    );
    await ask(page, WAVE);
    await press();
    await until(page, 'the other one', `window.other?.state === 'playing'`);
    assert.equal(await ask(page, 'window.wasMuted'), true);
    assert.equal(await ask(page, `${sound}.muted`), false);
    await page.close();
  });

  test('on a server elsewhere that sends no CORS headers is asked for without CORS', async () => {
    control().set({ mediaElsewhere: true });
    const { page, press, heard } = await openPlayer(demo(), { mode: 'no-cors' });
    await ask(
      page,
      `(() => { const { provider } = ${player};
        ${player}.provider = { ...provider, recording: async (...asked) =>
          ({ ...(await provider.recording(...asked)), cors: 'anonymous' }) }; })()`,
    );
    await press();
    await heard(0.3);
    assert.equal(await ask(page, `${sound}.crossOrigin`), null);
    await page.close();
  });
});
