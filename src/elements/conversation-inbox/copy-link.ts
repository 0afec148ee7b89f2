/**
 * Copies a row's link. "Copied" is shown only when it was; where the browser refuses, the link is
 * offered as selected text instead.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Milliseconds "Copied" stays. */
const SHOWN = 2000;

export class CopyLink implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #changed: (id: string) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The row whose link was just copied. */
  copiedId: string | undefined;
  /** The link to copy by hand, after the browser refused. */
  fallback: string | undefined;

  constructor(host: ReactiveControllerHost, changed: (id: string) => void) {
    this.#host = host;
    this.#changed = changed;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#show(undefined);
    this.fallback = undefined;
  }

  /** Resolves to whether the link is in the clipboard now. */
  async copy(id: string, url: string): Promise<boolean> {
    try {
      await navigator.clipboard.writeText(url);
    } catch {
      this.fallback = url;
      this.#host.requestUpdate();
      return false;
    }
    this.fallback = undefined;
    this.#show(id);
    return true;
  }

  closeFallback(): void {
    this.fallback = undefined;
    this.#host.requestUpdate();
  }

  #show(id: string | undefined): void {
    clearTimeout(this.#timer);
    const previous = this.copiedId;
    this.copiedId = id;
    if (previous !== undefined && previous !== id) this.#changed(previous);
    if (id === undefined) return;
    this.#changed(id);
    this.#timer = setTimeout(() => this.#show(undefined), SHOWN);
  }
}
