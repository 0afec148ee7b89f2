import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/define.js';
import type { ConversationProvider } from '../src/model/index.js';
import { assistants, wrong, type Account } from './assistants.js';
import { args, argTypes, story, type InboxArgs } from './inbox.js';

type Story = StoryObj<InboxArgs>;

const meta: Meta<InboxArgs> = { title: 'Autocalls', args, argTypes };
export default meta;

const COLUMNS =
  'copy play agent caller-name caller type direction status duration messages cost metadata.order date time';

const inbox = (create: () => ConversationProvider): Story => ({
  args: { columns: COLUMNS },
  render: story(create, '26rem'),
});

/** One that a link leads to: nothing is known of it but its id. */
const one = (id: string, account?: Account): Story => {
  const provider = assistants(account, { currency: 'EUR' });
  return {
    render: () =>
      html`<conversation-detail
        style="block-size: 40rem"
        conversation-id=${id}
        time-zone="UTC"
        .provider=${provider}
      ></conversation-detail>`,
  };
};

/** Four types of conversations, and calls among them, newest first. */
export const Assistants: Story = inbox(() => assistants());

/** The account’s currency is an option: the API does not say it. */
export const InEuros: Story = inbox(() => assistants({}, { currency: 'EUR' }));

/** Calls are a list of their own, and can be the only one. */
export const CallsAlone: Story = inbox(() => assistants({}, { resources: ['calls'] }));

/** A filter of calls asks the list of calls, and no other. */
export const PhoneCalls: Story = {
  ...inbox(() => assistants()),
  args: { columns: COLUMNS, query: { channel: ['phone'] } },
};

export const NoAssistants: Story = {
  ...inbox(() => assistants({ written: [], called: [] })),
  name: 'Empty',
};

/** The server’s words and what support needs. */
export const Unauthenticated: Story = inbox(() =>
  assistants(wrong(401, { message: 'Unauthenticated.' })),
);

/** The reason stands at the filter whose parameter the server names. */
export const RefusedFilter: Story = {
  ...inbox(() =>
    assistants(
      wrong(422, {
        message: 'The customer phone is invalid.',
        errors: { customer_phone: ['The customer phone is invalid.'] },
      }),
    ),
  ),
  args: { columns: COLUMNS, query: { caller: '5550147' } },
};

/** What the assistant looked up stands before what it then said. */
export const WithTools: Story = one('9d3f0c52-7a1e-4a60-9c1b-2f6d1c0a7e01');

/** A recording, and what was said as one text without times. */
export const Call: Story = one('call:812');

/** The same from a server that sends a list with times. */
export const CallWithTimes: Story = one('call:812', { texts: false });

export const CallNobodyAnswered: Story = one('call:811');

export const UnknownCall: Story = one('call:1');
