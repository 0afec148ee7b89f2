/** Recordings that never break off: what servers and networks do to them, and what is heard of it. */
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { breaks, controlOf, openPlayer, player, part, session, sound } from './player.js';
import { ask, until, useDemo } from './support.js';

const demo = useDemo({ api: { rows: 400, now: '2025-03-14T15:09:26Z' } });
const control = () => controlOf(demo());

afterEach(() => {
  control().setMedia({ mode: 'normal' });
  control().set({ mediaElsewhere: false, recordingLifetime: 300 });
});

const setRate = (page: Page, rate: number) => ask(page, `void (${player}.playbackRate = ${rate})`);
const seek = (page: Page, seconds: number) => ask(page, `${player}.seekTo(${seconds})`);
const stateOf = (page: Page): Promise<string> =>
  ask(page, `${session}.state + ' ' + (${session}.reason ?? '')`);

/** It went on where it broke off, as fast as before, and the provider was hardly asked. */
async function assertUnnoticed(page: Page, links: number, rate = 1): Promise<void> {
  const all = await breaks(page);
  assert.ok(all.length > 0, 'it broke off');
  for (const { at, resumed } of all)
    assert.ok(Math.abs(resumed - at) <= 0.3, `from ${at} s it went on at ${resumed} s`);
  assert.equal(await ask(page, `${sound}.playbackRate`), rate);
  assert.equal(await ask(page, `${sound}.preservesPitch`), true, 'the voice keeps its pitch');
  assert.ok(links <= 3, `${links} links`);
  assert.equal(await ask(page, `${part('message')} === null`), true);
}

describe('a link that expired is renewed, and the listener hears nothing of it:', () => {
  test('before anything was played', async () => {
    const { page, press, heard, links } = await openPlayer(demo(), { mode: 'expired', times: 1 });
    await press();
    await heard(0.3);
    assert.equal(links(), 2);
    await page.close();
  });

  test('when another place is sought', async () => {
    const { page, press, heard, links } = await openPlayer(demo(), {
      mode: 'slow',
      bytesPerSecond: 64_000,
    });
    await press();
    await heard(0.5);
    control().expireUrls({ cut: true });
    control().setMedia({ mode: 'normal' });
    await seek(page, 45);
    await heard(45.2);
    assert.ok((await ask<number>(page, `${sound}.currentTime`)) < 48);
    assert.equal(links(), 2);
    await page.close();
  });

  test('in the middle of a sentence', async () => {
    const { page, press, heard, links } = await openPlayer(demo(), {
      mode: 'slow',
      bytesPerSecond: 60_000,
    });
    await setRate(page, 1.5);
    await press();
    await heard(2);
    control().expireUrls({ cut: true });
    control().setMedia({ mode: 'normal' });
    await until(page, 'the break', 'window.breaks.length > 0');
    await heard(6);
    await assertUnnoticed(page, links(), 1.5);
    assert.equal(
      await ask(page, 'window.reported.some(({ type }) => type === "recording-pause")'),
      false,
    );
    await page.close();
  });

  test('while it was paused', async () => {
    const { page, press, heard, links } = await openPlayer(demo(), {
      mode: 'slow',
      bytesPerSecond: 60_000,
    });
    await setRate(page, 3);
    await press();
    await heard(2);
    await press();
    await until(page, 'the pause', `${session}.state === 'paused'`);
    const before = await ask<number>(page, `${session}.time`);
    control().expireUrls({ cut: true });
    control().setMedia({ mode: 'normal' });
    await press();
    await until(page, 'the break', 'window.breaks.length > 0');
    await heard(before + 12);
    await assertUnnoticed(page, links(), 3);
    await page.close();
  });

  test('ahead of time, where the server says until when it is good', async () => {
    control().set({ recordingLifetime: 8 });
    const { page, press, heard, links } = await openPlayer(demo(), {
      mode: 'slow',
      bytesPerSecond: 80_000,
    });
    await press();
    await heard(1);
    const asked = performance.now();
    while (links() < 2) {
      assert.ok(performance.now() - asked < 8000, 'a new link came before the old one ended');
      await until(page, 'it goes on', `${session}.state === 'playing'`);
    }
    await until(page, 'the end of the first link', `${sound}.currentTime > 6`);
    control().setMedia({ mode: 'normal' });
    await seek(page, 50);
    await heard(50.2);
    assert.equal(links(), 2, 'the link that was kept was used');
    await page.close();
  });
});

