import type { CSSResult } from 'lit';
import type { Lit } from './overlays.js';

export const filterDialogStyles = ({ css }: Pick<Lit, 'css'>): CSSResult => css`
  .filter-dialog {
    inline-size: min(46em, calc(100vw - 24px));
    max-inline-size: none;
    max-block-size: calc(100dvh - 24px);
    padding: 0;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    box-shadow: var(--_shadow);
    font: inherit;
  }

  .filter-dialog::backdrop {
    background: rgb(10 14 24 / 0.4);
  }

  .filter-dialog[open] {
    display: flex;
  }

  .filter-dialog > form {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-inline-size: 0;
  }

  .filter-head > h2:focus {
    outline: none;
  }

  .filter-head,
  .filter-foot {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    flex: none;
    padding: 12px 16px;
  }

  .filter-head {
    border-block-end: 1px solid var(--_border);
  }

  .filter-foot {
    justify-content: flex-end;
    border-block-start: 1px solid var(--_border);
  }

  .filter-head > h2 {
    margin: 0;
    font-size: 1.15em;
    font-weight: 600;
  }

  .filter-body {
    display: grid;
    gap: 16px;
    min-block-size: 0;
    padding: 16px;
    overflow: auto;
    overscroll-behavior: contain;
    /* A field that is gone to comes with its label above and its error below. */
    scroll-padding-block: 5em;
    overflow-wrap: anywhere;
  }

  .filter-grid {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(17em, 100%), 1fr));
    gap: 14px 20px;
  }

  .filter-field {
    display: grid;
    align-content: start;
    gap: 5px;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  .wide {
    grid-column: 1 / -1;
  }

  .filter-field > label,
  .filter-field > legend,
  summary {
    padding: 0;
    font-weight: 600;
  }

  .filter-field > legend {
    margin-block-end: 5px;
  }

  summary {
    inline-size: fit-content;
    min-block-size: 24px;
    cursor: pointer;
  }

  details[open] > summary {
    margin-block-end: 10px;
  }

  .filter-input {
    inline-size: 100%;
    min-inline-size: 0;
    block-size: calc(6px + 2.2em);
    margin: 0;
    padding-inline: 9px;
    border: 1px solid var(--_text-faint);
    border-radius: 7px;
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    text-align: start;
  }

  .filter-input[aria-invalid] {
    border-color: var(--_danger);
  }

  .filter-bounds {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(14em, 100%), 1fr));
    gap: 8px 20px;
  }

  .filter-bounds > div {
    display: grid;
    align-content: start;
    gap: 3px;
  }

  .filter-bounds label,
  .filter-hint {
    color: var(--_text-muted);
    font-size: 0.923em;
  }

  .filter-error {
    color: var(--_danger);
    font-size: 0.923em;
  }

  .filter-choices,
  .filter-presets {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }

  .filter-choice,
  .preset {
    display: inline-flex;
    align-items: center;
    gap: 7px;
    justify-self: start;
    min-block-size: 28px;
    margin: 0;
    padding: 2px 11px;
    border: 1px solid var(--_border);
    border-radius: 1.2em;
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    cursor: pointer;
  }

  .filter-choice > input {
    margin: 0;
    accent-color: var(--_accent);
  }

  .filter-choice:has(:checked),
  .preset[aria-pressed='true'] {
    border-color: var(--_accent);
    background: color-mix(in srgb, var(--_accent) var(--_soft), var(--_surface));
  }

  .filter-pair {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto minmax(0, 1fr) auto;
    gap: 8px;
    align-items: center;
    max-inline-size: 40em;
  }

  @media (width < 30em) {
    .filter-pair {
      grid-template-columns: minmax(0, 1fr) auto minmax(0, 1fr);
      gap: 5px 8px;
    }

    .filter-pair + .filter-pair {
      margin-block-start: 9px;
    }

    .filter-pair > select {
      grid-column: 1 / -1;
    }
  }

  .primary {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .filter-input:focus-visible,
  .filter-choice:has(:focus-visible),
  .preset:focus-visible,
  summary:focus-visible,
  .filter-dialog .icon-button:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }

  @media (hover: hover) {
    .primary:hover {
      background: color-mix(in srgb, var(--_accent) 88%, var(--_text));
    }
  }

  @media (forced-colors: active) {
    .preset[aria-pressed='true'] {
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
`;
