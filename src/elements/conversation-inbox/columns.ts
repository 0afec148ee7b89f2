/**
 * The columns as data: an id, the fields it shows, what stands in a cell, and its text. The cells of
 * a row become one template (`row-template.ts`), the same for every row: what a row has not is
 * hidden, so that rows which scroll by make no DOM. Only what hardly any row has is left out instead.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { STATUS_TONES } from '../../internal/status-tones.js';
import type { Conversation } from '../../model/conversation.js';
import type { ConversationField } from '../../model/provider.js';
import type { Messages } from '../../internal/localize.js';
import type { PlaybackSession } from '../../internal/playback.js';
import { NONE, lookUp, oneLine } from '../../internal/format.js';
import { channelIcon, directionIcon, icons } from './icons.js';
import { lineText } from './line-text.js';
import type { RowView, ViewContext } from './row-view.js';

/** What a row shows that is not the conversation's: changes rebind this row only. */
export interface RowStatus {
  readonly playback: PlaybackSession | undefined;
  readonly copied: boolean;
}

export interface Column {
  /** Safe in markup: what comes from outside is percent encoded. */
  readonly id: string;
  /** What it is called, where it is not one of the columns that the inbox's words name. */
  readonly head?: string;
  /** A grid track; `em` so that it grows with the text. */
  readonly width: string;
  /** Hidden when the provider can send none of these, or when all of them are withheld. */
  readonly fields: readonly ConversationField[];
  /** Whether this inbox can fill the column at all; true when absent. */
  readonly possible?: (context: ViewContext) => boolean;
  /** Of its cells. What is `pinned` comes first, and stays in place when the table is scrolled sideways. */
  readonly className?: string;
  /** The name of its cells where their content would say it twice. */
  readonly label?: (view: RowView) => string | undefined;
  /** Always the same template; only its values differ. */
  readonly content: (view: RowView, messages: Messages, status: RowStatus) => TemplateResult;
  /** What is copied. */
  readonly text: (view: RowView) => string;
  /**
   * The same for machines, as plain JSON: seconds, ISO times. The columns of every inbox have theirs
   * in `export/column-values.ts`, which only those load who export.
   */
  readonly value?: (conversation: Conversation) => unknown;
}

/** A vendor's word as a CSS part name: only letters and digits survive, joined by hyphens. */
const partName = (word: string): string =>
  word
    .slice(0, 40)
    .toLowerCase()
    .match(/[a-z0-9]+/g)
    ?.join('-') ?? 'other';

const quiet = (text: string): string => (text === NONE ? 'none' : '');

