/** Where the controls are, from 320 pixels to a whole screen, and that they stay there. */
import { expect, fixture, html } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { RecordingPlayer } from '../../../src/index.js';
import { transcript } from '../../../stories/player.js';
import { focused, frames, until } from '../../helpers/inbox.js';
import { press } from '../../helpers/keys.js';
import { fakePlayback, mount, nameOf, named, visible, type PlayerProperties } from './support.js';

let fake: ReturnType<typeof fakePlayback>;
beforeEach(async () => {
  fake = fakePlayback();
  await setViewport({ width: 1440, height: 900 });
});
afterEach(() => fake.restore());

const recording = { availability: 'available' as const, downloadable: true };

async function shown(width?: number, properties: PlayerProperties = {}): Promise<RecordingPlayer> {
  const player = await mount(
    { recording, transcript, conversationId: 'c 1', detailHref: '/c/{id}', ...properties },
    width,
  );
  await settled(player);
  return player;
}

/** The room was seen, and what has room is where it belongs. */
async function settled(player: RecordingPlayer): Promise<void> {
  await frames(2);
  await player.updateComplete;
}

const resize = async (player: RecordingPlayer, width: number): Promise<void> => {
  player.parentElement!.style.inlineSize = `${width}px`;
  await settled(player);
};

const box = (control: Element) => control.getBoundingClientRect();
const names = (player: Element) => visible(player).map(nameOf);
const panel = (player: Element) => named(player, 'more');
const has = (player: Element, part: string) =>
  player.shadowRoot!.querySelector(`[part~="${part}"]`) !== null;
/** Controls in lines, as they are seen. */
const lines = (player: Element) => {
  const found: { bottom: number; names: string[] }[] = [];
  for (const control of visible(player).sort((one, other) => box(one).top - box(other).top)) {
    const { top, bottom } = box(control);
    const last = found.at(-1);
    if (last && top < last.bottom - 4) last.names.push(nameOf(control));
    else found.push({ bottom, names: [nameOf(control)] });
  }
  return found.map((line) => line.names);
};

describe('room', () => {
  it('that is small folds controls away under More, and loses none', async () => {
    const all = new Set(names(await shown(1400)));
    expect(all.has('More')).to.equal(false);
    for (const width of [1100, 900, 700, 400, 320]) {
      const player = await shown(width);
      const before = names(player);
      expect(before.length, `${width} px`).to.be.below(all.size);
      named(player, 'more-button').click();
      await frames(1);
      const after = names(player);
      const there = player.shadowRoot!.querySelectorAll('button, select, input');
      expect(there.length, 'each is there once').to.equal(after.length);
      expect(after.filter((name) => name !== 'More').sort()).to.deep.equal([...all].sort());
      await expect(player).to.be.accessible();
      await press('Escape');
      expect(names(player)).to.deep.equal(before);
    }
  });

  for (const [width, inBar] of [
    [320, []],
    [700, []],
    [820, ['Download']],
    [920, ['Download', 'Skip silence']],
    [1100, ['Download', 'Skip silence', 'Who is heard']],
  ] as const) {
    it(`of ${width} px has in the bar what fits: ${inBar.join(', ') || 'what plays and seeks'}`, async () => {
      const player = await shown(width);
      const offered = ['Skip silence', 'Who is heard', 'Download'];
      expect(names(player).filter((name) => offered.includes(name))).to.deep.equal(inBar);
      expect(lines(player)).to.have.length(width < 640 ? 2 : 1);
    });
  }

  for (const [width, size] of [
    [1400, '16px'],
    [1060, '16px'],
    [900, '16px'],
    [790, '16px'],
    [630, '16px'],
    [768, '16px'],
    [385, '16px'],
    [320, '16px'],
    [282, '16px'],
    [320, '32px'],
    [320, '8px'],
  ] as const) {
    it(`of ${width} px with text of ${size} keeps everything inside and large enough to hit`, async () => {
      const player = await shown(width, { label: 'x'.repeat(300) });
      player.style.fontSize = size;
      await settled(player);
      const frame = box(named(player, 'base'));
      for (const control of visible(player)) {
        const { left, right, width: wide, height } = box(control);
        expect(wide, nameOf(control)).to.be.at.least(24);
        expect(height, nameOf(control)).to.be.at.least(24);
        expect(left, nameOf(control)).to.be.at.least(frame.left);
        expect(right, nameOf(control)).to.be.at.most(frame.right + 0.5);
      }
      expect(player.scrollWidth).to.be.at.most(width);
    });
  }

  it('of a phone is two lines: the timeline, and what is pressed', async () => {
    for (const width of [320, 282, 360]) {
      const player = await shown(width);
      const [above = [], below = [], ...more] = lines(player);
      expect(above, `${width} px`).to.deep.equal(['Position']);
      expect(below).to.include.members(['Play', 'Previous turn', 'Next turn', 'Speed', 'More']);
      expect(more).to.deep.equal([]);
      expect(player.offsetHeight).to.be.below(110);
    }
  });

  it('is shared with nothing but play, timeline and clock in a row', async () => {
    const player = await shown(300, { compact: true });
    expect(names(player)).to.deep.equal(['Play', 'Position']);
    expect(player.offsetHeight).to.be.at.most(32);
    await expect(player).to.be.accessible();
  });

  it('is mirrored where people read from the right, but for time', async () => {
    const player = await shown(1400);
    player.parentElement!.dir = 'rtl';
    await frames(2);
    const x = (part: string) => box(named(player, part)).left;
    expect(x('play-button')).to.be.above(x('slider'));
    expect(x('slider')).to.be.above(x('help-button'));
    const [back, on] = player.shadowRoot!.querySelectorAll('.transport [part="turn-button"]');
    expect(box(back!).left).to.be.below(box(on!).left);
    await expect(player).to.be.accessible();
  });
});

