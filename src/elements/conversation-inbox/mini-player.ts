/**
 * The player beneath the rows, from the first Play until it is closed: the recording stays at hand
 * while its row is scrolled away, and one button leads back to it. It takes its place from the table
 * and covers nothing, so that no row or focus is hidden behind it. Loaded with the first Play.
 */
import type { LitElement } from 'lit';
import { miniPlayer as words } from '../../locales/en/mini-player.js';
import type { Conversation } from '../../model/conversation.js';
import type { ConversationProvider } from '../../model/provider.js';
import type { Transcript } from '../../model/transcript.js';
import { contextOf, parseTranscript } from '../../transcripts/parse.js';
import { PLAYER_PARTS } from '../recording-player/exported-parts.js';
import { miniPlayerStyles } from './mini-player.styles.js';
import type { Lit } from './overlays.js';
import type { RowView } from './row-view.js';

export interface MiniPlayerOptions {
  /** The inbox. */
  readonly element: LitElement & { readonly detailHref: string | undefined };
  readonly lit: Lit;
  readonly registerPlayer: () => Promise<unknown> | undefined;
  readonly adopt: (styles: ReturnType<typeof miniPlayerStyles>) => void;
  /** Whether the list holds the row. */
  readonly isListed: (id: string) => boolean;
  /** Scrolls to the row and focuses it. */
  readonly toRow: (id: string) => void;
  /** Gives focus back to the rows where the reader is: to this one when it is in view. */
  readonly leave: (id: string) => void;
  /** The listener has heard enough. */
  readonly close: () => void;
}

export class MiniPlayer {
  readonly #options: MiniPlayerOptions;
  readonly #container = document.createElement('div');
  #view: RowView | undefined;
  #provider: ConversationProvider | undefined;
  #transcript: Transcript | undefined;
  #asking: AbortController | undefined;

  constructor(options: MiniPlayerOptions) {
    this.#options = options;
    options.adopt(miniPlayerStyles(options.lit));
  }

  /** Shows what plays now; who speaks when comes as soon as the provider has said it. */
  show(view: RowView, provider: ConversationProvider): void {
    if (!this.#container.isConnected)
      this.#options.element.renderRoot.querySelector('.scroller')?.after(this.#container);
    if (view.conversation.id !== this.#view?.conversation.id || provider !== this.#provider)
      void this.#askForTurns(view, provider);
    this.#view = view;
    this.#provider = provider;
    this.#render();
  }

  /** Whether the listener is told here what becomes of the recording. */
  get shown(): boolean {
    return this.#view !== undefined;
  }

  /** The rows changed: the way back to one may be gone, and focus with it. */
  check(): void {
    if (!this.#view) return;
    const root = this.#options.element.renderRoot as ShadowRoot;
    const focused = root.activeElement as HTMLElement | null;
    this.#render();
    if (focused?.hidden && this.#container.contains(focused))
      this.#container.querySelector('recording-player')?.focus();
  }

  hide(): void {
    const { element, lit } = this.#options;
    const root = element.renderRoot as ShadowRoot;
    const { id } = this.#view?.conversation ?? {};
    const hadFocus = this.#container.contains(root.activeElement);
    this.#asking?.abort();
    this.#view = this.#provider = this.#transcript = undefined;
    lit.render(lit.nothing, this.#container);
    this.#container.remove();
    if (hadFocus && id !== undefined) this.#options.leave(id);
  }

  async #askForTurns(view: RowView, provider: ConversationProvider): Promise<void> {
    this.#asking?.abort();
    this.#transcript = undefined;
    const { signal } = (this.#asking = new AbortController());
    // Without it the recording plays all the same: there are only no lanes.
    const transcript = await turnsOf(view.conversation, provider, signal).catch(() => undefined);
    if (!transcript || signal.aborted) return;
    this.#transcript = transcript;
    this.#render();
  }

  #render(): void {
    const view = this.#view;
    if (!view) return;
    const { lit, element, isListed, toRow, close } = this.#options;
    const { id } = view.conversation;
    const name = nameOf(view);
    lit.render(
      lit.html`<div
        class="mini"
        part="mini-player"
        role="region"
        aria-label=${words.region(view.name)}
      >
        <button
          type="button"
          class="icon-button"
          part="mini-player-row-button"
          title=${words.toRow}
          aria-label=${words.toRow}
          ?hidden=${!isListed(id)}
          @click=${() => toRow(id)}
        >
          <svg class="icon flip" viewBox="0 0 16 16" aria-hidden="true">
            <path d="M13.5 3.5h-11M13.5 8h-4M13.500 12.500h-11M6.500 5.700 4.200 8l2.300 2.300M4.200 8h3" />
          </svg>
        </button>
        <div class="mini-title" part="mini-player-title">
          <bdi class="mini-name">${name}</bdi>
          <span class="muted"><bdi>${view.agent}</bdi> · ${view.date} ${view.time}</span>
        </div>
        <recording-player
          exportparts=${PLAYER_PARTS}
          .provider=${this.#provider}
          .conversationId=${id}
          .transcript=${this.#transcript}
          .detailHref=${element.detailHref}
          .label=${view.name}
        ></recording-player>
        <button
          type="button"
          class="icon-button"
          part="mini-player-close-button"
          title=${words.close}
          aria-label=${words.close}
          @click=${close}
        >
          <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
            <path d="m4 4 8 8m0-8-8 8" />
          </svg>
        </button>
      </div>`,
      this.#container,
    );
  }
}

const nameOf = ({ conversation, callerName, caller }: RowView): string =>
  conversation.caller?.name ? callerName : caller;

async function turnsOf(
  conversation: Conversation,
  provider: ConversationProvider,
  signal: AbortSignal,
): Promise<Transcript | undefined> {
  const { transcript } = await provider.get(conversation.id, { signal, known: conversation });
  return transcript && parseTranscript(transcript, contextOf(conversation));
}
