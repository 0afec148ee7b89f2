/** The panel of columns: what is shown, in which order, and how much room a row takes. */
import { expect } from '@open-wc/testing';
import { resetMouse, sendMouse, setViewport } from '@web/test-runner-commands';
import type { ConversationInbox } from '../../../src/index.js';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { many } from '../../../stories/fixtures.js';
import {
  all,
  cell,
  columnIds,
  focused,
  focusedCell,
  frames,
  mountLoaded,
  one,
  part,
  rows,
  until,
  type Box,
  type InboxProperties,
} from '../../helpers/inbox.js';
import { press } from '../../helpers/keys.js';

const LINKS = { detailHref: '/c/{id}' };
const button = (inbox: Element) => part(inbox, 'columns-button')!;
const panel = (inbox: Element) => part(inbox, 'columns-panel');
const isOpen = (inbox: Element) => panel(inbox)?.matches(':popover-open') === true;
const choice = (inbox: Element, id: string) => {
  const found = all(inbox, '[part~="column-choice"]').find((one) => one.dataset['id'] === id);
  if (!found) throw new Error(`The panel has no ${id}.`);
  return found;
};
const choices = (inbox: Element) =>
  all(inbox, '[part~="column-choice"]').map((one) => one.dataset['id']!);
const box = (inbox: Element, id: string) => choice(inbox, id).querySelector('input')!;
const mover = (inbox: Element, id: string, way: 'up' | 'down') =>
  choice(inbox, id).querySelector<HTMLElement>(`.${way}`)!;
const said = (inbox: Element) => one(inbox, '[role="status"]')!.textContent.trim();

async function opened(
  properties: InboxProperties & { storageKey?: string } = {},
  size: Box = { width: 1280 },
  provider = createMemoryProvider({ conversations: many(30) }),
): Promise<ConversationInbox> {
  const inbox = await mountLoaded(provider, { ...LINKS, ...properties }, size);
  await open(inbox);
  return inbox;
}

async function open(inbox: ConversationInbox) {
  await until(() => button(inbox), 'the button');
  button(inbox).focus();
  await press('Enter');
  await until(() => isOpen(inbox), 'the panel');
  await inbox.updateComplete;
}

const toggle = async (inbox: ConversationInbox, id: string) => {
  box(inbox, id).click();
  await inbox.updateComplete;
};

before(() => setViewport({ width: 1320, height: 800 }));
after(() => setViewport({ width: 800, height: 600 }));
afterEach(async () => {
  await resetMouse();
  localStorage.clear();
});

