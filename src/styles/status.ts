import { css } from 'lit';

/** How a status looks: its badge and, by `status-tones.ts`, its colour; a dot before other words, too. */
export const status = css`
  .status {
    padding: 1px 9px 1px 8px;
    border-radius: 1em;
    background: color-mix(in srgb, var(--_tone) var(--_soft), var(--_surface));
    color: var(--_tone);
    font-size: 0.923em;
    font-weight: 500;
  }

  /* A border, for forced colours take the background away. */
  .dot::before {
    content: '';
    display: inline-block;
    margin-inline-end: 6px;
    border: 3px solid;
    border-radius: 50%;
    vertical-align: middle;
  }

  .success {
    --_tone: var(--_success);
  }

  .info {
    --_tone: var(--_info);
  }

  .warning {
    --_tone: var(--_warning);
  }

  .danger {
    --_tone: var(--_danger);
  }

  .neutral {
    --_tone: var(--_text-muted);
  }
`;
