/** What is said in place of, or above, a transcript: loading, nothing there, failed. No state here. */
import { html, nothing, type TemplateResult } from 'lit';
import { lookUp } from '../../internal/format.js';
import { detail as words } from '../../locales/en/detail.js';
import type { Availability, Conversation } from '../../model/conversation.js';
import type { ProviderError } from '../../model/error.js';
import type { Transcript } from '../../model/transcript.js';

/** Widths of the outlines, so that they look like a talk. */
const OUTLINES = ['agent long', 'caller', 'agent', 'caller long', 'agent', 'caller'] as const;

export const skeleton = (): TemplateResult =>
  html`<div class="skeleton" part="skeleton" role="group" aria-label=${words.loading}>
    ${OUTLINES.map((look) => html`<i class=${look}></i>`)}
  </div>`;

export const message = ({ title, hint }: { title: string; hint?: string }): TemplateResult =>
  html`<div class="message" part="empty">
    <p class="message-title">${title}</p>
    ${hint ? html`<p class="muted">${hint}</p>` : nothing}
  </div>`;

export interface FailureContext {
  readonly error: ProviderError;
  /** The last good content is still shown. */
  readonly kept: boolean;
  /** It is being asked for again. */
  readonly waiting: boolean;
  readonly onRetry: () => void;
}

/** What failed, in words, with what support needs and a way out. */
export function failure({ error, kept, waiting, onRetry }: FailureContext): TemplateResult {
  const title = lookUp(words.errors, error.kind) ?? words.errors['server'];
  const told = String(error.message || '');
  return html`<div class=${kept ? 'banner' : 'message'} part="error" role="group">
    <p class="message-title" part="error-title">${title}</p>
    ${told
      ? html`<p class="muted" part="error-detail"><bdi>${told.slice(0, 300)}</bdi></p>`
      : nothing}
    ${error.requestId
      ? html`<p class="muted" part="error-request-id">
          <bdi>${words.requestId(String(error.requestId).slice(0, 100))}</bdi>
        </p>`
      : nothing}
    ${kept ? html`<p class="muted">${words.stale}</p>` : nothing}
    <button
      type="button"
      class="button"
      part="button retry-button"
      aria-disabled=${waiting}
      @click=${onRetry}
    >
      ${waiting ? words.loading : words.retry}
    </button>
  </div>`;
}

/** Why there are no turns to read. */
export function availabilityOf(
  { transcript }: Conversation,
  parsed: Transcript | undefined,
): Availability {
  if (parsed && parsed.availability !== 'available') return parsed.availability;
  // It was asked for, and none came.
  return transcript === 'available' && !parsed ? 'none' : transcript;
}