describe('the panel of columns', () => {
  it('opens from the toolbar, closes with Escape, and gives focus back', async () => {
    const inbox = await opened();
    expect(panel(inbox)!.contains(focused(inbox))).to.equal(true);
    await expect(inbox).to.be.accessible();
    await press('Escape');
    await until(() => !isOpen(inbox), 'closed');
    expect(focused(inbox) === button(inbox)).to.equal(true);
    await press('Enter');
    await until(() => isOpen(inbox), 'open again');
  });

  it('shows and hides columns at once', async () => {
    const inbox = await opened();
    expect(box(inbox, 'status').checked).to.equal(true);
    await toggle(inbox, 'status');
    expect(columnIds(inbox)).to.not.include('status');
    expect(rows(inbox)[0]!.children.length).to.equal(columnIds(inbox).length);
    expect(isOpen(inbox)).to.equal(true);
    await toggle(inbox, 'turns');
    expect(columnIds(inbox).at(-1)).to.equal('turns');
    await toggle(inbox, 'status');
    expect(columnIds(inbox)[6]).to.equal('status');
    await expect(inbox).to.be.accessible();
  });

  it('keeps the column that names the row', async () => {
    const inbox = await opened();
    expect(box(inbox, 'caller').checked).to.equal(true);
    expect(box(inbox, 'caller').disabled).to.equal(true);
  });

  it('offers only what the provider has and the credential may see', async () => {
    const provider = createMemoryProvider({
      conversations: many(30),
      capabilities: { fields: ['caller', 'summary', 'status', 'cost', 'userTurns'] },
      withheld: ['summary', 'cost'],
    });
    const inbox = await opened({}, {}, provider);
    expect(choices(inbox)).to.deep.equal(['copy', 'caller', 'status', 'turns']);
  });

  it('offers the metadata of the rows that are loaded', async () => {
    const provider = createMemoryProvider({
      conversations: many(5).map((one) => ({ ...one, metadata: { 'case id': 7, tier: 'gold' } })),
    });
    const inbox = await opened({}, {}, provider);
    await until(() => choices(inbox).includes('metadata.tier'), 'metadata');
    expect(columnIds(inbox), 'nothing is shown of it by itself').to.not.include('metadata.tier');
    await toggle(inbox, 'metadata.case%20id');
    expect(cell(inbox, 0, 'metadata.case%20id').textContent).to.equal('7');
  });

  it('moves a column by its buttons, says where it is, and keeps focus on the button', async () => {
    const inbox = await opened();
    mover(inbox, 'status', 'up').focus();
    await press('Enter');
    await inbox.updateComplete;
    expect(columnIds(inbox).slice(5, 7)).to.deep.equal(['status', 'direction']);
    await until(() => said(inbox).startsWith('Status: '), 'said');
    expect(said(inbox)).to.match(/^Status: 6 of \d+$/);
    expect(focused(inbox) === mover(inbox, 'status', 'up')).to.equal(true);
    await press('Enter', 'Enter', 'Enter', 'Enter', 'Enter');
    await inbox.updateComplete;
    expect(columnIds(inbox).indexOf('status'), 'behind the ones that stay in place').to.equal(2);
    expect(focused(inbox) === mover(inbox, 'status', 'up')).to.equal(true);
    expect(mover(inbox, 'status', 'up').getAttribute('aria-disabled')).to.equal('true');
    await expect(inbox).to.be.accessible();
  });

  it('moves a column with Alt and an arrow from its box', async () => {
    const inbox = await opened();
    box(inbox, 'status').focus();
    await press('Alt+ArrowDown');
    await inbox.updateComplete;
    expect(columnIds(inbox).slice(6, 8)).to.deep.equal(['summary', 'status']);
    expect(focused(inbox) === box(inbox, 'status')).to.equal(true);
    await press('Alt+ArrowUp', 'Alt+ArrowUp');
    await inbox.updateComplete;
    expect(columnIds(inbox)[5]).to.equal('status');
    expect(focused(inbox) === box(inbox, 'status')).to.equal(true);
  });

  it('moves no column that stays in place', async () => {
    const inbox = await opened();
    expect(choice(inbox, 'agent').querySelector('.up') === null).to.equal(true);
    box(inbox, 'agent').focus();
    const before = columnIds(inbox);
    await press('Alt+ArrowDown');
    await inbox.updateComplete;
    expect(columnIds(inbox)).to.deep.equal(before);
  });

  async function drag(inbox: ConversationInbox, id: string, onto: string, release = true) {
    const grip = choice(inbox, id).querySelector('.columns-grip')!.getBoundingClientRect();
    const to = choice(inbox, onto).getBoundingClientRect();
    const x = Math.round(grip.left + grip.width / 2);
    await sendMouse({ type: 'move', position: [x, Math.round(grip.top + grip.height / 2)] });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: [x, Math.round(to.top + to.height / 2) - 3] });
    await sendMouse({ type: 'move', position: [x, Math.round(to.top + to.height / 2)] });
    await inbox.updateComplete;
    if (release) await sendMouse({ type: 'up' });
    await inbox.updateComplete;
  }

  it('moves a column that is dragged, down and up', async () => {
    const inbox = await opened();
    await drag(inbox, 'caller-name', 'status');
    expect(columnIds(inbox).slice(2, 7)).to.deep.equal([
      ...['caller', 'agent-number', 'direction', 'status', 'caller-name'],
    ]);
    await drag(inbox, 'caller-name', 'caller');
    expect(columnIds(inbox).slice(2, 4)).to.deep.equal(['caller-name', 'caller']);
    await drag(inbox, 'status', 'copy');
    expect(columnIds(inbox).slice(0, 3)).to.deep.equal(['copy', 'agent', 'status']);
    expect(choice(inbox, 'status').style.transform).to.equal('');
  });

  it('puts a column back with Escape, and stays open', async () => {
    const inbox = await opened();
    const before = columnIds(inbox);
    await drag(inbox, 'caller-name', 'status', false);
    await press('Escape');
    await sendMouse({ type: 'up' });
    await inbox.updateComplete;
    expect(columnIds(inbox)).to.deep.equal(before);
    expect(isOpen(inbox)).to.equal(true);
    expect(choice(inbox, 'caller-name').style.transform).to.equal('');
  });

  it('makes rows lower, and higher again, whatever the host chose', async () => {
    const inbox = await opened({ density: 'compact' });
    await until(() => rows(inbox)[0]!.offsetHeight === 28, 'compact');
    const [comfortable, compact] = all(inbox, '[name="density"]') as HTMLInputElement[];
    expect(compact!.checked).to.equal(true);
    comfortable!.click();
    await until(() => rows(inbox)[0]!.offsetHeight === 40, 'comfortable');
    compact!.click();
    await until(() => rows(inbox)[0]!.offsetHeight === 28, 'compact again');
    expect(inbox.density, 'what the host set stays as it is').to.equal('compact');
  });

  it('leads back to what the host set', async () => {
    const inbox = await opened({ columns: 'caller summary status' });
    await toggle(inbox, 'summary');
    await toggle(inbox, 'time');
    box(inbox, 'status').focus();
    await press('Alt+ArrowUp');
    all(inbox, '[name="density"]')[1]!.click();
    part(inbox, 'reset-button')!.click();
    await inbox.updateComplete;
    expect(columnIds(inbox)).to.deep.equal(['caller', 'summary', 'status']);
    await until(() => rows(inbox)[0]!.offsetHeight === 40, 'rows');
    expect(said(inbox)).to.contain('as they were');
  });

  it('fits a narrow page, and large text', async () => {
    await setViewport({ width: 320, height: 640 });
    const inbox = await opened({}, { width: 320 });
    const at = panel(inbox)!.getBoundingClientRect();
    expect(at.left).to.be.at.least(0);
    expect(at.right).to.be.at.most(320);
    expect(at.bottom).to.be.at.most(640);
    for (const control of panel(inbox)!.querySelectorAll<HTMLElement>('button, label')) {
      expect(control.offsetHeight, control.textContent).to.be.at.least(24);
      expect(control.offsetWidth, control.textContent).to.be.at.least(24);
    }
    await expect(inbox).to.be.accessible();
    inbox.style.fontSize = '200%';
    await frames(2);
    expect(panel(inbox)!.getBoundingClientRect().right).to.be.at.most(320);
    expect(part(inbox, 'reset-button')!.getBoundingClientRect().bottom).to.be.at.most(640);
    await setViewport({ width: 1320, height: 800 });
  });

  it('can be scrolled where a page that is enlarged has little room above and below', async () => {
    await setViewport({ width: 320, height: 160 });
    const inbox = await opened({}, { width: 320 });
    const { scrollHeight, clientHeight } = panel(inbox)!;
    expect(scrollHeight).to.be.above(clientHeight);
    expect(getComputedStyle(panel(inbox)!).overflowY).to.equal('auto');
    await expect(inbox).to.be.accessible();
    await setViewport({ width: 1320, height: 800 });
  });

  it('leaves the reader’s row where it is when rows become lower', async () => {
    const inbox = await mountLoaded(createMemoryProvider({ conversations: many(300) }), LINKS);
    const table = part(inbox, 'table')!;
    table.scrollTop = 40 * 40;
    await frames(2);
    inbox.density = 'compact';
    await until(() => rows(inbox)[0]!.offsetHeight === 28, 'compact');
    await frames(2);
    expect(table.scrollTop).to.equal(40 * 28);
  });

  it('leaves focus alone in the rows that are made anew', async () => {
    const inbox = await opened();
    await press('Escape');
    inbox.focus();
    await until(() => focusedCell(inbox), 'focus');
    await press('ArrowDown', 'ArrowDown');
    const { index } = focusedCell(inbox)!;
    await toggle(inbox, 'status');
    expect(focusedCell(inbox)).to.deep.equal({ index, column: 'caller' });
  });
});

