import { css } from 'lit';

/** What is said in place of a transcript, or above it. */
export const stateStyles = css`
  .message {
    display: grid;
    justify-items: center;
    gap: 4px;
    max-inline-size: 34em;
    margin: 0 auto;
    padding: 64px 20px;
    text-align: center;
    overflow-wrap: anywhere;
  }

  .message-title {
    font-weight: 600;
  }

  .message .message-title {
    font-size: 1.15em;
  }

  .message .button {
    margin-block-start: 8px;
  }

  .banner {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    padding: 8px 16px;
    border-block-end: 1px solid var(--_border);
    background: color-mix(in srgb, var(--_warning) 8%, var(--_surface));
    overflow-wrap: anywhere;
  }

  .skeleton {
    display: grid;
    gap: 22px;
    padding: 28px;
    overflow: clip;
  }

  .skeleton i {
    inline-size: 45%;
    block-size: 3em;
    border-radius: 14px;
    background: color-mix(in srgb, var(--_text-muted) 12%, var(--_surface));
  }

  .skeleton .long {
    inline-size: 66%;
    block-size: 4.5em;
  }

  .skeleton .caller {
    justify-self: end;
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

  @media (forced-colors: active) {
    .tab[aria-selected='true'] {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }

    .skeleton i {
      border: 1px solid;
    }
  }
`;