describe('a connection', () => {
  test('that breaks in the middle is made anew, and nothing is missed', async () => {
    const { page, press, heard, links } = await openPlayer(demo(), {
      mode: 'cut',
      seconds: 10,
    });
    await setRate(page, 3);
    await press();
    await heard(25);
    assert.ok(control().mediaRequests().length > 2, 'it broke, more than once');
    assert.ok(links() <= 3, `${links()} links`);
    for (const { at, resumed } of await breaks(page)) assert.ok(Math.abs(resumed - at) <= 0.3);
    await page.close();
  });

  test('that goes quiet without a word is noticed, and made anew', async () => {
    const { page, press, heard, links } = await openPlayer(demo(), {
      mode: 'stall',
      seconds: 12,
      times: 1,
    });
    // Fast, so that it is soon at the end of what was sent.
    await setRate(page, 3);
    await press();
    await until(page, 'the wait', `${session}.state === 'buffering'`);
    await heard(14);
    await assertUnnoticed(page, links(), 3);
    await page.close();
  });

  test('that is slow is waited for, without asking for another link', async () => {
    const { page, press, heard, links } = await openPlayer(demo(), {
      mode: 'slow',
      bytesPerSecond: 48_000,
    });
    await setRate(page, 3);
    await press();
    await until(page, 'the wait', `${session}.state === 'buffering' && ${sound}.currentTime > 0`);
    await heard((await ask<number>(page, `${sound}.currentTime`)) + 1);
    assert.equal(links(), 1);
    await page.close();
  });

  test('that is gone is said to be gone, and it goes on by itself when it is back', async () => {
    const { page, press, heard } = await openPlayer(demo(), {
      mode: 'slow',
      bytesPerSecond: 60_000,
    });
    await press();
    await heard(1);
    await page.setOfflineMode(true);
    control().expireUrls({ cut: true });
    await until(page, 'the word', `${session}.reason === 'offline' && ${part('message')}`);
    control().setMedia({ mode: 'normal' });
    await page.setOfflineMode(false);
    await heard(3);
    await page.close();
  });
});

describe('a server', () => {
  test('that lets nothing be sought is read whole, and then everything can be', async () => {
    const { page, press, heard, links } = await openPlayer(demo(), { mode: 'no-range' });
    await press();
    await heard(0.3);
    await seek(page, 40);
    await heard(40.2);
    assert.ok((await ask<number>(page, `${sound}.currentTime`)) < 43);
    await seek(page, 10);
    await heard(10.2);
    assert.ok((await ask<number>(page, `${sound}.currentTime`)) < 13);
    assert.equal(links(), 1);
    await page.close();
  });

  test('that keeps giving dead links is asked twice, and left alone until the listener asks', async () => {
    const { page, press, heard, links } = await openPlayer(demo(), { mode: 'expired' });
    await press();
    await until(page, 'the word', `${session}.state === 'failed' && ${part('message')}`);
    assert.equal(await stateOf(page), 'failed expired');
    assert.equal(links(), 3, 'one to play, two to renew');
    const requests = control().mediaRequests().length;
    const later = (await ask<number>(page, 'performance.now()')) + 3000;
    await until(page, 'a while to pass', `performance.now() > ${later}`);
    assert.equal(control().mediaRequests().length, requests);
    control().setMedia({ mode: 'normal' });
    await ask(page, `void ${part('message-button')}.click()`);
    await heard(0.3);
    await page.close();
  });

  test('that sends what is no sound is said to, and asked twice at most', async () => {
    const { page, press, links } = await openPlayer(demo(), { mode: 'wrong-type' });
    await press();
    await until(page, 'the word', `${session}.state === 'failed' && ${part('message')}`);
    assert.equal(await stateOf(page), 'failed unsupported');
    assert.ok(links() <= 3);
    await page.close();
  });
});

describe('a recording', () => {
  test('out of a pipe plays although nobody says how long it is', async () => {
    const { page, press, heard } = await openPlayer(demo(), { mode: 'piped-wav' });
    await press();
    await heard(0.5);
    await page.close();
  });

  test('that a browser made gets its length from its end', async () => {
    const { page, press, heard } = await openPlayer(demo(), { mode: 'webm' });
    await press();
    await heard(0.3);
    const known = await ask<number>(page, `${session}.duration`);
    assert.ok(known > 0, `${known} s`);
    assert.equal(await ask(page, `${sound}.muted`), false);
    await page.close();
  });

  test('in µ-law plays, and can be sought', async () => {
    const { page, press, heard } = await openPlayer(demo(), { mode: 'mulaw' });
    await press();
    await heard(0.3);
    await seek(page, 30);
    await heard(30.2);
    await page.close();
  });

  test('leaves no trace of its address in the page', async () => {
    const { page, press, heard } = await openPlayer(demo());
    await press();
    await heard(0.3);
    const written = await ask<string>(
      page,
      `(() => { const all = (root) => [...root.querySelectorAll('*')].map((element) =>
          [...element.attributes].map(({ value }) => value).join(' ') +
          (element.shadowRoot ? all(element.shadowRoot) : '')).join(' ');
        return all(document) + JSON.stringify({ ...localStorage, ...sessionStorage }) +
          JSON.stringify(window.reported) + location.href; })()`,
    );
    assert.doesNotMatch(written, /signature=|\/media\//);
    await page.close();
  });
});
