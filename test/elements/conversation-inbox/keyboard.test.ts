import { expect } from '@open-wc/testing';
import type { ConversationInbox } from '../../../src/elements/conversation-inbox/conversation-inbox.js';
import type { ConversationOpenEvent } from '../../../src/events.js';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { conversation, many } from '../../../stories/fixtures.js';
import {
  all,
  cell,
  columnIds,
  focused,
  focusedCell,
  fired,
  frame,
  mountLoaded,
  one,
  record,
  row,
  scrollTo,
  scroller,
  until,
} from '../../helpers/inbox.js';
import { press } from '../../helpers/keys.js';

const LINKS = { detailHref: '/c/{id}', agentHref: '/agents/{agentId}' };

/** Nothing in these tests may leave the page. */
const stay = (event: Event) => event.preventDefault();

function tableOf(count: number, properties = {}) {
  const provider = createMemoryProvider({
    conversations: many(count),
    recordings: () => new Promise(() => undefined),
  });
  return mountLoaded(provider, { ...LINKS, ...properties });
}

async function enter(inbox: ConversationInbox) {
  inbox.addEventListener('conversation-open', stay);
  inbox.focus();
  await until(() => focusedCell(inbox), 'the table has focus');
}

const tooltip = (inbox: Element) => {
  const tip = one(inbox, '[role="tooltip"]')!;
  return tip.matches(':popover-open') ? tip.textContent : undefined;
};

