/** An inbox in what a page opens, closes, moves and turns: dialogs, popovers, frames, directions. */
import { expect, fixture, html } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { ConversationInbox } from '../../../src/elements/conversation-inbox/conversation-inbox.js';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { many } from '../../../stories/fixtures.js';
import {
  all,
  cell,
  firstInView,
  focusedCell,
  frames,
  quiet,
  rows,
  rowsShown,
  scrollTo,
  until,
} from '../../helpers/inbox.js';
import { press } from '../../helpers/keys.js';
import { failuresDuring, isFilled, table } from '../../helpers/places.js';

const summary = 'A summary that goes on and on. '.repeat(20).trim();
const long = () =>
  createMemoryProvider({ conversations: many(400).map((one) => ({ ...one, summary })) });

async function put(parent: ParentNode & Node, provider = table()): Promise<ConversationInbox> {
  const inbox = document.createElement('conversation-inbox');
  Object.assign(inbox, { timeZone: 'UTC', provider, pageSize: 400, detailHref: '/c/{id}' });
  parent.append(inbox);
  await inbox.updateComplete;
  return inbox;
}

const open = (inbox: Element) => all(inbox, '[part~="tooltip"]:popover-open')[0];

async function focusOn(inbox: ConversationInbox): Promise<HTMLElement> {
  const own = cell(inbox, 1, 'summary');
  own.scrollIntoView({ inline: 'center', block: 'nearest' });
  await frames(2);
  own.focus({ focusVisible: true } as FocusOptions);
  return until(() => open(inbox), 'the tooltip');
}

afterEach(() => setViewport({ width: 800, height: 600 }));

describe('a dialog', () => {
  const dialog = async () => {
    const box = await fixture<HTMLDialogElement>(html`<dialog></dialog>`);
    box.style.cssText = 'inline-size: 600px; block-size: 400px; padding: 0';
    return box;
  };

  it('has its rows when it opens, and is where it was when it opens again', async () => {
    const box = await dialog();
    const inbox = await put(box);
    await frames(5);
    box.showModal();
    await frames(2);
    isFilled(inbox, 0);
    await scrollTo(inbox, 4013);
    const place = firstInView(inbox);
    box.close();
    await frames(5);
    box.showModal();
    await frames(2);
    isFilled(inbox, place.index);
    expect(firstInView(inbox)).to.deep.equal(place);
  });

  it('has the tooltip above it, and closes with the second Escape', async () => {
    const box = await dialog();
    box.showModal();
    const inbox = await put(box, long());
    await rowsShown(inbox);
    const tooltip = await focusOn(inbox);
    const { x, y, width, height } = tooltip.getBoundingClientRect();
    const top = inbox.shadowRoot!.elementFromPoint(x + width / 2, y + height / 2);
    expect(top === tooltip).to.equal(true);
    await press('Escape');
    expect(open(inbox) === undefined).to.equal(true);
    expect(box.open).to.equal(true);
    await press('Escape');
    expect(box.open).to.equal(false);
  });
});

describe('a popover', () => {
  it('has its rows when it opens, and stays open with the tooltip', async () => {
    const box = await fixture<HTMLElement>(html`<div popover></div>`);
    box.style.cssText = 'inline-size: 600px; block-size: 400px; padding: 0';
    const inbox = await put(box, long());
    box.showPopover();
    await rowsShown(inbox);
    isFilled(inbox, 0);
    await focusOn(inbox);
    expect(box.matches(':popover-open')).to.equal(true);
  });
});

describe('details', () => {
  it('have their rows when they open, and are where they were when they open again', async () => {
    const box = await fixture<HTMLDetailsElement>(html`<details><summary>More</summary></details>`);
    const room = box.appendChild(document.createElement('div'));
    room.style.blockSize = '400px';
    const inbox = await put(room);
    await frames(5);
    box.open = true;
    await frames(2);
    isFilled(inbox, 0);
    await scrollTo(inbox, 4013);
    const place = firstInView(inbox);
    box.open = false;
    await frames(5);
    room.style.blockSize = '500px';
    box.open = true;
    await frames(2);
    isFilled(inbox, place.index);
    expect(firstInView(inbox)).to.deep.equal(place);
  });
});

describe('another shadow tree', () => {
  it('has an inbox like any page: rows, keys, selection', async () => {
    const host = await fixture<HTMLElement>(html`<div></div>`);
    const middle = host.attachShadow({ mode: 'closed' }).appendChild(document.createElement('p'));
    const room = middle.attachShadow({ mode: 'open' });
    middle.style.cssText = 'display: block; block-size: 400px';
    const inbox = await put(room, long());
    await rowsShown(inbox);
    isFilled(inbox, 0);
    inbox.focus();
    await press('ArrowDown');
    expect(focusedCell(inbox)!.index).to.equal(1);
    await focusOn(inbox);
    await press('Control+End');
    expect(focusedCell(inbox)!.index).to.equal(399);
    await press('Control+a');
    const clipboardData = new DataTransfer();
    const init = { clipboardData, bubbles: true, cancelable: true };
    inbox.shadowRoot!.querySelector('.grid')!.dispatchEvent(new ClipboardEvent('copy', init));
    expect(clipboardData.getData('text/plain').split('\n')).to.have.length(401);
  });
});

