/** Wherever a page puts the inbox: parents of every kind, shown late, made smaller, enlarged. */
import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import {
  firstInView,
  frames,
  part,
  rows,
  rowsShown,
  scroller,
  scrollTo,
  slots,
  until,
} from '../../helpers/inbox.js';
import { failuresDuring, inside, isFilled, sight, table } from '../../helpers/places.js';

afterEach(() => setViewport({ width: 800, height: 600 }));

describe('the inbox fills', () => {
  const PARENTS: Record<string, string[]> = {
    'a block with a height': ['height: 400px'],
    'a percentage of a height': ['height: 400px', 'height: 50%; min-height: 300px'],
    'what is left of a flex column': ['height: 500px; display: flex; flex-direction: column'],
    'what is left of a flex row': ['height: 400px; display: flex'],
    'a grid area': ['height: 400px; display: grid'],
    'a positioned box': ['height: 400px; position: relative', 'position: absolute; inset: 0'],
    'a container': ['height: 400px; container: some / size', 'height: 100%; contain: strict'],
    'a box of vertical text': ['height: 400px; writing-mode: vertical-rl'],
    'a box of vertical text the other way': ['height: 400px; writing-mode: sideways-lr'],
  };
  for (const [what, styles] of Object.entries(PARENTS)) {
    it(what, async () => {
      const { inbox, parent } = await inside(styles);
      await rowsShown(inbox);
      const [own, around] = [inbox.getBoundingClientRect(), parent.getBoundingClientRect()];
      expect(own.height, 'height').to.be.closeTo(around.height, 1);
      expect(own.width, 'width').to.be.closeTo(around.width, 1);
      isFilled(inbox);
      await scrollTo(inbox, 5000);
      isFilled(inbox);
    });
  }

  const LOOSE: Record<string, string[]> = {
    'has no height': [''],
    'has a greatest height': ['max-height: 400px'],
    'has a least height': ['min-height: 400px; height: auto'],
    'is as wide as what it holds': ['float: left'],
    'is a flex row of no height': ['display: flex; align-items: flex-start'],
    'is a flex column that centres': ['display: flex; flex-direction: column; align-items: center'],
    'is a grid that centres': ['display: grid; place-items: center'],
    'is a grid that stretches nothing': ['display: grid; place-items: start'],
    'is a table cell': ['display: table', 'display: table-cell'],
    'is positioned by one corner': ['position: absolute; top: 0; left: 0'],
    'has no size at all': ['width: 0; height: 0'],
  };
  for (const [what, styles] of Object.entries(LOOSE)) {
    it(`a box of its own when its parent ${what}`, async () => {
      const { inbox } = await inside(styles);
      await rowsShown(inbox);
      const { width, height } = inbox.getBoundingClientRect();
      expect(height).to.be.within(200, 400);
      expect(width).to.be.within(200, 800);
      isFilled(inbox);
      await scrollTo(inbox, 5000);
      isFilled(inbox);
    });
  }

  it('its share of a flex row', async () => {
    const { inbox, parent } = await inside(['height: 400px; display: flex']);
    const nav = document.createElement('nav');
    nav.style.inlineSize = '200px';
    parent.prepend(nav);
    await rowsShown(inbox);
    expect(inbox.offsetWidth + 200).to.equal(parent.offsetWidth);
  });
});

describe('a screen', () => {
  for (const [width, height] of [
    [320, 480],
    [800, 600],
    [3840, 2160],
  ] as const) {
    it(`of ${width} by ${height} is filled, with no more rows than it takes`, async () => {
      await setViewport({ width, height });
      const { inbox } = await inside(['position: fixed; inset: 0']);
      await rowsShown(inbox);
      isFilled(inbox);
      await scrollTo(inbox, 3333);
      isFilled(inbox);
      const fit =
        (scroller(inbox).clientHeight - part(inbox, 'header')!.offsetHeight) /
        rows(inbox)[0]!.offsetHeight;
      expect(rows(inbox).length).to.be.at.most(Math.ceil(fit) + 13);
    });
  }
});

describe('a split pane', () => {
  it('keeps rows and place at each of two hundred sizes', async () => {
    const { inbox, parent } = await inside(['height: 400px']);
    await rowsShown(inbox);
    await scrollTo(inbox, 5013);
    const place = firstInView(inbox);
    const most = slots(inbox).length;
    const failures = await failuresDuring(async () => {
      for (let step = 0; step < 200; step += 1) {
        parent.style.height = `${400 + 150 * Math.sin(step / 9)}px`;
        parent.style.width = `${500 + 280 * Math.cos(step / 7)}px`;
        // What the frame after this one finds is what was drawn.
        await frames(1);
        if (step % 10 === 0) {
          isFilled(inbox, place.index);
          expect(firstInView(inbox)).to.deep.equal(place);
        }
      }
    });
    expect(failures).to.deep.equal([]);
    expect(slots(inbox).length).to.be.within(most, most + 5);
    parent.style.height = '300px';
    await frames(2);
    expect(rows(inbox).length).to.be.below(most);
  });

  it('that closes and opens loses nothing', async () => {
    const { inbox, parent } = await inside(['height: 400px; overflow: hidden']);
    inbox.style.minHeight = '0';
    await rowsShown(inbox);
    await scrollTo(inbox, 5013);
    const place = firstInView(inbox);
    for (const height of ['0px', '400px', '20px', '400px']) {
      parent.style.height = height;
      await frames(2);
    }
    isFilled(inbox, place.index);
    expect(firstInView(inbox)).to.deep.equal(place);
  });
});