describe('a reader with a keyboard', () => {
  it('reaches the table with one Tab and leaves it with the next', async () => {
    const inbox = await tableOf(30);
    const [before, after] = [document.createElement('button'), document.createElement('button')];
    inbox.parentElement!.before(before);
    inbox.parentElement!.after(after);
    before.focus();
    await press('Tab');
    expect(focusedCell(inbox)).to.deep.equal({ index: 0, column: 'caller' });
    await press('Tab');
    expect(document.activeElement === after).to.equal(true);
    await press('Shift+Tab');
    expect(focusedCell(inbox)).to.deep.equal({ index: 0, column: 'caller' });
    before.remove();
    after.remove();
  });

  it('finds one tab stop in the table, wherever it went', async () => {
    const inbox = await tableOf(30);
    await enter(inbox);
    const stops = () => all(inbox, '[part~="grid"] [tabindex="0"]');
    expect(stops()).to.have.length(1);
    await press('ArrowDown', 'ArrowRight', 'End', 'ArrowDown');
    expect(stops()).to.have.length(1);
    expect(stops()[0] === focused(inbox)).to.equal(true);
    await scrollTo(inbox, 400);
    expect(stops()).to.have.length(1);
    expect(stops()[0] === focused(inbox)).to.equal(true);
  });

  it('walks through each of the thirteen columns and back', async () => {
    const inbox = await tableOf(30);
    await enter(inbox);
    await press('Home');
    const seen = [focusedCell(inbox)!.column];
    for (let step = 0; step < 12; step += 1) {
      await press('ArrowRight');
      seen.push(focusedCell(inbox)!.column);
    }
    expect(seen).to.deep.equal(columnIds(inbox));
    expect(seen).to.have.length(13);
    await press('ArrowRight');
    expect(focusedCell(inbox)!.column, 'no way past the last').to.equal('type');
    for (const column of [...seen].reverse().slice(1)) {
      await press('ArrowLeft');
      expect(focusedCell(inbox)!.column).to.equal(column);
    }
    await press('ArrowLeft');
    expect(focusedCell(inbox)!.column, 'no way past the first').to.equal('copy');
  });

  it('is on the control of a cell that has one', async () => {
    const inbox = await tableOf(30);
    await enter(inbox);
    await press('Home');
    expect(focused(inbox)!.part.contains('copy-button')).to.equal(true);
    await press('ArrowRight');
    expect(focused(inbox)!.part.contains('play-button')).to.equal(true);
    await press('ArrowRight');
    expect(focused(inbox)!.part.contains('agent-link')).to.equal(true);
    await press('ArrowRight');
    expect(focused(inbox)!.part.contains('row-link')).to.equal(true);
    await press('ArrowRight');
    expect(focused(inbox)!.getAttribute('role')).to.equal('gridcell');
  });

  it('goes to the ends of a row, of the table, and a page at a time', async () => {
    const inbox = await tableOf(49);
    await enter(inbox);
    await press('End');
    expect(focusedCell(inbox)).to.deep.equal({ index: 0, column: 'type' });
    await press('Control+End');
    expect(focusedCell(inbox)).to.deep.equal({ index: 48, column: 'type' });
    await press('Home');
    expect(focusedCell(inbox)).to.deep.equal({ index: 48, column: 'copy' });
    await press('Control+Home');
    expect(focusedCell(inbox)).to.deep.equal({ index: 0, column: 'copy' });
    await press('PageDown');
    const page = focusedCell(inbox)!.index;
    expect(page).to.be.within(6, 12);
    await press('PageDown');
    expect(focusedCell(inbox)!.index).to.equal(2 * page);
    await press('PageUp', 'PageUp', 'PageUp');
    expect(focusedCell(inbox)!.index).to.equal(0);
    await press('ArrowUp');
    expect(focusedCell(inbox), 'above the first are the heads').to.deep.equal({
      index: -1,
      column: 'copy',
    });
    await press('ArrowUp');
    expect(focusedCell(inbox)!.index, 'no way past them').to.equal(-1);
    await press('ArrowDown');
    expect(focusedCell(inbox)).to.deep.equal({ index: 0, column: 'copy' });
  });

  it('sees the row it is on', async () => {
    const inbox = await tableOf(49);
    await enter(inbox);
    for (const key of ['PageDown', 'ArrowDown', 'Control+End', 'PageUp', 'Control+Home']) {
      await press(key);
      const [own, view] = [row(inbox, focusedCell(inbox)!.index), scroller(inbox)].map((element) =>
        element!.getBoundingClientRect(),
      );
      const head = one(inbox, '.header')!.getBoundingClientRect().bottom;
      expect(own!.top, `${key}: not beneath the head`).to.be.at.least(head - 1);
      expect(own!.bottom, `${key}: not below the table`).to.be.at.most(view!.bottom + 1);
    }
  });

  it('loads on at the end and goes on to the new rows', async () => {
    const inbox = await tableOf(120, { pageSize: 50 });
    await enter(inbox);
    await press('Control+End');
    expect(focusedCell(inbox)!.index).to.equal(49);
    await until(() => one(inbox, '[part~="grid"]')!.scrollHeight > 90 * 30, 'a second page');
    await press('ArrowDown', 'ArrowDown');
    expect(focusedCell(inbox)!.index).to.equal(51);
  });

  it('is not sent anywhere by letters, or by keys with modifiers', async () => {
    const inbox = await tableOf(30);
    await enter(inbox);
    const before = focusedCell(inbox);
    await press('j', 'k', 'a', 'Alt+ArrowDown', 'Shift+ArrowDown', 'Control+ArrowDown');
    expect(focusedCell(inbox)).to.deep.equal(before);
  });

  it('walks the other way in a language that is written from right to left', async () => {
    const inbox = await tableOf(30);
    inbox.parentElement!.dir = 'rtl';
    await frame();
    await enter(inbox);
    await press('Home');
    expect(focusedCell(inbox)!.column).to.equal('copy');
    await press('ArrowLeft');
    expect(focusedCell(inbox)!.column).to.equal('play');
    await press('ArrowRight');
    expect(focusedCell(inbox)!.column).to.equal('copy');
  });
});

