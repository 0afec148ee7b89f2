import { expect } from '@open-wc/testing';
import { resetMouse, sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import type { ConversationInbox } from '../../../src/elements/conversation-inbox/conversation-inbox.js';
import type { ConversationOpenEvent } from '../../../src/events.js';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { conversation, many } from '../../../stories/fixtures.js';
import { all, cell, frames, mountLoaded, one, part, record, row } from '../../helpers/inbox.js';

const provider = () => createMemoryProvider({ conversations: many(20) });
const urlOf = (id: string) => new URL(`/c/${id}`, location.href).href;

const stay = (event: Event) => event.preventDefault();

/** An inbox whose links lead nowhere, and what it wanted to open. */
async function opening(properties = {}) {
  const inbox = await mountLoaded(provider(), { detailHref: '/c/{id}', ...properties });
  inbox.addEventListener('conversation-open', stay);
  const opened = record(inbox, 'conversation-open') as ConversationOpenEvent[];
  return { inbox, opened };
}

type Point = [number, number];
const middleOf = (element: Element): Point => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [Math.round(left + width / 2), Math.round(top + height / 2)];
};

const click = (position: Point, button: 'left' | 'middle' | 'right' = 'left') =>
  sendMouse({ type: 'click', position, button });

const plain = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, button: 0 };

before(() => setViewport({ width: 1400, height: 900 }));
afterEach(() => resetMouse());

describe('opening a conversation', () => {
  it('happens by a click beside the texts of its row', async () => {
    const { inbox, opened } = await opening();
    const summary = cell(inbox, 3, 'caller-name').getBoundingClientRect();
    await click([Math.round(summary.right - 3), Math.round(summary.bottom - 3)]);
    expect(opened).to.have.length(1);
    expect(opened[0]!.detail).to.deep.include({ id: 'n-3', target: '_blank', modifiers: plain });
    expect(opened[0]!.detail.conversation.id).to.equal('n-3');
    expect(opened[0]!.bubbles && opened[0]!.composed && opened[0]!.cancelable).to.equal(true);
  });

  it('happens by a click on a text', async () => {
    const { inbox, opened } = await opening();
    for (const column of ['caller', 'status', 'summary', 'duration', 'type'])
      await click(middleOf(cell(inbox, 3, column).querySelector('bdi')!));
    expect(opened.map(({ detail }) => detail.id)).to.deep.equal(Array(5).fill('n-3'));
  });

  it('happens by a middle click, beside a text and on it', async () => {
    const { inbox, opened } = await opening();
    await click(middleOf(cell(inbox, 2, 'summary').querySelector('bdi')!), 'middle');
    const { right, bottom } = cell(inbox, 2, 'caller-name').getBoundingClientRect();
    await click([Math.round(right - 3), Math.round(bottom - 3)], 'middle');
    expect(opened.map(({ detail }) => detail.modifiers)).to.deep.equal([
      { ...plain, button: 1 },
      { ...plain, button: 1 },
    ]);
  });

  it('tells of the keys held meanwhile', async () => {
    const { inbox, opened } = await opening();
    const text = middleOf(cell(inbox, 2, 'summary').querySelector('bdi')!);
    for (const key of ['Control', 'Shift', 'Alt', 'Meta']) {
      await sendKeys({ down: key });
      await click(text);
      await sendKeys({ up: key });
      document.getSelection()?.removeAllRanges();
      await frames(1);
    }
    expect(opened.map(({ detail }) => detail.modifiers)).to.deep.equal([
      { ...plain, ctrlKey: true },
      { ...plain, shiftKey: true },
      { ...plain, altKey: true },
      { ...plain, metaKey: true },
    ]);
  });

  it('happens by Enter on a row, with what it knows of the row', async () => {
    const { inbox, opened } = await opening({ openTarget: 'detail' });
    inbox.focus();
    await sendKeys({ press: 'Enter' });
    expect(opened).to.have.length(1);
    expect(opened[0]!.detail).to.deep.include({ id: 'n-0', target: 'detail', modifiers: plain });
  });

  it('is up to the browser unless the host prevents it, and to nobody then', async () => {
    const { inbox, opened } = await opening();
    const outcomes: boolean[] = [];
    const after = (event: MouseEvent) => {
      outcomes.push(event.defaultPrevented);
      event.preventDefault();
    };
    window.addEventListener('click', after);
    const text = middleOf(cell(inbox, 1, 'summary').querySelector('bdi')!);
    await click(text);
    const whenPrevented = outcomes.splice(0);
    inbox.removeEventListener('conversation-open', stay);
    await click(text);
    window.removeEventListener('click', after);
    expect(opened).to.have.length(2);
    expect(whenPrevented, 'the click on the text, and on the link').to.include(true);
    expect(outcomes, 'the browser may follow the link').to.include(false);
  });

  it('does not happen by the click that ended a selection', async () => {
    const { inbox, opened } = await opening();
    const text = cell(inbox, 1, 'summary').querySelector('bdi')!.getBoundingClientRect();
    const y = Math.round(text.top + text.height / 2);
    await sendMouse({ type: 'move', position: [Math.round(text.left + 2), y] });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: [Math.round(text.left + 70), y] });
    await sendMouse({ type: 'up' });
    expect(opened).to.have.length(0);
    expect(selected(inbox)).not.to.equal('');
  });

  it('does not happen by a click on a button of the row', async () => {
    const recordings = () => new Promise<undefined>(() => undefined);
    const inbox = await mountLoaded(createMemoryProvider({ conversations: many(20), recordings }), {
      detailHref: '/c/{id}',
      agentHref: '/a/{agentId}',
    });
    const opened = record(inbox, 'conversation-open');
    part(inbox, 'agent-link')!.addEventListener('click', stay);
    await click(middleOf(part(inbox, 'agent-link')!));
    await click(middleOf(part(inbox, 'play-button')!));
    const { clipboard } = navigator;
    clipboard.writeText = () => Promise.resolve();
    await click(middleOf(part(inbox, 'copy-button')!));
    Reflect.deleteProperty(clipboard, 'writeText');
    expect(opened).to.have.length(0);
  });

  it('does not happen by a click on the head of the table', async () => {
    const { inbox, opened } = await opening();
    await click(middleOf(one(inbox, '[role="columnheader"][data-column="status"]')!));
    expect(opened).to.have.length(0);
  });
});

