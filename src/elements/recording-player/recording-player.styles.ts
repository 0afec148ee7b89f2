import { css } from 'lit';
import { floatingStyles } from './floating.styles.js';
import { timelineStyles } from './timeline.styles.js';

const layout = css`
  :host {
    display: block;
    flex: auto;
    min-inline-size: min(100%, 12em);
    writing-mode: horizontal-tb;
  }

  .base {
    container: player / inline-size;
    padding: 10px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }

  .compact {
    padding: 0;
    border: 0;
    background: none;
  }

  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 6px;
  }

  .compact .bar {
    flex-wrap: nowrap;
  }

  .transport,
  .volume,
  .near {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px;
  }

  .transport {
    flex: auto;
  }

  /* Above the buttons where both have no room in one line. */
  .view {
    position: relative;
    order: -1;
    display: flex;
    flex: 1 0 100%;
    align-items: center;
    gap: 14px;
    min-inline-size: 0;
    padding-inline: 6px;
  }

  .compact .view {
    order: 0;
    flex: 1;
    gap: 12px;
  }

  .clock {
    flex: none;
    color: var(--_text-muted);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
    direction: ltr;
    visibility: hidden;
  }

  .track {
    position: relative;
    flex: 1;
    min-inline-size: 3em;
    block-size: 40px;
  }

  .compact .track {
    block-size: 24px;
  }

  .compact .clock {
    order: 1;
  }
`;

const parts = css`
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

  .play .icon {
    fill: currentColor;
    stroke: none;
  }

  .tool,
  .play,
  .button,
  .marker {
    margin: 0;
    border: 0;
    background: none;
    color: var(--_text-muted);
    font: inherit;
    cursor: pointer;
  }

  .tool,
  .play {
    display: inline-grid;
    grid-auto-flow: column;
    place-content: center;
    align-items: center;
    gap: 10px;
    min-inline-size: max(24px, 2.3em);
    min-block-size: max(24px, 2.3em);
    padding: 0 4px;
    flex: none;
    border-radius: 7px;
    font-variant-numeric: tabular-nums;
  }

  [part='more-button'] .icon {
    stroke-width: 2.5;
  }

  .play {
    position: relative;
    inline-size: 2.77em;
    block-size: 2.77em;
    margin-inline: 4px;
    padding: 0;
    border-radius: 50%;
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .compact .play {
    inline-size: max(24px, 2.15em);
    block-size: max(24px, 2.15em);
    min-inline-size: 0;
    min-block-size: 0;
    margin: 0;
  }

  .compact .play .icon {
    inline-size: 0.92em;
    block-size: 0.92em;
  }

  .button {
    min-block-size: max(24px, 2.3em);
    padding: 3px 12px;
    flex: none;
    border: 1px solid var(--_border);
    border-radius: 8px;
    background: var(--_surface);
    color: var(--_text);
    font-weight: 500;
  }

  select.button {
    max-inline-size: 12em;
    padding-inline: 6px 4px;
  }

  .button[aria-pressed='true'] {
    border-color: var(--_accent);
    background: color-mix(in srgb, var(--_accent) 11%, var(--_surface));
    color: var(--_accent);
  }

  .tool[aria-pressed='true'] {
    color: var(--_accent);
  }

  @media (hover: hover) {
    .tool:hover,
    .marker:hover,
    .button:hover {
      background: color-mix(in srgb, var(--_text) 7%, transparent);
      color: var(--_text);
    }
  }

  :focus-visible,
  .track:has(:focus-visible) {
    border-radius: 7px;
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }

  .play:focus-visible {
    border-radius: 50%;
    outline-offset: 2px;
  }

  .base:focus {
    outline: none;
  }

  .slider {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
    touch-action: pan-y;
  }

  .bare .slider {
    opacity: 1;
  }

  .bare .clock {
    visibility: visible;
  }

  .slider:disabled {
    cursor: default;
  }

  .volume input {
    inline-size: 5.5em;
    block-size: 24px;
    margin: 0;
    accent-color: var(--_accent);
  }
`;

const adaptive = css`
  .far,
  .panel:not(:popover-open, [open], .more) {
    display: none;
  }

  @container player (inline-size >= 29em) {
    .far {
      display: inline-grid;
    }

    .near {
      display: none;
    }
  }

  @container player (inline-size >= 52em) {
    .bar {
      flex-wrap: nowrap;
      gap: 12px;
      padding-inline: 4px;
    }

    .transport {
      flex: none;
      flex-wrap: nowrap;
    }

    .view {
      order: 0;
      flex: 1;
    }
  }

  /* Everything in one line: what "More" holds is part of the bar. */
  @container player (inline-size >= 92em) {
    .more {
      display: contents;
    }

    .more-button {
      display: none;
    }

    .more .icons {
      display: flex;
      margin-inline-start: -6px;
    }

    .more .tool {
      gap: 0;
    }

    .more .text {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }

  /* Waiting shows on the button that was pressed. */
  [aria-busy='true'] .play::after {
    content: '';
    position: absolute;
    inset: -4px;
    border: 2px solid var(--_accent);
    border-block-start-color: transparent;
    border-radius: 50%;
  }

  @media (prefers-reduced-motion: no-preference) {
    [aria-busy='true'] .play::after {
      animation: turn 1s linear infinite;
    }

    @keyframes turn {
      to {
        rotate: 1turn;
      }
    }
  }

  @media (forced-colors: active) {
    .play,
    .tool,
    .marker {
      border: 1px solid;
    }

    [aria-pressed='true'] {
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
`;

export const styles = [layout, parts, floatingStyles, timelineStyles, adaptive];
