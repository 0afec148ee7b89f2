/**
 * Keeps a recording going once it was started: brings it back when it breaks off, renews its link,
 * jumps over what is not to be heard. The listener should notice none of it.
 */
import { save } from './download.js';
import { Link } from './link.js';
import { PassageJumps } from './passage-jumps.js';
import { Polling } from './polling.js';
import { rememberPreferences, restorePreferences } from './preferences.js';
import { rangesOf } from './ranges.js';
import { Recovery } from './recovery.js';
import { Seeking } from './seeking.js';
import { SystemControls } from './system-controls.js';
import type { Session } from './session.js';
import type { Engine, PlaybackState, Upkeep } from './types.js';
import { Watchdog } from './watchdog.js';

/** States in which something is heard, or about to be. */
const WATCHED = new Set<PlaybackState>(['loading', 'seeking', 'buffering', 'playing']);

/** @param rateChosen The host chose the speed: what the listener used last is not for this page. */
export function createUpkeep(engine: Engine, rateChosen: boolean): Upkeep {
  const { audio, set, loaded } = engine;
  const link = new Link(engine);
  const polling = new Polling(engine);
  const controls = new SystemControls(engine);
  const recovery = new Recovery(engine, link);
  const stale = (session: Session) => session === loaded() && link.stale;
  const seeking = new Seeking(engine, { stale, renew: (...at) => void recovery.renew(...at) });
  const jumps = new PassageJumps(audio, (...at) => seeking.to(...at));
  const withLoaded = (act: (session: Session) => void) => (): void => {
    const session = loaded();
    if (session) act(session);
  };
  const watchdog = new Watchdog(audio, {
    quiet: withLoaded((session) => set(session, { state: 'buffering' })),
    broken: withLoaded((session) => recovery.remedy(session, 'stalled')),
  });

  restorePreferences(audio, rateChosen);
  audio.addEventListener(
    'loadedmetadata',
    withLoaded((session) => {
      link.read = true;
      seeking.onMetadata(session);
    }),
  );
  audio.addEventListener(
    'progress',
    withLoaded((session) => set(session, { buffered: rangesOf(audio.buffered) })),
  );
  window.addEventListener('online', () => recovery.online());
  for (const session of engine.sessions()) set(session, {});

  return {
    stale,
    spare: () => link.takeNext(),
    calledOff: () => recovery.drop(),
    renew: (session) => recovery.renew(session, session.position),
    loading: (session) => {
      link.put(session);
      seeking.put(session);
    },
    broken: (session) => recovery.remedy(session, 'media-error'),
    unanswered: (session, error) => recovery.unanswered(session, error),
    seek: (session, position) => seeking.to(session, position),
    changed: (session) => {
      if (session !== loaded()) return;
      watchdog.watch(session.wanted && WATCHED.has(session.state));
      controls.show(session);
      jumps.follow(session);
      recovery.settle(session);
    },
    unloaded: () => {
      watchdog.watch(false);
      controls.clear();
      link.drop();
      seeking.drop();
    },
    poll: (session) => polling.wait(session),
    check: (session) => polling.ask(session),
    download: async (session, fileName) => {
      const { signal } = new AbortController();
      await save(await engine.ask(session, 'play', signal), fileName);
    },
    remember: () => rememberPreferences(audio),
  };
}
