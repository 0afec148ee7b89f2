import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/define.js';
import { providerError } from '../src/model/index.js';
import { hostile, many, morning, numbered } from './fixtures.js';
import { args, argTypes, inboxOf, like, memory, story, until, type InboxArgs } from './inbox.js';

type Story = StoryObj<InboxArgs>;

const meta: Meta<InboxArgs> = {
  title: 'conversation-inbox',
  component: 'conversation-inbox',
  args,
  argTypes,
};
export default meta;

const [narrow, dark, rightToLeft, first, second] = [
  story(() => memory(morning)),
  story(() => memory(morning)),
  story(() => memory(morning)),
  story(() => memory(morning, { key: 'first' }), '22rem'),
  story(() => memory(many(300), { key: 'second' }), '22rem'),
] as const;

const never = () => new Promise<never>(() => undefined);

/** Every channel and status, and everything a cell may hold. */
export const Full: Story = { render: story(() => memory(morning)) };

/** Scroll, and it loads on. */
export const Endless: Story = { render: story(() => memory(many(5000), { latency: 0.3 })) };

/** Outlines of rows until the first page is there. */
export const Loading: Story = { render: story(() => like(memory([]), { list: never })) };

export const LoadingMore: Story = {
  render: story(() => {
    const provider = memory(many(60));
    return like(provider, {
      list: (request, options) => (request.cursor ? never() : provider.list(request, options)),
    });
  }, '100rem'),
};

export const Empty: Story = { render: story(() => memory([])) };

export const EmptyFiltered: Story = {
  name: 'Empty, with a filter',
  args: { query: { direction: 'outbound', durationMin: 7200 } },
  render: story(() => memory(morning)),
};

/** The query asks for nothing but what the inbox leaves out. */
export const HiddenOnly: Story = {
  args: { query: { status: ['token_created'] } },
  render: story(() => {
    const provider = memory(morning);
    const notices = [{ kind: 'hidden' }] as const;
    return like(provider, { list: () => Promise.resolve({ items: [], notices }) });
  }),
};

export const End: Story = { render: story(() => memory(many(4))) };

/** The first page failed: why, what support needs, and a way on. */
export const FirstPageFailed: Story = {
  name: 'Error',
  render: story(() =>
    like(memory([]), {
      list: () =>
        Promise.reject(
          providerError('unauthorized', 'The token expired at 09:00.', { requestId: 'req_8f2c01' }),
        ),
    }),
  ),
};

/** The next page failed: the rows stay. */
export const NextPageFailed: Story = {
  name: 'Error in the middle',
  render: story(() => {
    const provider = memory(many(60));
    return like(provider, {
      list: (request, options) =>
        request.cursor
          ? Promise.reject(
              providerError('rate-limited', 'Ask again in two minutes.', {
                requestId: 'req_8f2c02',
                retryAfter: 120,
              }),
            )
          : provider.list(request, options),
    });
  }, '100rem'),
};

/** What the credential may not see has no column. */
export const Withheld: Story = {
  render: story(() =>
    memory(morning, { withheld: ['summary', 'caller.name', 'agent.name', 'recording'] }),
  ),
};

/** Pages of hidden rows do not load on for ever. */
export const LoadMore: Story = {
  render: story(() => {
    let asked = 0;
    return like(memory([]), {
      list: () => {
        asked += 1;
        const hidden = asked > 1;
        return Promise.resolve({
          items: [numbered(asked, { hidden })],
          nextCursor: String(asked),
        });
      },
    });
  }),
};

/** A reader further down is not disturbed: three conversations wait above. */
export const Arrivals: Story = {
  name: 'Live arrivals',
  args: { live: true },
  ...arriving(),
};

/** The server could not list every conversation of one instant. */
export const Gap: Story = {
  render: story(() =>
    like(memory([]), {
      list: () =>
        Promise.resolve({
          items: many(3),
          notices: [{ kind: 'gap', at: '2026-11-20T09:00:11Z' }],
        }),
    }),
  ),
};

/** Nothing to ask. */
export const NotConnected: Story = { render: story(() => undefined) };

/** The width of a phone: Copy, Play and Agent stay while the rest scrolls sideways. */
export const Narrow: Story = {
  render: (values) => html`<div style="inline-size: 320px">${narrow(values)}</div>`,
};

export const Dark: Story = {
  render: (values) =>
    html`<div style="color-scheme: dark; background: #0d0f13; padding: 1rem">${dark(values)}</div>`,
};

export const RightToLeft: Story = {
  name: 'RTL',
  render: (values) => html`<div dir="rtl">${rightToLeft(values)}</div>`,
};

/** Markup, half characters, endless words, texts that turn others around: all of it is text. */
export const Hostile: Story = { render: story(() => memory(hostile)) };

/** Each with a provider of its own; only one recording sounds at a time. */
export const TwoInboxes: Story = {
  render: (values) =>
    html`<div style="display: grid; gap: 1rem">${first(values)} ${second(values)}</div>`,
};

function arriving(): Pick<Story, 'render' | 'play'> {
  const provider = memory(many(200));
  // Played again, the story has newer ones.
  let newest = 0;
  return {
    render: (values) => inboxOf(provider, values),
    play: async ({ canvasElement }) => {
      const inbox = await until(
        () => canvasElement.querySelector('conversation-inbox:state(live)'),
        'the inbox follows changes',
      );
      const table = inbox.shadowRoot?.querySelector('[part~="table"]');
      if (!table) throw new Error('There is no table.');
      const scrolled = new Promise((done) =>
        table.addEventListener('scroll', done, { once: true }),
      );
      table.scrollTop = 600;
      await scrolled;
      await new Promise(requestAnimationFrame);
      for (let one = 0; one < 3; one += 1) provider.push(numbered((newest -= 1)));
      await until(
        () => inbox.shadowRoot?.querySelector('[part~="arrivals-button"]'),
        'the button that shows them',
      );
    },
  };
}
