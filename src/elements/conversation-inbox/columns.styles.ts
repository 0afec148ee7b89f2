/** Heads that can be pulled, and cells of the host's. Comes with the code for it. */
import type { CSSResult } from 'lit';
import type { Lit } from './overlays.js';

export const columnStyles = ({ css }: Pick<Lit, 'css'>): CSSResult => css`
  .frame[data-density='comfortable'] {
    --_row-padding: var(--conversation-row-padding, 8px);
  }

  .frame[data-density='compact'] {
    --_row-padding: calc(var(--conversation-row-padding, 8px) / 4);
  }

  .frame[data-density='compact'] .cell :is(.icon-button, .play-button) {
    inline-size: 24px;
    block-size: 24px;
  }

  .header-cell:not(.pinned) {
    position: relative;
  }

  .header-cell:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
    border-radius: 6px;
  }

  .handle {
    position: absolute;
    inset-block: 0;
    inset-inline-end: 0;
    z-index: 1;
    inline-size: 9px;
    cursor: col-resize;
    touch-action: none;
    user-select: none;
    -webkit-user-select: none;
    outline: none;
  }

  .handle::after {
    content: '';
    position: absolute;
    inset-block: 7px;
    inset-inline-end: 0;
    inline-size: 2px;
    border-radius: 1px;
    background: var(--_border);
    opacity: 0;
  }

  .handle.pulled::after,
  .handle:focus::after {
    inset-block: 0;
    background: var(--_accent);
    opacity: 1;
  }

  @media (hover: hover) {
    .header-row:hover .handle::after {
      opacity: 1;
    }

    .handle:hover::after {
      background: var(--_accent);
    }
  }

  /* There is no hover to find it by. */
  @media (hover: none) {
    .handle::after {
      opacity: 1;
    }
  }

  @media (pointer: coarse) {
    .handle {
      inline-size: 24px;
    }
  }

  @media (forced-colors: active) {
    .handle::after {
      background: CanvasText;
    }

    .handle.pulled::after,
    .handle:focus::after,
    .handle:hover::after {
      background: Highlight;
    }
  }
`;
