/**
 * The columns as data: an id, the fields it shows, a cell and its text. Each cell is one
 * template whose root is the grid cell, so that a row is thirteen templates and nothing else.
 *
 * Text is bound as `textContent` into a `<bdi>`: it is never markup, and its direction stays its own.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { ConversationField } from '../../model/provider.js';
import type { Messages } from '../../internal/localize.js';
import { isActive, type PlaybackState } from '../../internal/playback.js';
import { NONE, lookUp, oneLine } from '../../internal/format.js';
import {
  channelIcon,
  checkIcon,
  copyIcon,
  directionIcons,
  externalIcon,
  pauseIcon,
  playIcon,
  warningIcon,
} from './icons.js';
import type { RowView, ViewContext } from './row-view.js';

/** What a row shows that is not the conversation's: changes rebind this row only. */
export interface RowStatus {
  readonly playback: PlaybackState | undefined;
  readonly copied: boolean;
}

export interface Column {
  readonly id: keyof Messages['columns'];
  /** A grid track; `em` so that it grows with the text, `px` for a button and its focus ring. */
  readonly width: string;
  /** Hidden when the provider can send none of these, or when all of them are withheld. */
  readonly fields: readonly ConversationField[];
  /** Whether this inbox can fill the column at all; true when absent. */
  readonly possible?: (context: ViewContext) => boolean;
  readonly cell: (view: RowView, messages: Messages, status: RowStatus) => TemplateResult;
  /** What is copied. */
  readonly text: (view: RowView) => string;
}

const STATUS_TONES: Readonly<Record<string, string>> = {
  completed: 'success',
  transferred: 'info',
  failed: 'danger',
  in_progress: 'warning',
  ringing: 'warning',
  triggered: 'warning',
};

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
    text: () => '',
    cell: (view, messages, { copied }) =>
      html`<div
        role="gridcell"
        tabindex="-1"
        class="cell pinned"
        part="cell cell-copy"
        data-column="copy"
      >
        ${view.href
          ? html`<button
              type="button"
              tabindex="-1"
              class="icon-button"
              part="copy-button"
              data-action="copy"
              aria-label=${messages.copyLink(view.name)}
            >
              ${copied ? checkIcon : copyIcon}
            </button>`
          : nothing}
      </div>`,
  },
  {
    id: 'play',
    width: '37px',
    fields: ['recording'],
    possible: ({ recordings }) => recordings,
    text: () => '',
    cell: (view, messages, { playback }) =>
      html`<div
        role="gridcell"
        tabindex="-1"
        class="cell pinned"
        part="cell cell-play"
        data-column="play"
      >
        ${view.playable
          ? html`<button
              type="button"
              tabindex="-1"
              class="play-button"
              part=${isActive(playback) ? 'play-button play-button-playing' : 'play-button'}
              data-action="play"
              aria-label=${isActive(playback)
                ? messages.pause(view.name)
                : messages.play(view.name)}
              aria-busy=${playback === 'loading' || playback === 'resolving'}
            >
              ${playback === 'failed' ? warningIcon : isActive(playback) ? pauseIcon : playIcon}
            </button>`
          : nothing}
      </div>`,
  },
  {
    id: 'agent',
    width: 'var(--_agent-width)',
    fields: ['agent'],
    text: (view) => view.agent,
    cell: (view, messages) =>
      html`<div
        role="gridcell"
        tabindex="-1"
        class="cell pinned flex"
        part="cell cell-agent"
        data-column="agent"
      >
        <bdi class=${quiet(view.agent)} .textContent=${oneLine(view.agent)}></bdi>
        ${view.agentHref
          ? html`<a
              tabindex="-1"
              class="icon-button"
              part="agent-link"
              data-action="agent"
              href=${view.agentHref}
              target="_blank"
              rel="noopener noreferrer"
              aria-label=${messages.openAgent(oneLine(view.agent))}
              >${externalIcon}</a
            >`
          : nothing}
      </div>`,
  },
  {
    id: 'caller',
    width: 'minmax(10.8em, 4fr)',
    // Never hidden: it names the row and carries its link.
    fields: ['caller', 'id'],
    text: (view) => view.guestId ?? view.caller,
    cell: (view, messages) =>
      html`<div
        role="rowheader"
        tabindex="-1"
        class="cell number flex"
        part="cell cell-caller"
        data-column="caller"
        aria-label=${view.href ? view.name : nothing}
      >
        ${view.href
          ? html`<a
              tabindex="-1"
              class="row-link"
              part="row-link"
              draggable="false"
              href=${view.href}
              target=${view.target}
              rel="noopener"
              aria-label=${messages.open(view.name)}
            ></a>`
          : nothing}
        <bdi
          class=${quiet(view.caller)}
          aria-hidden=${view.href ? 'true' : nothing}
          .textContent=${oneLine(view.caller)}
        ></bdi>
        ${view.others
          ? html`<span
              class="bubble"
              part="others"
              role="img"
              aria-label=${messages.others(view.others)}
              >+${view.others}</span
            >`
          : nothing}
        ${view.unreadable
          ? html`<span class="unreadable" part="unreadable" role="img" aria-label=${view.unreadable}
              >${warningIcon}</span
            >`
          : nothing}
      </div>`,
  },
  textColumn('caller-name', 'minmax(6.9em, 5fr)', 'caller.name', (view) => view.callerName),
  textColumn(
    'agent-number',
    'minmax(10.3em, 3fr)',
    'agent',
    (view) => view.agentNumber,
    'number muted',
  ),
  {
    id: 'direction',
    width: '7.8em',
    fields: ['direction'],
    text: (view) => view.direction,
    cell: (view) =>
      html`<div
        role="gridcell"
        tabindex="-1"
        class="cell muted flex"
        part="cell cell-direction"
        data-column="direction"
      >
        ${lookUp(directionIcons, view.conversation.direction) ?? nothing}
        <bdi .textContent=${oneLine(view.direction)}></bdi>
      </div>`,
  },
  {
    id: 'status',
    width: '8.7em',
    fields: ['status'],
    text: (view) => view.status,
    cell: (view) => {
      const value = view.conversation.status;
      return html`<div
        role="gridcell"
        tabindex="-1"
        class="cell"
        part="cell cell-status"
        data-column="status"
      >
        <bdi
          class=${value ? `status ${lookUp(STATUS_TONES, value) ?? 'neutral'}` : 'none'}
          part=${value ? `status status-${partName(value)}` : 'status'}
          .textContent=${oneLine(view.status)}
        ></bdi>
      </div>`;
    },
  },
  textColumn('summary', 'minmax(6.4em, 40fr)', 'summary', (view) => view.summary, 'muted'),
  textColumn('duration', '6.7em', 'duration', (view) => view.duration, 'number end'),
  textColumn('date', '7.4em', 'at', (view) => view.date, 'number muted'),
  textColumn('time', '5.7em', 'at', (view) => view.time, 'number muted'),
  {
    id: 'type',
    width: '8.7em',
    fields: ['channel'],
    text: (view) => view.type,
    cell: (view) =>
      html`<div
        role="gridcell"
        tabindex="-1"
        class="cell muted flex"
        part="cell cell-type"
        data-column="type"
      >
        ${channelIcon(view.conversation.channel)}
        <bdi .textContent=${oneLine(view.type)}></bdi>
      </div>`,
  },
];