describe('what is there already', () => {
  for (const width of [1400, 1100, 920, 820, 650, 400, 320]) {
    it(`stays where it is when turns, tools and lanes arrive, with ${width} px`, async () => {
      const player = await shown(width, {
        transcript: undefined,
        recording: { availability: 'available' },
      });
      const controls = visible(player).filter((control) => !control.matches('.slider'));
      const places = () => controls.map((each) => [nameOf(each), box(each).left, box(each).top]);
      const before = places();
      const start = box(named(player, 'slider')).left;
      player.transcript = transcript;
      player.recording = recording;
      await settled(player);
      expect(has(player, 'turn-button')).to.equal(true);
      expect(places()).to.deep.equal(before);
      expect(box(named(player, 'slider')).left).to.equal(start);
    });
  }

  it('stays where it is when the length becomes known', async () => {
    const player = await shown(700, { transcript: undefined });
    fake.session().change({ duration: NaN });
    await settled(player);
    const start = box(named(player, 'slider')).left;
    fake.session().change({ duration: 754 });
    await settled(player);
    expect(named(player, 'clock').textContent).to.contain('12:34');
    expect(box(named(player, 'slider')).left).to.equal(start);
  });
});

describe('a control that goes under More', () => {
  it('hands focus to Play, and one that changes its place keeps it', async () => {
    const player = await shown(1100);
    named(player, 'heard').focus();
    await resize(player, 400);
    expect(focused(player) === named(player, 'play-button')).to.equal(true);
    named(player, 'slider').focus();
    await resize(player, 1100);
    expect(focused(player) === named(player, 'slider')).to.equal(true);
  });
});

describe('the list of what has no room', () => {
  const gap = (player: RecordingPlayer) => {
    const [list, opener] = [box(panel(player)), box(named(player, 'more-button'))];
    return Math.max(list.top - opener.bottom, opener.top - list.bottom);
  };
  const beside = (player: RecordingPlayer) => {
    const [list, opener] = [box(panel(player)), box(named(player, 'more-button'))];
    return Math.min(Math.abs(list.right - opener.right), Math.abs(list.left - opener.left)) < 9;
  };

  it('follows its button when the window becomes smaller, and when the page is scrolled', async () => {
    const tall = await fixture<HTMLElement>(html`<div></div>`);
    const player = await shown(700);
    tall.style.blockSize = '3000px';
    player.parentElement!.after(tall);
    player.parentElement!.style.inlineSize = '';
    player.parentElement!.style.maxInlineSize = '1100px';
    await settled(player);
    named(player, 'more-button').click();
    await frames(1);
    expect(gap(player)).to.be.within(0, 12);
    await setViewport({ width: 500, height: 700 });
    await until(() => beside(player), 'the list beside its button');
    expect(box(panel(player)).right).to.be.at.most(500);
    const before = box(panel(player)).top;
    document.documentElement.scrollTop = 40;
    await until(() => box(panel(player)).top !== before, 'the list goes along');
    expect(gap(player)).to.be.within(0, 12);
  });

  it('leaves the window alone once it is closed', async () => {
    const player = await shown(400);
    named(player, 'more-button').click();
    await frames(1);
    await press('Escape');
    const measured: string[] = [];
    const { getBoundingClientRect } = Element.prototype;
    try {
      Element.prototype.getBoundingClientRect = function () {
        measured.push(this.outerHTML);
        return getBoundingClientRect.call(this);
      };
      window.dispatchEvent(new Event('scroll'));
    } finally {
      Element.prototype.getBoundingClientRect = getBoundingClientRect;
    }
    expect(measured).to.deep.equal([]);
  });
});

describe('the keyboard alone', () => {
  for (const width of [1400, 700, 320]) {
    it(`walks through everything in the order it is seen, each with a ring, with ${width} px`, async () => {
      const player = await shown(width);
      const before = document.createElement('button');
      player.before(before);
      before.focus();
      const walked: HTMLElement[] = [];
      for (;;) {
        await press('Tab');
        const here = focused(player);
        if (!here) break;
        walked.push(here);
        const ringed = here.matches('.slider') ? here.parentElement! : here;
        expect(getComputedStyle(ringed).outlineStyle, nameOf(here)).to.equal('solid');
      }
      expect(walked.map(nameOf)).to.deep.equal(names(player));
      for (const [index, control] of walked.slice(1).entries()) {
        const [last, next] = [box(walked[index]!), box(control)];
        const follows = next.left >= last.right - 1 || next.top >= last.bottom - 1;
        expect(follows, `${nameOf(walked[index]!)}, then ${nameOf(control)}`).to.equal(true);
      }
    });
  }
});

describe('another document', () => {
  it('gets the player with its looks, and gives it back', async () => {
    const frame = await fixture<HTMLIFrameElement>(html`<iframe></iframe>`);
    frame.style.cssText = 'border: 0; inline-size: 700px; block-size: 500px';
    const player = await shown(700);
    const here = player.parentElement!;
    const there = frame.contentDocument!.body.appendChild(document.createElement('div'));
    const look = () =>
      ['base', 'play-button', 'more', 'slider'].map((part) => {
        const view = player.ownerDocument.defaultView!;
        const { display, padding, borderRadius, opacity } = view.getComputedStyle(
          named(player, part),
        );
        return { part, display, padding, borderRadius, opacity };
      });
    const before = look();
    for (const place of [there, here, there]) {
      place.append(player);
      await settled(player);
      expect(look()).to.deep.equal(before);
      expect(lines(player)).to.have.length(1);
    }
  });
});
