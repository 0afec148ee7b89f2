/** Heads that are pulled, and the keys that do the same. */
import { expect } from '@open-wc/testing';
import { resetMouse, sendMouse, setViewport } from '@web/test-runner-commands';
import type { ConversationInbox } from '../../../src/index.js';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { many } from '../../../stories/fixtures.js';
import {
  all,
  cell,
  focused,
  focusedCell,
  frames,
  mountLoaded,
  one,
  rows,
  scroller,
  until,
  type InboxProperties,
  type Box,
} from '../../helpers/inbox.js';
import { press } from '../../helpers/keys.js';

const head = (inbox: Element, id: string) =>
  one(inbox, `[role="columnheader"][data-column="${id}"]`)!;
const handle = (inbox: Element, id: string) =>
  head(inbox, id).querySelector<HTMLElement>('[part~="column-handle"]');
const width = (inbox: Element, id: string) => head(inbox, id).getBoundingClientRect().width;

async function inboxWithHandles(properties: InboxProperties = {}, box: Box = { width: 1280 }) {
  const inbox = await mountLoaded(
    createMemoryProvider({ conversations: many(60) }),
    { detailHref: '/c/{id}', ...properties },
    box,
  );
  await until(() => handle(inbox, 'status'), 'handles');
  await frames(2);
  return inbox;
}

/** Pulls the end of a head by so many pixels, with a real mouse. */
async function pull(inbox: ConversationInbox, id: string, by: number, release = true) {
  const box = handle(inbox, id)!.getBoundingClientRect();
  const [x, y] = [Math.round(box.left + box.width / 2), Math.round(box.top + box.height / 2)];
  await sendMouse({ type: 'move', position: [x, y] });
  await sendMouse({ type: 'down' });
  await sendMouse({ type: 'move', position: [x + Math.round(by / 2), y] });
  await sendMouse({ type: 'move', position: [x + by, y] });
  await inbox.updateComplete;
  if (release) await sendMouse({ type: 'up' });
  await inbox.updateComplete;
}

before(() => setViewport({ width: 1320, height: 800 }));
after(() => setViewport({ width: 800, height: 600 }));
afterEach(() => resetMouse());

