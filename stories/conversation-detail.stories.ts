import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing, type TemplateResult } from 'lit';
import '../src/define.js';
import type { ConversationDetailElement } from '../src/index.js';
import {
  providerError,
  type Conversation,
  type ConversationDetail,
  type ConversationProvider,
} from '../src/model/index.js';
import {
  callTranscript,
  details,
  email,
  manyTurns,
  paged,
  phone,
  talking,
  text,
  transcriptOf,
  turn,
} from './detail.js';
import { until } from './inbox.js';

interface DetailArgs {
  readonly conversationId?: string;
  readonly startAt?: number;
  readonly live?: boolean;
  readonly detailHref?: string;
  readonly timeZone?: string;
  readonly conversation?: Conversation;
  readonly neighbors?: ConversationDetailElement['neighbors'];
  /** CSS lengths. */
  readonly height?: string;
  readonly width?: string;
}

type Story = StoryObj<DetailArgs>;

const meta: Meta<DetailArgs> = {
  title: 'conversation-detail',
  component: 'conversation-detail',
  args: { conversationId: 'c-1', detailHref: '/conversations/{id}', timeZone: 'UTC' },
  argTypes: {
    conversationId: { control: 'text' },
    startAt: { control: 'number' },
    live: { control: 'boolean' },
    detailHref: { control: 'text' },
    timeZone: {
      control: 'select',
      options: ['UTC', 'Asia/Kolkata', 'America/New_York', 'Pacific/Auckland'],
    },
  },
};
export default meta;

/** A story of one detail. Its provider outlives the controls' changes, which render it again. */
function story(
  create: () => ConversationProvider | undefined = details,
  parts: DetailArgs = {},
): (values: DetailArgs) => TemplateResult {
  let provider: ConversationProvider | undefined;
  return (values) => {
    const shown = { ...values, ...parts };
    provider ??= create();
    const size = `block-size: ${shown.height ?? 'min(44rem, 100vh)'}; max-inline-size: ${shown.width ?? 'none'}`;
    return html`<conversation-detail
      style=${size}
      conversation-id=${shown.conversationId ?? nothing}
      start-at=${shown.startAt ?? nothing}
      detail-href=${shown.detailHref ?? nothing}
      time-zone=${shown.timeZone ?? nothing}
      ?live=${shown.live ?? false}
      .conversation=${shown.conversation}
      .neighbors=${shown.neighbors}
      .provider=${provider}
    ></conversation-detail>`;
  };
}

const one = (conversation: Conversation, transcript?: ConversationDetail['transcript']) => () =>
  details([{ conversation, ...(transcript && { transcript }) }]);

const failing =
  (...parameters: Parameters<typeof providerError>) =>
  () => {
    const provider = details();
    provider.failNext(providerError(...parameters), 100);
    return provider;
  };

const part = (detail: Element, name: string) =>
  detail.shadowRoot?.querySelector<HTMLElement>(`[part~="${name}"]`);

async function withDetail(
  canvas: HTMLElement,
  act: (detail: ConversationDetailElement) => Promise<unknown>,
): Promise<void> {
  const detail = await until(() => canvas.querySelector('conversation-detail'), 'the detail');
  await detail.updateComplete;
  await act(detail);
}

/** A call: both sides, tools that work and fail, latencies, marks, redactions, an unknown entry. */
export const Call: Story = { render: story() };

/** What a tool was asked and answered; secrets are masked. */
export const ToolCallOpen: Story = {
  render: story(),
  play: ({ canvasElement }) =>
    withDetail(canvasElement, async (detail) => {
      const head = await until(() => part(detail, 'tool-head'), 'a tool call');
      head.click();
      await until(() => part(detail, 'tool-json'), 'what it was asked');
    }),
};

/** A link led to a second. Nothing plays by itself. */
export const StartsAtAMoment: Story = {
  render: story(details, { startAt: 25 }),
  play: ({ canvasElement }) =>
    withDetail(canvasElement, (detail) => until(() => part(detail, 'turn-marked'), 'the turn')),
};

/** The previous and next conversation of a list. */
export const WithNeighbors: Story = {
  render: story(details, { neighbors: () => ({ previous: text, next: email }) }),
};

