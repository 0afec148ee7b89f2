import type * as LitModule from 'lit';

/** What opens over the page beside its button. Lit is handed over: whoever shows one is a chunk that came late. */
export const panelStyles = ({ css }: Pick<typeof LitModule, 'css'>): LitModule.CSSResult => css`
  .panel {
    max-inline-size: min(24em, calc(100vw - 16px));
    overflow: auto;
    padding: 8px;
    border: 1px solid var(--_border);
    border-radius: 10px;
    background: var(--_surface);
    color: var(--_text);
    box-shadow: var(--_shadow);
    font: inherit;
  }

  .panel:popover-open {
    inset: auto;
    margin: 0;
  }
`;
