import { expect } from '@open-wc/testing';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { many } from '../../../stories/fixtures.js';
import {
  body,
  indexOf,
  mountLoaded,
  part,
  rows,
  scroller,
  scrollTo,
  toTheEnd,
  until,
} from '../../helpers/inbox.js';

/** Pixels of the tallest element this browser makes. */
function tallest(): number {
  const probe = document.createElement('div');
  probe.style.blockSize = '1e9px';
  document.body.append(probe);
  const height = probe.offsetHeight;
  probe.remove();
  return height;
}

/** Rows so tall that a few hundred fill the tallest element. */
async function tallRows(count: number) {
  const rowHeight = Math.ceil(tallest() / 300);
  const provider = createMemoryProvider({ conversations: many(count) });
  const inbox = await mountLoaded(provider, { pageSize: 50 });
  inbox.style.setProperty('--conversation-row-padding', `${Math.floor(rowHeight / 2)}px`);
  await until(() => rows(inbox)[0]!.offsetHeight > rowHeight - 10, 'tall rows');
  return { inbox, provider };
}

const limit = (inbox: Element) => {
  const notice = part(inbox, 'limit');
  return notice?.checkVisibility() ? notice.textContent : undefined;
};

describe('a list longer than the tallest element a browser makes', () => {
  it('loads as far as it can be shown, and says so', async () => {
    const { inbox, provider } = await tallRows(1000);
    for (let pages = 0; pages < 8; pages += 1) await toTheEnd(inbox);
    const said = await until(() => limit(inbox), 'a word about it');
    expect(said).to.match(/^This table can show no more than these \d+ conversations\. .*narrow/);
    const held = inbox.getState().depth;
    expect(held).to.be.within(200, 300);
    const { list } = provider.calls;
    await toTheEnd(inbox);
    expect(provider.calls.list, 'nothing more is asked for').to.equal(list);
    expect(part(inbox, 'load-more-button')).to.equal(null);
  });

  it('shows its last row whole', async () => {
    const { inbox } = await tallRows(1000);
    for (let pages = 0; pages < 8; pages += 1) await toTheEnd(inbox);
    await until(() => limit(inbox), 'a word about it');
    await scrollTo(inbox, scroller(inbox).scrollHeight);
    const last = rows(inbox).at(-1)!;
    expect(indexOf(last)).to.equal(inbox.getState().depth - 1);
    const { bottom } = last.getBoundingClientRect();
    expect(bottom).to.be.at.most(part(inbox, 'limit')!.getBoundingClientRect().top + 1);
  });

  it('goes on when rows become lower, as after zooming out', async () => {
    const { inbox } = await tallRows(1000);
    for (let pages = 0; pages < 8; pages += 1) await toTheEnd(inbox);
    await until(() => limit(inbox), 'a word about it');
    const held = inbox.getState().depth;
    inbox.style.removeProperty('--conversation-row-padding');
    await until(() => rows(inbox)[0]!.offsetHeight < 100, 'low rows');
    await until(() => limit(inbox) === undefined, 'no word about it');
    await toTheEnd(inbox);
    expect(inbox.getState().depth).to.be.above(held);
  });

  it('that ends just there says only that it ends', async () => {
    const { inbox } = await tallRows(240);
    for (let pages = 0; pages < 7; pages += 1) await toTheEnd(inbox);
    await until(() => part(inbox, 'end'), 'the end');
    expect(limit(inbox)).to.equal(undefined);
    expect(body(inbox).offsetHeight).to.be.below(tallest() + 1);
  });
});
