/** One turn as it is read: who, when, what, and what came with it. Templates only. */
import { html, nothing, type TemplateResult } from 'lit';
import { clock } from '../recording-player/clock.js';
import { icon, PLAY } from '../recording-player/icons.js';
import { orNone, titleCase } from '../../internal/format.js';
import { detail as words } from '../../locales/en/detail.js';
import type { Turn } from '../../model/transcript.js';
import { showMore } from './cut-text.js';
import { entryText, shownText } from './shown-text.js';
import { toolCall } from './tool-call.js';
import type { TurnContext, Who } from './turn-context.js';
import { segmentsOf, textsOf, type Segment, type TextOfTurn } from './turn-text.js';

const LINK =
  'M6.7 9.3a2.7 2.7 0 0 0 3.9 0l2.2-2.2a2.7 2.7 0 0 0-3.9-3.9l-.8.8M9.3 6.7a2.7 2.7 0 0 0-3.9 0L3.2 8.9a2.7 2.7 0 0 0 3.9 3.9l.8-.8';
const CHECK = 'm3 8.5 3.2 3.2L13 4.5';
const COPY = 'M5.5 5.5h8v8h-8ZM3 10.5h-.5v-8h8V3';

const COPIES = {
  copy: { label: words.copyLink, done: words.linkCopied, path: LINK },
  'copy-text': { label: words.copyText, done: words.textCopied, path: COPY },
};

/** What stands in the row of a turn. */
export function turnTemplate(turn: Turn, context: TurnContext): TemplateResult {
  const who = context.whoSpeaks(turn);
  const content = CONTENTS[turn.kind] ?? unknownEntry;
  return html`${sideOf(turn, who) === 'aside' ? nothing : head(turn, who, context)}
  ${content(turn, context)}`;
}

type Side = 'agent' | 'caller' | 'aside';

export function sideOf({ kind }: Turn, who: Who | undefined): Side {
  if (kind === 'tool' || kind === 'event' || kind === 'note' || kind === 'other') return 'aside';
  return who?.role === 'caller' ? 'caller' : 'agent';
}

const CONTENTS: Readonly<
  Record<Turn['kind'], (turn: Turn, context: TurnContext) => TemplateResult>
> = {
  message: (turn, context) => bubble(turn, context, body(turn, context)),
  sms: (turn, context) => bubble(turn, context, body(turn, context)),
  email: (turn, context) => bubble(turn, context, body(turn, context)),
  tool: toolCall,
  event: ({ event }) =>
    html`<p class="event" part="event">
      <bdi>${titleCase(event?.name)}</bdi>${event?.detail
        ? html` <span class="muted"><bdi>${event.detail}</bdi></span>`
        : nothing}
    </p>`,
  note: (turn, context) => html`<div class="event" part="event">${texts(turn, context)}</div>`,
  other: unknownEntry,
};

/** Who and when, above what was said. */
function head(turn: Turn, who: Who | undefined, context: TurnContext): TemplateResult {
  const role = who?.role ?? 'other';
  const name = who?.name ?? words.roles['other']!;
  // A number says nothing by its first character.
  const named = /^\+?\d/.test(name) ? words.roles[role]! : name;
  const mark = turn.status === 'final' ? '' : words[turn.status];
  return html`<div class="head" part="turn-head">
    <span class="avatar ${role}" part="avatar" aria-hidden="true">${initial(named)}</span>
    <bdi class="name" part="turn-name">${name}</bdi>
    ${when(turn, context)} ${context.latencyOf?.(turn)}
    ${mark && html`<span class="mark" part="turn-mark">${mark}</span>`}
    <span class="copies"
      >${copyButton('copy-text', context.copied === `text ${turn.id}`)}${context.linkable
        ? copyButton('copy', context.copied === turn.id)
        : nothing}</span
    >
  </div>`;
}

/** The first character of a name as a reader counts them. */
function initial(name: string): string {
  const [first] = new Intl.Segmenter().segment(name.slice(0, 20));
  return first?.segment.toLocaleUpperCase() ?? '';
}

function when(turn: Turn, context: TurnContext): TemplateResult {
  const { offset, playable, dates } = context;
  const { start, at, timeIsEstimated } = turn;
  if (start === undefined) {
    const parts = at ? [context.dayOf(turn), dates.time(at)] : [];
    return html`<bdi class="time" part="turn-time">${parts.filter(Boolean).join(', ')}</bdi>`;
  }
  const time = clock(start + offset);
  const text = timeIsEstimated ? words.estimated(time) : time;
  if (!playable) return html`<bdi class="time" part="turn-time">${text}</bdi>`;
  return html`<button
    type="button"
    class="time"
    part="turn-time"
    tabindex="-1"
    data-action="play"
    aria-label=${words.play(text)}
  >
    ${icon(PLAY)}${text}
  </button>`;
}

/** Copies what the turn says, or the link to it. */
function copyButton(action: 'copy' | 'copy-text', isCopied: boolean): TemplateResult {
  const { label, done, path } = COPIES[action];
  const name = isCopied ? done : label;
  return html`<button
    type="button"
    class="tool-button"
    part="copy-button"
    tabindex="-1"
    data-action=${action}
    title=${name}
    aria-label=${name}
  >
    ${icon(isCopied ? CHECK : path)}
  </button>`;
}

const bubble = (turn: Turn, context: TurnContext, content: unknown): TemplateResult =>
  html`<div class="bubble" part="turn-bubble">${content}</div>
    ${context.written?.foot(turn, context)}`;

/** Emails and other messages in HTML have more to them than their text. */
function body(turn: Turn, context: TurnContext): unknown {
  const { written } = context;
  const isMore = turn.kind === 'email' || turn.parts.some(({ type }) => type === 'html');
  return written && isMore ? written.template(turn, context, texts) : texts(turn, context);
}

function texts(turn: Turn, context: TurnContext): unknown {
  if (turn.redactedAt !== undefined)
    return html`<p class="redaction" part="redaction">
      ${words.removed(context.dates.date(turn.redactedAt))}
    </p>`;
  const shown = textsOf(turn);
  const plain = shown.filter(({ type }) => type !== 'html');
  return (plain.length > 0 ? plain : shown).map((part) => textPart(turn, part, context));
}

function textPart(turn: Turn, part: TextOfTurn, context: TurnContext): TemplateResult {
  const { opened, written } = context;
  const { text, left, more, quote } = shownText(turn, part, context);
  const segments = segmentsOf({ ...part, text }, turn.redactions);
  const className = part.type === 'json' ? 'text json' : 'text';
  const isPlain = segments.length === 1 && !segments[0]!.redaction;
  return html`<p class=${className} part="turn-text" dir="auto" data-part=${part.index}>
      ${isPlain ? segment(segments[0]!) : segments.map(segment)}
    </p>
    ${showMore(left, more)}
    ${quote === undefined ? nothing : written?.quoteButton(quote, opened.has(quote))}`;
}

/** What is redacted is not in the page at all, so that it is neither found nor copied. */
const segment = ({ text, redaction }: Segment): TemplateResult =>
  redaction
    ? html`<span class="redaction" part="redaction">${words.redacted(redaction.label)}</span>`
    : html`<span .textContent=${text}></span>`;

/** An entry nobody knows is shown all the same. */
function unknownEntry(turn: Turn, { opened }: TurnContext): TemplateResult {
  const { text, left, more } = entryText(turn, opened);
  return html`<div class="tool other" part="entry">
    <p class="label">${words.unknownEntry}</p>
    <pre part="tool-json" dir="auto" .textContent=${orNone(text)}></pre>
    ${showMore(left, more)}
  </div>`;
}
