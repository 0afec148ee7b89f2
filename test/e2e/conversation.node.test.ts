import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'puppeteer-core';
import {
  ask,
  centre,
  detail,
  detailText,
  inDetail,
  inbox,
  one,
  rows,
  until,
  untilRows,
  useDemo,
} from './support.js';

const demo = useDemo({ api: { rows: 600, now: '2025-03-14T15:09:26Z' } });

interface Listed {
  readonly id: string;
  readonly channel: string;
  readonly duration: number | null;
  readonly user_turn_count: number | null;
  readonly recording_details: { readonly recording_url?: string } | null;
}

async function listed(fits: (one: Listed) => boolean): Promise<string> {
  const fields = 'id,channel,duration,user_turn_count,recording_details';
  const url = `${demo().site.url}/proxy/anyreach/core/conversations?limit=600&fields=${fields}`;
  const found = ((await (await fetch(url)).json()) as Listed[]).find(fits);
  assert.ok(found);
  return found.id;
}

const turns = `[...(${detail}?.shadowRoot?.querySelectorAll('.turn') ?? [])]`;
const title = `${inDetail('[part~="title"]')}?.innerText.trim()`;

const clickOn = async (page: Page, expression: string): Promise<void> => {
  const { x, y } = await centre(page, expression);
  await page.mouse.click(x, y);
};

/** Puts a conversation of so many turns in place of the one that is there. */
const show = (page: Page, count: number) =>
  ask(
    page,
    `(() => {
      const saved = Array.from({ length: ${count} }, (_, n) => ({
        id: 'n' + n, kind: 'message', speakerId: n % 2 ? 'agent' : 'caller', status: 'final',
        parts: [{ type: 'text', text: 'This is sentence ' + n + '.' }],
      }));
      const conversation = { id: 'long', at: null, channel: 'phone', recording: 'none', transcript: 'available' };
      const transcript = { version: 1, shape: 'plain', availability: 'available', timing: 'none', offset: 0,
        speakers: [], notices: [], turns: saved };
      const { capabilities } = ${detail}.provider ?? {};
      const provider = { key: 'long', capabilities, list: () => Promise.resolve({ items: [] }),
        get: () => Promise.resolve({ conversation, transcript }) };
      Object.assign(${detail}, { provider, conversation: undefined, conversationId: 'long' });
    })()`,
  );

test('a row opens its conversation in a tab of its own: turns, details, player', async () => {
  const { open, browser } = demo();
  const { page } = await open('/');
  await untilRows(page);
  const href = await ask<string>(page, `${rows}[2].querySelector('.row-link').href`);
  const opened = browser.waitForTarget((target) => target.url().includes('/conversation.html'));
  await clickOn(page, `${rows}[2].querySelector('[data-column="summary"]')`);
  const tab = await (await opened).page();
  assert.ok(tab);
  assert.equal(tab.url(), href);
  await until(tab, 'the details', inDetail('dl'));
  await until(tab, 'the conversation', `${title} !== 'Conversation'`);
  await tab.close();
  await page.close();
});

test('a link to a moment leads there on a cold load, without a sound, and Play goes on from there', async () => {
  const id = await listed(
    ({ duration, recording_details: details }) =>
      Boolean(details?.recording_url) && (duration ?? 0) > 120 && (duration ?? 0) < 400,
  );
  const { page, watched } = await demo().open(`/conversation.html?id=${id}#t=60`);
  await until(page, 'the turn', inDetail('[part~="turn-marked"]'));
  const player = inDetail('recording-player');
  await until(
    page,
    'the player there',
    `${player}?.shadowRoot
    ?.querySelector('.slider')?.getAttribute('aria-valuetext')?.startsWith('1 minute')`,
  );
  assert.ok(!watched.requests.some((url) => url.includes('.wav')), 'nothing is loaded to be heard');
  const marked = await ask<string>(page, `${inDetail('[part~="turn-marked"]')}.dataset.id`);
  await clickOn(
    page,
    `${inDetail('[part~="turn-marked"]')}.querySelector('[part~="turn-bubble"]')`,
  );
  await until(page, 'sound', `${player}.matches(':state(playing)')`);
  await until(
    page,
    'the turn in step',
    `${inDetail('[aria-current="true"]')}?.dataset.id === ${JSON.stringify(marked)}`,
  );
  assert.deepEqual(watched.complaints, []);
  assert.deepEqual(await ask(page, 'window.violations'), []);
  await page.close();
});

