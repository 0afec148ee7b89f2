/**
 * The recording of a conversation as its transcript sees it: how the times of the two go together, and
 * the player beneath the turns. Its code comes after the first view.
 */
import type { LitElement } from 'lit';
import type * as PlaybackModule from '../../internal/playback.js';
import type { PlaybackSession } from '../../internal/playback.js';
import {
  RecordingErrorEvent,
  RecordingPauseEvent,
  RecordingPlayEvent,
  RecordingRefreshEvent,
  RecordingTimeUpdateEvent,
} from '../../events/recording.js';
import type { ConversationProvider } from '../../model/provider.js';
import type { Transcript } from '../../model/transcript.js';

/** Seconds; further apart nobody is off by a mistake of measuring. */
const MOST_CORRECTED = 60;

export interface RecordedOptions {
  readonly registerPlayer: () => Promise<unknown> | undefined;
  /** Fires what the player reports once more, from the element that the host holds. */
  readonly report: (event: Event) => void;
  /** A time of the recording is reached, in seconds. */
  readonly reached: (time: number) => void;
  readonly sounds: (sounds: boolean) => void;
}

export class Recorded {
  readonly #host: LitElement;
  readonly #options: RecordedOptions;
  /** Seconds by conversation; as long as the element lives. */
  readonly #corrections = new Map<string, number>();
  #coming: Promise<unknown> | undefined;
  /** Where a recording starts once there is a player for it; in seconds. */
  #place: { readonly id: string; readonly time: number } | undefined;
  #module: typeof PlaybackModule | undefined;

  constructor(host: LitElement, options: RecordedOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** The player is wanted: its code is loaded, once. Without it the transcript is read all the same. */
  load(): void {
    this.#coming ??= Promise.all([
      this.#options.registerPlayer(),
      import('../../internal/playback.js').then((module) => (this.#module = module)),
    ]).then(
      // It may have told of its offset before.
      () => this.#host.requestUpdate(),
      () => (this.#coming = undefined),
    );
  }

  correction(id: string): number {
    return this.#corrections.get(id) ?? 0;
  }

  correct(id: string, seconds: number): void {
    const tenths = Math.round(seconds * 10) / 10;
    const within = Math.max(-MOST_CORRECTED, Math.min(MOST_CORRECTED, tenths));
    this.#corrections.set(id, within);
    this.#host.requestUpdate();
  }

  /** Seconds: the recording's time − the transcript's. The recording knows it better, if it says. */
  offset(provider: ConversationProvider, id: string, transcript: Transcript | undefined): number {
    const own = this.session(provider, id)?.recording?.offset;
    const base = Number.isFinite(own) ? own! : (transcript?.offset ?? 0);
    return base + this.correction(id);
  }

  session(provider: ConversationProvider, id: string): PlaybackSession | undefined {
    return this.#module?.playback().session(this.#module.playbackKey(provider, id));
  }

  /**
   * Fires no `recording-seek`; starts nothing. As soon as there is a player of that conversation: the one
   * that is there may still be of the last.
   *
   * @param time Seconds.
   */
  seek(id: string | undefined, time: number | undefined): void {
    this.#place = id === undefined || time === undefined ? undefined : { id, time };
    this.rendered();
  }

  rendered(): void {
    const place = this.#place;
    const player = this.#element;
    if (!place || !player?.seekTo || player.conversationId !== place.id) return;
    this.#place = undefined;
    player.seekTo(place.time);
  }

  /** Within the click where the player is there already: browsers let sound start only then. */
  play(time: number): void {
    this.#place = undefined;
    const player = this.#element;
    if (player?.seekTo) this.#start(player, time);
    else void this.#late().then((late) => late && this.#start(late, time));
  }

  #start(player: HTMLElementTagNameMap['recording-player'], time: number): void {
    player.seekTo(time);
    void player.play();
  }

  get #element(): HTMLElementTagNameMap['recording-player'] | null {
    return this.#host.renderRoot?.querySelector('recording-player') ?? null;
  }

  async #late(): Promise<HTMLElementTagNameMap['recording-player'] | null> {
    await this.#coming;
    // A host that registers its elements by itself may have chosen to have none.
    return this.#element?.seekTo ? this.#element : null;
  }

  readonly onReport = (event: Event): void => {
    const { reached, sounds, report } = this.#options;
    if (is(event, RecordingTimeUpdateEvent)) {
      reached(event.detail.time);
      report(new RecordingTimeUpdateEvent(event.detail));
    } else if (is(event, RecordingPlayEvent)) {
      sounds(true);
      // Only now its own offset is known.
      this.#host.requestUpdate();
      report(new RecordingPlayEvent(event.detail));
    } else if (is(event, RecordingPauseEvent)) {
      sounds(false);
      report(new RecordingPauseEvent(event.detail));
    } else if (is(event, RecordingErrorEvent)) {
      report(new RecordingErrorEvent(event.detail));
    } else if (is(event, RecordingRefreshEvent)) {
      report(new RecordingRefreshEvent(event.detail));
    }
  };
}

/** By name: the player may come from another copy of the library. */
const is = <E extends Event>(
  event: Event,
  kind: { readonly eventName: string; new (detail: never): E },
): event is E => event.type === kind.eventName;
