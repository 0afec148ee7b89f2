/** The controls of the player's first view as templates: state in, markup out. */
import { html, type TemplateResult } from 'lit';
import { playback, type PlaybackSession } from '../../internal/playback.js';
import { player as words } from '../../locales/en/player.js';
import { clock } from './clock.js';
import type { PlayerExtras } from './extras.js';
import { icon, PAUSE, PLAY } from './icons.js';
import type { SeekSlider } from './seek-slider.js';

export interface ControlsContext {
  readonly session: PlaybackSession | undefined;
  readonly slider: SeekSlider;
  readonly onPlay: () => void;
  /** Seconds, negative: back. */
  readonly onSkip: (seconds: number) => void;
  /** Absent until it is loaded. */
  readonly extras: PlayerExtras | undefined;
}

export const RATES: readonly number[] = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3];

export function playButton({ session, onPlay }: ControlsContext): TemplateResult {
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
export function timeline({ session, slider }: ControlsContext): TemplateResult {
  const { duration = NaN, seekable = true, buffered = [] } = session ?? {};
  const total = clock(duration);
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
        ?disabled=${!(duration > 0) || (!seekable && buffered.length === 0)}
        @focus=${slider.onFocus}
        @input=${slider.onInput}
        @pointerdown=${slider.onPointerDown}
        @pointermove=${slider.onPointerMove}
        @pointerup=${slider.onPointerUp}
        @pointercancel=${slider.onPointerUp}
      />
    </div>
    <canvas aria-hidden="true"></canvas>
  </div>`;
}

export function controls(context: ControlsContext): TemplateResult {
  const { onSkip, extras } = context;
  return html`<div class="bar">
    <div class="transport" dir="ltr">
      ${extras?.turnButton(-1)} ${skipButton(onSkip, -15, 'far')} ${skipButton(onSkip, -5)}
      ${playButton(context)} ${skipButton(onSkip, 5)} ${skipButton(onSkip, 15, 'far')}
      ${extras?.turnButton(1)}
    </div>
    ${timeline(context)} ${speed()} ${extras?.tools()}
  </div>`;
}

export const skipButton = (
  onSkip: (seconds: number) => void,
  seconds: number,
  far = '',
): TemplateResult =>
  html`<button
    type="button"
    class="tool ${far}"
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
