/** An inbox in something that itself scrolls, and what is placed over everything: the tooltip. */
import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { ConversationInbox } from '../../../src/elements/conversation-inbox/conversation-inbox.js';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { many, numbered } from '../../../stories/fixtures.js';
import {
  all,
  cell,
  firstInView,
  focused,
  focusedCell,
  frames,
  rowsShown,
  scroller,
  scrollTo,
  until,
} from '../../helpers/inbox.js';
import { press } from '../../helpers/keys.js';
import { inside, isFilled } from '../../helpers/places.js';

const summary = 'A summary that goes on and on. '.repeat(20).trim();
const long = (count = 300) =>
  createMemoryProvider({
    conversations: many(count).map((one) => ({ ...one, summary: `${one.id} ${summary}` })),
  });

const open = (inbox: Element) => all(inbox, '[part~="tooltip"]:popover-open')[0];

/** Half of the inbox is seen; the rest of it, and a lot of nothing, is further down. */
const PANE = 'height: 300px; overflow: auto';
const TALL = 'padding-block: 200px 1000px; block-size: 400px; box-sizing: content-box';

async function inPane(provider = long()) {
  const { inbox, outer } = await inside([PANE, TALL], provider);
  await rowsShown(inbox);
  return { inbox, pane: outer };
}

/** Scrolls something that is not the table. */
async function scrollOuter(pane: Element, top: number): Promise<void> {
  const target = pane === document.documentElement ? document : pane;
  const scrolled = new Promise((done) => target.addEventListener('scroll', done, { once: true }));
  pane.scrollTop = top;
  await scrolled;
  await frames(2);
}

async function hover(inbox: Element, index = 0): Promise<HTMLElement> {
  const own = cell(inbox, index, 'summary');
  own.scrollIntoView({ inline: 'center', block: 'nearest' });
  await frames(2);
  // No real pointer: the browser would move it on by itself when the rows beneath it move.
  own.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
  return until(() => open(inbox), 'the tooltip');
}

async function focusOn(inbox: ConversationInbox, index: number): Promise<HTMLElement> {
  cell(inbox, index, 'summary').focus({ focusVisible: true } as FocusOptions);
  return until(() => open(inbox), 'the tooltip');
}

/** Right below its cell or right above it, and nowhere outside the window. */
function isBeside(tooltip: HTMLElement, own: HTMLElement): void {
  const [tip, at] = [tooltip, own].map((element) => element.getBoundingClientRect()) as [
    DOMRect,
    DOMRect,
  ];
  const gap = tip.top >= at.bottom ? tip.top - at.bottom : at.top - tip.bottom;
  expect(gap, 'between cell and tooltip').to.be.within(0, 10);
  expect(Math.min(tip.right, at.right) - Math.max(tip.left, at.left)).to.be.above(0);
  expect(tip.left, 'left').to.be.at.least(0);
  expect(tip.right, 'right').to.be.at.most(document.documentElement.clientWidth);
  expect(tip.bottom, 'bottom').to.be.at.most(document.documentElement.clientHeight);
}

const within = (inner: DOMRect, outer: DOMRect) =>
  inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;

afterEach(async () => {
  document.documentElement.scrollTop = 0;
  await setViewport({ width: 800, height: 600 });
});

describe('keys in a table that is partly out of view', () => {
  it('bring the row they lead to into the view of what scrolls around it', async () => {
    const { inbox, pane } = await inPane();
    inbox.focus();
    for (const key of ['PageDown', 'PageDown', 'Control+End', 'ArrowUp', 'Control+Home']) {
      await press(key);
      await frames(2);
      const box = focused(inbox)!.closest('[role="row"]')!.getBoundingClientRect();
      expect(within(box, pane.getBoundingClientRect()), key).to.equal(true);
    }
  });

  it('bring it back when the reader has scrolled away from it and it is the last', async () => {
    const { inbox, pane } = await inPane();
    inbox.focus();
    await press('Control+End');
    await scrollOuter(pane, 0);
    await press('ArrowDown');
    await frames(2);
    const box = focused(inbox)!.getBoundingClientRect();
    expect(within(box, pane.getBoundingClientRect())).to.equal(true);
  });

  it('do so on a page that scrolls', async () => {
    const { inbox } = await inside(
      ['padding-top: 900px; block-size: 400px; box-sizing: content-box'],
      long(),
    );
    await rowsShown(inbox);
    inbox.focus({ preventScroll: true });
    expect(document.documentElement.scrollTop).to.equal(0);
    await press('ArrowDown');
    const { top, bottom } = focused(inbox)!.getBoundingClientRect();
    expect(top).to.be.at.least(0);
    expect(bottom).to.be.at.most(innerHeight);
  });
});