test('side by side: rows open beside the list, keys go on through it, Escape leads back to the row', async () => {
  const { page, watched } = await demo().open('/beside.html');
  await untilRows(page);
  const idOf = (index: number) => `${inbox}.shadowRoot && ${rows}[${index}]`;
  const name = (index: number) =>
    ask<string>(
      page,
      `(${idOf(index)}).querySelector('[data-column="caller-name"]').textContent.trim()`,
    );
  const names = [await name(0), await name(1), await name(2)];
  await clickOn(page, `${rows}[0].querySelector('[data-column="summary"]')`);
  await until(page, 'the conversation', `${detail}.hidden === false && ${turns}.length > 0`);
  const opened = await ask<string>(page, `${detail}.conversationId`);
  const list = await ask<string[]>(
    page,
    `${inbox}.neighbors(${JSON.stringify(opened)}).then(({ previous, next }) =>
      [previous?.id ?? '', next?.id ?? ''])`,
  );
  assert.equal(list[0], '', 'it is the first');
  await until(page, 'Next', `${inDetail('[part~="next-button"]')}?.ariaDisabled === 'false'`);
  assert.equal(await ask(page, `${inDetail('[part~="previous-button"]')}.ariaDisabled`), 'true');
  await clickOn(page, inDetail('[part~="next-button"]'));
  await until(page, 'the next one', `${detail}.conversationId === ${JSON.stringify(list[1])}`);
  await until(
    page,
    'Next again',
    `${inDetail('[part~="previous-button"]')}.ariaDisabled === 'false'`,
  );
  await page.keyboard.press('j');
  await until(page, 'the third', `${detail}.conversationId !== ${JSON.stringify(list[1])}`);
  const third = await ask<string>(page, `${detail}.conversationId`);
  await until(
    page,
    'Previous',
    `${inDetail('[part~="previous-button"]')}.ariaDisabled === 'false'`,
  );
  await page.keyboard.press('k');
  await until(
    page,
    'back at the second',
    `${detail}.conversationId === ${JSON.stringify(list[1])}`,
  );
  await page.keyboard.press('Escape');
  await until(page, 'focus in the list', `document.activeElement === ${inbox}`);
  const row = `${one(':focus')}?.closest('.row')`;
  assert.equal(await ask(page, `${row}.ariaRowIndex`), '3', 'the row of what was open');
  assert.notEqual(third, list[1]);
  assert.equal(names.length, 3);
  assert.deepEqual(watched.complaints, []);
  await page.close();
});

test('a transcript in pages is loaded as one reads, from the start and from the end', async () => {
  const id = await listed(
    ({ channel, user_turn_count: count }) => channel === 'telephone' && (count ?? 0) > 130,
  );
  const { page, watched } = await demo().open(`/conversation.html?id=${id}&pages`);
  const asked = () => watched.requests.filter((url) => url.includes('/turns/'));
  await until(page, 'turns', `${turns}.length > 0`);
  assert.ok(asked()[0]!.includes('from=start'));
  const whole = await ask<number>(
    page,
    `fetch('/proxy/anyreach/core/conversations/${id}').then((answer) => answer.json())
      .then(({ conversation }) => conversation.items.length)`,
  );
  assert.ok(whole > 250, 'there are several pages');
  assert.ok(asked().length <= 2, 'no page before it is needed');
  const end = `(() => { const at = ${inDetail('.scroller')}; at.scrollTop = at.scrollHeight; return
    !${inDetail('[part~="load-button"], [part~="loading"]')}; })()`;
  await until(page, 'the end', end.replace(/\n\s*/g, ' '));
  const held = await ask<string>(page, `${inDetail('[part~="facts"]')}.innerText`);
  assert.match(held, /\d+ turns/);
  assert.equal(new Set(asked()).size, asked().length, 'no page is asked for twice');
  await page.close();

  const { page: moment } = await demo().open(`/conversation.html?id=${id}&pages#t=1500`);
  await until(moment, 'a turn of a later page', inDetail('[part~="turn-marked"]'));
  const text = await ask<string>(moment, `${inDetail('[part~="turn-marked"]')}.innerText`);
  assert.match(text, /2[45]:\d\d/);
  await moment.close();

  const written = await listed(
    ({ channel, user_turn_count: count }) => channel === 'text' && (count ?? 0) > 8,
  );
  const { page: texts, watched: seen } = await demo().open(
    `/conversation.html?id=${written}&pages`,
  );
  await until(texts, 'texts', `${turns}.length > 0`);
  assert.ok(seen.requests.some((url) => url.includes('/turns/') && url.includes('from=end')));
  await until(
    texts,
    'the last one in view',
    `(() => { const { scrollTop, clientHeight, scrollHeight } = ${inDetail('.scroller')};
      return scrollTop + clientHeight >= scrollHeight - 2; })()`,
  );
  assert.ok((await ask<string>(texts, detailText)).length > 0);
  await texts.close();
});

