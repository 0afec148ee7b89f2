import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/define.js';
import type { ConversationProvider } from '../src/model/index.js';
import { args, argTypes, story, type InboxArgs } from './inbox.js';
import { LONG, refused, textMessages } from './text-messages.js';

type Story = StoryObj<InboxArgs>;

const meta: Meta<InboxArgs> = { title: 'AgentMessage', args, argTypes };
export default meta;

const COLUMNS = 'copy caller summary direction messages date time consent agent-number';

const inbox = (create: () => ConversationProvider): Story => ({
  args: { columns: COLUMNS },
  render: story(create, '22rem'),
});

/** A thread that a link leads to: nothing is known of it but its id. */
const thread = (id: string, provider: ConversationProvider): Story => ({
  render: () =>
    html`<conversation-detail
      style="block-size: 36rem"
      conversation-id=${id}
      time-zone="UTC"
      .provider=${provider}
    ></conversation-detail>`,
});

/** Text messages: the newest first, with who consented, and what retention took away. */
export const SmsInbox: Story = { ...inbox(() => textMessages()), name: 'SMS inbox' };

/** Only who opted out. */
export const OptedOut: Story = {
  ...SmsInbox,
  args: { columns: COLUMNS, query: { optedIn: false } },
  name: 'SMS inbox, opted out',
};

export const NoTexts: Story = { ...inbox(() => textMessages([])), name: 'SMS inbox, empty' };

/** The code, the words and what support needs. */
export const NotPermitted: Story = {
  ...inbox(() => textMessages([], refused(403, 'FORBIDDEN', 'Missing scope: conversations:read'))),
  name: 'SMS inbox, error',
};

/** The reason stands at the filter that the server names. */
export const RefusedFilter: Story = {
  ...inbox(() =>
    textMessages(
      [],
      refused(400, 'VALIDATION_FAILED', 'Some parameters are invalid.', {
        contact_number: 'Must be a number with its country.',
      }),
    ),
  ),
  args: { columns: COLUMNS, query: { caller: '5550143' } },
  name: 'SMS inbox, refused filter',
};

const provider = textMessages();

/** From nothing but its id: who it is with is found out from its messages. */
export const SmsThread: Story = { ...thread('bGFtcA', provider), name: 'SMS thread from a link' };

/** The word that retention leaves, typed by a customer, is a text. */
export const OptedOutThread: Story = thread('am9rZXI', provider);

/** What retention took away says so, with its date. */
export const RemovedThread: Story = thread('b2xk', provider);

/** More than is worth reading on the way to the newest message: it begins at its oldest. */
export const LongThread: Story = thread(LONG.id, textMessages([LONG]));

export const UnknownThread: Story = thread('bm9ib2R5', provider);