describe('the link of a row', () => {
  it('is a link, absolute, with its target, and named', async () => {
    const { inbox } = await opening({ openTarget: '_self' });
    const link = cell(inbox, 4, 'caller').querySelector('a')!;
    expect(link.href).to.equal(urlOf('n-4'));
    expect(link.target).to.equal('_self');
    expect(link.rel).to.contain('noopener');
    expect(link.getAttribute('aria-label')).to.match(/^Open conversation: \+1 202 555 0104, /);
  });

  it('lies beneath the whole row', async () => {
    const { inbox } = await opening();
    const link = cell(inbox, 4, 'caller').querySelector('a')!.getBoundingClientRect();
    const whole = row(inbox, 4).getBoundingClientRect();
    expect(link.width).to.be.closeTo(whole.width, 1);
    expect(link.height).to.be.closeTo(whole.height, 2);
  });

  it('is what a right click on a text is for', async () => {
    const { inbox } = await opening();
    const link = cell(inbox, 1, 'caller').querySelector('a')!;
    const targets: (EventTarget | undefined)[] = [];
    const menu = (event: Event) => {
      targets.push(event.composedPath()[0]);
      event.preventDefault();
    };
    window.addEventListener('contextmenu', menu);
    await click(middleOf(cell(inbox, 1, 'summary').querySelector('bdi')!), 'right');
    window.removeEventListener('contextmenu', menu);
    expect(targets).to.have.length(1);
    expect(targets[0] === link).to.equal(true);
  });

  it('lies beneath the texts again afterwards', async () => {
    const { inbox, opened } = await opening();
    const text = cell(inbox, 1, 'summary').querySelector('bdi')!;
    window.addEventListener('contextmenu', stay, { once: true });
    await click(middleOf(text), 'right');
    await click(middleOf(text));
    expect(opened).to.have.length(1);
    const [x, y] = middleOf(text);
    expect(inbox.shadowRoot!.elementFromPoint(x, y) === text).to.equal(true);
  });

  it('comes from the provider where the page gives none', async () => {
    const links = {
      conversation: ({ id }: { id: string }) => `https://app.example.com/x/${id}`,
      agent: () => 'https://app.example.com/agent',
    };
    const inbox = await mountLoaded(createMemoryProvider({ conversations: many(3), links }));
    expect(cell(inbox, 1, 'caller').querySelector('a')!.href).to.equal(
      'https://app.example.com/x/n-1',
    );
    expect(part(inbox, 'agent-link')!.getAttribute('href')).to.equal(
      'https://app.example.com/agent',
    );
    expect(part(inbox, 'copy-button') !== null).to.equal(true);
  });

  it('is not there without either, and a click only fires the event', async () => {
    const { inbox, opened } = await opening({ detailHref: undefined });
    expect(all(inbox, 'a[href], a:not([hidden])')).to.have.length(0);
    expect(part(inbox, 'copy-button') === null).to.equal(true);
    await click(middleOf(cell(inbox, 1, 'summary').querySelector('bdi')!));
    inbox.focus();
    await sendKeys({ press: 'Enter' });
    expect(opened.map(({ detail }) => detail.id)).to.deep.equal(['n-1', 'n-1']);
  });

  for (const unsafe of ['javascript:alert(1)//{id}', 'data:text/html,{id}', 'https://{id}:x:y']) {
    it(`is not made of ${unsafe}`, async () => {
      const { inbox } = await opening({ detailHref: unsafe, agentHref: 'javascript:{agentId}' });
      expect(all(inbox, 'a[href], a:not([hidden])')).to.have.length(0);
      expect(all(inbox, '[part~="copy-button"]:not([hidden])')).to.have.length(0);
    });
  }

  it('is not made of what a provider says when that is no web address', async () => {
    const links = { conversation: () => 'javascript:alert(1)', agent: () => 'vbscript:x' };
    const inbox = await mountLoaded(createMemoryProvider({ conversations: many(3), links }));
    expect(all(inbox, 'a[href], a:not([hidden])')).to.have.length(0);
  });

  it('holds any id in its place', async () => {
    const ids = ['call:1', 'a/b', '?x=1#y', '"><script>', 'ü 😀', 'half \ud83d'];
    const inbox = await mountLoaded(
      createMemoryProvider({
        conversations: ids.map((id, n) => conversation({ id, at: `2026-01-0${9 - n}T00:00:00Z` })),
      }),
      { detailHref: '/c/{id}/end' },
    );
    for (const [index, id] of ids.entries()) {
      const { pathname, search, hash } = new URL(
        cell(inbox, index, 'caller').querySelector('a')!.href,
      );
      const [, c, segment = '', end] = pathname.split('/');
      expect([c, end, search, hash]).to.deep.equal(['c', 'end', '', '']);
      expect(decodeURIComponent(segment)).to.equal(id.toWellFormed());
    }
  });
});

function selected(inbox: ConversationInbox): string {
  const root = inbox.shadowRoot as ShadowRoot & { getSelection?(): Selection | null };
  return String(root.getSelection?.() ?? document.getSelection());
}
