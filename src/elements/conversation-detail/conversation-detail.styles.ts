import { css } from 'lit';
import { status } from '../../styles/status.js';
import { partStyles } from './parts.styles.js';
import { stateStyles } from './states.styles.js';
import { toolStyles } from './tool.styles.js';
import { turnStyles } from './turn.styles.js';

const layout = css`
  :host {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    container: detail / inline-size;
    block-size: 100%;
    min-block-size: 24em;
    min-inline-size: 240px;
    flex: auto;
    writing-mode: horizontal-tb;
    --_soft: 11%;
  }

  .base {
    position: relative;
    display: grid;
    grid-template:
      'header header header' auto
      'tabs tabs tabs' auto
      'turns divider details' minmax(0, 1fr)
      'player divider details' auto / minmax(0, 1fr) auto minmax(0, var(--_details-width, 27%));
    min-block-size: 0;
    overflow: clip;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }

  /* As many pixels wide as there are panes side by side; see room.ts of the player. */
  .room {
    position: absolute;
    inline-size: 2px;
  }

  .header {
    grid-area: header;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 10px;
    /* As high with its buttons, which come later, as without. */
    min-block-size: 53px;
    padding: 10px 16px;
    border-block-end: 1px solid var(--_border);
  }

  .title {
    display: flex;
    align-items: center;
    gap: 9px;
    min-inline-size: 0;
    margin: 0;
    font-size: 1.15em;
    font-weight: 600;
    overflow-wrap: anywhere;
    outline-offset: 2px;
  }

  .channel {
    display: inline-flex;
    color: var(--_text-muted);
  }

  .facts {
    flex: 1 1 16em;
    min-inline-size: 0;
    margin: 0;
    color: var(--_text-muted);
    font-size: 0.923em;
    overflow-wrap: anywhere;
  }

  /* Its room is there before what is in it. */
  .tools {
    min-block-size: 34px;
    flex: 0 1 24em;
  }

  .neighbors {
    display: flex;
    gap: 8px;
    margin-inline-start: auto;
  }

  .neighbors .icon:dir(rtl) {
    transform: scaleX(-1);
  }

  .tabs {
    grid-area: tabs;
    display: flex;
    gap: 4px;
    padding-inline: 12px;
    border-block-end: 1px solid var(--_border);
  }

  .tab {
    min-block-size: 36px;
    padding: 4px 10px;
    border: 0;
    border-block-end: 2px solid transparent;
    background: none;
    color: var(--_text-muted);
    font: inherit;
    font-weight: 500;
    cursor: pointer;
  }

  .tab[aria-selected='true'] {
    border-block-end-color: var(--_accent);
    color: var(--_text);
  }

  .interaction {
    grid-area: turns;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    min-inline-size: 0;
  }

  .details {
    grid-area: details;
    min-block-size: 0;
    padding: 16px 20px;
    overflow: auto;
  }

  .player {
    grid-area: player;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    padding: 4px 16px 4px 8px;
    border-block-start: 1px solid var(--_border);
  }

  @container detail (inline-size < 52em) {
    .room {
      inline-size: 1px;
    }

    .base {
      grid-template:
        'header' auto
        'tabs' auto
        'pane' minmax(0, 1fr)
        'player' auto / minmax(0, 1fr);
    }

    .interaction,
    .details {
      grid-area: pane;
    }
  }

  @container detail (inline-size < 34em) {
    .header {
      padding-inline: 12px;
    }

    .facts,
    .tools {
      flex: 1 1 100%;
      order: 1;
    }

    .wide {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
`;

export const styles = [layout, partStyles, status, stateStyles, turnStyles, toolStyles];
