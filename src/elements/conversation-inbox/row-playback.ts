/**
 * Recordings played from a row: one at a time, through the page's playback service. Loaded right
 * after the first render.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import {
  isRetryable,
  playback,
  playbackKey,
  type PlaybackSession,
} from '../../internal/playback.js';
import type { RecordingErrorDetail } from '../../events.js';
import type { ConversationProvider } from '../../model/provider.js';

export interface RowPlaybackOptions {
  /** The state of a row's recording changed. */
  readonly changed: (id: string) => void;
  readonly started: (id: string) => void;
  readonly stopped: (id: string) => void;
  readonly failed: (detail: RecordingErrorDetail) => void;
}

interface Playing {
  readonly id: string;
  readonly session: PlaybackSession;
  /** What the row shows of it. */
  shown: string;
  /** It was said to sound, and not yet that it stopped. */
  sounding: boolean;
  detach: () => void;
}

export class RowPlayback implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly isConnected: boolean };
  readonly #options: RowPlaybackOptions;
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

  sessionOf(id: string): PlaybackSession | undefined {
    return this.#playing?.id === id ? this.#playing.session : undefined;
  }

  get sounding(): boolean {
    return this.#playing?.sounding === true;
  }

  /** Plays a row's recording, or pauses it. */
  toggle(id: string, provider: ConversationProvider): void {
    const current = this.#playing;
    if (current?.id !== id) return this.#start(id, provider);
    if (current.session.wanted) current.session.pause();
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
    if (last) this.#leave(last);
  }

  #start(id: string, provider: ConversationProvider): void {
    const session = playback().session(playbackKey(provider, id));
    const previous = this.#playing;
    const playing: Playing = {
      id,
      session,
      shown: '',
      sounding: false,
      detach: () => undefined,
    };
    playing.detach = session.attach({
      recording: async (options) => {
        const recording = await provider.recording?.(id, options);
        return recording ?? { availability: 'none' };
      },
      changed: () => this.#changed(playing),
    });
    this.#playing = playing;
    void session.play();
    if (previous) this.#leave(previous);
  }

  #leave(last: Playing): void {
    last.detach();
    if (last.sounding) this.#options.stopped(last.id);
    this.#options.changed(last.id);
  }

  #changed(playing: Playing): void {
    const { id, session } = playing;
    const { state, wanted } = session;
    const shown = `${state} ${wanted}`;
    if (shown === playing.shown) return;
    playing.shown = shown;
    const { sounding } = playing;
    // What is sought or brought back goes on sounding for the listener.
    playing.sounding = wanted && (sounding || state === 'playing');
    if (playing.sounding !== sounding) this.#options[playing.sounding ? 'started' : 'stopped'](id);
    const { reason, error } = session;
    const failed = state === 'failed' || state === 'unavailable';
    if (failed && reason && error)
      this.#options.failed({
        conversationId: id,
        kind: reason,
        retryable: isRetryable(reason),
        error,
      });
    this.#options.changed(id);
  }
}
