import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing, type TemplateResult } from 'lit';
import '../src/define.js';
import { playback, playbackKey, type PlaybackSession } from '../src/internal/playback.js';
import { providerError } from '../src/model/index.js';
import type { Availability, Recording, RecordingPlayer, Transcript } from '../src/index.js';
import { tone, until } from './inbox.js';
import { available, peaks, recordings, transcript } from './player.js';

interface PlayerArgs {
  readonly label?: string;
  readonly compact?: boolean;
  readonly noShortcuts?: boolean;
  readonly detailHref?: string;
  readonly playbackRate?: number;
  readonly recording?: Recording;
  readonly transcript?: Transcript;
}

type Story = StoryObj<PlayerArgs>;

const meta: Meta<PlayerArgs> = {
  title: 'recording-player',
  component: 'recording-player',
  args: { label: 'Tomasz Wójcik, Nov 20', detailHref: '/conversations/{id}' },
  argTypes: {
    label: { control: 'text' },
    compact: { control: 'boolean' },
    noShortcuts: { control: 'boolean' },
    detailHref: { control: 'text' },
    playbackRate: { control: { type: 'number', min: 0.5, max: 3, step: 0.25 } },
  },
};
export default meta;

let players = 0;

/** A player of a conversation of its own; it outlives the controls' changes, which render it again. */
function story(
  give?: Parameters<typeof recordings>[0],
  parts: PlayerArgs = {},
): (values: PlayerArgs) => TemplateResult {
  const provider = recordings(give);
  const id = `c-${(players += 1)}`;
  return (values) => {
    const shown = { ...values, ...parts };
    return html`<recording-player
      conversation-id=${id}
      label=${shown.label ?? nothing}
      detail-href=${shown.detailHref ?? nothing}
      ?compact=${shown.compact ?? false}
      ?no-shortcuts=${shown.noShortcuts ?? false}
      .playbackRate=${shown.playbackRate}
      .recording=${shown.recording}
      .transcript=${shown.transcript}
      .provider=${provider}
    ></recording-player>`;
  };
}

/** A player of a recording of which this is known beforehand. */
const known = (availability: Availability, parts: PlayerArgs = {}) => {
  const recording: Recording = { availability, retryAfter: 3600 };
  return story(() => recording, { recording, ...parts });
};

/** Puts a player into a state that needs a certain server, or a browser that refuses. */
function put(canvas: HTMLElement, fields: Partial<PlaybackSession>): Promise<void> {
  return withPlayer(canvas, async (player) => {
    const { provider, conversationId } = player;
    const session = playback().session(playbackKey(provider!, conversationId!));
    Object.assign(session, fields);
    // Tells everybody who shows it.
    session.seek(0);
    await player.updateComplete;
  });
}

async function withPlayer(
  canvas: HTMLElement,
  act: (player: RecordingPlayer) => Promise<unknown>,
): Promise<void> {
  const player = await until(() => canvas.querySelector('recording-player'), 'the player');
  await player.updateComplete;
  await act(player);
}

const part = (player: Element, name: string) =>
  player.shadowRoot?.querySelector<HTMLElement>(`[part~="${name}"]`);

async function pressPlay(canvas: HTMLElement, shows: string): Promise<void> {
  await withPlayer(canvas, (player) => {
    part(player, 'play-button')?.click();
    return until(() => player.matches(shows), `it is ${shows}`);
  });
}

const failing = (kind: Parameters<typeof providerError>[0], message: string): Story => ({
  render: story(() => Promise.reject(providerError(kind, message, { requestId: 'req_8f2c01' }))),
  play: ({ canvasElement }) => pressPlay(canvasElement, ':state(error)'),
});

const lanes: PlayerArgs = { transcript, recording: available({ downloadable: true }) };

/** Nothing is fetched before Play. */
export const Idle: Story = { render: story(undefined, { recording: available() }) };

/** Turn times make lanes: who speaks when, tool calls, interruptions. */
export const Lanes: Story = { render: story(undefined, lanes) };

export const Playing: Story = {
  render: story(undefined, lanes),
  play: ({ canvasElement }) => pressPlay(canvasElement, ':state(playing)'),
};

/** A waveform, where the provider has peaks. */
export const Waveform: Story = {
  render: story(undefined, { recording: available({ peaks: peaks() }), transcript }),
};

