import type { CSSResult } from 'lit';
import type { Lit } from './overlays.js';

export const miniPlayerStyles = ({ css }: Pick<Lit, 'css'>): CSSResult => css`
  .mini {
    display: grid;
    grid-template-columns: auto minmax(7em, 14em) minmax(0, 1fr) auto;
    gap: 2px 10px;
    align-items: center;
    margin: 8px 12px 12px;
    padding: 4px 12px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow: var(--_shadow);
  }

  .mini-title {
    grid-column: 2;
    display: grid;
    font-size: 0.923em;
  }

  .mini-title > * {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    inline-size: auto;
  }

  .mini-title > .muted > bdi {
    display: inline;
  }

  .mini-name {
    font-size: 1.083em;
    font-weight: 600;
  }

  .mini > recording-player {
    grid-column: 3;
    min-inline-size: 0;
    font-size: inherit;
  }

  .mini > recording-player::part(base) {
    border: 0;
    background: none;
    padding-inline: 0;
  }

  .mini > .icon-button:last-child {
    grid-column: 4;
  }

  @container inbox (inline-size < 60em) {
    .mini {
      grid-template-columns: auto minmax(0, 1fr) auto;
      padding: 4px 10px 6px;
    }

    .mini > recording-player::part(base) {
      padding-block: 0;
    }

    .mini > recording-player {
      grid-area: 2 / 1 / auto / -1;
    }

    .mini > .icon-button:last-child {
      grid-area: 1 / 3;
    }
  }

  @container inbox (inline-size < 44em) {
    .mini {
      margin: 4px 6px 6px;
    }
  }

  @media print {
    .mini {
      display: none;
    }
  }
`;
