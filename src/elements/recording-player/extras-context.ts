/** What the player hands to the code that comes after its first view. */
import type * as LitModule from 'lit';
import type { PlaybackService, PlaybackSession } from '../../internal/playback.js';
import type { Warn } from '../../internal/settings.js';
import type { Recording } from '../../model/recording.js';
import type { Transcript } from '../../model/transcript.js';
import type { RecordingSeekDetail } from '../../events/recording.js';
import type { Delay } from './delay.js';
import type { ROOM } from './room.js';
import type { RecordingProvider } from './settings.js';

/** What the extras need of the element. */
export interface PlayerHost extends LitModule.LitElement {
  readonly conversationId: string | undefined;
  readonly detailHref: string | undefined;
  readonly label: string | undefined;
  readonly noShortcuts: boolean;
  readonly compact: boolean;
  readonly recording: Recording | undefined;
  readonly transcript: Transcript | undefined;
  readonly src: string | undefined;
}

/**
 * Lit and the words and helpers of the first view are handed over: a chunk that imported what the
 * element imports would make bundlers cut the element in two.
 */
export interface ExtrasContext {
  readonly lit: Pick<typeof LitModule, 'css' | 'html' | 'nothing'>;
  readonly host: PlayerHost;
  readonly root: ShadowRoot;
  readonly service: PlaybackService;
  readonly session: () => PlaybackSession | undefined;
  /** The host gave nothing to play. */
  readonly isEmpty: () => boolean;
  /** Tells the host's developer, once. */
  readonly warn: Warn;
  /** The recording should be so many seconds long, by what is known beside it. */
  readonly expect: (length: number) => void;
  /** Of the recording, in seconds; `NaN` until something tells. */
  readonly length: () => number;
  /** Whether there is room for it in the bar. */
  readonly fits: (what: keyof typeof ROOM) => boolean;
  readonly links: () => RecordingProvider['links'];
  /** What stands in place of the length while the listener waits; empty: nothing. */
  readonly waiting: () => string;
  /** Seconds; where the listener drags to, else where it plays. */
  readonly time: () => number;
  readonly icon: (path: string) => LitModule.TemplateResult;
  readonly clock: (seconds: number) => string;
  readonly spoken: (seconds: number) => string;
  readonly skipButton: (seconds: number) => LitModule.TemplateResult;
  readonly rates: readonly number[];
  /** For "Copied". */
  readonly copied: Delay;
  /** For having nothing to play. */
  readonly empty: Delay;
  readonly toggle: () => void;
  readonly seek: (time: number, source: RecordingSeekDetail['source']) => void;
  readonly announce: (text: string) => void;
}