/** What the host knows is shown at once, while the rest is loaded. */
export const Preloaded: Story = {
  render: story(() => ({ ...details(), get: () => new Promise(() => undefined) }), {
    conversation: phone,
  }),
};

export const TextMessages: Story = { render: story(details, { conversationId: 'c-2' }) };
export const Emails: Story = { render: story(details, { conversationId: 'c-3' }) };

/** Where there is no text, the formatted message is shown at once. */
export const FormattedEmail: Story = {
  render: story(
    one(
      email,
      transcriptOf([
        turn('h1', 'caller', '', {
          kind: 'email',
          parts: [
            { type: 'html', text: '<h1>Hello</h1><p>This <b>newsletter</b> has no text.</p>' },
          ],
        }),
      ]),
    ),
    { conversationId: 'c-3' },
  ),
  play: ({ canvasElement }) =>
    withDetail(canvasElement, (detail) => until(() => part(detail, 'email'), 'the message')),
};

const conversationNow = talking();

/** In progress: turns as they are said. */
export const Live: Story = {
  render: story(() => conversationNow.provider, { live: true }),
  play: ({ canvasElement }) =>
    withDetail(canvasElement, async (detail) => {
      const { send } = conversationNow;
      send({ type: 'state', state: 'live' });
      send({ type: 'turn', turn: turn('l2', 'caller', 'I would like', { status: 'interim' }) });
      await until(() => detail.matches(':state(live)'), 'it is live');
    }),
};

/** Pages of turns, loaded as one reads. */
export const Paged: Story = { render: story(() => paged(manyTurns(100))) };

/** A page could not be loaded; Retry goes on there. */
export const PageFailed: Story = {
  render: story(() => {
    const provider = paged(manyTurns(60));
    return {
      ...provider,
      turns: (request, options) =>
        request.cursor
          ? Promise.reject(providerError('network', 'The connection broke.'))
          : provider.turns!(request, options),
    };
  }),
  play: ({ canvasElement }) =>
    withDetail(canvasElement, async (detail) => {
      const scroller = await until(
        () => part(detail, 'turn') && part(detail, 'transcript'),
        'turns',
      );
      scroller.scrollTop = scroller.scrollHeight;
      await until(() => part(detail, 'retry-button'), 'Retry');
    }),
};

export const Loading: Story = {
  render: story(() => ({ ...details(), get: () => new Promise(() => undefined) })),
};
export const NothingChosen: Story = {
  render: story(details, { conversationId: undefined }),
  args: { conversationId: undefined },
};
export const NotConnected: Story = { render: story(() => undefined) };

export const NotFound: Story = {
  render: story(failing('not-found', 'No such conversation.', { requestId: 'req_8f2c01' })),
};
export const Forbidden: Story = { render: story(failing('forbidden', 'Ask your manager.')) };
export const Unauthorized: Story = { render: story(failing('unauthorized', 'Token expired.')) };
export const Network: Story = { render: story(failing('network', 'Connection reset.')) };

const failsLater = details();

/** Asked for again in vain: what was loaded stays. */
export const FailedAgain: Story = {
  render: story(() => failsLater),
  play: ({ canvasElement }) =>
    withDetail(canvasElement, async (detail) => {
      await until(() => part(detail, 'turn'), 'turns');
      failsLater.failNext(providerError('network', 'Connection reset.'));
      await detail.refresh();
      await until(() => part(detail, 'error'), 'what failed');
    }),
};

export const NoTranscript: Story = { render: story(one({ ...phone, transcript: 'none' })) };
export const TranscriptWithheld: Story = {
  render: story(one({ ...phone, transcript: 'withheld', recording: 'withheld' })),
};
export const TranscriptProcessing: Story = {
  render: story(one({ ...phone, transcript: 'processing', recording: 'processing' })),
};
export const TranscriptRemoved: Story = { render: story(one({ ...phone, transcript: 'removed' })) };
export const RecordingRemoved: Story = {
  render: story(one({ ...phone, recording: 'removed' }, callTranscript)),
};

/** On a phone the panes are tabs. */
export const Narrow: Story = { render: story(details, { width: '320px' }) };

export const RightToLeft: Story = {
  render: (values) => html`<div dir="rtl" lang="ar">${story()(values)}</div>`,
};