describe('what a reader did to the columns', () => {
  it('is kept under the storage key, and is there from the first rows on', async () => {
    const inbox = await opened({ storageKey: 'acme' });
    await toggle(inbox, 'status');
    await toggle(inbox, 'turns');
    box(inbox, 'summary').focus();
    await press('Alt+ArrowUp');
    all(inbox, '[name="density"]')[1]!.click();
    await inbox.updateComplete;
    const columns = columnIds(inbox);
    inbox.remove();

    const seen = new Set<string>();
    const again = document.createElement('conversation-inbox');
    Object.assign(again, {
      ...LINKS,
      storageKey: 'acme',
      provider: createMemoryProvider({ conversations: many(30) }),
    });
    again.style.blockSize = '400px';
    document.body.append(again);
    const watch = new MutationObserver(() => seen.add(columnIds(again).join(' ')));
    watch.observe(again.shadowRoot!, { subtree: true, childList: true });
    await until(() => rows(again).length > 0 && columnIds(again).length > 0, 'rows');
    await again.updateComplete;
    await frames(2);
    seen.delete('');
    expect([...seen]).to.deep.equal([columns.join(' ')]);
    expect(rows(again)[0]!.offsetHeight).to.equal(28);
    again.remove();
  });

  it('is another thing under another key, and nothing without one', async () => {
    const inbox = await opened({ storageKey: 'acme' });
    await toggle(inbox, 'status');
    inbox.setAttribute('storage-key', 'other');
    await inbox.updateComplete;
    expect(columnIds(inbox)).to.include('status');
    inbox.setAttribute('storage-key', 'acme');
    await inbox.updateComplete;
    expect(columnIds(inbox)).to.not.include('status');
    const without = await opened();
    await toggle(without, 'time');
    const kept = Object.keys(localStorage).filter(
      (key) => JSON.parse(localStorage.getItem(key)!).columns !== undefined,
    );
    expect(kept).to.deep.equal(['conversation-inbox.acme']);
  });

  it('is kept where another column is not offered now', async () => {
    const inbox = await opened({ storageKey: 'acme' });
    await toggle(inbox, 'turns');
    inbox.provider = createMemoryProvider({
      conversations: many(3),
      capabilities: { fields: ['caller', 'summary'] },
    });
    await until(() => columnIds(inbox).length === 3, 'fewer columns');
    await open(inbox);
    await toggle(inbox, 'summary');
    inbox.provider = createMemoryProvider({ conversations: many(3) });
    await until(() => columnIds(inbox).includes('turns'), 'turns');
    expect(columnIds(inbox)).to.not.include('summary');
  });

  for (const stored of ['{', '[]', '{"version":1,"columns":{"version":1,"order":7,"shown":[1]}}'])
    it(`does no harm when what is stored is ${stored}`, async () => {
      localStorage.setItem('conversation-inbox.acme', stored);
      const inbox = await opened({ storageKey: 'acme' });
      expect(columnIds(inbox)).to.have.length(12);
    });

  it('never becomes markup, whatever somebody stored', async () => {
    const id = 'metadata."><img alt="';
    const columns = { version: 1, order: [id], shown: { [id]: true }, widths: { [id]: 9 } };
    localStorage.setItem('conversation-inbox.acme', JSON.stringify({ version: 1, columns }));
    const inbox = await opened({ storageKey: 'acme' });
    expect(columnIds(inbox)).to.have.length(12);
    expect(one(inbox, 'img') === null).to.equal(true);
  });

  it('holds for the page where nothing can be stored', async () => {
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    try {
      const inbox = await opened({ storageKey: 'acme' });
      await toggle(inbox, 'status');
      expect(columnIds(inbox)).to.not.include('status');
    } finally {
      Storage.prototype.setItem = setItem;
    }
  });

  it('is a width, too', async () => {
    const inbox = await opened({ storageKey: 'acme' });
    await press('Escape');
    inbox.focus();
    await until(() => focusedCell(inbox), 'focus');
    await press('Control+Home', 'ArrowUp', 'End', 'Enter', 'ArrowRight', 'ArrowRight', 'Enter');
    const width = one(inbox, '[role="columnheader"][data-column="type"]')!.offsetWidth;
    const again = await mountLoaded(
      createMemoryProvider({ conversations: many(30) }),
      { ...LINKS, storageKey: 'acme' } as InboxProperties,
      { width: 1280 },
    );
    await frames(2);
    expect(one(again, '[role="columnheader"][data-column="type"]')!.offsetWidth).to.equal(width);
  });
});
