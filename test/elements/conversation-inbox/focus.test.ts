import { expect } from '@open-wc/testing';
import type { ConversationInbox } from '../../../src/elements/conversation-inbox/conversation-inbox.js';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { many, numbered } from '../../../stories/fixtures.js';
import {
  cell,
  fired,
  firstInView,
  focused,
  focusedCell,
  indexOf,
  mountLoaded,
  rows,
  scrollTo,
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

/** Changes what is selected, and waits until the page knows. */
async function selecting(change: () => void) {
  const known = fired(document, 'selectionchange');
  change();
  await known;
}

describe('focus and rows that come and go', () => {
  it('stays with its row when that is scrolled away, and brings it back with an arrow', async () => {
    const inbox = await tableOf(400, { pageSize: 400 });
    await enter(inbox);
    await press('ArrowDown', 'ArrowRight');
    const own = focused(inbox);
    await scrollTo(inbox, 9000);
    expect(firstInView(inbox).index).to.be.above(100);
    expect(focused(inbox) === own).to.equal(true);
    expect(focusedCell(inbox)).to.deep.equal({ index: 1, column: 'caller-name' });
    await press('ArrowDown');
    expect(focusedCell(inbox)).to.deep.equal({ index: 2, column: 'caller-name' });
    expect(firstInView(inbox).index).to.be.below(3);
  });

  it('stays there while a selection elsewhere on the page comes and goes', async () => {
    const inbox = await tableOf(400, { pageSize: 400 });
    const elsewhere = document.createElement('p');
    elsewhere.textContent = 'Elsewhere';
    inbox.parentElement!.before(elsewhere);
    await enter(inbox);
    await press('ArrowDown', 'ArrowRight');
    const own = focused(inbox);
    await scrollTo(inbox, 9000);
    const node = elsewhere.firstChild!;
    await selecting(() => document.getSelection()!.setBaseAndExtent(node, 0, node, 4));
    await selecting(() => document.getSelection()!.collapse(node, 2));
    await scrollTo(inbox, 9400);
    expect(focused(inbox) === own).to.equal(true);
    expect(focusedCell(inbox)).to.deep.equal({ index: 1, column: 'caller-name' });
    elsewhere.remove();
  });

  it('reaches a row that is not rendered at once', async () => {
    const inbox = await tableOf(400, { pageSize: 400 });
    await enter(inbox);
    expect(rows(inbox).some((one) => indexOf(one) === 399)).to.equal(false);
    const event = new KeyboardEvent('keydown', { key: 'End', ctrlKey: true, bubbles: true });
    focused(inbox)!.dispatchEvent(event);
    expect(focusedCell(inbox), 'in the same task').to.deep.equal({ index: 399, column: 'type' });
  });

  it('goes to the row now in its place when its own leaves the list', async () => {
    const provider = createMemoryProvider({ conversations: many(30) });
    const inbox = await mountLoaded(provider, { ...LINKS, live: true });
    await until(() => inbox.matches(':state(live)'), 'changes are followed');
    await enter(inbox);
    await press('ArrowDown', 'ArrowDown', 'ArrowRight');
    expect(focusedCell(inbox)).to.deep.equal({ index: 2, column: 'caller-name' });
    provider.remove('n-2');
    await until(() => cell(inbox, 2, 'summary').textContent.includes('(3)'), 'the row is gone');
    expect(focusedCell(inbox)).to.deep.equal({ index: 2, column: 'caller-name' });
    await press('ArrowUp');
    expect(focusedCell(inbox)!.index).to.equal(1);
  });

  it('goes to the last row when the last one leaves', async () => {
    const provider = createMemoryProvider({ conversations: many(3) });
    const inbox = await mountLoaded(provider, { ...LINKS, live: true });
    await until(() => inbox.matches(':state(live)'), 'changes are followed');
    await enter(inbox);
    await press('Control+End');
    provider.remove('n-2');
    await until(() => rows(inbox).length === 2, 'the row is gone');
    expect(focusedCell(inbox)).to.deep.equal({ index: 1, column: 'type' });
  });

  it('stays with its row when others arrive above it', async () => {
    const provider = createMemoryProvider({ conversations: many(30) });
    const inbox = await mountLoaded(provider, { ...LINKS, live: true });
    await until(() => inbox.matches(':state(live)'), 'changes are followed');
    await enter(inbox);
    await press('ArrowDown');
    const own = focused(inbox);
    provider.push(numbered(-1));
    await until(() => focusedCell(inbox)?.index === 2, 'the row moved down');
    expect(focused(inbox) === own).to.equal(true);
  });

  it('is not taken from elsewhere on the page by rows that come', async () => {
    const provider = createMemoryProvider({ conversations: many(30) });
    const inbox = await mountLoaded(provider, { ...LINKS, live: true });
    await until(() => inbox.matches(':state(live)'), 'changes are followed');
    const elsewhere = document.createElement('button');
    inbox.parentElement!.before(elsewhere);
    elsewhere.focus();
    provider.push(numbered(-1));
    await until(() => cell(inbox, 0, 'summary').textContent.includes('(-1)'), 'the row came');
    expect(document.activeElement === elsewhere).to.equal(true);
    elsewhere.remove();
  });
});
