/** What the browser itself, without any player, makes of the ways the reference API sends sound. */
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import type { MediaPlan } from '../../demo/api/server.js';
import { ask, until, useDemo } from './support.js';

const demo = useDemo({ direct: true, api: { rows: 400, now: '2025-03-14T15:09:26Z' } });

const control = () => {
  const { api } = demo().site;
  if (!api) throw new Error('The demo has no reference API.');
  return api.control;
};

afterEach(() => {
  control().setMedia({ mode: 'normal' });
  control().set({ mediaElsewhere: false });
});

/** Opens a page with an audio object, `window.sound`, that was told to play a recording. */
async function play(plan: MediaPlan, cors: 'anonymous' | null = null): Promise<Page> {
  const { page } = await demo().open('/plain.html');
  control().setMedia(plan);
  await ask(
    page,
    `(async () => {
      // From the server of the recordings itself, whose manners these are.
      const options = { headers: { Authorization: 'Bearer ak_demo.sensitive' } };
      const list = await fetch('/core/conversations?limit=100&fields=id,recording_details', options);
      const long = (await list.json()).find(({ recording_details: details }) =>
        details?.recording_url && !(details.duration < 60));
      const one = await fetch('/core/conversations/' + long.id + '?fields=recording_details', options);
      window.details = (await one.json()).recording_details;
      window.sound = new Audio();
      sound.crossOrigin = ${JSON.stringify(cors)};
      sound.src = details.recording_url;
      sound.play().catch(() => {});
    })()`,
  );
  return page;
}

const heard = `sound.currentTime > 0.3`;
const seek = (page: Page, seconds: number): Promise<void> =>
  ask(page, `void (sound.currentTime = ${seconds})`);

describe('plays', () => {
  for (const mode of ['normal', 'slow', 'no-range', 'mulaw'] as const) {
    test(`${mode}: as long as the details say`, async () => {
      const page = await play({ mode });
      await until(page, 'sound', heard);
      await until(page, 'its length', `Math.abs(sound.duration - details.duration) < 0.1`);
      await page.close();
    });
  }

  test('webm: ten seconds, which are known once it was sought behind its end', async () => {
    const page = await play({ mode: 'webm' });
    await until(page, 'sound', heard);
    assert.equal(await ask(page, 'String(sound.duration)'), 'Infinity');
    await seek(page, 1e9);
    await until(page, 'its length', `Math.abs(sound.duration - 10) < 0.5`);
    await page.close();
  });

  test('cut: the browser goes on where the connection broke', async () => {
    control().resetRequests();
    const page = await play({ mode: 'cut', seconds: 8 });
    await until(page, 'sound', heard);
    await until(page, 'more than one answer', 'sound.buffered.end(0) > 17');
    assert.ok(control().state().counts.media >= 3);
    await page.close();
  });

  test('piped-wav: although nobody says how long it is', async () => {
    const page = await play({ mode: 'piped-wav' });
    await until(page, 'sound', heard);
    assert.equal(await ask(page, `'duration' in details`), false);
    await page.close();
  });
});

describe('does not play', () => {
  for (const mode of ['expired', 'wrong-type'] as const) {
    test(`${mode}: an error of the same kind`, async () => {
      const page = await play({ mode });
      await until(page, 'the error', 'sound.error?.code === 4');
      await page.close();
    });
  }
});

describe('stops', () => {
  test('stall: at the end of what was sent, without an error', async () => {
    const page = await play({ mode: 'stall', seconds: 8 });
    await until(page, 'most of what was sent', 'sound.currentTime > 6');
    await until(page, 'the wait', 'sound.readyState === sound.HAVE_CURRENT_DATA');
    assert.equal(await ask(page, 'sound.error === null && !sound.paused'), true);
    await page.close();
  });

  test('cut while the URL expires: an error of the network', async () => {
    const page = await play({ mode: 'slow', bytesPerSecond: 60_000 });
    await until(page, 'sound', heard);
    control().expireUrls({ cut: true });
    await until(page, 'the error', 'sound.error?.code === 2');
    await page.close();
  });

  test('no-range: a seek leads back to the start', async () => {
    const page = await play({ mode: 'no-range' });
    await until(page, 'sound', heard);
    assert.equal(await ask(page, 'sound.seekable.length ? sound.seekable.end(0) : 0'), 0);
    await page.close();
  });
});

describe('from another origin', () => {
  test('plays with the permission of the server, and only without asking when there is none', async () => {
    control().set({ mediaElsewhere: true });
    const allowed = await play({ mode: 'normal' }, 'anonymous');
    assert.equal(await ask(allowed, 'new URL(sound.src).origin !== location.origin'), true);
    await until(allowed, 'sound', heard);
    await allowed.close();

    const refused = await play({ mode: 'no-cors' }, 'anonymous');
    await until(refused, 'the error', 'sound.error?.code === 4');
    await refused.close();

    const unasked = await play({ mode: 'no-cors' });
    await until(unasked, 'sound', heard);
    await unasked.close();
  });
});
