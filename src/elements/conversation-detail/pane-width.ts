/**
 * How wide the details are beside the transcript: dragged with a pointer or moved with keys, kept as
 * long as the element lives, and in the browser's storage where the host gives a key for it.
 */
import type { LitElement, ReactiveController } from 'lit';

const LEAST = 240;
const STEP = 16;

export interface PaneWidthOptions {
  /** What the divider is in. */
  readonly frame: () => HTMLElement | null;
  readonly storageKey: () => string | undefined;
}

export class PaneWidth implements ReactiveController {
  readonly #host: LitElement;
  readonly #options: PaneWidthOptions;
  #read = false;
  /** Pixels; nothing: as the styles say. */
  #width: number | undefined;

  constructor(host: LitElement, options: PaneWidthOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostUpdated(): void {
    if (!this.#read) this.#restore();
    this.#apply();
  }

  /** In percent of the element, for the divider's value. */
  get share(): number {
    const frame = this.#options.frame()?.clientWidth;
    return frame ? Math.round(((this.#width ?? frame * 0.27) / frame) * 100) : 27;
  }

  readonly onPointerDown = (event: PointerEvent): void => {
    const divider = event.currentTarget as HTMLElement;
    if (event.button !== 0) return;
    divider.setPointerCapture(event.pointerId);
    event.preventDefault();
    divider.focus();
  };

  readonly onPointerMove = (event: PointerEvent): void => {
    const divider = event.currentTarget as HTMLElement;
    if (!divider.hasPointerCapture(event.pointerId)) return;
    const frame = this.#options.frame()?.getBoundingClientRect();
    if (!frame) return;
    const rtl = divider.matches(':dir(rtl)');
    // What is measured is as large as it is seen.
    const zoom = divider.currentCSSZoom ?? 1;
    this.#set((rtl ? event.clientX - frame.left : frame.right - event.clientX) / zoom);
  };

  readonly onPointerUp = (): void => this.#store();

  readonly onKeyDown = (event: KeyboardEvent): void => {
    const divider = event.currentTarget as HTMLElement;
    const frame = this.#options.frame()?.clientWidth ?? 0;
    const side = divider.matches(':dir(rtl)') ? -1 : 1;
    const width = this.#width ?? frame * 0.27;
    const places: Readonly<Record<string, number>> = {
      ArrowLeft: width + STEP * side,
      ArrowRight: width - STEP * side,
      Home: LEAST,
      End: frame / 2,
    };
    const place = places[event.key];
    if (place === undefined) return;
    event.preventDefault();
    this.#set(place);
    this.#store();
  };

  /** As the styles have it. */
  readonly reset = (): void => {
    this.#width = undefined;
    this.#apply();
    this.#store();
    this.#host.requestUpdate();
  };

  #set(width: number): void {
    const most = (this.#options.frame()?.clientWidth ?? 0) / 2;
    this.#width = Math.round(Math.max(LEAST, Math.min(most, width)));
    this.#apply();
    this.#host.requestUpdate();
  }

  #apply(): void {
    const style = this.#options.frame()?.style;
    if (this.#width === undefined) style?.removeProperty('--_details-width');
    else style?.setProperty('--_details-width', `${this.#width}px`);
  }

  get #key(): string | undefined {
    const key = this.#options.storageKey();
    return key ? `conversation-detail:${key}` : undefined;
  }

  /** Storage may be full, forbidden or written by somebody else: it costs the width and nothing else. */
  #restore(): void {
    this.#read = true;
    try {
      const stored: unknown = this.#key && JSON.parse(localStorage.getItem(this.#key) ?? 'null');
      const { width } = (stored ?? {}) as { width?: unknown };
      if (typeof width === 'number' && width >= LEAST) this.#width = width;
    } catch {
      // As the styles have it.
    }
  }

  #store(): void {
    try {
      if (this.#key) localStorage.setItem(this.#key, JSON.stringify({ v: 1, width: this.#width }));
    } catch {
      // It is kept as long as the element lives.
    }
  }
}
