import { css } from 'lit';

/** The transcript and its turns. */
export const turnStyles = css`
  :host {
    --_caller: var(--conversation-color-caller, light-dark(#0b7a6f, #4fd0c2));
  }

  .scroller {
    position: relative;
    flex: 1;
    min-block-size: 0;
    padding: 16px 28px 20px;
    overflow: auto;
    overflow-anchor: none;
    overscroll-behavior: contain;
  }

  .turns {
    display: flex;
    flex-direction: column;
    align-items: start;
    gap: 14px;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .turn {
    position: relative;
    max-inline-size: min(68%, 60em);
    scroll-margin-block: 12px;
    outline-offset: 4px;
  }

  .turn:focus-visible {
    border-radius: 14px;
  }

  .turn.caller {
    align-self: end;
  }

  .aside {
    align-self: center;
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 8px;
    margin-block-end: 4px;
    color: var(--_text-muted);
    font-size: 0.923em;
  }

  .copies {
    display: flex;
  }

  /* Who speaks stands at the side of the speaker. */
  .caller .head {
    flex-direction: row-reverse;
  }

  .avatar {
    display: inline-grid;
    place-items: center;
    inline-size: 1.7em;
    block-size: 1.7em;
    flex: none;
    overflow: clip;
    border-radius: 6px;
    background: var(--_text-muted);
    color: var(--_on-accent);
    font-size: 0.846em;
    font-weight: 700;
  }

  .avatar.agent {
    background: var(--_accent);
  }

  .avatar.caller {
    border-radius: 50%;
    background: var(--_caller);
  }

  .avatar.human-agent {
    background: var(--_info);
  }

  .time {
    display: inline-flex;
    align-items: center;
    gap: 3px;
    min-block-size: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    font-variant-numeric: tabular-nums;
  }

  button.time {
    cursor: pointer;
  }

  .time .icon {
    inline-size: 0.8em;
    block-size: 0.8em;
    fill: currentColor;
    stroke: none;
  }

  .mark {
    font-style: italic;
  }

  .failed .mark {
    color: var(--_danger);
    font-style: normal;
  }

  .tool-button {
    display: inline-grid;
    place-items: center;
    inline-size: 24px;
    block-size: 24px;
    padding: 0;
    border: 0;
    border-radius: 6px;
    background: none;
    color: inherit;
    cursor: pointer;
  }

  /* There for whoever is at the turn; its place is kept. */
  @media (hover: hover) {
    .turn:not(:hover, :focus-within) .tool-button {
      opacity: 0;
    }

    button.time:hover,
    .tool-button:hover {
      color: var(--_text);
    }
  }

  .bubble {
    inline-size: fit-content;
    max-inline-size: 100%;
    padding: 9px 13px;
    border-radius: 14px;
    background: color-mix(in srgb, var(--_text-muted) 10%, var(--_surface));
  }

  .agent .bubble {
    border-end-start-radius: 5px;
  }

  .caller .bubble {
    margin-inline-start: auto;
    border-end-end-radius: 5px;
    background: color-mix(in srgb, var(--_caller) 13%, var(--_surface));
  }

  .interim .bubble {
    color: var(--_text-muted);
    font-style: italic;
  }

  .text,
  .text span {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  .text {
    white-space: normal;
  }

  .text + .text {
    margin-block-start: 8px;
  }

  .redaction {
    padding: 0 5px;
    border: 1px solid var(--_border);
    border-radius: 4px;
    background: repeating-linear-gradient(
      135deg,
      color-mix(in srgb, var(--_text-muted) 22%, var(--_surface)) 0 3px,
      var(--_surface) 3px 6px
    );
    box-decoration-break: clone;
    color: var(--_text);
    font-style: italic;
  }

  .latency {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-block-size: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    font-size: 0.923em;
    font-variant-numeric: tabular-nums;
  }

  .bar {
    inline-size: 70px;
    block-size: 5px;
    border-radius: 3px;
    background: color-mix(in srgb, var(--_text-muted) 14%, var(--_surface));
  }

  .bar .llm {
    fill: var(--_accent);
  }

  .bar .tts {
    fill: color-mix(in srgb, var(--_accent) 60%, var(--_surface));
  }

  .bar .tools {
    fill: var(--_warning);
  }

  .bar .other {
    fill: color-mix(in srgb, var(--_accent) 30%, var(--_surface));
  }

  .bar:dir(rtl) {
    transform: scaleX(-1);
  }

  .system-button {
    display: block;
    margin: 0 auto 10px;
  }

  @container detail (inline-size < 52em) {
    .scroller {
      padding-inline: 16px;
    }

    .turn {
      max-inline-size: 88%;
    }

    .aside {
      max-inline-size: 100%;
    }
  }

  @media (forced-colors: active) {
    .bubble,
    .avatar,
    .event {
      border: 1px solid;
    }

    .bar rect {
      forced-color-adjust: none;
    }
  }

  @media print {
    .scroller {
      overflow: visible;
    }

    .turns {
      display: block;
    }

    .turn {
      max-inline-size: none;
      margin-block-end: 10px;
    }

    .bubble,
    .tool {
      break-inside: avoid-page;
    }

    .tool-button,
    .jump,
    .edge button,
    .system-button,
    .link,
    button.time .icon {
      display: none;
    }
  }
`;
