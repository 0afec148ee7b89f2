import type { CSSResult } from 'lit';
import type { Lit } from './overlays.js';

export const toolbarStyles = ({ css }: Pick<Lit, 'css'>): CSSResult => css`
  .tools {
    display: flex;
    align-items: center;
    gap: 8px;
    block-size: 100%;
    padding-inline: 12px;
  }

  .search {
    position: relative;
    display: flex;
    align-items: center;
    flex: 0 1 20em;
    min-inline-size: 11em;
    block-size: calc(4px + 2.2em);
    padding-inline: 10px 3px;
    border: 1px solid var(--_border);
    border-radius: 8px;
    color: var(--_text-muted);
  }

  .search:focus-within {
    outline: 2px solid var(--_focus);
    outline-offset: -1px;
  }

  .search:has([aria-invalid]) {
    border-color: var(--_danger);
  }

  .search-field {
    flex: 1;
    min-inline-size: 0;
    block-size: 100%;
    margin: 0;
    padding: 0 8px;
    border: 0;
    outline: none;
    appearance: none;
    background: none;
    color: var(--_text);
    font: inherit;
    text-align: start;
  }

  .search-field::placeholder {
    color: var(--_text-muted);
    opacity: 1;
  }

  .search-field::-webkit-search-cancel-button {
    display: none;
  }

  .search-error {
    position: absolute;
    inset-block-start: calc(100% + 4px);
    inset-inline-start: 0;
    z-index: 7;
    padding: 6px 10px;
    border: 1px solid var(--_danger);
    border-radius: 8px;
    background: var(--_surface);
    color: var(--_danger);
    box-shadow: var(--_shadow);
    overflow-wrap: anywhere;
  }

  .tool {
    display: flex;
    align-items: center;
    gap: 7px;
    flex: none;
    block-size: calc(4px + 2.2em);
    min-inline-size: 32px;
    margin: 0;
    padding: 0 11px;
    border: 1px solid var(--_border);
    border-radius: 8px;
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    font-weight: 500;
    cursor: pointer;
  }

  .actions {
    display: flex;
    align-items: center;
    gap: 8px;
    position: relative;
    flex: none;
    margin-inline-start: auto;
  }

  .actions > .search-error {
    inset-inline: auto 0;
    inline-size: max-content;
  }

  .live {
    display: flex;
    align-items: center;
    gap: 6px;
    color: var(--_success);
    font-size: 0.923em;
    font-weight: 500;
  }

  /* A border, for forced colours take the background away. */
  .live::before {
    content: '';
    border: 4px solid;
    border-radius: 50%;
  }

  .plain {
    justify-content: center;
    padding: 0;
    border-color: transparent;
    background: none;
    color: var(--_text-muted);
  }

  .count {
    min-inline-size: 1.6em;
    padding-inline: 4px;
    border-radius: 1em;
    background: var(--_accent);
    color: var(--_on-accent);
    font-size: 0.846em;
    font-weight: 600;
    line-height: 1.6;
    text-align: center;
  }

  .chips {
    display: flex;
    gap: 6px;
    flex: 0 1 auto;
    min-inline-size: 0;
    margin: 0;
    /* Room for the outline of a button in it, which would be cut off where it scrolls. */
    padding: 3px;
    overflow: auto hidden;
    overscroll-behavior-inline: contain;
    /* A scrollbar would push them off the line of the toolbar; a wheel, a finger and Tab move them. */
    scrollbar-width: none;
    list-style: none;
  }

  .chip {
    display: flex;
    align-items: center;
    gap: 4px;
    flex: none;
    max-inline-size: 24em;
    padding-inline: 10px 2px;
    border-radius: 1.1em;
    background: color-mix(in srgb, var(--_text-muted) var(--_soft), var(--_surface));
    font-size: 0.923em;
  }

  .chip > bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .chip > .muted {
    flex: none;
  }

  .clear {
    flex: none;
    min-block-size: 24px;
    margin: 0;
    padding: 2px 4px;
    border: 0;
    border-radius: 6px;
    background: none;
    color: var(--_accent);
    font: inherit;
    font-size: 0.923em;
    cursor: pointer;
  }

  .tool:focus-visible,
  .clear:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }

  .tools .icon-button:focus-visible {
    border-radius: 50%;
    outline: 2px solid var(--_focus);
    outline-offset: -1px;
  }

  @media (hover: hover) {
    .tool:hover {
      background: var(--_hover);
    }

    .clear:hover {
      text-decoration: underline;
    }
  }

  /* The rest of the room is for what was typed and what is asked for. */
  @container inbox (inline-size < 72em) {
    .actions .tool-text {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }

    .actions > .tool {
      padding-inline: 7px;
    }
  }

  @container inbox (inline-size < 44em) {
    .toolbar:has(.chips) {
      block-size: round(up, calc(27px + 4.4em), 1px);
    }

    .toolbar:has(.chips) ~ .float {
      inset-block-start: calc(var(--_header-height, 36px) + 37px + 4.4em);
    }

    .tools {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto auto;
      align-content: center;
      gap: 4px 6px;
      padding-inline: 8px;
    }

    .search {
      grid-area: 1 / 1;
      min-inline-size: 0;
    }

    .tools > .tool {
      grid-area: 1 / 2;
      padding-inline: 7px;
    }

    .actions {
      grid-area: 1 / 3;
      gap: 0;
    }

    .actions > .tool {
      min-inline-size: 26px;
      padding-inline: 4px;
      border-color: transparent;
    }

    .live {
      margin-inline-end: 4px;
    }

    .chips {
      grid-area: 2 / 1 / auto / 3;
    }

    .clear {
      grid-area: 2 / 3;
    }

    .tool-text {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
  }

  @media (forced-colors: active) {
    .chip,
    .count {
      border: 1px solid;
    }
  }

  @media print {
    .toolbar {
      display: none;
    }
  }
`;
