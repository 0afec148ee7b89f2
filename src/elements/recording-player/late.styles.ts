import type { CSSResult } from 'lit';
import type { ExtrasContext } from './extras-context.js';

type Lit = Pick<ExtrasContext['lit'], 'css'>;

/** Of what comes after the first view: tools, and what opens over the page. */
export const lateStyles = ({ css }: Lit): CSSResult => css`
  .tip {
    padding: 4px 8px;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
    pointer-events: none;
  }

  .tip bdi {
    display: block;
  }

  .more:popover-open {
    display: grid;
    justify-items: start;
    gap: 4px;
  }

  [part='more-button'] .icon {
    stroke-width: 2.5;
  }

  /* In the bar an icon is enough. */
  .end > .tool .text,
  .last > .tool .text {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }

  .near,
  .volume {
    display: flex;
    align-items: center;
    gap: 2px;
  }

  .volume input {
    inline-size: 5.5em;
    block-size: 24px;
    margin: 0;
    accent-color: var(--_accent);
  }

  [part='heard'] {
    max-inline-size: 12em;
    padding-inline: 6px 4px;
  }

  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .marker {
    display: flex;
    justify-content: space-between;
    gap: 24px;
    inline-size: 100%;
    min-block-size: 30px;
    padding: 4px 8px;
    border-radius: 6px;
    color: var(--_text);
    text-align: start;
    overflow-wrap: anywhere;
  }

  .when {
    color: var(--_text-muted);
    font-variant-numeric: tabular-nums;
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
`;
