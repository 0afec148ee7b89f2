/** What the inbox says beside its rows: loading, empty, failed, more to load, the end. No state here. */
import { html, nothing, type TemplateResult } from 'lit';
import { lookUp } from '../../internal/format.js';
import type { DateFormat } from '../../internal/intl.js';
import type { Messages } from '../../internal/localize.js';
import type { ConversationList } from '../../list/conversation-list.js';
import type { Query } from '../../model/query.js';

export interface StateContext {
  readonly messages: Messages;
  readonly dates: DateFormat;
  readonly list: ConversationList;
  /** What is asked for. */
  readonly query: Query;
  readonly filtered: boolean;
  /** The provider says that what the query asks for is never shown. */
  readonly hiddenOnly: boolean;
  /** The reader pressed the button in the footer and waits for its effect. */
  readonly waiting: boolean;
  readonly onRetry: () => void;
  readonly onLoadMore: () => void;
}

/**
 * Why there are no rows: the first ones are on their way, every one so far was hidden and there is more
 * to ask for (`sparse`), or there is nothing to show.
 */
export function vacancy(
  { count, error, ended, paused, loading }: ConversationList,
  connected: boolean,
): 'first' | 'sparse' | 'empty' | undefined {
  if (count > 0) return undefined;
  if (!error && (paused || loading === 'more')) return 'sparse';
  return connected && !error && !ended ? 'first' : 'empty';
}

/** Rows' outlines while the first page loads. `lines` is how many fit the viewport. */
export function skeleton(lines: number, cells: readonly unknown[]): TemplateResult {
  return html`<div class="skeleton" part="skeleton" aria-hidden="true">
    ${Array.from(
      { length: lines },
      () => html`<div class="row">${cells.map(() => html`<div class="cell"><i></i></div>`)}</div>`,
    )}
  </div>`;
}

/** What failed, in words, with what support needs and a way out. */
export function failure(context: StateContext): TemplateResult | typeof nothing {
  const { list, messages, dates, onRetry } = context;
  if (!list.error) return nothing;
  const { error, retryAt } = list.error;
  const told = String(error.message || '');
  return html`<p class="failure-title" part="error-title">
      ${lookUp(messages.errors, error.kind) ?? messages.errors['server']}
    </p>
    ${told
      ? html`<p class="failure-detail" part="error-detail">
          <bdi .textContent=${told.slice(0, 300)}></bdi>
        </p>`
      : nothing}
    ${error.requestId
      ? html`<p class="failure-detail" part="error-request-id">
          <bdi .textContent=${messages.requestId(String(error.requestId).slice(0, 100))}></bdi>
        </p>`
      : nothing}
    ${retryAt !== undefined
      ? html`<p class="failure-detail">
          ${messages.retryAt(dates.clock(new Date(retryAt).toISOString()))}
        </p>`
      : nothing}
    <button type="button" class="button" part="button retry-button" @click=${onRetry}>
      ${messages.retry}
    </button>`;
}

/** In place of the rows, when there are none. */
export function placeholder(context: StateContext, connected: boolean): TemplateResult {
  const { list, messages, filtered, hiddenOnly } = context;
  if (!connected) return notice('empty', messages.notConnected, messages.notConnectedHint);
  if (list.error)
    return html`<div class="placeholder" part="error" role="group">${failure(context)}</div>`;
  if (hiddenOnly) return notice('empty', messages.hiddenOnly, messages.hiddenOnlyHint);
  return filtered
    ? notice('empty', messages.emptyFiltered, messages.emptyFilteredHint)
    : notice('empty', messages.empty, messages.emptyHint);
}

const notice = (part: string, title: string, hint: string): TemplateResult =>
  html`<div class="placeholder" part=${part}>
    <p class="placeholder-title">${title}</p>
    <p class="placeholder-hint">${hint}</p>
  </div>`;

/** Beneath the last row; `sparse` when there is none yet, but more to ask for. */
export function footer(context: StateContext, sparse: boolean): TemplateResult {
  const { list, messages, dates, waiting, onLoadMore } = context;
  const failed = list.error && list.error.during !== 'refresh';
  const loading = list.loading === 'more' || list.loading === 'restore';
  const button = !failed && (list.paused || (waiting && loading));
  const ended = list.ended && !failed && list.count > 0;
  const silent = !failed && !button && !loading && !ended && list.gaps.length === 0;
  return html`<div class="footer" part="footer" ?hidden=${silent || (list.count === 0 && !sparse)}>
    ${list.gaps.map(
      (at) => html`<p class="footer-notice" part="gap">${messages.gap(dates.full(at))}</p>`,
    )}
    ${failed ? html`<div class="footer-error" part="error">${failure(context)}</div>` : nothing}
    ${button
      ? html`<button
          type="button"
          class="button"
          part="button load-more-button"
          aria-disabled=${loading}
          @click=${onLoadMore}
        >
          ${loading ? messages.loadingMore : messages.loadMore}
        </button>`
      : nothing}
    ${loading && !button
      ? html`<p class="footer-text" part="loading">${messages.loadingMore}</p>`
      : nothing}
    ${ended ? html`<p class="footer-text" part="end">${messages.end(list.count)}</p>` : nothing}
  </div>`;
}