/** Before there is a provider, the header shows every column. */
export const ALL_FIELDS = columns.flatMap((column) => column.fields);

/** A column that is one text. */
function textColumn(
  id: Column['id'],
  width: string,
  field: ConversationField,
  text: (view: RowView) => string,
  style = '',
): Column {
  return {
    id,
    width,
    fields: [field],
    text,
    cell: (view) =>
      html`<div
        role="gridcell"
        tabindex="-1"
        class="cell ${style}"
        part="cell cell-${id}"
        data-column=${id}
      >
        <bdi class=${quiet(text(view))} .textContent=${oneLine(text(view))}></bdi>
      </div>`,
  };
}

/** The columns this inbox shows. Their set depends on provider and credential, never on the rows. */
export function visibleColumns(
  context: ViewContext,
  fields: readonly ConversationField[],
  withheld: readonly ConversationField[],
): readonly Column[] {
  return columns.filter(
    (column) =>
      (column.possible?.(context) ?? true) &&
      column.fields.some((field) => field === 'id' || fields.includes(field)) &&
      !column.fields.every((field) => withheld.includes(field)),
  );
}

/** Columns that stay in place when the table is scrolled sideways, in order. */
const PINNED: readonly Column['id'][] = ['copy', 'play', 'agent'];

export interface GridColumns {
  /** `grid-template-columns`. */
  readonly template: string;
  /** Where each pinned column rests, from the start edge. */
  readonly pins: Readonly<Partial<Record<Column['id'], string>>>;
  readonly pinnedWidth: string;
}

export function gridColumns(visible: readonly Column[]): GridColumns {
  const pins: Partial<Record<Column['id'], string>> = {};
  const widths = ['0px'];
  for (const { id, width } of visible.filter((column) => PINNED.includes(column.id))) {
    pins[id] = `calc(${widths.join(' + ')})`;
    widths.push(width);
  }
  return {
    template: visible.map((column) => column.width).join(' '),
    pins,
    pinnedWidth: `calc(${widths.join(' + ')})`,
  };
}

export function headerCell({ id }: Column, label: string): TemplateResult {
  const style = `header-cell ${id === 'duration' ? 'end' : ''} ${PINNED.includes(id) ? 'pinned' : ''}`;
  // The heads of the button columns are for those who cannot see the icons.
  const unseen = id === 'copy' || id === 'play';
  return html`<div
    role="columnheader"
    class=${style}
    part="header-cell header-cell-${id}"
    data-column=${id}
  >
    <span class=${unseen ? 'visually-hidden' : ''}>${label}</span>
  </div>`;
}