test('paper gets the whole transcript and the details, without what is only for the screen', async () => {
  const id = await listed(
    ({ channel, user_turn_count: count }) => channel === 'telephone' && (count ?? 0) > 30,
  );
  const { page } = await demo().open(`/conversation.html?id=${id}`);
  await until(page, 'the details', inDetail('dl'));
  await page.emulateMediaType('print');
  const paper = await ask<{ cut: boolean; player: boolean; below: boolean; height: number }>(
    page,
    `(() => {
      const scroller = ${inDetail('.scroller')};
      const last = ${turns}.at(-1).getBoundingClientRect();
      return {
        cut: scroller.scrollHeight > scroller.clientHeight + 1,
        player: ${inDetail('.player')}.checkVisibility(),
        below: ${inDetail('.details')}.getBoundingClientRect().top >= last.bottom,
        height: document.documentElement.scrollHeight,
      };
    })()`,
  );
  assert.deepEqual({ ...paper, height: 0 }, { cut: false, player: false, below: true, height: 0 });
  assert.ok(paper.height > 2000, 'as high as it takes');
  await page.close();
});

test('paper gets every turn of a transcript that is too long to be on the screen at once', async () => {
  const id = await listed(({ channel }) => channel === 'telephone');
  const { page } = await demo().open(`/conversation.html?id=${id}`);
  await until(page, 'the turns', `${turns}.length > 0`);
  await show(page, 1500);
  await until(page, 'some of very many turns', `${turns}[0]?.ariaSetSize === '1500'`);
  const onScreen = await ask<number>(page, `${turns}.length`);
  assert.ok(onScreen < 200, `${onScreen} turns on the page`);
  await ask(
    page,
    `void addEventListener('beforeprint', () => { globalThis.printed = ${turns}.map((turn) => turn.dataset.id); })`,
  );
  const pdf = Buffer.from(await page.pdf()).toString('latin1');
  const printed = await ask<string[]>(page, 'printed');
  assert.deepEqual(
    printed,
    Array.from({ length: 1500 }, (_, n) => `n${n}`),
  );
  const pages = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  assert.ok(pages > 40, `${pages} pages`);
  await until(page, 'the screen as it was', `${turns}.length < 200`);
  await page.close();
});

test('a formatted email whose code does not come says so, and its text is still there', async () => {
  const id = await listed(({ channel }) => channel === 'email');
  const { page } = await demo().open('/');
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    void (request.url().includes('email-view') ? request.abort() : request.continue());
  });
  await page.goto(`${demo().site.url}/conversation.html?id=${id}`);
  const link = (label: string) =>
    `[...(${detail}?.shadowRoot?.querySelectorAll('[part~="unfold-button"]') ?? [])]
      .find((button) => button.innerText.trim() === '${label}')`;
  await until(page, 'the email', link('Show formatted'));
  await ask(page, `${link('Show formatted')}.click()`);
  await until(page, 'what failed', `${detailText}.includes('could not be loaded')`);
  await ask(page, `${link('Show as text')}.click()`);
  await until(page, 'its text', `${inDetail('[part~="turn-text"]')} && ${link('Show formatted')}`);
  await page.close();
});

test('with one script tag a conversation is registered when the page gets the first one', async () => {
  const id = await listed(({ user_turn_count: count }) => (count ?? 0) > 3);
  const { page, watched } = await demo().open('/plain.html');
  await untilRows(page);
  assert.equal(await ask(page, `customElements.get('conversation-detail') === undefined`), true);
  await ask(
    page,
    `(() => { const made = document.createElement('conversation-detail');
      made.setAttribute('conversation-id', ${JSON.stringify(id)});
      document.querySelector('conversation-provider').append(made); })()`,
  );
  await until(page, 'its turns', `${turns}.length > 3`);
  assert.deepEqual(watched.complaints, []);
  await page.close();
});

test('the browser finds every one of a thousand turns, and shows it', async () => {
  const { open, site } = demo();
  const id = await listed(({ channel }) => channel === 'telephone');
  const { page } = await open(`/conversation.html?id=${id}`);
  await until(page, 'the details', inDetail('dl'));
  await show(page, 1000);
  await until(page, 'all turns', `${turns}.length === 1000`);
  for (const index of [999, 0, 500]) {
    const words = encodeURIComponent(`This is sentence ${index}.`);
    await page.goto(`${site.url}/conversation.html?id=${id}#:~:text=${words}`);
    await until(
      page,
      `turn ${index} in view`,
      `(() => {
        const view = ${inDetail('.scroller')}.getBoundingClientRect();
        const turn = ${turns}[${index}].getBoundingClientRect();
        return turn.top >= view.top && turn.bottom <= view.bottom;
      })()`,
    );
  }
  await page.close();
});