export const columns: readonly Column[] = [
  {
    id: 'copy',
    width: '38px',
    fields: ['id'],
    possible: ({ detailHref, links }) => Boolean(detailHref ?? links?.conversation),
    className: 'pinned',
    text: () => '',
    content: ({ href, name }, messages, { copied }) =>
      html`<button
        type="button"
        tabindex="-1"
        class="icon-button"
        part="copy-button"
        data-action="copy"
        ?hidden=${!href}
        aria-label=${messages.copyLink(name)}
      >
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
          <path d=${copied ? icons.check : icons.copy} />
        </svg>
      </button>`,
  },
  {
    id: 'play',
    width: '37px',
    fields: ['recording'],
    possible: ({ recordings }) => recordings,
    className: 'pinned',
    text: () => '',
    content: ({ playable, name }, messages, { playback }) => {
      const active = playback?.wanted ?? false;
      const failed = playback?.state === 'failed' || playback?.state === 'unavailable';
      return html`<button
        type="button"
        tabindex="-1"
        class="play-button"
        part=${active ? 'play-button play-button-playing' : 'play-button'}
        data-action="play"
        ?hidden=${!playable}
        aria-label=${active ? messages.pause(name) : messages.play(name)}
        aria-busy=${active && playback?.state !== 'playing'}
      >
        <svg class=${failed ? 'icon' : 'icon solid'} viewBox="0 0 16 16" aria-hidden="true">
          <path d=${failed ? icons.warning : active ? icons.pause : icons.play} />
        </svg>
      </button>`;
    },
  },
  {
    id: 'agent',
    width: 'var(--_agent-width)',
    fields: ['agent'],
    className: 'pinned flex',
    text: (view) => view.agent,
    content: ({ agent, agentHref }, messages) =>
      html`<bdi class=${quiet(agent)} ${lineText(agent)}></bdi
        ><a
          tabindex="-1"
          class="icon-button"
          part="agent-link"
          data-action="agent"
          ?hidden=${!agentHref}
          href=${agentHref ?? nothing}
          target="_blank"
          rel="noopener noreferrer"
          aria-label=${messages.openAgent(oneLine(agent))}
          ><svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
            <path d=${icons.external} /></svg
        ></a>`,
  },
  {
    id: 'caller',
    width: 'minmax(10.8em, 4fr)',
    // Never hidden: it names the row and carries its link.
    fields: ['caller', 'id'],
    className: 'number flex',
    label: ({ href, name }) => href && name,
    text: (view) => view.guestId ?? view.caller,
    content: ({ href, target, name, caller, others, unreadable }, messages) =>
      html`<a
          tabindex="-1"
          class="row-link"
          part="row-link"
          draggable="false"
          ?hidden=${!href}
          href=${href ?? nothing}
          target=${target}
          rel="noopener"
          aria-label=${messages.open(name)}
        ></a
        ><bdi
          class=${quiet(caller)}
          aria-hidden=${href ? 'true' : nothing}
          ${lineText(caller)}
        ></bdi
        >${others
          ? html`<span class="bubble" part="others" role="img" aria-label=${messages.others(others)}
              >+${others}</span
            >`
          : nothing}${unreadable
          ? html`<span class="unreadable" part="unreadable" role="img" aria-label=${unreadable}
              ><svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
                <path d=${icons.warning} /></svg
            ></span>`
          : nothing}`,
  },
  textColumn('caller-name', 'minmax(6.9em, 5fr)', 'caller.name', (view) => view.callerName),
  {
    ...textColumn(
      'agent-number',
      'minmax(10.3em, 3fr)',
      'agent',
      (view) => view.agentNumber,
      'number muted',
    ),
    // There are sources that know nothing of an agent but its number.
    fields: ['agent', 'agent.address'],
  },
  {
    id: 'direction',
    width: '7.8em',
    fields: ['direction'],
    className: 'muted flex',
    text: (view) => view.direction,
    content: ({ direction, conversation }) => {
      const icon = directionIcon(conversation.direction);
      return html`<svg class="icon flip" viewBox="0 0 16 16" aria-hidden="true" ?hidden=${!icon}>
          <path d=${icon ?? ''} /></svg
        ><bdi ${lineText(direction)}></bdi>`;
    },
  },
  {
    id: 'status',
    width: '8.7em',
    fields: ['status'],
    text: (view) => view.status,
    content: ({ status, conversation: { status: value } }) =>
      html`<bdi
        class=${value ? `status dot ${lookUp(STATUS_TONES, value) ?? 'neutral'}` : 'none'}
        part=${value ? `status status-${partName(value)}` : 'status'}
        ${lineText(status)}
      ></bdi>`,
  },
  {
    ...textColumn('summary', 'minmax(5.8em, 40fr)', 'summary', (view) => view.summary, 'muted'),
    // What stands in place of a text must not look like one that somebody wrote.
    content: ({ summary, conversation }) =>
      html`<bdi
        class=${conversation.summaryRedactedAt ? 'removed' : quiet(summary)}
        ${lineText(summary)}
      ></bdi>`,
  },
  textColumn('duration', '6.7em', 'duration', (view) => view.duration, 'number end'),
  textColumn('date', '7.4em', 'at', (view) => view.date, 'number muted'),
  textColumn('time', '6.3em', 'at', (view) => view.time, 'number muted'),
  {
    id: 'type',
    width: '8.7em',
    fields: ['channel'],
    className: 'muted flex',
    text: (view) => view.type,
    content: ({ type, conversation: { channel } }) =>
      html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
          <path d=${channelIcon(channel)} /></svg
        ><bdi ${lineText(type)}></bdi>`,
  },
];

/** Before there is a provider, the header shows every column. */
export const ALL_FIELDS = columns.flatMap((column) => column.fields);

/** A column that is one text. */
export function textColumn(
  id: string,
  width: string,
  field: ConversationField,
  text: (view: RowView) => string,
  className?: string,
): Column {
  return {
    id,
    width,
    fields: [field],
    className,
    text,
    content: (view) => html`<bdi class=${quiet(text(view))} ${lineText(text(view))}></bdi>`,
  };
}

/** Whether there is anything to show in a column; depends on provider and credential, never on rows. */
export const isOffered = (
  { fields, possible }: Pick<Column, 'fields' | 'possible'>,
  context: ViewContext,
  sent: readonly ConversationField[],
  withheld: readonly ConversationField[],
): boolean =>
  (possible?.(context) ?? true) &&
  fields.some((field) => field === 'id' || sent.includes(field)) &&
  !fields.every((field) => withheld.includes(field));

const isPinned = ({ className }: Pick<Column, 'className'>): boolean =>
  className?.includes('pinned') === true;

/** The custom properties that lay out the columns. */
export type GridColumns = Readonly<Record<string, string>>;

export function gridColumns(visible: readonly Column[]): GridColumns {
  const pins: Record<string, string> = {};
  let start = '0px';
  for (const { id, width } of visible.filter(isPinned)) {
    pins[`--_pin-${id}`] = start;
    start = `calc(${start} + ${width})`;
  }
  const template = visible.map((column) => column.width).join(' ');
  return { ...pins, '--_pinned-width': start, '--_columns': template };
}

/** @param handle What a reader can pull the column by. */
export function headerCell(column: Column, head: string, handle?: unknown): TemplateResult {
  const { id, className } = column;
  const names = `header-cell ${className?.includes('end') ? 'end' : ''} ${isPinned(column) ? 'pinned' : ''}`;
  // The heads of the button columns are for those who cannot see the icons.
  const unseen = id === 'copy' || id === 'play';
  return html`<div
    role="columnheader"
    class=${names}
    part="header-cell header-cell-${id}"
    data-column=${id}
  >
    <span class=${unseen ? 'visually-hidden' : ''}>${head}</span>${handle}
  </div>`;
}
