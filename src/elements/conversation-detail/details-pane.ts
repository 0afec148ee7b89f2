/** What is known of a conversation beside its turns. A chunk of its own, loaded after the first view. */
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { details as words } from '../../locales/en/details.js';
import type { Conversation } from '../../model/conversation.js';
import type { Transcript } from '../../model/transcript.js';
import { icon } from '../recording-player/icons.js';
import type { DetailRow, DetailState } from './details-row.js';
import { detailsTree } from './details-tree.js';
import { unfoldedList, unfoldedText, type Unfolded } from './details-unfold.js';
import { detailsOf, type DetailsContext, type DetailsGroup } from './details.js';

export { detailsStyles } from './details.styles.js';

/** `now` and `baseUrl` are those of the page, where they are not given. */
export interface DetailsOptions extends Omit<DetailsContext, 'now' | 'baseUrl'> {
  readonly conversation: Conversation;
  readonly transcript?: Transcript;
  readonly now?: number;
  readonly baseUrl?: string;
}

/** Characters of a text on its own that are shown at first. */
const LONG_TEXT = 1000;

const EXTERNAL =
  'M7 3.5H3.8a1 1 0 0 0-1 1v7.7a1 1 0 0 0 1 1h7.7a1 1 0 0 0 1-1V9M9.8 2.5h3.7v3.7M13.3 2.7 7.5 8.5';

/**
 * The template of one element's details. What the reader opens in it is kept for as long as the
 * element is there, by conversation.
 *
 * @param changed Renders the element anew.
 */
export function detailsPane(changed: () => void): (options: DetailsOptions) => TemplateResult {
  const open = new Set<string>();
  let opened = 0;
  const unfolded: Unfolded = {
    has: (key) => open.has(key),
    set: (key, isOpen) => {
      open[isOpen ? 'add' : 'delete'](key);
      opened += 1;
      changed();
    },
  };
  // The element renders several times a second while a recording plays.
  return (options) =>
    html`${guard([opened, ...Object.values(inOrder(options))], () => content(options, unfolded))}`;
}

/** Every option in a fixed place; objects the caller makes anew each time would defeat the guard. */
function inOrder({ recording, withheld, fields, ...options }: DetailsOptions) {
  const { conversation, transcript, locale, timeZone, loading, agentHref, links } = options;
  const { availability, duration, type, channels, offset } = recording ?? {};
  return {
    ...{ conversation, transcript, locale, timeZone, loading, agentHref, links },
    ...{ availability, duration, type, channels, offset },
    withheld: withheld?.join(' '),
    fields: fields?.join(' '),
  };
}

function content(options: DetailsOptions, unfolded: Unfolded): TemplateResult {
  const { conversation, transcript, now = Date.now(), baseUrl = document.baseURI } = options;
  const groups = detailsOf(conversation, transcript, { ...options, now, baseUrl });
  return html`<div class="details-groups" part="details-groups">
    <h3 class="details-title" part="details-title">${words.title}</h3>
    ${groups.map(
      (group) =>
        html`<section part="details-group details-group-${group.id}">
          <h4 class="details-heading" part="details-heading">${words.groups[group.id]}</h4>
          ${groupContent(group, `${conversation.id} ${group.id}`, unfolded)}
        </section>`,
    )}
  </div>`;
}

function groupContent(group: DetailsGroup, key: string, unfolded: Unfolded): TemplateResult {
  if (group.kind === 'data') return detailsTree(group.data, key, unfolded);
  if (group.kind === 'rows') {
    const { items, button } = unfoldedList(group.rows, key, unfolded, rowTemplate);
    return html`<dl class="details-rows" part="details-rows">${items}</dl>
      ${button}`;
  }
  const { text, button } = unfoldedText(group.text, key, unfolded, LONG_TEXT);
  // What we say in the place of a text begins where the page's lines begin; a text has its own way.
  if (group.state !== 'value')
    return html`<p class="details-text quiet" part="details-text"><bdi>${text}</bdi></p>`;
  return html`<p class="details-text" part="details-text" dir="auto" .textContent=${text}></p>
    ${button}`;
}

const tone = (state: DetailState): string => (state === 'value' ? '' : 'quiet');

const rowTemplate = (row: DetailRow): TemplateResult =>
  html`<div class="details-row" part="details-row details-row-${row.id}">
    <dt class="details-label" part="details-label"><bdi>${row.label}</bdi></dt>
    <dd class="details-value ${tone(row.state)}" part="details-value">
      ${row.href ? linkTo(row.href, valueOf(row)) : valueOf(row)}
      ${row.note
        ? html`<span class="details-note" part="details-note"><bdi>${row.note}</bdi></span>`
        : nothing}
    </dd>
  </div>`;

/** A number stays in one piece and reads from left to right, wherever it stands. */
const valueOf = ({ text, exact, time }: DetailRow): TemplateResult =>
  time
    ? html`<time datetime=${time}>${text}</time>`
    : html`<bdi class=${exact ? 'details-exact' : ''}>${text}</bdi>`;

const linkTo = (href: string, text: TemplateResult): TemplateResult =>
  html`<a
    class="details-link"
    part="details-link"
    href=${href}
    target="_blank"
    rel="noopener noreferrer"
    >${text}${icon(EXTERNAL)}<span class="visually-hidden"> ${words.newTab}</span></a
  >`;
