/** The words of the player's first view. Values are strings or functions: plurals and order are the language's business. */
import type { PlaybackReason } from '../../model/recording.js';
import { count, spoken } from './spoken.js';

/** What is said in place of, or beside, the controls. */
export interface NoticeWords {
  readonly title: string;
  readonly hint?: string;
  /** On the button that leads out of it. */
  readonly action?: string;
}

/** What is told beside, or in place of, a reason of the playback service. */
type Circumstance = 'nothing' | 'missing' | 'lapsed' | 'resumes' | 'limited' | 'fixed' | 'download';

export const player = {
  name: (label: string | undefined) => (label ? `Recording: ${label}` : 'Recording'),
  play: 'Play',
  pause: 'Pause',
  skip: (seconds: number) =>
    `${seconds < 0 ? 'Back' : 'Forward'} ${count(Math.abs(seconds), 'second')}`,
  slider: 'Position',
  spoken,
  position: (time: number, duration: number) =>
    duration >= 0 ? `${spoken(time)} of ${spoken(duration)}` : spoken(time),
  speed: 'Speed',
  rate: (rate: number) => `${rate}×`,
  loading: 'Loading…',
  renewed: 'Link renewed',
  requestId: (id: string) => `Request ID ${id}`,
  notices: {
    none: {
      title: 'There is no recording',
      hint: 'This conversation was not recorded.',
    },
    missing: {
      title: 'There is no recording',
      hint: 'Nothing is found at its address.',
    },
    withheld: {
      title: 'You are not permitted to listen to this recording',
      hint: 'Whoever manages your account can permit it.',
    },
    processing: {
      title: 'The recording is not ready yet',
      hint: 'It appears here by itself as soon as it is.',
      action: 'Check now',
    },
    removed: {
      title: 'The recording was removed',
      hint: 'The time it is kept for is over.',
    },
    expired: {
      title: 'The link to the recording has expired',
      hint: 'A new one goes on at the same place.',
      action: 'Get a new link',
    },
    lapsed: {
      title: 'The link to the recording has expired',
      hint: 'Reloading the page may bring a new one.',
    },
    network: {
      title: 'The recording could not be loaded',
      hint: 'The server does not answer, or the connection broke off.',
      action: 'Retry',
    },
    offline: {
      title: 'You are offline',
      hint: 'Try again when you are online.',
      action: 'Retry',
    },
    resumes: {
      title: 'You are offline',
      hint: 'It goes on by itself when you are online again.',
    },
    forbidden: {
      title: 'The server refused this recording',
      hint: 'Sign in again, or ask for permission to listen to it.',
      action: 'Retry',
    },
    unsupported: {
      title: 'This browser cannot play this recording',
      hint: 'Its format is not known here.',
      action: 'Download',
    },
    provider: {
      title: 'The recording could not be fetched',
      action: 'Retry',
    },
    blocked: {
      title: 'Press Play to listen',
      hint: 'The browser wants a click before anything sounds.',
    },
    nothing: {
      title: 'Nothing to play',
    },
    limited: {
      title: 'This server does not let the recording be sought',
      hint: 'Only what is downloaded already can be jumped to.',
    },
    fixed: {
      title: 'This server does not let the recording be sought',
      hint: 'It can only be heard from start to end.',
    },
    download: {
      title: 'The recording could not be downloaded',
      action: 'Retry',
    },
  } satisfies Record<PlaybackReason | Circumstance, NoticeWords>,
};
