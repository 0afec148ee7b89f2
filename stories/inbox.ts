/** How every story shows an inbox: at a height of its own, with the controls' attributes and tokens. */
import type { ArgTypes } from '@storybook/web-components-vite';
import { html, nothing, type TemplateResult } from 'lit';
import type { ConversationInbox } from '../src/index.js';
import type { Conversation, ConversationProvider, Query } from '../src/model/index.js';
import { createMemoryProvider, type MemoryOptions } from '../src/providers/memory/provider.js';

export interface InboxArgs {
  readonly pageSize?: number;
  readonly detailHref?: string;
  readonly agentHref?: string;
  readonly openTarget?: string;
  readonly timeZone?: string;
  readonly live?: boolean;
  readonly columns?: ConversationInbox['columns'];
  readonly density?: string;
  readonly query?: Query;
  /** Values of public custom properties, by name without the leading dashes. */
  readonly [token: `conversation-${string}`]: string | undefined;
}

const COLORS = [
  ...['text', 'text-muted', 'text-faint', 'surface', 'surface-raised', 'hover', 'border'],
  ...['accent', 'on-accent', 'success', 'info', 'warning', 'danger', 'focus'],
];
const TEXTS = ['font', 'font-size', 'radius', 'row-padding', 'shadow'];
const TOKENS = [...COLORS.map((name) => `color-${name}`), ...TEXTS].map(
  (name): keyof InboxArgs & string => `conversation-${name}`,
);

export const args: InboxArgs = {
  detailHref: '/conversations/{id}',
  agentHref: '/agents/{agentId}/versions/{agentVersionId}',
  timeZone: 'UTC',
};

export const argTypes: Partial<ArgTypes<InboxArgs>> = {
  pageSize: { control: { type: 'number', min: 1 } },
  detailHref: { control: 'text' },
  agentHref: { control: 'text' },
  openTarget: { control: 'text' },
  timeZone: {
    control: 'select',
    options: ['UTC', 'Asia/Kolkata', 'America/New_York', 'Pacific/Auckland'],
  },
  live: { control: 'boolean' },
  columns: { control: 'text' },
  density: { control: 'inline-radio', options: ['comfortable', 'compact'] },
  query: { control: 'object' },
  ...Object.fromEntries(
    TOKENS.map((name) => [
      name,
      {
        name: `--${name}`,
        control: name.includes('-color-') ? 'color' : 'text',
        table: { category: 'tokens' },
      },
    ]),
  ),
};

/** An inbox of a provider. `height` is a CSS length; without one it takes most of the window. */
export function inboxOf(
  provider: ConversationProvider | undefined,
  values: InboxArgs,
  height = 'min(44rem, 100vh)',
): TemplateResult {
  const tokens = TOKENS.filter((name) => values[name])
    .map((name) => `--${name}: ${values[name]};`)
    .join(' ');
  return html`<conversation-inbox
    style=${`block-size: ${height}; ${tokens}`}
    page-size=${values.pageSize ?? nothing}
    detail-href=${values.detailHref ?? nothing}
    agent-href=${values.agentHref ?? nothing}
    open-target=${values.openTarget ?? nothing}
    time-zone=${values.timeZone ?? nothing}
    density=${values.density ?? nothing}
    ?live=${values.live ?? false}
    .columns=${values.columns}
    .query=${values.query ?? {}}
    .provider=${provider}
  ></conversation-inbox>`;
}

/** A story of one inbox. Its provider outlives the controls' changes, which render it again. */
export function story(
  create: () => ConversationProvider | undefined,
  height?: string,
): (values: InboxArgs) => TemplateResult {
  let provider: ConversationProvider | undefined;
  return (values) => inboxOf((provider ??= create()), values, height);
}

/** A memory provider whose recordings are a short tone, so that Play has something to play. */
export function memory(
  conversations: readonly Conversation[],
  options: MemoryOptions = {},
): ReturnType<typeof createMemoryProvider> {
  const recordings = () => ({ availability: 'available' as const, source: tone() });
  return createMemoryProvider({ conversations, recordings, ...options });
}

/** A provider like another one, but for what is given. */
export const like = (
  provider: ConversationProvider,
  parts: Partial<ConversationProvider>,
): ConversationProvider => ({ ...provider, ...parts });

/** A tone as a WAV file: 16 bit, one channel. */
export function tone(seconds = 2, pitch = 220): Blob {
  const rate = 8000;
  const samples = Math.round(seconds * rate);
  const bytes = new DataView(new ArrayBuffer(44 + samples * 2));
  const word = (at: number, letters: string) =>
    [...letters].forEach((letter, index) => bytes.setUint8(at + index, letter.charCodeAt(0)));
  word(0, 'RIFF');
  bytes.setUint32(4, 36 + samples * 2, true);
  word(8, 'WAVEfmt ');
  bytes.setUint32(16, 16, true);
  bytes.setUint16(20, 1, true);
  bytes.setUint16(22, 1, true);
  bytes.setUint32(24, rate, true);
  bytes.setUint32(28, rate * 2, true);
  bytes.setUint16(32, 2, true);
  bytes.setUint16(34, 16, true);
  word(36, 'data');
  bytes.setUint32(40, samples * 2, true);
  for (let at = 0; at < samples; at += 1) {
    const loudness = 4000 * Math.min(1, (samples - at) / 800);
    bytes.setInt16(44 + at * 2, Math.sin((2 * Math.PI * pitch * at) / rate) * loudness, true);
  }
  return new Blob([bytes], { type: 'audio/wav' });
}

/** Waits, frame by frame, until something is there; for play functions and tests. */
export async function until<T>(
  condition: () => T | undefined | null | false,
  what: string,
  milliseconds = 15_000,
): Promise<T> {
  const start = performance.now();
  for (;;) {
    const value = condition();
    if (value) return value;
    if (performance.now() - start > milliseconds) throw new Error(`Never happened: ${what}`);
    await new Promise(requestAnimationFrame);
  }
}
