/** Buttons of the mouse beside the one that clicks. Opening by a click is with the links. */
import { expect } from '@open-wc/testing';
import { resetMouse, sendMouse, setViewport } from '@web/test-runner-commands';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { many } from '../../../stories/fixtures.js';
import {
  all,
  cell,
  frames,
  mountLoaded,
  part,
  record,
  row,
  rows,
  scrollTo,
  until,
} from '../../helpers/inbox.js';

const stay = (event: Event) => event.preventDefault();

async function table(properties = {}) {
  const provider = createMemoryProvider({
    conversations: many(300).map((one) => ({ ...one, recording: 'available' as const })),
    recordings: () => new Promise(() => undefined),
  });
  const inbox = await mountLoaded(provider, {
    detailHref: '/c/{id}',
    agentHref: '/a/{agentId}',
    pageSize: 300,
    ...properties,
  });
  inbox.addEventListener('conversation-open', stay);
  return { inbox, provider, opened: record(inbox, 'conversation-open') };
}

const middleOf = (element: Element): [number, number] => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [Math.round(left + width / 2), Math.round(top + height / 2)];
};

const click = (target: Element, button: 'left' | 'middle' | 'right' = 'left') =>
  sendMouse({ type: 'click', position: middleOf(target), button });

const summary = (inbox: Element, index: number) =>
  cell(inbox, index, 'summary').querySelector('bdi')!;
const link = (inbox: Element, index: number) => cell(inbox, index, 'caller').querySelector('a')!;

/** What a pointer in the middle of an element would meet. */
const met = (inbox: Element, element: Element) =>
  inbox.shadowRoot!.elementFromPoint(...middleOf(element));

before(() => setViewport({ width: 1400, height: 900 }));
after(() => setViewport({ width: 800, height: 600 }));
beforeEach(() => window.addEventListener('contextmenu', stay));
afterEach(async () => {
  window.removeEventListener('contextmenu', stay);
  await resetMouse();
});

describe('a right click on a text', () => {
  /** The right button goes down and no menu follows, as where the page keeps it back. */
  const pressRight = (target: Element) =>
    target.dispatchEvent(
      new PointerEvent('pointerdown', { button: 2, bubbles: true, composed: true }),
    );

  it('leaves the row as it was once the menu is there', async () => {
    const { inbox } = await table();
    const menus = record(window, 'contextmenu');
    await click(summary(inbox, 1), 'right');
    expect(menus).to.have.length(1);
    await until(() => met(inbox, summary(inbox, 1)) === summary(inbox, 1), 'the text is on top');
    expect(all(inbox, '.raised')).to.have.length(0);
  });

  it('leaves Play in that row to be pressed', async () => {
    const { inbox, provider, opened } = await table();
    await click(summary(inbox, 1), 'right');
    await click(cell(inbox, 1, 'play').querySelector('button')!);
    await until(() => provider.calls.recording === 1, 'it is played');
    expect(opened).to.have.length(0);
  });

  it('is over when the table is scrolled, in that row and in all others', async () => {
    const { inbox } = await table();
    pressRight(summary(inbox, 1));
    expect(met(inbox, summary(inbox, 1)) === link(inbox, 1), 'the link is on top').to.equal(true);
    await scrollTo(inbox, 20);
    expect(met(inbox, summary(inbox, 3)) === summary(inbox, 3)).to.equal(true);
    expect(met(inbox, summary(inbox, 1)) === summary(inbox, 1)).to.equal(true);
    pressRight(summary(inbox, 3));
    await scrollTo(inbox, 5000);
    const recycled = rows(inbox).filter((one) => one.querySelector('.raised'));
    expect(recycled, 'no row has a link on top').to.have.length(0);
    await scrollTo(inbox, 0);
    expect(all(inbox, '.raised')).to.have.length(0);
  });

  it('is over when another row takes that place', async () => {
    const { inbox } = await table();
    pressRight(summary(inbox, 1));
    inbox.query = { direction: 'outbound' };
    await until(() => row(inbox, 1).textContent.includes('(3)'), 'other rows');
    for (const index of [0, 1, 2, 3])
      expect(met(inbox, summary(inbox, index)) === summary(inbox, index)).to.equal(true);
  });
});

describe('a button of the mouse that neither clicks nor opens beside', () => {
  for (const [what, button] of [
    ['the right one', 2],
    ['back', 3],
    ['forward', 4],
  ] as const) {
    it(`opens nothing: ${what}`, async () => {
      const { inbox, opened } = await table();
      for (const target of [summary(inbox, 1), link(inbox, 1), cell(inbox, 1, 'status')])
        target.dispatchEvent(
          new MouseEvent('auxclick', { button, bubbles: true, composed: true, cancelable: true }),
        );
      await frames(2);
      expect(opened).to.have.length(0);
    });
  }
});

describe('a middle click', () => {
  it('on a button of the row does nothing', async () => {
    const { inbox, provider, opened } = await table();
    const copied: string[] = [];
    const { clipboard } = navigator;
    clipboard.writeText = (text) => Promise.resolve(void copied.push(text));
    const clicks = record(inbox, 'auxclick');
    try {
      await click(part(inbox, 'play-button')!, 'middle');
      await click(part(inbox, 'copy-button')!, 'middle');
      await frames(2);
    } finally {
      Reflect.deleteProperty(clipboard, 'writeText');
    }
    expect(clicks, 'both were clicked').to.have.length(2);
    expect(provider.calls.recording).to.equal(0);
    expect(copied).to.have.length(0);
    expect(opened).to.have.length(0);
  });
});
