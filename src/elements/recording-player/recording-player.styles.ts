import { css } from 'lit';

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

  /* As many pixels wide as there is room; see room.ts. */
  .room {
    inline-size: 1px;
  }

  .bar,
  .transport,
  .turns,
  .end {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px;
  }

  .bar {
    gap: 4px;
  }

  .end {
    justify-content: end;
    margin-inline-start: auto;
  }

  /* Of the button that comes late. */
  .last {
    min-inline-size: max(24px, 2.3em);
  }

  /* A line of its own where it has not enough room beside the buttons. */
  .view {
    position: relative;
    display: flex;
    flex: 1 0 100%;
    align-items: center;
    gap: 8px;
    min-inline-size: 0;
    padding-inline-end: 6px;
  }

  .compact .bar {
    flex-wrap: nowrap;
  }

  .compact .view {
    flex: 1;
    padding-inline-start: 6px;
  }

  .clock {
    flex: none;
    /* Most lengths are known late and have as many digits. */
    min-inline-size: 11ch;
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
    block-size: 36px;
  }

  .compact .track {
    block-size: 24px;
  }

  .compact .clock {
    order: 1;
  }

  .message {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    padding-inline: 4px;
    overflow-wrap: anywhere;
  }

  .message:not(:has(+ .visually-hidden)) {
    margin-block-end: 8px;
  }

  .message p {
    unicode-bidi: plaintext;
    margin: 0;
    color: var(--_text-muted);
  }

  .message .title {
    color: var(--_text);
    font-weight: 600;
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
  .button {
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

  .play {
    position: relative;
    inline-size: 2.77em;
    block-size: 2.77em;
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

  /* A choice looks like a button; which one it is, is all there is to say. */
  [part='speed'] {
    appearance: none;
    min-inline-size: 3.6em;
    padding-inline: 6px;
    text-align: center;
    text-align-last: center;
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
`;

const adaptive = css`
  @container player (inline-size >= 20em) {
    .room {
      inline-size: 2px;
    }
  }

  @container player (inline-size >= 29em) {
    .room {
      inline-size: 3px;
    }
  }

  @container player (inline-size >= 48em) {
    .room {
      inline-size: 4px;
    }

    .bar {
      flex-wrap: nowrap;
      gap: 12px;
      padding-inline: 4px;
    }

    .transport,
    .turns,
    .end {
      flex: none;
      flex-wrap: nowrap;
    }

    .end {
      gap: 6px;
    }

    .turns {
      min-inline-size: calc(2 * max(24px, 2.3em) + 2px);
    }

    .view {
      flex: 1;
    }
  }

  @container player (inline-size >= 60em) {
    .room {
      inline-size: 5px;
    }
  }

  @container player (inline-size >= 68em) {
    .room {
      inline-size: 6px;
    }
  }

  @container player (inline-size >= 80em) {
    .room {
      inline-size: 7px;
    }
  }

  @container player (inline-size >= 98em) {
    .room {
      inline-size: 8px;
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
    .tool {
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

export const styles = [layout, parts, adaptive];