const HIDE: Record<string, (box: HTMLElement, hidden: boolean) => void> = {
  'display: none': (box, hidden) => (box.style.display = hidden ? 'none' : ''),
  'visibility: hidden': (box, hidden) => (box.style.visibility = hidden ? 'hidden' : ''),
  'content-visibility: hidden': (box, hidden) =>
    box.style.setProperty('content-visibility', hidden ? 'hidden' : 'visible'),
};

describe('a tab', () => {
  for (const [how, hide] of Object.entries(HIDE)) {
    it(`has its rows in the frame it is shown in, ${how}`, async () => {
      await setViewport({ width: 800, height: 1000 });
      const { inbox, outer } = await inside(['height: 900px']);
      hide(outer, true);
      await until(() => !inbox.matches(':state(loading)'), 'the first page');
      await frames(5);
      hide(outer, false);
      await frames(1);
      isFilled(inbox, 0);
    });

    it(`is where it was when it comes back, ${how}`, async () => {
      const provider = table();
      await setViewport({ width: 800, height: 1000 });
      const { inbox, outer } = await inside(['height: 900px'], provider);
      await rowsShown(inbox);
      await scrollTo(inbox, 5013);
      const place = firstInView(inbox);
      const { list } = provider.calls;
      hide(outer, true);
      await frames(10);
      expect(inbox.getState()).to.deep.include({ offset: inbox.getState().offset });
      hide(outer, false);
      await frames(1);
      isFilled(inbox, place.index);
      expect(firstInView(inbox)).to.deep.equal(place);
      expect(provider.calls.list).to.equal(list);
    });
  }
});

describe('zoom', () => {
  for (const zoom of [0.5, 0.8, 1.25, 2]) {
    for (const where of ['the page', 'an ancestor', 'the inbox'] as const) {
      it(`of ${zoom} on ${where} leaves no blank and no row out`, async () => {
        const { inbox, outer } = await inside(['height: 300px']);
        await rowsShown(inbox);
        await scrollTo(inbox, 4013);
        const place = firstInView(inbox);
        const zoomed = {
          'the page': document.documentElement,
          'an ancestor': outer,
          'the inbox': inbox,
        };
        zoomed[where].style.zoom = String(zoom);
        try {
          await frames(2);
          isFilled(inbox, place.index);
          await scrollTo(inbox, 9007);
          isFilled(inbox);
          await scrollTo(inbox, 1e6);
          expect(rows(inbox).at(-1)!.textContent).to.contain('(399)');
        } finally {
          zoomed[where].style.zoom = '';
        }
      });
    }
  }
});

describe('a transformed ancestor', () => {
  for (const transform of [
    'scale(0.5)',
    'scale(1.7)',
    'rotate(90deg)',
    'rotate(180deg)',
    'perspective(900px)',
  ]) {
    it(`with ${transform} leaves no blank and moves nothing`, async () => {
      await setViewport({ width: 1000, height: 1000 });
      const { inbox, outer } = await inside(['width: 500px; height: 400px; margin: 200px']);
      await rowsShown(inbox);
      await scrollTo(inbox, 4013);
      const [place] = sight(inbox);
      outer.style.transform = transform;
      await frames(2);
      isFilled(inbox, place as number);
      await scrollTo(inbox, 9007);
      isFilled(inbox, sight(inbox)[0] as number);
    });
  }
});

describe('text', () => {
  it('in a font that arrives late moves no row', async () => {
    const { inbox, parent } = await inside(['height: 400px; font-family: Late, monospace']);
    await rowsShown(inbox);
    await scrollTo(inbox, 4013);
    const before = { place: firstInView(inbox), height: rows(inbox)[0]!.offsetHeight };
    const faces = ['DejaVu Sans', 'Liberation Sans', 'Arial', 'Helvetica'];
    const late = new FontFace('Late', faces.map((name) => `local("${name}")`).join(), {
      sizeAdjust: '180%',
      ascentOverride: '200%',
    } as FontFaceDescriptors);
    document.fonts.add(await late.load());
    await frames(3);
    document.fonts.delete(late);
    expect(parent.isConnected).to.equal(true);
    expect({ place: firstInView(inbox), height: rows(inbox)[0]!.offsetHeight }).to.deep.equal(
      before,
    );
  });

  it('that is made larger or smaller keeps the row a reader is at', async () => {
    const { inbox, parent } = await inside(['height: 400px']);
    await rowsShown(inbox);
    await scrollTo(inbox, 4013);
    const { index } = firstInView(inbox);
    const height = rows(inbox)[0]!.offsetHeight;
    const failures = await failuresDuring(async () => {
      for (const size of ['32px', '11px', '17.3px', '16px']) {
        parent.style.fontSize = size;
        await frames(3);
        expect(firstInView(inbox).index, size).to.equal(index);
        isFilled(inbox, index);
      }
    });
    expect(failures).to.deep.equal([]);
    expect(rows(inbox)[0]!.offsetHeight).to.equal(height);
  });
});
