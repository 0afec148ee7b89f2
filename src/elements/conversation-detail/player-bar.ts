/** The recording beneath a transcript, and how the two go together. */
import { html, nothing, type TemplateResult } from 'lit';
import { openBeside } from '../../internal/popover.js';
import { detailExtras as words } from '../../locales/en/detail-extras.js';
import type { Conversation } from '../../model/conversation.js';
import type { ConversationProvider } from '../../model/provider.js';
import type { Recording } from '../../model/recording.js';
import type { Transcript } from '../../model/transcript.js';
import { PLAYER_PARTS } from '../recording-player/exported-parts.js';
import { icon } from '../recording-player/icons.js';
import { isPlayable } from './conversation-facts.js';
import type { PaneWidth } from './pane-width.js';

const TARGET =
  'M8 2v2.500M8 11.500V14M2 8h2.500M11.500 8H14M8 5.200a2.800 2.800 0 1 0 0 5.600 2.800 2.800 0 0 0 0-5.600Z';
const APART = 'M2.500 3v10M13.500 3v10M5 8h6M7 6 5 8l2 2M9 6l2 2-2 2';

/** Seconds by which the transcript is moved at once. */
const STEPS = [-0.5, -0.1, 0.1, 0.5];

export interface PlayerBarContext {
  readonly conversation: Conversation;
  readonly provider: ConversationProvider;
  readonly transcript: Transcript | undefined;
  /** What is known of the recording before it is asked for. */
  readonly recording: Recording | undefined;
  readonly label: string;
  readonly detailHref: string | undefined;
  readonly noShortcuts: boolean;
  /** Turns have times. */
  readonly timed: boolean;
  readonly following: boolean;
  /** Seconds that the reader moved the transcript by. */
  readonly correction: number;
  readonly onFollow: () => void;
  readonly onCorrect: (seconds: number) => void;
  readonly onReport: (event: Event) => void;
}

export function playerBar(context: PlayerBarContext): TemplateResult {
  const { conversation, onReport } = context;
  return html`<recording-player
      exportparts=${PLAYER_PARTS}
      .provider=${context.provider}
      .conversationId=${conversation.id}
      .recording=${context.recording}
      .transcript=${context.transcript}
      .label=${context.label}
      .detailHref=${context.detailHref}
      .noShortcuts=${context.noShortcuts}
      @recording-play=${onReport}
      @recording-pause=${onReport}
      @recording-timeupdate=${onReport}
      @recording-error=${onReport}
      @recording-refresh=${onReport}
    ></recording-player>
    ${context.timed && isPlayable(conversation) ? inStepTools(context) : nothing}`;
}

function inStepTools({
  following,
  correction,
  onFollow,
  onCorrect,
}: PlayerBarContext): TemplateResult {
  return html`<div class="in-step">
    <button
      type="button"
      class="button"
      part="button follow-button"
      title=${words.follow}
      aria-pressed=${following}
      @click=${onFollow}
    >
      ${icon(TARGET)}<span class="wide">${words.follow}</span>
    </button>
    <button
      type="button"
      class="button number"
      part="button offset-button"
      popovertarget="offset"
      title=${words.offset}
      aria-label=${`${words.offset}: ${words.offsetValue(correction)}`}
    >
      ${icon(APART)}<span class=${correction === 0 ? 'wide' : ''}
        >${words.offsetValue(correction)}</span
      >
    </button>
    <div
      id="offset"
      class="panel"
      part="offset"
      popover
      role="group"
      aria-label=${words.offset}
      @beforetoggle=${openBeside}
    >
      <p class="muted">${words.offsetHint}</p>
      <div class="steps">
        ${STEPS.map(
          (step) =>
            html`<button
              type="button"
              class="button number"
              part="button"
              @click=${() => onCorrect(correction + step)}
            >
              ${words.offsetValue(step)}
            </button>`,
        )}
        <button type="button" class="button" part="button" @click=${() => onCorrect(0)}>
          ${words.offsetReset}
        </button>
      </div>
      <output class="number">${words.offsetValue(correction)}</output>
    </div>
  </div>`;
}

/** The transcript with its turns moved, for views that take the offset from the recording. */
export function moved(transcript: Transcript, seconds: number): Transcript {
  if (seconds === 0) return transcript;
  const move = <T extends { readonly start?: number; readonly end?: number }>(timed: T): T => ({
    ...timed,
    ...(timed.start !== undefined && { start: timed.start + seconds }),
    ...(timed.end !== undefined && { end: timed.end + seconds }),
  });
  return {
    ...transcript,
    turns: transcript.turns.map((turn) => ({
      ...move(turn),
      ...(turn.words && { words: turn.words.map(move) }),
    })),
  };
}

/** Between the two panes; dragged, or moved with the keys of a slider. */
export const divider = (width: PaneWidth): TemplateResult =>
  html`<div
    class="divider"
    part="divider"
    role="separator"
    tabindex="0"
    aria-orientation="vertical"
    aria-label=${words.detailsWidth}
    aria-controls="details"
    aria-valuemin="0"
    aria-valuemax="50"
    aria-valuenow=${width.share}
    @pointerdown=${width.onPointerDown}
    @pointermove=${width.onPointerMove}
    @pointerup=${width.onPointerUp}
    @dblclick=${width.reset}
    @keydown=${width.onKeyDown}
  ></div>`;
