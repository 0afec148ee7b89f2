import { css } from 'lit';

/** Of what comes after the first view: the player, the divider, what floats, the ends of the turns, marks on them, paper. */
export const extrasStyles = css`
  recording-player {
    flex: 1 1 24em;
    /* It is part of this element and as large. */
    --conversation-font-size: 1em;
    --conversation-radius: 0;
  }

  recording-player::part(base) {
    border: 0;
    background: none;
  }

  .in-step {
    display: flex;
    gap: 6px;
    margin-inline-start: auto;
  }

  /* Beside the player as everywhere, one above the other. */
  @container detail (inline-size < 34em) {
    .player {
      flex-wrap: nowrap;
      padding-inline-end: 8px;
    }

    recording-player {
      flex-basis: 0;
      min-inline-size: 0;
    }

    .in-step {
      flex-direction: column;
    }

    .in-step > .button {
      justify-content: center;
      min-inline-size: 34px;
      padding-inline: 6px;
    }
  }

  .divider {
    grid-area: divider;
    position: relative;
    inline-size: 1px;
    background: var(--_border);
    cursor: col-resize;
    touch-action: none;
  }

  /* What is hit is wider than what is seen. */
  .divider::after {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline: -8px;
    z-index: 2;
  }

  .divider:hover,
  .divider:focus-visible {
    background: var(--_accent);
  }

  .panel {
    padding: 12px;
  }

  .panel:popover-open {
    display: grid;
    gap: 8px;
  }

  .steps {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }

  .tip {
    inset: auto;
    margin: 0;
    padding: 5px 9px;
    border: 1px solid var(--_border);
    border-radius: 8px;
    background: var(--_surface);
    color: var(--_text);
    box-shadow: var(--_shadow);
    font: inherit;
    font-size: 0.923em;
    font-variant-numeric: tabular-nums;
    white-space: pre-line;
    pointer-events: none;
  }

  .live {
    color: var(--_text-muted);
    font-weight: 500;
  }

  .live.live {
    color: var(--_success);
  }

  .marked .bubble,
  .marked .tool {
    box-shadow: 0 0 0 2px var(--_warning);
  }

  .sounding .bubble {
    box-shadow: 0 0 0 1px color-mix(in srgb, var(--_accent) 60%, transparent);
  }

  .current .bubble,
  .current .tool {
    box-shadow: 0 0 0 2px var(--_accent);
  }

  .link-field {
    flex: 1 1 14em;
    min-inline-size: 0;
    padding: 5px 8px;
    border: 1px solid var(--_border);
    border-radius: 6px;
    background: var(--_surface-raised);
    color: var(--_text);
    font: inherit;
  }

  @media (forced-colors: active) {
    .sounding .bubble {
      outline: 1px solid Highlight;
    }

    .current .bubble,
    .current .tool {
      outline: 3px solid Highlight;
    }

    .marked .bubble {
      outline: 3px dashed Highlight;
    }

    .divider {
      background: CanvasText;
    }

    .divider:focus-visible {
      background: Highlight;
      forced-color-adjust: none;
    }
  }

  .edge {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 4px 12px;
    /* As high with a button as with words, so that nothing moves. */
    min-block-size: 56px;
    padding-block: 12px;
    text-align: center;
  }

  .jump {
    position: sticky;
    inset-block-end: 0;
    display: flex;
    margin: 12px auto 0;
    border-color: transparent;
    border-radius: 1.2em;
    background: var(--_accent);
    color: var(--_on-accent);
    box-shadow: var(--_shadow);
  }

  @media (hover: hover) {
    .jump:hover:not([aria-disabled='true'], [aria-pressed='true']) {
      background: color-mix(in srgb, var(--_accent) 88%, var(--_text));
    }
  }

  ::highlight(conversation-word) {
    background-color: color-mix(in srgb, var(--_accent) 45%, transparent);
  }

  /* The whole transcript, then the details, on as many pages as they need. */
  @media print {
    :host,
    .base {
      display: block;
      block-size: auto;
      overflow: visible;
      border: 0;
    }

    .interaction,
    .details {
      display: block !important;
      overflow: visible;
    }

    .tabs,
    .player,
    .divider,
    .neighbors,
    .tip {
      display: none !important;
    }
  }
`;
