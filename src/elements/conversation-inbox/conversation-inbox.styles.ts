import { css } from 'lit';
import { status } from '../../styles/status.js';
import { stateStyles } from './states.styles.js';

const layout = css`
  :host {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    block-size: 100%;
    min-block-size: 20em;
    /* Its columns give it no width of their own where a parent is as wide as what it holds. */
    min-inline-size: 240px;
    flex: auto;
    writing-mode: horizontal-tb;
    --_soft: 11%;
  }

  .frame {
    /* In whole pixels, so that the table beneath it begins on one. */
    --_toolbar-height: round(up, calc(21px + 2.2em), 1px);
    position: relative;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    overflow: clip;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    container: inbox / inline-size;
  }

  :host([density='compact']) {
    --_row-padding: calc(var(--conversation-row-padding, 8px) / 4);
  }

  .toolbar {
    flex: none;
    box-sizing: border-box;
    block-size: var(--_toolbar-height);
    border-block-end: 1px solid var(--_border);
  }

  .scroller {
    --_agent-width: 10em;
    flex: 1;
    contain: strict;
    overflow: auto;
    overflow-anchor: none;
    /* Sideways past its edge would lead back in the browser's history, away from the reader's place. */
    overscroll-behavior-inline: contain;
    scroll-padding-block-start: var(--_header-height, 36px);
    scroll-padding-inline-start: var(--_pinned-width, 0px);
  }

  .grid {
    min-inline-size: min-content;
  }

  .header {
    position: sticky;
    inset-block-start: 0;
    z-index: 5;
    background: var(--_surface-raised);
    border-block-end: 1px solid var(--_border);
    color: var(--_text-muted);
    font-weight: 500;
  }

  .header-row {
    display: grid;
    background: inherit;
    grid-template-columns: var(--_columns);
    /* Also while its columns are on their way. */
    min-block-size: calc(16px + 1.45em);
  }

  .header-cell {
    padding: 8px;
    background: var(--_surface-raised);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  /* Not the cell: a pinned cell's offsets are in em of the row. */
  .header-cell > span {
    font-size: 0.923em;
  }

  .body {
    position: relative;
  }

  .row {
    display: grid;
    grid-template-columns: var(--_columns);
    position: absolute;
    inset-block-start: 0;
    inset-inline: 0;
    block-size: var(--_row-height, 40px);
    contain: strict;
    background: var(--_row-background, var(--_surface));
    border-block-end: 1px solid color-mix(in srgb, var(--_border) 65%, var(--_surface));
  }

  .cell {
    block-size: 100%;
    min-inline-size: 0;
    align-content: center;
    padding-inline: 8px;
    /* Not hidden: focus would scroll a cell whose button is a pixel too wide. */
    overflow: clip;
    white-space: nowrap;
  }

  .header-cell:first-child,
  .cell:first-child {
    padding-inline-start: 12px;
  }

  .header-cell:last-child,
  .cell:last-child {
    padding-inline-end: 12px;
  }

  .probe {
    position: absolute;
    visibility: hidden;
    inline-size: 1em;
    min-block-size: calc(24px + 2 * var(--_row-padding));
    padding-block: var(--_row-padding);
    white-space: nowrap;
  }

  .pinned {
    position: sticky;
    z-index: 2;
    background: inherit;
  }

  [data-column='copy'] {
    inset-inline-start: 0;
  }

  [data-column='play'] {
    inset-inline-start: var(--_pin-play, 0px);
  }

  [data-column='agent'] {
    inset-inline-start: var(--_pin-agent, 0px);
  }

  .scroller[data-scrolled] [data-column='agent'] {
    border-inline-end: 1px solid var(--_border);
  }

  .cell[data-column='copy'],
  .cell[data-column='play'] {
    padding-inline-end: 0;
  }

  @container inbox (inline-size > 106em) {
    .scroller {
      --_agent-width: 12em;
    }
  }

  @container inbox (inline-size < 44em) {
    .scroller {
      --_agent-width: 7.4em;
    }
  }
`;

const cells = css`
  .row-link {
    position: absolute;
    inset: 0;
    z-index: 0;
  }

  /* Only as wide as its text, so that the link beneath is hit beside it; cut at its own end. */
  bdi {
    position: relative;
    z-index: 1;
    display: block;
    inline-size: fit-content;
    max-inline-size: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .number {
    font-variant-numeric: tabular-nums;
  }

  .end {
    text-align: end;
  }

  /* Not a margin of the text: its start is the side its own direction starts from. */
  .cell.end {
    display: grid;
    justify-content: end;
  }

  .muted {
    color: var(--_text-muted);
  }

  .none {
    color: var(--_text-faint);
  }

  .removed {
    font-style: italic;
  }

  .flex {
    display: flex;
    align-items: center;
    gap: 6px;
  }

  .pinned.flex {
    gap: 2px;
  }

  .icon {
    inline-size: 16px;
    block-size: 16px;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
    vertical-align: -3px;
  }

  .icon.solid {
    inline-size: 12px;
    block-size: 12px;
    fill: currentColor;
    stroke: none;
    vertical-align: -1px;
  }

  .flip:dir(rtl) {
    transform: scaleX(-1);
  }

  .icon-button,
  .play-button {
    position: relative;
    z-index: 1;
    display: inline-grid;
    place-items: center;
    inline-size: 26px;
    block-size: 26px;
    margin: 0;
    padding: 0;
    flex: none;
    border: 0;
    border-radius: 7px;
    background: none;
    color: var(--_text-muted);
    font: inherit;
    vertical-align: middle;
    cursor: pointer;
  }

  .play-button {
    border-radius: 50%;
    background: color-mix(in srgb, var(--_accent) var(--_soft), var(--_surface));
    color: var(--_accent);
  }

  .bubble {
    position: relative;
    z-index: 1;
    padding: 0 6px;
    border-radius: 1em;
    background: color-mix(in srgb, var(--_text-muted) var(--_soft), var(--_surface));
    color: var(--_text-muted);
    font-size: 0.846em;
    direction: ltr;
    unicode-bidi: isolate;
  }

  .unreadable {
    position: relative;
    z-index: 1;
    color: var(--_warning);
  }
`;

export const styles = [layout, cells, status, stateStyles];
