/**
 * How the inbox looks with a pointer that hovers, in forced colours, and where large text meets a
 * narrow screen. Part of the chunk that comes after the first render, like `overlays.ts`.
 */
import type { CSSResult } from 'lit';
import type { Lit } from './overlays.js';

export const adaptiveStyles = ({ css }: Lit): CSSResult => css`
  .row-playing {
    --_row-background: color-mix(in srgb, var(--_accent) 6%, var(--_surface));
  }

  .row-playing .play-button {
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .play-button[aria-busy='true'] {
    opacity: 0.8;
  }

  /* A finger leaves its hover behind: a tapped Play would look as if it played. */
  @media (hover: hover) {
    .row:not(.row-playing):hover {
      --_row-background: var(--_hover);
    }

    .icon-button:hover {
      background: color-mix(in srgb, currentColor 12%, transparent);
      color: var(--_text);
    }

    .play-button:hover {
      background: var(--_accent);
      color: var(--_on-accent);
    }

    .button:hover {
      background: var(--_hover);
    }
  }

  /* Columns that stayed in place would leave no room for the others. */
  @container inbox (inline-size < 20em) {
    .pinned {
      position: static;
    }

    .scroller {
      scroll-padding-inline-start: 0;
    }
  }

  @media (forced-colors: active) {
    .status,
    .bubble,
    .play-button,
    .pill,
    .skeleton i {
      border: 1px solid;
    }

    .row-playing .play-button {
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
    }

    .row::after {
      outline-color: Highlight !important;
    }

    .button[aria-disabled='true'] {
      color: GrayText;
    }
  }
`;
