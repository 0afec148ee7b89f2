import type { CSSResult } from 'lit';
import type { Lit } from './overlays.js';

export const beyondStyles = ({ css }: Lit): CSSResult => css`
  .grid {
    position: relative;
  }

  /* Of no height: with that of the rows, every page loaded would lay all texts out anew. */
  .find {
    position: absolute;
    inset-block-start: var(--_header-height);
    inset-inline: 0;
    block-size: 0;
    z-index: -1;
    contain: size layout style;
    color: transparent;
    /* So small that the browser need not scroll sideways to a match at the end of a line. */
    font-size: 1px;
    line-height: var(--_row-height);
    white-space: pre;
    pointer-events: none;
    user-select: none;
    -webkit-user-select: none;
  }

  /* Hidden "until found" is the browser's business, not that of [hidden] in host.ts. */
  .find > div {
    display: block !important;
    position: absolute;
    inset-block-start: calc(var(--_at) * var(--_row-height));
    inset-inline: 0;
    overflow: clip;
  }

  .limit {
    position: sticky;
    inset-inline-start: 0;
    inline-size: 100cqi;
    margin: 0;
    padding: 12px 16px;
    color: var(--_text-muted);
    text-align: center;
  }

  .print {
    display: none;
  }

  @media print {
    /* As long as the rows need, whatever height the page gave the inbox on a screen. */
    :host {
      display: block;
      block-size: auto !important;
      max-block-size: none !important;
      overflow: visible !important;
    }

    .scroller {
      contain: none;
      overflow: visible;
    }

    .frame:has(~ .print),
    .tooltip,
    .float,
    .find {
      display: none !important;
    }

    .print {
      display: table;
      inline-size: 100%;
      border-collapse: collapse;
      color: #000;
      font-size: 8pt;
    }

    .print caption {
      padding-block-end: 6pt;
      font-weight: 600;
      text-align: start;
    }

    .print tr {
      break-inside: avoid;
    }

    .print th,
    .print td {
      padding: 2pt 4pt;
      border-block-end: 0.5pt solid #bbb;
      font-weight: 400;
      text-align: start;
      vertical-align: top;
    }

    .print .short {
      white-space: nowrap;
    }

    .print .long-word {
      overflow-wrap: anywhere;
    }

    .print thead th {
      border-block-end-color: #000;
      font-weight: 600;
    }
  }
`;
