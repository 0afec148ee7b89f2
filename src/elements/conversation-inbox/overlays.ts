/**
 * What floats over the rows and moves nothing: new arrivals, a refresh that failed, a link to copy
 * by hand, the tooltip. Part of the chunk that comes after the first render, with its own styles
 * and with those that only somebody who acts on the rows gets to see. Lit is handed over for the
 * reason given in `row-extras.ts`.
 */
import type * as LitModule from 'lit';
import { copyFallback } from '../../internal/copy-fallback.js';
import { overlays as words } from '../../locales/en/overlays.js';
import type { CopyLink } from './copy-link.js';
import type { Keeper } from './keeper.js';
import type { StateContext } from './states.js';

export type Lit = Pick<typeof LitModule, 'css' | 'html' | 'nothing' | 'render'>;

export interface OverlayContext extends StateContext {
  readonly copy: CopyLink;
  /** What of the URL was ignored, and how the reader is done with it. */
  readonly keeper: Pick<Keeper, 'notice' | 'dismiss'> | undefined;
  /** What failed, with its Retry; shared with the footer. */
  readonly failure: (context: StateContext) => unknown;
  readonly onShowArrivals: () => void;
  readonly onRefresh: () => void;
}

export function renderOverlays(lit: Lit, container: HTMLElement, context: OverlayContext): void {
  const { html, nothing, render } = lit;
  const { list, copy, keeper, failure, onShowArrivals, onRefresh } = context;
  const arrivals = html`<button
    type="button"
    class="pill"
    part="arrivals-button"
    aria-label=${words.showArrivals(list.arrivals)}
    @click=${onShowArrivals}
  >
    ${words.newArrivals(list.arrivals)} <span aria-hidden="true">↑</span>
  </button>`;
  const uncertain = html`<button
    type="button"
    class="pill"
    part="arrivals-button"
    @click=${onRefresh}
  >
    ${words.uncertain} · ${words.refresh}
  </button>`;
  // With no rows to keep, what failed is said in their place.
  const failed = list.error?.during === 'refresh' && list.count > 0;
  render(
    html`${list.arrivals > 0 ? arrivals : list.uncertain ? uncertain : nothing}
    ${failed
      ? html`<div class="notice" part="error" role="group">${failure(context)}</div>`
      : nothing}
    ${keeper?.notice
      ? html`<div class="notice low" part="link-notice" role="group">
          <p>${keeper.notice}</p>
          <button type="button" class="button" part="button" @click=${keeper.dismiss}>
            ${words.close}
          </button>
        </div>`
      : nothing}
    ${copy.fallback === undefined
      ? nothing
      : copyFallback(lit, {
          text: copy.fallback,
          label: words.copyFailed,
          close: words.close,
          look: 'notice',
          onClose: () => copy.closeFallback(),
        })}`,
    container,
  );
}

export const overlayStyles = ({ css }: Lit): LitModule.CSSResult => css`
  .float {
    inset-block-end: 10px;
    align-content: start;
    align-items: start;
  }

  .pill,
  .notice {
    pointer-events: auto;
    border-radius: 10px;
    box-shadow: var(--_shadow);
  }

  .pill {
    min-block-size: 32px;
    padding: 4px 15px;
    border: 0;
    border-radius: 16px;
    background: var(--_accent);
    color: var(--_on-accent);
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }

  .scroller:focus-visible,
  .cell:focus-visible,
  .icon-button:focus-visible,
  .row:has(.row-link:focus-visible)::after {
    border-radius: 6px;
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
  }

  .row:has(.row-link:focus-visible)::after {
    content: '';
    position: absolute;
    inset: 0;
    z-index: 4;
    pointer-events: none;
  }

  .play-button:focus-visible,
  .button:focus-visible,
  .pill:focus-visible,
  .link-field:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }

  .row-link {
    outline: none;
  }

  .row-link.raised {
    z-index: 3;
  }

  .notice {
    display: grid;
    justify-items: start;
    gap: 4px;
    max-inline-size: min(36em, 100%);
    max-block-size: 100%;
    padding: 12px 16px;
    overflow: auto;
    border: 1px solid var(--_border);
    background: var(--_surface);
  }

  /* Not over the first rows, nor over what is said in place of rows. */
  .notice.low {
    position: absolute;
    inset-block-end: 0;
    max-inline-size: min(36em, 100% - 24px);
  }

  /* Nor over the player. */
  div:has(> .mini) ~ .float > .notice.low {
    position: static;
  }

  /* Whichever way a text is written, it starts where the button does. */
  .notice:dir(ltr) {
    text-align: left;
  }

  .notice:dir(rtl) {
    text-align: right;
  }

  .link-field {
    inline-size: 100%;
    padding: 6px 8px;
    border: 1px solid var(--_border);
    border-radius: 6px;
    background: var(--_surface-raised);
    color: var(--_text);
    font: inherit;
  }

  .tooltip {
    position: fixed;
    inset: auto;
    margin: 0;
    max-inline-size: min(44em, calc(100vw - 16px));
    max-block-size: 50vh;
    overflow: auto;
    padding: 7px 10px;
    border: 1px solid var(--_border);
    border-radius: 8px;
    background: var(--_surface);
    color: var(--_text);
    box-shadow: var(--_shadow);
    font: inherit;
    white-space: pre-line;
    overflow-wrap: anywhere;
    unicode-bidi: plaintext;
  }
`;
