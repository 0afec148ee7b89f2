/**
 * How what was written stands among the turns: the head of an email, its text without what it quotes, the
 * formatted view for whoever wants it; what became of a text message; files. A chunk of its own, loaded
 * with the first conversation that has one of them.
 */
import { css, html, nothing, render, type TemplateResult } from 'lit';
import type { AdoptedStyles } from '../../internal/adopted-styles.js';
import { titleCase } from '../../internal/format.js';
import { writtenTurns as words } from '../../locales/en/written-turns.js';
import type { Address, Turn } from '../../model/transcript.js';
import { quotedFrom } from '../../transcripts/quotes.js';
import { attachmentList, htmlOf } from './attachments.js';
import type { EmailView } from './email-view.js';
import type * as ViewModule from './email-view.js';
import type { TurnContext } from './turn-context.js';
import { writtenStyles } from './written-turns.styles.js';

export interface WrittenTurnsOptions {
  readonly styles: AdoptedStyles;
  /** Renders the element anew. */
  readonly changed: () => void;
}

/** What is written in a turn, as text. */
type Texts = (turn: Turn, context: TurnContext) => unknown;

export class WrittenTurns {
  readonly #options: WrittenTurnsOptions;
  readonly #views = new Map<string, EmailView>();
  #module: typeof ViewModule | undefined;
  #coming: Promise<void> | undefined;
  /** What the reader had opened when its code could not be loaded. */
  #failedWith: TurnContext['opened'] | undefined;

  constructor(options: WrittenTurnsOptions) {
    this.#options = options;
    options.styles.add(writtenStyles);
  }

  /** Another conversation: its messages go, and what they held. */
  clear(): void {
    for (const view of this.#views.values()) view.dispose();
    this.#views.clear();
  }

  template(turn: Turn, context: TurnContext, texts: Texts): TemplateResult {
    const markup = htmlOf(turn);
    const key = `formatted ${turn.id}`;
    const hasText = turn.parts.some((part) => part.type !== 'html' && 'text' in part);
    // Where there is no text, the formatted message is all there is.
    const isFormatted = markup !== undefined && hasText === context.opened.has(key);
    return html`${turn.email ? head(turn, context) : nothing}
    ${isFormatted ? this.#formatted(turn, markup, context) : texts(turn, context)}
    ${markup === undefined || !hasText
      ? nothing
      : openButton(key, isFormatted ? words.showText : words.showFormatted, isFormatted)}`;
  }

  /** Files, and what became of a text message, beneath it. */
  foot(turn: Turn, context: TurnContext): unknown {
    return html`${attachmentList(turn, context)}${smsFoot(turn)}`;
  }

  /** Where what a text quotes begins, if it does. */
  quotedFrom(turn: Turn, text: string): number | undefined {
    return turn.kind === 'email' ? quotedFrom(text) : undefined;
  }

  quoteButton(key: string, isOpen: boolean): TemplateResult {
    return openButton(key, isOpen ? words.hideQuoted : words.showQuoted, isOpen);
  }

  #formatted(turn: Turn, markup: string, { opened }: TurnContext): unknown {
    if (!this.#module) return this.#waiting(opened);
    const known = this.#views.get(turn.id);
    if (known) return known.element;
    const view = new this.#module.EmailView({
      lit: { css, html, nothing, render },
      html: markup,
      ...(turn.attachments && { attachments: turn.attachments }),
      ...(turn.email?.subject && { title: turn.email.subject }),
    });
    this.#views.set(turn.id, view);
    return view.element;
  }

  /** What failed is asked for again when the reader opens or closes something, not with each rendering. */
  #waiting(opened: TurnContext['opened']): TemplateResult {
    const hasFailed = this.#failedWith === opened;
    if (!hasFailed) void (this.#coming ??= this.#load(opened));
    return html`<p class="muted">${hasFailed ? words.notLoaded : words.loading}</p>`;
  }

  async #load(opened: TurnContext['opened']): Promise<void> {
    const { styles, changed } = this.#options;
    try {
      const [module, late] = await Promise.all([
        import('./email-view.js'),
        import('./email.styles.js'),
      ]);
      styles.add(late.emailStyles({ css }));
      this.#module = module;
    } catch {
      this.#coming = undefined;
      this.#failedWith = opened;
    }
    changed();
  }
}

const openButton = (key: string, label: string, isOpen: boolean): TemplateResult =>
  html`<button
    type="button"
    class="link"
    part="unfold-button"
    tabindex="-1"
    data-action="open"
    data-key=${key}
    aria-expanded=${isOpen}
  >
    ${label}
  </button>`;

function head({ email }: Turn, { dates }: TurnContext): TemplateResult | typeof nothing {
  if (!email) return nothing;
  const lines: readonly (readonly [string, string])[] = [
    [words.from, addresses(email.from ? [email.from] : [])],
    [words.to, addresses(email.to)],
    [words.cc, addresses(email.cc)],
    [words.date, email.date ? dates.full(email.date) : ''],
  ];
  return html`${email.subject
      ? html`<p class="subject" part="email-subject"><bdi>${email.subject}</bdi></p>`
      : nothing}
    <dl class="email-head" part="email-head">
      ${lines.map(([label, text]) =>
        text
          ? html`<div>
              <dt>${label}</dt>
              <dd><bdi>${text}</bdi></dd>
            </div>`
          : nothing,
      )}
    </dl>`;
}

const addresses = (list: readonly Address[] | undefined): string =>
  (list ?? []).map(({ name, address }) => (name ? `${name} <${address}>` : address)).join(', ');

function smsFoot({ sms }: Turn): TemplateResult | typeof nothing {
  const facts = [
    sms?.status ? titleCase(sms.status) : '',
    sms?.error ?? '',
    sms?.segments !== undefined && sms.segments > 1 ? words.segments(sms.segments) : '',
  ].filter(Boolean);
  if (facts.length === 0) return nothing;
  return html`<p class="sms ${sms?.error ? 'error' : ''}" part="sms-status">
    <bdi>${facts.join(' · ')}</bdi>
  </p>`;
}
