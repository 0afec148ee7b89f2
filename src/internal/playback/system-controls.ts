/** The system's own media controls: keys, lock screen, headphones (Media Session). */
import type { Session } from './session.js';
import type { Engine } from './types.js';

/** Seconds that "back" and "forward" jump when the system does not say. */
const STEP = 15;

export class SystemControls {
  readonly #engine: Engine;
  /** What was last said; saying it again would cost more than the playback. */
  #said = '';

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  show(session: Session): void {
    const { mediaSession } = navigator as Partial<Navigator>;
    if (!mediaSession) return;
    const { state, wanted, duration, position } = session;
    const { defaultPlaybackRate: playbackRate } = this.#engine.audio;
    const said = [session.key, state, duration, playbackRate].join(' ');
    if (said === this.#said) return;
    this.#said = said;
    const title = [...session.views].find(({ label }) => label)?.label ?? '';
    attempt(() => {
      if (mediaSession.metadata?.title !== title)
        mediaSession.metadata = new MediaMetadata({ title });
    });
    mediaSession.playbackState = wanted ? 'playing' : 'paused';
    // An end that is not known, or not yet, makes it throw.
    attempt(() => mediaSession.setPositionState({ duration, position, playbackRate }));
    this.#listen(mediaSession, session);
  }

  /** Nothing is played any more: the controls are the page's again. */
  clear(): void {
    const { mediaSession } = navigator as Partial<Navigator>;
    if (!mediaSession || !this.#said) return;
    this.#said = '';
    mediaSession.metadata = null;
    mediaSession.playbackState = 'none';
    for (const action of ACTIONS) attempt(() => mediaSession.setActionHandler(action, null));
  }

  #listen(mediaSession: MediaSession, session: Session): void {
    const by = (seconds: number) => session.seek(session.time + seconds);
    const handlers: Record<(typeof ACTIONS)[number], MediaSessionActionHandler> = {
      play: () => void session.play(),
      pause: () => session.pause(),
      seekbackward: ({ seekOffset = STEP }) => by(-seekOffset),
      seekforward: ({ seekOffset = STEP }) => by(seekOffset),
      seekto: ({ seekTime }) => seekTime !== undefined && session.seek(seekTime),
    };
    for (const action of ACTIONS)
      attempt(() => mediaSession.setActionHandler(action, handlers[action]));
  }
}

/** Browsers differ in what they know here, and throw at the rest; it must not cost the playback. */
function attempt(act: () => void): void {
  try {
    act();
  } catch {
    // Without it, then.
  }
}

const ACTIONS = ['play', 'pause', 'seekbackward', 'seekforward', 'seekto'] as const;
