import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/define.js';
import { morning } from './fixtures.js';
import { memory } from './inbox.js';

interface ProviderArgs {
  readonly adapter?: string;
  readonly baseUrl?: string;
  readonly organization?: string;
}

type Story = StoryObj<ProviderArgs>;

const meta: Meta<ProviderArgs> = {
  title: 'conversation-provider',
  component: 'conversation-provider',
  argTypes: {
    adapter: { control: 'select', options: ['agentmessage', 'anyreach', 'autocalls'] },
    baseUrl: { control: 'text' },
    organization: { control: 'text' },
  },
};
export default meta;

const shared = memory(morning);

/** Gives its provider to every inbox inside it, however deep. */
export const OwnProvider: Story = {
  render: () =>
    html`<conversation-provider .provider=${shared}>
      <section style="block-size: 30rem">
        <conversation-inbox detail-href="/conversations/{id}" time-zone="UTC"></conversation-inbox>
      </section>
    </conversation-provider>`,
};

const own = memory(morning.slice(0, 3), { key: 'own' });

/** A provider that an inbox has itself wins over the one around it. */
export const OwnPropertyWins: Story = {
  render: () =>
    html`<conversation-provider .provider=${shared}>
      <div style="display: grid; gap: 1rem">
        <conversation-inbox style="block-size: 22rem" time-zone="UTC"></conversation-inbox>
        <conversation-inbox
          style="block-size: 22rem"
          time-zone="UTC"
          .provider=${own}
        ></conversation-inbox>
      </div>
    </conversation-provider>`,
};

/** Without an adapter or a provider there is nothing to ask. Choose `anyreach` and a `base-url`. */
export const Adapter: Story = {
  render: ({ adapter, baseUrl, organization }) =>
    html`<conversation-provider
      .adapter=${adapter}
      .baseUrl=${baseUrl}
      .organization=${organization}
    >
      <conversation-inbox style="block-size: 22rem"></conversation-inbox>
    </conversation-provider>`,
};
