import { css } from 'lit';

/** What the inbox says beside its rows. */
export const stateStyles = css`
  .placeholder {
    display: grid;
    justify-items: center;
    gap: 4px;
    max-inline-size: 34em;
    margin: 0 auto;
    padding: 64px 20px;
    text-align: center;
  }

  .overlay {
    position: sticky;
    inset-inline-start: 0;
    inline-size: 100cqi;
    max-inline-size: 100%;
  }

  p {
    margin: 0;
    overflow-wrap: anywhere;
    unicode-bidi: plaintext;
  }

  .placeholder-title,
  .failure-title {
    font-weight: 600;
  }

  .placeholder-title {
    font-size: 1.15em;
  }

  .placeholder-hint,
  .failure-detail,
  .footer-text,
  .footer-notice {
    color: var(--_text-muted);
  }

  .footer {
    position: sticky;
    inset-inline-start: 0;
    display: grid;
    justify-items: center;
    gap: 8px;
    max-inline-size: 100cqi;
    padding: 14px 16px 18px;
    text-align: center;
  }

  .footer-error {
    display: grid;
    justify-items: center;
    gap: 4px;
  }

  .footer-notice {
    color: var(--_warning);
  }

  .button {
    min-block-size: 32px;
    margin-block-start: 8px;
    padding: 4px 14px;
    border: 1px solid var(--_border);
    border-radius: 8px;
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    font-weight: 500;
    cursor: pointer;
  }

  .button[aria-disabled='true'] {
    color: var(--_text-faint);
    cursor: default;
  }

  .float {
    position: absolute;
    inset-block-start: calc(var(--_toolbar-height) + var(--_header-height, 36px) + 10px);
    inset-inline: 0;
    z-index: 6;
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 8px;
    padding-inline: 12px;
    pointer-events: none;
  }

  .skeleton {
    position: relative;
    overflow: clip;
  }

  .skeleton .row {
    position: static;
  }

  .skeleton i {
    display: block;
    inline-size: 70%;
    block-size: 0.8em;
    border-radius: 4px;
    background: color-mix(in srgb, var(--_text-muted) 14%, var(--_surface));
  }

  @media (prefers-reduced-motion: no-preference) {
    .skeleton {
      animation: breathe 1.6s ease-in-out infinite alternate;
    }

    @keyframes breathe {
      to {
        opacity: 0.55;
      }
    }
  }
`;
