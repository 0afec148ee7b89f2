import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { conversation, many } from '../../../stories/fixtures.js';
import { memory } from '../../../stories/inbox.js';
import { all, cell, frames, mountLoaded, one, rows, scroller, until } from '../../helpers/inbox.js';

const LINKS = { detailHref: '/c/{id}', agentHref: '/a/{agentId}' };

/** The widest plausible value of each column that may not be cut, among them numbers of 16 characters. */
const wide = ['in_progress', 'transferred', 'unanswered', 'completed', 'cancelled'].flatMap(
  (status) =>
    ['phone', 'web', 'email', 'text', 'whatsapp'].map((channel, index) =>
      conversation({
        id: `${status}-${channel}`,
        at: `2024-12-2${index}T22:5${index}:59Z`,
        status,
        channel,
        direction: 'outbound',
        caller: { role: 'caller', address: '+44 20 7946 0088' },
        agent: { id: 'a', name: 'Night Desk', address: '+44 20 7946 0088' },
        duration: 86_399 - index,
      }),
    ),
);
const WHOLE = [
  ...['caller', 'agent-number', 'direction', 'status', 'duration', 'date', 'time', 'type'],
];

after(() => setViewport({ width: 800, height: 600 }));

describe('a table 1280 pixels wide', () => {
  it('cuts no number, direction, status, duration, date, time or type', async () => {
    await setViewport({ width: 1280, height: 900 });
    const inbox = await mountLoaded(memory(wide), LINKS, { width: 1280, height: 800 });
    const cut: string[] = [];
    for (const column of WHOLE) {
      const texts = rows(inbox).map((row) => row.querySelector(`[data-column="${column}"] bdi`)!);
      expect(texts.length).to.be.above(10);
      for (const text of texts)
        if (text.scrollWidth > text.clientWidth) cut.push(`${column}: ${text.textContent}`);
    }
    expect([...new Set(cut)]).to.deep.equal([]);
  });

  it('is not scrolled sideways', async () => {
    await setViewport({ width: 1280, height: 900 });
    const inbox = await mountLoaded(memory(wide), LINKS, { width: 1280, height: 800 });
    const { scrollWidth, clientWidth } = scroller(inbox);
    expect(scrollWidth).to.equal(clientWidth);
  });

  it('cuts no head of a column', async () => {
    await setViewport({ width: 1280, height: 900 });
    const inbox = await mountLoaded(memory(wide), LINKS, { width: 1280, height: 800 });
    const cut = all(inbox, '[role="columnheader"]').filter(
      (head) => head.scrollWidth > head.clientWidth,
    );
    expect(cut.map((head) => head.dataset['column'])).to.deep.equal([]);
  });
});

describe('a narrow table', () => {
  for (const dir of ['ltr', 'rtl']) {
    it(`keeps Copy, Play and Agent in place while it is scrolled sideways, ${dir}`, async () => {
      const inbox = await mountLoaded(memory(wide), LINKS, { width: 700 });
      inbox.parentElement!.dir = dir;
      await frames(2);
      const places = (columns: string[]) =>
        columns.map((column) => Math.round(cell(inbox, 0, column).getBoundingClientRect().left));
      const pinned = ['copy', 'play', 'agent'];
      const before = { pinned: places(pinned), status: places(['status']) };
      const table = scroller(inbox);
      const scrolled = new Promise((done) =>
        table.addEventListener('scroll', done, { once: true }),
      );
      table.scrollLeft = dir === 'rtl' ? -200 : 200;
      await scrolled;
      await frames(1);
      expect(places(pinned)).to.deep.equal(before.pinned);
      expect(places(['status'])).not.to.deep.equal(before.status);
      const head = one(inbox, '[role="columnheader"][data-column="agent"]')!;
      expect(Math.round(head.getBoundingClientRect().left)).to.equal(before.pinned[2]);
    });
  }

  it('shows something of the Caller ID at 320 pixels', async () => {
    await setViewport({ width: 320, height: 640 });
    const inbox = await mountLoaded(memory(wide), LINKS, { width: 304 });
    const { right } = cell(inbox, 0, 'agent').getBoundingClientRect();
    const text = cell(inbox, 0, 'caller').querySelector('bdi')!.getBoundingClientRect();
    const edge = scroller(inbox).getBoundingClientRect().right;
    expect(Math.min(edge, text.right) - Math.max(right, text.left)).to.be.above(40);
    expect(document.documentElement.scrollWidth, 'the page fits').to.be.at.most(320);
  });
});

describe('a row', () => {
  it('has room for its text when that is twice as large', async () => {
    const inbox = await mountLoaded(memory(many(20)), LINKS);
    const before = rows(inbox)[0]!.offsetHeight;
    inbox.parentElement!.style.fontSize = '200%';
    await until(() => rows(inbox)[0]!.offsetHeight > before, 'rows grow');
    await frames(2);
    for (const text of all(inbox, '[part~="row"]:not([hidden]) bdi')) {
      const [own, row] = [text, text.closest('[role="row"]')!].map((element) =>
        element.getBoundingClientRect(),
      );
      expect(own!.top).to.be.at.least(row!.top - 0.5);
      expect(own!.bottom).to.be.at.most(row!.bottom + 0.5);
    }
    const [first, second] = rows(inbox);
    expect(second!.getBoundingClientRect().top).to.be.closeTo(
      first!.getBoundingClientRect().bottom,
      0.5,
    );
  });

  it('is a whole number of pixels high, and its controls are 24 at least', async () => {
    const inbox = await mountLoaded(memory(many(20)), LINKS);
    inbox.parentElement!.style.fontSize = '17.3px';
    await frames(3);
    expect(rows(inbox)[0]!.getBoundingClientRect().height % 1).to.equal(0);
    for (const control of all(inbox, ':is(button, a.icon-button):not([hidden])')) {
      const { width, height } = control.getBoundingClientRect();
      expect(Math.min(width, height), control.className).to.be.at.least(24);
    }
  });
});
