/** What stands above an email, and its text without what it quotes. */
import { html, nothing, type TemplateResult } from 'lit';
import { detail as words } from '../../locales/en/detail.js';
import type { Address, Turn } from '../../model/transcript.js';
import type { TurnContext } from './turn-context.js';

export function emailHead(
  { email }: Turn,
  { dates }: TurnContext,
): TemplateResult | typeof nothing {
  if (!email) return nothing;
  const lines: readonly (readonly [string, string])[] = [
    [words.email.from, addresses(email.from ? [email.from] : [])],
    [words.email.to, addresses(email.to)],
    [words.email.cc, addresses(email.cc)],
    [words.email.date, email.date ? dates.full(email.date) : ''],
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

export const emailBody = (
  turn: Turn,
  context: TurnContext,
  texts: (turn: Turn, context: TurnContext) => unknown,
): unknown => texts(turn, context);
