/** One recording as every view on the page sees it. It remembers; what it does is the service's. */
import type { ProviderError } from '../../model/error.js';
import type { Recording } from '../../model/recording.js';
import type {
  Listening,
  Passage,
  PlaybackReason,
  PlaybackSession,
  PlaybackState,
  PlaybackView,
  RecordingFacts,
} from './types.js';

/** What a session asks of the service. */
export interface SessionOwner {
  readonly audio: HTMLAudioElement;
  readonly play: (session: Session) => Promise<void>;
  readonly pause: (session: Session) => void;
  readonly seek: (session: Session, position: number) => void;
  readonly offer: (session: Session, recording: Recording) => void;
  readonly check: (session: Session) => Promise<void>;
  readonly download: (session: Session, fileName: string) => Promise<void>;
  readonly set: (session: Session, change: Partial<Session>) => void;
  /** Nobody shows it any more. */
  readonly left: (session: Session) => void;
}

export class Session implements PlaybackSession {
  readonly key: string;
  readonly #owner: SessionOwner;
  readonly views = new Set<PlaybackView>();
  state: PlaybackState = 'idle';
  reason: PlaybackReason | undefined;
  error: ProviderError | undefined;
  wanted = false;
  /** Seconds; where it goes on when it is put on again. */
  position = 0;
  duration = NaN;
  buffered: readonly Passage[] = [];
  seekable = true;
  /** What the audio object was given, or is to be given. */
  held: Recording | undefined;
  recording: RecordingFacts | undefined;
  /** It was ever heard. */
  sounded = false;
  renewals = 0;
  renewedIn = 0;
  listening: Listening = { skipSilence: false, speakerId: undefined, passages: undefined };

  constructor(key: string, owner: SessionOwner) {
    this.key = key;
    this.#owner = owner;
  }

  get time(): number {
    return this.state === 'playing' ? this.#owner.audio.currentTime : this.position;
  }

  play(): Promise<void> {
    return this.#owner.play(this);
  }

  pause(): void {
    this.#owner.pause(this);
  }

  seek(seconds: number): void {
    const end = this.duration > 0 ? this.duration : Infinity;
    const position = Number.isFinite(seconds) ? Math.min(Math.max(0, seconds), end) : 0;
    this.#owner.seek(this, position);
  }

  offer(recording: Recording): void {
    if (this.held !== recording) this.#owner.offer(this, recording);
  }

  check(): Promise<void> {
    return this.#owner.check(this);
  }

  listen(listening: Listening): void {
    this.#owner.set(this, { listening });
  }

  download(fileName: string): Promise<void> {
    return this.#owner.download(this, fileName);
  }

  attach(view: PlaybackView): () => void {
    this.views.add(view);
    return () => {
      this.views.delete(view);
      if (this.views.size === 0) this.#owner.left(this);
    };
  }

  /** A view that can be asked for a recording. */
  get askable(): PlaybackView | undefined {
    return [...this.views].find((view) => view.recording);
  }

  hold(recording: Recording): void {
    const { source: _source, perSpeaker: _perSpeaker, ...facts } = recording;
    this.held = recording;
    this.recording = facts;
  }

  /** Its place is kept, and nothing else: recordings may be large. */
  forget(): void {
    this.state = 'idle';
    this.reason = this.error = this.held = this.recording = undefined;
    this.buffered = [];
  }
}
