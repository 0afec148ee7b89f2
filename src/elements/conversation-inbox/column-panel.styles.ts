import type { CSSResult } from 'lit';
import type { Lit } from './overlays.js';

export const columnPanelStyles = ({ css }: Pick<Lit, 'css'>): CSSResult => css`
  .columns-panel {
    inline-size: min(22em, calc(100vw - 16px));
    padding: 0;
    overflow: hidden auto;
    border: 1px solid var(--_border);
    border-radius: 10px;
    background: var(--_surface);
    color: var(--_text);
    box-shadow: var(--_shadow);
    font: inherit;
  }

  .columns-panel:popover-open {
    inset: auto;
    display: flex;
    flex-direction: column;
    margin: 0;
  }

  .columns-head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    flex: none;
    padding-block: 8px 5px;
    padding-inline: 14px 10px;
  }

  .columns-head > h2 {
    margin: 0;
    outline: none;
    font-size: 1em;
    font-weight: 600;
  }

  .columns-list {
    flex: 0 1 auto;
    min-block-size: 4em;
    margin: 0;
    padding: 0 6px 6px;
    overflow: hidden auto;
    overscroll-behavior: contain;
    list-style: none;
  }

  .columns-item {
    position: relative;
    display: flex;
    align-items: center;
    min-block-size: 32px;
    padding-inline: 2px 4px;
    border-radius: 6px;
    background: var(--_surface);
  }

  .columns-item > label {
    display: flex;
    align-items: center;
    flex: 1;
    gap: 9px;
    min-inline-size: 0;
    min-block-size: 32px;
    padding-inline-start: 6px;
    cursor: pointer;
  }

  .columns-item > .columns-grip[hidden] + label {
    padding-inline-start: 32px;
  }

  .columns-item bdi {
    display: block;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .columns-panel input {
    flex: none;
    inline-size: 15px;
    block-size: 15px;
    margin: 0;
    accent-color: var(--_accent);
  }

  .columns-item > label:has(:disabled) {
    color: var(--_text-muted);
    cursor: default;
  }

  .columns-grip {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 26px;
    block-size: 32px;
    color: var(--_text-faint);
    cursor: grab;
    touch-action: none;
  }

  .columns-grip .icon {
    stroke-width: 2;
  }

  .columns-item .icon-button[aria-disabled] {
    opacity: 0.35;
    cursor: default;
  }

  .dragged {
    z-index: 1;
    box-shadow: var(--_shadow);
    cursor: grabbing;
  }

  @media (prefers-reduced-motion: no-preference) {
    .sorting > .columns-item:not(.dragged) {
      transition: transform 0.12s;
    }
  }

  .densities {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 14px;
    flex: none;
    min-inline-size: 0;
    margin: 0;
    padding: 7px 14px 8px;
    border: 0;
    border-block-start: 1px solid var(--_border);
  }

  /* Beside the choices and not above them, which is where a legend belongs to. */
  .densities > legend {
    float: inline-start;
    padding: 0;
    color: var(--_text-muted);
  }

  .densities > label {
    display: flex;
    align-items: center;
    gap: 6px;
    min-block-size: 26px;
    cursor: pointer;
  }

  .columns-panel input:focus-visible,
  .columns-panel .icon-button:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }

  @media (hover: hover) {
    .columns-item:hover {
      background: var(--_hover);
    }
  }

  @media (forced-colors: active) {
    .dragged {
      outline: 2px solid Highlight;
    }

    .columns-item .icon-button[aria-disabled] {
      color: GrayText;
      opacity: 1;
    }
  }
`;
