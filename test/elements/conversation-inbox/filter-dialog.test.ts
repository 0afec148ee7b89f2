/** The dialog of all filters. */
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { ConversationInbox, InboxQueryChangeEvent } from '../../../src/index.js';
import { providerError, type ConversationProvider, type Query } from '../../../src/model/index.js';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { many } from '../../../stories/fixtures.js';
import { like } from '../../../stories/inbox.js';
import {
  all,
  deferred,
  focused,
  frames,
  mount,
  mountLoaded,
  one,
  part,
  quiet,
  record,
  rows,
  secondPlace,
  until,
} from '../../helpers/inbox.js';
import { press } from '../../helpers/keys.js';

const dialog = (inbox: Element) => part(inbox, 'filter-dialog') as HTMLDialogElement | null;
const named = <T extends HTMLElement = HTMLInputElement>(inbox: Element, name: string) =>
  one(inbox, `[name="${name}"]`) as unknown as T;
const options = (inbox: Element, name: string) =>
  [...named<HTMLSelectElement>(inbox, name).options].map(({ label }) => label);
const focusedPart = (inbox: Element) => focused(inbox)?.getAttribute('part');
const errorAt = (inbox: Element, name: string) => {
  const field = named(inbox, name);
  const ids = field.getAttribute('aria-describedby')?.split(' ') ?? [];
  const texts = ids.map((id) => one(inbox, `#${id}`)!).filter((node) => node.part.length > 0);
  return field.ariaInvalid === 'true' ? texts[0]!.textContent.trim() : undefined;
};
const details = (events: readonly Event[]) =>
  (events as InboxQueryChangeEvent[]).map(({ detail }) => detail);

