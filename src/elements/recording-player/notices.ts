/** What is said when a recording cannot be played as it should, and the way out of it. No state here. */
import { html, nothing, type TemplateResult } from 'lit';
import type { PlaybackSession } from '../../internal/playback.js';
import { player as words, type NoticeWords } from '../../locales/en/player.js';
import type { ProviderError } from '../../model/error.js';
import type { PlayerSession } from './player-session.js';

export interface Notice {
  readonly kind: keyof typeof words.notices;
  /** There is nothing to control. */
  readonly instead: boolean;
  readonly error?: ProviderError;
}

/** The session, and what the player knows of it beside. */
type Playing = Pick<PlayerSession, 'session' | 'renewable' | 'resumes' | 'canSeek'>;

export function noticeOf(
  playing: Playing,
  missing: 'nothing' | 'none' | undefined,
  downloadError: ProviderError | undefined,
): Notice | undefined {
  const { session, canSeek } = playing;
  if (missing) return { kind: missing, instead: true };
  if (!session) return undefined;
  const { state, reason, error, seekable } = session;
  const instead = state === 'unavailable';
  if (instead || state === 'failed') return { kind: kindOf(session, playing), instead, error };
  if (state === 'paused' && reason === 'blocked') return { kind: reason, instead: false };
  if (downloadError) return { kind: 'download', instead: false, error: downloadError };
  return seekable ? undefined : { kind: canSeek ? 'limited' : 'fixed', instead: false };
}

/** The reason, unless more is known of it here. */
function kindOf(
  { state, reason, error }: PlaybackSession,
  { renewable, resumes }: Playing,
): Notice['kind'] {
  if (reason === 'offline' && resumes) return 'resumes';
  if (reason === 'expired' && !renewable) return 'lapsed';
  // Nobody said so: its address was looked at.
  if (reason === 'none' && error?.kind === 'network') return 'missing';
  return reason ?? (state === 'failed' ? 'provider' : 'none');
}

export interface NoticeContext {
  readonly downloadable: boolean;
  /** It came of what the listener did. */
  readonly urgent: boolean;
  readonly onPlay: () => void;
  readonly onCheck: () => void;
  readonly onDownload: () => void;
}

export function noticeTemplate({ kind, error }: Notice, context: NoticeContext): TemplateResult {
  const { title, hint, action }: NoticeWords = words.notices[kind];
  const download = kind === 'unsupported' || kind === 'download';
  const offered = action && (!download || context.downloadable);
  // Who wants to know whether it is there has not asked for sound.
  const other = kind === 'processing' ? context.onCheck : context.onPlay;
  // A provider's own words are for the reader; of anything else they would only repeat the title.
  const told = kind === 'provider' || kind === 'download' ? error?.message : undefined;
  return html`<div class="message" part="message" role=${context.urgent ? 'alert' : nothing}>
    <p class="title" part="message-title">${title}</p>
    ${hint || told
      ? html`<p part="message-detail">
          <bdi>${told ? String(told).slice(0, 300) : hint}</bdi>
        </p>`
      : nothing}
    ${error?.requestId
      ? html`<p part="request-id">
          <bdi>${words.requestId(String(error.requestId).slice(0, 100))}</bdi>
        </p>`
      : nothing}
    ${offered
      ? html`<button
          type="button"
          class="button"
          part="button message-button"
          @click=${download ? context.onDownload : other}
        >
          ${action}
        </button>`
      : nothing}
  </div>`;
}