describe('a change that nobody asked for', () => {
  for (const [what, change] of [
    ['the focused row leaves', (provider: ReturnType<typeof long>) => provider.remove('n-1')],
    ['a row arrives', (provider: ReturnType<typeof long>) => provider.push(numbered(-1))],
  ] as const) {
    it(`does not scroll the page when ${what}`, async () => {
      const provider = long();
      const { inbox, pane } = await inPane(provider);
      inbox.live = true;
      await until(() => inbox.matches(':state(live)'), 'changes are followed');
      inbox.focus();
      await press('ArrowDown');
      await scrollOuter(pane, 900);
      const before = focusedCell(inbox)!.index;
      const shown = cell(inbox, 1, 'summary').textContent;
      change(provider);
      await until(() => cell(inbox, 1, 'summary').textContent !== shown, 'the change');
      await frames(3);
      expect(focusedCell(inbox)!.index).to.be.within(before, before + 1);
      expect(pane.scrollTop).to.equal(900);
      expect(scroller(inbox).scrollTop).to.equal(0);
    });
  }
});

describe('a tooltip', () => {
  it('of a pointer closes when something around the table is scrolled', async () => {
    const { inbox, pane } = await inPane();
    await hover(inbox);
    await scrollOuter(pane, 40);
    expect(open(inbox) === undefined).to.equal(true);
  });

  it('of a pointer closes when the page is scrolled', async () => {
    const { inbox } = await inside(['block-size: 400px; margin-block-end: 2000px'], long());
    await rowsShown(inbox);
    await hover(inbox);
    await scrollOuter(document.documentElement, 40);
    expect(open(inbox) === undefined).to.equal(true);
  });

  it('of a pointer closes when something else in another shadow tree around it is scrolled', async () => {
    const { inbox, outer } = await inside(['height: 500px'], long());
    const host = outer.appendChild(document.createElement('div'));
    const pane = document.createElement('div');
    pane.style.cssText = 'height: 300px; overflow: auto';
    const filler = document.createElement('div');
    filler.style.blockSize = '2000px';
    const box = document.createElement('div');
    box.style.blockSize = '280px';
    host.attachShadow({ mode: 'closed' }).append(pane);
    pane.append(box, filler);
    box.append(inbox);
    await rowsShown(inbox);
    await hover(inbox);
    await scrollOuter(pane, 20);
    expect(open(inbox) === undefined).to.equal(true);
  });

  it('stays when something else on the page is scrolled, and so may itself be', async () => {
    const { inbox, outer } = await inside(['block-size: 400px'], long());
    const other = outer.appendChild(document.createElement('div'));
    other.style.cssText = 'height: 50px; overflow: auto';
    other.appendChild(document.createElement('div')).style.blockSize = '500px';
    await rowsShown(inbox);
    const tooltip = await hover(inbox);
    tooltip.style.blockSize = '40px';
    await scrollOuter(other, 40);
    await scrollOuter(tooltip, 20);
    expect(open(inbox) === tooltip).to.equal(true);
  });

  it('of a pointer that has not rested yet does not open after a scroll', async () => {
    const { inbox } = await inPane();
    cell(inbox, 0, 'summary').dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
    await scrollTo(inbox, 3000);
    const end = performance.now() + 400;
    await until(() => performance.now() > end, 'longer than a pointer rests');
    expect(open(inbox) === undefined).to.equal(true);
  });

  it('of a pointer closes when rows that arrive move its own', async () => {
    const provider = long();
    const { inbox } = await inPane(provider);
    inbox.live = true;
    await until(() => inbox.matches(':state(live)'), 'changes are followed');
    await hover(inbox, 2);
    provider.push(numbered(-1));
    await until(() => !open(inbox), 'it closes');
  });

  it('of the keyboard goes along with its cell', async () => {
    const { inbox, pane } = await inPane();
    const tooltip = await focusOn(inbox, 2);
    isBeside(tooltip, cell(inbox, 2, 'summary'));
    await scrollOuter(pane, 110);
    isBeside(open(inbox)!, cell(inbox, 2, 'summary'));
    await scrollTo(inbox, 30);
    isBeside(open(inbox)!, cell(inbox, 2, 'summary'));
    expect(cell(inbox, 2, 'summary').getAttribute('aria-describedby')).to.equal(tooltip.id);
  });

  it('of the keyboard is there though the table had to scroll to its row', async () => {
    const { inbox } = await inPane();
    await focusOn(inbox, 0);
    for (const key of ['PageDown', 'PageDown', 'ArrowDown', 'Control+End']) {
      await press(key);
      if (focusedCell(inbox)!.column !== 'summary') {
        await press('ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft');
      }
      await frames(3);
      isBeside(open(inbox)!, focused(inbox)!);
    }
  });

  it('of the keyboard closes when its cell is scrolled out of view', async () => {
    const { inbox, pane } = await inPane();
    await focusOn(inbox, 1);
    await scrollTo(inbox, 3000);
    expect(open(inbox) === undefined, 'in the table').to.equal(true);
    await scrollTo(inbox, 0);
    focused(inbox)!.blur();
    await focusOn(inbox, 1);
    await scrollOuter(pane, 900);
    expect(open(inbox) === undefined, 'around it').to.equal(true);
    expect(focusedCell(inbox), 'focus stays').to.deep.equal({ index: 1, column: 'summary' });
  });

  it('of the keyboard goes along when rows arrive above its own', async () => {
    const provider = long();
    const { inbox } = await inPane(provider);
    inbox.live = true;
    await until(() => inbox.matches(':state(live)'), 'changes are followed');
    await focusOn(inbox, 2);
    provider.push(numbered(-1));
    await until(() => focusedCell(inbox)!.index === 3, 'the row moved down');
    isBeside(open(inbox)!, cell(inbox, 3, 'summary'));
  });

  const AROUND = [
    ...[0.5, 0.8, 1.25, 2].map((zoom) => `zoom: ${zoom}`),
    'transform: scale(0.5)',
    'transform: rotate(180deg)',
    'filter: blur(0)',
    'contain: strict',
    'container: some / size',
    'overflow: hidden',
    'will-change: transform',
    'perspective: 500px',
  ];
  for (const style of AROUND) {
    it(`is beside its cell inside ${style}`, async () => {
      const { inbox } = await inside(
        [`${style}; width: 600px; height: 300px`, 'height: 100%'],
        long(),
      );
      await rowsShown(inbox);
      isBeside(await hover(inbox, 1), cell(inbox, 1, 'summary'));
    });
  }

  for (const zoom of [0.67, 2]) {
    it(`is beside its cell when the page has a zoom of ${zoom}`, async () => {
      const { inbox } = await inside(['height: 250px'], long());
      await rowsShown(inbox);
      document.documentElement.style.zoom = String(zoom);
      try {
        await frames(2);
        isBeside(await hover(inbox, 1), cell(inbox, 1, 'summary'));
      } finally {
        document.documentElement.style.zoom = '';
      }
    });
  }
});

describe('a table that is skipped while it is out of sight', () => {
  it('has its rows when the page is scrolled to it', async () => {
    const { inbox, outer } = await inside([
      'height: 300px; overflow: auto',
      'margin-top: 5000px; height: 280px; content-visibility: auto',
    ]);
    await rowsShown(inbox);
    await scrollOuter(outer, 5000);
    isFilled(inbox, 0);
    await scrollTo(inbox, 4013);
    const place = firstInView(inbox);
    await scrollOuter(outer, 0);
    await frames(5);
    await scrollOuter(outer, 5000);
    isFilled(inbox, place.index);
    expect(firstInView(inbox)).to.deep.equal(place);
  });

  it('has them when it has grown meanwhile', async () => {
    const { inbox, outer, parent } = await inside([
      'height: 500px; overflow: auto',
      'margin-top: 5000px; height: 200px; content-visibility: auto',
    ]);
    await rowsShown(inbox);
    await scrollOuter(outer, 5000);
    await scrollOuter(outer, 0);
    await frames(5);
    parent.style.height = '480px';
    await scrollOuter(outer, 5000);
    isFilled(inbox, 0);
  });
});
