/**
 * Keeps a recording going once it was started: brings it back when it breaks off, renews its link,
 * jumps over what is not to be heard. The listener should notice none of it.
 */
import { providerError, type ProviderError } from '../../model/error.js';
import { saveAs } from './download.js';
import { Link, urlOf } from './link.js';
import { PassageJumps } from './passage-jumps.js';
import { Polling } from './polling.js';
import { rememberPreferences, restorePreferences } from './preferences.js';
import { lengthOf, rangesOf } from './ranges.js';
import { reasonAfter, remedyFor, type Trouble } from './remedy.js';
import { Seeking } from './seeking.js';
import { SystemControls } from './system-controls.js';
import type { Engine, PlaybackState, Session, Upkeep } from './types.js';
import { Watchdog } from './watchdog.js';
import { lookAt } from './whole.js';

/** Seconds of sound after which a recording that was brought back counts as well again. */
const WELL = 30;
/** Milliseconds that a look at a link may take. */
const LOOK = 5000;

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
  const seeking = new Seeking(engine, { stale, renew: (...at) => recovery.renew(...at) });
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
    switched: () => {
      jumps.stop();
      recovery.drop();
    },
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
      const good = session === loaded() && !link.stale ? session.held : undefined;
      saveAs(good ?? (await engine.ask(session, 'play', signal)), fileName);
    },
    remember: () => rememberPreferences(audio),
  };
}

/** One recording at a time breaks off; what is done about it ends when it is well again. */
class Recovery {
  readonly #engine: Engine;
  readonly #link: Link;
  /** Links asked for since the recording last played for a while. */
  #attempts = 0;
  /** When the listener would first have heard that something is wrong. */
  #since: number | undefined;
  /** Goes on by itself when the network is back. */
  #offline: Session | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(engine: Engine, link: Link) {
    this.#engine = engine;
    this.#link = link;
  }

  drop(): void {
    this.#attempts = 0;
    this.#since = this.#offline = undefined;
    clearTimeout(this.#retry);
  }

  remedy(session: Session, cause: Trouble['cause']): void {
    const { set, start } = this.#engine;
    const trouble = this.#troubleOf(session, cause);
    const remedy = remedyFor(trouble);
    this.#since ??= performance.now();
    if (remedy.do === 'wait-for-network') return this.#waitForNetwork(session);
    set(session, { state: 'recovering', position: session.time });
    if (remedy.do === 'give-up') return void this.#giveUp(session, trouble);
    if (remedy.do === 'without-cors')
      return void start(session, 'media-error', { ...session.held!, cors: undefined });
    this.#attempts += 1;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => {
      // The listener may have paused in between.
      if (session.state === 'recovering') void start(session, remedy.reason);
    }, remedy.after * 1000);
  }

  /** The provider was asked for a link and failed. Whether something is done about it. */
  unanswered(session: Session, error: ProviderError): boolean {
    if (error.kind === 'offline') this.#waitForNetwork(session);
    else if (session.state !== 'recovering' || error.kind !== 'network') return false;
    else this.remedy(session, 'unanswered');
    return true;
  }

  /** A new link; nothing failed yet. */
  renew(session: Session, position: number): void {
    this.#since ??= performance.now();
    this.#engine.set(session, { state: 'recovering', position });
    void this.#engine.start(session, 'expired');
  }

  /** Once it goes on, what was done about it is over. */
  settle(session: Session): void {
    const { audio, set } = this.#engine;
    if (session.state !== 'playing' && session.state !== 'paused') return;
    const since = this.#since;
    if (since === undefined) {
      if (this.#attempts > 0 && lengthOf(rangesOf(audio.played)) >= WELL) this.#attempts = 0;
      return;
    }
    this.#since = undefined;
    const renewedIn = (performance.now() - since) / 1000;
    set(session, { renewals: session.renewals + 1, renewedIn });
  }

  online(): void {
    const session = this.#offline;
    this.#offline = undefined;
    if (session?.reason !== 'offline') return;
    this.#attempts = 0;
    void session.play();
  }

  #troubleOf({ held }: Session, cause: Trouble['cause']): Trouble {
    return {
      cause,
      unread: !this.#link.read,
      attempts: this.#attempts,
      online: navigator.onLine,
      local: typeof held?.source !== 'string',
      cors: this.#engine.audio.crossOrigin !== null,
      expired: this.#link.expired,
    };
  }

  async #giveUp(session: Session, trouble: Trouble): Promise<void> {
    const { held } = session;
    const url = urlOf(held);
    const signal = AbortSignal.timeout(LOOK);
    const finding = url ? await lookAt({ url, cors: held?.cors, signal }) : undefined;
    if (session.state !== 'recovering') return;
    this.drop();
    const error = providerError('network', 'The recording could not be loaded.');
    this.#engine.fail(session, reasonAfter(trouble, finding), error);
  }

  #waitForNetwork(session: Session): void {
    if (session.wanted) this.#offline = session;
    this.#engine.fail(session, 'offline', providerError('offline', 'You are offline.'));
  }
}
