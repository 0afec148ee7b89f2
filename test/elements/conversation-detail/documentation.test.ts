/** What the documentation promises about parts and states, compared with what is rendered. */
import { expect, fixture, html } from '@open-wc/testing';
import * as stories from '../../../stories/conversation-detail.stories.js';
import { details, paged, phone, text, transcriptOf, turn } from '../../../stories/detail.js';
import { differences, elementsIn, names, type Manifest } from '../../../tools/manifest.mjs';
import { partsOf } from '../../helpers/parts.js';
import { mount, mountRead, named, part, until, turnOf } from './support.js';
import { RecordingTimeUpdateEvent } from '../../../src/index.js';

const manifest = (await (await fetch('/custom-elements.json')).json()) as Manifest;
const documented = elementsIn(manifest).find(({ tagName }) => tagName === 'conversation-detail');
const { default: meta, ...shown } = stories;

interface AnyStory {
  readonly args?: object;
  readonly render?: unknown;
  readonly play?: unknown;
}

describe('the documentation of <conversation-detail>', () => {
  const parts = new Set<string>();
  const states = new Set<string>();
  const { add } = CustomStateSet.prototype;
  const { clipboard } = navigator;
  const see = (detail: Element) => {
    for (const each of partsOf(detail)) parts.add(each);
  };

  before(async function () {
    this.timeout(120_000);
    // The only way to hear of a state that nobody documented.
    CustomStateSet.prototype.add = function (state) {
      states.add(state);
      return add.call(this, state);
    };
    clipboard.writeText = () => Promise.reject(new Error('not allowed'));
    for (const [name, { args, render, play }] of Object.entries(shown) as [string, AnyStory][]) {
      const canvas = await fixture<HTMLElement>(
        html`<div>${(render as (args: object) => unknown)({ ...meta.args, ...args })}</div>`,
      );
      const detail = canvas.querySelector('conversation-detail')!;
      await detail.updateComplete;
      see(detail);
      const stays = name === 'Loading' || name === 'Preloaded';
      await until(() => stays || !detail.matches(':state(loading)'), 'what it shows');
      await detail.updateComplete;
      see(detail);
      await (play as ((context: object) => Promise<void>) | undefined)?.({ canvasElement: canvas });
      await detail.updateComplete;
      see(detail);
    }
    await seeMore();
  });

  /** What no story shows: what takes an act of the reader, or data of its own. */
  async function seeMore(): Promise<void> {
    const detail = await mountRead({ detailHref: '/{id}', neighbors: () => ({ next: text }) });
    turnOf(detail, 't3').querySelector<HTMLElement>('[data-action="copy"]')!.click();
    await until(() => part(detail, 'copy-field'), 'the link');
    const player = detail.shadowRoot!.querySelector('recording-player')!;
    player.dispatchEvent(new RecordingTimeUpdateEvent({ conversationId: 'c-1', time: 8 }));
    named(detail, 'transcript').dispatchEvent(new WheelEvent('wheel'));
    await until(() => part(detail, 'jump-button'), 'the way back');
    await until(() => part(detail, 'details-row'), 'the details');
    see(detail);
    const png = { id: '1', type: 'image/png', url: `${location.origin}/none.png`, inline: false };
    const metadata = { a: { b: [1] }, long: 'x'.repeat(5000) };
    const agent = { id: 'a', name: 'Ada', versionId: 'v1' };
    const odd = await mountRead({
      provider: details([
        {
          conversation: { ...phone, metadata, agent },
          transcript: transcriptOf([
            turn('long', 'agent', 'word '.repeat(9000), { attachments: [png] }),
            turn('note', 'agent', 'A note.', { kind: 'note' }),
          ]),
        },
      ]),
    });
    odd.agentHref = '/agents/{agentId}/{agentVersionId}';
    await until(() => part(odd, 'image-button'), 'a file');
    await until(() => part(odd, 'details-link'), 'the agent');
    see(odd);
    const waiting = await mount({
      provider: { ...paged([]), turns: () => new Promise(() => undefined) },
    });
    await until(() => part(waiting, 'loading'), 'the first page');
    see(waiting);
  }

  after(() => {
    CustomStateSet.prototype.add = add;
    Reflect.deleteProperty(clipboard, 'writeText');
  });

  it('names every part that is rendered', () => {
    const undocumented = [...parts].filter((each) =>
      differences('part', names(documented?.cssParts), [each]).some((problem) =>
        problem.includes(`${each} is not`),
      ),
    );
    expect(undocumented).to.deep.equal([]);
  });

  it('names no part that is never rendered', () => {
    // An image that the reader wants to see would be loaded; a frame tells of remote images by itself.
    // Hits are highlights, and a part only where a browser has none of these.
    const unseen = [
      'turn-found',
      'image',
      'email-notice',
      'email-remote-button',
      'email-whole-button',
      'email-failure',
    ];
    const missing = differences('part', names(documented?.cssParts), [...parts]).filter((problem) =>
      problem.includes('is documented but'),
    );
    expect(
      missing.filter((problem) => !unseen.some((each) => problem.startsWith(`part ${each} `))),
    ).to.deep.equal([]);
  });

  it('names every state that is set, and no other', () => {
    expect(differences('state', names(documented?.cssStates), [...states])).to.deep.equal([]);
  });

  it('has every part of the player beneath the turns', () => {
    const player = elementsIn(manifest).find(({ tagName }) => tagName === 'recording-player');
    const passedOn = [...parts].filter((each) => each.startsWith('player-'));
    expect(passedOn.sort()).to.deep.equal(
      names(player?.cssParts)
        .map((each) => `player-${each}`)
        .sort(),
    );
  });
});
