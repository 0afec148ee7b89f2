import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/define.js';
import { providerError, type Capabilities, type Query } from '../src/model/index.js';
import { many, morning } from './fixtures.js';
import { args, argTypes, inboxOf, like, memory, story, until, type InboxArgs } from './inbox.js';

type Story = StoryObj<InboxArgs>;
type Play = NonNullable<Story['play']>;

const meta: Meta<InboxArgs> = { title: 'Toolbar', component: 'conversation-inbox', args, argTypes };
export default meta;

const { filters } = memory([]).capabilities;

/** A memory provider whose filters are others. */
const filtering = (others: Capabilities['filters']) =>
  memory(morning, { capabilities: { filters: others } });

/** Presses a button of the inbox, and waits for what that opens. */
const press =
  (button: string, opens: string): Play =>
  async ({ canvasElement }) => {
    const find = (selector: string) =>
      canvasElement
        .querySelector('conversation-inbox')
        ?.shadowRoot?.querySelector<HTMLElement>(selector);
    (await until(() => find(`[part~="${button}"]`), button)).click();
    await until(() => find(`${opens}:is([open], :popover-open)`), opens);
  };

const ACTIVE: Query = { direction: 'inbound', status: ['completed', 'failed'], durationMin: 10 };

/** A part of a number is searched for as it is typed. */
export const SearchContains: Story = {
  name: 'Search for a part',
  args: { query: { caller: '555 01' } },
  render: story(() => filtering({ ...filters, caller: { values: 'one', match: 'contains' } })),
};

/** A server that needs the whole number is asked on Enter. */
export const SearchExact: Story = {
  name: 'Search for the full number',
  render: story(() => filtering({ ...filters, caller: 'one' })),
};

/** What is asked for, each to be removed. */
export const ActiveFilters: Story = {
  args: { query: ACTIVE },
  render: story(() => memory(morning)),
};

const phone = story(() => memory(many(300)));

/** The width of a phone: chips scroll sideways, actions are icons. */
export const ManyChipsNarrow: Story = {
  name: 'Many chips, narrow',
  args: {
    query: {
      ...{ ...ACTIVE, channel: ['phone', 'web'], campaign: 'spring', userTurnsMin: 2 },
      ...{ createdAfter: '2026-01-01T00:00:00Z', metadata: { tier: 'gold', region: 'EMEA' } },
    },
  },
  render: (values) => html`<div style="inline-size: 320px">${phone(values)}</div>`,
};

/** The server did not accept what was searched for. */
export const FieldError: Story = {
  name: 'Refused by the server',
  args: { query: { caller: '12' } },
  render: story(() =>
    like(memory([]), {
      list: () =>
        Promise.reject(
          providerError('invalid-request', 'The request is not valid.', {
            details: { caller: 'Enter at least three digits.' },
          }),
        ),
    }),
  ),
};

export const FilterDialog: Story = {
  args: { query: ACTIVE },
  render: story(() => memory(morning)),
  play: press('filters-button', '[part~="filter-dialog"]'),
};

const AGENTS = Array.from({ length: 60 }, (_, n) => ({ id: `agent-${n}`, name: `Agent ${n + 1}` }));

/** A provider with many agents lets them be searched for. */
export const AgentPicker: Story = {
  render: story(() =>
    like(memory(morning), {
      agents: ({ search = '' }) =>
        Promise.resolve({ items: AGENTS.filter(({ name }) => name.includes(search)) }),
    }),
  ),
  play: press('filters-button', '[part~="filter-dialog"]'),
};

/** Nothing to search or to filter by. */
export const NoFilters: Story = { render: story(() => filtering({})) };

export const Live: Story = { args: { live: true }, render: story(() => memory(morning)) };

const loaded = memory(many(1200));

/** What the file will hold is said before; here more conversations match than are loaded. */
export const ExportMenu: Story = {
  args: { pageSize: 100 },
  render: (values) => inboxOf(loaded, values),
  play: press('export-button', '[part~="export-menu"]'),
};

export const KeyboardHelp: Story = {
  render: story(() => memory(morning)),
  play: press('help-button', '[part~="help"]'),
};
