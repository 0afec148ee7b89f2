/** The player as it arrives over a network: first what plays and seeks, then everything else. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HTTPRequest, Page } from 'puppeteer-core';
import { part, player } from './player.js';
import { ask, until, useDemo } from './support.js';

const demo = useDemo({ api: { rows: 1200, now: '2025-03-14T15:09:26Z' } });

type Place = readonly [name: string, left: number, top: number];

/** Where everything is that can be pressed; of the timeline, where it starts. */
const places = (page: Page): Promise<Place[]> =>
  ask(
    page,
    `[...${player}.shadowRoot.querySelectorAll('button, select, input')]
      .filter((control) => control.checkVisibility())
      .map((control) => {
        const { left, top } = control.getBoundingClientRect();
        return [control.getAttribute('aria-label') ?? control.textContent.trim(), left, top];
      })`,
  );

/** Holds back the code that comes after the first view until it is let through. */
async function holdExtras(page: Page): Promise<() => Promise<void>> {
  const held: HTTPRequest[] = [];
  let isOpen = false;
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    if (/\/extras-[^/]*\.js/.test(request.url()) && !isOpen) held.push(request);
    else void request.continue();
  });
  return async () => {
    assert.notEqual(held.length, 0, 'it was asked for');
    isOpen = true;
    for (const request of held) await request.continue();
  };
}

for (const width of [1440, 360]) {
  test(`nothing moves under the pointer when the rest arrives, ${width} px wide`, async () => {
    const { page: list } = await demo().open('/plain.html');
    const id = await ask<string>(
      list,
      `fetch('/proxy/anyreach/core/conversations?limit=100&fields=id,recording_details,duration')
        .then((answer) => answer.json())
        .then((all) => all.find(({ recording_details: details, duration }) =>
          details?.recording_url && duration >= 60 && duration < 600).id)`,
    );
    await list.close();
    const { page } = await demo().open('/plain.html');
    await page.setViewport({ width, height: 900 });
    const letThrough = await holdExtras(page);
    await page.goto(`${demo().site.url}/conversation.html?id=${encodeURIComponent(id)}`);
    await until(page, 'Play', `${player}?.shadowRoot?.querySelector('.play')`);
    await until(page, 'its turns', `${player}.transcript?.turns.length > 2`);
    const before = await places(page);
    assert.ok(before.some(([name]) => name === 'Speed'));
    assert.equal(await ask(page, `${part('more-button')} === null`), true, 'the rest is not there');

    await letThrough();
    await until(page, 'the rest', `${part('more-button')} && ${part('turn-button')}`);
    const after = await places(page);
    assert.ok(after.length > before.length);
    assert.deepEqual(
      before.map(([name]) => after.find(([other]) => other === name)),
      before,
    );
    const [, left, top] = before.find(([name]) => name === 'Play') as Place;
    await page.mouse.click(left + 12, top + 12);
    await until(page, 'sound', `${player}.matches(':state(playing)')`);
    await page.close();
  });
}
