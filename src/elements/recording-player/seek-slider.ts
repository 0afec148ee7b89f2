/**
 * The native slider over the timeline. It is there for keyboards and screen readers, lies
 * transparent over what is drawn, and hears the pointer.
 *
 * A screen reader speaks every change of a slider that has focus, so the value changes when
 * the listener does something (focus, seek, pause) and never because time goes by. While playing it
 * is therefore out of date, and a step that did not come from our own keys or a pointer counts from
 * the value that was last shown.
 */
import type { PlaybackSession } from '../../internal/playback.js';
import { player as words } from '../../locales/en/player.js';

export interface SeekSliderOptions {
  readonly input: () => HTMLInputElement | null;
  readonly session: () => PlaybackSession | undefined;
  /** The listener chose a time, in seconds. */
  readonly seek: (time: number) => void;
  /** `preview` changed. */
  readonly dragged: () => void;
}

export class SeekSlider {
  readonly #options: SeekSliderOptions;
  /** Whole seconds, as the slider has them. */
  #shown = 0;
  /** What the slider was last made to fit. */
  #fits: readonly unknown[] = [];
  #pointer: { readonly id: number; readonly at: DOMRect } | undefined;
  /** Where the listener drags to, in seconds, until the pointer is let go. */
  preview: number | undefined;

  constructor(options: SeekSliderOptions) {
    this.#options = options;
  }

  /** Says where the recording is, unless it goes on by itself. */
  sync(): void {
    const { wanted = false, duration } = this.#options.session() ?? {};
    const fits = [this.#options.input(), duration];
    const same = fits.every((value, index) => Object.is(value, this.#fits[index]));
    if (!wanted || !same) this.show();
  }

  /** Says where the recording is now. */
  show(): void {
    const input = this.#options.input();
    if (!input) return;
    const { time = 0, duration = NaN } = this.#options.session() ?? {};
    this.#fits = [input, duration];
    input.max = String(duration > 0 ? Math.ceil(duration) : 0);
    this.#shown = Math.floor(time);
    input.value = String(this.#shown);
    input.setAttribute('aria-valuetext', words.position(time, duration));
  }

  readonly onFocus = (): void => this.show();

  readonly onInput = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const step = Number(input.value) - this.#shown;
    const session = this.#options.session();
    if (this.#pointer) input.value = String(this.#shown);
    else if (step && session) this.#options.seek(session.time + step);
  };

  readonly onPointerDown = (event: PointerEvent): void => {
    const input = event.currentTarget as HTMLInputElement;
    if (event.button !== 0 || input.disabled) return;
    this.#pointer = { id: event.pointerId, at: input.getBoundingClientRect() };
    if (event.isTrusted) input.setPointerCapture(event.pointerId);
    this.onPointerMove(event);
  };

  readonly onPointerMove = ({ pointerId, clientX }: PointerEvent): void => {
    const { duration = NaN } = this.#options.session() ?? {};
    if (this.#pointer?.id !== pointerId || !(duration > 0)) return;
    const { left, width } = this.#pointer.at;
    this.preview = Math.min(1, Math.max(0, (clientX - left) / width)) * duration;
    this.#options.dragged();
  };

  readonly onPointerUp = ({ type, pointerId }: PointerEvent): void => {
    if (this.#pointer?.id !== pointerId) return;
    const time = this.preview;
    this.#pointer = this.preview = undefined;
    if (type === 'pointerup' && time !== undefined) this.#options.seek(time);
    else this.#options.dragged();
  };
}

/**
 * The nearest place that can be reached: any within the recording, or, where the server lets nothing
 * be sought, what is downloaded. Undefined: none.
 */
export function reachable(
  { seekable, duration, buffered }: PlaybackSession,
  time: number,
): number | undefined {
  const within = Math.max(0, duration > 0 ? Math.min(time, duration) : time);
  if (!Number.isFinite(within)) return undefined;
  if (seekable) return within;
  const places = buffered.map(({ start, end }) => Math.min(Math.max(within, start), end));
  const distance = (place: number) => Math.abs(place - within);
  return places.sort((one, other) => distance(one) - distance(other))[0];
}
