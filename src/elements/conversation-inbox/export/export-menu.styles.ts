import type { CSSResult } from 'lit';
import type { Lit } from '../overlays.js';

export const exportMenuStyles = ({ css }: Pick<Lit, 'css'>): CSSResult => css`
  .export-menu {
    max-inline-size: min(24em, calc(100vw - 16px));
    padding: 6px;
    overflow: auto;
    border: 1px solid var(--_border);
    border-radius: 10px;
    background: var(--_surface);
    color: var(--_text);
    box-shadow: var(--_shadow);
    font: inherit;
  }

  .export-menu:popover-open {
    inset: auto;
    display: grid;
    margin: 0;
  }

  .export-menu > p {
    margin: 0;
    padding: 6px 10px 8px;
    border-block-end: 1px solid var(--_border);
    margin-block-end: 6px;
    color: var(--_text-muted);
    font-size: 0.923em;
    font-variant-numeric: tabular-nums;
  }

  /* Whichever way a text is written, it starts where the buttons do. */
  .export-menu:dir(ltr) {
    text-align: left;
  }

  .export-menu:dir(rtl) {
    text-align: right;
  }

  .export-format {
    min-block-size: 32px;
    margin: 0;
    padding: 4px 10px;
    border: 0;
    border-radius: 6px;
    background: none;
    color: var(--_text);
    font: inherit;
    font-weight: 500;
    text-align: inherit;
    cursor: pointer;
  }

  .export-format > .muted {
    font-weight: 400;
  }

  .export-format[aria-disabled='true'] {
    color: var(--_text-faint);
    cursor: default;
  }

  .export-format:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
  }

  @media (hover: hover) {
    .export-format:hover {
      background: var(--_hover);
    }
  }
`;
