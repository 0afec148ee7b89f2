/** Recordings under attack: by servers, by hosts and by what is missing. */
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { controlOf, openPlayer, part, player, session, sound } from './player.js';
import { ask, until, useDemo } from './support.js';

const demo = useDemo({ api: { rows: 400, now: '2025-03-14T15:09:26Z' } });
const control = () => controlOf(demo());

afterEach(() => {
  control().setMedia({ mode: 'normal' });
  control().set({ recordingLifetime: 300 });
});

describe('a recording', () => {
  test('without silence goes on to its end where the server lets nothing be sought', async () => {
    const { page, press, heard } = await openPlayer(demo(), { mode: 'no-range' });
    await ask(
      page,
      `(async () => {
        const { transcript } = ${player};
        const [turn] = transcript.turns.filter(({ kind }) => kind === 'message');
        const turns = [[0, 1], [20, 21], [40, 170]].map(([start, end]) => ({ ...turn, start, end }));
        ${player}.transcript = { ...transcript, turns };
        await ${player}.updateComplete;
        ${part('silence-button')}.click();
      })()`,
    );
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
});
