/**
 * The search field of the toolbar: when what is typed is sent. A search for a part is sent when the
 * typing pauses, so that there is at most one request per pause; one that needs the whole is sent on
 * Enter.
 */

/** Milliseconds without a key that make a pause. */
export const PAUSE = 300;

export interface QuickSearchOptions {
  readonly field: () => HTMLInputElement | null;
  /** Whether a part of an address is enough. */
  readonly partial: () => boolean;
  readonly send: (text: string) => void;
  /** The text changed; nothing is sent yet. */
  readonly typed: () => void;
}

export class QuickSearch {
  readonly #options: QuickSearchOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What the query asked for when the field last followed it. */
  #known = '';

  constructor(options: QuickSearchOptions) {
    this.#options = options;
  }

  /**
   * Follows the query; what the reader has sent is not written over what was typed since.
   *
   * @returns whether the field has another text now
   */
  follow(text: string): boolean {
    const field = this.#options.field();
    if (!field || text === this.#known) return false;
    this.stop();
    this.#known = text;
    field.value = text;
    return true;
  }

  /** Forgets what was typed and not sent. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Sends at once what waits for a pause. */
  flush(): void {
    if (this.#timer !== undefined) this.#send();
  }

  clear(): void {
    const field = this.#options.field();
    if (!field) return;
    field.value = '';
    field.focus();
    this.#send();
  }

  readonly onInput = (event: Event): void => {
    this.stop();
    this.#options.typed();
    // A word that is being composed is no text yet; `compositionend` follows.
    if ((event as InputEvent).isComposing || !this.#options.partial()) return;
    this.#timer = setTimeout(() => this.#send(), PAUSE);
  };

  readonly onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Enter') this.#send();
    else if (event.key === 'Escape' && this.#options.field()?.value) this.clear();
    else return;
    event.preventDefault();
    // Esc was for the text, and not for a dialog around the inbox.
    event.stopPropagation();
  };

  #send(): void {
    this.stop();
    const text = this.#options.field()?.value ?? '';
    this.#known = text.trim();
    this.#options.send(text);
  }
}
