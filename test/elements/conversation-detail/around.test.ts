/** Around the transcript: the conversations before and after, panes and tabs, keys, printing, two on a page. */
import { expect } from '@open-wc/testing';
import type {
  ConversationCloseEvent,
  ConversationOpenEvent,
  Neighbors,
} from '../../../src/index.js';
import { details, email, phone, text } from '../../../stories/detail.js';
import { press } from '../../helpers/keys.js';
import {
  all,
  focused,
  mount,
  mountRead,
  named,
  part,
  read,
  status,
  turnOf,
  turns,
  until,
} from './support.js';

/** The three conversations of the fixture, in a list. */
const LIST = [phone, text, email];
const neighbors = (id: string): Neighbors => {
  const at = LIST.findIndex((each) => each.id === id);
  return { previous: LIST[at - 1], next: LIST[at + 1] };
};

describe('the conversations before and after', () => {
  it('have buttons only where the host knows of them', async () => {
    const detail = await mountRead();
    expect(part(detail, 'neighbors')).not.to.exist;
    const listed = await mountRead({ neighbors });
    await until(() => named(listed, 'next-button').ariaDisabled === 'false', 'the next one');
    expect(named(listed, 'previous-button').ariaDisabled).to.equal('true');
    expect(named(listed, 'previous-button').title).to.equal('This is the first conversation');
  });

  it('are gone to by the detail itself, unless the host does', async () => {
    const detail = await mountRead({ neighbors, startAt: 20 });
    const intents: string[] = [];
    let prevent = true;
    detail.addEventListener('conversation-open', (event) => {
      const { id, conversation, target } = (event as ConversationOpenEvent).detail;
      intents.push(`${id} ${conversation.id} ${target} ${event.cancelable && event.bubbles}`);
      if (prevent) event.preventDefault();
    });
    await until(() => named(detail, 'next-button').ariaDisabled === 'false', 'the next one');
    named(detail, 'next-button').focus();
    await press('Enter');
    expect(intents).to.deep.equal(['c-2 c-2 _self true']);
    expect(detail.conversationId).to.equal('c-1');
    prevent = false;
    await press('Enter');
    expect(detail.conversationId).to.equal('c-2');
    expect(detail.startAt).to.equal(undefined);
    await until(() => turns(detail)[0]?.dataset['id'] === 's1', 'its turns');
    expect(focused(detail)).to.equal(named(detail, 'next-button'));
    expect(status(detail)).to.equal('Conversation loaded: Tomasz Wójcik');
    await until(() => named(detail, 'previous-button').ariaDisabled === 'false', 'the way back');
  });

  it('are gone to by J and K, not while somebody types, and not where the host wants no keys', async () => {
    const detail = await mountRead({ neighbors });
    await until(() => named(detail, 'next-button').ariaDisabled === 'false', 'the next one');
    turnOf(detail, 't1').focus();
    await press('j');
    expect(detail.conversationId).to.equal('c-2');
    await until(() => turns(detail)[0]?.dataset['id'] === 's1', 'its turns');
    await until(() => named(detail, 'previous-button').ariaDisabled === 'false', 'the way back');
    turns(detail)[0]!.focus();
    await press('Control+k', 'Shift+K');
    expect(detail.conversationId).to.equal('c-2');
    await press('k');
    expect(detail.conversationId).to.equal('c-1');
    const quiet = await mountRead({ neighbors, noShortcuts: true });
    await until(() => named(quiet, 'next-button').ariaDisabled === 'false', 'the next one');
    turnOf(quiet, 't1').focus();
    await press('j');
    expect(quiet.conversationId).to.equal('c-1');
  });

  it('are gone to one after the other by keys alone, and Escape still leads back', async () => {
    const detail = await mountRead({ neighbors });
    const closed: string[] = [];
    detail.addEventListener('conversation-close', (event) => {
      closed.push((event as ConversationCloseEvent).detail.id);
    });
    await until(() => named(detail, 'next-button').ariaDisabled === 'false', 'the next one');
    turnOf(detail, 't1').focus();
    await press('j');
    await until(() => turns(detail)[0]?.dataset['id'] === 's1', 'its turns');
    expect(focused(detail)).to.equal(named(detail, 'title'));
    await until(() => named(detail, 'previous-button').ariaDisabled === 'false', 'both sides');
    await press('j');
    expect(detail.conversationId).to.equal('c-3');
    await press('Escape');
    expect(closed).to.deep.equal(['c-3']);
  });

  it('whose answer comes late, or never, do no harm', async () => {
    const asked: { id: string; resolve: (found: Neighbors) => void }[] = [];
    const detail = await mountRead({
      neighbors: (id) => new Promise((resolve) => asked.push({ id, resolve })),
    });
    detail.conversationId = 'c-2';
    await until(() => asked.length === 2, 'both questions');
    asked[1]!.resolve({ next: email });
    await until(() => named(detail, 'next-button').ariaDisabled === 'false', 'the answer');
    asked[0]!.resolve({ previous: phone });
    await detail.updateComplete;
    expect(named(detail, 'previous-button').ariaDisabled).to.equal('true');
    const broken = await mountRead({ neighbors: () => Promise.reject(new Error('no')) });
    expect(named(broken, 'next-button').ariaDisabled).to.equal('true');
  });

  it('Escape tells the host that the reader wants back, and closes what is open first', async () => {
    const detail = await mountRead();
    const closed: string[] = [];
    detail.addEventListener('conversation-close', (event) => {
      closed.push((event as ConversationCloseEvent).detail.id);
    });
    named(detail, 'offset-button').click();
    await until(() => named(detail, 'offset').matches(':popover-open'), 'the offset');
    named(detail, 'offset-button').focus();
    await press('Escape');
    expect(closed).to.deep.equal([]);
    expect(named(detail, 'offset').matches(':popover-open')).to.equal(false);
    await press('Escape');
    expect(closed).to.deep.equal(['c-1']);
  });
});

