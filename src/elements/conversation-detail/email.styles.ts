import type { CSSResult } from 'lit';
import type { Lit } from './email-view.js';

/** Around the frame of an email; inside it is a document of its own. */
export const emailStyles = ({ css }: Pick<Lit, 'css'>): CSSResult => css`
  .email {
    display: grid;
    gap: 8px;
    justify-items: start;
    min-inline-size: 0;
    margin-block-end: 6px;
  }

  .email-notice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    box-sizing: border-box;
    inline-size: 100%;
    padding: 8px 12px;
    border: 1px solid var(--_border);
    border-radius: 8px;
    background: var(--_surface-raised);
    color: var(--_text-muted);
  }

  .email-notice p {
    flex: 1 1 16em;
    margin: 0;
    unicode-bidi: plaintext;
  }

  .email-notice p:focus-visible {
    border-radius: 4px;
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  .email-notice strong {
    color: var(--_text);
    font-weight: 600;
  }

  /* A message is made for white paper, whatever the page around it looks like. */
  .email-frame {
    display: block;
    box-sizing: border-box;
    inline-size: 100%;
    block-size: var(--_email-height, 160px);
    border: 1px solid var(--_border);
    border-radius: 8px;
    background: #fff;
    color-scheme: light;
  }

  .email-frame.cut {
    block-size: var(--_email-cut);
    mask-image: linear-gradient(#000 calc(100% - 56px), rgb(0 0 0 / 0.15));
  }

  .email button {
    min-block-size: 28px;
    padding: 2px 12px;
    border: 1px solid var(--_border);
    border-radius: 8px;
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    font-weight: 500;
    cursor: pointer;
  }

  .email button:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  @media (hover: hover) {
    .email button:hover {
      background: var(--_hover);
    }
  }

  /* On paper nothing can be unfolded. */
  @media print {
    .email-frame.cut {
      block-size: var(--_email-height);
      mask-image: none;
    }

    .email button {
      display: none;
    }
  }
`;
