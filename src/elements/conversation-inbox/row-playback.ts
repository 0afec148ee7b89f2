/** Recordings played from a row: one at a time, through the page's playback service. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import {
  isActive,
  playback,
  type PlaybackSession,
  type PlaybackState,
} from '../../internal/playback.js';
import type { ProviderError } from '../../model/error.js';
import type { ConversationProvider } from '../../model/provider.js';

export interface RowPlaybackOptions {
  /** The state of a row's recording changed. */
  readonly changed: (id: string) => void;
  readonly started: (id: string) => void;
  readonly stopped: (id: string) => void;
  readonly failed: (id: string, error: ProviderError) => void;
}

interface Playing {
  readonly id: string;
  readonly session: PlaybackSession;
  state: PlaybackState;
  detach: () => void;
}

export class RowPlayback implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly isConnected: boolean };
  readonly #options: RowPlaybackOptions;
  /** Keeps rows of providers without a `key` apart from everybody else's. */
  readonly #ownKey = `inbox ${Math.random()}`;
  #playing: Playing | undefined;

  constructor(
    host: ReactiveControllerHost & { readonly isConnected: boolean },
    options: RowPlaybackOptions,
  ) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostDisconnected(): void {
    // A move within the document disconnects and connects in one task, and goes on playing.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.stop();
    });
  }

  stateOf(id: string): PlaybackState | undefined {
    return this.#playing?.id === id ? this.#playing.state : undefined;
  }

  errorOf(id: string): ProviderError | undefined {
    return this.#playing?.id === id ? this.#playing.session.error : undefined;
  }

  get sounding(): boolean {
    return this.#playing?.state === 'playing';
  }

  /** Plays a row's recording, or pauses it. */
  toggle(id: string, provider: ConversationProvider): void {
    const current = this.#playing;
    if (current?.id !== id) return this.#start(id, provider);
    if (isActive(current.state)) current.session.pause();
    else void current.session.play();
  }

  /** Stops what nobody could stop any more, because its row is gone. */
  keepOnly(isHeld: (id: string) => boolean): void {
    if (this.#playing && !isHeld(this.#playing.id)) this.stop();
  }

  /** Stops and forgets: the element left the document or shows another provider. */
  stop(): void {
    const last = this.#playing;
    this.#playing = undefined;
    // The service pauses what nobody shows any more; another inbox may still show it.
    last?.detach();
    if (last?.state === 'playing') this.#options.stopped(last.id);
    if (last) this.#options.changed(last.id);
  }

  #start(id: string, provider: ConversationProvider): void {
    const session = playback().session(`${provider.key ?? this.#ownKey}/${id}`);
    const previous = this.#playing;
    const playing: Playing = { id, session, state: 'idle', detach: () => undefined };
    playing.detach = session.attach({
      recording: async (options) => {
        const recording = await provider.recording?.(id, options);
        return recording ?? { availability: 'none' };
      },
      changed: () => this.#changed(playing),
    });
    this.#playing = playing;
    void session.play();
    if (!previous) return;
    previous.detach();
    if (previous.state === 'playing') this.#options.stopped(previous.id);
    this.#options.changed(previous.id);
  }

  #changed(playing: Playing): void {
    const { id, session } = playing;
    const before = playing.state;
    if (session.state === before) return;
    playing.state = session.state;
    if (session.state === 'playing') this.#options.started(id);
    else if (before === 'playing') this.#options.stopped(id);
    if (session.state === 'failed' && session.error) this.#options.failed(id, session.error);
    this.#options.changed(id);
  }
}
