import { css } from 'lit';

/** Search, and the menu of copies and files. */
export const transcriptToolsStyles = css`
  .tools {
    display: flex;
    align-items: center;
    gap: 8px;
    min-inline-size: 0;
  }

  .find {
    display: flex;
    flex: 1;
    align-items: center;
    gap: 2px;
    min-inline-size: 0;
    min-block-size: 32px;
    padding-inline: 9px 4px;
    border: 1px solid var(--_border);
    border-radius: 8px;
    background: var(--_surface);
    color: var(--_text-muted);
  }

  .find:focus-within {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }

  .find-field {
    flex: 1 1 9em;
    inline-size: 9em;
    min-inline-size: 4em;
    min-block-size: 24px;
    padding: 2px 6px;
    border: 0;
    background: none;
    color: var(--_text);
    font: inherit;
    appearance: none;
  }

  .find-field:focus-visible {
    outline: none;
  }

  .find-field::placeholder {
    color: var(--_text-muted);
    opacity: 1;
  }

  .find-field::-webkit-search-cancel-button {
    display: none;
  }

  .find-count {
    flex: none;
    padding-inline: 4px;
    font-size: 0.923em;
    white-space: nowrap;
  }

  .find .tool-button[aria-disabled='true'] {
    color: var(--_text-faint);
    cursor: default;
  }

  .icon-button {
    inline-size: 32px;
    padding: 0;
    justify-content: center;
  }

  .menu {
    padding: 6px;
  }

  .menu:popover-open {
    gap: 0;
  }

  .menu p {
    padding: 4px 8px 6px;
    font-size: 0.923em;
  }

  .menu-item {
    min-block-size: 32px;
    padding: 4px 8px;
    border: 0;
    border-radius: 6px;
    background: none;
    color: var(--_text);
    font: inherit;
    text-align: start;
    cursor: pointer;
  }

  .found .bubble,
  .found .tool,
  .found .event {
    box-shadow: 0 0 0 2px var(--_warning);
  }

  ::highlight(conversation-found) {
    background-color: color-mix(in srgb, var(--_warning) 28%, transparent);
  }

  ::highlight(conversation-found-current) {
    background-color: color-mix(in srgb, var(--_warning) 55%, transparent);
    text-decoration: underline;
  }

  @media (hover: hover) {
    .menu-item:hover {
      background: var(--_hover);
    }
  }

  @media (forced-colors: active) {
    ::highlight(conversation-found) {
      background-color: Mark;
      color: MarkText;
    }

    ::highlight(conversation-found-current) {
      background-color: Highlight;
      color: HighlightText;
    }

    .found .bubble {
      outline: 3px dashed Highlight;
    }
  }

  @media print {
    .tools {
      display: none !important;
    }
  }
`;
