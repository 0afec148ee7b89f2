/** What the playback service offers to the elements that show a recording. */
import type { ProviderError } from '../../model/error.js';
import type { PlaybackReason, Recording, RefreshReason } from '../../model/recording.js';
import type { Session } from './session.js';

export type { PlaybackReason };

export type PlaybackState =
  /** There is nothing to play; `reason` says why. */
  | 'unavailable'
  /** Nothing was asked for yet. */
  | 'idle'
  /** The provider is asked for the recording. */
  | 'resolving'
  | 'loading'
  /** It could sound and never did. */
  | 'ready'
  | 'playing'
  | 'paused'
  | 'seeking'
  | 'buffering'
  | 'ended'
  /** It broke off and is being brought back: same place, rate and intent. */
  | 'recovering'
  /** It cannot be played now; `reason` says why. */
  | 'failed';

/** A stretch of the recording, in seconds. */
export interface Passage {
  readonly start: number;
  readonly end: number;
}

/** A recording without what must never be shown: its addresses. */
export type RecordingFacts = Omit<Recording, 'source' | 'perSpeaker'>;

/** Which parts of a recording are heard. */
export interface Listening {
  readonly skipSilence: boolean;
  /** The only speaker to be heard; everybody when absent. */
  readonly speakerId: string | undefined;
  /** In order and apart from each other; playback jumps over the rest. All of it when absent. */
  readonly passages: readonly Passage[] | undefined;
}

/** What shows a session. */
export interface PlaybackView {
  /** Asked when a link is needed; a view without it only shows what was offered. */
  recording?(options: { signal: AbortSignal; reason: RefreshReason }): Promise<Recording>;
  /** Something changed; called several times a second while playing. */
  changed(): void;
  /** What is played, for the system's own media controls. */
  readonly label?: string;
}

/** One recording as every view on the page sees it. */
export interface PlaybackSession {
  readonly key: string;
  readonly state: PlaybackState;
  readonly reason: PlaybackReason | undefined;
  readonly error: ProviderError | undefined;
  /** The listener wants sound: from Play until Pause, the end, a failure or another recording's Play. */
  readonly wanted: boolean;
  /** Seconds. */
  readonly time: number;
  /** Seconds; `NaN` until known. */
  readonly duration: number;
  /** What is downloaded. */
  readonly buffered: readonly Passage[];
  /** False once the server turned out not to let this recording be sought. */
  readonly seekable: boolean;
  readonly recording: RecordingFacts | undefined;
  /** How often the link was renewed without the listener's doing. */
  readonly renewals: number;
  /** Seconds the last renewal took. */
  readonly renewedIn: number;
  readonly listening: Listening;
  /** Starts or resumes; stops whatever else sounds. Never rejects: failures are states. */
  play(): Promise<void>;
  pause(): void;
  /** @param seconds Position in the recording. Fetches nothing before the first Play. */
  seek(seconds: number): void;
  /** What is known without asking: the availability, perhaps the source itself. Fetches nothing. */
  offer(recording: Recording): void;
  /** Asks again whether there is something to play, and plays nothing. Never rejects. */
  check(): Promise<void>;
  listen(listening: Listening): void;
  /**
   * Hands the recording to the browser as a file. Rejects with a `ProviderError`.
   */
  download(fileName: string): Promise<void>;
  /** Shows the session in a view until the returned function is called. */
  attach(view: PlaybackView): () => void;
}

export interface PlaybackService {
  /** @param key `provider.key/id`; the same key is the same session everywhere on the page. */
  session(key: string): PlaybackSession;
  /** Keys of providers, so that those without one of their own are told apart. */
  readonly keys: WeakMap<object, string>;
  /** 0.5 to 3; one for all recordings, and remembered. */
  readonly rate: number;
  /** 0 to 1; remembered. */
  readonly volume: number;
  readonly muted: boolean;
  setRate(rate: number): void;
  setVolume(volume: number, muted: boolean): void;
}

/** What the service lends to the code that keeps a recording going. */
export interface Engine {
  readonly audio: HTMLAudioElement;
  /** Whose recording the audio object holds. */
  readonly loaded: () => Session | undefined;
  readonly sessions: () => Iterable<Session>;
  readonly set: (session: Session, change: Partial<Session>) => void;
  /** Asks the provider, without playing anything. */
  readonly ask: (
    session: Session,
    reason: RefreshReason,
    signal: AbortSignal,
  ) => Promise<Recording>;
  /** Asks for a recording, or takes the given one, and goes on where the session was. */
  readonly start: (session: Session, reason: RefreshReason, recording?: Recording) => Promise<void>;
  readonly fail: (session: Session, reason: PlaybackReason, error: ProviderError) => void;
}

/** What keeps a recording going once it was started. Loaded with the first recording. */
export interface Upkeep {
  /** The listener wants no sound now: nothing goes on by itself any more. */
  readonly calledOff: () => void;
  /** Goes on under a new link, because the one it has may be over. */
  readonly renew: (session: Session) => Promise<void>;
  /** A recording that is still good to be used, without asking for it. */
  readonly spare: () => Recording | undefined;
  /** Whether the link may have expired since it was put on. */
  readonly stale: (session: Session) => boolean;
  /** The audio object was given a recording. */
  readonly loading: (session: Session) => void;
  /** The audio object reports an error. */
  readonly broken: (session: Session) => void;
  /** The provider could not be asked. Whether something is done about it. */
  readonly unanswered: (session: Session, error: ProviderError) => boolean;
  readonly seek: (session: Session, seconds: number) => void;
  /** Anything changed: state, time, what is heard. */
  readonly changed: (session: Session) => void;
  /** The audio object holds nothing any more. */
  readonly unloaded: () => void;
  readonly poll: (session: Session) => void;
  readonly check: (session: Session) => Promise<void>;
  readonly download: (session: Session, fileName: string) => Promise<void>;
  readonly remember: () => void;
}
