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
  /** Of the recording, in seconds; `NaN` until something tells. */
  readonly length: () => number;
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
  /** Id of the pointer that drags. */
  #pointer: number | undefined;
  /** Where the listener drags to, in seconds, until the pointer is let go. */
  preview: number | undefined;

  constructor(options: SeekSliderOptions) {
    this.#options = options;
  }

  /** Says where the recording is, unless it goes on by itself. */
  sync(): void {
    const { input, length, session } = this.#options;
    const fits = [input(), length()];
    const same = fits.every((value, index) => Object.is(value, this.#fits[index]));
    if (!session()?.wanted || !same) this.show();
  }

  /** Says where the recording is now. */
  show(): void {
    const input = this.#options.input();
    if (!input) return;
    const { time = 0 } = this.#options.session() ?? {};
    const length = this.#options.length();
    this.#fits = [input, length];
    input.max = String(Math.ceil(length) || 0);
    this.#shown = Math.floor(time);
    input.value = String(this.#shown);
    input.setAttribute('aria-valuetext', words.position(time, length));
  }

  readonly onFocus = (): void => this.show();

  readonly onInput = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const step = Number(input.value) - this.#shown;
    const session = this.#options.session();
    if (this.#pointer !== undefined) input.value = String(this.#shown);
    else if (step && session) this.#options.seek(session.time + step);
  };

  readonly onPointerDown = (event: PointerEvent): void => {
    const input = event.currentTarget as HTMLInputElement;
    if (event.button !== 0 || input.disabled) return;
    this.#pointer = event.pointerId;
    if (event.isTrusted) input.setPointerCapture(event.pointerId);
    this.onPointerMove(event);
  };

  readonly onPointerMove = ({ pointerId, clientX, currentTarget }: PointerEvent): void => {
    const length = this.#options.length();
    if (this.#pointer !== pointerId || !(length > 0)) return;
    const { left, width } = (currentTarget as HTMLElement).getBoundingClientRect();
    this.preview = Math.min(1, Math.max(0, (clientX - left) / width)) * length;
    this.#options.dragged();
  };

  readonly onPointerUp = ({ type, pointerId }: PointerEvent): void => {
    if (this.#pointer !== pointerId) return;
    const time = this.preview;
    this.#pointer = this.preview = undefined;
    if (type === 'pointerup' && time !== undefined) this.#options.seek(time);
    else this.#options.dragged();
  };
}
