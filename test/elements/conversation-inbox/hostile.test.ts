import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { Conversation } from '../../../src/model/index.js';
import { hostile, numbered } from '../../../stories/fixtures.js';
import { memory } from '../../../stories/inbox.js';
import {
  all,
  cell,
  frames,
  mountLoaded,
  part,
  row,
  rows,
  scroller,
  text,
  until,
} from '../../helpers/inbox.js';

const LINKS = { detailHref: '/c/{id}', agentHref: '/a/{agentId}' };

after(() => setViewport({ width: 800, height: 600 }));

const hostileInbox = () => mountLoaded(memory(hostile), LINKS, { width: 1280, height: 800 });

/** Three rows of which the middle one is made of what is given. */
const between = (parts: PropertyDescriptorMap) => {
  const middle = Object.defineProperties({ ...numbered(1) }, parts);
  return mountLoaded(memory([numbered(0), middle, numbered(2)]), LINKS);
};

describe('a hostile conversation', () => {
  it('is text, in a row like any other, and runs nothing', async () => {
    await setViewport({ width: 1280, height: 900 });
    const inbox = await hostileInbox();
    await frames(3);
    expect('hacked' in window).to.equal(false);
    expect(all(inbox, '.body img, .body script, .body iframe, .body object')).to.have.length(0);
    const heights = rows(inbox).map((row) => row.getBoundingClientRect().height);
    expect(heights).to.have.length(hostile.length);
    expect(new Set(heights).size).to.equal(1);
    for (const row of rows(inbox)) {
      expect(row.scrollHeight).to.be.at.most(row.clientHeight + 1);
      const tops = [...row.children].map((one) => Math.round(one.getBoundingClientRect().top));
      expect(new Set(tops).size, 'one line').to.equal(1);
    }
    const { scrollWidth, clientWidth } = scroller(inbox);
    expect(scrollWidth).to.equal(clientWidth);
    const attributes = all(inbox, '*').flatMap((element) => element.getAttributeNames());
    expect(attributes.filter((name) => name.startsWith('on'))).to.deep.equal([]);
    const urls = all(inbox, 'a').map((link) => new URL((link as HTMLAnchorElement).href));
    expect(new Set(urls.map(({ origin }) => origin))).to.deep.equal(new Set([location.origin]));
  });

  it('does not turn the text around it', async () => {
    const inbox = await hostileInbox();
    for (const text of all(inbox, '.body bdi'))
      expect(getComputedStyle(text).unicodeBidi).to.match(/isolate|plaintext/);
  });

  it('has a status that is still a part to style, whatever it is', async () => {
    const inbox = await hostileInbox();
    for (const row of rows(inbox)) {
      const status = row.querySelector('[part~="status"]')!;
      for (const name of status.part) expect(name).to.match(/^[a-z0-9-]+$/);
    }
  });

  it('puts no more of a long text into a row than a line can show', async () => {
    const inbox = await hostileInbox();
    const longest = Math.max(...all(inbox, '.body bdi').map((text) => text.textContent.length));
    expect(longest).to.be.at.most(241);
  });

  it('is told in its tooltip as text', async () => {
    const inbox = await hostileInbox();
    const tooltip = part(inbox, 'tooltip')!;
    cell(inbox, 0, 'caller')
      .querySelector('a')!
      .focus({ focusVisible: true } as FocusOptions);
    await until(() => tooltip.matches(':popover-open'), 'the tooltip of the caller');
    expect(tooltip.textContent).to.contain('<img src=x');
    expect(tooltip.children).to.have.length(0);
    cell(inbox, 5, 'summary').focus({ focusVisible: true } as FocusOptions);
    await until(() => tooltip.matches(':popover-open'), 'the tooltip of 100 kB');
    const box = tooltip.getBoundingClientRect();
    expect(box.top).to.be.at.least(0);
    expect(box.bottom).to.be.at.most(window.innerHeight);
    expect(box.right).to.be.at.most(window.innerWidth);
  });

  it('may use words that every object answers to: they are words like any other', async () => {
    const inbox = await hostileInbox();
    const first = hostile.findIndex(({ id }) => id === 'constructor');
    const shown = ['Constructor', 'Tostring', 'Proto'];
    for (const [nth, words] of shown.entries()) {
      for (const column of ['direction', 'status', 'type'])
        expect(text(inbox, first + nth, column), column).to.equal(words);
      const { part: status } = cell(inbox, first + nth, 'status').querySelector('bdi')!;
      expect([...status]).to.deep.equal(['status', `status-${words.toLowerCase()}`]);
      expect(
        cell(inbox, first + nth, 'direction').querySelector('svg:not([hidden])') === null,
      ).to.equal(true);
    }
  });

  it('without a Latin letter in its status has a part to style all the same', async () => {
    const inbox = await between({ status: { value: '保留中' } });
    const status = cell(inbox, 1, 'status').querySelector('bdi')!;
    expect(status.textContent).to.equal('保留中');
    expect([...status.part]).to.deep.equal(['status', 'status-other']);
  });
});

describe('a conversation that cannot be shown', () => {
  const fails = () => {
    throw new Error('No.');
  };
  const read: readonly (keyof Conversation)[] = [
    ...(['channel', 'typeLabel', 'direction', 'status', 'agent', 'caller'] as const),
    ...(['others', 'summary', 'duration', 'recording', 'active', 'unreadable'] as const),
  ];
  for (const field of read) {
    it(`costs only itself: ${field} fails to be read`, async () => {
      const inbox = await between({ [field]: { get: fails } });
      expect(rows(inbox)).to.have.length(3);
      expect(row(inbox, 1).part.contains('row-unreadable'), 'its row is marked').to.equal(true);
      expect(row(inbox, 1).querySelector('[part~="unreadable"]'), 'and says so').to.exist;
      for (const other of [0, 2]) {
        expect(text(inbox, other, 'summary')).to.contain(`(${other})`);
        expect(row(inbox, other).part.contains('row-unreadable')).to.equal(false);
      }
    });
  }

  for (const [what, value, shown] of [
    ['a number', 42, '42'],
    ['an object', { text: 'Words' }, '[object Object]'],
    ['a list', ['one', 'two'], 'one,two'],
  ] as const) {
    it(`is written as text where a text is ${what}`, async () => {
      const inbox = await between({ summary: { value } });
      expect([0, 1, 2].map((index) => text(inbox, index, 'summary'))).to.deep.equal([
        text(inbox, 0, 'summary'),
        shown,
        text(inbox, 2, 'summary'),
      ]);
      expect(text(inbox, 2, 'summary')).to.contain('(2)');
    });
  }

  for (const [what, value] of [
    ['an object that is no text', { toString: fails }],
    ['an object without anything', Object.create(null) as object],
    ['a symbol', Symbol('no')],
  ] as const) {
    it(`costs only itself: its status is ${what}`, async () => {
      const inbox = await between({ status: { value } });
      expect(rows(inbox)).to.have.length(3);
      expect(row(inbox, 1).part.contains('row-unreadable')).to.equal(true);
      expect(text(inbox, 2, 'summary')).to.contain('(2)');
    });
  }
});