/** Each channel has its own half. */
export const Stereo: Story = {
  render: story(undefined, {
    recording: available({ channels: 2, peaks: [peaks(1), peaks(2)] }),
    transcript,
  }),
};

/** What skipping silence jumps over is pale. */
export const SkipSilence: Story = {
  render: story(undefined, lanes),
  play: ({ canvasElement }) =>
    withPlayer(canvasElement, (player) => {
      const button = () => part(player, 'silence-button');
      button()?.click();
      return until(() => button()?.ariaPressed === 'true', 'silence is skipped');
    }),
};

/** A row: play button, timeline, clock. */
export const Compact: Story = { render: story(undefined, { ...lanes, compact: true }) };

/** Only an address: no provider, no conversation. */
export const Plain: Story = {
  render: () =>
    html`<recording-player src=${URL.createObjectURL(tone())} label="A tone"></recording-player>`,
};

export const NothingToPlay: Story = { render: () => html`<recording-player></recording-player>` };

export const NoRecording: Story = { render: known('none') };
export const Withheld: Story = { render: known('withheld') };
/** Looks again by itself. */
export const Processing: Story = { render: known('processing') };
export const Removed: Story = { render: known('removed') };
export const CompactRemoved: Story = { render: known('removed', { compact: true }) };

export const Forbidden: Story = failing('forbidden', 'Recordings are for managers.');
export const ProviderFailed: Story = failing('server', 'The archive is being moved.');
export const Network: Story = failing('network', 'The server could not be reached.');
export const Offline: Story = failing('offline', 'You are offline.');

/** The browser knows no such format. */
export const Unsupported: Story = {
  render: story(() => available({ source: new Blob(['no sound']), downloadable: true })),
  play: ({ canvasElement }) => pressPlay(canvasElement, ':state(error)'),
};

/** The provider gave a link that was over before it could be used, twice. */
export const Expired: Story = {
  render: story(undefined, lanes),
  play: ({ canvasElement }) => put(canvasElement, { state: 'failed', reason: 'expired' }),
};

/** The host wanted sound before the reader had clicked anything. */
export const Blocked: Story = {
  render: story(undefined, lanes),
  play: ({ canvasElement }) => put(canvasElement, { state: 'paused', reason: 'blocked' }),
};

/** A provider that takes its time. */
export const Loading: Story = {
  render: story(() => new Promise<Recording>(() => undefined), lanes),
  play: ({ canvasElement }) =>
    withPlayer(canvasElement, (player) => {
      part(player, 'play-button')?.click();
      return until(() => part(player, 'base')?.ariaBusy === 'true', 'it waits');
    }),
};

/** The server lets nothing be sought: only what is downloaded can be jumped to, where browsers can. */
export const NotSeekable: Story = {
  render: story(undefined, lanes),
  play: ({ canvasElement }) =>
    put(canvasElement, { state: 'paused', seekable: false, buffered: [{ start: 0, end: 18 }] }),
};

export const DownloadFailed: Story = {
  render: story(
    () => Promise.reject(providerError('server', 'The archive is being moved.')),
    lanes,
  ),
  play: ({ canvasElement }) =>
    withPlayer(canvasElement, (player) => {
      part(player, 'download-button')?.click();
      return until(() => part(player, 'message'), 'what failed');
    }),
};

const [inStep, other, narrow, rightToLeft, dark, long] = [
  story(undefined, lanes),
  story(undefined, { transcript }),
  story(undefined, lanes),
  story(undefined, lanes),
  story(undefined, lanes),
  story(undefined, { ...lanes, label: 'x'.repeat(400) }),
];

/** The width of a phone: what has no room is under More. */
export const Narrow: Story = {
  render: (values) => html`<div style="inline-size: 320px">${narrow(values)}</div>`,
};

/** The layout is mirrored; time runs from left to right in every language. */
export const RightToLeft: Story = {
  name: 'RTL',
  render: (values) => html`<div dir="rtl">${rightToLeft(values)}</div>`,
};

export const Dark: Story = {
  render: (values) =>
    html`<div style="color-scheme: dark; background: #0d0f13; padding: 1rem">${dark(values)}</div>`,
};

/** A label that nobody could break. */
export const LongLabel: Story = { render: long };

/** Two players of one conversation go in step; another one takes the sound over. */
export const Three: Story = {
  render: (values) =>
    html`<div style="display: grid; gap: 1rem">
      ${inStep(values)} ${inStep({ ...values, compact: true })} ${other(values)}
    </div>`,
};
