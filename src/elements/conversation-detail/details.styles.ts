import { css } from 'lit';

/** Of the details, which come late: quiet labels, values in line, no boxes. */
export const detailsStyles = css`
  .details-groups {
    display: grid;
    align-content: start;
    gap: 18px;
    container: details / inline-size;
  }

  .details-title,
  .details-heading,
  .details-text,
  .details-rows,
  .details-tree,
  .details-value {
    margin: 0;
  }

  .details-title {
    font-size: 1.15em;
    font-weight: 600;
  }

  /* Its tab says the same above it. */
  [role='tabpanel'] > .details-groups > .details-title {
    position: absolute;
    clip-path: inset(50%);
  }

  .details-heading {
    margin-block-end: 8px;
    color: var(--_text-muted);
    font-size: 0.923em;
    font-weight: 600;
  }

  .details-rows,
  .details-tree {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 7px;
  }

  .details-tree {
    padding: 0;
    list-style: none;
  }

  .details-tree.nested {
    margin-block: 4px;
    padding-inline-start: 12px;
    border-inline-start: 1px solid var(--_border);
  }

  .details-row {
    display: grid;
    grid-template-columns: minmax(0, 8.4em) minmax(0, 1fr);
    gap: 0 12px;
  }

  .details-label {
    color: var(--_text-muted);
    overflow-wrap: anywhere;
  }

  .details-text,
  .details-value {
    overflow-wrap: anywhere;
  }

  .details-text,
  .details-tree .details-value > bdi {
    white-space: pre-wrap;
  }

  .details-groups .quiet,
  .details-note,
  .details-count {
    color: var(--_text-faint);
  }

  .details-note {
    display: block;
    font-size: 0.923em;
  }

  /* One click takes all of it along. */
  .details-exact {
    user-select: all;
  }

  .details-exact,
  .details-row time {
    font-variant-numeric: tabular-nums;
  }

  .details-link {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    min-block-size: 24px;
    margin-block: -3px;
    border-radius: 4px;
    color: inherit;
    text-decoration: none;
  }

  .details-link > .icon {
    flex: none;
    inline-size: 1.1em;
    block-size: 1.1em;
    fill: none;
    stroke: var(--_text-faint);
    stroke-width: 1.4;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .details-link:hover {
    text-decoration: underline;
  }

  .details-link:hover > .icon {
    stroke: currentColor;
  }

  .details-summary {
    inline-size: fit-content;
    max-inline-size: 100%;
    min-block-size: 24px;
    border-radius: 4px;
    color: var(--_text-muted);
    overflow-wrap: anywhere;
    cursor: pointer;
  }

  .details-count {
    margin-inline-start: 6px;
  }

  .details-more {
    min-block-size: 24px;
    padding: 0;
    border: 0;
    border-radius: 4px;
    background: none;
    color: var(--_accent);
    font: inherit;
    text-align: start;
    cursor: pointer;
  }

  .details-more:hover {
    text-decoration: underline;
  }

  .details-link:focus-visible,
  .details-summary:focus-visible,
  .details-more:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }

  @container details (inline-size < 18em) {
    .details-row {
      grid-template-columns: minmax(0, 1fr);
    }
  }

  @media (forced-colors: active) {
    .details-link > .icon {
      stroke: LinkText;
    }
  }
`;
