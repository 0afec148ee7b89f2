/** The controls of the player's first view as templates: state in, markup out. */
import { html, nothing, type TemplateResult } from 'lit';
import { playback, type PlaybackSession } from '../../internal/playback.js';
import { player as words } from '../../locales/en/player.js';
import { clock } from './clock.js';
import type { PlayerExtras } from './extras.js';
import { icon, PAUSE, PLAY } from './icons.js';
import { ROOM } from './room.js';
import type { SeekSlider } from './seek-slider.js';

export interface ControlsContext {
  readonly session: PlaybackSession | undefined;
  /** Of the recording, in seconds; `NaN` until something tells. */
  readonly length: number;
  /** There are places to go to. */
  readonly canSeek: boolean;
  readonly slider: SeekSlider;
  /** As in `Room`. */
  readonly room: number;
  readonly onPlay: () => void;
  /** Seconds, negative: back. */
  readonly onSkip: (seconds: number) => void;
  /** Absent until it is loaded. */
  readonly extras: PlayerExtras | undefined;
}

export const RATES: readonly number[] = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3];

/** Play, timeline and clock, and nothing else. */
export const compactControls = (context: ControlsContext): TemplateResult =>
  html`<div class="bar">${playButton(context)} ${timeline(context)}</div>`;

/**
 * What comes late stands where it moves nothing: at the end of the transport, which keeps room for
 * it, or between the timeline, which gives way, and what is at the end of the bar. Where the timeline
 * has a line of its own it is above the buttons, and comes before them for the keyboard too.
 */
export function controls(context: ControlsContext): TemplateResult {
  const { onSkip, extras, room } = context;
  const inLine = room >= ROOM.line;
  const far = (seconds: number) => (room >= ROOM.far ? skipButton(onSkip, seconds) : nothing);
  return html`<div class="bar">
    ${inLine ? nothing : timeline(context)} ${playButton(context)}
    <div class="transport" dir="ltr">
      ${far(-15)} ${skipButton(onSkip, -5)} ${skipButton(onSkip, 5)} ${far(15)}
      <div class="turns">${extras?.turns()}</div>
    </div>
    ${inLine ? timeline(context) : nothing}
    <div class="end">
      ${extras?.tools()} ${speed()}
      <div class="last">${extras?.more()}</div>
    </div>
  </div>`;
}

function playButton({ session, onPlay }: ControlsContext): TemplateResult {
  const wanted = session?.wanted ?? false;
  return html`<button
    type="button"
    class="play"
    part=${wanted ? 'play-button play-button-playing' : 'play-button'}
    aria-label=${wanted ? words.pause : words.play}
    @click=${onPlay}
  >
    ${icon(wanted ? PAUSE : PLAY)}
  </button>`;
}

/**
 * Clock, track and slider. Everything that moves while playing is drawn on the canvas; the clock is
 * an empty place of the right size, which nobody sees.
 */
function timeline({ length, canSeek, slider, extras }: ControlsContext): TemplateResult {
  const total = clock(length);
  return html`<div class="view" part="timeline">
    <div class="clock" part="clock" aria-hidden="true">${total} / ${total}</div>
    <div class="track">
      <input
        class="slider"
        part="slider"
        type="range"
        min="0"
        step="1"
        dir="ltr"
        aria-label=${words.slider}
        ?disabled=${!(length > 0) || !canSeek}
        @focus=${slider.onFocus}
        @input=${slider.onInput}
        @pointerdown=${slider.onPointerDown}
        @pointermove=${slider.onPointerMove}
        @pointerup=${slider.onPointerUp}
        @pointercancel=${slider.onPointerUp}
      />
    </div>
    ${extras?.canvas()}
  </div>`;
}

export const skipButton = (onSkip: (seconds: number) => void, seconds: number): TemplateResult =>
  html`<button
    type="button"
    class="tool"
    part="skip-button"
    title=${words.skip(seconds)}
    aria-label=${words.skip(seconds)}
    @click=${() => onSkip(seconds)}
  >
    ${seconds < 0 ? '−' : '+'}${Math.abs(seconds)}
  </button>`;

function speed(): TemplateResult {
  const { rate } = playback();
  const rates = RATES.includes(rate) ? RATES : [...RATES, rate].sort((a, b) => a - b);
  const choose = (event: Event) =>
    playback().setRate(Number((event.target as HTMLSelectElement).value));
  return html`<select
    class="button"
    part="speed"
    dir="ltr"
    aria-label=${words.speed}
    @change=${choose}
  >
    ${rates.map(
      (each) => html`<option value=${each} .selected=${each === rate}>${words.rate(each)}</option>`,
    )}
  </select>`;
}
