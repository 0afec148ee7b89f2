import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/define.js';
import { args, argTypes, story, type InboxArgs } from './inbox.js';
import { textMessages } from './text-messages.js';

type Story = StoryObj<InboxArgs>;

const meta: Meta<InboxArgs> = { title: 'AgentMessage', args, argTypes };
export default meta;

const COLUMNS = 'copy caller agent-number direction summary messages consent date time';

/** Text messages: the newest first, with who consented, and what retention took away. */
export const SmsInbox: Story = {
  name: 'SMS inbox',
  args: { columns: COLUMNS },
  render: story(textMessages, '22rem'),
};

const provider = textMessages();

/** From nothing but its id: who it is with is found out from its messages. */
export const SmsThread: Story = {
  name: 'SMS thread from a link',
  render: () =>
    html`<conversation-detail
      style="block-size: 36rem"
      conversation-id="bGFtcA"
      time-zone="UTC"
      .provider=${provider}
    ></conversation-detail>`,
};

/** What retention took away says so, with its date. */
export const RemovedThread: Story = {
  render: () =>
    html`<conversation-detail
      style="block-size: 36rem"
      conversation-id="b2xk"
      time-zone="UTC"
      .provider=${provider}
    ></conversation-detail>`,
};