describe('the end of a head', () => {
  it('follows the pointer, with all of its column', async () => {
    const inbox = await inboxWithHandles();
    const before = width(inbox, 'status');
    await pull(inbox, 'status', 60);
    expect(width(inbox, 'status')).to.be.closeTo(before + 60, 1);
    expect(cell(inbox, 3, 'status').getBoundingClientRect().width).to.be.closeTo(before + 60, 1);
  });

  for (const id of ['caller-name', 'duration', 'agent']) {
    it(`stays under the pointer (${id}), whatever share of the room the others have`, async () => {
      const inbox = await inboxWithHandles({}, { width: 1280 });
      const { left, right } = head(inbox, id).getBoundingClientRect();
      await pull(inbox, id, 45);
      const now = head(inbox, id).getBoundingClientRect();
      expect(now.left).to.be.closeTo(left, 1);
      expect(now.right).to.be.closeTo(right + 45, 1.5);
    });
  }

  it('goes the other way where the page is read from right to left', async () => {
    const inbox = await inboxWithHandles();
    inbox.dir = 'rtl';
    await frames(2);
    const before = width(inbox, 'status');
    await pull(inbox, 'status', -50);
    expect(width(inbox, 'status')).to.be.closeTo(before + 50, 1);
  });

  it('leaves room for a letter and for itself, however far it is pulled', async () => {
    const inbox = await inboxWithHandles();
    await pull(inbox, 'status', -400);
    const em = Number.parseFloat(getComputedStyle(head(inbox, 'status')).fontSize);
    expect(width(inbox, 'status')).to.be.closeTo(3 * em, 1);
    await pull(inbox, 'status', 40);
    expect(width(inbox, 'status')).to.be.closeTo(3 * em + 40, 1.5);
  });

  it('goes back with Escape', async () => {
    const inbox = await inboxWithHandles();
    const before = width(inbox, 'caller-name');
    await pull(inbox, 'caller-name', 80, false);
    expect(width(inbox, 'caller-name')).to.be.above(before + 70);
    await press('Escape');
    await inbox.updateComplete;
    expect(width(inbox, 'caller-name')).to.equal(before);
    await sendMouse({ type: 'up' });
    await inbox.updateComplete;
    expect(width(inbox, 'caller-name')).to.equal(before);
  });

  it('is let go where the inbox leaves the page', async () => {
    const inbox = await inboxWithHandles();
    const before = width(inbox, 'status');
    await pull(inbox, 'status', 60, false);
    const place = inbox.parentElement!;
    inbox.remove();
    await frames(1);
    place.append(inbox);
    await inbox.updateComplete;
    await sendMouse({ type: 'move', position: [900, 300] });
    await frames(2);
    expect(width(inbox, 'status')).to.be.closeTo(before, 1);
  });

  it('gives its column the width of its own back, pressed twice', async () => {
    const inbox = await inboxWithHandles();
    const before = width(inbox, 'status');
    await pull(inbox, 'status', 60);
    const { left, top, width: wide, height } = handle(inbox, 'status')!.getBoundingClientRect();
    const position: [number, number] = [Math.round(left + wide / 2), Math.round(top + height / 2)];
    await sendMouse({ type: 'click', position });
    handle(inbox, 'status')!.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
    await inbox.updateComplete;
    expect(width(inbox, 'status')).to.be.closeTo(before, 1);
  });

  it('touches no row: not one cell is made or changed', async () => {
    const inbox = await inboxWithHandles();
    const changes: MutationRecord[] = [];
    const before = rows(inbox).flatMap((row) => [...row.children]);
    const watch = new MutationObserver((records) => changes.push(...records));
    watch.observe(one(inbox, '[part~="body"]')!, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    await pull(inbox, 'status', 60);
    await frames(2);
    expect(changes).to.have.length(0);
    expect(rows(inbox).flatMap((row) => [...row.children])).to.deep.equal(before);
    watch.disconnect();
  });

  it('selects no text, moves no focus, opens nothing', async () => {
    const inbox = await inboxWithHandles();
    inbox.focus();
    await until(() => focusedCell(inbox), 'focus');
    const was = focused(inbox);
    await pull(inbox, 'status', 60);
    expect(focused(inbox) === was).to.equal(true);
    expect(String(getSelection())).to.equal('');
  });

  it('is not there where a column has the width of its button', async () => {
    const inbox = await inboxWithHandles();
    expect(handle(inbox, 'copy') === null).to.equal(true);
    expect(all(inbox, '[part~="column-handle"]').length).to.equal(11);
  });

  it('can be pulled by a finger: the browser does not scroll instead', async () => {
    const inbox = await inboxWithHandles();
    expect(getComputedStyle(handle(inbox, 'status')!).touchAction).to.equal('none');
  });
});

async function toHead(inbox: ConversationInbox, id: string) {
  inbox.focus();
  await until(() => focusedCell(inbox), 'focus');
  await press('Control+Home', 'ArrowUp');
  for (let step = 0; step < 20 && focusedCell(inbox)?.column !== id; step += 1)
    await press('ArrowRight');
  expect(focusedCell(inbox)).to.deep.equal({ index: -1, column: id });
}

describe('by keyboard, a head', () => {
  it('is above the first row, and leads back to it', async () => {
    const inbox = await inboxWithHandles();
    await toHead(inbox, 'status');
    await press('Home');
    expect(focusedCell(inbox)).to.deep.equal({ index: -1, column: 'copy' });
    await press('End');
    expect(focusedCell(inbox)).to.deep.equal({ index: -1, column: 'type' });
    await press('ArrowRight', 'ArrowLeft', 'ArrowDown');
    expect(focusedCell(inbox)).to.deep.equal({ index: 0, column: 'time' });
    expect(all(inbox, '[part~="grid"] [tabindex="0"]')).to.have.length(1);
  });

  it('leads to its handle with Enter: a separator that says how wide the column is', async () => {
    const inbox = await inboxWithHandles();
    await toHead(inbox, 'status');
    await press('Enter');
    const separator = focused(inbox)!;
    expect(separator === handle(inbox, 'status')).to.equal(true);
    expect(separator.getAttribute('role')).to.equal('separator');
    expect(separator.getAttribute('aria-label')).to.equal('Width of Status');
    expect(Number(separator.getAttribute('aria-valuenow'))).to.be.closeTo(
      width(inbox, 'status'),
      1,
    );
    await expect(inbox).to.be.accessible();
    const before = width(inbox, 'status');
    await press('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft');
    expect(width(inbox, 'status')).to.be.closeTo(before + 26, 1);
    expect(Number(separator.getAttribute('aria-valuenow'))).to.be.closeTo(
      width(inbox, 'status'),
      1,
    );
    expect(separator.getAttribute('aria-valuetext')).to.match(/^\d+ pixels$/);
    await press('Enter');
    expect(focusedCell(inbox)).to.deep.equal({ index: -1, column: 'status' });
    expect(focused(inbox)!.getAttribute('role')).to.equal('columnheader');
    expect(width(inbox, 'status')).to.be.closeTo(before + 26, 1);
    expect(handle(inbox, 'status')!.hasAttribute('role')).to.equal(false);
    await expect(inbox).to.be.accessible();
  });

  it('is widened whatever its id: words that every object answers to are ids like any other', async () => {
    const odd = { id: 'constructor', label: 'Odd', cell: () => 'x' };
    const inbox = await inboxWithHandles({ columns: ['caller', odd, 'status'] });
    await toHead(inbox, 'constructor');
    const before = width(inbox, 'constructor');
    await press('Enter', 'ArrowLeft', 'ArrowLeft', 'Enter');
    await frames(2);
    expect(width(inbox, 'constructor')).to.be.closeTo(before - 26, 1);
  });

  it('is a head again where another column takes its place meanwhile', async () => {
    const inbox = await inboxWithHandles({ columns: 'caller status duration' });
    await toHead(inbox, 'status');
    await press('Enter', 'ArrowRight');
    inbox.columns = 'caller duration status';
    await inbox.updateComplete;
    expect(one(inbox, '[role="separator"]') === null).to.equal(true);
    expect(focused(inbox)!.getAttribute('role')).to.equal('columnheader');
    await expect(inbox).to.be.accessible();
  });

  it('goes back with Escape to the width it had, and with Delete to its own', async () => {
    const inbox = await inboxWithHandles();
    const own = width(inbox, 'status');
    await toHead(inbox, 'status');
    await press('Enter', 'ArrowRight', 'Enter');
    const wider = width(inbox, 'status');
    expect(wider).to.be.above(own + 10);
    await press('Enter', 'End');
    expect(width(inbox, 'status')).to.be.above(1000);
    await press('Home');
    expect(width(inbox, 'status')).to.be.below(50);
    await press('Escape');
    expect(width(inbox, 'status')).to.be.closeTo(wider, 1);
    await press('Enter', 'Delete');
    expect(focused(inbox)!.getAttribute('aria-valuetext')).to.equal('automatic');
    await press('Enter');
    expect(width(inbox, 'status')).to.be.closeTo(own, 1);
  });

  it('is widened towards its end where the page is read from right to left', async () => {
    const inbox = await inboxWithHandles();
    inbox.dir = 'rtl';
    await frames(1);
    inbox.focus();
    await until(() => focusedCell(inbox), 'focus');
    await press('Control+Home', 'ArrowUp', 'ArrowLeft', 'ArrowLeft');
    const { column } = focusedCell(inbox)!;
    const before = width(inbox, column);
    await press('Enter', 'ArrowLeft');
    expect(width(inbox, column)).to.be.above(before + 10);
  });

  it('keeps its width when focus goes elsewhere', async () => {
    const inbox = await inboxWithHandles();
    const before = width(inbox, 'status');
    await toHead(inbox, 'status');
    await press('Enter', 'ArrowRight');
    cell(inbox, 2, 'summary').focus();
    await inbox.updateComplete;
    expect(width(inbox, 'status')).to.be.above(before + 10);
    expect(handle(inbox, 'status')!.hasAttribute('role')).to.equal(false);
  });

  it('is scrolled into view where the table is wider than the page', async () => {
    const inbox = await inboxWithHandles({}, { width: 320 });
    await toHead(inbox, 'type');
    const [own, view] = [head(inbox, 'type'), scroller(inbox)].map((element) =>
      element!.getBoundingClientRect(),
    );
    expect(own!.right).to.be.at.most(view!.right + 1);
    expect(own!.left).to.be.at.least(view!.left - 1);
  });
});
