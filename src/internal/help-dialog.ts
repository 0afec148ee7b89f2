/** The keys of an element, in words. Lit is handed over: whoever shows this is a chunk that came late. */
import type * as LitModule from 'lit';
import { keys as words } from '../locales/en/keys.js';

/** Keys that do the same, and what that is. */
export interface HelpLine {
  /** As in `KeyboardEvent.key`, with `Space`, and `Shift+` and the like before them. */
  readonly keys: readonly string[];
  /** Where they do it, if not everywhere. */
  readonly where?: string;
  readonly does: string;
}

export interface Help {
  readonly title: string;
  readonly lines: readonly HelpLine[];
  readonly close: string;
  readonly onClose: (event: Event) => void;
}

type Lit = Pick<typeof LitModule, 'html' | 'nothing'>;

/** Not open yet: whoever renders it calls `showModal()`. */
export function helpDialog(
  lit: Lit,
  { title, lines, close, onClose }: Help,
): LitModule.TemplateResult {
  return lit.html`<dialog class="help" part="help" aria-labelledby="help" @close=${onClose}>
    <h2 id="help" tabindex="-1" autofocus>${title}</h2>
    <dl>${lines.map((one) => line(lit, one))}</dl>
    <form method="dialog">
      <button class="button" part="button">${close}</button>
    </form>
  </dialog>`;
}

const line = ({ html, nothing }: Lit, { keys, where, does }: HelpLine): LitModule.TemplateResult =>
  html`<div>
    <dt>${keys.map((key) => html`<kbd>${spelled(key)}</kbd> `)} ${where ?? nothing}</dt>
    <dd>${does}</dd>
  </div>`;

const spelled = (combination: string): string =>
  combination
    .split('+')
    .map((key) => words[key] ?? (key.length === 1 ? key.toUpperCase() : key))
    .join(' + ');

export const helpStyles = ({ css }: Pick<typeof LitModule, 'css'>): LitModule.CSSResult => css`
  .help {
    max-inline-size: min(38em, calc(100vw - 16px));
    padding: 16px 20px 20px;
    overflow: auto;
    border: 1px solid var(--_border);
    border-radius: 10px;
    background: var(--_surface);
    color: var(--_text);
    box-shadow: var(--_shadow);
    font: inherit;
  }

  .help::backdrop {
    background: rgb(0 0 0 / 0.35);
  }

  .help > h2 {
    margin: 0 0 10px;
    font-size: 1.15em;
    font-weight: 600;
    outline: none;
  }

  .help div {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 2px 24px;
    padding-block: 5px;
    border-block-end: 1px solid var(--_border);
  }

  .help dt {
    order: 1;
    color: var(--_text-muted);
  }

  .help dl,
  .help dd {
    margin: 0;
  }

  .help kbd {
    padding: 1px 6px;
    border: 1px solid var(--_border);
    border-radius: 5px;
    background: var(--_surface-raised);
    color: var(--_text);
    font: inherit;
    unicode-bidi: isolate;
  }

  .help > form {
    margin-block-start: 14px;
  }
`;
