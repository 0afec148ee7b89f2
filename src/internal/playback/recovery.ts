/**
 * Brings a recording back that broke off. One at a time breaks off, and what is done about it ends when it
 * is well again, or when the listener wants something else.
 */
import { providerError, type ProviderError } from '../../model/error.js';
import { urlOf, type Link } from './link.js';
import { lengthOf, rangesOf } from './ranges.js';
import { reasonAfter, remedyFor, type Trouble } from './remedy.js';
import type { Session } from './session.js';
import type { Engine } from './types.js';
import { lookAt } from './whole.js';

/** Seconds of sound after which a recording that was brought back counts as well again. */
const WELL = 30;
/** Milliseconds that a look at a link may take. */
const LOOK = 5000;

export class Recovery {
  readonly #engine: Engine;
  readonly #link: Link;
  /** Links asked for since the recording last played for a while. */
  #attempts = 0;
  /** When the listener would first have heard that something is wrong. */
  #since: number | undefined;
  /** A new link was asked for because of it. */
  #renewing = false;
  /** Goes on by itself when the network is back. */
  #offline: Session | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(engine: Engine, link: Link) {
    this.#engine = engine;
    this.#link = link;
  }

  drop(): void {
    this.#attempts = 0;
    this.#renewing = false;
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
    this.#renewing = true;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void start(session, remedy.reason), remedy.after * 1000);
  }

  /** The provider was asked for a link and failed. Whether something is done about it. */
  unanswered(session: Session, error: ProviderError): boolean {
    const again = session.state === 'recovering' && error.kind === 'network';
    if (error.kind === 'offline') this.#waitForNetwork(session);
    else if (again) this.remedy(session, 'unanswered');
    else this.drop();
    return again || error.kind === 'offline';
  }

  /** A new link, because the listener wants something the old one may not give; nothing failed yet. */
  renew(session: Session, position: number): Promise<void> {
    this.#since ??= performance.now();
    this.#attempts = 1;
    this.#renewing = true;
    this.#engine.set(session, { state: 'recovering', position });
    return this.#engine.start(session, 'expired');
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
    const renewed = this.#renewing;
    this.#since = undefined;
    this.#renewing = false;
    const renewedIn = (performance.now() - since) / 1000;
    if (renewed) set(session, { renewals: session.renewals + 1, renewedIn });
  }

  online(): void {
    const session = this.#offline;
    this.#offline = undefined;
    if (session?.reason === 'offline') void session.play();
  }

  #troubleOf({ held, sounded, views }: Session, cause: Trouble['cause']): Trouble {
    return {
      cause,
      unread: !this.#link.read,
      heard: sounded,
      renewable: [...views].some((view) => view.recording),
      attempts: this.#attempts,
      online: navigator.onLine,
      local: typeof held?.source !== 'string',
      cors: this.#engine.audio.crossOrigin !== null,
      unplayable: Boolean(held?.type) && this.#engine.audio.canPlayType(held!.type!) === '',
      expired: this.#link.expired,
    };
  }

  async #giveUp(session: Session, trouble: Trouble): Promise<void> {
    const { held } = session;
    const url = urlOf(held);
    const since = this.#since;
    const signal = AbortSignal.timeout(LOOK);
    const finding = url ? await lookAt({ url, cors: held?.cors, signal }) : undefined;
    // Called off, or about another recording by now.
    if (since !== this.#since) return;
    this.drop();
    const error = providerError('network', 'The recording could not be loaded.');
    this.#engine.fail(session, reasonAfter(trouble, finding), error);
  }

  #waitForNetwork(session: Session): void {
    this.drop();
    if (session.wanted) this.#offline = session;
    this.#engine.fail(session, 'offline', providerError('offline', 'You are offline.'));
  }
}
