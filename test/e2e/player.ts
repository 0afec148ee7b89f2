/** A page with one conversation's player, and everything its one audio object did. */
import type { Page } from 'puppeteer-core';
import type { MediaPlan } from '../../demo/api/server.js';
import { ask, until, type Demo } from './support.js';

/**
 * Lets a test see what no page can: the audio object. `breaks` has, for each time a recording broke
 * off, where it was and where it went on, in seconds.
 */
export const SPY = `
  window.sounds = [];
  window.breaks = [];
  const Real = window.Audio;
  window.Audio = class extends Real {
    constructor() {
      super();
      window.sounds.push(this);
      let last = 0;
      let broken;
      let resumed;
      this.addEventListener('timeupdate', () => { if (this.readyState > 0) last = this.currentTime; });
      this.addEventListener('error', () => { broken ??= this.currentTime || last; });
      this.addEventListener('emptied', () => { broken ??= last; });
      // Where it stands before it sounds: a slow computer hears of the rest too late.
      this.addEventListener('loadeddata', () => { resumed = this.currentTime; });
      this.addEventListener('playing', () => {
        if (broken > 0) window.breaks.push({ at: broken, resumed });
        broken = undefined;
      });
    }
  };
`;

/** In the page of a conversation. */
export const player = `(document.querySelector('conversation-detail')?.shadowRoot
  ?.querySelector('recording-player'))`;
export const part = (name: string): string =>
  `${player}.shadowRoot.querySelector('[part~="${name}"]')`;
/** The audio object; there is never more than one. */
export const sound = 'window.sounds[0]';
/** What every view of the recording shares. */
export const session = `globalThis[Symbol.for('conversation-inbox.playback.v1')]
  .session(${player}.provider.key + '/' + ${player}.conversationId)`;

export interface PlayerPage {
  readonly page: Page;
  /** Fresh links the provider was asked for since the page was open. */
  links(): number;
  /** Presses Play with the mouse, as a listener does. */
  press(): Promise<void>;
  /** Waits until it sounds at or behind this second. */
  heard(second: number): Promise<void>;
}

export function controlOf({ site }: Demo) {
  if (!site.api) throw new Error('The demo has no reference API.');
  return site.api.control;
}

/** Opens the page of a conversation whose recording is a minute long or longer. */
export async function openPlayer(demo: Demo, plan?: MediaPlan): Promise<PlayerPage> {
  const control = controlOf(demo);
  control.setMedia({ mode: 'normal' });
  const { page } = await demo.open('/plain.html');
  const id = await ask<string>(
    page,
    `fetch('/proxy/anyreach/core/conversations?limit=100&fields=id,recording_details,duration')
      .then((answer) => answer.json())
      .then((list) => list.find(({ recording_details: details, duration }) =>
        details?.recording_url && duration >= 60 && duration < 400).id)`,
  );
  await page.evaluateOnNewDocument(SPY);
  if (plan) control.setMedia(plan);
  await page.goto(`${demo.site.url}/conversation.html?id=${encodeURIComponent(id)}`);
  await until(page, 'the player', `${player}?.shadowRoot?.querySelector('[part~="play-button"]')`);
  await until(page, 'all of its controls', part('more-button'));
  await until(page, 'its turns', `${player}.transcript?.turns.length > 2`);
  const before = control.state().counts.get;
  return {
    page,
    links: () => control.state().counts.get - before,
    press: async () => {
      const { x, y } = await ask<{ x: number; y: number }>(
        page,
        `(() => { const button = ${part('play-button')};
          button.scrollIntoView({ block: 'nearest' });
          const { x, y, width, height } = button.getBoundingClientRect();
          return { x: x + width / 2, y: y + height / 2 }; })()`,
      );
      await page.mouse.click(x, y);
    },
    heard: (second) =>
      until(
        page,
        `sound at ${second} s`,
        `${session}.state === 'playing' && ${sound}.currentTime >= ${second}`,
      ),
  };
}

/** Where it broke off and went on. */
export const breaks = (page: Page): Promise<{ at: number; resumed: number }[]> =>
  ask(page, 'window.breaks');
