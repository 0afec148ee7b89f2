/** A reviewer presses Play in a row and listens, scrolls away, comes back, opens the conversation. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { breaks, controlOf, SPY } from './player.js';
import {
  ask,
  centre,
  depth,
  detail,
  inDetail,
  one,
  rows,
  scrollDown,
  scrollTo,
  until,
  untilRows,
  useDemo,
} from './support.js';

/** On the page of one conversation. */
const playerOfPage = `document.querySelector('conversation-detail')?.shadowRoot
  ?.querySelector('recording-player')`;

const demo = useDemo({ api: { rows: 1200, now: '2025-03-14T15:09:26Z' } });

const playable = `${rows}.map((row) => row.querySelector('.play-button:not([hidden])')).find(Boolean)`;
const mini = one('[part~="mini-player"]');
const service = `globalThis[Symbol.for('conversation-inbox.playback.v1')]`;

test('five hundred rows are shown and scrolled without asking for any recording', async () => {
  const { page } = await demo().open('/');
  await untilRows(page);
  while ((await depth(page)) < 500) {
    const before = await depth(page);
    await scrollDown(page);
    await untilRows(page, before + 1);
  }
  assert.deepEqual(controlOf(demo()).mediaRequests(), []);
  assert.equal(await ask(page, `${service} === undefined`), true, 'nothing that could sound yet');
  await page.close();
});

test('a recording is heard from its row, stays at hand, and leads back', async () => {
  const { page, watched } = await demo().open('/');
  await untilRows(page);
  const { x, y } = await centre(page, playable);
  await page.mouse.click(x, y);
  await until(page, 'sound', `${one('.row-playing')} && ${mini}`);
  const player = `${mini}.querySelector('recording-player')`;
  await until(page, 'who speaks when', `${player}.transcript?.turns.length > 0`);
  await until(page, 'it plays', `${player}.matches(':state(playing)')`);
  const id = await ask<string>(page, `${player}.conversationId`);

  await scrollDown(page);
  await scrollTo(page, 4000);
  // Its button has focus, so it is kept although nobody sees it.
  const seen = `${one('.row-playing')}?.getBoundingClientRect().bottom >
    ${one('.scroller')}.getBoundingClientRect().top`;
  await until(page, 'its row to be out of sight', `!(${seen})`);
  assert.equal(await ask(page, `${player}.matches(':state(playing)')`), true);
  const back = one('[part~="mini-player-row-button"]');
  const button = await centre(page, back);
  await page.mouse.click(button.x, button.y);
  await until(page, 'its row', seen);
  assert.equal(
    await ask(page, `${one(':focus')}?.closest('.row')?.classList.contains('row-playing')`),
    true,
  );

  // The same recording on its own page goes on from there when it is played.
  const { page: other } = await demo().open(`/conversation.html?id=${encodeURIComponent(id)}#t=2`);
  await until(other, 'the player', `${playerOfPage}?.matches(':defined')`);
  await until(other, 'its turns', `${playerOfPage}.transcript`);
  assert.deepEqual(watched.complaints, []);
  await other.close();
  await page.close();
});

test('it is heard on beside its conversation, faster, and over the end of its link, without a break', async () => {
  const control = controlOf(demo());
  control.setMedia({ mode: 'slow', bytesPerSecond: 48_000 });
  const { page } = await demo().open('/plain.html');
  await page.evaluateOnNewDocument(SPY);
  await page.goto(`${demo().site.url}/beside.html`);
  await untilRows(page);
  const { x, y } = await centre(page, playable);
  await page.mouse.click(x, y);
  const below = `${mini}?.querySelector('recording-player')`;
  await until(page, 'sound', `${below}?.matches(':state(playing)')`);
  await scrollDown(page);
  await ask(page, `void ${one('[part~="mini-player-row-button"]')}.click()`);
  await until(page, 'its row has focus', `${one(':focus')}?.closest('.row-playing')`);
  await ask(page, `void ${one('.row-playing')}.querySelector('[data-column="summary"]').click()`);
  const player = inDetail('recording-player');
  await until(page, 'its player beside it', `${player}?.matches(':state(playing)')`);
  assert.equal(
    await ask(page, `${detail}.conversationId === ${below}.conversationId`),
    true,
    'the same recording',
  );
  const speed = `${player}.shadowRoot.querySelector('[part~="speed"]')`;
  await until(page, 'its controls', speed);
  await ask(
    page,
    `(() => { const speed = ${speed}; speed.value = '1.5';
      speed.dispatchEvent(new Event('change', { bubbles: true })); })()`,
  );
  await until(page, 'one speed everywhere', `window.sounds[0].playbackRate === 1.5`);
  const asked = control.state().counts.get;
  const at = await ask<number>(page, 'window.sounds[0].currentTime');
  control.expireUrls({ cut: true });
  control.setMedia({ mode: 'normal' });
  await until(page, 'the break', 'window.breaks.length > 0');
  await until(page, 'sound behind it', `window.sounds[0].currentTime > ${at + 4}`);
  const [found] = await breaks(page);
  assert.ok(Math.abs(found!.resumed - found!.at) <= 0.3, 'it went on where it was');
  assert.equal(await ask(page, 'window.sounds.length'), 1, 'one sound, in whichever view');
  assert.equal(await ask(page, 'window.sounds[0].playbackRate'), 1.5);
  assert.ok(control.state().counts.get - asked <= 2, 'links');
  assert.equal(await ask(page, `${below}.matches(':state(playing)')`), true);
  assert.equal(await ask(page, `${player}.matches(':state(playing)')`), true);
  assert.equal(await ask(page, `${inDetail('[part~="turn"]')} !== null`), true);
  await page.close();
});

test('two copies of the library on one page make one sound', async () => {
  const { page } = await demo().open('/');
  // The demo's policy lets one copy of Lit make its Trusted Types policy, not two.
  await page.setBypassCSP(true);
  await page.reload();
  await untilRows(page);
  const { x, y } = await centre(page, playable);
  await page.mouse.click(x, y);
  await until(
    page,
    'sound',
    `${mini}?.querySelector('recording-player').matches(':state(playing)')`,
  );
  await ask(
    page,
    `import('/cdn/conversation-inbox.js').then(async ({ loadElement }) => {
      const RecordingPlayer = await loadElement('recording-player');
      customElements.define('other-player', class extends RecordingPlayer {});
      const other = document.createElement('other-player');
      const { provider } = ${mini}.querySelector('recording-player');
      other.provider = { ...provider, key: 'another' };
      other.conversationId = ${mini}.querySelector('recording-player').conversationId;
      document.body.append(other);
      return other.play();
    })`,
  );
  await until(
    page,
    'the other one',
    `document.querySelector('other-player').matches(':state(playing)')`,
  );
  assert.equal(
    await ask(page, `${mini}.querySelector('recording-player').matches(':state(playing)')`),
    false,
  );
  await until(page, 'the row to know', `!${one('.row-playing')}`);
  await page.close();
});
