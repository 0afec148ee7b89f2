/**
 * What each cell says, and how: the same texts and icons as the inbox shows. Pages call this when
 * they render a row, with formatters made once, as a careful hand would write it.
 */
import type { Conversation } from '../../src/model/index.js';

export interface Cells {
  readonly href: string;
  readonly copyLabel: string;
  readonly playLabel: string;
  readonly openLabel: string;
  readonly playable: boolean;
  readonly agent: string;
  readonly caller: string;
  readonly callerName: string;
  readonly agentNumber: string;
  readonly direction: string;
  /** Path of an icon in a 16 pixel box; so are the others. */
  readonly directionIcon: string;
  readonly status: string;
  /** Class beside `status` that colours it. */
  readonly tone: string;
  readonly summary: string;
  readonly duration: string;
  readonly date: string;
  readonly time: string;
  readonly type: string;
  readonly typeIcon: string;
}

export const icons = {
  copy: 'M6 6.5a1 1 0 0 1 1-1h5.5a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1ZM10.5 3v-.2a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v6.7a1 1 0 0 0 1 1h.3',
  play: 'M4.5 2.8v10.4c0 .5.5.8.9.5l8-5.2a.6.6 0 0 0 0-1L5.4 2.3c-.4-.3-.9 0-.9.5Z',
  inbound: 'M12.5 3.5 4 12M4 6v6h6',
  outbound: 'M3.5 12.5 12 4M6 4h6v6',
  phone:
    'M3.3 2.6h2.2L6.8 6 5.3 7.1a8.2 8.2 0 0 0 3.6 3.6L10 9.2l3.4 1.3v2.2a.9.9 0 0 1-1 .9A10.3 10.3 0 0 1 2.4 3.5a.9.9 0 0 1 .9-.9Z',
  web: 'M8.2 2.7a5.2 5.2 0 1 1-2.5 9.7l-3 .9.9-2.8a5.2 5.2 0 0 1 4.6-7.8Z',
  email:
    'M3 3.5h10a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1ZM2.3 4.8 8 9l5.7-4.2',
  text: 'M3 3h10a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H7.5l-3 2.5V11H3a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1ZM5 6h6M5 8.3h4',
} as const;

const channels: Readonly<Record<string, { label: string; icon: string }>> = {
  phone: { label: 'Phone Call', icon: icons.phone },
  web: { label: 'Web Chat', icon: icons.web },
  email: { label: 'Email', icon: icons.email },
  text: { label: 'Text', icon: icons.text },
};

const tones: Readonly<Record<string, string>> = {
  completed: 'success',
  transferred: 'info',
  failed: 'danger',
};

const THIS_YEAR = new Date().getFullYear();
const day = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric' });
const dayAndYear = new Intl.DateTimeFormat('en', {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
});
const clock = new Intl.DateTimeFormat('en', { hour: 'numeric', minute: '2-digit' });

const two = (value: number): string => String(value).padStart(2, '0');

function duration(seconds: number): string {
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  if (h > 0) return `${h}h ${two(m)}m ${two(s)}s`;
  return m > 0 ? `${m}m ${two(s)}s` : `${s}s`;
}

const titleCase = (word: string): string =>
  word
    .split(/[_-]/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ');

export function cellsOf(conversation: Conversation): Cells {
  const { id, agent, caller, status } = conversation;
  const at = new Date(conversation.at ?? 0);
  const date = (at.getFullYear() === THIS_YEAR ? day : dayAndYear).format(at);
  const time = clock.format(at);
  const address = caller?.address ?? '-';
  const name = `${address}, ${date} ${time}`;
  const channel = channels[conversation.channel ?? ''];
  const inbound = conversation.direction === 'inbound';
  return {
    href: `/conversations/${encodeURIComponent(id)}`,
    copyLabel: `Copy link to conversation: ${name}`,
    playLabel: `Play recording of ${name}`,
    openLabel: `Open conversation: ${name}`,
    playable: conversation.recording === 'available',
    agent: agent?.name ?? '-',
    caller: address,
    callerName: caller?.name ?? '-',
    agentNumber: agent?.address ?? '-',
    direction: inbound ? 'Inbound' : 'Outbound',
    directionIcon: inbound ? icons.inbound : icons.outbound,
    status: titleCase(status ?? '-'),
    tone: tones[status ?? ''] ?? 'neutral',
    summary: conversation.summary ?? '-',
    duration: conversation.duration == null ? '-' : duration(conversation.duration),
    date,
    time,
    type: channel?.label ?? '-',
    typeIcon: channel?.icon ?? '',
  };
}