function write(inbox: Element, name: string, value: string): void {
  const field = named(inbox, name);
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

async function open(inbox: ConversationInbox): Promise<void> {
  const button = await until(() => part(inbox, 'filters-button'), 'the button');
  button.focus();
  await press('Enter');
  await until(() => dialog(inbox)?.open, 'the dialog');
}

const memory = () => createMemoryProvider({ conversations: many(60) });

async function opened(provider: ConversationProvider = memory(), properties: object = {}) {
  const inbox = await mountLoaded(provider, properties);
  await open(inbox);
  return inbox;
}

describe('the filter dialog', () => {
  it('offers what the provider can do, and nothing else', async () => {
    const inbox = await opened(
      createMemoryProvider({
        conversations: many(3),
        capabilities: {
          filters: {
            direction: 'one',
            durationMin: 'one',
            status: { values: 'one', options: [{ value: 'done', label: 'Done <b>' }] },
            externalId: 'one',
          },
        },
      }),
    );
    const names = all(inbox, '[part~="filter-dialog"] [name]').map((field) =>
      field.getAttribute('name'),
    );
    expect(names).to.deep.equal(['direction', 'status', 'durationMin', 'externalId']);
    expect(options(inbox, 'direction')).to.deep.equal(['Any', 'Inbound', 'Outbound']);
    expect(options(inbox, 'status')).to.deep.equal(['Any', 'Done <b>']);
    expect(named(inbox, 'externalId').closest('details') !== null, 'under More').to.equal(true);
  });

  it('folds nothing away where that would be most of it', async () => {
    const filters = { caller: 'one', numberId: 'one', optedIn: 'one' } as const;
    const inbox = await opened(
      createMemoryProvider({ conversations: many(3), capabilities: { filters } }),
    );
    expect(all(inbox, '[part~="filter-dialog"] [name]')).to.have.length(3);
    expect(one(inbox, 'details')).to.equal(null);
  });

  it('can be used by everybody, with errors too, and leaves nothing behind', async () => {
    const inbox = await opened();
    one(inbox, 'details')!.toggleAttribute('open', true);
    await expect(inbox).to.be.accessible();
    write(inbox, 'durationMin', 'soon');
    part(inbox, 'apply-button')!.click();
    await until(() => part(inbox, 'filter-error'), 'an error');
    await expect(inbox).to.be.accessible();
    part(inbox, 'filter-close-button')!.click();
    await until(() => dialog(inbox) === null, 'it closes');
  });

  it('asks for what its fields say, once, and focus returns to its button', async () => {
    const inbox = await opened();
    const events = record(inbox, 'inbox-query-change');
    named<HTMLSelectElement>(inbox, 'direction').value = 'inbound';
    all(inbox, '[name="status"]')
      .filter((box) => ['completed', 'failed'].includes((box as HTMLInputElement).value))
      .forEach((box) => box.click());
    write(inbox, 'durationMin', '1m 30s');
    write(inbox, 'durationMax', '1:00:00');
    named(inbox, 'durationMax').focus();
    await press('Enter');
    await until(() => dialog(inbox) === null, 'it closes');
    const query: Query = {
      direction: 'inbound',
      status: ['completed', 'failed'],
      durationMin: 90,
      durationMax: 3600,
    };
    expect(details(events)).to.deep.equal([{ query, previous: {}, source: 'filters' }]);
    expect(inbox.query).to.deep.equal(query);
    expect(focusedPart(inbox)).to.equal('filters-button');
    await quiet(inbox);
    const said = one(inbox, '[role="status"]')!;
    await until(() => / shown$/.test(said.textContent), 'the outcome');
    expect(said.textContent).to.equal(`${rows(inbox).length} conversations shown`);
  });

  it('changes nothing on Esc, and focus returns to its button', async () => {
    const inbox = await opened();
    const events = record(inbox, 'inbox-query-change');
    write(inbox, 'caller', '0103');
    await press('Escape');
    await until(() => dialog(inbox) === null, 'it closes');
    expect(events).to.have.length(0);
    expect(inbox.query).to.deep.equal({});
    expect(focusedPart(inbox)).to.equal('filters-button');
    await open(inbox);
    expect(named(inbox, 'caller').value, 'it begins with what is asked for').to.equal('');
  });

  it('fires nothing when it is applied as it was', async () => {
    const query = { createdAfter: '2025-01-01T00:00:00.123456Z', status: ['failed'] };
    const inbox = await opened(memory(), { query });
    const events = record(inbox, 'inbox-query-change');
    part(inbox, 'apply-button')!.click();
    await until(() => dialog(inbox) === null, 'it closes');
    expect(events).to.have.length(0);
    expect(inbox.query).to.equal(query);
  });

  it('explains what is wrong at its field, goes there, and sends nothing', async () => {
    const provider = memory();
    const inbox = await opened(provider);
    const calls = provider.calls.list;
    const events = record(inbox, 'inbox-query-change');
    write(inbox, 'durationMin', 'soon');
    write(inbox, 'userTurnsMin', '9');
    write(inbox, 'userTurnsMax', '3');
    part(inbox, 'apply-button')!.click();
    await until(() => errorAt(inbox, 'durationMin'), 'it is explained');
    expect(errorAt(inbox, 'durationMin')).to.equal(
      'Enter seconds, or a time such as 1:30 or 1m 30s.',
    );
    expect(errorAt(inbox, 'userTurnsMax')).to.equal('Enter 9 or more, or change the lower bound.');
    expect(errorAt(inbox, 'userTurnsMin')).to.equal(undefined);
    expect(focused(inbox)!.getAttribute('name')).to.equal('durationMin');
    expect([dialog(inbox)!.open, events.length, provider.calls.list - calls]).to.deep.equal([
      true,
      0,
      0,
    ]);
    write(inbox, 'durationMin', '90');
    write(inbox, 'userTurnsMax', '');
    part(inbox, 'apply-button')!.click();
    await until(() => dialog(inbox) === null, 'it is right now');
    expect(inbox.query).to.deep.equal({ durationMin: 90, userTurnsMin: 9 });
  });

  it('does not take half a date for none', async () => {
    const inbox = await opened();
    named(inbox, 'createdAfter').focus();
    await sendKeys({ type: '03' });
    part(inbox, 'apply-button')!.click();
    await until(() => errorAt(inbox, 'createdAfter'), 'it is explained');
    expect(errorAt(inbox, 'createdAfter')).to.equal('Enter a date and a time.');
  });

  it('empties its fields with Reset; what was asked for stays until Apply', async () => {
    const query: Query = { direction: 'inbound', durationMin: 60, status: ['completed'] };
    const inbox = await opened(memory(), { query });
    expect(named(inbox, 'durationMin').value).to.equal('1m 00s');
    part(inbox, 'reset-button')!.click();
    expect(named(inbox, 'durationMin').value).to.equal('');
    expect(named<HTMLSelectElement>(inbox, 'direction').value).to.equal('');
    expect(all(inbox, '[name="status"]:checked')).to.have.length(0);
    expect(inbox.query).to.equal(query);
    part(inbox, 'apply-button')!.click();
    await until(() => dialog(inbox) === null, 'it closes');
    expect(inbox.query).to.deep.equal({});
  });

  it('knows spans of days by name, exactly and in the viewer’s zone', async () => {
    const inbox = await opened(memory(), { timeZone: 'Asia/Kolkata' });
    const [today] = all(inbox, '[part~="filter-preset-button"]');
    today!.click();
    expect(today!.ariaPressed).to.equal('true');
    expect(named(inbox, 'createdAfter').value).to.match(/T00:00$/);
    part(inbox, 'apply-button')!.click();
    await until(() => inbox.query.createdAfter, 'it is asked for');
    expect(inbox.query.createdAfter).to.match(/T00:00:00\+05:30$/);
    expect(inbox.query.createdBefore).to.match(/T23:59:59\.999999\+05:30$/);
    await open(inbox);
    expect(all(inbox, '[part~="filter-preset-button"]')[0]!.ariaPressed).to.equal('true');
  });

  it('takes metadata as pairs, as many as are needed', async () => {
    const inbox = await opened();
    one(inbox, 'details')!.toggleAttribute('open', true);
    part(inbox, 'filter-add-button')!.click();
    const fields = all(inbox, '[name="metadata"]') as HTMLInputElement[];
    expect(fields).to.have.length(6);
    expect(focused(inbox) === fields[3], 'focus is in the new one').to.equal(true);
    const pairs = ['order', '17', 'text', 'tries', '3', 'number'];
    pairs.forEach((value, index) => (fields[index]!.value = value));
    part(inbox, 'apply-button')!.click();
    await until(() => dialog(inbox) === null, 'it closes');
    expect(inbox.query).to.deep.equal({ metadata: { order: '17', tries: 3 } });
  });

  it('shows at its field what the server refuses', async () => {
    const provider = deferred();
    const inbox = await mount({ provider });
    await provider.last.resolve({ items: many(5) });
    await quiet(inbox);
    await open(inbox);
    one(inbox, 'details')!.toggleAttribute('open', true);
    write(inbox, 'externalId', 'x');
    part(inbox, 'apply-button')!.click();
    const call = await until(() => provider.calls[1], 'it is sent');
    const refused = { externalId: 'Not an id of ours.' };
    await call.reject(providerError('invalid-request', 'No.', { details: refused }));
    await until(() => dialog(inbox)?.open, 'the dialog again');
    expect(errorAt(inbox, 'externalId')).to.equal('Not an id of ours.');
    expect(focused(inbox)!.getAttribute('name')).to.equal('externalId');
    expect(named(inbox, 'externalId').value).to.equal('x');
  });

  it('goes with its inbox', async () => {
    const inbox = await opened();
    const home = inbox.parentElement!;
    inbox.remove();
    await frames(2);
    home.append(inbox);
    await frames(2);
    expect(dialog(inbox) === null).to.equal(true);
  });

  it('stays above the page, with what is typed, when its inbox is moved in it', async () => {
    const inbox = await opened();
    write(inbox, 'campaign', 'spring');
    (await secondPlace()).append(inbox);
    await until(() => dialog(inbox)?.matches(':modal'), 'it is above the page');
    expect(named(inbox, 'campaign').value).to.equal('spring');
    await press('Escape');
    await until(() => dialog(inbox) === null, 'it closes');
  });

  it('fits 320 pixels', async () => {
    const inbox = await mountLoaded(memory(), {}, { width: 320 });
    await open(inbox);
    const box = dialog(inbox)!.getBoundingClientRect();
    expect(box.width).to.be.at.most(innerWidth);
    expect(dialog(inbox)!.scrollWidth).to.be.at.most(dialog(inbox)!.clientWidth);
  });

  it('breaks endless words, and is scrolled down alone', async () => {
    const long = 'x'.repeat(300);
    const filters = {
      caller: 'one',
      status: { values: 'many', options: [{ value: 'a', label: long }] },
      durationMin: 'one',
    } as const;
    const provider = deferred({ capabilities: { filters } });
    const inbox = await mount({ provider });
    await provider.last.resolve({ items: many(3) });
    await open(inbox);
    write(inbox, 'durationMin', '5');
    part(inbox, 'apply-button')!.click();
    const call = await until(() => provider.calls[1], 'it is asked for');
    const details = { durationMin: long };
    await call.reject(providerError('invalid-request', 'No.', { details }));
    await until(() => part(inbox, 'filter-error'), 'the dialog with the reason');
    const { scrollWidth, clientWidth } = one(inbox, '.filter-body')!;
    expect(scrollWidth).to.equal(clientWidth);
  });
});

describe('the agents in it', () => {
  it('are those that were seen in the list, where the provider names none', async () => {
    const inbox = await opened();
    const agent = many(1)[0]!.agent!;
    await until(() => options(inbox, 'agentId').length > 1, 'agents');
    expect(options(inbox, 'agentId')).to.include(agent.name!);
    named<HTMLSelectElement>(inbox, 'agentId').value = agent.id!;
    part(inbox, 'apply-button')!.click();
    await until(() => dialog(inbox) === null, 'it closes');
    expect(inbox.query).to.deep.equal({ agentId: agent.id });
  });

  it('are still all there once the list shows only those of one, who stays chosen by id', async () => {
    const agents = ['Ada', 'Ben', ''].map((name, n) => ({ id: `agent-${n}`, name }));
    const conversations = many(6).map((row, n) => ({ ...row, agent: agents[n % 3]! }));
    const inbox = await opened(createMemoryProvider({ conversations }));
    const all = options(inbox, 'agentId');
    expect(all).to.deep.equal(['Any', 'Ada', 'agent-2', 'Ben']);
    const [agent] = agents as [(typeof agents)[number]];
    named<HTMLSelectElement>(inbox, 'agentId').value = agent.id;
    part(inbox, 'apply-button')!.click();
    await until(() => part(inbox, 'chip'), 'its chip');
    await quiet(inbox);
    await open(inbox);
    expect(options(inbox, 'agentId')).to.deep.equal(all);
    expect(named<HTMLSelectElement>(inbox, 'agentId').value).to.equal(agent.id);
  });

  it('are named in the chip, whatever rows the filters leave', async () => {
    const inbox = await opened();
    const agent = many(1)[0]!.agent!;
    named<HTMLSelectElement>(inbox, 'agentId').value = agent.id;
    write(inbox, 'caller', 'nobody has this');
    part(inbox, 'apply-button')!.click();
    await until(() => part(inbox, 'empty'), 'no rows');
    expect(part(inbox, 'chip')!.textContent).to.contain(agent.name);
  });

  it('can be none: then that is said, and Reset brings all of them back', async () => {
    const team = Array.from({ length: 9 }, (_, n) => ({ id: `agent-${n}`, name: `Agent ${n}` }));
    const provider = like(memory(), {
      agents: ({ search = '' }) =>
        Promise.resolve({ items: team.filter(({ name }) => name.includes(search)) }),
    });
    const inbox = await opened(provider);
    await until(() => options(inbox, 'agentId').length === 10, 'all of them');
    one(inbox, '[aria-label="Find an agent"]')!.focus();
    await sendKeys({ type: 'zz' });
    const field = named(inbox, 'agentId').closest('[part~="filter-field"]')!;
    await until(() => field.textContent.includes('No agent has this'), 'it is said');
    expect(options(inbox, 'agentId')).to.deep.equal(['Any']);
    part(inbox, 'reset-button')!.click();
    await until(() => options(inbox, 'agentId').length === 10, 'all of them again');
    expect((one(inbox, '[aria-label="Find an agent"]') as HTMLInputElement).value).to.equal('');
  });

  it('are those seen when the provider answers with something else than agents', async () => {
    const items = 'agents' as unknown as [];
    const provider = like(memory(), { agents: () => Promise.resolve({ items }) });
    const inbox = await opened(provider);
    const field = named(inbox, 'agentId').closest('[part~="filter-field"]')!;
    await until(() => field.textContent.includes('could not be loaded'), 'it is said');
    expect(options(inbox, 'agentId').length).to.be.above(1);
  });

  it('are found by name where the provider has many; the chosen one stays chosen', async () => {
    const team = Array.from({ length: 30 }, (_, n) => ({ id: `agent-${n}`, name: `Agent ${n}` }));
    const searches: (string | undefined)[] = [];
    const provider = like(memory(), {
      agents: ({ search }) => {
        searches.push(search);
        const items = team.filter(({ name }) => !search || name.includes(search)).slice(0, 10);
        return Promise.resolve({ items, ...(items.length === 10 && { nextCursor: 'more' }) });
      },
    });
    const inbox = await opened(provider);
    await until(() => options(inbox, 'agentId').length === 11, 'the first page');
    named<HTMLSelectElement>(inbox, 'agentId').value = 'agent-3';
    one(inbox, '[aria-label="Find an agent"]')!.focus();
    await sendKeys({ type: '27' });
    await until(() => options(inbox, 'agentId').includes('Agent 27'), 'what was searched for');
    expect(searches, 'one request per pause').to.deep.equal([undefined, '27']);
    expect(named<HTMLSelectElement>(inbox, 'agentId').value).to.equal('agent-3');
    named<HTMLSelectElement>(inbox, 'agentId').value = 'agent-27';
    part(inbox, 'apply-button')!.click();
    await until(() => part(inbox, 'chip'), 'its chip');
    expect(inbox.query).to.deep.equal({ agentId: 'agent-27' });
    expect(part(inbox, 'chip')!.textContent).to.contain('Agent 27');
  });

  it('are not asked of a provider that is no longer there', async () => {
    const searches: (string | undefined)[] = [];
    const inbox = await opened(
      like(memory(), {
        agents: ({ search }) => {
          searches.push(search);
          return Promise.resolve({ items: [] });
        },
      }),
    );
    await press('Escape');
    const filters = { caller: { values: 'one', match: 'contains' }, direction: 'one' } as const;
    inbox.provider = createMemoryProvider({ conversations: many(9), capabilities: { filters } });
    await until(() => rows(inbox).length === 9, 'the rows of the new provider');
    await open(inbox);
    part(inbox, 'reset-button')!.click();
    // A pause that begins later ends later.
    const search = part(inbox, 'search-field') as HTMLInputElement;
    search.value = '555';
    search.dispatchEvent(new Event('input', { bubbles: true }));
    await until(() => inbox.query.caller === '555', 'the search is sent');
    expect(searches).to.deep.equal([undefined]);
  });

  it('are those seen when the provider fails to name them, and that is said', async () => {
    const provider = like(memory(), { agents: () => Promise.reject(new Error('x')) });
    const inbox = await opened(provider);
    const field = named(inbox, 'agentId').closest('[part~="filter-field"]')!;
    await until(() => field.textContent.includes('could not be loaded'), 'it is said');
    expect(options(inbox, 'agentId').length).to.be.above(1);
  });
});