describe('a frame', () => {
  /** A page of its own, with the library loaded into it. */
  async function page(style: string): Promise<HTMLIFrameElement> {
    const box = await fixture<HTMLIFrameElement>(html`<iframe></iframe>`);
    box.style.cssText = `border: 0; ${style}`;
    const loaded = new Promise((done) => box.addEventListener('load', done, { once: true }));
    const define = new URL('../../../src/define.ts', import.meta.url).pathname;
    box.srcdoc = `<!doctype html><html lang="en"><title>Frame</title><body style="margin: 0">
      <script type="module" src="${define}"></scr${'ipt'}></body></html>`;
    await loaded;
    return box;
  }

  async function putIn(box: HTMLIFrameElement): Promise<ConversationInbox> {
    const own = box.contentDocument!;
    const room = own.body.appendChild(own.createElement('div'));
    room.style.blockSize = '100vh';
    const inbox = own.createElement('conversation-inbox');
    Object.assign(inbox, { provider: table(), pageSize: 400 });
    room.append(inbox);
    await inbox.updateComplete;
    return inbox;
  }

  for (const [what, style] of [
    ['without a size', 'inline-size: 0; block-size: 0'],
    ['that is not displayed', 'display: none'],
  ] as const) {
    it(`${what} has its rows once it is shown`, async () => {
      const box = await page(style);
      const inbox = await putIn(box);
      await quiet(inbox);
      box.style.cssText = 'border: 0; inline-size: 600px; block-size: 500px';
      await until(() => rows(inbox).length > 12, 'rows');
      await frames(3);
      isFilled(inbox, 0);
    });
  }
});

describe('another document', () => {
  it('gets the inbox with its looks, rows, keys and tooltip, and gives it back', async () => {
    const box = await fixture<HTMLIFrameElement>(html`<iframe></iframe>`);
    box.style.cssText = 'border: 0; inline-size: 700px; block-size: 500px';
    await setViewport({ width: 800, height: 1200 });
    const here = await fixture<HTMLElement>(html`<div></div>`);
    here.style.cssText = 'inline-size: 700px; block-size: 450px';
    const inbox = await put(here, long());
    await rowsShown(inbox);
    const color = getComputedStyle(inbox).color;
    const there = box.contentDocument!.body.appendChild(document.createElement('div'));
    there.style.cssText = 'block-size: 450px';
    const failures = await failuresDuring(async () => {
      for (const place of [there, here, there]) {
        place.append(inbox);
        await frames(3);
        await inbox.updateComplete;
        expect(inbox.ownerDocument === place.ownerDocument).to.equal(true);
        expect(place.ownerDocument.defaultView!.getComputedStyle(inbox).color).to.equal(color);
        expect(inbox.offsetHeight).to.equal(450);
        expect(rows(inbox).length).to.be.below(40);
        isFilled(inbox);
        await scrollTo(inbox, 9000);
        isFilled(inbox);
        await scrollTo(inbox, 0);
      }
    });
    expect(failures).to.deep.equal([]);
    box.contentWindow!.focus();
    inbox.focus();
    await press('ArrowDown');
    expect(focusedCell(inbox)!.index).to.equal(1);
    await focusOn(inbox);
    await press('Escape');
    expect(open(inbox) === undefined).to.equal(true);
  });
});

describe('a page that turns', () => {
  it('from left to right to the other way keeps rows, place and keys', async () => {
    const room = await fixture<HTMLElement>(html`<div></div>`);
    room.style.cssText = 'inline-size: 500px; block-size: 400px';
    const inbox = await put(room);
    await rowsShown(inbox);
    await scrollTo(inbox, 4013);
    const place = firstInView(inbox);
    inbox.focus();
    await press('End', 'ArrowLeft');
    const before = focusedCell(inbox)!;
    const failures = await failuresDuring(async () => {
      for (const dir of ['rtl', 'ltr', 'rtl']) {
        room.dir = dir;
        await frames(3);
        expect(firstInView(inbox).index, dir).to.equal(place.index);
        isFilled(inbox, place.index);
      }
    });
    expect(failures).to.deep.equal([]);
    await press('ArrowLeft');
    expect(focusedCell(inbox)!.column, 'left is onward now').to.equal('type');
    expect(before.column).to.equal('time');
  });

  it('to other rows’ padding measures them again and keeps the place', async () => {
    const room = await fixture<HTMLElement>(html`<div></div>`);
    room.style.cssText = 'block-size: 400px';
    const inbox = await put(room);
    await rowsShown(inbox);
    await scrollTo(inbox, 4013);
    const { index } = firstInView(inbox);
    const height = rows(inbox)[0]!.offsetHeight;
    for (const [padding, more] of [
      ['20px', 24],
      ['0px', -16],
      ['8px', 0],
    ] as const) {
      inbox.style.setProperty('--conversation-row-padding', padding);
      await frames(3);
      expect(rows(inbox)[0]!.offsetHeight, padding).to.equal(height + more);
      expect(firstInView(inbox).index, padding).to.equal(index);
      isFilled(inbox, index);
    }
  });
});
