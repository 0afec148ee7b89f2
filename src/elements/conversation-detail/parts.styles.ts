import { css } from 'lit';

/** Buttons, marks and what floats. */
export const partStyles = css`
  .icon {
    inline-size: 1.23em;
    block-size: 1.23em;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  p {
    margin: 0;
  }

  bdi {
    overflow-wrap: anywhere;
  }

  .muted {
    color: var(--_text-muted);
  }

  .error {
    color: var(--_danger);
  }

  .number {
    font-variant-numeric: tabular-nums;
  }

  .button {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    min-block-size: 32px;
    padding: 3px 12px;
    flex: none;
    border: 1px solid var(--_border);
    border-radius: 8px;
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    font-weight: 500;
    cursor: pointer;
  }

  .button[aria-disabled='true'] {
    color: var(--_text-faint);
    cursor: default;
  }

  .button[aria-pressed='true'] {
    border-color: var(--_accent);
    background: color-mix(in srgb, var(--_accent) 11%, var(--_surface));
    color: var(--_accent);
  }

  .link {
    min-block-size: 24px;
    padding: 2px 0;
    border: 0;
    background: none;
    color: var(--_accent);
    font: inherit;
    text-align: start;
    cursor: pointer;
  }

  @media (hover: hover) {
    .button:hover:not([aria-disabled='true'], [aria-pressed='true']) {
      background: var(--_hover);
    }

    .link:hover {
      text-decoration: underline;
    }
  }

  :focus-visible {
    border-radius: 6px;
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }
`;
