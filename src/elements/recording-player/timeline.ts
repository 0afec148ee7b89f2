/**
 * The timeline of a recording, and the clock beside it, on one canvas: while a recording plays
 * nothing else on the page changes, so there is one region to paint and nothing to lay out.
 *
 * The element's template provides three boxes. The clock and the track lie in one positioned box, and
 * the canvas fills that box (`timelineStyles` in `timeline.styles.ts`):
 *
 *     <div class="strip">                   position: relative
 *       <span class="clock"></span>         room for the clock; what is in it is hidden
 *       <div class="track">                 where lanes, waveform, markers and playhead go
 *         <input type="range" dir="ltr" />  opacity 0
 *       </div>
 *       <canvas aria-hidden="true"></canvas>
 *     </div>
 *
 * Time runs from left to right in every language, as on every tape machine. Second 0 lies on the left
 * edge of the track's box and the end on the right edge; a native range leaves half of its thumb free
 * at either end, so it has to be wider than the track by the width of its thumb. From 24 pixels of
 * height on the track has markers and a knob; below that it is a thin one.
 *
 * Font, colour and `text-align` of the clock's box are those of the clock. The other colours are
 * colours of the canvas that a canvas does not show (`COLOURS` in `timeline-paint.ts`), so that
 * `light-dark()` and what a host puts into a token are resolved by the browser.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { TimelineModel } from './timeline-model.js';
import {
  paintTimeline,
  playheadAt,
  type TimelineGeometry,
  type TimelineLook,
  type TimelineState,
} from './timeline-paint.js';
import { geometryOf, lookOf, type TimelineBoxes } from './timeline-boxes.js';

export type { TimelineBoxes, TimelineState };

/** Pixels. A shorter way of the playhead is not seen. */
const STEP = 0.5;
/** Milliseconds between two pictures for readers who asked for less motion. */
const CALM = 250;
/** Painted a little before it is scrolled into view. */
const MARGIN = '64px';

export interface TimelineOptions {
  /** The boxes of the current template; asked for after every update of the host. */
  readonly boxes: () => TimelineBoxes | undefined;
  /** Asked for at every frame while it runs: has to be cheap. */
  readonly state: () => TimelineState;
  readonly model: () => TimelineModel;
  /** As `normalisedPeaks()` gives them. */
  readonly peaks: () => readonly Float32Array[];
}

/** Tells of another density of pixels and of `zoom` as well; not every browser knows it. */
const inPixels = (): ResizeObserverBoxOptions =>
  'devicePixelContentBoxSize' in ResizeObserverEntry.prototype
    ? 'device-pixel-content-box'
    : 'content-box';

/**
 * Draws after every update of its host, at every change of size or theme, and, while it runs, as time
 * goes on. Nothing while the page is hidden (browsers give it no frames), out of view or disconnected.
 */
export class Timeline implements ReactiveController {
  readonly #options: TimelineOptions;
  readonly #sizes = new ResizeObserver(() => {
    this.#measure();
    if (this.#isInView) this.#draw(performance.now());
  });
  readonly #views = new IntersectionObserver(
    (entries) => {
      this.#isInView = entries[entries.length - 1]!.isIntersecting;
      this.#request();
    },
    { rootMargin: MARGIN },
  );
  #boxes: TimelineBoxes | undefined;
  #geometry: TimelineGeometry | undefined;
  /** Boxes may have changed places without a change of size. */
  #isMoved = false;
  #look: TimelineLook | undefined;
  /** What can be seen; undefined when it is not what it should be. */
  #painted: { readonly x: number; readonly clockText: string; readonly at: number } | undefined;
  /** Ends the listeners; there while the host is connected. */
  #connected: AbortController | undefined;
  #motion: MediaQueryList | undefined;
  #isCalm = false;
  #isInView = false;
  #isRunning = false;
  #frame = 0;

  constructor(host: ReactiveControllerHost & HTMLElement, options: TimelineOptions) {
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    this.#connected = new AbortController();
    this.#motion = matchMedia('(prefers-reduced-motion: reduce)');
    this.#motion.addEventListener('change', this.redraw, { signal: this.#connected.signal });
    this.#watch();
  }

  hostUpdated(): void {
    this.#watch();
    this.redraw();
  }

  hostDisconnected(): void {
    this.#connected?.abort();
    this.#connected = undefined;
    this.#sizes.disconnect();
    this.#views.disconnect();
    this.#boxes = undefined;
    this.#isInView = false;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  /** Something other than time changed without an update of the host. Draws at the next frame. */
  readonly redraw = (): void => {
    this.#look = undefined;
    this.#painted = undefined;
    this.#request();
  };

  /**
   * While true it draws as time goes on: at most once a frame, and only when the playhead moved by
   * half a pixel or the clock says something else; at most four times a second under
   * `prefers-reduced-motion`.
   */
  run(playing: boolean): void {
    this.#isRunning = playing;
    this.#request();
  }

  /** Follows the boxes of the template; both observers tell at once how things are. */
  #watch(): void {
    const boxes = this.#connected && this.#options.boxes();
    const { canvas, track, clock } = boxes ?? {};
    const same = this.#boxes?.canvas === canvas && this.#boxes?.track === track;
    if (same && this.#boxes?.clock === clock) return;
    this.#sizes.disconnect();
    this.#views.disconnect();
    this.#boxes = boxes;
    this.#geometry = undefined;
    if (!boxes) return;
    this.#sizes.observe(boxes.canvas, { box: inPixels() });
    this.#sizes.observe(boxes.track);
    if (boxes.clock) this.#sizes.observe(boxes.clock);
    this.#views.observe(boxes.canvas);
    // Colours, and left and right, change for many reasons; a transition too short to be seen tells
    // of all of them.
    boxes.canvas.ontransitionend = () => {
      this.#isMoved = true;
      this.redraw();
    };
  }

  /** After a change of size this is right after layout, where measuring costs nothing. */
  #measure(): void {
    this.#isMoved = false;
    const geometry = this.#boxes && geometryOf(this.#boxes);
    this.#geometry = geometry;
    if (!geometry) return;
    const { canvas } = this.#boxes!;
    // Setting a size, even the same one, empties a canvas.
    canvas.width = Math.round(geometry.width * geometry.scale);
    canvas.height = Math.round(geometry.height * geometry.scale);
    this.#look = undefined;
    this.#painted = undefined;
  }

  #request(): void {
    if (this.#connected && this.#isInView) this.#frame ||= requestAnimationFrame(this.#onFrame);
  }

  readonly #onFrame = (now: number): void => {
    this.#frame = 0;
    if (!this.#isInView) return;
    this.#draw(now);
    if (this.#isRunning) this.#request();
  };

  #draw(now: number): void {
    if (this.#isMoved) this.#measure();
    const geometry = this.#geometry;
    const context = geometry && this.#boxes?.canvas.getContext('2d');
    if (!context) return;
    const { model, peaks, state: stateOf } = this.#options;
    const state = stateOf();
    const x = playheadAt(geometry, state);
    if (!this.#isDue(x, state.clockText, now)) return;
    if (!this.#look) {
      this.#look = lookOf(this.#boxes!);
      this.#isCalm = this.#motion?.matches ?? false;
    }
    paintTimeline(context, { geometry, look: this.#look, model: model(), peaks: peaks(), state });
    this.#painted = { x, clockText: state.clockText, at: now };
  }

  #isDue(x: number, clockText: string, now: number): boolean {
    const painted = this.#painted;
    if (!painted) return true;
    if (this.#isCalm && now - painted.at < CALM) return false;
    return clockText !== painted.clockText || Math.abs(x - painted.x) >= STEP;
  }
}