describe('the panes', () => {
  it('stand side by side where there is room, without tabs', async () => {
    const detail = await mountRead();
    expect(part(detail, 'tabs')).not.to.exist;
    const [left, right] = ['interaction', 'details'].map((name) =>
      named(detail, name).getBoundingClientRect(),
    );
    expect(left!.right).to.be.at.most(right!.left + 1);
    await until(() => part(detail, 'details-title'), 'the details');
  });

  it('are tabs where there is none, used with arrows', async () => {
    const detail = await mountRead({}, { width: '360px' });
    await until(() => part(detail, 'tabs'), 'tabs');
    const tabs = all(detail, '[role="tab"]');
    expect(tabs.map(read)).to.deep.equal(['Interaction', 'Details']);
    expect(named(detail, 'details').checkVisibility()).to.equal(false);
    tabs[0]!.focus();
    await press('ArrowRight');
    expect(focused(detail)).to.equal(tabs[1]);
    expect(named(detail, 'details').checkVisibility()).to.equal(true);
    expect(named(detail, 'interaction').checkVisibility()).to.equal(false);
    expect(tabs.map(({ ariaSelected }) => ariaSelected)).to.deep.equal(['false', 'true']);
    expect(detail.scrollWidth).to.be.at.most(detail.clientWidth);
    await expect(detail).to.be.accessible();
  });

  it('fit into 320 pixels, at any text size', async () => {
    const detail = await mountRead({ neighbors }, { width: '320px' });
    detail.style.fontSize = '200%';
    await until(() => part(detail, 'tabs'), 'tabs');
    const base = named(detail, 'base');
    expect(base.scrollWidth).to.be.at.most(base.clientWidth);
    const scroller = named(detail, 'transcript');
    expect(scroller.scrollWidth).to.be.at.most(scroller.clientWidth);
  });

  it('are divided as the reader likes it, by key and by pointer, mirrored too', async () => {
    for (const dir of ['ltr', 'rtl']) {
      const detail = await mountRead({}, { dir });
      const width = () => named(detail, 'details').getBoundingClientRect().width;
      const divider = named(detail, 'divider');
      const before = width();
      divider.focus();
      await press(dir === 'ltr' ? 'ArrowLeft' : 'ArrowRight');
      await until(() => width() > before, 'wider');
      await press('Home');
      await until(() => Math.abs(width() - 240) < 2, 'the least');
      expect(Number(divider.ariaValueNow)).to.equal(Math.round((240 / 1198) * 100));
      await press('End');
      await until(() => Math.abs(width() - 599) < 3, 'half of it');
      divider.dispatchEvent(new MouseEvent('dblclick'));
      await until(() => Math.abs(width() - before) < 2, 'as it was');
    }
  });

  it('remember their width only under a key of the host', async () => {
    localStorage.clear();
    const first = await mountRead();
    named(first, 'divider').focus();
    await press('Home');
    expect(localStorage).to.have.length(0);
    const kept = await mountRead({ storageKey: 'org-1' });
    named(kept, 'divider').focus();
    await press('Home');
    const again = await mountRead({ storageKey: 'org-1' });
    const width = () => named(again, 'details').getBoundingClientRect().width;
    await until(() => Math.abs(width() - 240) < 2, 'the width');
    localStorage.setItem('conversation-detail:org-1', '{"width":');
    const broken = await mountRead({ storageKey: 'org-1' });
    expect(named(broken, 'details').getBoundingClientRect().width).to.be.above(300);
    localStorage.clear();
  });
});

describe('a detail', () => {
  it('shares nothing with another one on the page', async () => {
    const one = await mountRead();
    const other = await mountRead({ conversationId: 'c-2', provider: details() });
    named(one, 'system-button').click();
    await one.updateComplete;
    expect(turns(one).map(({ dataset }) => dataset['id'])).to.include('t0');
    expect(turns(other)).to.have.length(4);
    expect(part(other, 'system-button')).not.to.exist;
  });

  it('tells a screen reader how much there is to read, before the turns', async () => {
    const detail = await mountRead();
    expect(detail.shadowRoot!.querySelector('.scroller > p')!.textContent).to.equal(
      '9 turns, 1 minute, 2 tool calls, 1 failed',
    );
    expect(all(detail, '[role="log"], [aria-live]')).to.have.length(0);
  });

  it('keeps everything when it is moved within the page', async () => {
    const provider = details();
    const detail = await mountRead({ provider });
    const { get } = provider.calls;
    const place = detail.parentElement!;
    detail.remove();
    place.append(detail);
    await detail.updateComplete;
    expect(turns(detail).length).to.be.above(5);
    expect(provider.calls.get).to.equal(get);
  });

  it('says once in the console what it cannot use', async () => {
    const { warn } = console;
    const told: string[] = [];
    console.warn = (message: string) => told.push(message);
    try {
      const detail = await mount({ provider: { list: 1 } as never });
      detail.timeZone = 'Mars/Olympus';
      await detail.updateComplete;
      detail.requestUpdate();
      await detail.updateComplete;
    } finally {
      console.warn = warn;
    }
    expect(told).to.deep.equal([
      '<conversation-detail>: provider needs get().',
      '<conversation-detail>: time-zone Mars/Olympus is not known; using the reader’s own.',
    ]);
  });
});
