import { css } from 'lit';

/**
 * The public custom properties and their defaults, each read once into a private one. Styles read
 * only the private ones. `light-dark()` follows the `color-scheme` of the page around the element.
 */
export const tokens = css`
  :host {
    --_text: var(--conversation-color-text, light-dark(#171a21, #eceef2));
    --_text-muted: var(--conversation-color-text-muted, light-dark(#565d6b, #a9b0bd));
    --_text-faint: var(--conversation-color-text-faint, light-dark(#6a7180, #8b93a2));
    --_surface: var(--conversation-color-surface, light-dark(#ffffff, #15181e));
    --_surface-raised: var(--conversation-color-surface-raised, light-dark(#fafbfc, #12151a));
    --_hover: var(--conversation-color-hover, light-dark(#f7f9fc, #1a1e26));
    --_border: var(--conversation-color-border, light-dark(#e6e8ec, #272b34));
    --_accent: var(--conversation-color-accent, light-dark(#3558e0, #8ea8ff));
    --_on-accent: var(--conversation-color-on-accent, light-dark(#ffffff, #10131a));
    --_success: var(--conversation-color-success, light-dark(#146c45, #58c994));
    --_info: var(--conversation-color-info, light-dark(#2357c5, #8fb2ff));
    --_warning: var(--conversation-color-warning, light-dark(#8a5100, #e9b44c));
    --_danger: var(--conversation-color-danger, light-dark(#b92a25, #ff8a84));
    --_focus: var(--conversation-color-focus, var(--_accent));
    --_font: var(--conversation-font, inherit);
    --_font-size: var(--conversation-font-size, 0.8125em);
    --_radius: var(--conversation-radius, 12px);
    --_row-padding: var(--conversation-row-padding, 8px);
    --_shadow: var(
      --conversation-shadow,
      0 8px 28px light-dark(rgb(20 26 40 / 0.14), rgb(0 0 0 / 0.5)),
      0 1px 3px light-dark(rgb(20 26 40 / 0.1), rgb(0 0 0 / 0.4))
    );
  }
`;
