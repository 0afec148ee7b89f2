/**
 * An email as its sender made it, with what the reader has to know and can do beside the frame. A lazy
 * chunk, because the code that makes HTML harmless is large; Lit is handed over, so that a bundler
 * does not cut the first load in two.
 */
import type * as LitModule from 'lit';
import { email as words } from '../../locales/en/email.js';
import type { Attachment } from '../../model/transcript.js';
import { EmailFrame, type EmailImages } from './email-frame.js';

export type Lit = Pick<typeof LitModule, 'css' | 'html' | 'nothing' | 'render'>;

export interface EmailViewOptions {
  readonly lit: Lit;
  readonly html: string;
  /** Default: none. */
  readonly attachments?: readonly Attachment[];
  /** The subject, for those who do not see the frame. */
  readonly title?: string;
  /** The message cannot be shown; the view says so, and its text should take its place. */
  readonly onFailure?: () => void;
}

/** Pixels of a message that are shown at first, unless it is only a little higher. */
const CUT = 560;
const LITTLE = 120;

export class EmailView {
  /** To be placed where the message is to be read. Its styles are `emailStyles`. */
  readonly element = document.createElement('div');
  readonly #options: EmailViewOptions;
  readonly #frame: EmailFrame;
  #images: EmailImages = { remote: 0, insecure: 0 };
  #height = 0;
  #whole = false;
  #remoteShown = false;
  #failed = false;

  constructor(options: EmailViewOptions) {
    this.#options = options;
    this.element.className = 'email';
    this.element.setAttribute('part', 'email');
    this.#frame = new EmailFrame({
      html: options.html,
      attachments: options.attachments ?? [],
      title: options.title?.trim() || words.untitled,
      loadRemote: false,
      onShown: (images) => {
        this.#images = images;
        this.#render();
      },
      onHeight: (height) => {
        this.#height = height;
        this.#size();
      },
      onFailure: () => {
        this.#failed = true;
        this.#render();
        options.onFailure?.();
      },
    });
    const { element } = this.#frame;
    element.setAttribute('part', 'email-frame');
    element.style.setProperty('--_email-cut', `${CUT}px`);
    this.#size();
  }

  dispose(): void {
    this.#frame.dispose();
  }

  get #isLong(): boolean {
    return this.#height > CUT + LITTLE;
  }

  #size(): void {
    const { element } = this.#frame;
    // The frame's borders are part of its size.
    if (this.#height) element.style.setProperty('--_email-height', `${this.#height + 2}px`);
    element.className = this.#isLong && !this.#whole ? 'email-frame cut' : 'email-frame';
    this.#render();
  }

  readonly #onRemote = (): void => {
    this.#remoteShown = true;
    this.#frame.update({ loadRemote: true });
    this.#render();
    // The button is gone; what it did is read out instead.
    this.element.querySelector<HTMLElement>('.email-notice p')?.focus();
  };

  readonly #onWhole = (): void => {
    this.#whole = !this.#whole;
    this.#size();
    if (!this.#whole) this.element.scrollIntoView({ block: 'nearest' });
  };

  #render(): void {
    const { html, nothing, render } = this.#options.lit;
    if (this.#failed) {
      render(html`<p class="muted" part="email-failure">${words.failed}</p>`, this.element);
      return;
    }
    const button = html`<button
      type="button"
      part="email-whole-button"
      aria-expanded=${this.#whole ? 'true' : 'false'}
      @click=${this.#onWhole}
    >
      ${this.#whole ? words.showLess : words.showAll}
    </button>`;
    render(
      html`${this.#notice()}${this.#frame.element}${this.#isLong ? button : nothing}`,
      this.element,
    );
  }

  #notice(): unknown {
    const { html, nothing } = this.#options.lit;
    const { remote, insecure } = this.#images;
    if (remote === 0 && insecure === 0) return nothing;
    const told = this.#remoteShown ? words.remoteAllowed : words.blocked(remote);
    const offer = remote > 0 && !this.#remoteShown;
    return html`<div class="email-notice" part="email-notice">
      <p tabindex="-1">
        ${remote > 0 ? html`<strong>${told}</strong> ` : nothing}
        ${offer ? words.warning(remote) : nothing}
        ${insecure > 0 ? words.insecure(insecure) : nothing}
      </p>
      ${offer
        ? html`<button type="button" part="email-remote-button" @click=${this.#onRemote}>
            ${words.showRemote}
          </button>`
        : nothing}
    </div>`;
  }
}
