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
import {
  RecordingErrorEvent,
  RecordingPauseEvent,
  RecordingPlayEvent,
} from '../../events/recording.js';
import type { ConversationProvider } from '../../model/provider.js';
import type { MiniPlayer, MiniPlayerOptions } from './mini-player.js';
import type { RowView } from './row-view.js';

export interface RowPlaybackOptions {
  /** The state of a row's recording changed. */
  readonly changed: (id: string) => void;
  /** Fires an event once what it reports is on the page. */
  readonly report: (event: Event) => void;
  /** A recording could not be played, and nobody has told its listener yet. */
  readonly failed: () => void;
  readonly mini: Omit<MiniPlayerOptions, 'close'>;
}

interface Playing {
  readonly id: string;
  readonly session: PlaybackSession;
  /** Its row was in the list when that was last looked at. */
  listed: boolean;
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
  #mini: MiniPlayer | undefined;

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
  toggle(view: RowView, provider: ConversationProvider): void {
    const current = this.#playing;
    if (current?.id !== view.conversation.id) return this.#start(view, provider);
    if (current.session.wanted) current.session.pause();
    else void current.session.play();
  }

  /**
   * The rows changed. A recording goes on when the reader asks for other rows, and stops when its own
   * was deleted.
   *
   * @param reset Other rows were asked for.
   */
  rowsChanged(reset: boolean): void {
    const playing = this.#playing;
    if (!playing) return;
    const listed = this.#options.mini.isListed(playing.id);
    if (playing.listed && !listed && !reset) return this.stop();
    playing.listed = listed;
    this.#mini?.check();
  }

  /** Stops and forgets: the element left the document or shows another provider. */
  stop(): void {
    const last = this.#playing;
    this.#playing = undefined;
    this.#mini?.hide();
    // The service pauses what nobody shows any more; another inbox may still show it.
    if (last) this.#leave(last);
  }

  #start(view: RowView, provider: ConversationProvider): void {
    const { id } = view.conversation;
    const session = playback().session(playbackKey(provider, id));
    const previous = this.#playing;
    const playing: Playing = {
      id,
      session,
      listed: true,
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
    // Without it the row's own button still plays and pauses.
    void this.#showPlayer(view, provider).catch(() => undefined);
  }

  async #showPlayer(view: RowView, provider: ConversationProvider): Promise<void> {
    const { mini } = this.#options;
    const [{ MiniPlayer }] = await Promise.all([import('./mini-player.js'), mini.registerPlayer()]);
    // A host that registers its elements by itself may have chosen to have none.
    if (!customElements.get('recording-player')) return;
    if (this.#playing?.id !== view.conversation.id) return;
    this.#mini ??= new MiniPlayer({ ...mini, close: () => this.stop() });
    this.#mini.show(view, provider);
  }

  #leave(last: Playing): void {
    last.detach();
    if (last.sounding) this.#reportSound(last.id, false);
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
    if (playing.sounding !== sounding) this.#reportSound(id, playing.sounding);
    if (state === 'failed' || state === 'unavailable') this.#reportFailure(playing);
    this.#options.changed(id);
  }

  #reportSound(conversationId: string, sounds: boolean): void {
    const detail = { conversationId };
    this.#options.report(sounds ? new RecordingPlayEvent(detail) : new RecordingPauseEvent(detail));
  }

  #reportFailure({ id, session: { reason, error } }: Playing): void {
    if (!reason || !error) return;
    const { failed, report } = this.#options;
    const detail = { conversationId: id, kind: reason, retryable: isRetryable(reason), error };
    // The player beneath the rows says so itself.
    if (!this.#mini?.shown) failed();
    report(new RecordingErrorEvent(detail));
  }
}
