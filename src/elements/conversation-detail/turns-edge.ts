/** What is at an end of the turns that are loaded: more, on its way, or failed. No state here. */
import { html, nothing, type TemplateResult } from 'lit';
import { lookUp } from '../../internal/format.js';
import { detail } from '../../locales/en/detail.js';
import { detailExtras as words } from '../../locales/en/detail-extras.js';
import type { PagedTurns, Side } from './paged-turns.js';

export function turnsEdge(paged: PagedTurns, side: Side): TemplateResult | typeof nothing {
  // What is said of the first page stands where the others go on.
  const isAt = (place: Side | 'first' | undefined) =>
    place === side || (place === 'first' && side === 'after');
  if (paged.error && isAt(paged.failedSide))
    return html`<div class="edge" part="error" role="group">
      <p part="error-title">
        ${lookUp(detail.errors, paged.error.kind) ?? detail.errors['server']}
      </p>
      <button
        type="button"
        class="button"
        part="button retry-button"
        @click=${() => void paged.retry()}
      >
        ${detail.retry}
      </button>
    </div>`;
  if (isAt(paged.loading))
    return html`<p class="edge muted" part="loading">
      ${paged.progress === undefined ? words.loadingTurns : words.readSoFar(paged.progress)}
    </p>`;
  if (!paged.has(side)) return nothing;
  return html`<div class="edge">
    <button
      type="button"
      class="button"
      part="button load-button"
      @click=${() => void paged.more(side)}
    >
      ${side === 'before' ? words.loadEarlier : paged.endIsFar ? words.loadNewest : words.loadLater}
    </button>
  </div>`;
}