describe('the keys that do something', () => {
  it('opens the conversation with Enter from any of the text columns', async () => {
    const inbox = await tableOf(30);
    await enter(inbox);
    await press('ArrowDown');
    const opened = record(inbox, 'conversation-open') as ConversationOpenEvent[];
    const controls = ['copy', 'play', 'agent'];
    const columns = columnIds(inbox).filter((column) => !controls.includes(column));
    for (const [index, column] of columns.entries()) {
      if (index > 0) await press('ArrowRight');
      expect(focusedCell(inbox)!.column).to.equal(column);
      await press('Enter');
      expect(opened, `Enter in ${column}`).to.have.length(index + 1);
    }
    expect(new Set(opened.map(({ detail }) => detail.id))).to.deep.equal(new Set(['n-1']));
  });

  it('plays the recording with Space from any column, and without scrolling', async () => {
    const provider = createMemoryProvider({
      conversations: many(30).map((one) => ({ ...one, recording: 'available' as const })),
      recordings: () => new Promise(() => undefined),
    });
    const inbox = await mountLoaded(provider, LINKS);
    await enter(inbox);
    await press('ArrowRight', 'Space');
    const button = cell(inbox, 0, 'play').querySelector('button')!;
    await until(() => button.ariaBusy === 'true', 'the recording is asked for');
    expect(scroller(inbox).scrollTop).to.equal(0);
    await press('Space');
    await until(() => button.ariaBusy === 'false', 'it is given up');
    await press('Home', 'ArrowRight');
    expect(focused(inbox) === button).to.equal(true);
    await press('Space');
    await until(() => button.ariaBusy === 'true', 'Space on the button itself plays once');
    await press('Enter');
    await until(() => button.ariaBusy === 'false', 'and Enter on it pauses');
  });

  it('copies the link with Enter on its button, and stays on it', async () => {
    const inbox = await tableOf(30);
    const copied: string[] = [];
    const { clipboard } = navigator;
    clipboard.writeText = (text) => Promise.resolve(void copied.push(text));
    await enter(inbox);
    await press('Home', 'Enter');
    Reflect.deleteProperty(clipboard, 'writeText');
    expect(copied).to.deep.equal([new URL('/c/n-0', location.href).href]);
    await inbox.updateComplete;
    expect(focusedCell(inbox)).to.deep.equal({ index: 0, column: 'copy' });
  });

  it('follows the link of the agent with Enter, and opens no conversation', async () => {
    const inbox = await tableOf(30);
    await enter(inbox);
    const opened = record(inbox, 'conversation-open');
    await press('Home', 'ArrowRight', 'ArrowRight');
    const link = focused(inbox)!;
    expect(link.part.contains('agent-link')).to.equal(true);
    const clicked = fired(link, 'click');
    link.addEventListener('click', stay);
    await press('Enter');
    await clicked;
    expect(opened).to.have.length(0);
  });
});

describe('the tooltip at the keyboard', () => {
  const long = 'A summary that goes on and on. '.repeat(20).trim();

  async function tips() {
    const provider = createMemoryProvider({
      conversations: [
        conversation({
          id: 'a',
          summary: long,
          caller: { role: 'caller', address: 'guest_0123456789', anonymous: true },
          others: [{ role: 'other', address: 'second@example.com' }],
        }),
        conversation({ id: 'b', at: '2026-01-01T00:00:00Z', summary: 'Short.' }),
      ],
    });
    const inbox = await mountLoaded(provider, LINKS);
    await enter(inbox);
    return inbox;
  }

  it('tells the summary in full when it is cut off, and describes the cell with it', async () => {
    const inbox = await tips();
    await press('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight');
    expect(focusedCell(inbox)!.column).to.equal('summary');
    expect(tooltip(inbox)).to.equal(long);
    expect(focused(inbox)!.getAttribute('aria-describedby')).to.equal('tooltip');
    await expect(inbox).to.be.accessible();
    await press('ArrowDown');
    expect(tooltip(inbox), 'a short summary needs none').to.equal(undefined);
    expect(all(inbox, '[aria-describedby]')).to.have.length(0);
  });

  it('tells the id of a guest and who else takes part', async () => {
    const inbox = await tips();
    await press('ArrowLeft', 'ArrowRight');
    expect(focusedCell(inbox)!.column).to.equal('caller');
    expect(tooltip(inbox)).to.equal('guest_0123456789\nsecond@example.com');
  });

  it('goes with Escape and leaves focus where it is', async () => {
    const inbox = await tips();
    await press('ArrowLeft', 'ArrowRight');
    const at = focusedCell(inbox);
    await press('Escape');
    expect(tooltip(inbox)).to.equal(undefined);
    expect(focusedCell(inbox)).to.deep.equal(at);
  });

  it('goes when focus leaves the table', async () => {
    const inbox = await tips();
    await press('ArrowLeft', 'ArrowRight');
    focused(inbox)!.blur();
    expect(tooltip(inbox)).to.equal(undefined);
  });
});
