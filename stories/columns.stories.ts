import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/define.js';
import type { InboxColumn } from '../src/index.js';
import type { Conversation } from '../src/model/index.js';
import { many, morning } from './fixtures.js';
import { args, argTypes, memory, story, until, type InboxArgs } from './inbox.js';

type Story = StoryObj<InboxArgs>;
type Play = NonNullable<Story['play']>;

const meta: Meta<InboxArgs> = { title: 'Columns', component: 'conversation-inbox', args, argTypes };
export default meta;

/** With a value in the columns that a reader can add. */
const detailed = (conversation: Conversation, index: number): Conversation => ({
  ...conversation,
  userTurns: index * 3,
  messageCount: index * 7 + 1,
  cost: { amount: index * 0.0375, currency: 'USD' },
  externalId: `order-${4100 + index}`,
  organizationId: 'northwind',
  updatedAt: conversation.at,
  metadata: { tier: index % 3 === 0 ? 'gold' : 'silver', 'case id': 9000 + index },
});

const openPanel: Play = async ({ canvasElement }) => {
  const find = (part: string) =>
    canvasElement
      .querySelector('conversation-inbox')
      ?.shadowRoot?.querySelector<HTMLElement>(`[part~="${part}"]`);
  (await until(() => find('columns-button'), 'the button')).click();
  await until(() => find('columns-panel')?.matches(':popover-open'), 'the panel');
};

/** What is shown, in which order, and how much room a row takes. */
export const Panel: Story = {
  render: story(() => memory(morning.map(detailed))),
  play: openPanel,
};

const phone = story(() => memory(morning));

export const PanelNarrow: Story = {
  name: 'Panel, narrow',
  render: (values) => html`<div style="inline-size: 320px">${phone(values)}</div>`,
  play: openPanel,
};

/** Columns that not every inbox has. They are named by id, or added in the panel. */
export const Optional: Story = {
  args: {
    columns:
      'copy caller turns messages cost external-id organization updated metadata.tier metadata.case%20id',
  },
  render: story(() => memory(morning.map(detailed))),
};

const outcome: InboxColumn = {
  id: 'outcome',
  label: 'Outcome',
  width: '9em',
  cell: ({ status }) => (status === 'completed' ? 'Solved' : 'Open'),
};

const review: InboxColumn = {
  id: 'review',
  label: 'Review',
  width: '8em',
  cell: () => html`<button part="review">Review</button>`,
  value: () => null,
};

const length: InboxColumn = {
  id: 'length',
  label: 'Length',
  width: '10em',
  cell: ({ duration }) => {
    if (!duration) return null;
    const meter = document.createElement('meter');
    meter.max = 600;
    meter.value = duration;
    meter.setAttribute('aria-label', `${duration} seconds`);
    return meter;
  },
  value: ({ duration }) => duration,
};

/** A text, a template with a button, and a node, among the columns of the inbox. */
export const Custom: Story = {
  args: { columns: ['play', 'caller', outcome, 'summary', length, review] },
  render: story(() => memory(many(300))),
};

export const Compact: Story = {
  args: { density: 'compact' },
  render: story(() => memory(many(300))),
};
