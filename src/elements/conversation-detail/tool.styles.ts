import { css } from 'lit';

/** Tool calls and events. */
export const toolStyles = css`
  .tool {
    inline-size: fit-content;
    min-inline-size: min(100%, 27em);
    max-inline-size: 100%;
    padding: 4px 12px;
    border: 1px dashed color-mix(in srgb, var(--_text-faint) 70%, transparent);
    border-radius: 12px;
    color: var(--_text-muted);
  }

  .tool[open],
  .other {
    inline-size: min(44em, 100%);
  }

  .tool summary {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 8px;
    min-block-size: 28px;
    list-style: none;
    cursor: pointer;
  }

  .tool summary::-webkit-details-marker {
    display: none;
  }

  .tool-name {
    color: var(--_text);
    font-weight: 600;
  }

  .state {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    margin-inline-start: auto;
  }

  .state.done {
    color: var(--_success);
  }

  .state.error,
  .state.blocked {
    color: var(--_danger);
  }

  .label {
    margin-block: 6px 2px;
    font-size: 0.923em;
    font-weight: 600;
  }

  pre {
    margin: 0 0 4px;
    padding: 8px 10px;
    border: 1px solid var(--_border);
    border-radius: 8px;
    background: var(--_surface-raised);
    font:
      0.923em/1.5 ui-monospace,
      'DejaVu Sans Mono',
      Menlo,
      monospace;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  .other {
    padding-block: 6px;
  }

  .event {
    padding: 3px 12px;
    border-radius: 1em;
    background: color-mix(in srgb, var(--_text-muted) 8%, var(--_surface));
    text-align: center;
    overflow-wrap: anywhere;
  }
`;
