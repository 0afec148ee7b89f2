/** What the timeline tells where the pointer is. */
import { expect } from '@open-wc/testing';
import { sendMouse, setViewport } from '@web/test-runner-commands';
import { transcript } from '../../../stories/player.js';
import { frames } from '../../helpers/inbox.js';
import { fakePlayback, mount, slider, type PlayerProperties } from './support.js';

let fake: ReturnType<typeof fakePlayback>;
beforeEach(async () => {
  fake = fakePlayback();
  await setViewport({ width: 1440, height: 900 });
});
afterEach(async () => {
  fake.restore();
  await sendMouse({ type: 'move', position: [0, 899] });
});

const recording = { availability: 'available' as const };

async function shown(properties: PlayerProperties = {}) {
  const player = await mount({ recording, transcript, conversationId: 'c', ...properties });
  await frames(2);
  const tip = player.shadowRoot!.querySelector<HTMLElement>('.tip')!;
  const placeOf = (seconds: number): [number, number] => {
    const { left, width, top, height } = slider(player).getBoundingClientRect();
    return [Math.round(left + (width * seconds) / 60), Math.round(top + height / 2)];
  };
  const pointAt = async (seconds: number) => {
    await sendMouse({ type: 'move', position: placeOf(seconds) });
    return [...tip.children].map((line) => line.textContent);
  };
  return { player, tip, placeOf, pointAt };
}
const isOpen = (tip: HTMLElement) => tip.matches(':popover-open');

describe('a pointer over the timeline', () => {
  it('is told the time and who speaks there', async () => {
    const { player, tip, pointAt } = await shown();
    const height = player.offsetHeight;
    expect(await pointAt(3)).to.deep.equal(['0:03', 'Nora']);
    expect(isOpen(tip)).to.equal(true);
    expect(await pointAt(10.4)).to.deep.equal(['0:10', 'Tomasz Wójcik']);
    expect(await pointAt(12.5)).to.deep.equal(['0:12']);
    expect(player.offsetHeight, 'nothing moves').to.equal(height);
    await expect(player).to.be.accessible();
  });

  it('is told what a marker means, and how long a silence is', async () => {
    const { pointAt } = await shown();
    expect(await pointAt(21)).to.include('Tool call lookup_insurance_plan');
    expect(await pointAt(34)).to.include('Nora was interrupted');
    expect(await pointAt(41)).to.deep.equal(['0:41', 'Silence of 6 seconds']);
  });

  it('is told no more once it is gone', async () => {
    const { tip, pointAt } = await shown();
    await pointAt(3);
    await sendMouse({ type: 'move', position: [5, 890] });
    expect(isOpen(tip)).to.equal(false);
  });

  it('is told the time where that is all there is, and nothing before the length is known', async () => {
    const { player, tip, pointAt } = await shown({ transcript: undefined });
    expect(await pointAt(30.4)).to.deep.equal(['0:30']);
    fake.session().change({ duration: NaN });
    await player.updateComplete;
    await pointAt(31.4);
    expect(isOpen(tip)).to.equal(false);
  });

  it('that is a finger is told nothing: it would lie over what is told', async () => {
    const { player, tip, placeOf } = await shown();
    const [clientX, clientY] = placeOf(3);
    const move = (pointerType: string) =>
      slider(player).dispatchEvent(
        new PointerEvent('pointermove', { pointerType, clientX, clientY, bubbles: true }),
      );
    move('touch');
    expect(isOpen(tip)).to.equal(false);
    move('pen');
    expect(isOpen(tip)).to.equal(true);
  });

  it('has it inside the page at either end, whatever a speaker is called', async () => {
    const speakers = transcript.speakers.map((each) => ({ ...each, name: 'x'.repeat(500) }));
    const { tip, pointAt } = await shown({ transcript: { ...transcript, speakers } });
    for (const seconds of [0.5, 29, 31, 59.5]) {
      await pointAt(seconds);
      const { left, right, top, bottom } = tip.getBoundingClientRect();
      expect(left, `${seconds} s`).to.be.at.least(0);
      expect(right, `${seconds} s`).to.be.at.most(innerWidth);
      expect(top, `${seconds} s`).to.be.at.least(0);
      expect(bottom, `${seconds} s`).to.be.at.most(innerHeight);
    }
  });
});
