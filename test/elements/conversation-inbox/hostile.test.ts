import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { hostile } from '../../../stories/fixtures.js';
import { memory } from '../../../stories/inbox.js';
import {
  all,
  cell,
  frames,
  mountLoaded,
  part,
  rows,
  scroller,
  until,
} from '../../helpers/inbox.js';

const LINKS = { detailHref: '/c/{id}', agentHref: '/a/{agentId}' };

after(() => setViewport({ width: 800, height: 600 }));

describe('a hostile conversation', () => {
  it('is text, in a row like any other, and runs nothing', async () => {
    await setViewport({ width: 1280, height: 900 });
    const inbox = await mountLoaded(memory(hostile), LINKS, { width: 1280, height: 800 });
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
    const inbox = await mountLoaded(memory(hostile), LINKS, { width: 1280, height: 800 });
    for (const text of all(inbox, '.body bdi'))
      expect(getComputedStyle(text).unicodeBidi).to.match(/isolate|plaintext/);
  });

  it('has a status that is still a part to style, whatever it is', async () => {
    const inbox = await mountLoaded(memory(hostile), LINKS, { width: 1280, height: 800 });
    for (const row of rows(inbox)) {
      const status = row.querySelector('[part~="status"]')!;
      for (const name of status.part) expect(name).to.match(/^[a-z0-9-]+$/);
    }
  });

  it('puts no more of a long text into a row than a line can show', async () => {
    const inbox = await mountLoaded(memory(hostile), LINKS, { width: 1280, height: 800 });
    const longest = Math.max(...all(inbox, '.body bdi').map((text) => text.textContent.length));
    expect(longest).to.be.at.most(241);
  });

  it('is told in its tooltip as text', async () => {
    const inbox = await mountLoaded(memory(hostile), LINKS, { width: 1280, height: 800 });
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
});
