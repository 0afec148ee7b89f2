/** What stands above a conversation: with whom, how it ended, when, and the way to the next one. */
import { html, nothing, type TemplateResult } from 'lit';
import { formatDuration, lookUp, NONE, orNone, titleCase } from '../../internal/format.js';
import type { DateFormat } from '../../internal/intl.js';
import { STATUS_TONES } from '../../internal/status-tones.js';
import { channels } from '../../locales/en/channels.js';
import { detail as words } from '../../locales/en/detail.js';
import type { Conversation } from '../../model/conversation.js';
import type { TranscriptSummary } from '../../transcripts/summary.js';
import { channelIcon } from '../conversation-inbox/icons.js';
import { icon } from '../recording-player/icons.js';
import type { Neighbors } from './neighbors.js';

export interface HeaderContext {
  readonly conversation: Conversation | undefined;
  readonly dates: DateFormat;
  /** Absent while the transcript is not there. */
  readonly summary: TranscriptSummary | undefined;
  /** Absent: the host knows of no list around the conversation. */
  readonly neighbors: Neighbors | undefined;
  /** Whether it is listened to. */
  readonly live: unknown;
  /** Search, copies and files, empty until their code is there; absent where there is nothing to read. */
  readonly tools: unknown;
  readonly go: ((to: Conversation | undefined, event: Event) => void) | undefined;
}

const BACK = 'm9.5 3.5-4.5 4.5 4.5 4.5';
const ON = 'm6.5 3.5 4.5 4.5-4.5 4.5';

/** Who the conversation is with, as its heading. */
export function titleOf({ caller }: Conversation): string {
  const name = caller?.name?.trim();
  if (name) return name;
  return caller?.anonymous ? words.guest : (caller?.address?.trim() ?? words.conversation);
}

export function headerTemplate(context: HeaderContext): TemplateResult {
  const { conversation, neighbors } = context;
  return html`<header class="header" part="header">
    <h2 class="title" part="title" tabindex="-1">
      ${conversation
        ? html`<span class="channel" role="img" aria-label=${channelName(conversation)}
              >${icon(channelIcon(conversation.channel))}</span
            ><bdi>${titleOf(conversation)}</bdi>`
        : words.conversation}
    </h2>
    ${conversation ? facts(conversation, context) : nothing}
    ${context.tools === undefined
      ? nothing
      : html`<div class="tools" part="header-tools">${context.tools}</div>`}
    ${neighbors ? neighborButtons(neighbors, context.go) : nothing}
  </header>`;
}

const channelName = ({ channel, typeLabel }: Conversation): string =>
  typeLabel?.trim() || (lookUp(channels, channel) ?? titleCase(channel));

function facts(conversation: Conversation, context: HeaderContext): TemplateResult {
  const { status, agent, at, duration } = conversation;
  const { dates, summary, live } = context;
  const length = formatDuration(duration);
  const texts = [
    agent?.name ?? agent?.id ?? '',
    at ? `${dates.date(at)}, ${dates.time(at)}` : '',
    length === NONE ? '' : length,
    summary ? words.facts(summary.turns, summary.toolCalls) : '',
  ].filter((text) => text.trim());
  return html`${status
      ? html`<span class="status dot ${lookUp(STATUS_TONES, status) ?? 'neutral'}" part="status"
          ><bdi>${orNone(titleCase(status))}</bdi></span
        >`
      : nothing}
    ${live}
    <p class="facts" part="facts">
      ${texts.map(
        (text, index) =>
          html`${index > 0 ? html`<span aria-hidden="true"> · </span>` : nothing}<bdi
              >${text}</bdi
            >`,
      )}
    </p>`;
}

function neighborButtons({ previous, next }: Neighbors, go: HeaderContext['go']): TemplateResult {
  const button = (to: Conversation | undefined, part: string, label: string, hint: string) =>
    html`<button
      type="button"
      class="button"
      part="button ${part}"
      aria-disabled=${to === undefined}
      title=${to ? nothing : hint}
      @click=${(event: Event) => go?.(to, event)}
    >
      ${part === 'previous-button' ? icon(BACK) : nothing}<span class="wide">${label}</span
      >${part === 'next-button' ? icon(ON) : nothing}
    </button>`;
  return html`<nav class="neighbors" part="neighbors" aria-label=${words.conversation}>
    ${button(previous, 'previous-button', words.previous, words.noPrevious)}
    ${button(next, 'next-button', words.next, words.noNext)}
  </nav>`;
}
