/** The tooltip of a pointer that rests; that of the keyboard is with the keys. */
import { expect } from '@open-wc/testing';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { conversation, many } from '../../../stories/fixtures.js';
import { all, cell, fired, mountLoaded, record, scrollTo, until } from '../../helpers/inbox.js';
import { press } from '../../helpers/keys.js';

const long = 'A summary that goes on and on. '.repeat(20).trim();
const hovered = { id: 'hovered', at: '2026-11-20T10:00:00Z', summary: long };

const open = (inbox: Element) => all(inbox, '[part~="tooltip"]:popover-open')[0];

/** A live inbox whose first row has the pointer on its summary, and the tooltip there. */
async function told() {
  const provider = createMemoryProvider({ conversations: [conversation(hovered), ...many(300)] });
  const inbox = await mountLoaded(provider, { live: true, pageSize: 300 });
  await until(() => inbox.matches(':state(live)'), 'changes are followed');
  // No real pointer: the browser would move it on by itself when the rows beneath it move.
  cell(inbox, 0, 'summary').dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
  const tooltip = await until(() => open(inbox), 'the tooltip');
  expect(tooltip.textContent).to.equal(long);
  return { inbox, provider };
}

describe('the tooltip of a row', () => {
  it('goes when the row leaves the list', async () => {
    const { inbox, provider } = await told();
    provider.remove('hovered');
    await until(() => !open(inbox), 'it closes');
  });

  it('goes when the row says something else', async () => {
    const { inbox, provider } = await told();
    provider.push(conversation({ ...hovered, summary: `Now ${long}` }));
    await until(() => !open(inbox), 'it closes');
  });

  it('goes when another row takes its place', async () => {
    const { inbox } = await told();
    inbox.query = { direction: 'outbound' };
    await until(() => !open(inbox), 'it closes');
  });

  it('stays when another row changes', async () => {
    const { inbox, provider } = await told();
    provider.push(conversation({ id: 'n-1', at: many(2)[1]!.at, summary: 'Something else.' }));
    await until(() => cell(inbox, 2, 'summary').textContent.includes('Something'), 'the change');
    expect(open(inbox)?.textContent).to.equal(long);
  });

  it('goes when the table is scrolled', async () => {
    const { inbox } = await told();
    await scrollTo(inbox, 200);
    expect(open(inbox) === undefined).to.equal(true);
  });

  it('goes with Escape wherever focus is, and the page does not hear of that key', async () => {
    const { inbox } = await told();
    const dialog = document.createElement('div');
    const inside = document.createElement('button');
    dialog.append(inside);
    inbox.parentElement!.before(dialog);
    inside.focus();
    const heard = record(dialog, 'keydown') as KeyboardEvent[];
    await press('Escape');
    expect(open(inbox) === undefined).to.equal(true);
    expect(heard).to.have.length(0);
    expect(document.activeElement === inside).to.equal(true);
    const next = fired<KeyboardEvent>(dialog, 'keydown');
    await press('Escape');
    expect((await next).key, 'the next Escape is for the page').to.equal('Escape');
    dialog.remove();
  });
});

describe('the tooltip of who takes part', () => {
  const address = `${'a.long.name.of.somebody.'.repeat(3)}who.calls@example.com`;
  const others = ['second@example.com', 'third@example.org'].map((one) => ({
    role: 'other' as const,
    address: one,
  }));

  const tipOf = async (parts: object, column = 'caller') => {
    const rows = [conversation({ id: 'a', ...parts })];
    const inbox = await mountLoaded(createMemoryProvider({ conversations: rows }));
    cell(inbox, 0, column).focus({ focusVisible: true } as FocusOptions);
    return open(inbox)?.textContent.split('\n');
  };

  it('tells an address that is cut off in full, and everybody else once', async () => {
    const caller = { role: 'caller', address };
    expect(await tipOf({ caller, others })).to.deep.equal([
      address,
      'second@example.com',
      'third@example.org',
    ]);
  });

  it('tells an address that is cut off though it is part of another one', async () => {
    const caller = { role: 'caller', address };
    const other = { role: 'other', address: `not.${address}` };
    expect(await tipOf({ caller, others: [other] })).to.deep.equal([address, `not.${address}`]);
  });

  it('tells the id of a guest once', async () => {
    const caller = { role: 'caller', address: 'guest_1', anonymous: true };
    expect(await tipOf({ caller, others })).to.deep.equal([
      'guest_1',
      'second@example.com',
      'third@example.org',
    ]);
  });

  it('tells the name of an agent that is cut off once, with its version', async () => {
    const name = 'The agent that answers whenever nobody else does '.repeat(2).trim();
    const agent = { id: 'agent-1', name, versionId: 'v7' };
    expect(await tipOf({ agent }, 'agent')).to.deep.equal([name, 'Version v7']);
  });
});
